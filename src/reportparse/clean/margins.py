"""Headings in the margin of a page, which the extractor put at its end or its head: rule `margin-heads`.

provide the basis for performance measurement and
Grant Design Features
Affect the Balance
between Accountability
accountability for results, and signal a role in managing
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width, lettered
from reportparse.clean.apart import Line, holding
from reportparse.clean.rule import View
from reportparse.nodes import TocEntry
from reportparse.numbering import opens_division
from reportparse.provenance import Mark

_ENDS = re.compile(r"[。！？.!?…:：;；,，][”’）)»\"'\]\d]*$")
_FINAL = re.compile(r"[。！？.!?…:：;；][”’）)»\"'\]\d]*$")
_STOP = re.compile(r"[。！？.!?…][”’）)»\"'\]\d]*$")
_CODE = re.compile(r"[=\[\]{}<>|#@_\\]")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_SMALL_END = re.compile(r"(?:[ ][a-zß-ÿ]{1,4}|\w-)$")  # Analysis of / Open-
_NUMBER = re.compile("[0-9]+|[IVXLC]+$")
_WORD = re.compile(r"[^\W\d_]{2}")
_NARROW = 0.45  # of the column
_NARROWEST = 6.0  # em; words that stood far apart on their line are narrower
_FULL = 0.75
_WIDEST = 1.1
_MOST = 16  # lines in the margin of a page
_FEWEST = 3  # pages whose sentences such lines interrupt
_FEW_LINES = 60


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    width: float
    turn: bool  # the page ends behind it
    blank: bool  # a blank line behind it
    free: bool  # in no table, note or table of contents


def margin_heads(view: View) -> Iterator[Mark]:
    """Headings printed in the margin, which stand between two pages in the text: marked, one by one.

    Known by sentences that go on behind a few narrow lines at the end or head of a page, on several pages.

    >>> from reportparse.clean import run_rule
    >>> run_rule("margin-heads", "of the council and\\nWater Supply\\n\\fthe wards agreed")
    'of the council and\\nWater Supply\\n\\x0cthe wards agreed'
    """
    text = view.text
    away = sorted(mark.start for mark in view.marks if mark.kind == "away")
    if "\f" not in text and len(away) < _FEWEST:
        return
    kept = sorted(mark for mark in view.marks if mark.kind in ("toc", "table", "verbatim"))
    lines = _lines(text, view.lines, away, kept, [mark for mark in view.marks if mark.kind in ("note", "ref")])
    if len(lines) < _FEW_LINES:
        return
    column = sorted(line.width for line in lines)[int(0.8 * len(lines))]
    found = {group for at, line in enumerate(lines) if line.turn for group in _beside(lines, at, column)}
    found.update(_between(lines, column))
    found.update(_among(lines, column))
    keys = {at: _NUMBER.sub("#", lines[at].text) for first, end in found for at in range(first, end)}
    counts = Counter(keys.values())
    recurs = {at for at, key in keys.items() if counts[key] >= _FEWEST}
    groups: list[tuple[int, int]] = []
    for first, end in sorted(found):
        # What recurs is a running head or foot: alone, or with a number.
        while first < end and first in recurs and "#" in keys[first]:
            first += 1
        while first < end and end - 1 in recurs and "#" in keys[end - 1]:
            end -= 1
        new = not groups or groups[-1][1] <= first
        signed = any(line.text[-1] in ",，" for line in lines[first:end]) and not _is_titled(lines[first:end])
        if new and not recurs.issuperset(range(first, end)) and lines[first].text[0].isupper() and not signed:
            groups.append((first, end))
    sure = sum(_interrupts(lines, first, end, column) or _goes_on(lines[first:end]) for first, end in groups)
    wrapped = sum(end - first > 1 and _is_measure(lines[first:end]) for first, end in groups)
    few = sure == _FEWEST - 1 and wrapped > sure and wrapped * 3 >= len(groups) * 2
    if not few and (sure < _FEWEST or max(sure, wrapped) * 2 < len(groups)):
        return
    groups = sorted({*groups, *_alone(lines, groups, column)})
    listed = {lettered(TocEntry(text=text[mark.start : mark.end]).title) for mark in view.marks if mark.kind == "toc"}
    for first, end in groups:
        for head in _heads(lines[first:end], listed):
            yield Mark(head[0].start, head[-1].end, "margin")


def _lines(
    text: str, found: Sequence[Line], away: Sequence[int], kept: Sequence[Mark], notes: Sequence[Mark]
) -> list[_Line]:
    """The lines but for notes and their calls: what stands above a note stands at the end of the page."""
    if notes:
        found = [line for line in found if not _is_held(notes, line[0], line[1])]
    made: list[_Line] = []
    new = tuple.__new__  # half the time of calling the class
    gone = 0
    afters = [*(line[0] for line in found[1:]), len(text)]
    for (start, end, content), after in zip(found, afters, strict=False):
        while gone < len(away) and away[gone] < end:
            gone += 1
        turn = (gone < len(away) and away[gone] <= after) or "\f" in text[end:after]
        blank = after > end + 1 and text.count("\n", end, after) > 1
        free = not kept or holding(kept, start, end) < 0
        made.append(new(_Line, (start, end, content, em_width(content), turn, blank, free)))
    return made


def _is_held(marks: Sequence[Mark], start: int, end: int) -> bool:
    at = holding(marks, start, end)
    return at >= 0 and marks[at].start <= start and end <= marks[at].end


def _beside(lines: Sequence[_Line], turn: int, column: float) -> Iterator[tuple[int, int]]:
    """The narrow lines above the end of a page, and those below it."""
    first = turn + 1
    while first and turn + 1 - first < _MOST and _is_marginal(lines[first - 1], column, inside=first <= turn):
        if first <= turn and lines[first - 1].turn:
            break
        first -= 1
    if 0 < first <= turn and lines[first].text[0].isupper():
        above, group = lines[first - 1], lines[first : turn + 1]
        if above.width >= _FULL * column or (len(group) > 1 and _FINAL.search(above.text) and _is_measure(group)):
            yield first, turn + 1
    end = turn + 1
    while end < len(lines) and end - turn <= _MOST and _is_marginal(lines[end], column) and not lines[end].turn:
        end += 1
    if turn + 1 < end < len(lines) and lines[turn + 1].text[0].isupper() and lines[end].width >= _FULL * column:
        yield turn + 1, end


def _between(lines: Sequence[_Line], column: float) -> Iterator[tuple[int, int]]:
    """Narrow lines between blank lines in the middle of a page, broken where a narrow measure ends."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not lines[at - 1].blank and not lines[at - 1].turn:
            continue
        group = lines[first:at]
        if (
            1 < len(group) <= _MOST // 2
            and at < len(lines)
            and first
            and group[0].text[0].isupper()
            and all(_is_marginal(line, column) for line in group)
            and lines[at].width >= _FULL * column
            and _is_measure(group)
        ):
            yield first, at
        first = at


