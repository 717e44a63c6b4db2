"""The promises of the library (docs/architecture.md), each as an assertion on one document."""

from __future__ import annotations

from itertools import pairwise

import reportparse as rp
from reportparse.clean import RULES, clean
from reportparse.nodes import Leaf
from reportparse.profiles import web_words
from reportparse.provenance import Trace
from reportparse.source import Source


def source_is_verbatim(trace: Trace, given: str) -> None:
    """Law 1."""
    assert trace.source.text == given


def edits_are_well_formed(trace: Trace) -> None:
    """Laws 2 and 3: each edit covers a character; those of one step are sorted and disjoint."""
    text = trace.source.text
    for step in trace.steps:
        assert step.edits, f"{step.rule}: a step without edits"
        for edit in step.edits:
            assert 0 <= edit.start < edit.end <= len(text), f"{step.rule}: {edit}"
        for one, next_one in pairwise(step.edits):
            assert one.end <= next_one.start, f"{step.rule}: {one}, {next_one}"
        text = applied(text, [(edit.start, edit.end, edit.now) for edit in step.edits])
    assert text == trace.text


def changes_rebuild_both_ways(trace: Trace) -> None:
    """Laws 4 and 5: changes are sorted and disjoint; they lead from the source to the clean text and back."""
    source, changes = trace.source.text, trace.changes()
    order = [rule.name for rule in RULES]
    back, last, drift = [], 0, 0
    for change in changes:
        assert change.span.start < change.span.end
        assert change.was == change.span.of(source)
        assert change.rules == tuple(sorted(set(change.rules), key=order.index))
    for one, next_one in pairwise(changes):
        assert one.span.end <= next_one.span.start
    assert applied(source, [(*change.span, change.now) for change in changes]) == trace.text
    for change in changes:
        at = change.span.start + drift
        assert trace.text[at : at + len(change.now)] == change.now
        back += [trace.text[last:at], change.was]
        last = at + len(change.now)
        drift += len(change.now) - len(change.was)
    assert "".join((*back, trace.text[last:])) == source


def leaves_partition(document: rp.Document) -> None:
    """Law 6: each character of the clean text lies in exactly one leaf, or is white space between leaves."""
    text = document.text
    spans = sorted(span for node in document.report.walk() if isinstance(node, Leaf) for span in node.spans)
    last = 0
    for span in spans:
        assert last <= span.start, f"{text[span.start : last]!r} lies in two leaves"
        assert not text[last : span.start].strip(), f"{text[last : span.start]!r} lies in no leaf"
        last = max(last, span.end)
    assert not text[last:].strip(), f"{text[last:]!r} lies in no leaf"


def cleaning_is_idempotent(trace: Trace) -> None:
    """Law 7, strictly: a clean text stays as it is."""
    again, _ = clean(Source(text=trace.text), web=web_words())
    assert again.text == trace.text


def is_written_and_read_back(document: rp.Document) -> None:
    """Law 9: our readers read what our writers write, and write it again to the byte."""
    xml = document.to_xml()
    assert rp.read_xml(xml).report == document.report
    assert rp.read_xml(xml).to_xml() == xml
    standoff = document.to_xml(provenance="standoff")
    back = rp.read_xml(standoff)
    assert back.report == document.report
    assert back.to_xml(provenance="standoff") == standoff
    assert back.trace is not None
    assert document.trace is not None
    assert back.trace.source.text == document.trace.source.text
    assert back.trace.text == document.trace.text
    assert back.trace.changes() == document.trace.changes()
    assert rp.read_json(document.to_json()).report == document.report


def text_is_in_blocks(trace: Trace) -> None:
    """The clean text is blocks with one blank line between them, and nothing before or after."""
    assert trace.text == trace.text.strip("\n")
    assert "\n\n\n" not in trace.text


def applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with sorted, disjoint replacements made."""
    pieces, last = [], 0
    for start, end, now in edits:
        pieces += [text[last:start], now]
        last = end
    return "".join((*pieces, text[last:]))


def hold(document: rp.Document, given: str) -> None:
    """Every law that a document of `seeds/` has to keep."""
    assert document.trace is not None
    source_is_verbatim(document.trace, given)
    edits_are_well_formed(document.trace)
    changes_rebuild_both_ways(document.trace)
    leaves_partition(document)
    cleaning_is_idempotent(document.trace)
    text_is_in_blocks(document.trace)
    is_written_and_read_back(document)


def pieces_partition(document: rp.Document) -> None:
    """The pieces of a source follow one another without a gap; every span leads into them and back."""
    source = document.source
    assert source is not None
    if not source.pieces:
        return
    assert source.pieces[0].start == 0
    assert source.pieces[-1].end == len(source.text)
    for one, other in pairwise(source.pieces):
        assert one.end == other.start
    for node in document.report.walk():
        if node.span is None:
            continue
        span = document.source_span(node)
        back = [there.start - piece.offset + piece.start for piece, there in source.in_pieces(span)]
        assert sum(there.end - there.start for _, there in source.in_pieces(span)) == span.end - span.start
        assert span.is_empty or back[0] == span.start
