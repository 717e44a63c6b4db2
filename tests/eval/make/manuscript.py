"""The manuscript of a document: one block a line, from which both the gold and the page are made.

A line without `=` is a paragraph; one that begins with `#` is a remark. The others::

    =title T            =meta T           =address T         front and back matter
    =part T             =section N| T     =sub N| T          divisions; =sub2, =sub3 are below =sub
    =lead HEAD|| T      a subsection whose heading opens the printed paragraph
    =p N| T             a numbered paragraph
    =item N| T          =subitem N| T     items on lines of their own
    =run HEAD|| T       =irun N| T        items inside the printed paragraph; =RUN opens a paragraph
    =+ T                a paragraph that goes on in the same printed one
    =note N| T          a footnote, called by ^N^ in the paragraph above it
    =row A ; B ; C      a row of a table
    =print T            printed, but no part of the report: a jump line, an entry of a table of contents
    =up N               the divisions from rank N down end here (part 1, section 2, sub 3, ...)
    =html X             markup for the page alone

Each may name a class for the page: `=meta.small T`. In a text `**b**` is bold, `//` a line break of the page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from attrs import frozen

RANKS = {"part": 1, "section": 2, "sub": 3, "sub2": 4, "sub3": 5, "lead": 9}
CLASSES = {"part": "part", "section": "section", "sub": "subsection", "sub2": "subsection", "sub3": "subsection"}
LABELLED = frozenset({*CLASSES, "p", "item", "subitem", "irun", "note"})
HEADED = frozenset({"lead", "run", "RUN"})
OF_THE_PAGE = frozenset({"print", "html"})
PLAIN = frozenset({"title", "meta", "address", "+", "row", "up", "text"})

_LINE = re.compile(r"=(?P<tag>[a-zA-Z0-9]+|\+)(?:\.(?P<css>[\w-]+))?(?: (?P<rest>.*))?$")
_CALL = re.compile(r"\^(\w+)\^")
_NO_SPACE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) // (?=[\u3000-\u9fff\uff00-\uffef])")


@frozen(kw_only=True)
class Block:
    """One line of a manuscript."""

    tag: str  # "section"
    css: str = ""
    number: str = ""
    heading: str = ""
    text: str = ""

    @property
    def inline(self) -> bool:
        return self.tag in ("+", "run", "irun")


def read(path: Path) -> list[Block]:
    """The blocks of a manuscript; ValueError with the line for what is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(_block(line))
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from None
    return found


def _block(line: str) -> Block:
    if not line.startswith("="):
        return Block(tag="text", text=line)
    match = _LINE.match(line)
    if match is None:
        raise ValueError("no tag that could be read")
    tag, css, rest = match["tag"], match["css"] or "", match["rest"] or ""
    if tag in HEADED:
        heading, found, text = rest.partition("||")
        if not found:
            raise ValueError(f"={tag} wants HEAD|| TEXT")
        return Block(tag=tag, css=css, heading=heading.strip(), text=text.strip())
    if tag in LABELLED:
        number, found, text = rest.partition("|")
        if not found:
            number, text = "", rest
        where = "heading" if tag in CLASSES else "text"
        return Block(tag=tag, css=css, number=number.strip(" "), **{where: text.strip()})
    if tag not in OF_THE_PAGE | PLAIN:
        raise ValueError(f"no tag ={tag}")
    return Block(tag=tag, css=css, text=rest)


def words(text: str) -> str:
    """A text as it reads: without the marks of bold and notes, lines of the page joined.

    >>> words("**Der** Bericht // des Rates^1^"), words("工作 // 报告")
    ('Der Bericht des Rates1', '工作报告')
    """
    return _CALL.sub(r"\1", _NO_SPACE.sub("", text).replace(" // ", " ").replace("**", ""))


def gold(blocks: list[Block]) -> dict[str, Any]:
    """The tree in the neutral form; what is empty is left out."""
    report: dict[str, Any] = {"type": "report"}
    open_: list[tuple[int, dict[str, Any]]] = [(0, report)]
    rows: list[str] = []

    def close(rank: int) -> None:
        while open_[-1][0] >= rank:
            open_.pop()

    def add(kind: str, **fields: Any) -> dict[str, Any]:
        node = {"type": kind} | {key: value for key, value in fields.items() if value}
        open_[-1][1].setdefault("children", []).append(node)
        return node

    behind_heading = False
    for block in (*blocks, Block(tag="up", text="0")):
        tag, text, number = block.tag, words(block.text), block.number
        if rows and tag != "row":
            add("table", text=" ".join(rows))
            rows = []
        if tag in OF_THE_PAGE:
            continue
        if tag in ("text", "p", "item", "RUN", "row"):
            close(RANKS["lead"])
        inline = block.inline or behind_heading
        behind_heading = False
        match tag:
            case "title":
                report["heading"] = text
            case "meta" | "address":
                close(1)
                add(tag, text=text)
            case "part" | "section" | "sub" | "sub2" | "sub3":
                close(RANKS[tag])
                node = add(CLASSES[tag], number=number, heading=words(block.heading))
                open_.append((RANKS[tag], node))
            case "lead":
                close(RANKS["lead"])
                node = add("subsection", heading=words(block.heading))
                open_.append((RANKS["lead"], node))
                if text:
                    add("paragraph", text=text, inline=True)
                behind_heading = not text
            case "up":
                close(max(1, int(text)))
            case "text" | "+" | "p":
                add("paragraph", number=number, text=text, inline=inline)
            case "item" | "irun" | "run" | "RUN":
                add("item", number=number, heading=words(block.heading), text=text, inline=inline)
            case "subitem":
                above = open_[-1][1]["children"][-1]
                above.setdefault("children", []).append({"type": "item", "number": number, "text": text})
            case "note":
                report.setdefault("children", [])
                open_[0][1].setdefault("notes", []).append({"type": "note", "number": number, "text": text})
            case "row":
                rows += [cell.strip() for cell in text.split(" ; ") if cell.strip()]
    notes = report.pop("notes", [])
    report["children"] = [*report.get("children", []), *notes]
    return report