def _among(lines: Sequence[_Line], column: float) -> Iterator[tuple[int, int]]:
    """Narrow lines in the middle of a page, behind a paragraph that has ended and before one that begins."""
    first = 0
    for at in range(1, len(lines)):
        if _is_marginal(lines[at], column, inside=True):
            continue
        if (
            2 <= at - first <= _MOST // 2
            and first
            and not any(line.turn for line in lines[first - 1 : at])
            and _is_marginal(lines[at - 1], column)
            and lines[first].text[0].isupper()
            and _opens_text(lines[at], column)
            and _has_ended(lines, first, at, column)
            and not _SMALL_END.search(lines[at - 1].text)
            and max(line.width for line in lines[first:at]) >= _NARROWEST
            and sum(": " in line.text for line in lines[first:at]) < 2
            and _is_measure(lines[first:at])
        ):
            yield first, at
        first = at + 1


def _alone(lines: Sequence[_Line], groups: Sequence[tuple[int, int]], column: float) -> Iterator[tuple[int, int]]:
    """Where the margin is known: lines alone between the end of a paragraph and the beginning of one, set as it is."""
    wrapped = [lines[first:end] for first, end in groups if end - first > 1]
    if sum(map(_is_titled, wrapped)) * 4 < 3 * len(wrapped):
        return
    widest = max((line.width for group in wrapped for line in group), default=0.0)
    taken = {at for first, end in groups for at in range(first, end)}
    known = {line.text for first, end in groups for line in lines[first:end]}
    for at in range(1, len(lines) - 2):
        line, above = lines[at], lines[at - 1]
        if (
            _NARROWEST / 2 <= line.width <= widest
            and at not in taken
            and line.text not in known  # else a running head
            and line.text[0].isupper()
            and _is_marginal(line, column)
            and _opens_text(lines[at + 1], column)
            and lines[at + 1].width <= _WIDEST * column  # the cells of a table are shorter, or set in smaller type
            and lines[at + 2].width >= _FULL * column
            and (_STOP.search(above.text) or (above.blank and line.blank and above.width < _FULL * column))
            and not _SMALL_END.search(line.text)
            and _is_titled([line])
        ):
            known.add(line.text)
            yield at, at + 1


