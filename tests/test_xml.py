"""The own XML: what is written is read back equal, is valid, and holds its source."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportparse.errors import ReadError, ReportparseError
from reportparse.nodes import (
    Body,
    Front,
    FrontLine,
    Heading,
    Leaf,
    Meta,
    Numbering,
    Paragraph,
    Report,
    Section,
    Subsection,
)
from reportparse.numbering import Style
from reportparse.origin import Origin
from reportparse.provenance import Edit, Mark, Trace, TraceBuilder
from reportparse.read.xml import read_xml, rebuild_source
from reportparse.schema import relaxng, schema_text
from reportparse.source import Source
from reportparse.span import Span
from reportparse.write.xml import Provenance, to_xml
from rnc import of_rnc, of_rng
from trees import Parsed, characters, parsed

MODES: tuple[Provenance, ...] = ("none", "standoff", "inline")
SCHEMA = Path(sys.modules["reportparse.schema"].__file__ or "").parent

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def written(report: Report, trace: Trace | None = None, provenance: Provenance = "none", *, pretty: bool = True) -> str:
    origin = Origin(version="1") if trace is None else Origin.of(trace.source, version="1")
    return to_xml(report, trace=trace, origin=origin, provenance=provenance, pretty=pretty)


def tree_of(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode())


def report_of(text: str) -> Report:
    return Report(body=Body(content=(Paragraph(text=text),)))


def all_spans(report: Report) -> list[tuple[Span, ...]]:
    return [node.spans for node in report.walk() if isinstance(node, Leaf)]


def reading_text(element: etree._Element) -> str:
    """Inline elements are transparent, what was removed is not read."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "char":
            parts += (chr(int(code, 16)) for code in child.get("cp", "").split())
        elif child.tag not in ("edit", "num"):
            parts.append(reading_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


@quick
@given(parsed(), st.sampled_from(MODES), st.booleans())
def test_reads_back_equal_valid_and_the_same_bytes(made: Parsed, mode: Provenance, pretty: bool) -> None:
    xml = written(made.report, made.trace, mode, pretty=pretty)
    relaxng().assertValid(tree_of(xml))
    back = read_xml(xml)
    assert back.report == made.report
    assert back.provenance == mode
    assert to_xml(back.report, trace=back.trace, origin=back.origin, provenance=mode, pretty=pretty) == xml
    assert xml.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert xml.endswith("\n")


@quick
@given(parsed(), st.sampled_from(MODES[1:]))
def test_provenance_gives_spans_and_trace_back(made: Parsed, mode: Provenance) -> None:
    xml = written(made.report, made.trace, mode)
    assert rebuild_source(tree_of(xml)) == made.trace.source.text
    back = read_xml(xml)
    assert all_spans(back.report) == all_spans(made.report)
    assert back.trace is not None
    assert back.trace.source == made.trace.source
    assert back.trace.text == made.trace.text
    assert back.trace.changes() == made.trace.changes()
    assert back.trace.marks == made.trace.marks


@quick
@given(parsed())
def test_reading_text_is_the_same_in_every_mode(made: Parsed) -> None:
    paragraphs = [node.text for node in made.report.find(Paragraph) if node.numbering is None]
    for mode in MODES:
        root = tree_of(written(made.report, made.trace, mode))
        assert [reading_text(p) for p in root.iter("p") if p.find("num") is None] == paragraphs


@quick
@given(parsed())
def test_ids_are_those_of_the_tree(made: Parsed) -> None:
    root = tree_of(written(made.report, made.trace, "inline"))
    found = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("}id")]
    assert found == [name for name, _ in made.report.ids()]


@quick
@given(st.text(characters, max_size=60))
def test_any_text_survives_in_a_paragraph(text: str) -> None:
    assert read_xml(written(report_of(text))).report == report_of(text)


