"""`Source`: the text exactly as it was received, with its pages, lines and fingerprint."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from typing import NamedTuple

from attrs import field, frozen

_LINE_END = re.compile(r"\r\n|\r|\n|\f")


class Place(NamedTuple):
    """Where a reader would look: page, line and column, all counted from 1."""

    page: int
    line: int
    column: int


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
    page_starts: tuple[int, ...] = field(default=(), eq=False, repr=False)  # (0, 812), if no form feed says it
    _starts: list[int] = field(factory=list, init=False, eq=False, repr=False)
    _pages: list[int] = field(factory=list, init=False, eq=False, repr=False)

    @property
    def sha256(self) -> str:
        """Of the bytes received, or of UTF-8 (with `surrogatepass`) for a str."""
        if self.data_sha256 is not None:
            return self.data_sha256
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def place(self, offset: int) -> Place:
        """Page, line and column of a code point; an offset past the end is the end.

        Pages are counted from form feeds, or begin where `page_starts` says; without either all is page 1.
        """
        if not self._starts:
            self._starts.append(0)
            for found in _LINE_END.finditer(self.text):
                self._starts.append(found.end())
                if found.group() == "\f":
                    self._pages.append(found.end())
            self._pages[:] = self._pages or self.page_starts[1:]
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        page = bisect_right(self._pages, offset) + 1
        return Place(page, line, offset - self._starts[line - 1] + 1)
