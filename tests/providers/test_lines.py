"""Lines of a mapping: their rules, addresses, and reading rows by a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Codec, Raw
from crmdesk.providers.codecs import Integer, LongText, Text
from crmdesk.providers.lines import UNKNOWN, Line, Plan, address_lines, rules_of


@dataclass(frozen=True)
class Cell:
    """One value, or several joined."""

    names: tuple[str, ...]

    @property
    def remote(self) -> tuple[str, ...]:
        return tuple(name.upper() for name in self.names)

    @property
    def holds(self) -> None:
        return None

    def read(self, row: dict[str, Any], codec: Codec) -> Raw:
        return codec.canon(" ".join(row[name] for name in self.names)) if set(self.names) <= row.keys() else UNKNOWN


def single(cell: Cell) -> str | None:
    return cell.names[0] if len(cell.names) == 1 else None


def test_rules_name_what_a_person_is_told() -> None:
    line = Line("city", Cell(("town",)), Text(), writable=False)
    (rule,) = rules_of({Kind.LEAD: [line]})[Kind.LEAD].values()
    assert (rule.field, rule.remote, rule.writable) == ("city", ("TOWN",), False)


def test_an_address_is_four_lines() -> None:
    places = [Cell((name,)) for name in ("s", "p", "c", "n")]
    lines = address_lines(*places, street_codec=LongText())
    assert [(line.field, line.place.names) for line in lines] == [
        ("street", ("s",)), ("postal_code", ("p",)), ("city", ("c",)), ("country", ("n",)),
    ]  # fmt: skip
    assert lines[0].codec == LongText()
    assert {line.codec for line in lines[1:]} == {Text()}


def test_a_plan_reads_what_a_row_lists() -> None:
    whole = Cell(("first", "last"))
    lines = [Line("city", Cell(("town",)), Text()), Line("rooms", Cell(("n",)), Integer()), Line("name", whole, Text())]
    plan = Plan(lines, single)

    def fields(**row: Any) -> dict[str, Raw]:
        return plan.fields(row, lambda cell, codec: cell.read(row, codec))

    assert fields(town="Nantes", n="04", first="Mara", last="Voss") == {
        "city": "Nantes", "rooms": "4", "name": "Mara Voss",
    }  # fmt: skip
    assert fields(town="", n=None) == {"city": None, "rooms": None}, "blank is known, and what is not listed is not"
    assert fields(town=44, n=4) == {"city": "44", "rooms": "4"}
    assert fields(first="Mara") == {}
