"""What stands at the seam of two pieces: does the text go on in its sentence, or does it open a block?"""

from __future__ import annotations

from typing import NamedTuple

from reportparse.chars import SENTENCE_INSIDE, em_width
from reportparse.clean.glue import HYPHENS, Glue
from reportparse.clean.habits import column_width
from reportparse.clean.measured import ENDS_SENTENCE
from reportparse.numbering import BULLETS, opens_division
from reportparse.provenance import Trace
from reportparse.seams import Jump, Seam
from reportparse.span import Span

_NEVER_FIRST = frozenset("，。、；：！？”’）》」』】〉〕,.;:!?)")
_NEVER_LAST = frozenset("“‘（《「『【〈〔，、,") | HYPHENS
_MOST_BESIDE = 6  # lines between a jump line and the edge of its piece: a title, the head of what goes on
_LONGEST_BESIDE = 64.0  # em
_WIDE = 20.0  # em; a shorter block may be a heading
_WRITTEN = 5000  # characters at the seam whose words decide on a hyphen


class Joint(NamedTuple):
    """How a piece goes on in the next one."""

    seam: Seam  # between their clean texts
    resumes: str | None = None  # if lines stand between the parts of a sentence: what joins it without them
    goes_on: bool = False  # does a sentence go on?


def ending(trace: Trace) -> Jump | None:
    """The jump line at the end of a piece that leads to another; a few lines, such as its title, may stand behind it."""
    for mark in reversed(trace.marks):
        jump = Jump.of(mark)
        if jump is not None:
            return None if jump.comes or not _beside(trace.text[jump.at :]) else jump
    return None


def beginning(trace: Trace) -> Jump | None:
    """The jump line at the head of a piece that comes from another; a few lines may stand above it."""
    for mark in trace.marks:
        jump = Jump.of(mark)
        if jump is not None:
            return jump if jump.comes and _beside(trace.text[: jump.at]) else None
    return None


def joint(one: Trace, other: Trace) -> Joint:
    """What stands between two pieces that follow one another, neither of them without words.

    >>> from reportparse.clean import clean
    >>> from reportparse.source import Source
    >>> def read(text):
    ...     return clean(Source(text=text))[0]
    >>> joint(read("组织委员学习（下转第四版）"), read("（上接第一版）讨论。")).seam
    Seam(glue='', hyphen=0)
    >>> joint(read("组织委员学习。（下转第四版）"), read("（上接第一版）\\n二、工作")).seam
    Seam(glue='\\n\\n', hyphen=0)
    """
    on, origin = ending(one), beginning(other)
    if on is None and origin is not None and _left_before(one):
        return Joint(Seam("\n\n"))  # another article stands behind the jump line
    jumped = on is not None and origin is not None
    end = len(one.text) if on is None or origin is None else on.at
    start = 0 if on is None or origin is None else origin.at
    before, noted = _without_notes(one, end)
    last = before.rpartition("\n")[2]
    first = other.text[start:].lstrip().partition("\n")[0]
    if (
        not last
        or not first
        or _is_kept(one, len(before))
        or _is_kept(other, len(other.text) - len(other.text[start:].lstrip()))
    ):
        return Joint(Seam("\n\n"))
    if not _goes_on(one, len(before), last, first, jumped, "" if origin is None else origin.way):
        return Joint(Seam("\n\n"))
    glue, hyphen = Glue(f"{one.text[-_WRITTEN:]}\n{other.text[:_WRITTEN]}").between(last, first)
    if noted or end < len(one.text.rstrip()) or other.text[:start].strip():
        return Joint(Seam("\n\n"), glue, goes_on=True)
    return Joint(Seam(glue, hyphen), goes_on=True)


def _left_before(trace: Trace) -> bool:
    """Is the last jump line of a piece one that leads to another page?"""
    jump = next((jump for mark in reversed(trace.marks) if (jump := Jump.of(mark)) is not None), None)
    return jump is not None and not jump.comes


def _beside(text: str) -> bool:
    """Is there nothing but a few lines that are no running text?"""
    lines = text.split("\n")
    if sum(map(bool, lines)) > _MOST_BESIDE:
        return False
    return all(
        em_width(line) <= _LONGEST_BESIDE and not SENTENCE_INSIDE.search(line) and not ENDS_SENTENCE.search(line)
        for line in lines
    )


def _goes_on(one: Trace, end: int, last: str, first: str, jumped: bool, way: str) -> bool:
    if opens_division(first) or first[0] in BULLETS:
        return False
    if first[0] in _NEVER_FIRST or (last[-1] in _NEVER_LAST and (jumped or len(last) > 1)):
        return True
    if opens_division(last) and not SENTENCE_INSIDE.search(last):
        return False  # a heading
    if last[-1] in ":：":
        return False
    if last[-1] in ";；":
        return way != "from paragraph" and (jumped or not first[0].isupper())
    if ENDS_SENTENCE.search(last):
        # In mid-paragraph the column's last line is a full one.
        return way == "from sentence" and _is_full(one, end)
    if jumped:
        return True
    running = SENTENCE_INSIDE.search(last) is not None or em_width(last) > _WIDE
    return running and not first[0].isupper() and (SENTENCE_INSIDE.search(first) is not None or em_width(first) > _WIDE)


def _is_full(trace: Trace, end: int) -> bool:
    """Does the last line fill the column without its jump line?"""
    text, width = trace.source.text, column_width(trace.source.text)
    stop = trace.source_span(Span(0, end)).end
    line = text[max(text.rfind("\n", 0, stop), text.rfind("\f", 0, stop)) + 1 : stop]
    return width is not None and em_width(line) + 1.5 >= width


def _is_kept(trace: Trace, at: int) -> bool:
    """Does a table or a table of contents stand there?"""
    return any(mark.kind in ("toc", "table") and mark.start <= at <= mark.end for mark in trace.marks)


def _without_notes(trace: Trace, end: int) -> tuple[str, bool]:
    """The text of a piece up to its last footnotes, and whether there are any."""
    text = trace.text[:end].rstrip()
    noted = False
    for mark in reversed(trace.marks):
        if mark.kind == "note" and mark.end == len(text) and mark.start < mark.end:
            text, noted = text[: mark.start].rstrip(), True
    return text, noted
