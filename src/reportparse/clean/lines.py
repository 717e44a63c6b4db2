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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from reportparse.chars import BLANKS, CLOSERS, HAN, KANA, OPENERS, em_width, printed_width, spaceless
from reportparse.clean.apart import holding
from reportparse.clean.glue import HYPHENS, Glue
from reportparse.clean.rule import View
from reportparse.clean.settle import edits_to, settled, settled_with
from reportparse.learnt import taught
from reportparse.nodes import TocEntry
from reportparse.numbering import BULLETS, LABEL_FIRST, climbing, label_at, opens_division
from reportparse.provenance import Edit, Mark
from reportparse.span import Span

# A line without the blanks at its edges, and the white space behind it up to the next one.
_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)(\s*)")
_ENDS_SENTENCE = re.compile(rf"[。！？!?.．…][{re.escape(CLOSERS)}]*$")
# were renewed.3, come to it”.3, “come to it.”3: the call of a note
_ENDS_AT_CALL = re.compile(r"(?:(?:[^\W\d_]{3}|[^\W\d_][)”’»\"'])[.。]|[^\W\d_][.。!?][”’»\"'])[1-9]\d?$")
_ENDS_CLAUSE = re.compile(r"[:：;；]$")
_IN_BRACKETS = re.compile(r"^[（(【\[].*[）)】\]]$")
_CLOSED = re.escape(CLOSERS) + "，、。；：！？,.;:!?％%‰℃…"
# What stands together on a line: an opening mark with what it opens, a word, a number with its
# unit (50次), and no closing mark begins a line.
_TOKEN = re.compile(rf"[{re.escape(OPENERS)}]*(?:[0-9０-９.,]+[%％]?\w?|[0-9A-Za-zÀ-ɏͰ-ӿ.,%+/&'-]+|.)[{_CLOSED}]*")
_CLOSED_SET = frozenset(CLOSERS + "，、。；：！？,.;:!?％%‰℃…")
_NEVER_FIRST = frozenset("，。、；：！？”’）》」』】〉〕")
_NEVER_LAST = frozenset("“‘（《「『【〈〔")
_BEFORE_SUMS = frozenset("$£¥₹₦₱₩")  # reagents worth ₹ / 0.31 crore: signs that stand before their number
_MAY_END = frozenset("。！？!?.．…" + CLOSERS)
_NARROWEST = 7.0  # em; no column is narrower, but lists and tables are
_new = tuple.__new__  # half the time of calling the class, for the two that are made for each line
_SHORTER = 1.0  # em
_SHORT = 0.6  # of the column: a line this short inside a paragraph is looked at
_EARLIEST = 0.5  # of the column, where a heading in larger type may wrap
_TAIL = 0.7  # of the column: the last line of a heading is shorter
_HEADING, _FEWEST_BROKEN = 0.6, 3  # of the column, and how many such heading lines it takes
_FIRST_LINE = 2.5  # em by which it falls short of a full one
_NEAR = 1.1  # full lines say a little more than nearly full ones
_MANY = 200  # lines from which the shortest can be told
_JUSTIFIED = 0.85  # of the column
_ENDING = frozenset(".!?:;…")
_DASHES = frozenset("-–—")
_BEFORE_DASH = frozenset(",;:.，；：。")  # the item before has ended: no dash of a sentence stands behind these
_FEW = 8  # lines from which no habit can be learnt


class _Line(NamedTuple):
    start: int
    end: int  # of the text without blanks at its edges
    text: str
    gap: str  # white space behind it
    indented: bool  # white space before it
    blank: bool  # a blank line or page break after it
    torn: bool  # a jump line stood at its start: it goes on from another page
    title: bool  # a line of the title that goes on on the next one
    # What a line shows by itself, whatever stands beside it: its form.
    width: float  # em
    token: float  # em of what could not have been left on the line before
    final: bool  # ends a sentence
    clause: bool  # ends with a colon or semicolon
    label: bool  # opens with the label of a division
    bullet: bool  # opens with a bullet
    parted: bool  # goes on behind a wide gap, where the extractor broke the line: a label alone, a role before its name
    alone: bool  # a line by its form: of a title block (title, date and occasion, speaker), of a table of contents


_Form = tuple[float, float, bool, bool, bool, bool, bool, bool]


