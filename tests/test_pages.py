"""Where the pages of a source begin, and what the tree says of it: `pages.toml`."""

from __future__ import annotations

from typing import Any

import pytest

import laws
import reportparse as rp
from conftest import case_file
from reportparse.nodes import Body, Front, FrontLine, Heading, Item, ItemList, Note, Numbering, Paragraph, Report
from reportparse.numbering import Style
from reportparse.provenance import Mark, Page, TraceBuilder
from reportparse.source import Place, Source
from reportparse.span import Span
from reportparse.structure.marks import with_marks

CASES = case_file("pages.toml")
RUNS_ON = "围绕夜间经济\n— 7 —\n，推进工作。\n\n落实工作。\n— 8 —"  # no block begins with a comma


def shown(document: rp.Document) -> list[list[Any]]:
    assert document.trace is not None
    text = document.trace.text
    found = [(mark.start, Page.of(mark)) for mark in document.trace.marks]
    return [[page.number, page.label or "", text[at:]] for at, page in found if page]


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: case["why"])
def test_shown(case: dict[str, Any]) -> None:
    document = rp.parse(case["given"])
    found = shown(document)
    assert [one[:2] for one in found] == [one[:2] for one in case["pages"]]
    for (_, _, text), (_, _, opening) in zip(found, case["pages"], strict=True):
        assert text.startswith(opening)
    laws.hold(document, case["given"])


@pytest.mark.parametrize("case", CASES["not-shown"], ids=lambda case: case["why"])
def test_not_shown(case: dict[str, Any]) -> None:
    document = rp.parse(case["given"])
    assert shown(document) == []
    assert "<pb" not in document.to_xml()
    assert document.report.pages(document.report) == ()


def test_a_node_knows_every_page_it_stands_on() -> None:
    document = rp.parse(RUNS_ON)
    first, second = document.report.find(Paragraph)
    seven, eight = Page(1, "7"), Page(2, "8")
    assert document.report.pages(first) == (seven, eight)
    assert document.report.pages(second) == (eight,)
    assert document.report.pages(document.report) == (seven, eight)
    again = rp.read_xml(document.to_xml())
    assert again.report.pages(again.report["p_1"]) == (seven, eight)
    one, two = document.to_records()
    assert [one[name] for name in ("page", "last_page", "page_label")] == [1, 2, "7"]
    assert [two[name] for name in ("page", "last_page", "page_label")] == [2, 2, "8"]


def test_places_are_read_back() -> None:
    document = rp.parse(RUNS_ON)
    at = RUNS_ON.index("推进")
    assert document.place(at) == Place(2, 3, 2)
    assert rp.read_xml(document.to_xml(provenance="standoff")).place(at) == Place(2, 3, 2)
    assert rp.read_json(document.to_json()).place(at) == Place(2, 3, 2)


def test_a_sheet_whose_beginning_does_not_show_is_counted() -> None:
    trace = TraceBuilder(Source(text="甲乙丙")).trace().with_pages([(0, Page(1)), (1, Page(2)), (2, Page(4))])
    assert [trace.source.place(at).page for at in range(3)] == [1, 2, 4]


def test_the_page_is_said_again_where_the_tree_leaves_the_printed_order() -> None:
    """A title printed last stands first; a label is read before its heading."""
    builder = TraceBuilder(Source(text="甲乙\f一、丙丁\f题"))
    builder.apply("marks", [Page(1).mark(0), Page(2).mark(3), Page(3).mark(8)])
    number = Numbering(text="一、", style=Style.HAN, ordinal=1, spans=(Span(3, 5),))
    heading = Heading(text="丙丁", numbering=number, spans=(Span(5, 7),))
    title = FrontLine(kind="title", text="题", displaced=True, spans=(Span(8, 9),))
    first = Paragraph(text="甲乙", spans=(Span(0, 2),))
    item, note = Item(heading=heading), Note(content=(first,))
    report = Report(front=Front(content=(title,)), body=Body(content=(note, ItemList(content=(item,)))))
    made = with_marks(report, builder.trace())
    assert [(leaf.text, [mark.value for mark in leaf.marks]) for leaf in made.leaves()] == [
        ("题", ["3"]),
        ("甲乙", ["1"]),
        ("一、", ["2"]),
        ("丙丁", []),
    ]
    assert [made.pages(leaf) for leaf in made.leaves()] == [(Page(3),), (Page(1),), (Page(2),), (Page(2),)]


def test_only_a_mark_of_no_extent_begins_a_page() -> None:
    assert Page.of(Mark(3, 4, "page", "7")) is None
    assert Page.of(Mark(3, 3, "page", "x")) is None
    assert Page.of(Mark(3, 3, "page", "7 ")) == Page(7, "")
