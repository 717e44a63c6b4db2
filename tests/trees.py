"""Random reports for property tests: a source, an edit log, and a tree cut out of the clean text."""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from reportparse.evidence import REASONS, Evidence
from reportparse.metadata import VALUE_NAMES, Meta, Value
from reportparse.nodes import (
    Addressing,
    Back,
    Body,
    Cell,
    Closing,
    Displaced,
    Division,
    Front,
    FrontLine,
    Heading,
    Item,
    ItemList,
    Leaf,
    Node,
    Note,
    Numbering,
    Paragraph,
    Part,
    Report,
    Row,
    Section,
    Signature,
    Subsection,
    Table,
    TableOfContents,
    TocEntry,
    Verbatim,
)
from reportparse.numbering import Style
from reportparse.provenance import Edit, Mark, Trace, TraceBuilder
from reportparse.source import Source
from reportparse.span import Span

L = TypeVar("L", bound=Leaf)

# What breaks serialisers: markup, line ends, controls, noncharacters, surrogates alone and side by side.
AWKWARD = "甲乙一、（）。　 \t\n\r\f\x00\x1f\x85\u2028<>&\"']\ud800\udc00\ufffd\ufffe\uffff\U0001f600\U0001fffe"
characters = st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=()))
texts = st.text(characters, max_size=12)
rule_names = st.sampled_from(("overstrike", "lines", "spaces", "furniture"))


class Parsed(NamedTuple):
    """A random tree and the trace it was cut from."""

    report: Report
    trace: Trace


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    """A random source, up to three steps of edits, and marks."""
    builder = TraceBuilder(
        Source(text=draw(st.text(characters, max_size=80)), name=draw(st.none() | texts), encoding=None)
    )
    for _ in range(draw(st.integers(0, 3))):
        length = len(builder.text)
        at = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
        edits = [
            Edit(start, end, draw(st.sampled_from(("", "", " ", "\n\n", "\n（")) | texts))
            for start, end in zip(at[::2], at[1::2], strict=False)
        ]
        builder.apply(draw(rule_names), edits)
        cut = sorted(draw(st.sets(st.integers(0, len(builder.text)), max_size=6)))
        kinds = st.sampled_from((("bold", ""), ("italic", ""), ("page", "7"), ("seg", "2"), ("x\x00", "\ufffd<")))
        builder.apply("marks", [Mark(a, b, *draw(kinds)) for a, b in itertools.pairwise(cut)])
    return builder.trace()


@st.composite
def parsed(draw: st.DrawFn) -> Parsed:
    """A random tree of every class over a random clean text; leaves in any order, some interrupted, some empty."""
    trace = draw(traces())
    report = _Grower(draw, trace).report()
    return Parsed(report, trace)


