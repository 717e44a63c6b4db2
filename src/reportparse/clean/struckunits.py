"""How a document strikes its bold, and which repeats are copies that it drew; for the rule `overstrike`."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from reportparse.chars import CLOSERS, FINAL, HAN, HANGUL, KANA
from reportparse.clean.tandem import SINGLE_MARKS, Repeat
from reportparse.numbering import opens_division

_NEVER_OPENS = frozenset(".,;:!?)]%")
_CLOSING_MARKS = frozenset("。，、；：！？”’）》〉」』】")
EDGE = frozenset("\n\f")
EDGES = frozenset(("", *EDGE))  # of the text, too
# Reduplication with a numeral is grammar, not overstrike: 一件一件, 一个地方一个地方地跑, 两步两步.
_WORDY = re.compile(rf"[{HAN}{KANA}{HANGUL}]|[^\W\d_]{{3}}")
NUMERAL = frozenset("一二两三四五六七八九十百千万几半每又")


class Unit(NamedTuple):
    """One copy stands at `[start, start + size)`, the others behind it up to `end`."""

    start: int
    size: int
    end: int
    kind: str  # word, mark, latin, mixed


class Habit(NamedTuple):
    """How this document strikes."""

    times: int
    mixed: bool  # units may hold Han and marks together
    struck: bool


def habit_of(text: str, found: list[Repeat]) -> Habit:
    """How often a document strikes, and what its units hold, by the repeats found in it."""
    times: Counter[int] = Counter()
    marks = mixed = latin = 0
    for start, end, period, kind in found:
        if end - start > 8 * period:
            continue
        unit = text[start : start + period]
        if kind == "mark" and period == 1:
            if unit not in SINGLE_MARKS:
                continue
            marks += 1
        elif period < 3 or unit[0] in NUMERAL:
            continue
        elif kind == "mixed":
            # A full stop before the run makes the repeat one longer: 。聚焦优结构。聚焦优结构。
            mixed += period > 3 and any(bounded(text, at, at + 2 * period) for at in {start, end - 2 * period})
        elif kind == "latin" and period > 5 and bounded(text, start, end):
            fills = {text[start - 1 : start], text[end : end + 1]} <= EDGES  # I. Early HelpI. Early Help
            latin += 2 if fills and period > 7 and _WORDY.search(unit) else unit[-1] in FINAL
        times[min((end - start) // period, 4)] += 1
    likely = max(times, key=lambda copies: (times[copies], -copies), default=2)
    return Habit(times=likely, mixed=mixed >= 2 and mixed * 3 > marks, struck=marks + mixed + latin >= 3)


def bounded(text: str, start: int, end: int) -> bool:
    """Does the stretch open or close like a bold run: at a line edge, after a mark, with a full stop?"""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    last = text[end - 1]  # a head in the line may end with a colon: 加快升级：加快升级：深化…
    closes = last in FINAL or last in "：:" or after in EDGE or (last in CLOSERS and after not in "、，")
    return (closes and (before in EDGE or before in FINAL or before in CLOSERS or before in " \u3000")) or (
        before in EDGE and after in EDGE
    )


def chosen_units(text: str, found: list[Repeat], habit: Habit) -> tuple[list[Unit], bool]:
    """Units of the document's habit; where they overlap, the longest. May what is left of them repeat again?"""
    units: list[Unit] = []
    contested = False
    new = tuple.__new__  # half the time of calling the class
    for start, end, period, kind in found:
        copies = (end - start) // period
        if not habit.times <= copies <= 2 * habit.times:
            continue  # more copies than 天天 struck as often as this document strikes: a pattern, not a run
        size = period * (copies // habit.times)
        whole = size * habit.times
        slack = end - start - whole
        if slack:
            start += max(range(min(slack, size - 1) + 1), key=lambda by: _fit(text, start + by, start + by + whole))
        if kind == "mark":
            if text[start] not in SINGLE_MARKS:
                continue
        elif kind != "word":
            if kind == "mixed" and not habit.mixed and not _fills_line(text, start, end):
                continue
            if not _WORDY.search(text, start, start + size):
                continue  # codes, sums, ranges
        if text[start] <= _SPACE and not _may_open(text, start):
            continue
        if text[start + size - 1].isspace() and not _is_label(text, start, start + size, habit):
            continue
        contested = contested or (size > period > 1)
        units.append(new(Unit, (start, size, start + whole, kind)))
    chosen = _without_overlaps(sorted(units))
    if len(chosen) < len(units) and not contested:
        contested = any(unit.size > 1 for unit in set(units).difference(chosen))
    return chosen, contested


_SPACE = "\u3000"  # behind it stand the characters with which a run may begin anywhere


def _fills_line(text: str, start: int, end: int) -> bool:
    return (not start or text[start - 1] in EDGE) and (end == len(text) or text[end] in EDGE)


def _is_label(text: str, start: int, end: int, habit: Habit) -> bool:
    """`ア　` where a struck document begins a line with it; what follows shows that it is a label."""
    return habit.struck and (not start or text[start - 1] in EDGE) and opens_division(text[start : end + 1])


def _without_overlaps(units: list[Unit]) -> list[Unit]:
    chosen: list[Unit] = []
    cluster: list[Unit] = []
    cluster_end = 0
    for unit in units:
        if unit.start >= cluster_end:
            chosen += _longest(cluster)
            cluster = []
        cluster.append(unit)
        cluster_end = max(cluster_end, unit.end)
    return chosen + _longest(cluster)


def _longest(cluster: list[Unit]) -> list[Unit]:
    if len(cluster) < 2:
        return cluster
    taken: list[Unit] = []
    for unit in sorted(cluster, key=lambda unit: (-unit.size, unit.start)):
        if all(unit.end <= other.start or other.end <= unit.start for other in taken):
            taken.append(unit)
    return sorted(taken)


def _may_open(text: str, start: int) -> bool:
    """Can a bold run begin here? Not in the middle of a word, nor with a space or a mark that closes.

    A copy stands right behind the run: what a space parts is a row of table cells (руб. коп. руб. коп.).
    """
    character = text[start]
    before = text[start - 1] if start else "\n"
    if character.isspace():
        return character == "\u3000" and before in EDGE
    in_word = character.isalnum() and before.isalnum() and max(character, before) < "\u2e80"
    return not in_word and character not in _NEVER_OPENS


def _fit(text: str, start: int, end: int) -> int:
    """How well a unit sits here, where the repeat is longer than its copies and could lie further on.

    能提升能提升。。 is 能 and a struck 提升能? No: what follows is a doubled mark, so 能 is plain.
    """
    before = text[start - 1] if start else "\n"
    after = text[end : end + 1] or "\n"
    fit = 2 * (after in EDGE or (after in SINGLE_MARKS and text[end + 1 : end + 2] == after))
    fit += 2 * (text[end - 1] in FINAL)
    fit += before in EDGE or before in FINAL
    return fit - 2 * (text[start] in _CLOSING_MARKS)
