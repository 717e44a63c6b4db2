"""Texts and the outlines of their trees: `tests/structure/*.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from reportparse.schema import relaxng

FILES = sorted((Path(__file__).parent / "structure").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}:{case['why'][:40]}")
    for path in FILES
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_outline_and_remarks(case: dict[str, Any]) -> None:
    document = rp.parse(case["given"], profile=case.get("profile", "auto"))
    assert document.to_outline() == case["outline"]
    assert [diagnostic.code for diagnostic in document.diagnostics] == case["codes"]


@pytest.mark.parametrize("case", CASES)
def test_xml_is_valid_and_reads_back(case: dict[str, Any]) -> None:
    from lxml import etree

    document = rp.parse(case["given"], profile=case.get("profile", "auto"))
    xml = document.to_xml(provenance="standoff")
    relaxng().assertValid(etree.fromstring(xml.encode()))
    assert rp.read_xml(xml).report == document.report
