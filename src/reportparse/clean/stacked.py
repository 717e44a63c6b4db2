"""Headings in a stack: where one ends and the next begins, in the narrow lines that `margin-heads` found.

Obtaining Copies of
the Report
To Report Waste
Public Affairs

is three headings. Their lines break where the measure of the margin ends, so a line that had room for the first word
of the next one ends a heading; but most lines fill the measure by chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width, lettered

SMALL_END = re.compile(r"(?:[ ][a-zß-ÿ]{1,4}|\w-)$")  # Analysis of / Open-
_BLANK = 0.5  # em
_LAST_WORD = re.compile(r"[^\W_]+(?=\W*$)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_SHORT = 3  # characters of a word that titles print in small letters inside
_OFTEN = 400  # characters of text in which such a word stands once
_ROOM = 0.85
_INSIDE = re.compile(rf"(?<=\w )[^\W\d_]{{1,{_SHORT}}}\b")
_SHORT_WORD = re.compile(rf"\b[a-zß-ÿ]{{1,{_SHORT}}}\b")


class Printed(NamedTuple):
    """A printed line."""

    start: int
    end: int
    text: str
    width: float
    turn: bool  # the page ends behind it
    blank: bool  # a blank line behind it
    free: bool  # in no table, note or table of contents


def parted(
    group: Sequence[Printed], listed: Container[str] = (), habits: Habits | None = None, *, several: bool = False
) -> Iterator[list[Printed]]:
    """The headings that the lines make up: a line that had room for the next one's first word ends one.

    `several` where the lines are likely to be those of several headings.
    """
    head = [group[0]]
    for one, other in pairwise(group):
        words = lettered("".join(line.text for line in head))
        room = max(line.width for line in head) - one.width
        fits = len(head) > 1 and em_width(other.text.split()[0]) + _BLANK <= room
        if other.text[0].isupper() and (
            one.blank or words in listed or fits or (habits is not None and habits.part(head, other, several=several))
        ):
            yield head
            head = []
        head.append(other)
    yield head


def goes_on(one: Printed, other: Printed) -> bool:
    """Does a heading surely go on: in small letters, or behind a word that ends nothing?"""
    return SMALL_END.search(one.text) is not None or other.text[0].islower() or one.text[-1] in ",，"


class Habits:
    """What a text shows of its margin: how wide it is, and which words follow one another elsewhere."""

    def __init__(self, text: str, groups: Sequence[Sequence[Printed]]) -> None:
        self._text = text
        sums = sorted(
            one.width + _BLANK + em_width(other.text.split()[0])
            for group in groups
            for one, other in pairwise(group)
            if goes_on(one, other)
        )
        # What surely went on had no room for the next word: the narrowest of them is little wider than the measure.
        self._measure = _ROOM * sums[0] if len(sums) > 1 else 0.0
        self._together: dict[tuple[str, str], bool] = {}
        inside = {word for group in groups for line in group for word in _INSIDE.findall(line.text)}
        self._small = frozenset(filter(str.islower, inside))
        self._large = frozenset(map(str.lower, inside - self._small))

    def part(self, head: Sequence[Printed], other: Printed, *, several: bool) -> bool:
        """Does a heading begin with the line below the lines of one?"""
        one = head[-1]
        if goes_on(one, other) or other.text[0] < "A":
            return False
        if one.width + _BLANK + em_width(other.text.split()[0]) < self._measure:
            return True
        first = _FIRST_WORD.search(other.text)
        if first is None:
            return False
        if self._opens(first.group()):
            return True
        if not several or len(head) < 2:
            return False
        last = _LAST_WORD.search(one.text)
        return last is not None and not self._stand_together(last.group(), first.group())

    def _opens(self, word: str) -> bool:
        """To Report Waste: a word with a capital that titles print in small letters, but at their head."""
        small = word.lower()
        if len(word) > _SHORT or small in self._large or not (small in self._small or len(word) < _SHORT):
            return False
        return word[1:] == small[1:] and self._often[small] * _OFTEN > len(self._text)

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(_SHORT_WORD.findall(self._text))

    def _stand_together(self, last: str, first: str) -> bool:
        """Federal / Programs: do the words follow one another elsewhere in the text?"""
        key = last.lower(), first.lower()
        if key not in self._together:
            both = re.compile(rf"\b{re.escape(key[0])}\W{{1,3}}{re.escape(key[1])}", re.IGNORECASE)
            found = both.finditer(self._text)
            next(found, None)
            self._together[key] = next(found, None) is not None
        return self._together[key]
