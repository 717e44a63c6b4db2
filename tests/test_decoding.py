"""Bytes into text: what is read as what, and what the errors say."""

from __future__ import annotations

import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import case_file
from reportparse.decoding import decode, likely_encoding
from reportparse.errors import EncodingError

CASES: dict[str, list[dict[str, Any]]] = case_file("decoding.toml")


def data_of(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    encoded: bytes = case["text"].encode(case["bytes"])
    return encoded


def why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", CASES["reads"], ids=why)
def test_reads(case: dict[str, Any]) -> None:
    data = data_of(case)
    text, used = decode(data, case.get("declared"))
    assert text == case.get("want", case.get("text"))
    assert used == case["used"]
    assert data.decode(used) == text


@pytest.mark.parametrize("case", CASES["fails"], ids=why)
def test_fails(case: dict[str, Any]) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data_of(case), case.get("declared"))
    for part in case["says"]:
        assert part in str(caught.value)
    for part in case.get("says-not", []):
        assert part not in str(caught.value)


@pytest.mark.parametrize("case", CASES["guesses"], ids=why)
def test_guesses(case: dict[str, Any]) -> None:
    assert likely_encoding(data_of(case)) == case.get("likely")


@given(st.text(st.characters(exclude_characters="\0")))  # with many of them it may be UTF-16
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8") or text.startswith("\ufeff")


@given(st.binary(), st.sampled_from([None, "gbk", "big5", "utf-16", "utf-8-sig", "cp1252", "hz", "nonsense"]))
def test_any_bytes_are_read_or_refused(data: bytes, encoding: str | None) -> None:
    """Law 8: bytes that do not decode raise `EncodingError`, and nothing else."""
    try:
        _, used = decode(data, encoding)
    except EncodingError:
        return
    assert codecs.lookup(used)
