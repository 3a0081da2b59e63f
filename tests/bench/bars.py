"""One figure against its bar (docs/architecture.md and the figures the project set itself)."""

from __future__ import annotations

from typing import Any

Bar = dict[str, Any]


def at_most(name: str, value: float, unit: str, bar: float) -> Bar:
    """A figure that has to stay below its bar."""
    return {"name": name, "value": round(value, 3), "unit": unit, "bar": bar, "met": value <= bar}


def at_least(name: str, value: float, unit: str, bar: float) -> Bar:
    """A figure that has to reach its bar."""
    return {"name": name, "value": round(value, 3), "unit": unit, "bar": bar, "met": value >= bar}


def table(bars: list[Bar]) -> str:
    """The figures for a person."""
    lines = [f"{'figure':58} {'value':>12} {'bar':>10}  met"]
    lines += [
        f"{bar['name']:58} {bar['value']:>12} {bar['bar']:>10}  {'yes' if bar['met'] else 'NO'}  {bar['unit']}"
        for bar in bars
    ]
    return "\n".join(lines)
