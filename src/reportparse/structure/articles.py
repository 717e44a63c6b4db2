"""Several reports in one text: where each begins. In doubt a text is one report.

A report begins with a title block: a title, and with it an occasion, a speaker, a date or a salutation. That alone
is not enough, since an extractor may put the title block of a report into its middle. So something else has to say
it, too: the numbers begin anew, the text before it is signed, a page begins there, the meeting is greeted again, or
a jump line ends the text before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.provenance import Trace
from reportparse.seams import Jump
from reportparse.structure import matter
from reportparse.structure.blocks import Block, blocks
from reportparse.structure.kept import kept_blocks
from reportparse.structure.matter import MatterOptions
from reportparse.structure.outline import is_heading
from reportparse.structure.reading import Reading

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
    >>> one = "县政府工作报告\\n\\n（2024年1月9日在第三次会议上）\\n\\n一、工作\\n\\n做好工作。\\n\\n二、安排\\n\\n再做工作。"
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
    comes = {reading.offset(jump.at) for jump in jumps if jump.comes}
    goes = {reading.offset(jump.at) for jump in jumps if not jump.comes}
    pages = {reading.offset(mark.start) for mark in trace.marks if mark.kind == "page"}
    heads = _Heads(found)
    made: list[int] = []
    begun = 0
    for at in range(1, len(found)):
        block = found[at]
        if at <= begun:
            continue
        start = None
        left = found[at - 1].end in goes or block.start in goes  # the text before goes on on another page
        if block.start in comes and not left:
            start = _with_head(found, at, begun)
        elif len(block.text) <= _LONGEST and _is_title(block, options):
            start = at if left and block.start not in comes else _title_block(found, at, begun, pages, heads, options)
        if start is not None and start > begun:
            made.append(start)
            begun = start
    return made


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


def _title_block(
    found: Sequence[Block], at: int, begun: int, pages: set[int], heads: _Heads, options: MatterOptions
) -> int | None:
    """The block a report begins with whose title, or its first line, stands at `at`; None if none begins."""
    end = at + 1  # behind the lines of the title
    while (
        end < min(len(found), at + _MOST_ABOVE)
        and _is_title(found[end], options)
        and not _accompanies(found[end], options)
    ):
        end += 1
    behind = end
    while behind < len(found) and _accompanies(found[behind], options):
        behind += 1
    greeted = behind < len(found) and matter.is_addressing(found[behind], options)
    if (behind == end and not greeted) or not any(not block.is_line for block in found[behind + greeted : behind + 6]):
        return None
    if behind < len(found) and _is_title(found[behind], options) and _company(found, behind + 1, options):
        return None  # a name and a date, signed: the title block stands below
    if found[at - 1].goes_on:
        return None
    before = heads.between(begun, at)
    after = next(iter(heads.between(behind, behind + _NEAR)), None)
    last = {one.form: one.ordinal for one in before}
    if after is not None and after.ordinal == last.get(after.form, -1) + 1 and after.ordinal > 1:
        return None  # the numbers go on: a title block in the middle of its report
    restarts = after is not None and after.ordinal == 1 and after.form in last and before[0].form == after.form
    greeted_before = any(matter.is_addressing(block, options) for block in found[begun : min(at, begun + _MOST_FRONT)])
    signed = matter.is_signature(found[at - 1])
    titled = _is_title(found[begun], options)
    if restarts or (greeted and greeted_before) or (titled and (signed or found[at].start in pages)):
        return at
    return None


def _accompanies(block: Block, options: MatterOptions) -> bool:
    """Is it a line of a title block below the title?"""
    return len(block.text) <= _LONGEST and matter.front_kind(block, have_title=True, options=options) in _COMPANY


def _company(found: Sequence[Block], at: int, options: MatterOptions) -> bool:
    return at < len(found) and (_accompanies(found[at], options) or matter.is_addressing(found[at], options))
