"""Links between records, their types, and the rules between types (fact sheet section 4.4).

Every pair of object types has one unlabelled type in each direction; some have a primary one besides. A primary link
implies the unlabelled one, and a record has at most one primary link to a type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

HUBSPOT = "HUBSPOT_DEFINED"
CUSTOM = "USER_DEFINED"


@dataclass(frozen=True, slots=True)
class LinkType:
    """One association type as seen from ``source``; ``inverse`` is the type id of the same link from the other end."""

    type_id: int
    source: str
    target: str
    name: str
    label: str | None
    inverse: int
    category: str = HUBSPOT
    primary: bool = False


_PAIRS = (
    ("contacts", "companies", 279, 280),
    ("contacts", "deals", 4, 3),
    ("deals", "companies", 341, 342),
    ("leads", "contacts", 608, 609),
    ("leads", "companies", 610, 611),
    ("leads", "deals", 1037, 1038),
    ("leads", "calls", 596, 597),
    ("leads", "meetings", 600, 601),
    ("leads", "tasks", 646, 647),
    ("leads", "notes", 854, 855),
    ("tasks", "contacts", 204, 203),
    ("tasks", "companies", 192, 191),
    ("tasks", "deals", 216, 215),
    ("calls", "contacts", 194, 193),
    ("calls", "companies", 182, 181),
    ("calls", "deals", 206, 205),
    ("meetings", "contacts", 200, 199),
    ("meetings", "companies", 188, 187),
    ("meetings", "deals", 212, 211),
    ("notes", "contacts", 202, 201),
    ("notes", "companies", 190, 189),
    ("notes", "deals", 214, 213),
    ("emails", "contacts", 198, 197),
    ("emails", "companies", 186, 185),
    ("emails", "deals", 210, 209),
    ("tickets", "contacts", 16, 15),
    ("contacts", "contacts", 449, 449),
    ("companies", "companies", 450, 450),
    ("deals", "deals", 451, 451),
)
_PRIMARIES = (
    ("contacts", "companies", 1, 2),
    ("deals", "companies", 5, 6),
    ("leads", "contacts", 578, 579),
    ("leads", "companies", 580, 581),
    ("leads", "deals", 582, 583),
)
_SINGULAR = {"companies": "company"}
_WITH_PRIMARY = frozenset((source, target) for source, target, _, _ in _PRIMARIES)


def _singular(plural: str) -> str:
    return _SINGULAR.get(plural, plural[:-1])


def _standard() -> Iterator[LinkType]:
    for source, target, forth, back in _PAIRS:
        for one, other, number, inverse in dict.fromkeys(
            ((source, target, forth, back), (target, source, back, forth))
        ):
            unlabelled = (one, other) in _WITH_PRIMARY or (other, one) in _WITH_PRIMARY
            name = f"{_singular(one)}_to_{_singular(other)}" + ("_unlabeled" if unlabelled else "")
            yield LinkType(number, one, other, name, None, inverse)
    for source, target, forth, back in _PRIMARIES:
        for one, other, number, inverse in ((source, target, forth, back), (target, source, back, forth)):
            name = f"{_singular(one)}_to_{_singular(other)}"
            yield LinkType(number, one, other, name, "Primary", inverse, primary=True)
    yield LinkType(13, "companies", "companies", "parent_to_child_company", "Child Company", 14)
    yield LinkType(14, "companies", "companies", "child_to_parent_company", "Parent Company", 13)


@dataclass(slots=True)
class Associations:
    """All links of an account, stored from both ends."""

    types: dict[tuple[str, str], dict[int, LinkType]] = field(default_factory=dict)
    version: int = 0
    """Moves with every change of a link."""
    _links: dict[tuple[str, str], dict[int, dict[int, tuple[int, ...]]]] = field(default_factory=dict)
    _next_custom: int = 101

    def __post_init__(self) -> None:
        for link in sorted(_standard(), key=lambda link: link.type_id):
            self.types.setdefault((link.source, link.target), {})[link.type_id] = link

    def define(self, source: str, target: str, name: str, label: str, inverse_label: str | None) -> tuple[int, int]:
        """Add a pair of labels; their type ids in both directions."""
        forth = self._next_custom
        back = forth if source == target and inverse_label is None else forth + 1
        self._next_custom += 2
        self.types.setdefault((source, target), {})[forth] = LinkType(forth, source, target, name, label, back, CUSTOM)
        if back != forth:
            reverse = LinkType(back, target, source, name, inverse_label or label, forth, CUSTOM)
            self.types.setdefault((target, source), {})[back] = reverse
        return forth, back

    def rename(self, source: str, target: str, type_id: object, label: str) -> bool:
        """Change the text of a custom label; whether there is one."""
        known = self.types.get((source, target), {})
        link = known.get(type_id) if isinstance(type_id, int) else None
        if link is None or link.category != CUSTOM:
            return False
        known[link.type_id] = replace(link, label=label)
        return True

    def undefine(self, source: str, target: str, type_id: int) -> bool:
        """Remove a custom label, its reverse and its use; whether there was one."""
        link = self.types.get((source, target), {}).get(type_id)
        if link is None or link.category != CUSTOM:
            return False
        for number, links in list(self._links.get((source, target), {}).items()):
            for other in list(links):
                self.unlink(source, number, target, other, (type_id,))
        del self.types[source, target][type_id]
        self.types[target, source].pop(link.inverse, None)
        return True

    def default(self, source: str, target: str) -> LinkType | None:
        """The unlabelled type of a pair, ``None`` where the two cannot be linked."""
        return next((link for link in self.types.get((source, target), {}).values() if link.label is None), None)

    def primary(self, source: str, target: str) -> LinkType | None:
        """The primary type of a pair, where there is one."""
        return next((link for link in self.types.get((source, target), {}).values() if link.primary), None)

    def targets(self, source: str, number: int, target: str) -> dict[int, tuple[int, ...]]:
        """Linked ids of one type with the type ids of each link, in ascending order."""
        found = self._links.get((source, target), {}).get(number, {})
        return dict(sorted(found.items())) if len(found) > 1 else found

    def link(self, source: str, number: int, target: str, other: int, type_ids: tuple[int, ...]) -> None:
        """Add types to a pair. A primary one also adds the unlabelled one and takes primacy from any other link."""
        known = self.types[source, target]
        wanted = set(self.targets(source, number, target).get(other, ())) | set(type_ids)
        default = self.default(source, target)
        if default is not None:
            wanted.add(default.type_id)
        for type_id in type_ids:
            if known[type_id].primary and (source, target) in _WITH_PRIMARY:
                self._demote(source, number, target, other, type_id)
            elif known[type_id].primary:
                self._demote(target, other, source, number, known[type_id].inverse)
        self._put(source, number, target, other, tuple(sorted(wanted)))

    def unlink(self, source: str, number: int, target: str, other: int, type_ids: tuple[int, ...] = ()) -> None:
        """Remove some types of a pair, or all; removing the unlabelled one removes all."""
        present = self.targets(source, number, target).get(other)
        if present is None:
            return
        default = self.default(source, target)
        whole = not type_ids or (default is not None and default.type_id in type_ids)
        self._put(source, number, target, other, () if whole else tuple(t for t in present if t not in type_ids))

    def forget(self, source: str, number: int) -> None:
        """Remove every link of a record."""
        for target, other, _ in list(self.of(source, number)):
            self._put(source, number, target, other, ())

    def of(self, source: str, number: int) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        """Every link of a record: target type, id, type ids."""
        for (one, target), links in sorted(self._links.items()):
            if one == source:
                for other, type_ids in sorted(links.get(number, {}).items()):
                    yield target, other, type_ids

    def move(self, source: str, old: int, new: int) -> None:
        """Give all links of one record to another (merge)."""
        for target, other, type_ids in list(self.of(source, old)):
            self._put(source, old, target, other, ())
            if (target, other) != (source, new):
                known = self.types[source, target]
                present = [t for types in self.targets(source, new, target).values() for t in types]
                held = (source, target) in _WITH_PRIMARY and any(known[t].primary for t in present)
                self.link(source, new, target, other, tuple(t for t in type_ids if not (held and known[t].primary)))

    def _demote(self, source: str, number: int, target: str, keep: int, type_id: int) -> None:
        for other, type_ids in list(self.targets(source, number, target).items()):
            if other != keep and type_id in type_ids:
                self._put(source, number, target, other, tuple(t for t in type_ids if t != type_id))

    def _put(self, source: str, number: int, target: str, other: int, type_ids: tuple[int, ...]) -> None:
        known = self.types[source, target]
        inverse = tuple(sorted({known[type_id].inverse for type_id in type_ids}))
        self.version += 1
        self._put_one((source, target), number, other, type_ids)
        self._put_one((target, source), other, number, inverse)

    def _put_one(self, pair: tuple[str, str], number: int, other: int, type_ids: tuple[int, ...]) -> None:
        links = self._links.setdefault(pair, {})
        if type_ids:
            links.setdefault(number, {})[other] = type_ids
            return
        mine = links.get(number, {})
        mine.pop(other, None)
        if not mine:
            links.pop(number, None)
