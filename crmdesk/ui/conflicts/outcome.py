"""What a decision leads to, in words: what became of the record here, and what goes out to which accounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind, Keep, Resolution
from crmdesk.store.queries.rows import ConflictCase, Destination


def outcome(case: ConflictCase, resolutions: Sequence[Resolution], waiting: Sequence[Destination]) -> str:
    """What was just decided about a case; ``waiting`` are the accounts that have to be told of it."""
    kept = _kept(case, resolutions)
    settled = QCoreApplication.translate("Outcome", "“{name}” is settled.")
    if kept is not None:
        settled = (
            QCoreApplication.translate("Outcome", "“{name}” is kept.")
            if kept
            else QCoreApplication.translate("Outcome", "“{name}” is in the trash of this computer.")
        )
    unlinked = _unlinked_from(case, resolutions)
    if unlinked:
        settled = QCoreApplication.translate("Outcome", "“{name}” is kept, and no longer linked to {accounts}.")
    parts = [settled.format(name=case.name, accounts=unlinked), *_sent(waiting, deleted=kept is False)]
    return " ".join(parts)


def _kept(case: ConflictCase, resolutions: Sequence[Resolution]) -> bool | None:
    """Whether the record lives on; None where that was no question."""
    keeps = {each.conflict: each.keep for each in resolutions}
    for field in case.fields:
        if field.field == EXISTENCE and field.id in keeps:
            if field.why is not ConflictKind.CHANGED_HERE_DELETED_THERE:
                return keeps[field.id] is not Keep.COMPUTER
            return keeps[field.id] is not Keep.ACCOUNT or bool(case.elsewhere)
    return None


def _unlinked_from(case: ConflictCase, resolutions: Sequence[Resolution]) -> str:
    """The accounts that the record is no longer linked to; none where it was not decided so."""
    unlinked = {each.conflict for each in resolutions if each.keep is Keep.OTHER}
    fields = [field for field in case.fields if field.field == EXISTENCE and field.id in unlinked]
    return ", ".join(side.account for field in fields for side in field.accounts)


def _sent(waiting: Sequence[Destination], *, deleted: bool) -> list[str]:
    going = ", ".join(each.account for each in waiting if each.sending)
    held = ", ".join(each.account for each in waiting if not each.sending)
    if not waiting:
        return [QCoreApplication.translate("Outcome", "Nothing has to be sent.")]
    parts = []
    if going:
        words = (
            QCoreApplication.translate("Outcome", "It is deleted in {accounts} with the next synchronisation.")
            if deleted
            else QCoreApplication.translate("Outcome", "It is sent to {accounts} with the next synchronisation.")
        )
        parts.append(words.format(accounts=going))
    if held:
        words = QCoreApplication.translate(
            "Outcome", "It waits on this computer for {accounts}, where sending is switched off."
        )
        parts.append(words.format(accounts=held))
    return parts