class _Habit(NamedTuple):
    """How the document sets its lines."""

    wrapped: bool
    width: float  # em of a full line
    indent: float  # em that the first line of a paragraph is shorter, where the indent itself is lost
    indents: bool  # indents are in the text
    blank_all: bool  # a blank line after nearly every line says nothing
    blank_paragraphs: bool  # blank lines stand between paragraphs only
    headings: dict[str, float]  # em of the widest heading line with each form of label; each rung has its own type
    broken: float  # em of heading lines, if several of the same width have a short line behind them; else 0
    tight: bool  # the lines of some headings are not parted by a blank line
    apart: bool  # all headings are parted by one from the text behind them
    slack: float  # em by which a full line may fall short
    shortest: float = 0.0  # em; in justified text no line inside a paragraph is shorter
    fewest: float = 0.0  # em; where little of the text is in full lines, shorter ones end a block


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
    kin = _measured(view.kin) if view.kin else ()
    known: dict[str, _Form] = {}  # most lines are measured again in the second reading
    if not any(mark.kind in _SET_APART for mark in view.marks):
        first = _edits(view.text, torn, kin=kin, known=known)
        yield from settled(view.text, first, lambda text: _edits(text, known=known))
        return
    apart = [mark for mark in view.marks if mark.kind in _SET_APART]
    trace = settled_with(
        view.text,
        apart,
        lambda text, marks: (
            _edits(text, torn, marks, kin, known) if text is view.text else _edits(text, marks=marks, known=known)
        ),
    )
    yield from edits_to(trace)
    if any(mark.kind == "note" for mark in apart):
        for start, glue in _resumed(_measured(trace.text, known=known), trace.marks):
            at = trace.source_span(Span(start, start)).start
            yield Mark(at, at, "resumes", glue)


_KEPT = frozenset({"toc", "table", "note", "verbatim", "margin"})  # their lines are not those of paragraphs
_SET_APART = _KEPT | {"ref", "crossed", "side"}


