"""Path templates: which handler serves a request, and the name it is counted under.

A template is written ``/{object}/batch/read``. The values of those in ``KEPT`` stay in the counted name, so that calls
can be told apart by object; every other part in braces is counted as its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

HandlerT = TypeVar("HandlerT")
FunctionT = TypeVar("FunctionT")

KEPT = frozenset({"object", "to"})


@dataclass(frozen=True, slots=True)
class Found(Generic[HandlerT]):
    """A match: the handler, the values of the parts in braces, and the name for counting."""

    handler: HandlerT
    values: dict[str, str]
    name: str


@dataclass(slots=True)
class Router(Generic[HandlerT]):
    """Templates with a handler per method. The template with more fixed parts wins, then the one added first."""

    _routes: dict[int, list[tuple[tuple[str, ...], dict[str, HandlerT]]]] = field(default_factory=dict)

    def add(self, method: str, template: str, handler: HandlerT) -> None:
        """Serve ``method template`` with ``handler``."""
        parts = tuple(part for part in template.split("/") if part)
        routes = self._routes.setdefault(len(parts), [])
        for known, handlers in routes:
            if known == parts:
                handlers[method] = handler
                return
        routes.append((parts, {method: handler}))
        routes.sort(key=lambda route: sum(part[0] == "{" for part in route[0]))

    def on(self, method: str, template: str) -> Callable[[HandlerT], HandlerT]:
        """Serve ``method template`` with the handler that this decorates."""
        return self.on_as(method, template, lambda handler: handler)

    def on_as(
        self, method: str, template: str, entry: Callable[[FunctionT], HandlerT]
    ) -> Callable[[FunctionT], FunctionT]:
        """Serve ``method template`` with what ``entry`` makes of the function that this decorates."""

        def registered(function: FunctionT) -> FunctionT:
            self.add(method, template, entry(function))
            return function

        return registered

    def find(self, method: str, segments: tuple[str, ...]) -> Found[HandlerT] | None:
        """The match of a request; ``None`` when no template fits or none of those that fit has the method."""
        for parts, handlers in self._routes.get(len(segments), ()):
            if method in handlers and _fits(parts, segments):
                return _found(parts, segments, handlers[method])
        return None

    def known(self, segments: tuple[str, ...]) -> bool:
        """Whether the path exists for some method (405 rather than 404)."""
        return any(_fits(parts, segments) for parts, _ in self._routes.get(len(segments), ()))


def _fits(parts: tuple[str, ...], segments: tuple[str, ...]) -> bool:
    return all(part == segment or part[0] == "{" for part, segment in zip(parts, segments, strict=True))


def _found(parts: tuple[str, ...], segments: tuple[str, ...], handler: HandlerT) -> Found[HandlerT]:
    values: dict[str, str] = {}
    shown: list[str] = []
    for part, segment in zip(parts, segments, strict=True):
        if part[0] == "{":
            values[part[1:-1]] = segment
            shown.append(segment if part[1:-1] in KEPT else part)
        else:
            shown.append(segment)
    return Found(handler, values, "".join(f"/{one}" for one in shown))
