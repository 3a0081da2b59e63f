"""Values that mean the same although they are not equal: what one vendor has room for and another has not. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from crmdesk.domain.values import FieldType, Value

_DETAILS = ("at", "channel", "proof")


def same(left: Value, right: Value) -> bool:
    """Whether two canonical values mean the same: equal, or texts that differ only in case and inner white space.

    Canonical forms already agree on phone formats, number formats, e-mail case and the order of sets.
    """
    if left == right:
        return True
    if isinstance(left, str) and isinstance(right, str):
        return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()
    return False


def agreed(field_type: FieldType, values: Sequence[Value]) -> tuple[Value] | None:
    """What values come to that mean the same, said as exactly as any of them does; None where two of them contradict.

    Of several spellings the first stays. A moment that is another one cut to its second or its minute is the same one: some vendors
    keep seconds, a cell of a sheet shows minutes. A consent that tells less than another one, and nothing else, is the same one.
    """
    value = values[0]
    for other in values[1:]:
        if same(value, other):
            continue
        finer = _finer(field_type, value, other)
        if finer is None:
            return None
        value = finer
    return (value,)


def is_kept(field_type: FieldType, sent: Value, stored: Value) -> bool:
    """Whether what an account stored is what it was sent, as exactly as it can hold that: of a moment the minute or the second."""
    if same(sent, stored):
        return True
    return field_type is FieldType.DATETIME and agreed(field_type, (sent, stored)) is not None


def lacks(field_type: FieldType, value: Value, whole: Value) -> bool:
    """Whether one of two values that agree leaves out what the other one tells, so that it is worth being told there."""
    if field_type is not FieldType.CONSENT or value is None or whole is None or value == whole:
        return False
    return any(value[name] is None and whole[name] is not None for name in _DETAILS)


def _finer(field_type: FieldType, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if field_type is FieldType.DATETIME:
        return _finer_moment(left, right)
    return _finer_consent(left, right) if field_type is FieldType.CONSENT else None


def _finer_moment(left: str, right: str) -> str | None:
    try:
        coarse, fine = sorted((left, right), key=_exactness)
        return fine if _cut(fine, _exactness(coarse)) == datetime.fromisoformat(coarse) else None
    except ValueError:  # what an account holds instead of a moment
        return None


def _exactness(moment: str) -> int:
    """How exact a moment is, at least: to the minute, the second, or the millisecond."""
    at = datetime.fromisoformat(moment)
    return 2 if at.microsecond else 1 if at.second else 0


def _cut(moment: str, exactness: int) -> datetime:
    at = datetime.fromisoformat(moment)
    if exactness < 2:
        at = at.replace(microsecond=0)
    return at.replace(second=0) if exactness < 1 else at


def _finer_consent(left: Value, right: Value) -> Value:
    if not isinstance(left, Mapping) or not isinstance(right, Mapping) or left["state"] != right["state"]:
        return None
    found: dict[str, Value] = dict(left)
    for name in _DETAILS:
        mine, theirs = left[name], right[name]
        if mine is None or theirs is None or same(mine, theirs):
            found[name] = theirs if mine is None else mine
            continue
        finer = _finer_moment(mine, theirs) if name == "at" else None
        if finer is None:
            return None
        found[name] = finer
    return found
