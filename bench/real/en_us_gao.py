"""American audit reports: the bookmarks of their PDFs, found as headings.

The bookmarks name some of the headings of a report, their titles cut after 60 characters: recall is what they can show. F1
counts each other heading as an error, true or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import heads, letters, titles
from real.table import Row

FOLDER = "en-us-gao"
FAMILY = "en-gao"
_CUT = 60  # characters of a bookmark


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Recall of the bookmarks among the headings and titles; how many headings there are."""
    for outline in sorted(folder.glob("*.outline.json")):
        name = outline.name.removesuffix(".outline.json")
        wanted = [(letters(title), len(title) >= _CUT) for _, title, _ in json.loads(outline.read_text("utf-8"))]
        for path in sorted(folder.glob(f"{name}.*.txt")):
            report = rp.parse_file(path, profile).report
            found = [letters(one.text) for one in heads(report)]
            known = set(found) | {letters(one) for one in titles(report)}
            hits = sum(title in known or (cut and any(one.startswith(title) for one in known)) for title, cut in wanted)
            document = path.name.removesuffix(".txt").removeprefix("gao-")
            recall, precision = hits / len(wanted), hits / max(1, len(found))
            yield Row(document, "recall", recall, len(wanted))
            yield Row(document, "F1", 2 * recall * precision / max(1e-9, recall + precision), len(wanted))
            yield Row(document, "found", float(len(found)), len(wanted))
