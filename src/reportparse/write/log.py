"""The provenance of a document as elements of the own XML: `Log`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from reportparse.nodes import Leaf, Node, Report
from reportparse.provenance import Change, Mark, Trace, unchanged
from reportparse.span import Span
from reportparse.write.markup import LONGEST, attributes, escaped


class _Where(IntEnum):
    """Where inline provenance may write an element."""

    INSIDE = 0  # an edit that left something: also at the beginning of a leaf
    BETWEEN = 1  # an edit that left nothing: in a leaf only between two of its characters
    BEFORE = 2  # white space between leaves
    REST = 3  # what no leaf holds and is text: never where it could be read as part of the report


class _Written(NamedTuple):
    """An element of the provenance, to be sorted and placed."""

    source_start: int
    clean_start: int
    where: _Where
    element: str


class Log:
    """The provenance of one document: source offsets of nodes, and the elements that say what was changed.

    Offsets go through the composed changes, not through the steps, since these are what a
    file keeps: a document read back and written again has the same ones.
    """

    def __init__(self, report: Report, trace: Trace, *, inline: bool) -> None:
        self.inline = inline
        changes = trace.changes()
        self._trace = trace if trace.recorded is not None else Trace.of_changes(trace.source, changes)
        self._loose: set[int] = set()
        self._before: dict[int, list[str]] = {}
        self._inside: dict[int, list[tuple[int, str]]] = {}
        self._rest: list[str] = []
        # The places where a leaf's text stands in the clean text: start, end, offset in the leaf, leaf.
        held: list[tuple[int, int, int, Leaf]] = []
        for node in report.walk():
            if isinstance(node, Leaf) and node.spans:
                pieces = node.pieces()
                if pieces is None or any(
                    node.text[at : at + span.end - span.start] != trace.text[span.start : span.end]
                    for at, span in pieces
                ):
                    self._loose.add(id(node))
                else:
                    held += ((span.start, span.end, at, node) for at, span in pieces)
        held.sort(key=_by_start)
        written = [
            _Written(change.span.start, at, _Where.INSIDE if change.now else _Where.BETWEEN, _edit_element(change))
            for at, change in _placed(changes)
        ]
        written += self._uncovered(changes, held)
        written.sort()  # source order
        self._marks = [self._mark_element(mark) for mark in trace.marks]
        if inline:
            self._distribute(written, held)
        else:
            self._rest = [one.element for one in written]

    def offsets(self, node: Node) -> str:
        """`@start` and `@end` of a node; `@spans` if it is a leaf with several; `@clean` where these do not say it."""
        found = self.ranges(node.spans, hull=not isinstance(node, Leaf))
        return f'{found} loose="true"' if id(node) in self._loose else found

    def ranges(self, spans: Sequence[Span], *, hull: bool = False) -> str:
        """The offsets of some stretches of the clean text; `hull`: of the whole they span."""
        if not spans:
            return ""
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        whole = self._trace.source_span(Span(start, end))
        found = f' start="{whole.start}" end="{whole.end}"'
        if not hull:
            places = [self._trace.source_span(span) for span in spans]
            if len(spans) > 1:
                found += f' spans="{_ranges(places)}"'
            if any(self._trace.clean_span(place) != span for place, span in zip(places, spans, strict=True)):
                # A boundary inside what a change put there, such as "（" replaced by "\n\n（".
                found += f' clean="{_ranges(spans)}"'
        return found

    def before(self, node: Leaf) -> list[str]:
        """What was changed between the leaf before this one, in source order, and this one; once."""
        return self._before.pop(id(node), [])

    def inside(self, node: Leaf) -> list[tuple[int, str]]:
        """What was changed inside a leaf, with its place in the leaf's text; once."""
        return self._inside.pop(id(node), [])

    def rest(self) -> list[str]:
        """What has its place in `<provenance>`."""
        return self._rest + self._marks

    def _mark_element(self, mark: Mark) -> str:
        """A mark of the trace: evidence, such as bold, also where the tree made a heading of it."""
        span = Span(mark.start, mark.end)
        place = self._trace.source_span(span)
        clean = None if self._trace.clean_span(place) == span else _ranges((span,))
        given = attributes(
            kind=mark.kind, value=mark.value or None, start=str(place.start), end=str(place.end), clean=clean
        )
        return f"<mark{given}/>"

    def _uncovered(self, changes: Sequence[Change], held: Sequence[tuple[int, int, int, Leaf]]) -> Iterator[_Written]:
        """`<ws>` for white space that no leaf holds, `<kept>` for anything else that none holds."""
        text = self._trace.source.text
        covered = 0
        turn = 0
        for clean_start, source_start, length in unchanged(changes, len(text)):
            at, stop = clean_start, clean_start + length
            while at < stop:
                while turn < len(held) and held[turn][0] <= at:
                    covered = max(covered, held[turn][1])
                    turn += 1
                if covered > at:
                    at = min(covered, stop)
                    continue
                end = min(stop, held[turn][0]) if turn < len(held) else stop
                start = source_start + at - clean_start
                was = text[start : start + end - at]
                tag, where = ("ws", _Where.BEFORE) if was.isspace() else ("kept", _Where.REST)
                element = f'<{tag} start="{start}" end="{start + end - at}">{escaped(was)}</{tag}>'
                yield _Written(start, at, where, element)
                at = end

    def _distribute(self, written: Sequence[_Written], held: Sequence[tuple[int, int, int, Leaf]]) -> None:
        """Each element to the leaf it stands in, or to the one it stands before, or to the rest."""
        starts = [start for start, _, _, _ in held]
        for _, at, where, element in written:
            inner = bisect_right(starts, at) - 1
            if inner >= 0 and where <= _Where.BETWEEN:
                start, end, offset, leaf = held[inner]
                if at < end and (start < at or where is _Where.INSIDE):
                    self._inside.setdefault(id(leaf), []).append((offset + at - start, element))
                    continue
            after = bisect_left(starts, at)
            if after < len(held) and where is not _Where.REST:
                self._before.setdefault(id(held[after][3]), []).append(element)
            else:
                self._rest.append(element)
        for inside in self._inside.values():
            inside.sort(key=_first)  # an interrupted leaf need not be in source order


def _by_start(piece: tuple[int, int, int, Leaf]) -> tuple[int, int]:
    return piece[:2]


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _placed(changes: Iterable[Change]) -> Iterator[tuple[int, Change]]:
    """The changes, each with the position in the clean text where its replacement begins."""
    drift = 0
    for change in changes:
        yield change.span.start + drift, change
        drift += len(change.now) - len(change.was)


def _ranges(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _edit_element(change: Change) -> str:
    now = change.now
    too_long = len(now) > LONGEST  # for an attribute
    start, end = map(str, change.span)
    given = attributes(rules=" ".join(change.rules), start=start, end=end, now=None if too_long else now)
    rest = f"<now>{escaped(now)}</now>" if too_long else ""
    return f"<edit{given}>{escaped(change.was)}{rest}</edit>"