def _kept(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(mark for mark in marks if mark.kind in _KEPT)


def _edits(
    text: str,
    torn: frozenset[int] = frozenset(),
    marks: Sequence[Mark] = (),
    kin: Sequence[_Line] = (),
    known: dict[str, _Form] | None = None,
) -> list[Edit]:
    """One reading: what becomes of each line end.

    `torn` are places where a text goes on from another page, `kin` lines of other pages that teach its habits, `known`
    the forms of lines measured before.
    """
    found = _measured(text, torn, known)
    if not found:
        return [Edit(0, len(text))] if text else []
    edits: list[Edit] = []
    crossed = any(mark.kind == "crossed" for mark in marks)
    if crossed:
        found = _uncrossed(found, marks, edits)
    fixed: dict[int, str] = {}  # line ends beside and inside what is kept
    joins = _joins_beside(found, marks, fixed, kin) if marks else _joins(found, kin)
    if found[0].start:
        edits.append(Edit(0, found[0].start))
    glue = Glue(text)
    for at, join in enumerate(joins):
        one, other = found[at], found[at + 1]
        start = one.end
        if fixed and at in fixed:
            now = fixed[at]
        elif not join:
            now = "\n\n"
        else:
            now, hyphen = glue.between(one.text, other.text, one.parted)
            start -= hyphen
        if one.gap != now or start != one.end:
            edits.append(_new(Edit, (start, other.start, now)))
    if found[-1].end < len(text):
        edits.append(Edit(found[-1].end, len(text)))
    return sorted(edits) if crossed else edits


def _uncrossed(found: list[_Line], marks: Sequence[Mark], edits: list[Edit]) -> list[_Line]:
    """The lines, with two halves in the wrong order as the one line that they are; `edits` joins them where they stand."""
    behind = {mark.start: mark.end for mark in marks if mark.kind == "crossed" and mark.value == "behind"}
    lines: list[_Line] = []
    glue = Glue("")
    at = 0
    while at < len(found):
        line = found[at]
        if at + 1 < len(found) and behind.get(line.start) == line.end:
            other = found[at + 1]
            now = glue.between(other.text, line.text)[0]
            if line.gap != now:
                edits.append(_new(Edit, (line.end, other.start, now)))
            one = _as_one([other, line])
            # In the text it begins with the second half and ends with the first one.
            line = one._replace(
                start=line.start, end=other.end, gap=other.gap, blank=other.blank, indented=other.indented
            )
            at += 1
        lines.append(line)
        at += 1
    return lines


def _joins_beside(found: list[_Line], marks: Sequence[Mark], fixed: dict[int, str], kin: Sequence[_Line]) -> list[bool]:
    """`_joins` for the running text alone; in what is kept, entries and notes are joined, rows stay lines."""
    kept = _kept(marks)
    calls = {mark.start: mark.end for mark in marks if mark.kind == "ref"}
    _end_before_calls(found, calls)
    inside = [holding(kept, line.start, line.end) for line in found]
    flow = [at for at, region in enumerate(inside) if region < 0]
    _part_listed(found, flow, inside, kept)
    marked = {mark.start for mark in marks if mark.kind == "heading"}
    if marked:
        found[:] = [line._replace(alone=True) if line.start in marked else line for line in found]
    joins = [False] * (len(found) - 1)
    for (at, then), join in zip(itertools.pairwise(flow), _joins([found[at] for at in flow], kin), strict=True):
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


def _part_listed(found: list[_Line], flow: Sequence[int], inside: Sequence[int], kept: Sequence[Mark]) -> None:
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


def _end_before_calls(found: list[_Line], calls: Mapping[int, int]) -> None:
    """A line that ends with the call of a note ends a sentence if what stands before the call does."""
    ends = {end: start for start, end in calls.items()}
    for at, line in enumerate(found):
        if line.end in ends and ends[line.end] > line.start:
            text = line.text[: ends[line.end] - line.end].rstrip()
            final = _ENDS_SENTENCE.search(text) is not None
            found[at] = line._replace(final=final, clause=_ENDS_CLAUSE.search(text) is not None)


def _resumed(found: list[_Line], marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
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


def column_width(text: str) -> float | None:
    """The width in em of a full line, if the lines of a text are wrapped; None if each is a paragraph.

    >>> column_width("推动全年工作任务圆满完成" + "\\n推动全年工作任务圆满完成" * 9)
    12.0
    """
    habit = _learnt(_measured(text))
    return habit.width if habit is not None and habit.wrapped else None


def _measured(text: str, torn: frozenset[int] = frozenset(), known: dict[str, _Form] | None = None) -> list[_Line]:
    """The lines of a text; `known` has the forms of lines measured before, but those of dates and decimal labels."""
    found: list[_Line] = []
    dated: list[int] = []
    decimals: list[int] = []
    dashes: list[int] = []
    indented = text[:1] in BLANKS
    gaps: dict[str, tuple[bool, bool]] = {}  # is there a blank line in it, does it end in an indent; few differ
    measured: dict[str, _Form] = {}
    start = len(text) - len(text.lstrip())
    for content, gap in _LINE.findall(text):
        end = start + len(content)
        form = known.get(content) if known else None
        if form is None:
            first, last = content[0], content[-1]
            plain = True
            # Most lines begin with a Han character and end with one: no pattern needs to look at them.
            token = 1.0
            # 2024年1月9日, 令和６年２月10日, 9 January 2024: alone on a line, under a title
            number = last.isdigit()
            if (number or last == "日") and end - start < 30 and _DATE_LINE.match(content):
                dated.append(len(found))
                plain = False
            if first < "\u3400" or first > "\u9fff" or content[1:2] in _CLOSED_SET:
                matched = _TOKEN.match(content)
                if matched is not None:
                    token = em_width(matched.group())
                if first in "（(—–" and _DATED.match(content):
                    dated.append(len(found))
                    plain = False
                elif first.isdigit() and _DECIMAL.match(content):
                    decimals.append(len(found))
                    plain = False
                elif first in _DASHES and end - start > 1 and content[1] in BLANKS:
                    dashes.append(len(found))
                    plain = False
            if content.isascii():  # em_width, inlined
                width = (end - start) / 2
            else:
                width = (end - start + len(content.encode("utf-8", "surrogatepass"))) / 4
                if "(cid:" in content:
                    width = printed_width(content)
            may_label = first in LABEL_FIRST
            form = (
                width,
                token,
                (last in _MAY_END and _ENDS_SENTENCE.search(content, max(0, end - start - 6)) is not None)
                or (number and _ENDS_AT_CALL.search(content, max(0, end - start - 8)) is not None),
                last in ":：;；",
                may_label and opens_division(content),
                first in BULLETS,
                end - start < 8 and may_label and _LABEL_ALONE.match(content) is not None,
                (number and (_TOC_LINE.search(content) or _HEAD_AND_FOLIO.search(content)) is not None)
                or (last in _RULED and _RULE.match(content) is not None),
            )
            if plain:
                measured[content] = form
        ends = gaps.get(gap)
        if ends is None:
            ends = gaps[gap] = (gap.count("\n") > 1 or "\f" in gap, gap[-1:] not in "\n\f")
        goes_on = start in torn and not form[4]
        found.append(_new(_Line, (start, end, content, gap, indented, ends[0], goes_on, False, *form)))
        indented = ends[1]
        start = end + len(gap)
    if known is not None:
        known.update(measured)
    count = len(found)
    labels = [tuple(map(int, found[at].text.split()[0].split("."))) for at in decimals]
    for at, climbs in zip(decimals, climbing(labels), strict=True):
        if climbs:
            found[at] = found[at]._replace(label=True)
    for at in dashes:
        if at and found[at - 1].text[-1] in _BEFORE_DASH:
            found[at] = found[at]._replace(bullet=True)
    if words := taught(text):
        for at, line in enumerate(found):
            if line.start in words:
                found[at] = line._replace(label=True)
    for at in dated:
        for beside in (at - 1, at, at + 1):
            if 0 <= beside < count and (beside == at or _titles(found[beside], beside > at)):
                found[beside] = found[beside]._replace(alone=True)
    if dated and dated[0] <= _TITLE_LINES:
        _join_title(found, dated[0])
        _join_speaker(found, dated[0] + 1)
    return found


def _join_title(found: list[_Line], dated: int) -> None:
    """The lines of a title set in larger type: full ones, at the head of the text, above the date."""
    first = dated
    while first and _titles(found[first - 1], below=False):
        first -= 1
    widest = max((line.width for line in found[first:dated]), default=0.0)
    for at in range(first, dated - 1):
        line, other = found[at], found[at + 1]
        found[at] = line._replace(title=line.width + other.token + 1 > widest)


def _join_speaker(found: list[_Line], role: int) -> None:
    """青葉市長 / 鈴木 / 健太: below the date, with the addressing line behind; pdftotext breaks lines at wide gaps."""
    end = role + 1
    while end < min(len(found), role + 3) and _NAME.match(found[end].text):
        end += 1
    if role + 1 < end < len(found) and found[end].clause and _ROLE.match(found[role].text):
        for at in range(role, end - 1):
            found[at] = found[at]._replace(parted=True)


_ROLE = re.compile(rf"[{HAN}{KANA}]{{3,24}}$")
_NAME = re.compile(rf"[{HAN}]{{1,4}}$")
# ア, １, 第一章, （二）, (a), 2.: nothing else on the line.
_LABEL_ALONE = re.compile(
    r"(?:[ア-ワ]|[０-９]{1,2}|第[0-9０-９一二三四五六七八九十百]{1,4}[编篇章节節条條]"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[a-z])[）)]|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、)$"
)

