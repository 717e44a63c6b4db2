"""Labels: what a line opens with, of every style and many languages, from `labels.toml`."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from conftest import TESTS
from reportparse.numbering import label_at

CASES: dict[str, list[Any]] = tomllib.loads((TESTS / "labels.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("line", "text", "style", "ordinal", "form", "kind"), CASES["labels"], ids=[one[0] for one in CASES["labels"]]
)
def test_is_read(line: str, text: str, style: str, ordinal: int, form: str, kind: str) -> None:
    label = label_at(line)
    assert label is not None
    assert (label.text, label.style.value, label.ordinal or 0, label.form, label.kind) == (
        text,
        style,
        ordinal,
        form,
        kind,
    )


@pytest.mark.parametrize("line", CASES["none"])
def test_is_none(line: str) -> None:
    assert label_at(line) is None
