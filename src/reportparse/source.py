"""`Source`: the text exactly as it was received, with its pages, lines and fingerprint."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from attrs import field, frozen

from reportparse.span import Span

_LINE_END = re.compile(r"\r\n|\r|\n|\f")


class Place(NamedTuple):
    """Where a reader would look: page, line and column, all counted from 1; and in which piece."""

    page: int
    line: int
    column: int
    piece: str | None = None  # "page4.txt", or "2" for the second if it has no name; None: the source came in one

    def __repr__(self) -> str:
        piece = "" if self.piece is None else f", piece={self.piece!r}"
        return f"Place(page={self.page}, line={self.line}, column={self.column}{piece})"


@frozen(kw_only=True)
class Piece:
    """A stretch of a source that was put together of several texts, or cut out of a larger one.

    `start` counts in the source; `offset`, `page`, `line` and `column` say where the stretch begins in the text
    that was received under this name.
    """

    start: int = 0  # 5120: behind the pieces before it
    length: int  # in code points
    name: str | None = None  # "page4.txt"; None for a str from nowhere
    sha256: str = ""  # of all bytes received under this name, or of UTF-8 with surrogatepass for a str
    encoding: str | None = None  # "utf-8"; None if the text came as str
    offset: int = 0
    page: int = 1
    line: int = 1
    column: int = 1

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.start + self.length


@frozen(kw_only=True)
class Source:
    """The text as received. Nothing is repaired on the way in, not even a line end.

    >>> source = Source(text="one\\r\\ntwo\\fthree")
    >>> source.place(5), source.place(9)
    (Place(page=1, line=2, column=1), Place(page=2, line=3, column=1))
    """

    text: str
    name: str | None = None  # "report.txt"; None for a str from nowhere
    encoding: str | None = None  # "utf-8"; None if the text came as str
    data_sha256: str | None = field(default=None, repr=False)  # of the bytes received, if bytes were
    pieces: tuple[Piece, ...] = ()  # what the text is made of, nothing between them; empty if it came in one
    page_starts: tuple[int, ...] = field(default=(), eq=False, repr=False)  # (0, 812), if no form feed says it
    _starts: list[int] = field(factory=list, init=False, eq=False, repr=False)
    _pages: list[int] = field(factory=list, init=False, eq=False, repr=False)

    @property
    def sha256(self) -> str:
        """Of the bytes received, or of UTF-8 (with `surrogatepass`) for a str, or for all pieces together."""
        if self.data_sha256 is not None:
            return self.data_sha256
        import hashlib  # loaded here so that `import reportparse` stays quick

        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def place(self, offset: int) -> Place:
        """Page, line and column of a code point; an offset past the end is the end.

        Pages are counted from form feeds, or begin where `page_starts` says; without either all is page 1. In a
        source made of pieces all three count in the text that the piece is from.

        >>> pieces = (Piece(length=4, name="a.txt"), Piece(start=4, length=3, name="b.txt"))
        >>> Source(text="one\\ntwo", pieces=pieces).place(5)
        Place(page=1, line=1, column=2, piece='b.txt')
        """
        if not self._starts:
            self._measure()
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        page = bisect_right(self._pages, offset)
        column = offset - self._starts[line - 1] + 1
        if not self.pieces:
            return Place(page + 1, line, column)
        at = self._piece_at(offset)
        piece = self.pieces[at]
        line -= bisect_left(self._starts, piece.start)
        return Place(
            page - bisect_left(self._pages, piece.start) + piece.page,
            line + piece.line - 1,
            column + (piece.column - 1 if line == 1 else 0),
            piece.name or str(at + 1),
        )

    def in_pieces(self, span: Span) -> tuple[tuple[Piece, Span], ...]:
        """The way from the source to the pieces: the stretches of a span, each in the text that its piece is from.

        Empty for a source that came in one.

        >>> pieces = (Piece(length=4, name="a.txt"), Piece(start=4, length=3, name="b.txt", offset=100))
        >>> [(piece.name, there) for piece, there in Source(text="one\\ntwo", pieces=pieces).in_pieces(Span(2, 6))]
        [('a.txt', Span(start=2, end=4)), ('b.txt', Span(start=100, end=102))]
        """
        found: list[tuple[Piece, Span]] = []
        for piece in self.pieces[self._piece_at(span.start) :] if self.pieces else ():
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start < end:
                shift = piece.offset - piece.start
                found.append((piece, Span(start + shift, end + shift)))
            elif piece.start >= span.end:
                break
        return tuple(found)

    def _piece_at(self, offset: int) -> int:
        return max(0, bisect_right(self.pieces, offset, key=attrgetter("start")) - 1)

    def _measure(self) -> None:
        """Where lines and pages begin; each piece begins with a line of its own."""
        last = len(self.text)
        for piece in self.pieces or (Piece(length=last),):
            lines = [] if self._starts[-1:] == [piece.start] else [piece.start]  # behind an empty piece
            feeds: list[int] = []
            for found in _LINE_END.finditer(self.text, piece.start, piece.end):
                if found.end() < piece.end or found.end() == last:
                    lines.append(found.end())
                    if found.group() == "\f":
                        feeds.append(found.end())
            self._starts.extend(lines)
            if not feeds and not self.pieces:
                feeds = list(self.page_starts[1:])
            elif not feeds:
                inside = [start for start in self.page_starts if piece.start <= start < piece.end]
                # Of several pieces, the first page of each begins with its first words, which may be further on.
                feeds = [start for start in inside if start != inside[0]]
            self._pages.extend(feeds)