_TITLE_LINES = 6


# 前言……… 1, Summary . . . . . 12
_TOC_LINE = re.compile(r"(?:[.…·‥․]{3,}|(?:[.·][ ]){3,})[ \u3000]*\d{1,4}$")
# Court of Audit                      Page 12: a running head that stayed, or the row of a table
_HEAD_AND_FOLIO = re.compile(r"\S[ ]{8,}(?:\S{1,12}[ ])?\d{1,4}$")
# 1 Priorities, 1.1 提案工作: a heading behind a decimal label, if the labels of the text climb a ladder
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[ \t]+[^\W\d_a-z][^。；]*$")
# （2024年1月9日在第三次会议上）, ——2024年1月9日: the line under a title, whole in brackets or behind a dash.
_DATED = re.compile(r"^(?:[（(](?=.*[）)]$)|[—–]{1,2})[^。；]{0,12}\d{4}[ \u3000]?年[^。；]*$")
_NAMED = re.compile(r"^\S{2,30}[ \u3000]{1,3}\S{1,4}(?:[ \u3000]{1,2}\S)?$")


# --- and ___: a line drawn across the page
_RULED = frozenset("-_=*~─━")
_RULE = re.compile(r"([-_=*~─━])\1{2,}$")
_NO_TITLE = re.compile("[，。；、]|\u3000|[ ]{2}")  # a wide gap parts the sides of a running head
_DATE_LINE = re.compile(
    r"(?:\w{0,2}[0-9０-９元]{1,4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
    r"|\d{1,2}\.?[ ][A-Z][a-zäéû]{2,9}[ ]\d{4}|[A-Z][a-z]{2,8}[ ]\d{1,2},[ ]\d{4})$"
)


def _titles(line: _Line, below: bool) -> bool:
    """Is the line beside a dated one part of its title block?"""
    if line.final or line.clause or line.label or re.search("[，。；、]", line.text):
        return False
    return _NAMED.match(line.text) is not None if below else not _NO_TITLE.search(line.text)


def _joins(found: list[_Line], kin: Sequence[_Line] = ()) -> list[bool]:
    """For each line but the last: does the text go on on the next one?"""
    # No block begins with a closing mark or ends with an opening one: the extractor split a line.
    texts = [line.text for line in found]
    joins = [
        other[0] in _NEVER_FIRST
        or one[-1] in _NEVER_LAST
        or (one[-1] in _BEFORE_SUMS and other[0].isdigit() and em_width(one) >= _WORDS)
        or (one[0] in "（(—–" and _in_one_bracket(one, other))
        for one, other in itertools.pairwise(texts)
    ]
    for at, line in enumerate(found[:-1]):
        if line.title or line.parted:
            joins[at] = joins[at] or line.title or _may_follow(found[at + 1])
    _join_vertical(found, joins)
    if not any(joins):
        return _decided(found, kin)
    lines: list[_Line] = []
    gaps: list[int] = []  # the gap behind each printed line but the last
    first = 0
    for gap, join in enumerate([*joins, False]):
        if not join:
            lines.append(_as_one(found[first : gap + 1]) if gap > first else found[gap])
            gaps.append(gap)
            first = gap + 1
    for gap, join in zip(gaps, _decided(lines, kin), strict=False):
        joins[gap] = join
    return joins


def _join_vertical(found: list[_Line], joins: list[bool]) -> None:
    """特 / 集 / と / し / て: words set downwards, a character on a line, here and there two."""
    if sum([line.width <= 2 for line in found]) < _FEWEST_DOWN:
        return
    first = 0
    for at in range(len(found) + 1):
        if at < len(found) and found[at].width <= 2 and _VERTICAL.match(found[at].text):
            continue
        if at - first >= _FEWEST_DOWN:
            group = found[first:at]
            single = sum(line.width == 1 for line in group)
            if single * 5 >= 4 * len(group) and not any(line.blank for line in group[:-1]):
                found[first:at] = [line._replace(parted=False, label=False) for line in group]
                joins[first : at - 1] = [True] * (len(group) - 1)
        first = at + 1


_VERTICAL = re.compile(rf"[{HAN}{KANA}（）、。ー]{{1,2}}$(?<![一二三四五六七八九十男女有无無是否])")
_FEWEST_DOWN = 6


def _may_follow(other: _Line) -> bool:
    """Can it be what a label alone on its line stands before? Not another label, nor a number."""
    return (
        not other.label
        and not other.bullet
        and not other.alone
        and other.text[0].isalpha() | (other.text[0] in OPENERS)
    )


