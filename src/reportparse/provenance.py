"""Edits, steps, marks, and the trace that ties the clean text to the source.

A rule says what it found as `Edit`s and `Mark`s; the engine (`TraceBuilder`) applies
them and keeps the log. The log is the explanation, the undo and the test fixture at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import le, lt
from typing import NamedTuple

from attrs import evolve, field, frozen

from reportparse.errors import EngineError
from reportparse.source import Source
from reportparse.span import Span


class Edit(NamedTuple):
    """Replace `[start, end)` of the text the rule was shown by `now`. Covers at least one character."""

    start: int
    end: int
    now: str = ""


class Mark(NamedTuple):
    """A fact about `[start, end)` that is not in the characters: `bold`; of no extent: `page`, `jump`."""

    start: int
    end: int
    kind: str
    value: str = ""


_INK = re.compile(r"\S")
_MOST_UNSEEN = 100_000
_PAGE = re.compile(r"([1-9][0-9]*)(?: (.*))?", re.DOTALL)


class Page(NamedTuple):
    """A page: its place in the count of sheets, and what is printed on it, which need not agree.

    A mark of kind `page`, of no extent, stands where the page begins.

    >>> Page(5, "iii").mark(120)
    Mark(start=120, end=120, kind='page', value='5 iii')
    >>> Page.of(Mark(120, 120, "page", "5 iii"))
    Page(number=5, label='iii')
    """

    number: int  # 5: the fifth page of the text, counted from 1
    label: str | None = None  # "iii": the number printed on it, if one is

    def mark(self, at: int) -> Mark:
        """The mark that begins this page at `at`."""
        return Mark(at, at, "page", str(self.number) if self.label is None else f"{self.number} {self.label}")

    @classmethod
    def of(cls, mark: Mark) -> Page | None:
        """The page that a mark begins; None for any other mark."""
        found = _PAGE.fullmatch(mark.value) if mark.kind == "page" and mark.start == mark.end else None
        return None if found is None else cls(int(found[1]), found[2])


def kinds_first(mark: Mark) -> tuple[str, str, int, int]:
    """The order of the marks of a leaf."""
    return mark.kind, mark.value, mark.start, mark.end


class Step(NamedTuple):
    """All edits one rule made, sorted and disjoint, in the coordinates of the text it was shown."""

    rule: str
    edits: tuple[Edit, ...]


@frozen(kw_only=True)
class Change:
    """One altered stretch of the source: what stood there, what stands there now, and who did it."""

    rules: tuple[str, ...]  # in running order: ("spaces", "lines")
    span: Span  # in the source; covers at least one character
    was: str
    now: str

    @property
    def rule(self) -> str:
        """The rule that touched these characters last."""
        return self.rules[-1]


class _Shift:
    """Positions across one step, both ways, by bisection.

    A deletion at 5-7 leaves nothing at 5: a span that starts there starts after it,
    one that ends there ends before it, so removed text at an edge is never swallowed.
    """

    __slots__ = ("new_ends", "new_starts", "old_ends", "old_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.old_starts: list[int] = []
        self.old_ends: list[int] = []
        self.new_starts: list[int] = []
        self.new_ends: list[int] = []
        delta = 0
        for start, end, now in edits:
            self.old_starts.append(start)
            self.old_ends.append(end)
            self.new_starts.append(start + delta)
            delta += len(now) - end + start
            self.new_ends.append(end + delta)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a span was before the step."""
        new_starts, new_ends, old_ends = self.new_starts, self.new_ends, self.old_ends
        at = bisect_right(new_starts, start) - 1
        if at >= 0:
            begun = start - new_ends[at]
            start = self.old_starts[at] if begun < 0 else begun + old_ends[at]
        at = bisect_left(new_ends, end)
        if at < len(new_starts) and new_starts[at] < end:
            return start, old_ends[at]
        return start, end if at == 0 else end - new_ends[at - 1] + old_ends[at - 1]

    def start_on(self, position: int) -> int:
        at = bisect_right(self.old_starts, position) - 1
        if at < 0:
            return position
        if position < self.old_ends[at]:
            return self.new_starts[at] if position == self.old_starts[at] else self.new_ends[at]
        return position - self.old_ends[at] + self.new_ends[at]

    def end_on(self, position: int) -> int:
        at = bisect_left(self.old_ends, position)
        if at < len(self.old_starts) and self.old_starts[at] < position:
            return self.new_ends[at] if position == self.old_ends[at] else self.new_starts[at]
        if at == 0:
            return position
        return position - self.old_ends[at - 1] + self.new_ends[at - 1]


