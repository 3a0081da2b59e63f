"""Zoho's clock, which its answers tell: cursors hold its times and never this computer's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crmdesk.providers.rest import Answer

LOOK_BACK = timedelta(seconds=60)
"""How far each run looks back behind its cursor."""

LAG = timedelta(seconds=5)
"""No cursor comes closer to the present than this."""

STEP = timedelta(seconds=1)
"""Times have whole seconds, and whether a list begins at the one that was asked for or behind it is not documented."""


def latest(answer: Answer) -> str:
    """The last moment that is settled by now: nothing is written under it any more."""
    return _canon(datetime.fromtimestamp(answer.now_ms() / 1000, UTC) - LAG)


def moved(moment: str, by: timedelta) -> str:
    """A canonical moment, some time later or earlier."""
    return _canon(datetime.fromisoformat(moment) + by)


def _canon(at: datetime) -> str:
    """As cursors hold it, in whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