def _in_one_bracket(one: str, other: str) -> bool:
    """（2022年1月18日在第四次会议 / 上）, ——2022年1月18日在第四次会 / 议上: a line of a title block that was broken."""
    if one[0] in "—–" and len(other) <= 4:
        return _DATED.match(one) is not None and other.isalpha()
    return (
        one[0] in "（("
        and other[-1] in "）)"
        and len(other) < 40
        and not any(mark in one for mark in "）)")
        and not any(mark in other for mark in "（(")
    )


def _as_one(group: list[_Line]) -> _Line:
    """Pieces of one printed line as that line."""
    first, last = group[0], group[-1]
    return first._replace(
        end=last.end,
        text="".join([line.text for line in group]),
        gap=last.gap,
        width=sum([line.width for line in group]),
        blank=last.blank,
        final=last.final,
        clause=last.clause,
        label=first.label or (first.parted and _LABEL_ALONE.match(first.text) is not None),
    )


def _decided(found: Sequence[_Line], kin: Sequence[_Line] = ()) -> list[bool]:
    """For each line but the last: does the text go on on the next line?"""
    if len(found) < 2:
        return []
    habit = _taught(found, kin) if kin else _learnt(found)
    if habit is None:
        return [_goes_on_untaught(one, other) for one, other in itertools.pairwise(found)]
    if not habit.wrapped:
        return _uneven(found) or [False] * (len(found) - 1)
    if not habit.blank_all:
        found = _set_apart(found, habit)
    decided: list[bool] = []
    block = _Block.OPENS
    short = max(_SHORT * habit.width, habit.fewest)
    for at in range(len(found) - 1):
        line, other = found[at], found[at + 1]
        if other.label and line.blank and not line.final and _begins_division(other.text):
            decided.append(False)
            block = _Block.OPENS
            continue
        # Nine lines in ten go on: running text that ends nothing, before a line with nothing special about it.
        if (
            block is not _Block.TEXT
            or line.width < short
            or line.final
            or line.clause
            or line.alone
            or other.alone
            or other.indented
            or other.bullet
        ):
            after = found[at + 2] if at + 2 < len(found) else None
            block = _next(line, other, after, block, habit)
        decided.append(block is not _Block.OPENS)
    return decided


def _begins_division(text: str) -> bool:
    """一、 or （二） before a line of a heading: between blank lines it is one, even where the text before has not ended.

    一、二、三产业 is none.
    """
    return _HAN_LABEL.match(text) is not None


_HAN_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[章节節])"
    r"(?![一二三四五六七八九十]+[、产產])[^。；]*$"
)


def _set_apart(found: Sequence[_Line], habit: _Habit) -> list[_Line]:
    """Short lines between blank ones that end nothing: `alone`, though what stands before them has not ended.

    Lines of Han and kana are full inside a paragraph. Where columns were extracted by turns, the paragraph in front
    goes on elsewhere, and the line is a heading of the column behind.
    """
    lines = list(found)
    for at in range(1, len(found) - 1):
        line = found[at]
        if (
            found[at - 1].blank
            and (line.blank or found[at + 1].label)
            and _NARROWEST_APART <= line.width < _WIDEST_APART * habit.width
            and line.text[-1].isalnum()
            and not (line.label or found[at - 1].label)
            and _HAN_LINE.match(line.text)
        ):
            lines[at] = line._replace(alone=True)
    return lines


_NARROWEST_APART = 4.0  # em
_WIDEST_APART = 0.7  # of the column
_HAN_LINE = re.compile(rf"(?=.*[{HAN}{KANA}]{{3}})[^，、；：。！？\u3000 ]+$")


