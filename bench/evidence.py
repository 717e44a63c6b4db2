"""How often nodes are right, by the reasons they were told by: python bench/evidence.py seeds [FOLDER ...]

A FOLDER holds documents with their trees in the neutral form (docs of `tests/eval`): `NAME.txt` with `NAME/gold.json`,
or `NAME/gold.json` with texts of several extractors in `NAME/ext/`. A node is right if the gold has one of its class
with the same label and heading, or, without heading, the same first words. `cert` of `reportparse.evidence.REASONS` is
taken from this table.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src")]

import reportparse as rp  # noqa: E402
from reportparse.evidence import REASONS  # noqa: E402
from reportparse.nodes import (  # noqa: E402
    Addressing,
    Division,
    FrontLine,
    Item,
    Leaf,
    Node,
    Note,
    Paragraph,
    Part,
    Section,
    Signature,
)

_MARKS = " 、.．。,，:：()（）[]【】;；!！?？-"
_FIRST = 16  # characters of a text without heading that have to be the same


class Key(NamedTuple):
    """What two nodes have in common if they are the same."""

    kind: str
    label: str
    words: str


def folded(text: str) -> str:
    """Without what extractors and conventions differ in: spaces, case, width, marks at the ends."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold().strip(_MARKS)


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each text with its gold."""
    for gold in sorted(folder.glob("*/gold.json")):
        beside = gold.parent.with_suffix(".txt")
        for text in [beside] if beside.exists() else sorted((gold.parent / "ext").glob("*.txt")):
            yield text, gold


def of_gold(node: dict[str, Any]) -> Iterator[Key]:
    """The keys of a tree in the neutral form."""
    kind, heading, text = node["type"], node.get("heading", ""), node.get("text", "")
    label = folded(node.get("number", ""))
    if kind == "report":
        yield Key("title", "", folded(heading))
    elif kind in ("meta", "address", "note"):
        yield Key(kind, "", folded(text)[:_FIRST])
    else:
        below = next((child.get("text", "") for child in node.get("children", ()) if child["type"] == "paragraph"), "")
        yield Key(kind, label, folded(heading) or folded(text or below)[:_FIRST])
    for child in node.get("children", ()):
        yield from of_gold(child)


def of_node(node: Node) -> Key | None:
    """The key of a node; None for one that the neutral form does not tell from others."""
    match node:
        case Division(heading=heading) if heading is not None:
            kind = "part" if isinstance(node, Part) else "section" if isinstance(node, Section) else "subsection"
            return Key(kind, folded(node.numbering.text) if node.numbering else "", folded(heading.text))
        case Item(numbering=numbering, heading=heading):
            first = next((child.text for child in node.content if isinstance(child, Leaf)), "")
            words = folded(heading.text) if heading is not None else folded(first)[:_FIRST]
            return Key("item", folded(numbering.text) if numbering else "", words)
        case Paragraph(numbering=numbering) if numbering is not None:
            return Key("paragraph", folded(numbering.text), folded(node.text)[:_FIRST])
        case FrontLine(kind="title"):
            return Key("title", "", folded(node.text))
        case FrontLine() | Signature():
            return Key("meta", "", folded(node.text)[:_FIRST])
        case Addressing():
            return Key("address", "", folded(node.text)[:_FIRST])
        case Note():
            return Key(
                "note", "", folded(" ".join(leaf.text for leaf in node.content if isinstance(leaf, Leaf)))[:_FIRST]
            )
        case _:
            return None


def main() -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without", default="", help="texts to leave out, by name: pdfplumber,...")
    parser.add_argument("--wrong", metavar="REASON", help="list the nodes told by this reason that are not in the gold")
    arguments = parser.parse_args()
    without = arguments.without.split(",")
    right: Counter[tuple[str, ...]] = Counter()
    count: Counter[tuple[str, ...]] = Counter()
    documents: defaultdict[tuple[str, ...], set[Path]] = defaultdict(set)
    for text, gold in (pair for folder in arguments.folders for pair in pairs(folder)):
        if text.stem in without:
            continue
        left = Counter(of_gold(json.loads(gold.read_text("utf-8"))))
        for node in rp.parse_file(text).report.walk():
            key = of_node(node)
            if node.evidence is None or key is None:
                continue
            reasons = node.evidence.reasons
            count[reasons] += 1
            documents[reasons].add(gold)
            if left[key] > 0:
                left[key] -= 1
                right[reasons] += 1
            elif arguments.wrong in reasons:
                print(f"{text}: {key.kind} {key.label} {key.words}")
    print(f"{'reasons':30} {'nodes':>7} {'docs':>5} {'right':>6} {'cert':>5}")
    for reasons, of in count.most_common():
        cert = max(REASONS[name].cert for name in reasons)
        share = right[reasons] / of
        print(f"{' '.join(reasons):30} {of:7} {len(documents[reasons]):5} {share:6.3f} {cert:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
