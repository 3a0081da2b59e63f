"""Three-way merge of sets (tags, references): additions and removals of every side, never a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmdesk.domain.values import Value


def merge(local: Value, sides: Sequence[tuple[Value, Value]]) -> Value:
    """The set after all sides' changes; ``sides`` are pairs (before, incoming) of what each side held and holds.

    An element that any side added stays, even where another removed it; one that a side removed goes.
    A removal counts against what that side held, so an element a side never knew is never removed by it. Elements that
    differ only in case are one: a vendor's own spelling of ``vip`` is removed as ``vip``, and a new spelling is taken where
    the old one is still as that side held it.
    """
    known = [(_by_key(before), _by_key(incoming)) for before, incoming in sides]
    removed = {key for before, incoming in known for key in before.keys() - incoming.keys()}
    added = _least(element for before, incoming in known for key, element in incoming.items() if key not in before)
    merged = {key: element for key, element in _by_key(local).items() if key not in removed or key in added}
    for key, element in merged.items():
        spelled = [incoming[key] for before, incoming in known if key in incoming and before.get(key) == element]
        merged[key] = min(spelled, default=element)
    return sorted({**added, **merged}.values(), key=lambda element: (element.casefold(), element)) or None


def _by_key(elements: Value) -> dict[str, str]:
    return {element.casefold(): element for element in elements or ()}


def _least(elements: Iterable[str]) -> dict[str, str]:
    """Elements by what they mean; of several spellings the least in order of text, so that order never matters."""
    return _by_key(sorted(elements, reverse=True))
