"""What the measures of headings share: those of a tree with their depth, those of a gold, and how they compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from real.table import Row, f1
from reportparse.nodes import Body, Division, FrontLine, Node, Report

_NO_LETTER = re.compile(r"[\W_]+")


class Head(NamedTuple):
    """A heading: how deep it stands, 1 at the top, and its words, label included."""

    level: int
    text: str


def letters(text: str) -> str:
    """What two extractors agree on: letters and digits, in small letters.

    >>> letters("1.1. Roads & Bridges")
    '11roadsbridges'
    """
    return _NO_LETTER.sub("", text).casefold()


def heads(report: Report) -> list[Head]:
    """The headings of the divisions of a report in printed order, but for those behind a label on the line of their text.

    （一）深化改革。今年…… is a heading, but the golds list only what stands on a line of its own.
    """
    return list(_below(report.body, 1))


def _below(node: Node, level: int) -> Iterator[Head]:
    for child in node.children:
        if isinstance(child, Division):
            own = child.heading is not None and not (child.heading.run_in and child.heading.numbering is not None)
            if child.heading is not None and own:
                label = child.heading.numbering.text if child.heading.numbering else ""
                yield Head(level, f"{label} {child.heading.text}".strip())
            yield from _below(child, level + (child.heading is not None))
        elif not isinstance(node, Body) and child.children:
            yield from _below(child, level)


def titles(report: Report) -> list[str]:
    """What the front matter has as titles: a gold may count them among the headings."""
    return [one.text for one in report.find(FrontLine) if one.kind == "title"]


def compared(document: str, gold: Sequence[Head], report: Report) -> Iterator[Row]:
    """F1 of the texts, of level and text, of text under its parent; recall, and how many headings are found.

    Levels count from the top one of the gold, and from the top one found.
    """
    found = heads(report)
    front = {letters(one) for one in titles(report)}
    want = [Head(one.level, letters(one.text)) for one in gold if letters(one.text) not in front]
    got = [Head(one.level, letters(one.text)) for one in found]
    yield Row(document, "text F1", f1([one.text for one in want], [one.text for one in got]), len(want))
    yield Row(document, "level F1", f1(_from_one(want), _from_one(got)), len(want))
    yield Row(document, "parent F1", f1(_with_parents(want), _with_parents(got)), len(want))
    texts = {one.text for one in got} | front
    recall = sum(letters(one.text) in texts for one in gold) / max(1, len(gold))
    yield Row(document, "recall", recall, len(gold))
    yield Row(document, "found", float(len(got)), len(want))


def _from_one(some: Sequence[Head]) -> Iterable[Head]:
    top = min((one.level for one in some), default=1)
    return [one._replace(level=one.level - top + 1) for one in some]


def _with_parents(some: Sequence[Head]) -> Iterable[tuple[str, str]]:
    stack: list[Head] = []
    for one in some:
        while stack and stack[-1].level >= one.level:
            stack.pop()
        yield one.text, stack[-1].text if stack else ""
        stack.append(one)
