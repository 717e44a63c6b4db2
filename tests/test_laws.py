"""The laws on texts that nobody wrote: any Unicode, lone surrogates included, and struck Chinese."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import laws
import reportparse as rp
from reportparse.clean import RULES, run_rule
from reportparse.profiles import web_words
from reportparse.span import Span

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)

# What reports are made of, so that rules fire: labels, marks, line ends, digits, invisible and compatible forms.
_SINGLE = (
    "一二三十第章节（）、。，；：“”《》的工作报告委员年月日人民政协系统"
    " \n\n\n\t\r\f\u3000\u00a0\u00ad\ufeff\u200b\u2f00\uf900\ufb01"
)
_PIECES = (
    "一、", "（一）", "1.", "①", "第一章", "一是", "二是", "各位委员：", "（上接第一版）", "下转第三版", "—2—",
    "- 3 -", "工作报告", "2024年1月9日", "谈心谈话", "一件一件", "2020", "……", "108", " ", "\n", "\n\n", "\r\n", "\f",
    "COD", "commit-\nment", "抓好委员理论提升", "构建长效机制", "。", "，", "”", "“", "continued on page 5",
    "\x00", "\ud800", "首页 > 公开\n", "来源：市政府 ", "字体：大 中 小\n", "【打印本页】", "\uf0b7 ", "第\n２\n章\n",
)  # fmt: skip
_RUN = st.one_of(st.sampled_from(_PIECES), st.text(_SINGLE, min_size=1, max_size=12))
_STRUCK = st.builds(
    lambda run, times, gap: gap.join([run] * times),
    _RUN,
    st.sampled_from([1, 1, 1, 2, 2, 3, 4]),
    st.sampled_from(["", "", "\n"]),
)
REPORT = st.lists(_STRUCK, max_size=30).map("".join)
TEXTS = st.one_of(ANY, REPORT)


# A table of one cell a line, the last of which ends with marks that were cut from their line.
GLYPH_CODES = (
    "，\n，\n，\n/A1\n/A2\n/A3\n/A4\n/A5\n/A6\n≈\n１２０亩\n/A7\n渠\n．\n３\n/B1/B2/B3/B4/B5/B6/B7/B8/B9/C1/C2/C3\n"
    "４８\n乡村\n／\n镇\n３１５０２\n—"
)


@given(TEXTS)
@example("")
@example("\ud800")
@example("\x00\ufffe\uffff")
@example("围绕做大做强工业围绕做大做强工业。。\n\n就南川")
def test_the_log_holds(text: str) -> None:
    """Laws 1-5 and 8: any text parses, is kept verbatim, and comes back from its changes."""
    document = rp.parse(text)
    assert document.trace is not None
    laws.source_is_verbatim(document.trace, text)
    laws.edits_are_well_formed(document.trace)
    laws.changes_rebuild_both_ways(document.trace)


@given(TEXTS)
@example("一、甲\n\n（一）乙\n\n1.丙")
@example(GLYPH_CODES)
def test_nothing_is_lost(text: str) -> None:
    """Law 6."""
    laws.leaves_partition(rp.parse(text))


@given(TEXTS)
def test_blocks(text: str) -> None:
    trace = rp.parse(text).trace
    assert trace is not None
    laws.text_is_in_blocks(trace)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
@given(text=TEXTS)
def test_each_rule_is_idempotent(rule: str, text: str) -> None:
    """Law 7: what a rule has cleaned, it leaves alone."""
    once = run_rule(rule, text, web_words())
    assert run_rule(rule, once, web_words()) == once


@given(TEXTS)
def test_written_and_read_back(text: str) -> None:
    """Law 9."""
    laws.is_written_and_read_back(rp.parse(text))


@given(TEXTS, st.data())
def test_spans_go_both_ways(text: str, data: st.DataObject) -> None:
    """A clean span mapped to the source and back covers itself; one without changes is the same text."""
    trace = rp.parse(text).trace
    assert trace is not None
    if not trace.text:
        return
    start = data.draw(st.integers(0, len(trace.text) - 1))
    end = data.draw(st.integers(start + 1, len(trace.text)))
    span = trace.source_span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)
    back = trace.clean_span(span)
    assert back.start <= start
    assert end <= back.end
    if not any(change.span.start < span.end and span.start < change.span.end for change in trace.changes()):
        assert span.of(text) == trace.text[start:end]


@given(TEXTS)
def test_the_same_text_gives_the_same_document(text: str) -> None:
    document = rp.parse(text)
    assert rp.parse(text) == document
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("wrong", [None, 5, ["text"]])
def test_a_bad_call_raises(wrong: object) -> None:
    """The other half of law 8."""
    with pytest.raises(TypeError, match="takes str or bytes"):
        rp.parse(wrong)  # type: ignore[arg-type]
