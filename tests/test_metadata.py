"""What is known of a report as a whole: texts and their values, `tests/metadata/*.toml`.

[[case]]            # why, given
want = { region = "青山市", "year_reported" = "2023 heading" }   # value, or value and cue
none = ["level"]    # names that must have no value
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from conftest import ROOT
from reportparse.metadata import VALUE_NAMES, Meta, Value

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['why']}")
    for path in sorted((Path(__file__).parent / "metadata").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_values(case: dict[str, Any]) -> None:
    assert set(case) <= {"why", "given", "want", "none", "cues"}
    meta = rp.parse(case["given"]).report.meta
    want: dict[str, str] = case.get("want", {})
    assert {name: meta.get(name) for name in want} == want
    assert {name: meta[name].cue for name in case.get("cues", {})} == case.get("cues", {})
    assert {name: meta.get(name) for name in case.get("none", ())} == dict.fromkeys(case.get("none", ()))


@pytest.mark.parametrize("case", CASES)
def test_printed_text_stands_where_the_spans_say(case: dict[str, Any]) -> None:
    document = rp.parse(case["given"])
    for value in document.report.meta.values:
        printed = "".join(span.of(document.text) for span in value.spans)
        assert printed.replace(" ", "") == value.text.replace(" ", "") != "", value
    assert rp.read_xml(document.to_xml(provenance="standoff")).report.meta == document.report.meta
    back = rp.read_xml(document.to_xml(provenance="standoff")).report.meta
    assert [one.spans for one in back.values] == [one.spans for one in document.report.meta.values]


def test_values_are_in_order_and_found_by_name() -> None:
    meta = Meta(
        values=(Value(name="date", value="2024"), Value(name="title", value="A"), Value(name="date", value="2025"))
    )
    assert [one.name for one in meta.values] == ["title", "date", "date"]
    assert meta.date == "2024"
    assert [one.value for one in meta.all("date")] == ["2024", "2025"]
    assert list(meta.as_dict()) == list(VALUE_NAMES)
    with pytest.raises(KeyError):
        meta["region"]


def test_an_older_file_has_the_speakers_office_in_an_attribute() -> None:
    xml = '<report version="1"><meta><speaker role="Chair">A B</speaker><date when="2024-01-09">2024-01-09</date></meta></report>'
    meta = rp.read_xml(xml).report.meta
    assert (meta.speaker, meta.speaker_role, meta.date) == ("A B", "Chair", "2024-01-09")


def test_json_takes_plain_values() -> None:
    meta = rp.read_json(
        '{"reportparse": 1, "report": {"meta": {"title": "A", "speaker": ["B"], "term": {"value": "3"}}}}'
    ).report.meta
    assert (meta.title, meta.speaker, meta.term) == ("A", "B", 3)
    with pytest.raises(rp.ReadError, match="no value 'author'"):
        rp.read_json('{"reportparse": 1, "report": {"meta": {"author": "B"}}}')


def test_the_page_lists_every_kind_and_level() -> None:
    """docs/metadata.md names the kinds and levels that the words of the languages tell, and no others."""
    words = tomllib.loads((ROOT / "src" / "reportparse" / "structure" / "names.toml").read_text("utf-8"))
    languages = [table for table in words.values() if isinstance(table, dict)]
    page = (ROOT / "docs" / "metadata.md").read_text("utf-8")
    listed = set(re.findall(r"`([a-z-]+)`", page[page.index("\nKinds: ") : page.index("\n## The years")]))
    assert listed == {one["kind"] for table in languages for one in table.get("kinds", ())}
    (row,) = (line for line in page.split("\n") if line.startswith("| `level` |"))
    told = {one["level"] for table in languages for one in table.get("levels", ())}
    assert set(re.findall(r"`([a-z]+)`", row)) - {"level", "region"} == told
