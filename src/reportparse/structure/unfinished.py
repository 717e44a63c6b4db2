"""Lines that end in the middle of a phrase, told by the words of the text: the, und, de, в.

No list names such words. In a text each of them stands often, and never before a mark that ends a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportparse.chars import em_width
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.reading import Reading

_LAST = re.compile(r"(?:^|(?<=[\s(]))[^\W\d_]{1,7}$")
_SAMPLE = 200_000  # characters
_OFTEN = 12
_SELDOM = 200  # of so many, one may end a clause
_TORN = 8  # of so many, one may end a line: some are torn
_MARKS = ".,;:)?!"
_WIDEST = 90.0  # em
_WIDEST_BELOW = 60.0  # em


class Unfinished:
    """Asks of lines of one text whether they end in a word that ends nothing.

    >>> text = "The roads of the county are long. " * 12
    >>> unfinished = Unfinished(text)
    >>> unfinished("Roads and the"), unfinished("Roads are long")
    (True, False)
    >>> unfinished("Roads of the County"), unfinished("OF THE")
    (False, True)
    """

    def __init__(self, text: str) -> None:
        self._text = text[:_SAMPLE]
        self._known: dict[str, bool] = {}

    def __call__(self, line: str) -> bool:
        found = _LAST.search(line, max(0, len(line) - 9))
        if found is None:
            return False
        word = found.group()
        if not (word.islower() or word.upper() == word.lower() or line.isupper()):
            return False  # Budget, in a heading that sets its words with capitals
        word = word.lower()
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._ends_nothing(word)
        return known

    def _ends_nothing(self, word: str) -> bool:
        count = self._text.count
        often = count(f" {word} ")
        return (
            often >= _OFTEN
            and sum(count(f" {word}{mark}") for mark in _MARKS) * _SELDOM <= often
            and count(f" {word}\n") * _TORN <= often
        )


def halves_of_lines(
    found: Sequence[Block], first: int, unfinished: Unfinished, reading: Reading
) -> Iterator[tuple[Span, str]]:
    """What parts the halves of headings on two lines, from a block on: 3.1 Livestock, fisheries and / forestry."""
    for one, other in pairwise(found[first:]):
        if (
            other.label is None
            and other.kept is None
            and one.is_line
            and em_width(one.text) <= _WIDEST
            and (
                (other.is_line and em_width(other.text) <= _WIDEST_BELOW)
                or (one.label is not None and other.text[0].islower())
            )
            and unfinished(one.text)
        ):
            yield from ((cut, " ") for cut in reading.between(one.end, other.start))
