from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest

from crmdesk.auth.pages import Page, render


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize(("language", "short"), [("fr_FR", "fr"), ("en", "en"), ("en_GB", "en"), ("de", "fr")])
def test_a_page_is_whole_and_closed(page: Page, language: str, short: str) -> None:
    head, _, body = render(page, language).partition(b"\r\n\r\n")
    text = body.decode()
    lines = head.decode().split("\r\n")
    assert lines[0] == f"HTTP/1.1 {page.status.value} {page.status.phrase}"
    assert f"Content-Length: {len(body)}" in lines
    assert {"Cache-Control: no-store", "Referrer-Policy: no-referrer", "Connection: close"} <= set(lines)
    assert f'<html lang="{short}">' in text
    assert "http" not in text
    assert "<script" not in text
    assert "src=" not in text


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    head, _, body = render(Page.DONE, "fr").partition(b"\r\n\r\n")
    style = re.search(rb"<style>(.*)</style>", body)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1]).digest()).decode()
    policy = re.search(r"Content-Security-Policy: (.*)\r\n", head.decode())
    assert policy is not None
    assert policy[1].startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy[1]


def test_the_two_languages_say_the_same_things() -> None:
    assert "fermer cette fenêtre" in render(Page.DONE, "fr").decode()
    assert "close this window" in render(Page.DONE, "en").decode()


def test_the_wrong_method_is_told_the_right_one() -> None:
    assert b"\r\nAllow: GET\r\n" in render(Page.WRONG_METHOD, "en")
    assert b"Allow" not in render(Page.NOT_FOUND, "en")
