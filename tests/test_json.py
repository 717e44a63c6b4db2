"""JSON: everything comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportparse.errors import ReadError
from reportparse.nodes import Body, Leaf, Paragraph, Report
from reportparse.origin import Origin
from reportparse.read.json import read_json
from reportparse.read.xml import read_xml
from reportparse.write.json import to_json
from reportparse.write.xml import to_xml
from trees import Parsed, characters, parsed

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(parsed(), st.booleans())
def test_reads_back_equal_and_the_same_text(made: Parsed, with_trace: bool) -> None:
    origin = Origin.of(made.trace.source, version="1")
    trace = made.trace if with_trace else None
    written = to_json(made.report, trace, origin)
    back = read_json(written.encode("utf-8"))
    assert (back.report, back.trace, back.origin) == (made.report, trace, origin)
    assert [node.spans for node in back.report.walk() if isinstance(node, Leaf)] == [
        node.spans for node in made.report.walk() if isinstance(node, Leaf)
    ]
    assert to_json(back.report, back.trace, back.origin) == written


@quick
@given(parsed())
def test_a_trace_read_from_xml_goes_through_json(made: Parsed) -> None:
    origin = Origin.of(made.trace.source, version="1")
    back = read_xml(to_xml(made.report, trace=made.trace, origin=origin, provenance="standoff"))
    again = read_json(to_json(back.report, back.trace, back.origin))
    assert again.trace == back.trace
    assert again.trace is not None
    assert again.trace.changes() == made.trace.changes()


@quick
@given(st.text(characters, max_size=60))
def test_any_text_survives(text: str) -> None:
    report = Report(body=Body(content=(Paragraph(text=text),)))
    assert read_json(to_json(report, None, Origin())).report == report


def test_two_surrogates_side_by_side_stay_two() -> None:
    report = Report(body=Body(content=(Paragraph(text="\ud83d\ude00"),)))
    written = to_json(report, None, Origin())
    assert r'["\ud83d", "\ude00"]' in written
    assert read_json(written).report == report


def test_reads_a_path_and_indented_text(tmp_path: Path) -> None:
    report = Report(body=Body(content=(Paragraph(text="各位"),)))
    path = tmp_path / "report.json"
    path.write_text(to_json(report, None, Origin(), indent=2), encoding="utf-8")
    assert read_json(path).report == report


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("report.json", "Path"),
        ("{", "not JSON"),
        ("{}", '"reportparse": 1'),
        (
            '{"reportparse": 1, "report": {"body": {"content": [{"node": "Chapter"}]}}}',
            r"Chapter.*\$\.body\.content\[0\]",
        ),
        ('{"reportparse": 1, "report": {"meta": {"title": 3}}}', r"\$\.meta\.title"),
        ('{"reportparse": 1, "report": {"meta": []}}', r"values by their names, found \[\] @ \$\.meta"),
        ('{"reportparse": 1, "report": {"meta": {"colour": "red"}}}', "no value 'colour'; there are: title,"),
        (
            '{"reportparse": 1, "report": {"body": {"content": [{"node": "Paragraph", "marks": [[0, 1]]}]}}}',
            r"expected 4 values, found \[0, 1\] @ \$\.body\.content\[0\]\.marks\[0\]",
        ),
        ('{"reportparse": 1, "trace": {"source": {"text": "a"}, "steps": [["lines"]]}}', r"expected \[rule, edits\]"),
        ('{"reportparse": 1, "report": [], "trace": 3}', "."),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(data: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_json(data)
