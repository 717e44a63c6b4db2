"""Markdown documents as gold: the headings that its marks show, and the same text without any mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.chars import spaceless
from reportparse.nodes import Division, Node, Report

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTE_TEXT = re.compile(r"(?m)^\[\^[^\]\n]+\]:.*\n?")
_NOTE_CALL = re.compile(r"\[\^[^\]\n]+\]")
_TAG = re.compile(r"</?(?:details|summary|br|div|p|center|sup|small)[^>\n]*>")
_HEADING = re.compile(r"(?m)^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_MARKS = re.compile(r"(?m)^(?:#{1,6}[ \t]+|>[ \t]?|[ \t]*[-*+][ \t]+(?=\S))")
_EMPHASIS = re.compile(r"\*{1,3}|\\(?=[^\w\s])")


def headings(text: str) -> list[tuple[int, str]]:
    """The level (1, 2, …) and words of each heading that is marked; the highest mark of the text is level 1."""
    found = [(len(one[1]), spaceless(_EMPHASIS.sub("", _NOTE_CALL.sub("", one[2])))) for one in _HEADING.finditer(text)]
    top = min((level for level, _ in found), default=1)
    return [(level - top + 1, words) for level, words in found]


def plain(text: str) -> str:
    """The text without the marks of Markdown: what is left says nothing of headings but by its own words."""
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    text = _TAG.sub("", _NOTE_CALL.sub("", _NOTE_TEXT.sub("", text)))
    return _EMPHASIS.sub("", _MARKS.sub("", text))


def outline(report: Report) -> list[tuple[int, str]]:
    """The level (1, 2, …) and words, label included, of each division of a report that has a heading on a line of its own.

    （一）深化改革。今年…… is a heading, too, but the golds of headings list none that the text follows on its line.
    """
    return list(_divisions([*report.front.content, *report.body.content, *report.back.content], 1))


def _divisions(nodes: list[Node], level: int) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if not isinstance(node, Division):
            continue
        labelled = node.heading is not None and node.heading.numbering is not None
        if node.heading is not None and not (node.heading.run_in and labelled):
            label = node.heading.numbering.text if node.heading.numbering else ""
            yield level, spaceless(label + node.heading.text)
        yield from _divisions(list(node.content), level + 1)
