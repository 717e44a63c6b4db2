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


@pytest.mark.parametrize(("unlisted", "element"), [(2, "section"), (6, "subsection")])
def test_what_the_contents_leave_out(unlisted: int, element: str) -> None:
    """One heading in thirty that is not listed is a torn entry; one in ten is of a lower rung."""
    places = ("northern", "southern", "eastern", "western", "inner")
    titles = [f"{what} of the {place} quay" for what in _WHAT for place in places]
    apart = titles[4 :: len(titles) // unlisted][:unlisted]
    listed = [f"{title} ........ {at + 3}" for at, title in enumerate(titles) if title not in apart]
    told = "{} were counted in the spring of the year, and again in the autumn, with the same result."
    text = "\n".join(["Contents", *listed]) + "\n\n" + "\n\n".join(f"{one}\n\n{told.format(one)}" for one in titles)
    found = rp.parse(text).to_outline()
    for title in apart:
        assert f' {element} "{title}"' in found


_WHAT = [
    "Masons",
    "Cranes",
    "Pilots",
    "Lights",
    "Clerks",
    "Divers",
    "Ropes",
    "Boats",
    "Nets",
    "Carts",
    "Bells",
    "Stoves",
]
