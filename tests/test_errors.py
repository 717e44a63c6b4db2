"""What a wrong call raises: the message says what is wrong, where, and how to cure it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp

DOCUMENT: Any = rp.parse("一、主要工作\n\n提出意见 108条。")
READ: Any = rp.read_xml(DOCUMENT.to_xml())
PARSE: Any = rp.parse

WRONG: list[tuple[Callable[[], object], type[Exception], str]] = [
    (lambda: PARSE(Path("report.txt")), TypeError, "for a file use parse_file"),
    (lambda: PARSE("a", None), TypeError, 'the name of a family, the path of a TOML file, or "auto", not NoneType'),
    (lambda: PARSE("a", disable=None), TypeError, 'a tuple of rule names: disable=("spaces",)'),
    (lambda: PARSE("a", disable="lines"), TypeError, 'a tuple of rule names: disable=("lines",)'),
    (lambda: DOCUMENT.source_span(None), TypeError, "not None (a division without a heading has none)"),
    (lambda: DOCUMENT.source_span(rp.Span(0, 3)), TypeError, "document.trace.source_span(span)"),
    (lambda: DOCUMENT.source_span("sec_1"), TypeError, 'for an id document.report["sec_1"]'),
    (lambda: DOCUMENT.place(rp.Span(0, 3)), TypeError, "document.place(document.trace.source_span(span).start)"),
    (lambda: DOCUMENT.place(None), TypeError, "a node, a diagnostic or an offset in the source, not None"),
    (lambda: DOCUMENT.report.find("Section"), TypeError, "such as reportparse.Section, not 'Section'"),
    (lambda: DOCUMENT.report["sec_9"], KeyError, "sec_9"),
    (lambda: READ.text, ValueError, 'write it with provenance="standoff"'),
    (lambda: READ.place(0), ValueError, 'write it with provenance="standoff"'),
    (lambda: rp.read_xml("report.xml"), rp.ReadError, "for a file: Path('report.xml')"),
    (lambda: rp.read_json("report.json"), rp.ReadError, "for a file: Path('report.json')"),
]


@pytest.mark.parametrize(("call", "error", "says"), WRONG, ids=[says for _, _, says in WRONG])
def test_a_wrong_call_says_how_to_cure_it(call: Callable[[], object], error: type[Exception], says: str) -> None:
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)


def test_a_profile_may_be_a_path(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text('name = "my"\nparent = "generic"\n', "utf-8")
    assert rp.parse("a", path).profile == "my"
    assert rp.parse_parts(["a"], path).profile == "my"
    assert [one.profile for one in rp.parse_all("a", path)] == ["my"]


def test_several_classes_are_found_at_once() -> None:
    assert [type(one).__name__ for one in DOCUMENT.report.find((rp.Section, rp.Paragraph))] == ["Section", "Paragraph"]


def test_the_changes_of_a_passage() -> None:
    document = rp.parse("提出意见 10条。\n\n办结 8件。")
    assert document.trace is not None
    spaces = [one for one in document.trace.changes() if one.was == " "]
    first, second = document.report.find(rp.Paragraph)
    assert [document.trace.changes(document.source_span(one)) for one in (first, second)] == [
        (spaces[0],),
        (spaces[1],),
    ]
    assert document.trace.changes(rp.Span(4, 4)) == ()
