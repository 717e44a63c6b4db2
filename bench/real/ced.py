"""Two Chinese documents of the CED benchmark: its exact F1 of (level, label, content), from the text of their HTML.

What hangs below the title there hangs below the title here: a division is one level below the one that holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html

import reportparse as rp
from real.table import Row, f1
from reportparse.chars import spaceless
from reportparse.nodes import Division, FrontLine, Item, ItemList, Node, Report

FOLDER = "bench-ced"
FAMILY = "generic"

_BLOCKS = "h1|h2|h3|h4|h5|h6|p|li"


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 over all nodes, and over the headings alone."""
    for name, page in (
        ("test_parse", "test_parse__html_content2.html"),
        ("test_text_between_headings_real", "test_text_between_headings_real__html_string.html"),
    ):
        gold = list(_gold(json.loads((folder / f"{name}__gold_obj.json").read_text("utf-8"))["children"], 1))
        report = rp.parse(_text((folder / page).read_bytes()), profile).report
        found = list(_found(report))
        yield Row(name, "exact F1", f1(gold, found), len(gold))
        heads = [[one for one in side if one[1] == "Heading"] for side in (gold, found)]
        yield Row(name, "headings F1", f1(*heads), len(heads[0]))


def _text(page: bytes) -> str:
    tree = html.fromstring(page.decode("utf-8", "replace"))
    blocks = tree.xpath("//*[" + " or ".join(f"self::{name}" for name in _BLOCKS.split("|")) + "]")
    return "\n\n".join(filter(None, (" ".join(block.text_content().split()) for block in blocks)))


def _gold(nodes: Sequence[dict[str, Any]], level: int) -> Iterator[tuple[int, str, str]]:
    for node in nodes:
        yield level, node["label"], spaceless("".join(node["content"]))
        yield from _gold(node["children"], level + 1)


def _found(report: Report) -> Iterator[tuple[int, str, str]]:
    front = report.front.content
    titles = [node.text for node in front if isinstance(node, FrontLine) and node.kind == "title"]
    yield 1, "Heading", spaceless("".join(titles))
    rest = [node for node in front if not (isinstance(node, FrontLine) and node.kind == "title")]
    yield from _below([*rest, *report.body.content, *report.back.content], 2)


def _below(nodes: Sequence[Node], level: int) -> Iterator[tuple[int, str, str]]:
    for node in nodes:
        if isinstance(node, Division):
            words = spaceless("".join(part.text for part in (node.numbering, node.heading) if part is not None))
            yield level, "Heading", words
            yield from _below(node.content, level + 1)
        elif isinstance(node, ItemList):
            for item in node.content:
                yield level, "Text", spaceless(_words(item))
        else:
            yield level, "Text", spaceless(_words(node))


def _words(node: Node) -> str:
    label = getattr(node, "numbering", None)
    return (
        "".join(leaf.text for leaf in node.leaves())
        if isinstance(node, Item)
        else (label.text if label else "") + node.text
    )
