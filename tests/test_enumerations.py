"""Labels inside a paragraph: `enumerations.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import reportparse as rp
from reportparse.nodes import Item, Leaf, Numbering, Paragraph
from reportparse.provenance import Mark
from reportparse.schema import relaxng
from reportparse.structure.enumerations import segments

CASES = tomllib.loads((Path(__file__).with_name("enumerations.toml")).read_text("utf-8"))["case"]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:50])


def points(text: str, marks: list[Mark]) -> list[str]:
    found = sorted(mark for mark in marks if mark.kind == "seg")
    return [f"{mark.value} {text[mark.start : mark.end]}" for mark in found]


def label_and_text(item: Item) -> str:
    assert item.numbering is not None
    first = next((node.text for node in item.content if isinstance(node, Paragraph)), "")
    return f"{item.numbering.text} {first}"


@each_case
def test_points_and_items(case: dict[str, Any]) -> None:
    report = rp.parse(case["given"], profile="generic").report
    assert [label_and_text(item) for item in report.find(Item)] == case.get("items", [])
    found = [one for leaf in report.find(Leaf) for one in points(leaf.text, list(leaf.marks))]
    assert found == case.get("points", [])


@each_case
def test_a_text_alone(case: dict[str, Any]) -> None:
    assert points(case["given"], segments(case["given"])) == case.get("points", [])


@each_case
def test_goes_through_xml(case: dict[str, Any]) -> None:
    document = rp.parse(case["given"], profile="generic")
    xml = document.to_xml(provenance="standoff")
    root = etree.fromstring(xml.encode())
    relaxng().assertValid(root)
    assert [f"{seg.get('n')} {''.join(seg.itertext())}" for seg in root.iter("seg")] == case.get("points", [])
    back = rp.read_xml(xml)
    assert back.report == document.report
    assert back.to_xml(provenance="standoff") == xml
    assert rp.read_json(document.to_json()).report == document.report


def test_points_nest_with_what_else_is_marked() -> None:
    from reportparse.nodes import Body, Report
    from reportparse.origin import Origin
    from reportparse.write.xml import to_xml

    text = "the (a) bold words and (b) plain ones"
    marks = (Mark(8, 24, "bold"), Mark(24, 24, "page", "2"), Mark(4, 18, "seg", "1"), Mark(23, 37, "seg", "2"))
    report = Report(body=Body(content=(Paragraph(text=text, marks=marks),)))
    xml = to_xml(report, origin=Origin(version="1"))
    want = (
        'the <seg n="1">(a) <b>bold words</b></seg><b continued="true"> and <seg n="2">(</seg></b>'
        '<seg n="2" continued="true"><pb page="2"/>b) plain ones</seg>'
    )
    assert want in xml.replace("\n", "")
    assert rp.read_xml(xml).report == report


def test_the_label_of_a_point_is_read_as_a_label() -> None:
    items = list(rp.parse("如下。第一，修路架桥。第二，办学植树。").report.find(Numbering))
    assert [(one.text, one.ordinal, one.form) for one in items] == [("第一，", 1, "第{han}"), ("第二，", 2, "第{han}")]


def test_the_last_points_of_lists_in_one_sentence_end_with_it() -> None:
    text = "Points (a) one road; (b) two roads; and points (a) three roads, (b) four roads, and others. They go on."
    assert points(text, segments(text)) == [
        "1 (a) one road",
        "2 (b) two roads; and points (a) three roads, (b) four roads, and others",
        "1 (a) three roads",
        "2 (b) four roads, and others",
    ]


def test_marks_that_overlap_by_the_hundred_are_cut_and_go_on() -> None:
    text = "The works are " + "(a) roads; (b) bridges; " * 150 + "and more."
    document = rp.parse(text, profile="generic")
    tree = etree.fromstring(document.to_xml().encode())
    assert text in "".join(str(one) for one in tree.itertext())
    begun = [one for one in tree.iter("{*}seg") if one.get("continued") is None]
    assert [one.get("n") for one in begun] == ["1", "2"] * 150
