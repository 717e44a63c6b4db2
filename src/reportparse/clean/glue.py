"""What stands between two printed lines that are one text: nothing, a space, or one hyphen less."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from functools import cached_property

from reportparse.chars import HAN, KANA, UNSPACED, WIDE_MARKS

_HAN_CHARACTER = re.compile(f"[{HAN}{KANA}]")
_GLUED = re.compile(rf"[{UNSPACED}{WIDE_MARKS}]")
_QUOTE_OPEN, _QUOTE_CLOSE = frozenset("“‘([«"), frozenset("”’)]»,.;:!?")
HYPHENS = frozenset("-\N{HYPHEN}\N{SOFT HYPHEN}")
_WORD = re.compile(r"\w+(?:-\w+)*")
_VOCABULARY = 2000  # words from which a document's own vocabulary can be trusted


class Glue:
    """Joins the lines of one text, whose words decide on the hyphens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: Counter[str] | None = None  # the document's own
        self._total = 0

    @cached_property
    def _wide(self) -> bool:
        return len(_HAN_CHARACTER.findall(self._text, 0, 500)) * 10 > min(len(self._text), 500)

    def _is_suspended(self, one: str, other: str) -> bool:
        """Kinder- / und Jugendarbeit, pre- / and post-war: behind the hyphen stands one of the commonest words."""
        words = self._words
        if words is None or self._total < _VOCABULARY or one[-1] == "\N{SOFT HYPHEN}":
            return False
        left, right = _words_beside(one, other)
        return words[right] * 200 > self._total and left + right not in words and f"{left}-{right}" not in words

    def between(self, one: str, other: str, parted: bool = False) -> tuple[str, int]:
        """The string between two lines, and 1 if the hyphen before it goes.

        `parted`: the extractor broke the line at a wide gap, which stays.

        >>> Glue("the committee met").between("the commit-", "tee met"), Glue("").between("全区", "经济")
        (('', 1), ('', 0))
        """
        last, first = one[-1], other[0]
        if "\u4e00" <= last <= "\u9fff" and not parted:
            return "", 0
        if parted:
            return (" " if first < "\u2e80" else "\u3000"), 0
        if last in HYPHENS and len(one) > 1 and one[-2].isalpha() and first.isalpha():
            if self._words is None:
                self._words = _vocabulary(self._text)
                self._total = self._words.total()
            if self._is_suspended(one, other):
                return " ", 0
            return "", int(_word_goes_on(one, other, self._words))
        if (
            _is_glued(last)
            or _is_glued(first)
            or (_glued_here(last, first) and self._wide)
            or last in _QUOTE_OPEN
            or first in _QUOTE_CLOSE
            or (last in "—–-/" and one[-2:-1] != " ")
            or (first in "—–/" and other[1:2] != " ")
        ):
            return "", 0
        return " ", 0


def _vocabulary(text: str) -> Counter[str]:
    """How often a text has each word: counted between blanks first, so that only what has marks is looked at closely."""
    words = Counter(text.lower().split())
    for one in [one for one in words if not one.isalnum()]:
        count = words.pop(one)
        for word in _WORD.findall(one):
            words[word] += count
    return words


def _is_glued(character: str) -> bool:
    """Is it joined without a space? Han, kana and their marks are; the comparison saves a pattern for them."""
    if "\u4e00" <= character <= "\u9fff":
        return True
    return character > "\u0dff" and _GLUED.match(character) is not None


def _glued_here(last: str, first: str) -> bool:
    """In a Chinese or Japanese text numbers are torn without a space, and “ ” belong to the Han beside them."""
    return (last.isdigit() and first.isdigit()) or not (last.isalnum() and first.isalnum())


def _words_beside(one: str, other: str) -> tuple[str, str]:
    """The word that a hyphen ends a line in, and the one that begins the next, in small letters."""
    return _WORD.findall(one[:-1].rsplit(None, 1)[-1])[-1].lower(), _WORD.findall(other.split(None, 1)[0])[0].lower()


def _word_goes_on(one: str, other: str, words: Container[str]) -> bool:
    """Was the hyphen put there by the line break? The document's own words decide, then the case."""
    left, right = _words_beside(one, other)
    if one[-1] == "\N{SOFT HYPHEN}":
        return True
    if left + right in words:
        # Photovoltaik-Freiflächen keeps its hyphen, though the two words are one elsewhere.
        return not (other[0].isupper() and one[-2].islower())
    if f"{left}-{right}" in words:
        return False
    return other[0].islower()
