"""Files that jobs answer with: what is CSV is read whole, anything else is named."""

from __future__ import annotations

import io

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.providers.job_files import in_parts, lines

END = "/jobs/{job}/results"


def read(content: bytes) -> list[dict[str, str]]:
    return list(lines(END, io.BytesIO(content)))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", []),
        (b"Id,City\n", []),
        (b"Id,City\n1,Nantes\n", [{"Id": "1", "City": "Nantes"}]),
        (b'"Id","City"\r\n"1",""\r\n', [{"Id": "1", "City": ""}]),
        (b"Id,City\n1,Rez\xc3\xa9", [{"Id": "1", "City": "Rezé"}]),
        (b'Id,Text\n1,"two\r\nlines, ""quoted"""\n\n2,x\n', [{"Id": "1", "Text": 'two\r\nlines, "quoted"'},
                                                             {"Id": "2", "Text": "x"}]),
        (b"Id,Text\n1,a\0b\n", [{"Id": "1", "Text": "ab"}]),
    ],
)  # fmt: skip
def test_lines_by_column(content: bytes, found: list[dict[str, str]]) -> None:
    assert read(content) == found


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Id,City\n1,Rez\xe9\n", "no CSV"),
        (b'Id,City\n1,"cut off', "no CSV"),
        (b'Id,City\n1,"a"b\n', "no CSV"),
        (b"Id,City\n1\n", "a line of another length"),
        (b"Id,City\n1,Nantes,more\n", "a line of another length"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, what: str) -> None:
    with pytest.raises(VendorNonsense) as caught:
        read(content)
    assert (caught.value.key, caught.value.data["what"], caught.value.data["endpoint"]) == (
        "answer_unexpected",
        what,
        END,
    )


def test_parts() -> None:
    assert list(in_parts("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(in_parts("ab", 2)) == [["a", "b"]]
    assert list(in_parts("", 2)) == []