@frozen(kw_only=True)
class Trace:
    """The source, what each rule did to it, and the clean text with its marks.

    >>> builder = TraceBuilder(Source(text="a  b--c"))
    >>> builder.apply("spaces", [Edit(1, 3, " ")])
    >>> builder.apply("dashes", [Edit(3, 5, "-")])
    >>> trace = builder.trace()
    >>> trace.text
    'a b-c'
    >>> [(c.rule, c.span, c.was, c.now) for c in trace.changes()]
    [('spaces', Span(start=1, end=3), '  ', ' '), ('dashes', Span(start=4, end=6), '--', '-')]
    >>> trace.source_span(Span(2, 5))
    Span(start=3, end=7)
    """

    source: Source
    steps: tuple[Step, ...]
    text: str
    marks: tuple[Mark, ...] = ()  # in clean coordinates, sorted
    recorded: tuple[Change, ...] | None = None  # read back from a file: the log as changes, its steps forgotten
    _shifts: list[_Shift] = field(factory=list, init=False, eq=False, repr=False)

    def marks_at(self, position: int) -> tuple[Mark, ...]:
        """The marks that begin at this position of the clean text."""
        return tuple(mark for mark in self.marks if mark.start == position)

    @classmethod
    def of_changes(cls, source: Source, changes: Iterable[Change], marks: tuple[Mark, ...] = ()) -> Trace:
        """A trace of which only the changes are known, as from a file; they are its one step.

        `changes` are sorted and disjoint, in source coordinates. Which rule did what is still
        said by `changes()`; the texts between the steps are lost. `marks` are in clean coordinates.
        """
        recorded = tuple(changes)
        edits = tuple(Edit(*change.span, change.now) for change in recorded)
        steps = (Step("recorded", edits),) if edits else ()
        return cls(
            source=source,
            steps=steps,
            text=applied(source.text, edits),
            marks=marks,
            recorded=recorded,
        )

    def with_pages(self, pages: Iterable[tuple[int, Page]] = ()) -> Trace:
        """The trace, with a mark for each page where it begins in the source; its source can tell pages then.

        Without `pages`, those that the marks name already.

        >>> trace = TraceBuilder(Source(text="a\\n\\n\\nb")).trace()
        >>> paged = trace.with_pages([(0, Page(1)), (4, Page(2, "7"))])
        >>> paged.marks[1], paged.source.place(4).page
        (Mark(start=4, end=4, kind='page', value='2 7'), 2)
        """
        marks = [page.mark(self._begins(start)) for start, page in pages]
        found = sorted((*self.marks, *marks), key=_page_order)
        starts: list[int] = []
        for mark in found:
            page = Page.of(mark)
            if page is not None and len(starts) < page.number < len(found) + _MOST_UNSEEN:
                begin = self.source_span(Span(mark.start, mark.start)).start if starts else 0
                starts += [begin] * (page.number - len(starts))  # sheets between whose beginning does not show
        if not starts:
            return self
        made = evolve(
            self,
            marks=tuple(found) if marks else self.marks,
            source=evolve(self.source, page_starts=tuple(starts)),
        )
        made._shifts.extend(self._shifts)
        return made

    def _begins(self, start: int) -> int:
        """Where the first character at or behind a place in the source stands in the clean text."""
        found = _INK.search(self.text, self.clean_span(Span(start, start)).start)
        return len(self.text) if found is None else found.start()

    def changes(self, within: Span | None = None) -> tuple[Change, ...]:
        """Every altered stretch of the source, sorted and disjoint, whatever the number of steps.

        Applied to the source text they give `text`. Edits that touch the same source
        characters are one change; edits that merely meet stay apart. With `within`, a span of
        the source, those that share a character with it: `trace.changes(document.source_span(node))`.
        """
        found = tuple(_compose(self.source.text, self.steps)) if self.recorded is None else self.recorded
        if within is None:
            return found
        return tuple(one for one in found if one.span.start < within.end and within.start < one.span.end)

    def source_span(self, span: Span, *, steps: int | None = None) -> Span:
        """The source span that a span of the clean text came from, without removed text at its edges.

        With `steps`, of the text as it stood after that many steps.
        """
        start, end = span
        for shift in reversed(self._all_shifts()[:steps]):
            start, end = shift.back(start, end)
        return Span(start, max(start, end))

    def clean_span(self, span: Span) -> Span:
        """Where a span of the source stands in the clean text; empty if all of it was removed."""
        start, end = span
        for shift in self._all_shifts():
            start, end = shift.start_on(start), shift.end_on(end)
        return Span(start, max(start, end))

    def _all_shifts(self) -> list[_Shift]:
        if len(self._shifts) != len(self.steps):
            self._shifts[:] = [_Shift(step.edits) for step in self.steps]
        return self._shifts

    def __getstate__(self) -> dict[str, object]:
        return {
            "source": self.source,
            "steps": self.steps,
            "text": self.text,
            "marks": self.marks,
            "recorded": self.recorded,
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_shifts", [])


class TraceBuilder:
    """Applies the edits of one rule after the other and keeps the log; checks laws 2 and 3."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self._steps: list[Step] = []
        self._marks: list[Mark] = []
        self._shifts: list[_Shift] = []

    @property
    def marks(self) -> list[Mark]:
        """The marks made so far, in the coordinates of the present text."""
        return self._marks

    @property
    def step_count(self) -> int:
        """How many steps changed the text so far."""
        return len(self._steps)

    def apply(self, rule: str, found: Iterable[Edit | Mark]) -> None:
        """Apply what `rule` yielded. Raises `EngineError`, naming the rule, if edits are unsorted or overlap."""
        yielded = list(found)
        edits = [one for one in yielded if type(one) is Edit]
        if len(edits) != len(yielded):
            marks = [one for one in yielded if type(one) is Mark]
            self._marks += marks
            if len(edits) + len(marks) != len(yielded):
                stranger = next(one for one in yielded if not isinstance(one, Edit | Mark))
                raise EngineError(f"rule {rule!r} yielded {stranger!r}; yield Edit or Mark")
        if not edits:
            return
        text = self.text
        shift = _Shift(edits)
        starts, ends = shift.old_starts, shift.old_ends
        # Laws 2 and 3, tested without a loop in Python: each edit ends after its start, and before the next.
        if not (
            all(map(lt, starts, ends)) and all(map(le, ends, starts[1:])) and starts[0] >= 0 and ends[-1] <= len(text)
        ):
            self._complain(rule, edits)
        self.text = applied(text, edits)
        self._steps.append(Step(rule, tuple(edits)))
        self._shifts.append(shift)
        self._marks = _moved(self._marks, shift)

    def forget(self, kind: str) -> None:
        """Drop the marks of a kind that only rules have a use for."""
        self._marks = [mark for mark in self._marks if mark.kind != kind]

    def _complain(self, rule: str, edits: Sequence[Edit]) -> None:
        last = 0
        for start, end, now in edits:
            if start < last or end <= start or end > len(self.text):
                raise EngineError(
                    f"rule {rule!r} yielded Edit({start}, {end}, {now!r}) after position {last} in a text of "
                    f"{len(self.text)} characters; edits are sorted, disjoint and cover at least one character"
                )
            last = end

    def trace(self) -> Trace:
        """The finished trace. Adjacent marks of one kind become one, also across a space a line break left."""
        made = Trace(
            source=self.source,
            steps=tuple(self._steps),
            text=self.text,
            marks=tuple(sorted(_merged(self._marks, self.text))),
        )
        made._shifts.extend(self._shifts)
        return made


def _page_order(mark: Mark) -> tuple[int, int, str, int, str]:
    page = Page.of(mark)  # pages without text begin at the same place as the next one
    return mark.start, mark.end, mark.kind, page.number if page else 0, mark.value


def _moved(marks: list[Mark], shift: _Shift) -> list[Mark]:
    """The marks behind a step. As `start_on` and `end_on`, in one loop: a struck page has a mark a line."""
    old_starts, old_ends, new_starts, new_ends = shift.old_starts, shift.old_ends, shift.new_starts, shift.new_ends
    count, new = len(old_starts), tuple.__new__  # half the time of calling the class
    moved: list[Mark] = []
    for start, end, kind, value in marks:
        at = bisect_right(old_starts, start) - 1
        if at >= 0:
            if start >= old_ends[at]:
                start += new_ends[at] - old_ends[at]
            else:
                start = new_starts[at] if start == old_starts[at] else new_ends[at]
        at = bisect_left(old_ends, end)
        if at < count and old_starts[at] < end:
            end = new_ends[at] if end == old_ends[at] else new_starts[at]
        elif at:
            end += new_ends[at - 1] - old_ends[at - 1]
        moved.append(new(Mark, (start, end if end > start else start, kind, value)))
    return moved


def _merged(marks: Iterable[Mark], text: str) -> Iterator[Mark]:
    open_mark: Mark | None = None
    for mark in sorted(
        (m for m in marks if m.start < m.end or m.kind != "bold"), key=lambda m: (m.kind, m.value, m.start, m.end)
    ):
        if (
            open_mark is not None
            and (mark.kind, mark.value) == (open_mark.kind, open_mark.value)
            and (mark.start <= open_mark.end or text[open_mark.end : mark.start] == " ")
        ):
            open_mark = open_mark._replace(end=max(open_mark.end, mark.end))
            continue
        if open_mark is not None:
            yield open_mark
        open_mark = mark
    if open_mark is not None:
        yield open_mark


class _Piece(NamedTuple):
    """A change in the making: its source span, and where its replacement stands in the present text."""

    start: int
    end: int
    source_start: int
    source_end: int
    steps: tuple[int, ...]  # indexes of the steps that touched it


def _compose(source: str, steps: tuple[Step, ...]) -> Iterator[Change]:
    pieces: list[_Piece] = []
    for at, step in enumerate(steps):
        pieces = _after(pieces, step.edits, at)
    text = source
    for step in steps:
        text = applied(text, step.edits)
    for piece in pieces:
        yield Change(
            rules=tuple(dict.fromkeys(steps[at].rule for at in piece.steps)),
            span=Span(piece.source_start, piece.source_end),
            was=source[piece.source_start : piece.source_end],
            now=text[piece.start : piece.end],
        )


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits, which are sorted and disjoint, carried out.

    >>> applied("a  b--c", [Edit(1, 3, " "), Edit(4, 6, "-")])
    'a b-c'
    """
    pieces: list[str] = []
    last = 0
    for start, end, now in edits:
        pieces.append(text[last:start])
        pieces.append(now)
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


def text_before(trace: Trace, *rules: str) -> str:
    """The text as the first of some rules was shown it: with its printed lines still, say, before `lines`.

    >>> builder = TraceBuilder(Source(text="a  b\\nc"))
    >>> builder.apply("spaces", [Edit(1, 3, " ")])
    >>> builder.apply("lines", [Edit(3, 4, " ")])
    >>> text_before(builder.trace(), "lines")
    'a b\\nc'
    """
    text = trace.source.text
    for step in trace.steps:
        if step.rule in rules:
            break
        text = applied(text, step.edits)
    return text


def unchanged(changes: Iterable[Change], length: int) -> Iterator[tuple[int, int, int]]:
    """The stretches of the source that no change touches: start in the clean text, start in the source, length.

    >>> list(unchanged([Change(span=Span(2, 3), was="b", now="BB", rules=("spaces",))], 5))
    [(0, 0, 2), (4, 3, 2)]
    """
    clean = last = 0
    for change in changes:
        kept = change.span.start - last
        if kept:
            yield clean, last, kept
        clean += kept + len(change.now)
        last = change.span.end
    if last < length:
        yield clean, last, length - last


def _after(pieces: list[_Piece], edits: tuple[Edit, ...], at: int) -> list[_Piece]:
    """The pieces after one more step: a sweep over both lists that makes overlapping ones one.

    A deletion has no extent in the present text; sorting puts it before an edit that
    starts at the same place, and `start < cluster end` then keeps mere neighbours apart.
    """
    events: list[tuple[int, int, _Piece | Edit]] = [(piece.start, piece.end, piece) for piece in pieces]
    events += [(edit.start, edit.end, edit) for edit in edits]
    events.sort(key=_by_extent)
    merged: list[_Piece] = []
    drift = 0  # present position minus source position, after the pieces passed so far
    shift = 0  # next text's position minus the present one, after the edits passed so far
    turn = 0
    while turn < len(events):
        start, end, first = events[turn]
        source_start = first.source_start if isinstance(first, _Piece) else start - drift
        new_start = start + shift
        steps: set[int] = set()
        while turn < len(events) and (events[turn][0] < end or not steps):
            one = events[turn][2]
            end = max(end, one.end)
            if isinstance(one, _Piece):
                drift = one.end - one.source_end
                steps.update(one.steps)
            else:
                shift += len(one.now) - (one.end - one.start)
                steps.add(at)
            turn += 1
        merged.append(_Piece(new_start, end + shift, source_start, end - drift, tuple(sorted(steps))))
    return merged


def _by_extent(event: tuple[int, int, object]) -> tuple[int, int]:
    return event[:2]
