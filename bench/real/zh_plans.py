"""Chinese five-year plans in Markdown: headings with their level, read from the text without any mark.

The marks of some plans stop above the lowest rungs. `of marked levels` leaves out what stands below the level that the
marks reach in each division.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import reportparse as rp
from real.markdown import headings, outline, plain
from real.table import Row, f1

FOLDER = "zh-plans-tree"
FAMILY = "cn-plan"

Outline = Sequence[tuple[int, str]]


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 of (level, words) over all divisions, and over those at levels that the gold marks."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8")
        gold = headings(text)
        found = outline(rp.parse(plain(text), profile).report)
        deepest = max(level for level, _ in gold)
        marked = [one for one in found if one[0] <= deepest]
        yield Row(path.stem, "headings F1", f1(gold, found), len(gold))
        yield Row(path.stem, "of marked levels", f1(gold, marked), len(gold))