class _Grower:
    def __init__(self, draw: st.DrawFn, trace: Trace) -> None:
        self._draw = draw
        self._trace = trace
        cuts = sorted({0, len(trace.text), *draw(st.sets(st.integers(0, len(trace.text)), max_size=24))})
        free = [Span(a, b) for a, b in itertools.pairwise(cuts)]
        if draw(st.booleans()):
            free = draw(st.permutations(free))
        self._free = list(free)

    def _flag(self) -> bool:
        return self._draw(st.booleans())

    def _evidence(self) -> Evidence | None:
        draw = self._draw
        reasons = draw(st.lists(st.sampled_from(sorted(REASONS)), max_size=2, unique=True))
        return Evidence(tuple(reasons), draw(st.floats(0, 1))) if reasons else None

    def _leaf(self, kind: type[L], /, **fields: Any) -> L:
        """A leaf over the next free stretch, or two of them joined by a space or nothing, or none."""
        count = min(len(self._free), self._draw(st.sampled_from((0, 1, 1, 1, 1, 2))))
        spans = tuple(sorted(self._free.pop(0) for _ in range(count)))
        joint = self._draw(st.sampled_from(("", " "))) if count > 1 else ""
        text = joint.join(span.of(self._trace.text) for span in spans)
        marks: list[Mark] = []
        if count == 1:
            start, end = spans[0]
            marks = [
                Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.value)
                for mark in self._trace.marks
                if mark.start < end and start < mark.end and mark.start <= mark.end
            ]
            marks.sort(key=lambda mark: (mark.kind, mark.value, mark.start, mark.end))
        return kind(text=text, spans=spans, marks=tuple(marks), **fields)

    def _numbering(self) -> Numbering | None:
        if not self._flag():
            return None
        draw = self._draw
        if self._flag():
            return Numbering(text="（二）", style=Style.HAN, ordinal=2, form="（{han}）")
        return self._leaf(
            Numbering,
            style=draw(st.sampled_from(Style)),
            ordinal=draw(st.none() | st.integers(0, 99)),
            form=draw(texts),
        )

    def _heading(self) -> Heading | None:
        if not self._flag():
            return None
        return self._leaf(Heading, numbering=self._numbering(), run_in=self._flag())

    def _some(self, makers: tuple[str, ...], depth: int) -> tuple[Node, ...]:
        if depth > 5:
            return ()
        chosen = self._draw(st.lists(st.sampled_from(makers), max_size=3))
        return tuple(self._node(name, depth) for name in chosen)

    def _node(self, name: str, depth: int) -> Node:
        draw = self._draw
        match name:
            case "p":
                return self._leaf(
                    Paragraph, numbering=self._numbering(), inline=self._flag(), evidence=self._evidence()
                )
            case "addressing":
                return self._leaf(Addressing, evidence=self._evidence())
            case "signature":
                return self._leaf(Signature, evidence=self._evidence())
            case "displaced":
                return self._leaf(Displaced, role=draw(texts), evidence=self._evidence())
            case "verbatim":
                return self._leaf(Verbatim, reason=draw(texts), evidence=self._evidence())
            case "front line":
                kind = draw(st.sampled_from(("title", "subtitle", "number", "occasion", "speaker", "date", "issuer")))
                return self._leaf(FrontLine, kind=kind, displaced=self._flag(), evidence=self._evidence())
            case "list":
                return ItemList(content=tuple(self._item(depth + 2) for _ in range(draw(st.integers(0, 2)))))
            case "note":
                content = self._some(_BLOCKS, depth + 1)
                return Note(numbering=self._numbering(), content=content, evidence=self._evidence())
            case "closing":
                return Closing(content=self._some(_BLOCKS, depth + 1), evidence=self._evidence())
            case "table":
                rows = (Row(content=(self._leaf(Cell), self._leaf(Cell))), Row())
                return Table(content=rows, evidence=self._evidence())
            case "toc":
                return TableOfContents(content=(self._leaf(TocEntry),), evidence=self._evidence())
            case _:
                division, makers = _DIVISIONS[name]
                return division(
                    heading=self._heading(),
                    ordinal=draw(st.none() | st.integers(0, 30)),
                    kind=draw(texts),
                    continued=self._flag(),
                    inline=self._flag(),
                    content=self._some(makers, depth + 1),
                    evidence=self._evidence(),
                )

    def _item(self, depth: int) -> Item:
        return Item(
            numbering=self._numbering(),
            heading=self._heading(),
            inline=self._flag(),
            content=self._some(_BLOCKS, depth),
            evidence=self._evidence(),
        )

    def _value(self) -> Value:
        draw = self._draw
        name = draw(st.sampled_from(VALUE_NAMES))
        dates = st.sampled_from(("2024", "2024-01", "2024-02-30", "2024-01-09", "2023/2024", "14", "\u0661"))
        at = draw(st.integers(0, len(self._trace.text)))
        span = Span(at, draw(st.integers(at, len(self._trace.text))))
        spans = (span,) if span.start < span.end and self._flag() else ()
        text = span.of(self._trace.text) if spans else draw(texts)
        return Value(name=name, value=draw(dates | texts | st.just(text)), text=text, cue=draw(texts), spans=spans)

    def report(self) -> Report:
        draw = self._draw
        return Report(
            meta=Meta(values=tuple(self._value() for _ in range(draw(st.integers(0, 5))))),
            front=Front(content=self._some(("front line", "addressing", "p", "toc"), 1)),
            body=Body(content=self._some(("part", "section", "subsection", *_BLOCKS), 1)),
            back=Back(content=self._some(("closing", "signature", "displaced", "p"), 1)),
            profile=draw(st.just("generic") | texts),
            language=draw(st.sampled_from((None, "zh-Hans", "en"))),
        )


_BLOCKS = ("p", "list", "verbatim", "table", "toc", "note", "closing", "displaced", "addressing", "signature")
_DIVISIONS: dict[str, tuple[type[Division], tuple[str, ...]]] = {
    "part": (Part, ("section", "subsection", "p", "list", "note")),
    "section": (Section, ("section", "subsection", "p", "list", "table")),
    "subsection": (Subsection, ("subsection", "p", "list", "verbatim")),
}