def _uneven(found: Sequence[_Line]) -> list[bool] | None:
    """Lines of uneven widths, as where an extractor has put the halves of words together, but with blank lines
    between paragraphs: what goes on in small letters tells that lines go on at all. None if they do not.
    """
    pairs = list(itertools.pairwise(found))
    close = [(one, other) for one, other in pairs if not one.blank]
    small = sorted(one.width for one, other in close if other.text[0].islower() and one.text[-1] not in _ENDING)
    apart = sum(one.blank for one, _ in pairs)
    ended = sum(one.blank and (one.text[-1] in _ENDING or not other.text[0].islower()) for one, other in pairs)
    if len(small) < _FEW or len(small) * 3 < len(close) or apart < _FEW or ended * 10 < apart * 9:
        return None
    usual = small[len(small) // 10]
    return [
        not (one.blank or one.clause or other.label or other.bullet or other.alone or one.alone or other.indented)
        # Anlagen der Länder / Bundeseinrichtungen: a line without room for the next word, which is long.
        and (
            one.width >= usual
            or (not one.final and (other.text[0].islower() or one.width + 0.5 + other.token >= usual))
        )
        for one, other in pairs
    ]


class _Block(Enum):
    """What the block is, as far as it has been read."""

    OPENS = "opens"  # nothing read yet
    HEADING = "heading"  # a heading that goes on
    TEXT = "text"  # running text


def _goes_on_untaught(one: _Line, other: _Line) -> bool:
    if one.blank or one.final or one.clause or one.label or one.alone or _IN_BRACKETS.match(one.text):
        return False
    return not (other.label or other.indented or other.alone or other.bullet) and (
        one.width >= 6 or one.text[-1] in HYPHENS
    )


def _has_room(line: _Line, other: _Line, habit: _Habit, opens: bool) -> bool:
    """Would the first word of the next line have fitted?"""
    if line.final and line.width < habit.shortest and not opens:
        return True
    available = habit.width - ((habit.indent or 2.0 * line.indented) if opens else 0)
    return line.width + other.token + habit.slack <= available


def _next(line: _Line, other: _Line, after: _Line | None, block: _Block, habit: _Habit) -> _Block:
    """What the block is behind this line; OPENS: the line ends it, and the next one opens another."""
    if (habit.indents and other.indented) or line.alone or other.alone or other.bullet:
        return _Block.OPENS
    opens = block is _Block.OPENS
    if line.width < habit.fewest and not (_runs_on(line, other) or line.label or block is _Block.HEADING):
        return _Block.OPENS
    if not line.label and block is not _Block.HEADING and (habit.blank_all or not line.blank) and _runs_on(line, other):
        return _Block.TEXT
    # 1 Priorities, 1.1 Roads: headings have no indent.
    room = _has_room(line, other, habit, opens and not (line.label and _DECIMAL.match(line.text)))
    if not line.final and block is not _Block.TEXT and not line.torn and not _SENTENCE_INSIDE.search(line.text):
        # Nothing says that this is running text: a heading, a line of the front matter, or a first line.
        tight = habit.blank_all or not line.blank or line.text < "\u2e80"
        if opens and tight and len(line.text) == 1 and line.text.isalpha() and not (other.label or other.indented):
            return _Block.TEXT  # a drop cap
        if line.label or block is _Block.HEADING:
            if _heading_goes_on(line, other, after, habit):
                return _Block.HEADING
            if (
                other.label
                or block is _Block.HEADING
                or _names_division(line, other)
                or (habit.indent and _opens_paragraph(other, after, habit))
            ):
                return _Block.OPENS
        if room and habit.blank_paragraphs and habit.apart and _is_broken(line, other, habit):
            return _Block.TEXT
        if room and line.label and line.width > _SHORT * habit.width and _runs_on(line, other) and not line.blank:
            return _Block.TEXT  # an item in a narrower measure
        if room or _IN_BRACKETS.match(line.text) or _IN_BRACKETS.match(other.text):
            return _Block.OPENS
        if other.clause and other.width < 0.6 * habit.width and (line.clause or not _ends_item(other)):
            return _Block.OPENS  # the addressing line
        # Wider than the column: a masthead, a title, set in another measure. The line behind a full one may be so,
        # too, where the extractor has put the two halves of a word together.
        return _Block.OPENS if line.width > habit.width * 1.15 + 2 else _Block.TEXT
    if line.final:
        if len(other.text) == 1 and other.text.isalpha() and line.width > 0.5 * habit.width and not room:
            return _Block.TEXT  # the last character of a full line, which the extractor cut off
        if room or _IN_BRACKETS.match(line.text) or other.label or _stands_alone(other, after, habit):
            return _Block.OPENS
        if habit.blank_paragraphs:
            return _Block.OPENS if line.blank else _Block.TEXT
        if habit.indents or not habit.indent:
            return _Block.TEXT
        return _Block.OPENS if _opens_paragraph(other, after, habit) else _Block.TEXT
    if line.clause and (other.label or habit.width - line.width > 3):
        return _Block.OPENS
    if room and line.width < _SHORT * habit.width and _begins_anew(line, other):
        return _Block.OPENS
    return _Block.TEXT


def _ends_item(line: _Line) -> bool:
    """précédents ;  2020; – the tail of an item, and no addressing line: that begins with a capital, and with no number."""
    return line.text[-1] in ";；" or not line.text[0].isalpha() or line.text[0].islower()


def _is_broken(line: _Line, other: _Line, habit: _Habit) -> bool:
    """Two long lines with no blank one between them, where blank lines part all paragraphs and headings."""
    return not line.blank and min(line.width, other.width) > _LONG * habit.width and not line.label and not other.label


_LONG = 0.75  # of the column


def _begins_anew(line: _Line, other: _Line) -> bool:
    """第一章, the end of the bracket under a title, （二） of a list, a capital: behind a short line, a block of its own."""
    return (
        line.text[-1] in _BRACKETS_CLOSE
        or other.text[0].isupper()
        or _DIVISION.match(other.text) is not None
        or (other.text[0] in "（(" and label_at(other.text) is not None)
    )


def _runs_on(line: _Line, other: _Line) -> bool:
    """Small letters behind a word or comma, or (2019): the sentence goes on, in however narrow a column."""
    if other.text[0] == "(" and line.width >= _WORDS and _YEAR.match(other.text):
        return True
    return other.text[0].islower() and line.width >= _WORDS and (line.text[-1].isalpha() or line.text[-1] == ",")


_YEAR = re.compile(r"[(](?:1[5-9]|20)\d\d[a-z]?[)](?=[,;.]?[ ]+[^\W\d_A-Z]|$)")  # Clark et al. / (1997) propose


_WORDS = 6.0  # em; narrower lines may be a list of words


def _stands_alone(line: _Line, after: _Line | None, habit: _Habit) -> bool:
    """A short line that ends nothing cannot be inside a paragraph, nor its last line: it is a heading."""
    return after is not None and not line.final and line.width < 0.7 * habit.width and line.text[-1].isalnum()


_BRACKETS_CLOSE = frozenset("）)】]")
_SENTENCE_INSIDE = re.compile("[。！？；]")


def _opens_paragraph(line: _Line, after: _Line | None, habit: _Habit) -> bool:
    """Full for a line with an indent, but not for one without: the indent is lost."""
    if line.final:
        return False
    token = 1.0 if after is None else after.token  # the page ends behind its first line: as if one character followed
    full_with_indent = line.width + token + habit.slack > habit.width - habit.indent
    return full_with_indent and _squeezed(line) <= habit.width - habit.indent + 0.6


def _squeezed(line: _Line) -> float:
    """The width if marks that meet, and a mark at the line's end, are set half an em narrower: ，“ ”。"""
    return line.width - 0.5 * len(_MARKS_MEET.findall(line.text))


_MARKS_MEET = re.compile("[，。、；：！？”’）》」』](?=[“‘（《「『，。、；：！？”’）》」』]|$)")


# What bears such a label is never running text, as 第一条 may be.
_DIVISION = re.compile(r"第[0-9０-９〇零一二三四五六七八九十百]{1,4}(?:[编編篇章节節]|部分)")


def _names_division(line: _Line, other: _Line) -> bool:
    """第一章 …, Chapter 1 …: a heading, if what follows begins anew."""
    if _DIVISION.match(line.text):
        return True
    if not line.label or not other.text[0].isupper() or not line.text[0].isalpha():
        return False
    label = label_at(line.text)
    return label is not None and label.kind != ""


def _heading_goes_on(line: _Line, other: _Line, after: _Line | None, habit: _Habit) -> bool:
    """A heading in larger type wraps earlier than the body; its second line is short and ends no sentence."""
    widest = habit.headings.get(_form(line.text)) or max(habit.headings.values(), default=0.0)
    if other.label or other.final or other.clause or other.width > widest + 0.5:
        return False
    if line.text.isupper() and not other.text.isupper():
        return False  # A. ROADS / Bridges first: a heading below it
    tail = after is None or other.width + after.token + habit.slack <= habit.width - habit.indent
    if not tail:
        return False
    if habit.blank_all and (habit.tight or not line.blank):
        # Set tight, a heading's lines are not parted by the blank line that follows every other line.
        return not line.blank
    if line.width < _EARLIEST * habit.width:
        return False
    return line.width + other.token > widest - 0.6 or (habit.broken > 0 and abs(line.width - habit.broken) < 0.5)


@lru_cache(maxsize=1024)  # the same headings are looked at in each reading
def _form(text: str) -> str:
    label = label_at(text)
    return label.form if label is not None else ""


def _column(widths: list[float]) -> float:
    """The width that most full lines share: the commonest among the wider half, hanging marks left out."""
    upper = [round(width) for width in widths[len(widths) // 2 : int(len(widths) * 0.98) + 1]]
    counts = Counter(upper)
    best, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    if count * 5 >= len(upper):
        return float(best)
    return widths[int(len(widths) * 0.93)]


def _learnt(found: Sequence[_Line]) -> _Habit | None:
    """The document's habits; None if there are too few lines to show any."""
    if len(found) < _FEW:
        return None
    widths = sorted(line.width for line in found)
    habit = _habit(found, widths, _column(widths), most=True)
    if not habit.wrapped:
        ceiling = _ceiling(found, _MORE_ALIKE)
        if ceiling and _uneven(found):
            ceiling = _ceiling(found, _MOST_ALIKE)
        if ceiling:
            return _habit(found, widths, ceiling, most=False)
    return habit


def _ceiling(found: Sequence[_Line], share: float) -> float:
    """The width at which running text breaks, where there is little of it; 0 if its lines share no width.

    On a page of headings and items few lines are full. But a line with a comma in it that ends in a word, or before
    small letters, is torn; if most such lines are about as wide as one another, the text wraps.
    """
    torn = sorted(
        one.width
        for one, other in itertools.pairwise(found)
        if not (one.final or one.clause or one.alone or other.alone or other.label or other.bullet or other.indented)
        and one.text[-1].isalnum()
        and (other.text[0].islower() or _CLAUSE_INSIDE.search(one.text))
    )
    if len(torn) < _FEWEST_TORN:
        return 0.0
    middle = torn[len(torn) // 2]
    alike = sum(_ALIKE * middle <= width <= middle / _ALIKE for width in torn)
    return torn[len(torn) * 4 // 5] if middle >= _NARROW and alike >= share * len(torn) else 0.0


_CLAUSE_INSIDE = re.compile(r"[，。；]|[,;][ ]|(?<=[^\W\d_]{2})[.][ ](?=[^\W\d_])")  # not the mark of a label
_FEWEST_TORN = 3
_ALIKE = 0.85
_MORE_ALIKE, _MOST_ALIKE = 0.6, 0.85  # of the torn lines; more where the text may as well be one of uneven lines
_NEARLY_FULL = 0.7  # of the column
_NARROW = 12.0  # em; in a narrower column a few lines may be verse


def _habit(found: Sequence[_Line], widths: Sequence[float], width: float, *, most: bool) -> _Habit:
    """The habits of lines set to a width; with `most`, only if a third of the lines are full."""
    latin = sum(len(line.text) for line in found) > 1.5 * sum(widths)
    slack = 0.06 * width if latin else min(0.75, 0.05 * width)
    widest = width * 1.25 + 2
    limit = width - slack
    full = nearly = inner = blank_inner = ends = blank_ends = indented_ends = 0
    inner_short = 0.0  # em by which lines inside paragraphs fall short, in all
    headings: dict[str, float] = {}
    broken: Counter[int] = Counter()  # widths of heading lines with a short line behind them
    tight, apart = False, True
    openers: list[float] = []  # by how much lines that follow a sure end, and go on themselves, fall short
    for one, other in itertools.pairwise(found):
        # Short paragraphs are first lines, with an indent, and last lines.
        nearly += not (one.final or one.clause) and limit - _FIRST_LINE < one.width + other.token < widest
        if one.width + other.token > limit:
            if one.width < widest:
                full += 1
                if not one.final:
                    inner += 1
                    inner_short += width - one.width
                    blank_inner += one.blank
        elif one.final or one.clause or one.label:
            if one.final:
                ends += 1
                blank_ends += one.blank
                indented_ends += other.indented
            elif one.label and not other.label:
                if not (other.final or other.clause) and other.width < _TAIL * width:
                    broken[round(one.width)] += 1
                form = _form(one.text)
                headings[form] = max(headings.get(form, 0.0), _squeezed(one))
                tight = tight or not one.blank
                apart = apart and (one.blank or other.width < _TAIL * width)
            # Behind a label a line this long may be the first of a wrapped item.
            sure = one.final or not one.label or one.width + other.token + 2.0 <= limit
            if sure and not (other.label or other.final or other.clause) and other.width > 0.6 * width:
                openers.append(width - other.width)
    # Lines far wider than the column, in which most of the text stands, are paragraphs; so are full lines most of
    # which end a sentence.
    beyond = sum(line for line in widths[-1 - len(widths) // 2 :] if line >= widest)
    if (
        (most and max(full * _NEAR, nearly) * 100 < (len(found) - 1) * 33)
        or width < _NARROWEST
        or beyond * 2 > sum(widths)
        or inner * 3 < full
    ):
        return _Habit(False, width, 0, False, False, False, {}, 0, False, False, slack)
    indents = indented_ends * 2 > ends
    indent = 0.0
    # The letters of other scripts differ in width, and their lines may be ragged: openers have to be shorter than
    # lines inside paragraphs are.
    plain = not latin or sum(openers) / max(1, len(openers)) > inner_short / max(1, inner) + _SHORTER
    if not indents and plain:
        near = [short for short in openers if short <= 3.4]
        # Squeezed marks widen a line by up to an em; without an indent one opener in five is that short.
        if sum(short >= 0.9 for short in near) > 0.6 * len(near):
            indent = 2.0
    return _Habit(
        wrapped=True,
        width=width,
        indent=indent,
        indents=indents,
        blank_all=blank_inner > 0.6 * inner,
        blank_paragraphs=blank_inner < 0.1 * inner and blank_ends > 0.6 * ends,
        headings=headings,
        broken=_same_width(broken, width),
        tight=tight,
        apart=apart,
        slack=slack,
        shortest=_shortest(found, width) if latin else 0.0,
        fewest=0.0 if most else _NEARLY_FULL * width,
    )


def _same_width(broken: Counter[int], column: float) -> float:
    """The width at which headings break, where digits or quotes make another one seem wider."""
    width, count = max(broken.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return float(width) if count >= _FEWEST_BROKEN and width >= _HEADING * column else 0.0


def _taught(found: Sequence[_Line], kin: Sequence[_Line]) -> _Habit | None:
    """The habits of a text and its kin together, if they set their lines to one width; else its own."""
    own, shared = _learnt(found), _learnt([*found, *kin])
    if own is None:
        widest = max(line.width for line in found)
        return shared if shared is not None and shared.wrapped and widest <= shared.width * 1.15 + 2 else None
    if shared is None or not shared.wrapped or abs(own.width - shared.width) > _SHORTER:
        return own
    return shared if own.wrapped and own.blank_all == shared.blank_all else own


def _shortest(found: Sequence[_Line], width: float) -> float:
    """The width that all but one in a hundred lines reach which go on in small letters; 0 in ragged text."""
    inner = sorted(
        one.width
        for one, other in itertools.pairwise(found)
        if one.text[-1] not in _ENDING and other.text[0].islower() and not one.blank
    )
    if len(inner) < _MANY:
        return 0.0
    shortest = inner[len(inner) // 100]
    return shortest if shortest > _JUSTIFIED * width else 0.0
