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
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportparse.chars import em_width, lettered
from reportparse.clean.apart import Line, holding
from reportparse.clean.rule import View
from reportparse.clean.stacked import SMALL_END, Habits, Printed, parted
from reportparse.nodes import TocEntry
from reportparse.numbering import opens_division
from reportparse.provenance import Mark

_ENDS = re.compile(r"[。！？.!?…:：;；,，][”’）)»\"'\]\d]*$")
_FINAL = re.compile(r"[。！？.!?…:：;；][”’）)»\"'\]\d]*$")
_STOP = re.compile(r"[。！？.!?…][”’）)»\"'\]\d]*$")
_CODE = re.compile(r"[=\[\]{}<>|#@_\\]")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_NUMBER = re.compile("[0-9]+|[IVXLC]+$")
_CLOSE = re.compile(r"(?:[ ][a-zß-ÿ]{5,}[,，]|，)$")  # Sincerely yours,
_WORD = re.compile(r"[^\W\d_]{2}")
_NARROW = 0.45  # of the column
_NARROWEST = 6.0  # em; words that stood far apart on their line are narrower
_FULL = 0.75
_WIDEST = 1.1
_MOST = 16  # lines in the margin of a page
_FEWEST = 3  # pages whose sentences such lines interrupt
_GREETS = frozenset(":：,，")
_FEW_LINES = 60
_FEW_SMALL = 10  # words, of which one may be torn: To R eport
_STACKS = 10  # headings in the margin, of which one group is surely several


def margin_heads(view: View) -> Iterator[Mark]:
    """Headings printed in the margin, which stand between two pages in the text: marked, one by one.

    Known by sentences that go on behind a few narrow lines at the end or head of a page, on several pages; two
    are enough where the lines are titles of several lines. Lines of several headings are parted where a line had room for
    the next word, before a word such as `To`, and between words that follow one another nowhere else.

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
    lines[-1] = lines[-1]._replace(turn=True)
    recurring = Counter(line.text for line in lines)
    found = {group for at, line in enumerate(lines) if line.turn for group in _beside(lines, at, column, recurring)}
    found.update(_between(lines, column))
    found.update(_among(lines, column))
    groups = _without_furniture(lines, sorted(found), recurring)
    sure = sum(_interrupts(lines, first, end, column) or _goes_on(lines[first:end]) for first, end in groups)
    wrapped = sum(end - first > 1 and _is_measure(lines[first:end]) for first, end in groups)
    few = sure == _FEWEST - 1 and wrapped > sure and wrapped * 3 >= len(groups) * 2
    if not few and (sure < _FEWEST or max(sure, wrapped) * 2 < len(groups)):
        groups = _titles_of_lines(lines, groups)
        if not groups:
            return
    else:
        groups = sorted({*groups, *_alone(lines, groups, column)})
    habits = Habits(text, [lines[first:end] for first, end in groups])
    stacks = sum(len(list(parted(lines[first:end], (), habits))) > 1 for first, end in groups)
    several = stacks * _STACKS > len(groups)
    listed = {lettered(TocEntry(text=text[mark.start : mark.end]).title) for mark in view.marks if mark.kind == "toc"}
    for first, end in groups:
        for head in parted(lines[first:end], listed, habits, several=several):
            yield Mark(head[0].start, head[-1].end, "margin")


def _without_furniture(
    lines: Sequence[Printed], found: Sequence[tuple[int, int]], recurring: Counter[str]
) -> list[tuple[int, int]]:
    """The groups of narrow lines that may be headings, without the running heads and feet at their edges."""
    keys = {at: _NUMBER.sub("#", lines[at].text) for first, end in found for at in range(first, end)}
    counts = Counter(keys.values())
    recurs = {at for at, key in keys.items() if counts[key] >= _FEWEST}
    groups: list[tuple[int, int]] = []
    for first, end in found:
        # What recurs is a running head or foot: alone, or with a number.
        while first < end and "#" in keys[first] and (first in recurs or recurring[lines[first].text] >= _FEWEST):
            first += 1
        while first < end and "#" in keys[end - 1] and (end - 1 in recurs or recurring[lines[end - 1].text] >= _FEWEST):
            end -= 1
        if first == end:
            continue
        if end == len(lines):
            while first < end and lines[end - 1].text.isupper() and groups and not lines[groups[0][0]].text.isupper():
                end -= 1  # PRINTED ON RECYCLED PAPER
            if first == end:
                continue
        new = not groups or groups[-1][1] <= first
        signed = any(_CLOSE.search(line.text) for line in lines[first:end])
        if new and not recurs.issuperset(range(first, end)) and lines[first].text[0].isupper() and not signed:
            groups.append((first, end))
    return groups


def _lines(
    text: str, found: Sequence[Line], away: Sequence[int], kept: Sequence[Mark], notes: Sequence[Mark]
) -> list[Printed]:
    """The lines but for notes and their calls: what stands above a note stands at the end of the page."""
    if notes:
        found = [line for line in found if not _is_held(notes, line[0], line[1])]
    made: list[Printed] = []
    new = tuple.__new__  # half the time of calling the class
    gone = 0
    afters = [*(line[0] for line in found[1:]), len(text)]
    for (start, end, content), after in zip(found, afters, strict=False):
        while gone < len(away) and away[gone] < end:
            gone += 1
        turn = (gone < len(away) and away[gone] <= after) or "\f" in text[end:after]
        blank = after > end + 1 and text.count("\n", end, after) > 1
        free = not kept or holding(kept, start, end) < 0
        made.append(new(Printed, (start, end, content, em_width(content), turn, blank, free)))
    return made


def _is_held(marks: Sequence[Mark], start: int, end: int) -> bool:
    at = holding(marks, start, end)
    return at >= 0 and marks[at].start <= start and end <= marks[at].end


def _beside(lines: Sequence[Printed], turn: int, column: float, recurring: Counter[str]) -> Iterator[tuple[int, int]]:
    """The narrow lines above the end of a page, and those below it."""
    last = turn
    while last and last > turn - 2 and not lines[last - 1].turn and _WORD.search(lines[last].text) is None:
        last -= 1  # (130489): a number below them
    first = last + 1
    while first and last + 1 - first < _MOST and _is_marginal(lines[first - 1], column, inside=first <= last):
        if first <= last and lines[first - 1].turn:
            break
        first -= 1
    if 0 < first <= last and lines[first].text[0].isupper():
        above, group = lines[first - 1], lines[first : last + 1]
        if len(group) > 1 and first > 1 and (recurring[above.text] > 1 or opens_division(above.text)):
            above = lines[first - 2]  # a running head
        if above.width >= _FULL * column or (len(group) > 1 and _FINAL.search(above.text) and _is_measure(group)):
            yield first, last + 1
    end = turn + 1
    while (
        end < len(lines)
        and end - turn <= _MOST
        and _is_marginal(lines[end], column, inside=True)
        and not lines[end].turn
    ):
        end += 1
    if turn + 1 < end < len(lines) and lines[turn + 1].text[0].isupper() and _is_marginal(lines[end - 1], column):
        greeted = lines[end].text[-1] in _GREETS  # Mr. Chairman and Members of the Committee:
        if any(line.width >= _FULL * column for line in lines[end : end + 1 + greeted]):
            yield turn + 1, end


def _between(lines: Sequence[Printed], column: float) -> Iterator[tuple[int, int]]:
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
            and lines[at + (at + 1 < len(lines) and _WORD.search(lines[at].text) is None)].width >= _FULL * column
            and _is_measure(group)
        ):
            yield first, at
        first = at


def _among(lines: Sequence[Printed], column: float) -> Iterator[tuple[int, int]]:
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
            and _opens_text(lines[at + (at + 1 < len(lines) and _WORD.search(lines[at].text) is None)], column)
            and _has_ended(lines, first, at, column)
            and not SMALL_END.search(lines[at - 1].text)
            and max(line.width for line in lines[first:at]) >= _NARROWEST
            and sum(": " in line.text for line in lines[first:at]) < 2
            and _is_measure(lines[first:at])
        ):
            yield first, at
        first = at + 1


def _titles_of_lines(lines: Sequence[Printed], groups: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of several lines, where too few pages have any to tell of single lines what they are.

    All are set as titles are, and most go on as no cells of a table do, nor the lines of an address.
    """
    made = [
        (first, end)
        for first, end in groups
        if end - first > 1 and _is_measure(lines[first:end]) and _is_titled(lines[first:end])
    ]
    sure = sum(_goes_on(lines[first:end]) for first, end in made)
    return made if sure >= _FEWEST - 1 and sure * 2 >= len(made) else []