def _is_titled(group: Sequence[_Line]) -> bool:
    """Are the words in capitals, but for short ones?"""
    return all(word[0].isupper() for line in group for word in _LONG_WORD.findall(line.text))


def _has_ended(lines: Sequence[_Line], first: int, end: int, column: float) -> bool:
    """Has the text above the lines ended? It has no full stop if it is a caption."""
    above = lines[first - 1]
    caption = _NARROW * column < above.width < _FULL * column
    return _STOP.search(above.text) is not None or (caption and _goes_on(lines[first:end]))


def _opens_text(line: _Line, column: float) -> bool:
    return line.width >= _FULL * column and not line.text[0].islower()


def _is_measure(group: Sequence[_Line]) -> bool:
    """Had no line of a heading room for the first word of the next one, in the measure of the widest?"""
    heads = list(_heads(group))
    single = sum(len(head) == 1 for head in heads)
    return single * 3 <= len(group) and all(
        one.width + 0.5 + em_width(other.text.split()[0]) > 0.9 * max(line.width for line in head)
        for head in heads
        for one, other in pairwise(head)
    )


def _goes_on(group: Sequence[_Line]) -> bool:
    """Does a line go on in small letters, or end in a word that ends nothing, though it is so narrow?"""
    if len(group) < 2 or not _is_measure(group):
        return False
    if any(line.text[0].islower() for line in group[1:]):
        return True
    return _is_titled(group) and any(_SMALL_END.search(line.text) for line in group[:-1])


def _is_marginal(line: _Line, column: float, *, inside: bool = False) -> bool:
    ends = _FINAL if inside else _ENDS
    return (
        line.free
        and line.width <= _NARROW * column
        and _WORD.search(line.text) is not None
        and not ends.search(line.text)
        and not _CODE.search(line.text)
        and not opens_division(line.text)
    )


def _interrupts(lines: Sequence[_Line], first: int, end: int, column: float) -> bool:
    """Does a sentence go on behind the lines?"""
    if end >= len(lines) or not first:
        return False
    above, below = lines[first - 1], lines[end]
    return above.width >= _FULL * column and not _ENDS.search(above.text) and below.text[0].islower()


def _heads(group: Sequence[_Line], listed: Container[str] = ()) -> Iterator[list[_Line]]:
    """The headings that the lines make up: a line that had room for the next one's first word ends one."""
    head = [group[0]]
    for one, other in pairwise(group):
        words = lettered("".join(line.text for line in head))
        room = max(line.width for line in head) - one.width
        fits = len(head) > 1 and em_width(other.text.split()[0]) + 0.5 <= room
        if other.text[0].isupper() and (one.blank or words in listed or fits):
            yield head
            head = []
        head.append(other)
    yield head