def test_a_document_reads_well() -> None:
    number = Numbering(text="二、", style=Style.HAN, ordinal=2, form="{han}、")
    section = Section(
        heading=Heading(text="主要工作", numbering=number),
        ordinal=2,
        content=(Paragraph(text="全年<5项", marks=(Mark(0, 2, "bold"),)),),
    )
    report = Report(
        meta=Meta.of(title="工作报告", speaker="王某", speaker_role="主席", date="2024-01-09"),
        front=Front(content=(FrontLine(kind="title", text="工作报告", displaced=True),)),
        body=Body(content=(section,)),
        language="zh-Hans",
    )
    origin = Origin(name="r.txt", sha256="ab" * 32, length=9, encoding="utf-8", version="1.0")
    assert (
        to_xml(report, origin=origin)
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<report version="1" profile="generic" xml:lang="zh-Hans">
  <meta>
    <title>工作报告</title>
    <speaker role="主席">王某</speaker>
    <date when="2024-01-09">2024-01-09</date>
    <source name="r.txt" sha256="{"ab" * 32}" length="9" encoding="utf-8"/>
    <generator name="reportparse" version="1.0" profile="generic"/>
  </meta>
  <front>
    <title xml:id="title_1" displaced="true">工作报告</title>
  </front>
  <body>
    <section xml:id="sec_1" n="2">
      <num>二、</num>
      <heading>主要工作</heading>
      <p xml:id="sec_1__p_1"><b>全年</b>&lt;5项</p>
    </section>
  </body>
</report>
"""
    )


def overstruck() -> Parsed:
    """`抓好抓好。⏎举办` becomes `抓好。举办`, and a folio after it is gone."""
    builder = TraceBuilder(Source(text="抓好抓好。\n举办\n\n—2—\n\n会议 "))
    builder.apply("overstrike", [Edit(2, 4), Mark(0, 2, "bold")])
    builder.apply("furniture", [Edit(6, 11)])
    builder.apply("lines", [Edit(3, 4)])
    trace = builder.trace()
    assert trace.text == "抓好。举办\n\n会议 "
    report = Report(
        body=Body(
            content=(
                Paragraph(text="抓好。举办", marks=(Mark(0, 2, "bold"),), spans=(Span(0, 5),)),
                Paragraph(text="会议", spans=(Span(7, 9),)),
            )
        )
    )
    return Parsed(report, trace)


def test_standoff_keeps_the_text_clean_and_says_the_rest_after_it() -> None:
    root = tree_of(written(*overstruck(), "standoff"))
    assert [(p.get("start"), p.get("end"), reading_text(p)) for p in root.iter("p")] == [
        ("0", "8", "抓好。举办"),
        ("15", "17", "会议"),
    ]
    assert [(one.tag, one.get("rules"), one.get("start"), one.text) for one in root[-1]] == [
        ("edit", "overstrike", "2", "抓好"),
        ("edit", "lines", "5", "\n"),
        ("edit", "furniture", "8", "\n\n—2—"),
        ("ws", None, "13", "\n\n"),
        ("ws", None, "17", " "),
        ("mark", None, "0", None),
    ]


def test_inline_marks_each_change_at_its_place() -> None:
    first, second = tree_of(written(*overstruck(), "inline", pretty=False)).iter("p")
    inner = [(one.tag, one.text, one.tail) for one in first]
    assert inner == [("b", "抓好", None), ("edit", "抓好", "。"), ("edit", "\n", "举办")]
    between = [one.tag for one in second.itersiblings(preceding=True)]
    assert between == ["ws", "edit", "p"]


def test_a_leaf_that_begins_inside_a_replacement_keeps_its_place() -> None:
    """A line break is put before `（二）` by replacing `（` with `\\n\\n（`."""
    builder = TraceBuilder(Source(text="前（二）后"))
    builder.apply("lines", [Edit(1, 2, "\n\n（")])
    report = Report(
        body=Body(
            content=(Paragraph(text="前", spans=(Span(0, 1),)), Paragraph(text="（二）后", spans=(Span(3, 7),))),
        )
    )
    for mode in MODES[1:]:
        xml = written(report, builder.trace(), mode)
        assert 'start="1" end="5" clean="3-7"' in xml
        assert all_spans(read_xml(xml).report) == all_spans(report)
        assert rebuild_source(tree_of(xml)) == "前（二）后"


def test_a_tree_that_is_not_of_this_trace_still_holds_the_source() -> None:
    trace = TraceBuilder(Source(text="abc")).trace()
    report = Report(body=Body(content=(Paragraph(text="xyz", spans=(Span(0, 3),)), Paragraph(text="new"))))
    for mode in MODES[1:]:
        xml = written(report, trace, mode)
        relaxng().assertValid(tree_of(xml))
        assert rebuild_source(tree_of(xml)) == "abc"
        assert read_xml(xml).report == report


def test_overlapping_marks() -> None:
    marks = (Mark(0, 4, "bold"), Mark(2, 6, "italic"), Mark(3, 5, "page", "7"))
    report = Report(body=Body(content=(Paragraph(text="abcdefg", marks=marks),)))
    xml = written(report)
    relaxng().assertValid(tree_of(xml))
    assert read_xml(xml).report == report


@pytest.mark.parametrize("character", ["a", "汉", "\U0001f600"])
def test_eleven_megabytes_in_one_leaf(character: str) -> None:
    text = character * (11_000_000 // len(character.encode()))
    builder = TraceBuilder(Source(text=text + "-"))
    builder.apply("spaces", [Edit(len(text), len(text) + 1, text)])
    report = report_of(text)
    for mode in ("none", "standoff"):
        xml = written(report, builder.trace(), mode)
        back = read_xml(xml)
        assert back.report == report
    assert back.trace is not None
    assert len(back.trace.text) == 2 * len(text)


def test_depth() -> None:
    def nested(depth: int) -> Report:
        node = Subsection(content=(Paragraph(text="\x00", marks=(Mark(0, 1, "bold"),)),))
        for _ in range(depth - 1):
            node = Subsection(content=(node,))
        return Report(body=Body(content=(node,)))

    assert read_xml(written(nested(235))).report.body.children
    for depth in (245, 3000):
        with pytest.raises(ReportparseError, match="flatten"):
            written(nested(depth))


def test_provenance_without_a_trace_is_refused_with_the_cure() -> None:
    with pytest.raises(ReportparseError, match='use provenance="none"'):
        written(report_of("a"), None, "standoff")


def test_a_heading_among_the_content_is_refused_with_the_cure() -> None:
    with pytest.raises(ReportparseError, match="Heading has no element where it stands"):
        written(Report(body=Body(content=(Heading(text="a"),))))


def test_reads_bytes_paths_and_other_encodings(tmp_path: Path) -> None:
    xml = written(report_of("各位委员"))
    path = tmp_path / "report.xml"
    path.write_text(xml, encoding="utf-8")
    utf16 = xml.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_xml(path).report == read_xml(xml.encode()).report == read_xml(utf16).report == report_of("各位委员")


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("report.xml", r"Path\('report.xml'\)"),
        ("<report", "not well-formed"),
        ("<html/>", "root is <html>"),
        ('<report version="9"/>', "version '9' is unknown; this library reads version '1'"),
        ('<!DOCTYPE report [<!ENTITY a "b">]><report version="1"/>', "document type"),
        ('<report version="1">\n<body>\nloose</body></report>', "line 2: text 'loose' directly in <body>"),
        ('<report version="1"><body><div/></body></report>', "<div> has no place in <body>"),
        ('<report version="1"><body><p><q/></p></body></report>', "<q> has no place in <p>"),
        ('<report version="1"><body><p><num>?</num></p></body></report>', "@style"),
        ('<report version="1"><body><p><char cp="x"/></p></body></report>', "no list of code points"),
        (
            '<report version="1"><meta><source length="3"/></meta><provenance/></report>',
            "characters 0-3 are in no leaf",
        ),
        ('<report version="1"><provenance><edit start="0" end="2">a</edit></provenance></report>', "stand for 2"),
        (
            '<report version="1"><body><p>\ud800</p></body></report>',
            "character 29 is a lone surrogate",
        ),
        (
            '<report version="1"><body><p>a</p>loose</body></report>',
            "text 'loose' directly in <body>",
        ),
        (
            '<report version="1"><meta><colour>red</colour></meta></report>',
            "<colour> has no place in <meta>",
        ),
        (
            '<report version="1"><body><section><num style="gothic">a</num></section></body></report>',
            "style 'gothic' is unknown; use one of han,",
        ),
        (
            '<report version="1"><body><section n="two"/></body></report>',
            "n='two' is no number",
        ),
        (
            '<report version="1"><body><section cert="high" evidence="label"/></body></report>',
            'write cert="0.95" evidence="label"',
        ),
        (
            '<report version="1"><body><p start="0" end="3">a</p></body><provenance/></report>',
            "1 characters do not fit its offsets",
        ),
        (
            '<report version="1"><body><p spans="0~3">a</p></body><provenance/></report>',
            "'0~3' is no range",
        ),
        (
            '<report version="1"><provenance><ws start="0" end="2"> </ws></provenance></report>',
            "1 characters stand for 2",
        ),
        (
            '<report version="1"><provenance><edit start="0" end="2">ab</edit><edit start="1" end="3">bc</edit></provenance></report>',
            "two edits meet at 1 of the source",
        ),
        (
            '<report version="1"><meta><source start="0" length="2"/><source start="5" length="2"/></meta></report>',
            "starts at 5, but the pieces before it end at 2",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_the_cure(xml: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_xml(xml)


def test_comments_and_instructions_are_passed_over() -> None:
    xml = '<report version="1"><!-- a --><body><p>a<!-- b -->c<?d e?></p></body></report>'
    assert read_xml(xml).report == report_of("ac")


def test_rebuilding_without_provenance_is_refused() -> None:
    with pytest.raises(ReadError, match="standoff"):
        rebuild_source(tree_of(written(report_of("a"))))


def test_the_two_grammars_agree() -> None:
    """report.rng is what report.rnc says."""
    assert of_rng(schema_text("rng")) == of_rnc(schema_text("rnc"))


@pytest.mark.parametrize(
    ("one", "other"), [("{ text }?", "{ text }"), ("xsd:date", "xsd:gYear"), ('"1"', '"2"'), ("|", ",")]
)
def test_grammars_that_do_not_agree(one: str, other: str) -> None:
    changed = schema_text("rnc").replace(one, other, 1)
    assert changed != schema_text("rnc")
    with contextlib.suppress(ValueError):  # a , among | is no grammar at all
        assert of_rng(schema_text("rng")) != of_rnc(changed)


def test_importing_the_writer_does_not_import_lxml() -> None:
    code = (
        "import sys, reportparse.write.xml, reportparse.read.xml, reportparse.schema; assert 'lxml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SCHEMA.parents[1])}, timeout=60)
