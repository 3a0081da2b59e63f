r"""Criteria of searches: ``((Last_Name:starts_with:Be)and(City:equals:Oak))`` (section 2.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError
from crmdesk.sandbox.zoho.fields import Field
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.values import instant

Test = Callable[[Row], bool]
IN_MOST = 100
DEEPEST = 50
"""Parentheses inside one another."""
RANGES = frozenset({"between", "greater_than", "greater_equal", "less_than", "less_equal"})
_CHOICES = frozenset({"equals", "not_equal", "in"})
_OPERATORS = {
    **dict.fromkeys(("picklist", "lookup", "ownerlookup", "userlookup"), _CHOICES),
    "boolean": frozenset({"equals", "not_equal"}),
    **dict.fromkeys(("integer", "bigint", "double", "currency", "percent", "date", "datetime"), _CHOICES | RANGES),
}
"""What may be asked of a field by its type; of a text and the rest also how it begins (section 2.8)."""
TEXTS = frozenset({"text", "email", "phone", "website", "textarea", "picklist"})


class _Reader:
    """Reads one criteria text."""

    def __init__(self, org: Org, module: Module, text: str, most: int) -> None:
        self._org = org
        self._most = most
        self._module = module
        self._text = text
        self._at = 0
        self._count = 0

    def whole(self) -> Test:
        found = self._group()
        if self._at != len(self._text):
            raise _wrong("unexpected text")
        return found

    def _group(self, depth: int = 0) -> Test:
        """``( one )`` or ``( group and group … )``."""
        self._expect("(")
        if depth > DEEPEST:
            raise _wrong("nested too deeply")
        if self._text[self._at : self._at + 1] != "(":
            return self._one()
        tests, word = [self._group(depth + 1)], ""
        while self._text[self._at : self._at + 1] != ")":
            joint = next((each for each in ("and", "or") if self._text.startswith(each, self._at)), None)
            if joint is None or word not in {"", joint}:
                raise _wrong("and, or")
            word, self._at = joint, self._at + len(joint)
            tests.append(self._group(depth + 1))
        self._at += 1
        return (
            (lambda row: any(test(row) for test in tests))
            if word == "or"
            else lambda row: all(test(row) for test in tests)
        )

    def _one(self) -> Test:
        name, operator = self._until(":"), self._until(":")
        parts = self._values()
        self._count += 1
        if self._count > self._most:
            raise ApiError(400, "CRITERIA_LIMIT_EXCEEDED", "criteria limit exceeded", {"limit": str(self._most)})
        field = self._org.field(self._module, name)
        if field is None:
            raise _wrong("invalid field", api_name=name)
        return _test(
            self._org, self._module, field, operator, parts if operator in {"in", "between"} else [",".join(parts)]
        )

    def _values(self) -> list[str]:
        """The parts of a value between commas that are not escaped."""
        found = [""]
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == "\\" and self._at + 1 < len(self._text):
                found[-1] += self._text[self._at + 1]
                self._at += 2
                continue
            self._at += 1
            if char == ")":
                return found
            if char == ",":
                found.append("")
            else:
                found[-1] += char
        raise _wrong("unclosed")

    def _until(self, mark: str) -> str:
        end = self._text.find(mark, self._at)
        if end < 0:
            raise _wrong("unclosed")
        found, self._at = self._text[self._at : end], end + 1
        return found

    def _expect(self, mark: str) -> None:
        if self._text[self._at : self._at + 1] != mark:
            raise _wrong(f"expected {mark}")
        self._at += 1


def parsed(org: Org, module: Module, text: str, most: int) -> Test:
    """The test that a text of ``most`` criteria at most stands for. Raises `ApiError`."""
    return _Reader(org, module, text, most).whole()


def comparable(org: Org, module: Module, row: Row, field: Field) -> Any:
    """A value as criteria compare it."""
    held = org.value(module, row, field.name)
    if isinstance(held, list | dict):
        held = ";".join(map(str, held))
    return held.casefold() if isinstance(held, str) else held


def sample(field: Field, text: str) -> Any:
    """A text as a value of a field's type. Raises `ApiError`."""
    try:
        if field.type == "datetime":
            found = instant(text)
            if found is None:
                raise ValueError(text)
            return found
        if field.type in {"integer", "double", "currency", "percent"}:
            return float(text)
        return text == "true" if field.type == "boolean" else text.casefold()
    except ValueError:
        raise _wrong("invalid value", api_name=field.name) from None


def _test(org: Org, module: Module, field: Field, operator: str, parts: Sequence[str]) -> Test:
    wanted = [sample(field, part) for part in parts]
    first = wanted[0]
    if len(wanted) > IN_MOST:
        raise ApiError(400, "LIMIT_EXCEEDED", "in limit exceeded", {"limit": IN_MOST})

    def held(row: Row) -> Any:
        return comparable(org, module, row, field)

    def equals(row: Row) -> bool:  # on texts it finds what contains the text (section 2.8)
        value = held(row)
        loose = field.type in TEXTS - {"picklist", "email"} and isinstance(value, str)
        return first in value if loose else value == first

    tests: dict[str, Test] = {
        "equals": equals, "not_equal": lambda row: not equals(row), "in": lambda row: held(row) in wanted,
        "starts_with": lambda row: str(held(row) or "").startswith(str(first)),
        "between": lambda row: held(row) is not None and wanted[0] <= held(row) <= wanted[-1],
        "greater_than": lambda row: held(row) is not None and held(row) > first,
        "greater_equal": lambda row: held(row) is not None and held(row) >= first,
        "less_than": lambda row: held(row) is not None and held(row) < first,
        "less_equal": lambda row: held(row) is not None and held(row) <= first,
    }  # fmt: skip
    if operator not in _OPERATORS.get(field.type, _CHOICES | {"starts_with"}):
        raise _wrong("invalid operator", operator=operator)
    if operator == "between" and len(wanted) != 2:
        raise _wrong("invalid value", api_name=field.name)
    return tests[operator]


def _wrong(reason: str, **more: str) -> ApiError:
    return ApiError(400, "INVALID_QUERY", "invalid query formed", {"reason": reason, **more})
