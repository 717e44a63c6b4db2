"""A newspaper page in columns, set line by line with ReportLab, its bold drawn several times."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import frozen

from eval.make.manuscript import CLASSES, Block

_BOLD = re.compile(r"(\*\*.+?\*\*)")
_NEVER_FIRST = frozenset("，。、；：？！”’）》」』】…—·")
_NEVER_LAST = frozenset("“‘（《「『【")


@frozen(kw_only=True)
class Layout:
    """The `[made.layout]` of an about.toml: all lengths in points."""

    font: str  # path of a TrueType font
    face: int = 0  # number of the face in a collection
    width: float = 540
    height: float = 760
    columns: int = 3
    gutter: float = 14
    margin: float = 36
    size: float = 9
    pitch: float = 13.5
    strikes: int = 2
    step: float = 0.25  # how far the second strike stands to the right
    by: str = "class"  # what is struck at once: "class" (Han, marks, digits apart), "glyph", "line"
    title_last: bool = False
    head: str = ""  # the running head of the newspaper page


@frozen
class Glyph:
    """A character with its weight and place."""

    char: str
    bold: bool
    x: float


def typeset(blocks: list[Block], layout: Layout, path: Path) -> None:
    """Write the PDF: columns are filled one after the other, pages as needed."""
    fonts = import_module("reportlab.pdfbase.pdfmetrics")
    face = import_module("reportlab.pdfbase.ttfonts").TTFont("text", layout.font, subfontIndex=layout.face)
    fonts.registerFont(face)
    canvas = import_module("reportlab.pdfgen.canvas").Canvas(str(path), pagesize=(layout.width, layout.height))
    _Setter(canvas, layout, fonts.stringWidth).all(blocks)
    canvas.save()


class _Setter:
    """Where the next line goes."""

    def __init__(self, canvas: Any, layout: Layout, width: Any) -> None:
        self._canvas, self._layout, self._width = canvas, layout, width
        self._column, self._top = 0, layout.height - layout.margin - 48
        self._measure = (layout.width - 2 * layout.margin + layout.gutter) / layout.columns - layout.gutter
        self._y = self._top

    def all(self, blocks: list[Block]) -> None:
        layout = self._layout
        self._running_head()
        titles = [block.text for block in blocks if block.tag == "title"]
        if not layout.title_last:
            self._titles(titles)
        for text, size, heads in _printed(blocks):
            if heads:
                self._y -= 0.3 * layout.pitch
            indent = 0.0 if heads else 2 * size
            for line in self._lines(text, size, indent):
                self._draw(line, size)
        if layout.title_last:
            self._titles(titles)

    def _running_head(self) -> None:
        if self._layout.head:
            self._plain(self._layout.head, self._layout.margin, self._layout.height - 24, 8)

    def _titles(self, titles: list[str]) -> None:
        y = self._layout.height - self._layout.margin - 14
        for title in titles:
            for line in title.split(" // "):
                wide = self._width(line, "text", 15)
                self._plain(line, (self._layout.width - wide) / 2, y, 15)
                y -= 19

    def _plain(self, text: str, x: float, y: float, size: float) -> None:
        self._canvas.setFont("text", size)
        self._canvas.drawString(x, y, text)

    def _lines(self, text: str, size: float, indent: float) -> list[list[Glyph]]:
        """The glyphs of each line; no line begins with a closing mark or ends with an opening one."""
        lines: list[list[Glyph]] = [[]]
        x = indent
        for piece in _BOLD.split(text):
            bold = piece.startswith("**")
            for char in piece.replace("**", ""):
                wide = self._width(char, "text", size)
                if x + wide > self._measure + 0.1 and char not in _NEVER_FIRST:
                    carried: list[Glyph] = []
                    while lines[-1] and _keeps(lines[-1][-1].char, char):
                        carried.insert(0, lines[-1].pop())
                    x = 0.0
                    lines.append([])
                    for glyph in carried:
                        lines[-1].append(Glyph(glyph.char, glyph.bold, x))
                        x += self._width(glyph.char, "text", size)
                lines[-1].append(Glyph(char, bold, x))
                x += wide
        return lines

    def _draw(self, line: list[Glyph], size: float) -> None:
        layout = self._layout
        if self._y < layout.margin:
            self._column, self._y = self._column + 1, self._top
            if self._column == layout.columns:
                self._canvas.showPage()
                self._column, self._y = 0, self._top
                self._running_head()
        left = layout.margin + self._column * (self._measure + layout.gutter)
        self._canvas.setFont("text", size)
        for run in _runs(line, layout.by):
            text = "".join(glyph.char for glyph in run)
            for strike in range(layout.strikes if run[0].bold else 1):
                self._canvas.drawString(left + run[0].x + strike * layout.step, self._y, text)
        self._y -= layout.pitch


def _printed(blocks: list[Block]) -> list[tuple[str, float, bool]]:
    """The printed paragraphs: text with its bold, size, and whether it is a heading."""
    found: list[tuple[str, float, bool]] = []
    for block in blocks:
        bold = f"**{block.heading}**" if block.tag in ("run", "RUN") else block.heading if block.tag == "lead" else ""
        text = f"{block.number}{bold}{block.text}".replace(" // ", "")
        if block.tag in CLASSES:
            found.append((f"{block.number}{block.heading}", 11.0, True))
        elif block.inline:
            before, size, heads = found.pop()
            found.append((before + text, size, heads))
        elif block.tag not in ("title", "up", "html"):
            found.append((text, 9.0, block.tag == "meta"))
    return found


def _keeps(last: str, first: str) -> bool:
    """Whether the last character of a line has to go on the next one with what follows."""
    return last in _NEVER_LAST or (last.isascii() and last.isalnum() and first.isascii() and first.isalnum())


def _class(glyph: Glyph) -> tuple[bool, str]:
    kind = "digit" if glyph.char.isascii() and glyph.char.isalnum() else "word" if glyph.char.isalnum() else glyph.char
    return glyph.bold, kind


def _runs(line: list[Glyph], by: str) -> list[list[Glyph]]:
    """The stretches that are drawn at once."""
    runs: list[list[Glyph]] = []
    for glyph in line:
        same = bool(runs) and (
            runs[-1][-1].bold == glyph.bold if by == "line" or not glyph.bold else _class(runs[-1][-1]) == _class(glyph)
        )
        if same and not (by == "glyph" and glyph.bold):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs
