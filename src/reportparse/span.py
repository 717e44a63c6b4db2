"""`Span`: a stretch of text, in Unicode code points, half open."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points, 0-based, as in W3C TextPositionSelector and Python slices.

    >>> span = Span(2, 5)
    >>> "abcdefg"[span.start : span.end], len(span.of("abcdefg"))
    ('cde', 3)
    >>> Span(4, 4).is_empty
    True
    """

    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Does it hold no character?"""
        return self.start >= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


def hull(spans: tuple[Span, ...]) -> Span | None:
    """The smallest span around all of `spans`; None if there are none.

    >>> hull((Span(3, 5), Span(9, 12)))
    Span(start=3, end=12)
    >>> hull(()) is None
    True
    """
    if not spans:
        return None
    if len(spans) == 1:
        return spans[0]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the white space at its ends.

    >>> trimmed("one two ", 3, 8)
    Span(start=4, end=7)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(inked(text, start, end), end)


def widened(text: str, start: int, end: int) -> Span:
    """The stretch with the white space around it.

    >>> widened("one two  three", 4, 7)
    Span(start=3, end=9)
    """
    while start and text[start - 1].isspace():
        start -= 1
    return Span(start, inked(text, end))


def inked(text: str, at: int, end: int | None = None) -> int:
    """A place, or where the white space ends that stands there.

    >>> inked("one two", 3), inked("one two", 4)
    (4, 4)
    """
    stop = len(text) if end is None else end
    while at < stop and text[at].isspace():
        at += 1
    return at
