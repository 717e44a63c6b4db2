"""Government work reports of the State Council and of cities: headings that the Markdown marks, and labels explained.

The text is read without its marks, and as it is. A label is explained if its number goes on from the one before it
in its list or among its siblings, or begins them.

Two of the golds mark two rungs with the same sign: 一、 二、 inside 二、 (1986), and below an unnumbered part (1988). A tree
keeps both, so that the lower one stands a level below the only one that the gold has: `reachable` is what such a tree comes to
at best, 0.979 on the mean. Others mark a paragraph with its heading (1987) or a sentence (2002), and no text shows that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        yield Row(path.stem, "headings F1, reachable", reachable(gold), len(gold))
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


def reachable(gold: Sequence[tuple[int, str]]) -> float:
    """The best F1 of a tree that keeps two rungs of numbers, or parts and the numbers in them, apart.

    >>> reachable([(1, "一、去年"), (1, "二、今年"), (1, "一、农业"), (1, "三、将来")])
    0.8571428571428571
    >>> reachable([(1, "一、去年"), (2, "一、农业"), (1, "二、今年")]), reachable([(1, "前言"), (1, "一、农业"), (1, "二、工业")])
    (1.0, 1.0)
    """
    if len({level for level, _ in gold}) > 1:
        return 1.0
    upper: list[tuple[int, str]] = []
    last: list[int] = []  # the number at which each open rung stands
    for at, one in enumerate(gold):
        label = label_at(one[1])
        if label is None or label.ordinal is None:
            upper.append(one)
            following = label_at(gold[at + 1][1]) if at + 1 < len(gold) else None
            last = [0] if at and following is not None and following.ordinal == 1 else []
            continue
        while last and label.ordinal not in (1, last[-1] + 1):
            last.pop()
        if label.ordinal == 1:
            last.append(1)
        elif last:
            last[-1] = label.ordinal
        if len(last) < 2:
            upper.append(one)
    return f1(gold, upper)
