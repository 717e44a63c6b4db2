"""HRDoc: papers as lines with a class, a parent and a relation; the distance of the trees, as its authors measure it.

Ma et al. 2023, arXiv:2303.13839, github.com/jfma-USTC/HRDoc. Each line is a node. The first line of a heading hangs
below the heading that holds it, the first line of a paragraph below its heading, every further line below the line
before it. What stands beside the text (title, authors, running heads, folios, footnotes: `meta`) is not in the tree.
A line's name is its class and its text: to change it costs 1 wherever the class differs.

The text is fed as the lines stand in the file, pages parted by a form feed: without the boxes and the images that the
published systems read as well. Our tree knows no formula, figure or caption: their lines count as paragraphs, and
cost 1 each. `text STEDS` leaves out every line that is one of these, or a table, in gold.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import reportparse as rp
from real.table import Row, f1
from reportparse.nodes import (
    Displaced,
    Division,
    FrontLine,
    Heading,
    Leaf,
    Node,
    Note,
    Report,
    Table,
    TableOfContents,
)
from reportparse.span import Span

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from eval.trees import Ordered, edit_distance

FOLDER = "bench-hrdoc"
FAMILY = "generic"

ROOT = -1
ASIDE = "aside"  # what is not in the tree
_CLASSES = {"sec1": "section", "sec2": "section", "sec3": "section", "para": "paraline", "tab": "table"} | {
    "fig": "figure", "tabcap": "caption", "figcap": "caption", "equ": "equation", "fstline": "fstline"
}  # fmt: skip
_TEXT = ("section", "fstline", "paraline")


class Line(NamedTuple):
    """A line as a node: `Line("fstline", 15)`."""

    kind: str
    parent: int  # a line, or ROOT


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """The score of each document and of all together (micro), and F1 of what the tree is made of."""
    sums: dict[str, list[float]] = {"STEDS": [0.0, 0.0], "text STEDS": [0.0, 0.0]}
    for path in sorted(folder.glob("*.json")):
        entries = json.loads(path.read_text("utf-8"))
        gold, found = printed(entries), read(entries, profile)
        texts = [entry["text"] for entry in entries]
        text = [kind in (*_TEXT, ASIDE) for kind, _ in gold]
        for what, kept in (("STEDS", [True] * len(gold)), ("text STEDS", text)):
            one, other = (ordered(lines, kept, texts) for lines in (gold, found))
            distance, size = edit_distance(one, other, _cost), max(len(one.labels), len(other.labels))
            sums[what][0] += distance
            sums[what][1] += size
            yield Row(path.stem, what, 1 - distance / size, len(one.labels))
        for kind in ("section", "fstline", ASIDE):
            sides = [[at for at, line in enumerate(lines) if line.kind == kind] for lines in (gold, found)]
            yield Row(path.stem, f"{kind} lines F1", f1(*sides), len(sides[0]))
    for what, (total, nodes) in sums.items():
        yield Row("all", f"micro {what}", 1 - total / nodes, int(nodes))


def _cost(one: tuple[str, str], other: tuple[str, str]) -> float:
    return float(one != other)


def printed(entries: Sequence[dict[str, Any]]) -> list[Line]:
    """The lines as the file has them, made a tree as its authors do.

    A line that is equal to another hangs where the oldest of those hangs; `opara` is of the class it goes on from.
    """
    made: list[Line] = []
    kinds: list[str] = []
    for entry in entries:
        up = entry["parent_id"]
        kinds.append(kinds[up] if entry["class"] == "opara" else _CLASSES.get(entry["class"], ASIDE))
        if entry["relation"] == "meta":
            made.append(Line(ASIDE, ROOT))
            continue
        while entry["relation"] == "equality":
            entry = entries[entry["parent_id"]]
        made.append(Line(kinds[-1], entry["parent_id"]))
    return [Line(ASIDE, ROOT) if _is_aside(made, at) else line for at, line in enumerate(made)]


def _is_aside(lines: Sequence[Line], at: int) -> bool:
    """The second line of a footnote hangs below the first, which is in no tree."""
    while at != ROOT and lines[at].kind != ASIDE:
        at = lines[at].parent
    return at != ROOT


def read(entries: Sequence[dict[str, Any]], profile: str) -> list[Line]:
    """The lines as we read them: each belongs to the leaf that holds its first character."""
    text, starts = "", []
    for at, entry in enumerate(entries):
        text += "" if at == 0 else "\f" if entry["page"] != entries[at - 1]["page"] else "\n"
        starts.append(len(text))
        text += entry["text"]
    document = rp.parse(text, profile)
    assert document.trace is not None
    leaves = sorted(_leaves(document.report), key=lambda one: one.start)
    begins = [one.start for one in leaves]
    first: dict[int, int] = {}  # leaf: its first line
    last: dict[int, int] = {}
    made: list[Line] = []
    for at, (start, entry) in enumerate(zip(starts, entries, strict=True)):
        clean = document.trace.clean_span(Span(start, start + len(entry["text"])))
        place = leaves[bisect_right(begins, _visible(document.text, clean)) - 1] if leaves else None
        if clean.start == clean.end or place is None or place.kind == ASIDE:
            made.append(Line(ASIDE, ROOT))
            continue
        up = first.get(place.above, ROOT)
        goes_on = place.leaf in last
        kind = "paraline" if goes_on and place.kind == "fstline" else place.kind
        made.append(Line(kind, last[place.leaf] if goes_on else up))
        first.setdefault(place.leaf, at)
        last[place.leaf] = at
    return made


def _visible(text: str, span: Span) -> int:
    at = span.start
    while at < span.end - 1 and text[at].isspace():
        at += 1
    return at


class Place(NamedTuple):
    """A stretch of clean text: its leaf, and the heading above it, by `id()`; 0 where there is none."""

    start: int
    leaf: int
    above: int
    kind: str


def _leaves(report: Report) -> Iterator[Place]:
    stack: list[tuple[Node, int, str]] = [(report, 0, "fstline")]
    while stack:
        node, above, kind = stack.pop()
        match node:
            case FrontLine() | Note() | Displaced() | TableOfContents():
                kind = ASIDE
            case Table():
                kind, above = "table", 0
        if isinstance(node, Leaf):
            kind = "section" if isinstance(node, Heading) and kind == "fstline" else kind
            for part in (*node.children, node):
                yield from (Place(span.start, id(node), above, kind) for span in part.spans)
            continue
        heading = node.heading if isinstance(node, Division) else None
        for child in node.children:
            stack.append((child, above if child is heading or heading is None else id(heading), kind))


def ordered(lines: Sequence[Line], kept: Sequence[bool], texts: Sequence[str]) -> Ordered:
    """The tree as the algorithm wants it; a line that is left out has its children hang from what it hung from."""
    inside = [keep and line.kind != ASIDE for keep, line in zip(kept, lines, strict=True)]
    below: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if inside[at]:
            up = line.parent
            while up != ROOT and not inside[up]:
                up = lines[up].parent
            below.setdefault(up, []).append(at)
    made = Ordered([], [])
    stack: list[tuple[int, int]] = [(ROOT, -1)]  # a node and, once its children are done, where the first of them began
    while stack:
        at, began = stack.pop()
        if began < 0 and at in below:
            stack.append((at, len(made.labels)))
            stack.extend((child, -1) for child in reversed(below[at]))
            continue
        made.leftmost.append(began if began >= 0 else len(made.labels))
        made.labels.append(("ROOT", "") if at == ROOT else (lines[at].kind, texts[at]))
    return made
