"""Printed lines into paragraphs: rule `lines`.

A printed line ends where the column ends; a paragraph ends where the text does. Each
line end is one or the other, and which it is shows in the widths: a line that had room for
the first word of the next one was ended on purpose. How a document sets its lines (column
width, indents seen or lost, blank lines after every line or after paragraphs) is learnt
first, then applied.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from reportparse.chars import spaceless
from reportparse.clean.apart import holding
from reportparse.clean.boldlines import wrapped_heads
from reportparse.clean.breaks import goes_on
from reportparse.clean.captions import is_source
from reportparse.clean.glue import Glue
from reportparse.clean.measured import ENDS_SENTENCE, Form, Line, as_one, measured
from reportparse.clean.rule import View
from reportparse.clean.settle import edits_to, settled, settled_with
from reportparse.nodes import TocEntry
from reportparse.provenance import Edit, Mark
from reportparse.span import Span

_ENDS_CLAUSE = re.compile(r"[:：;；]$")


def lines(view: View) -> Iterator[Edit | Mark]:
    """Line ends inside paragraphs; between blocks exactly one blank line is left.

    Han and kana are joined without a space, other scripts with one; a line-end hyphen goes
    where the word goes on, and stays in compounds the document writes elsewhere and in ranges.
    Text whose every line is a paragraph of its own keeps them all. The lines of tables and of tables of
    contents stay lines; where a paragraph goes on behind a footnote, a mark says so.

    >>> from reportparse.clean import run_rule
    >>> run_rule("lines", "全年向区委请示报告\\n59次，the commit-\\ntee met")
    '全年向区委请示报告59次，the committee met'
    >>> run_rule("lines", "各位委员：\\n一、主要工作\\n二、今后任务")
    '各位委员：\\n\\n一、主要工作\\n\\n二、今后任务'
    """
    # Joined lines may look like lines of a wider column, so the clean text is read again until nothing joins.
    torn = frozenset(
        mark.start for mark in view.marks if mark.kind == "jump" and mark.value.startswith("from sentence")
    )
    left = sorted(mark.start for mark in view.marks if mark.kind == "jump" and mark.value.startswith("on"))
    kin = measured(view.kin) if view.kin else ()
    known: dict[str, Form] = {}  # most lines are measured again in the second reading
    if not any(mark.kind in _SET_APART for mark in view.marks):
        first = _edits(view.text, torn, kin=kin, known=known, left=left, bold=view.marks)
        yield from settled(view.text, first, lambda text: _edits(text, known=known))
        return
    apart = [mark for mark in view.marks if mark.kind in _SET_APART]
    trace = settled_with(
        view.text,
        apart,
        lambda text, marks: (
            _edits(text, torn, marks, kin, known, left, view.marks)
            if text is view.text
            else _edits(text, marks=marks, known=known)
        ),
    )
    yield from edits_to(trace)
    if any(mark.kind == "note" for mark in apart):
        for start, glue in _resumed(measured(trace.text, known=known), trace.marks):
            at = trace.source_span(Span(start, start)).start
            yield Mark(at, at, "resumes", glue)


_new = tuple.__new__  # half the time of calling the class
_KEPT = frozenset({"toc", "table", "note", "verbatim", "margin", "title"})  # their lines are not those of paragraphs
_SET_APART = _KEPT | {"ref", "crossed", "side"}


def _kept(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(mark for mark in marks if mark.kind in _KEPT)


def _edits(
    text: str,
    torn: frozenset[int] = frozenset(),
    marks: Sequence[Mark] = (),
    kin: Sequence[Line] = (),
    known: dict[str, Form] | None = None,
    left: Sequence[int] = (),
    bold: Sequence[Mark] = (),
) -> list[Edit]:
    """One reading: what becomes of each line end.

    `torn` are places where a text goes on from another page, `left` such where it goes on on another one, `kin` lines of
    other pages that teach its habits, `known` the forms of lines measured before, `bold` the marks of bold runs and others.
    """
    found = measured(text, torn, known)
    if not found:
        return [Edit(0, len(text))] if text else []
    edits: list[Edit] = []
    crossed = any(mark.kind == "crossed" for mark in marks)
    if crossed:
        found = _uncrossed(found, marks, edits)
    parted = _left(found, left)
    fixed: dict[int, str] = {}  # line ends beside and inside what is kept
    joins = _joins_beside(found, marks, fixed, kin) if marks else goes_on(found, kin)
    for at, join in wrapped_heads(found, bold).items() if bold else ():
        joins[at] = join
    for at in parted:
        joins[at] = False
    if found[0].start:
        edits.append(Edit(0, found[0].start))
    glue = Glue(text)
    for at, (join, one, other) in enumerate(zip(joins, found, found[1:], strict=False)):
        start = end = one.end
        if fixed and at in fixed:
            now = fixed[at]
        elif not join:
            now = "\n\n"
        else:
            now, hyphen = glue.between(one.text, other.text, one.parted)
            start -= hyphen
        if one.gap != now or start != end:
            edits.append(_new(Edit, (start, other.start, now)))
    if found[-1].end < len(text):
        edits.append(Edit(found[-1].end, len(text)))
    return sorted(edits) if crossed else edits


def _left(found: list[Line], places: Sequence[int]) -> list[int]:
    """The lines behind whose jump line something else begins: the title of the next article, which is a line alone.

    Of pages that were put together already the text may go on there, with a line as wide as those above.
    """
    ends: list[int] = []
    for place in places:
        at = bisect_right(found, place, key=_END) - 1
        if not 0 <= at < len(found) - 1:
            continue
        below = found[at + 1]
        column = max(line.width for line in found[max(0, at - _ABOVE) : at + 1])
        short = below.width < column - _SHORTER
        if not (short or below.indented) or below.torn or below.text[0].islower():
            continue
        ends.append(at)
        if short and not (below.indented or below.final or below.clause):
            found[at + 1] = below._replace(alone=True)
    return ends


_END = attrgetter("end")
_ABOVE = 5  # lines above a jump line that show the width of the column
_SHORTER = 2.0  # em


def _uncrossed(found: list[Line], marks: Sequence[Mark], edits: list[Edit]) -> list[Line]:
    """The lines, with two halves in the wrong order as the one line that they are; `edits` joins them where they stand."""
    behind = {mark.start: mark.end for mark in marks if mark.kind == "crossed" and mark.value == "behind"}
    lines: list[Line] = []
    glue = Glue("")
    at = 0
    while at < len(found):
        line = found[at]
        if at + 1 < len(found) and behind.get(line.start) == line.end:
            other = found[at + 1]
            now = glue.between(other.text, line.text)[0]
            if line.gap != now:
                edits.append(_new(Edit, (line.end, other.start, now)))
            one = as_one([other, line])
            # In the text it begins with the second half and ends with the first one.
            line = one._replace(
                start=line.start, end=other.end, gap=other.gap, blank=other.blank, indented=other.indented
            )
            at += 1
        lines.append(line)
        at += 1
    return lines


def _joins_beside(found: list[Line], marks: Sequence[Mark], fixed: dict[int, str], kin: Sequence[Line]) -> list[bool]:
    """`goes_on` for the running text alone; in what is kept, entries and notes are joined, rows stay lines."""
    kept = _kept(marks)
    calls = {mark.start: mark.end for mark in marks if mark.kind == "ref"}
    _end_before_calls(found, calls)
    inside = [holding(kept, line.start, line.end) for line in found]
    flow = [at for at, region in enumerate(inside) if region < 0]
    _part_listed(found, flow, inside, kept)
    _part_sources(found, inside, kept)
    marked = {mark.start for mark in marks if mark.kind == "heading"}
    if marked:
        found[:] = [line._replace(alone=True) if line.start in marked else line for line in found]
    joins = [False] * (len(found) - 1)
    for (at, then), join in zip(itertools.pairwise(flow), goes_on([found[at] for at in flow], kin), strict=True):
        joins[at] = join and then == at + 1
    below = {mark.start for mark in marks if mark.kind == "side"}  # paragraphs with a heading beside them
    if below:
        joins = [join and line.start not in below for join, line in zip(joins, found[1:], strict=True)]
    for at, (one, other) in enumerate(itertools.pairwise(inside)):
        if one < 0 or other < 0:
            continue
        if one == other:
            joins[at] = kept[one].kind not in ("table", "verbatim")
        if not joins[at] and (
            one == other or (kept[one].kind == kept[other].kind == "toc" and kept[one].value == kept[other].value)
        ):
            fixed[at] = "\n"
    widest = max((found[at].width for at in flow), default=0.0)
    for at in flow[1:]:
        line = found[at]
        if line.start in calls and inside[at - 1] < 0:
            # A superscript that the extractor gave a line of its own, and the rest of the line it stood on.
            joins[at - 1], fixed[at - 1] = True, ""
            rest = found[at + 1] if at + 1 < len(found) and calls[line.start] == line.end else None
            if rest is not None and inside[at + 1] < 0 and found[at - 1].width + rest.width <= widest:
                joins[at], fixed[at] = True, " "
    return joins


def _part_listed(found: list[Line], flow: Sequence[int], inside: Sequence[int], kept: Sequence[Mark]) -> None:
    """A line that is an entry of a table of contents, page number apart, is a heading, and joined to nothing."""
    entries: dict[int, list[str]] = {}
    for line, region in zip(found, inside, strict=True):
        if region >= 0 and kept[region].kind == "toc":
            entries.setdefault(region, []).append(line.text)
    titles = {spaceless(TocEntry(text=" ".join(texts)).title) for texts in entries.values()}
    for at in flow if titles else ():
        if len(found[at].text) <= _LONGEST_TITLE and spaceless(found[at].text) in titles:
            found[at] = found[at]._replace(alone=True)


_LONGEST_TITLE = 200  # characters


def _part_sources(found: list[Line], inside: Sequence[int], kept: Sequence[Mark]) -> None:
    """Source: own count, Notes: …, right below a table: paragraphs of their own, however they end."""
    for at, region in enumerate(inside[1:], 1):
        if region < 0 and (inside[at - 1] >= 0 and kept[inside[at - 1]].kind == "table"):
            while at < len(found) and is_source(found[at].text):
                found[at] = found[at]._replace(label=True)
                at += 1


def _end_before_calls(found: list[Line], calls: Mapping[int, int]) -> None:
    """A line that ends with the call of a note ends a sentence if what stands before the call does."""
    ends = {end: start for start, end in calls.items()}
    for at, line in enumerate(found):
        if line.end in ends and ends[line.end] > line.start:
            text = line.text[: ends[line.end] - line.end].rstrip()
            final = ENDS_SENTENCE.search(text) is not None
            found[at] = line._replace(final=final, clause=_ENDS_CLAUSE.search(text) is not None)


def _resumed(found: list[Line], marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    """Where a paragraph goes on behind footnotes, and what stands between its two parts."""
    kept = _kept(marks)
    _end_before_calls(found, {mark.start: mark.end for mark in marks if mark.kind == "ref"})
    inside = [holding(kept, line.start, line.end) for line in found]
    flow = [at for at, region in enumerate(inside) if region < 0]
    glue = Glue("")
    for at, then in itertools.pairwise(flow):
        one, other = found[at], found[then]
        if then == at + 1 or any(kept[inside[between]].kind != "note" for between in range(at + 1, then)):
            continue
        if not (one.final or one.clause or one.label or other.label or other.bullet or one.alone or other.alone):
            yield other.start, glue.between(one.text, other.text, one.parted)[0]
