"""Traits: the named switches of a vendor.

A vendor starts kind. Each harsher behaviour of the real service, and the second reading of each point that its fact
sheet leaves open, is one trait. ``GET /traits`` on the control endpoint returns the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class WrongTrait(ValueError):
    """There is no such trait, or its value has another type or is not one of the choices."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One switch: its kind default (whose type is the type of all its values) and what it does."""

    name: str
    default: bool | int | float | str | list[Any] | dict[str, Any]
    meaning: str
    choices: tuple[str, ...] = ()


class Traits:
    """The traits of one vendor with their present values."""

    def __init__(self, table: Iterable[Trait]) -> None:
        self._table = {trait.name: trait for trait in table}
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The present value."""
        if name in self._values:
            return self._values[name]
        return self._table[name].default

    def update(self, values: Mapping[str, Any]) -> None:
        """Set several traits, or none if one of them is wrong. Raises `WrongTrait`."""
        checked = {name: self._checked(name, value) for name, value in values.items()}
        self._values.update(checked)

    def reset(self) -> None:
        """All traits back to kind."""
        self._values.clear()

    def listed(self) -> list[dict[str, Any]]:
        """The table with present values, for ``GET /traits``."""
        return [
            {
                "name": trait.name,
                "value": self[trait.name],
                "default": trait.default,
                "meaning": trait.meaning,
                **({"choices": list(trait.choices)} if trait.choices else {}),
            }
            for trait in self._table.values()
        ]

    def _checked(self, name: str, value: Any) -> Any:
        trait = self._table.get(name)
        if trait is None:
            raise WrongTrait(f"no trait {name!r}; known: {', '.join(sorted(self._table))}")
        number = isinstance(trait.default, int | float) and not isinstance(trait.default, bool)
        right = isinstance(value, int | float) and not isinstance(value, bool) if number else False
        if not right and type(value) is not type(trait.default):
            raise WrongTrait(f"trait {name!r} takes a {type(trait.default).__name__}, not {value!r}")
        if trait.choices and value not in trait.choices:
            raise WrongTrait(f"trait {name!r} takes one of {', '.join(trait.choices)}, not {value!r}")
        return value
