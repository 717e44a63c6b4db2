"""A manuscript as HTML, for the engines that set it."""

from __future__ import annotations

import html
import re

from eval.make.manuscript import CLASSES, Block

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CALL = re.compile(r"\^(\w+)\^")
_NO_SPACE_AFTER = frozenset("、．）　")
_ELEMENTS = {"part": "h1", "section": "h2", "sub": "h3", "sub2": "h4", "sub3": "h5"}

BASE = """
html { hyphenate-character: '-' }
.fn { float: footnote; font-size: 80% }
.fn::footnote-call, sup { font-size: 65%; vertical-align: super; line-height: 0 }
.fn::footnote-marker { font-size: 80%; content: counter(footnote) ' ' }
td { vertical-align: top; padding: 1pt 6pt }
"""


def page(blocks: list[Block], language: str, style: str, footnotes: bool) -> str:
    """The whole HTML. With `footnotes`, notes float to the foot of their page (CSS of paged media); else they stay."""
    notes = {block.number: block.text for block in blocks if block.tag == "note"} if footnotes else {}
    body = _body(blocks, notes)
    return f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><style>{BASE}{style}</style><body>{body}'


def _body(blocks: list[Block], notes: dict[str, str]) -> str:
    made: list[str] = []
    open_paragraph = in_table = False
    for block in blocks:
        if in_table and block.tag != "row":
            made.append("</table>")
            in_table = False
        if not block.inline and open_paragraph:
            made.append("</p>")
            open_paragraph = False
        css = f' class="{(block.tag + " " + block.css).strip()}"'.replace("+", "go-on")
        text = _inner(block.text, notes)
        label = f'<span class="label">{html.escape(block.number)}</span>' if block.number else ""
        if label and block.number[-1] not in _NO_SPACE_AFTER:
            label += " "
        match block.tag:
            case "title":
                made.append(f"<h1{css}>{text}</h1>")
            case tag if tag in CLASSES:
                element = _ELEMENTS[tag]
                made.append(f"<{element}{css}>{label}{_inner(block.heading, notes)}</{element}>")
            case "row":
                if not in_table:
                    made.append(f"<table{css}>")
                    in_table = True
                cells = "".join(f"<td>{_inner(cell, notes)}</td>" for cell in block.text.split(" ; "))
                made.append(f"<tr>{cells}</tr>")
            case "html":
                made.append(block.text)
            case "up":
                pass
            case "note":
                if not notes:
                    made.append(f"<p{css}>{label}{text}</p>")
            case _:
                run = _inner(block.heading, notes)
                run = f"<b>{run}</b>" if run and block.tag != "lead" else run
                made.append(f"{label}{run}{text}" if block.inline else f"<p{css}>{label}{run}{text}")
                open_paragraph = True
    return "\n".join(made)


def _inner(text: str, notes: dict[str, str]) -> str:
    """The markup of a text: bold, line breaks, calls of notes."""
    escaped = _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False)).replace(" // ", "<br>")

    def call(found: re.Match[str]) -> str:
        if found[1] in notes:
            return f'<span class="fn">{_inner(notes[found[1]], {})}</span>'
        return f"<sup>{found[1]}</sup>"

    return _CALL.sub(call, escaped)
