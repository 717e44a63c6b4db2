"""American audit reports: the bookmarks of their PDFs, found as headings.

The bookmarks name some of the headings of a report, their titles cut after 60 characters, and the lines of its cover.

- `recall`: of all bookmarks, the share that is a heading or a title, with its label or without, all lines of a title
  together; and `F1`, where each other heading counts as an error, true or not.
- `recall, printed`: of the bookmarks whose words stand in one piece in some extraction of the report. One that stands on
  the cover or heads the contents is found there too, as front matter.
- `known`: of the headings found, the share that is known from somewhere: from a bookmark, from the report's own contents,
  or from half of the other extractions of the report. An estimate of precision: what one extraction alone shows counts
  as wrong, and what most get wrong alike counts as right.
- `F1, known`: of these two.

What `F1` can reach, counted by reading the four reports: 05-927 prints 27 headings, 19 of them bookmarked, and 5 more
bookmarks name its cover and its contents, two of them the title: .82 at best. 06-1046 prints 45, of them 40 bookmarked:
.94. 06-282 prints 35, of them 8 bookmarked, as the titles of its slides are not: .37. 08-587T prints 13, all of them
bookmarked: 1. Without a fault the mean is .78.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import reportparse as rp
from real.heads import heads, letters
from real.table import Row
from reportparse.nodes import FrontLine, Heading, Report, TableOfContents, TocEntry

FOLDER = "en-us-gao"
FAMILY = "en-gao"
_CUT = 60  # characters of a bookmark


class _Found(NamedTuple):
    """What one extraction of a report gave, in letters alone."""

    document: str
    heads: list[str]
    labels: dict[str, str]  # headings with a label, and the same without: Appendix I, Scope
    titles: set[str]
    front: str  # the words of the front matter and of what heads the contents
    listed: set[str]  # the entries of the contents
    text: str


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Recall of the bookmarks, and how many of the headings found are known; how many there are."""
    for outline in sorted(folder.glob("*.outline.json")):
        name = outline.name.removesuffix(".outline.json")
        wanted = [(letters(title), len(title) >= _CUT) for _, title, _ in json.loads(outline.read_text("utf-8"))]
        some = [_found(path, profile) for path in sorted(folder.glob(f"{name}.*.txt"))]
        printed = [mark for mark in wanted if any(mark[0] in one.text for one in some)]
        listed = set().union(*(one.listed for one in some))
        counts = Counter(head for one in some for head in set(one.heads))
        for one in some:
            bare = {*one.heads, *one.labels.values(), *one.titles}
            hits = sum(_is_among(mark, bare) for mark in wanted)
            recall, precision = hits / len(wanted), hits / max(1, len(one.heads))
            yield Row(one.document, "recall", recall, len(wanted))
            yield Row(one.document, "F1", _f1(recall, precision), len(wanted))
            yield Row(one.document, "found", float(len(one.heads)), len(wanted))
            hits = sum(_is_among(mark, bare) or mark[0] in one.front for mark in printed)
            known = sum(
                head in listed
                or any(_is_among(mark, {head, one.labels.get(head, head)}) for mark in wanted)
                or (counts[head] - 1) * 2 >= len(some) - 1
                for head in set(one.heads)
            )
            recall, precision = hits / len(printed), known / max(1, len(one.heads))
            yield Row(one.document, "recall, printed", recall, len(printed))
            yield Row(one.document, "known", precision, len(one.heads))
            yield Row(one.document, "F1, known", _f1(recall, precision), len(printed))


def _found(path: Path, profile: str) -> _Found:
    document = rp.parse_file(path, profile)
    report = document.report
    front = [line.text for line in report.find(FrontLine)]
    front += [one.heading.text for one in report.find(TableOfContents) if one.heading is not None]
    return _Found(
        path.name.removesuffix(".txt").removeprefix("gao-"),
        [letters(one.text) for one in heads(report)],
        {
            letters(f"{one.numbering.text} {one.text}"): letters(one.text)
            for one in report.find(Heading)
            if one.numbering is not None
        },
        set(_titles(report)),
        letters(" ".join(front)),
        {letters(entry.title) for entry in report.find(TocEntry)},
        letters(path.read_text("utf-8")),
    )


def _titles(report: Report) -> Iterator[str]:
    """The title and the subtitle, each with all its lines."""
    for kind, lines in groupby(report.find(FrontLine), key=lambda line: line.kind):
        if kind in ("title", "subtitle"):
            yield letters(" ".join(line.text for line in lines))


def _is_among(mark: tuple[str, bool], some: set[str]) -> bool:
    """Is a bookmark, which may be cut, one of the headings?"""
    title, cut = mark
    return title in some or (cut and any(one.startswith(title) for one in some))


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / max(1e-9, recall + precision)
