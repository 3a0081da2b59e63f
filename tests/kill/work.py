"""What a person types before each death, and what has to be at the vendor in the end. Everything is called by its own number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.kill.vendors import Row

TABLES: Mapping[str, Mapping[str, str]] = {
    "hubspot": {"lead": "contacts", "deal": "deals", "task": "tasks", "note": "notes"},
    "pipedrive": {"lead": "persons", "deal": "deals", "task": "activities", "note": "notes"},
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that was typed before a death.

    ``word`` is in the title of the row that it makes or changes, ``about`` in the title of the person whom that is about.
    ``row`` is the vendor's id of a row that it deletes.
    """

    death: int
    what: str
    table: str
    word: str = ""
    row: str = ""
    about: str = ""

    def judge(self, live: Mapping[str, Mapping[str, Row]], people: str) -> str | None:
        """``lost``, ``twice``, or None where the vendor has it just once. ``people`` is the table of leads."""
        if self.row:
            return "lost" if self.row in live[self.table] else None
        found = [row for row in live[self.table].values() if self.word in row.title]
        if len(found) > 1:
            return "twice"
        known = {live[people][id].title for row in found for id in row.people if id in live[people]}
        there = bool(found) and (not self.about or any(self.about in title for title in known))
        return None if there else "lost"


class Work:
    """Hands out work, and remembers it. ``leads`` are the account's own as the command line lists them, ``deal`` one deal."""

    def __init__(
        self, random: Random, vendor: str, leads: Sequence[Mapping[str, Any]], deal: Mapping[str, Any]
    ) -> None:
        self._tables = TABLES[vendor]
        shuffled = random.sample(leads, len(leads))
        # Nobody edits twice: the second edit would rightly replace the first.
        self._edited = iter(shuffled[::2])
        self._deleted = iter(shuffled[1::2])
        self._places = (f"stage={deal['stage']}", f"pipeline={deal['pipeline']}")
        self._lead = str(shuffled[0]["id"])
        """The lead that the next deal, task or note is about: one made before the last death, if there was any."""
        self._about = ""
        self.typed: list[Typed] = []

    def commands(self, death: int) -> list[list[str]]:
        """The commands that type the work before a death: a new lead first, whose id the first line of their output tells."""
        word = f"K{death:04}"
        typed = [Typed(death, "create lead", self._tables["lead"], f"Lead{word}")]
        commands = [["new", "lead", "first_name=Zoé", f"last_name=Lead{word}", f"email={word.lower()}@kill.example"]]
        more = ("deal", "task", "note", "delete")[death % 4]
        match more:
            case "deal":
                commands.append(["new", "deal", f"name=Deal{word}", *self._places, f"contacts={self._lead}"])
            case "task":
                commands.append(["new", "activity", "type=task", f"subject=Task{word}", f"about={self._lead}"])
            case "note":
                commands.append(["new", "note", f"body=Note{word}", f"about={self._lead}"])
            case _:
                lead = next(self._deleted)
                commands.append(["delete", "lead", str(lead["id"])])
                row = next(str(link["remote_id"]) for link in lead["links"] if link["object"] == self._tables["lead"])
                typed.append(Typed(death, "delete lead", self._tables["lead"], row=row))
        if more != "delete":
            typed.append(Typed(death, f"create {more}", self._tables[more], f"{more.title()}{word}", about=self._about))
        if death % 2:
            commands.append(["edit", "lead", str(next(self._edited)["id"]), f"last_name=Edit{word}"])
            typed.append(Typed(death, "edit lead", self._tables["lead"], f"Edit{word}"))
        self.typed += typed
        return [[*command, "--json"] for command in commands]

    def made(self, lead: str) -> None:
        """The lead that the last commands made."""
        self._lead, self._about = lead, next(one.word for one in reversed(self.typed) if one.what == "create lead")
