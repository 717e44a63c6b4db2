"""Government work reports of the State Council and of cities: headings that the Markdown marks, and labels explained.

The text is read without its marks, and as it is. A label is explained if its number goes on from the one before it
in its list or among its siblings, or begins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.markdown import headings, outline, plain
from real.table import Row, f1
from reportparse.numbering import label_at
from reportparse.structure import explained

FOLDER = "zh-clean"
FAMILY = "cn-gov-work-report"


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 of (level, words), down to the lowest level the marks reach, and the share of labels explained."""
    good = labels = 0
    for path in sorted(folder.glob("*/*.md")):
        text = path.read_text("utf-8")
        document = rp.parse(plain(text), profile)
        told, of = explained(document.report, document.diagnostics)
        good, labels = good + told, labels + of
        gold = headings(text)
        if not gold:
            continue
        deepest = max(level for level, _ in gold)
        for what, report in (("plain", document.report), ("with marks", rp.parse(text, profile).report)):
            found = [(level, words.strip("#*")) for level, words in outline(report) if level <= deepest]
            yield Row(path.stem, f"headings F1, {what}", f1(gold, found), len(gold))
            numbered = [one for one in gold if label_at(one[1])]
            yield Row(
                path.stem,
                f"numbered ones, {what}",
                f1(numbered, [one for one in found if label_at(one[1])]),
                len(numbered),
            )
    yield Row("all", "labels explained", good / max(1, labels), labels)
