"""Three-way merge of sets (tags, references): additions and removals of every side, never a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.values import Value


def merge(local: Value, sides: Sequence[tuple[Value, Value]]) -> Value:
    """The set after all sides' changes; ``sides`` are pairs (before, incoming) of what each side held and holds.

    An element that any side added stays, even where another removed it; one that a side removed goes.
    A removal counts against what that side held, so an element a side never knew is never removed by it.
    """
    removed = {element for before, incoming in sides for element in set(before or ()) - set(incoming or ())}
    added = {element for before, incoming in sides for element in set(incoming or ()) - set(before or ())}
    kept = [element for element in local or () if element not in removed or element in added]
    spelled = {element.casefold(): element for element in sorted(added, reverse=True)}
    spelled |= {element.casefold(): element for element in kept}
    return sorted(spelled.values(), key=lambda element: (element.casefold(), element)) or None
