"""Several reports in one text: where each begins. In doubt a text is one report.

A report begins with a title block: a title, and with it an occasion, a speaker, a date or a salutation. That alone
is not enough, since an extractor may put the title block of a report into its middle, and a letter may stand in it.
So the text before has to have a title block of the same make, and something else to say it, too: the numbers begin
anew, the text before is signed, a page begins there, or the meeting is greeted again. Jump lines end a text and
begin one by themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.patterns import opens
from reportparse.provenance import Trace
from reportparse.seams import Jump
from reportparse.span import inked
from reportparse.structure import matter
from reportparse.structure.blocks import Block, blocks
from reportparse.structure.kept import kept_blocks
from reportparse.structure.matter import MatterOptions
from reportparse.structure.outline import is_heading
from reportparse.structure.reading import Reading

_SHORTEST = 100  # characters of running text, of a report
_LONGEST = 120  # characters of a line of a title block
_MOST_ABOVE = 3  # lines of a title
_LONGEST_HEAD = 64.0  # em, of a line above a jump line
_MOST_FRONT = 12  # blocks
_NEAR = 1000  # blocks below a title block, among which its first numbered heading is looked for
_COMPANY = frozenset({"occasion", "speaker", "date"})


class Headed(NamedTuple):
    """A numbered heading: the form of its label, and its ordinal."""

    form: str
    ordinal: int


def article_starts(trace: Trace, options: MatterOptions) -> list[int]:
    """Where in a clean text reports begin, but for the one it begins with.

    >>> from reportparse.provenance import TraceBuilder
    >>> from reportparse.source import Source
    >>> work = "做好各项工作。" * 20
    >>> one = f"县政府工作报告\\n\\n（2024年1月9日在第三次会议上）\\n\\n一、工作\\n\\n{work}\\n\\n二、安排\\n\\n{work}"
    >>> trace = TraceBuilder(Source(text=f"{one}\\n\\n{one}")).trace()
    >>> article_starts(trace, MatterOptions()) == [len(one) + 2]
    True
    """
    reading = Reading(trace.text)
    found = blocks(reading, kept_blocks(trace))
    return [found[at].start for at in starts(found, reading, trace, options)]


def headings(trace: Trace) -> list[Headed]:
    """The numbered headings of a clean text, in order."""
    found = blocks(Reading(trace.text), kept_blocks(trace))
    return [headed for block in found if (headed := _headed(block)) is not None]


def title(trace: Trace, options: MatterOptions) -> str | None:
    """The title that a clean text begins with; None if it begins with none."""
    found = blocks(Reading(trace.text), kept_blocks(trace))[:_MOST_ABOVE]
    return (
        found[0].text if found and matter.front_kind(found[0], have_title=False, options=options) == "title" else None
    )


def _headed(block: Block) -> Headed | None:
    label = block.label
    if label is None or label.ordinal is None or block.kept is not None or not is_heading(block):
        return None
    return Headed(label.form, label.ordinal)


def starts(found: Sequence[Block], reading: Reading, trace: Trace, options: MatterOptions) -> list[int]:
    """The indexes of the blocks that reports begin with, but for the first one."""
    jumps = [jump for mark in trace.marks if (jump := Jump.of(mark)) is not None]
    comes = {inked(reading.text, reading.offset(jump.at)) for jump in jumps if jump.comes}
    goes = {inked(reading.text, reading.offset(jump.at)) for jump in jumps if not jump.comes}
    pages = {reading.offset(mark.start) for mark in trace.marks if mark.kind == "page"}
    heads = _Heads(found)
    made: list[int] = []
    begun = 0
    written = 0  # characters of running text since then
    away = False  # a jump line ended the text before, and only lines stand behind it
    for at in range(1, len(found)):
        above, block = found[at - 1], found[at]
        if at <= begun:
            continue
        running = len(above.text) > _LONGEST or (above.kept is None and not above.is_line)
        written += len(above.text) if running else 0
        away = (away and not running) or block.start in goes
        if written < _SHORTEST and not away:
            continue
        start = None
        if block.start in comes:
            if not away and not above.goes_on:
                start = _with_head(found, at, begun)
                if start == at and block.start not in pages and not _is_title(found[begun], options):
                    start = None
            away = False
        elif len(block.text) <= _LONGEST and _is_title(block, options):
            torn = found[begun].start in comes
            if away:
                start = at if _runs(found, at + 1, comes) else None
            elif not above.goes_on and _begins(found, at, begun, torn, pages, heads, options):
                start = at
        if start is not None and start > begun:
            made.append(start)
            begun, written, away = start, 0, False
    return made


def _runs(found: Sequence[Block], at: int, comes: set[int]) -> bool:
    """Does running text stand below a title, before a text comes from another page?"""
    for block in found[at : at + 6]:
        if block.start in comes:
            return False
        if not block.is_line:
            return True
    return False


class _Heads:
    """The numbered headings among blocks, looked for when they are first asked for."""

    def __init__(self, found: Sequence[Block]) -> None:
        self._found = found
        self._places: list[int] | None = None
        self._heads: list[Headed] = []

    def between(self, start: int, end: int) -> Sequence[Headed]:
        """Those of the blocks from index `start` up to `end`."""
        if self._places is None:
            made = [(at, headed) for at, block in enumerate(self._found) if (headed := _headed(block)) is not None]
            self._places = [at for at, _ in made]
            self._heads = [headed for _, headed in made]
        return self._heads[bisect_left(self._places, start) : bisect_left(self._places, end)]


def _is_title(block: Block, options: MatterOptions) -> bool:
    return matter.front_kind(block, have_title=False, options=options) in ("title", "issuer")


def _with_head(found: Sequence[Block], at: int, begun: int) -> int:
    """What a jump line comes to, with the lines above it that repeat its title."""
    start = at
    while start - 1 > begun and at - start < _MOST_ABOVE:
        above = found[start - 1]
        if not above.is_line or above.label is not None or em_width(above.text) > _LONGEST_HEAD:
            break
        start -= 1
    return start


def _begins(
    found: Sequence[Block],
    at: int,
    begun: int,
    torn: bool,
    pages: set[int],
    heads: _Heads,
    options: MatterOptions,
) -> bool:
    """Does a report begin with the title block at `at`? The text before it begins at `begun`."""
    head = _head(found, at, options)
    if head is None or not any(not block.is_line for block in found[head.end : head.end + 6]):
        return False
    if head.end < len(found) and _head(found, head.end, options) is not None:
        return False  # a name and a date, signed: the title block stands below
    greeted = "addressing" in head.kinds
    if torn:
        return greeted  # its own title block may be printed anywhere
    first = next((one for turn in range(begun, min(at, begun + 4)) if (one := _head(found, turn, options))), None)
    if first is None or not first.kinds & head.kinds:
        return False
    before = heads.between(begun, at)
    after = next(iter(heads.between(head.end, head.end + _NEAR)), None)
    last = {one.form: one.ordinal for one in before}
    if after is not None and after.ordinal > 1 and after.ordinal == last.get(after.form, 0) + 1:
        return False  # the numbers go on: a title block in the middle of its report
    restarts = after is not None and after.ordinal == 1 and len(before) > 1 and before[0].form == after.form
    again = greeted and "addressing" in first.kinds and len(head.kinds) > 1
    on_page = found[at].start in pages and first.kinds == head.kinds
    signed = matter.is_signature(found[at - 1])
    if head.kinds == {"date"}:  # many lines have a date below them
        return signed or (restarts and on_page)
    return restarts or again or on_page or signed


class _Head(NamedTuple):
    """A title block: what stands with the title, and where it ends."""

    kinds: frozenset[str]
    end: int


def _head(found: Sequence[Block], at: int, options: MatterOptions) -> _Head | None:
    """The title block whose title begins at `at`; None if it is none, or nothing stands with the title."""
    if len(found[at].text) > _LONGEST or not _is_title(found[at], options):
        return None
    end = at + 1
    while end < min(len(found), at + _MOST_ABOVE) and _is_title(found[end], options) and not _kind(found[end], options):
        end += 1
    kinds: set[str] = set()
    while end < len(found) and (kind := _kind(found[end], options)) and len(kinds) < _MOST_FRONT:
        kinds.add(kind)
        end += 1
    # Where no family says how a meeting is greeted, any line with a colon looks like it.
    if end < len(found) and (kinds or options.addressing) and _greets(found[end], options):
        kinds.add("addressing")
        end += 1
    return _Head(frozenset(kinds), end) if kinds else None


def _greets(block: Block, options: MatterOptions) -> bool:
    known = options.addressing
    return matter.is_addressing(block, options) and (known is None or opens(known, block.text))


def _kind(block: Block, options: MatterOptions) -> str:
    """What a line of a title block below the title is; empty if it is none."""
    kind = matter.front_kind(block, have_title=True, options=options) if len(block.text) <= _LONGEST else None
    return kind if kind is not None and kind in _COMPANY else ""
