"""Texts that stand twice or more in a row, and of what characters they are; for the rule `overstrike`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportparse.chars import CJK_MARKS, HAN, HANGUL, KANA
from reportparse.clean.repeats import repeats

LONGEST = 40  # characters in one unit; a printed line of a newspaper column holds about 20, an A4 line 35
# One or two letters twice in a row are ordinary in alphabets (ll, 11, anan); from three on they are worth a look.
_REPEAT = re.compile(rf"(?=([^\n]{{3,{LONGEST}}}|[\u2010-\uffff]{{1,2}})\1)")
# In text of alphabets no run begins inside a word, nor with a space or a mark that closes.
_LETTERS = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
_REPEAT_OF_WORDS = re.compile(
    rf"(?=((?<![{_LETTERS}])[^\s.,;:!?)\]%][^\n]{{2,{LONGEST - 1}}}|[\u2010-\uffff]{{1,2}})\1)"
)
_CLASSES = re.compile(
    rf"(?P<word>[{HAN}{KANA}{HANGUL}]+)|(?P<mark>[{CJK_MARKS}\N{{GREEK ANO TELEIA}}…]+)|(?P<latin>[0-9A-Za-z０-９.,%+&/°-]+)"
)
# Marks that nobody prints twice in a row; …… and —— are printed so.
SINGLE_MARKS = frozenset("。，、；：！？“”‘’（）《》〈〉「」『』【】·")


class Repeat(NamedTuple):
    """A text that stands several times in a row in `[start, end)`."""

    start: int
    end: int
    period: int  # the length of the shortest text it is a repetition of
    kind: str  # of that text


def candidates(text: str) -> list[Repeat]:
    """Tandem repeats, from the longest unit at each place."""
    found: list[Repeat] = []
    last_end = last_period = 0
    new = tuple.__new__  # half the time of calling the class
    longest = min(LONGEST, max(map(len, text.split("\n"))) // 2)
    alphabet = len(text.encode("utf-8", "surrogatepass")) < 2 * len(text)
    pattern = _REPEAT_OF_WORDS if alphabet else _REPEAT
    for start, stop in _spans(text, pattern, longest):
        size = stop - start
        unit = text[start:stop]
        period = period_of(unit)
        if period == last_period and start + period < last_end:
            continue  # the same repeat, one character on
        if (period == 1 and size > 2) or "\f" in unit:
            continue  # leaders and rules: ........ ＿＿＿＿
        end = start + 2 * size
        while text.startswith(unit, end):
            end += size
        while end < len(text) and text[end] == text[end - period]:
            end += 1
        if period == 1 and unit in SINGLE_MARKS:
            kind = "mark"
        else:
            kind = kind_of(unit[:period].replace(" ", "").replace("\u3000", "") or " ")
        found.append(new(Repeat, (start, end, period, kind)))
        last_end, last_period = end, period
    return found


def _spans(text: str, pattern: re.Pattern[str], longest: int) -> Iterator[tuple[int, int]]:
    """Where the longest text stands that is followed by itself, from each place at which one is."""
    for first, end, size in repeats(text, longest):
        if end - first > _FEW:
            found = pattern.finditer(text, first, end - 1 + 2 * size)
            yield from (match.span(1) for match in found if match.start() < end)
        else:
            for at in range(first, end):
                if (match := pattern.match(text, at, at + 2 * size)) is not None:
                    yield match.span(1)


_FEW = 8  # places, which are sooner looked at one by one


def period_of(unit: str) -> int:
    """The length of the shortest text that `unit` is a repetition of."""
    if len(unit) == 1:
        return 1
    return (unit + unit).find(unit, 1)


def kind_of(unit: str) -> str:
    """`word`, `mark` or `latin`; `mixed` if it holds several, or anything else."""
    if min(unit) > "\u3029" and unit.isalpha():  # nothing but ideographs and their like: most units
        return "word"
    found = _CLASSES.fullmatch(unit)
    return "mixed" if found is None or found.lastgroup is None else found.lastgroup
