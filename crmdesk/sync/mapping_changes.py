"""What has changed of a mapping since the last run.

A field is *gained* when an administrator creates its property at the vendor, when a new version maps it, or when a person
maps it. One that a person points to another property, or begins to read, is gained too, and so is one whose property was
deleted and made again, where the vendor tells; and one that lives in more places than before (an amount whose currency rows name
from now on), about which what was agreed stands. A field that is no longer mapped is *lost*. One whose words a person paired
otherwise, or an administrator calls otherwise, is *reread*, and so is one whose list takes other words from now on, or no
longer, and an amount of which the account turns out to count in another currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.words import OneCurrency, Option, Words
from crmdesk.providers.base import FieldRule
from crmdesk.sync.context import Context
from crmdesk.sync.places_kept import PLACES
from crmdesk.sync.unlisted import ASKED_FOR, UNLISTED

_MADE = "made"
"""The key under which is kept what tells properties from others of their names (``RemoteProperty.made``)."""

Known = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By object, kind and field: what was mapped last (``_told``); of a field that was lost, what it was before."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the mapping of an object has gained, and what is reread, by kind; ``anew`` are gained fields with nothing agreed.

    ``again`` are those of them that point where they pointed, and are only read again. ``reread`` fields come with the words that
    they were said in. ``sent`` are fields that are sent from now on.
    """

    gained: dict[Kind, list[str]] = field(default_factory=dict)
    anew: dict[Kind, list[str]] = field(default_factory=dict)
    again: dict[Kind, list[str]] = field(default_factory=dict)
    reread: dict[Kind, dict[str, Words]] = field(default_factory=dict)
    sent: dict[Kind, list[str]] = field(default_factory=dict)

    @property
    def moved(self) -> dict[Kind, set[str]]:
        """The fields that live in another property from now on, by kind."""
        found = {kind: {*names} - {*self.again.get(kind, ())} for kind, names in self.anew.items()}
        return {kind: names for kind, names in found.items() if names}


def present_mapping(context: Context, known: Known) -> Known:
    """The mapping as it is, with what is known of fields that it has lost, and of objects that the account does not show now."""
    found: dict[str, Mapping[str, Mapping[str, Any]]] = {
        name: kinds for name, kinds in known.items() if name not in context.objects
    }
    tables: Mapping[str, Mapping[str, Any]] = context.connection.described or {}
    for name, spec in context.objects.items():
        found[name] = {
            kind.value: _fields(
                spec.rules(kind), known.get(name, {}).get(kind.value, {}), tables.get(spec.table(kind), {})
            )
            for kind in spec.kinds
        }
    return found


def _fields(
    rules: Mapping[str, FieldRule], before: Mapping[str, Mapping[str, Any]], held: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    lost = {name: {**told, "lost": True} for name, told in before.items() if name not in rules}
    for told in lost.values():
        told.pop(UNLISTED, None)
    present = {name: _told(rule, held) | _marks(before.get(name, {})) for name, rule in rules.items()}
    return lost | present


def _marks(told: Mapping[str, Any]) -> dict[str, Any]:
    return {mark: told[mark] for mark in (UNLISTED, ASKED_FOR) if mark in told}


def _told(rule: FieldRule, held: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What of a rule decides whether what was agreed under it still holds, and whether anything is sent by it.

    ``held`` are the properties as the account was described.
    """
    told: dict[str, Any] = {"chosen": rule.chosen, "pairs": [list(pair) for pair in rule.pairs]}
    if rule.remote:
        told[PLACES] = sorted(rule.remote)
    made = {name: mark for name in told.get(PLACES, ()) if (mark := held.get(name, {}).get("made"))}
    if made:
        told[_MADE] = made
    if isinstance(rule.words, OneCurrency):
        told["currency"] = rule.words.currency
    if rule.words is not None:
        told["words"] = [[each.raw, each.word, each.label] for each in rule.words.options]
        told["closed"] = rule.words.closed
    return {**told, "read": rule.readable, "write": rule.writable}


def changes_of(before: Known, now: Known) -> dict[str, Changes]:
    """What objects that were mapped before have changed; one that is new has no links yet."""
    found: dict[str, Changes] = {}
    for object_name in before.keys() & now.keys():
        changes = Changes()
        for kind, fields in now[object_name].items():
            known = before[object_name].get(kind, {})
            for name, told in sorted(fields.items()):
                _compare(changes, Kind(kind), name, known.get(name), told)
        if changes.gained or changes.reread or changes.sent:
            found[object_name] = changes
    return found


def _compare(changes: Changes, kind: Kind, name: str, was: Mapping[str, Any] | None, told: Mapping[str, Any]) -> None:
    if told.get("lost"):
        return
    if was is not None and told["write"] and not was["write"]:
        changes.sent.setdefault(kind, []).append(name)
    moved = was is not None and (was["chosen"] != told["chosen"] or _is_replaced(was, told))
    elsewhere = moved or (was is not None and told["read"] and not was["read"])
    if elsewhere:
        changes.anew.setdefault(kind, []).append(name)
        if not moved:
            changes.again.setdefault(kind, []).append(name)
    if was is None or was.get("lost") or elsewhere or _has_grown(was, told):
        changes.gained.setdefault(kind, []).append(name)
    if was is not None and not elsewhere and _is_said_otherwise(was, told):
        changes.reread.setdefault(kind, {})[name] = _words(was)


def _has_grown(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a field lives in places that nothing was read from so far; of old, one place alone was not noted."""
    before, now = set(was.get(PLACES, ())), set(told.get(PLACES, ()))
    return not now <= before and (bool(before) or len(now) > 1)


def _is_replaced(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether another place has taken the place of one in which a field lived, although nobody chose it.

    One that is deleted and made again is another one, with nothing in it: some vendors make up names, others tell which it is.
    """
    before, now = set(was.get(PLACES, ())), set(told.get(PLACES, ()))
    known: Mapping[str, str] = was.get(_MADE, {})
    again = any(mark != known.get(name, mark) for name, mark in told.get(_MADE, {}).items())
    return again or (bool(before) and not before <= now and not now <= before)


def _is_said_otherwise(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether what an account holds in a field means something else now, or what it takes.

    Of old no currency was noted, nor whether a list takes other words.
    """
    otherwise = any(was.get(name, told.get(name)) != told.get(name) for name in ("currency", "closed"))
    return otherwise or (was["pairs"], was.get("words")) != (told["pairs"], told.get("words"))


def _words(was: Mapping[str, Any]) -> Words:
    """The words that a field was said in, or the currency."""
    if "currency" in was:
        return OneCurrency((), closed=True, currency=was["currency"])
    return Words(tuple(Option(*each) for each in was.get("words", ())), closed=True)