def _alone(lines: Sequence[Printed], groups: Sequence[tuple[int, int]], column: float) -> Iterator[tuple[int, int]]:
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
            and not SMALL_END.search(line.text)
            and _is_titled([line])
        ):
            known.add(line.text)
            yield at, at + 1


def _is_titled(group: Sequence[Printed]) -> bool:
    """Are the words in capitals, but for short ones?"""
    words = [word for line in group for word in _LONG_WORD.findall(line.text)]
    return sum(not word[0].isupper() for word in words) * _FEW_SMALL <= len(words)


def _has_ended(lines: Sequence[Printed], first: int, end: int, column: float) -> bool:
    """Has the text above the lines ended? It has no full stop if it is a caption."""
    above = lines[first - 1]
    caption = _NARROW * column < above.width < _FULL * column
    return _STOP.search(above.text) is not None or (caption and _goes_on(lines[first:end]))


def _opens_text(line: Printed, column: float) -> bool:
    return line.width >= _FULL * column and not line.text[0].islower()


def _is_measure(group: Sequence[Printed]) -> bool:
    """Had no line of a heading room for the first word of the next one, in the measure of the widest?"""
    heads = list(parted(group))
    single = sum(len(head) == 1 for head in heads)
    return single * 3 <= len(group) and all(
        one.width + 0.5 + em_width(other.text.split()[0]) > 0.9 * max(line.width for line in head)
        for head in heads
        for one, other in pairwise(head)
    )


def _goes_on(group: Sequence[Printed]) -> bool:
    """Does a line go on in small letters, or end in a word that ends nothing, though it is so narrow?"""
    if len(group) < 2 or not _is_measure(group):
        return False
    if any(line.text[0].islower() for line in group[1:]):
        return True
    return _is_titled(group) and any(SMALL_END.search(line.text) for line in group[:-1])


def _is_marginal(line: Printed, column: float, *, inside: bool = False) -> bool:
    ends = _FINAL if inside else _ENDS
    return (
        line.free
        and line.width <= _NARROW * column
        and _WORD.search(line.text) is not None
        and not ends.search(line.text)
        and not _CODE.search(line.text)
        and not opens_division(line.text)
    )


def _interrupts(lines: Sequence[Printed], first: int, end: int, column: float) -> bool:
    """Does a sentence go on behind the lines?"""
    if end >= len(lines) or not first:
        return False
    above, below = lines[first - 1], lines[end]
    return above.width >= _FULL * column and not _ENDS.search(above.text) and below.text[0].islower()
