"""The outline: one line a node."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from reportparse.nodes import Back, Body, Closing, Front, FrontLine, Paragraph, Report, Section, Verbatim
from reportparse.write.outline import to_outline
from test_records import example
from trees import Parsed, parsed


def test_divisions_and_items() -> None:
    assert (
        to_outline(example())
        == """\
report generic
  body
    section 二、 "工作"
      p 23. "条文" (2)
      subsection "协商。" run-in
        list
          item "工业。" run-in
            p "发展" (2)
      subsection "只有题目"
    p "末" (1)
"""
    )


def test_front_back_and_long_texts() -> None:
    report = Report(
        front=Front(content=(FrontLine(kind="title", text="报告", displaced=True),)),
        body=Body(content=(Section(ordinal=1, continued=True, content=(Paragraph(text="abcdef", inline=True),)),)),
        back=Back(content=(Closing(content=(Verbatim(text="a\nb", reason="table"),)),)),
        language="zh-Hans",
    )
    assert (
        to_outline(report, width=3)
        == """\
report generic zh-Hans
  front
    title "报告" (2) displaced
  body
    section n=1 continued
      p "abc…" (6) inline
  back
    closing
      verbatim table "a\\nb" (3)
"""
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parsed())
def test_every_tree_has_an_outline_that_can_be_printed(made: Parsed) -> None:
    outline = to_outline(made.report)
    assert outline == to_outline(made.report)
