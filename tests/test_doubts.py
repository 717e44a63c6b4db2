"""What is remarked where an extractor lost something, and where nothing is: `doubts.toml`."""

from __future__ import annotations

from typing import Any

import pytest

import reportparse as rp
from conftest import case_file

CASES = case_file("doubts.toml")
CODES = {"unmapped-glyphs", "garbled-text", "columns-side-by-side"}


def remarks(given: str) -> list[tuple[str, str, str]]:
    return [
        (one.code, "" if one.span is None else one.span.of(given), one.message)
        for one in rp.parse(given).diagnostics
        if one.code in CODES
    ]


@pytest.mark.parametrize("case", CASES["remarked"], ids=lambda case: case["why"])
def test_remarked(case: dict[str, Any]) -> None:
    [(code, at, message)] = remarks(case["given"])
    assert (code, at) == (case["code"], case["at"])
    assert case["says"] in message


@pytest.mark.parametrize("case", CASES["silent"], ids=lambda case: case["why"])
def test_silent(case: dict[str, Any]) -> None:
    assert remarks(case["given"]) == []


def test_kept_characters_are_one_remark() -> None:
    found = [
        one for one in rp.parse("新建\ufffd基站\ue000个\ufffd。\x07").diagnostics if one.code == "unusual-characters"
    ]
    assert [one.message for one in found] == [
        "kept as they are: U+FFFD 2 times (first at 2), U+E000 once (at 5)",
        "taken out: U+0007 once (at 9)",
    ]
