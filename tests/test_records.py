"""Records: one flat dict per leaf."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from reportparse.evidence import Evidence
from reportparse.nodes import (
    Body,
    Front,
    FrontLine,
    Heading,
    Item,
    ItemList,
    Leaf,
    Numbering,
    Paragraph,
    Report,
    Section,
    Subsection,
)
from reportparse.numbering import Style
from reportparse.provenance import Edit, TraceBuilder
from reportparse.source import Place, Source
from reportparse.span import Span
from reportparse.write.records import to_records
from trees import Parsed, parsed


def example() -> Report:
    number = Numbering(text="二、", style=Style.HAN, ordinal=2)
    item = Item(heading=Heading(text="工业。", run_in=True), content=(Paragraph(text="发展"),))
    first = Subsection(heading=Heading(text="协商。", run_in=True), content=(ItemList(content=(item,)),))
    second = Subsection(heading=Heading(text="只有题目"))
    numbered = Paragraph(text="条文", numbering=Numbering(text="23.", style=Style.ARABIC, ordinal=23))
    section = Section(heading=Heading(text="工作", numbering=number), content=(numbered, first, second))
    return Report(body=Body(content=(section, Paragraph(text="末"))))


def test_columns_follow_the_headings_above() -> None:
    columns = ("id", "path", "section", "subsection", "item", "label", "heading", "text")
    assert [tuple(record[column] for column in columns) for record in to_records(example())] == [
        ("sec_1__p_1", ["二、 工作"], "二、 工作", "", "", "23.", "", "条文"),
        (
            "sec_1__subsec_1__item_1__p_1",
            ["二、 工作", "协商。", "工业。"],
            "二、 工作",
            "协商。",
            "工业。",
            "",
            "工业。",
            "发展",
        ),
        ("sec_1__subsec_2", ["二、 工作", "只有题目"], "二、 工作", "只有题目", "", "", "只有题目", ""),
        ("p_1", [], "", "", "", "", "", "末"),
    ]


def test_places_come_from_the_trace() -> None:
    builder = TraceBuilder(Source(text="a\n\nbc--d"))
    builder.apply("dashes", [Edit(5, 7)])
    report = Report(body=Body(content=(Paragraph(text="bcd", spans=(Span(3, 6),)),)))
    [record] = to_records(report, builder.trace())
    places = ("start", "end", "source_start", "source_end", "page", "line")
    assert [record[name] for name in places] == [3, 6, 3, 8, 1, 3]
    [record] = to_records(report, builder.trace(), lambda node: Place(7, 8, 9))
    assert (record["page"], record["line"]) == (7, 8)
    [record] = to_records(report)
    assert [record[name] for name in places] == [3, 6, None, None, None, None]


def test_evidence_of_the_leaf_or_of_what_it_is_in() -> None:
    line = FrontLine(kind="date", text="2024年1月9日", evidence=Evidence.of("form"))
    item = Item(evidence=Evidence.of("bullet"), content=(Paragraph(text="道路"),))
    section = Section(
        heading=Heading(text="工作"), evidence=Evidence.of("label"), content=(Paragraph(text="全年"), item)
    )
    records = to_records(Report(front=Front(content=(line,)), body=Body(content=(section, Paragraph(text="末")))))
    assert [record["evidence"] for record in records] == ["form", "label", "bullet", None]
    assert [record["cert"] for record in records][:1] == [Evidence.of("form").cert]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parsed())
def test_every_leaf_is_there_once_in_order(made: Parsed) -> None:
    records = to_records(made.report, made.trace)
    leaves = [
        node.text for node in made.report.walk() if isinstance(node, Leaf) and not isinstance(node, Heading | Numbering)
    ]
    of_leaves = [r["text"] for r in records if r["node"] not in ("part", "section", "subsection", "item", "note")]
    assert of_leaves == leaves
    assert len({tuple(record) for record in records}) <= 1
