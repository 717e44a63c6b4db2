"""A manifesto of Hong Kong: the entries of the outline of its PDF, found as headings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import heads, letters, titles
from real.table import Row, f1

FOLDER = "en-hk-manifesto"
FAMILY = "generic"


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 and recall of the outline's titles, each counted once: the outline holds those of the contents, too."""
    outline = json.loads(next(folder.glob("*.outline.json")).read_text("utf-8"))
    wanted = {letters(title) for _, title, *_ in outline}
    for path in sorted(folder.glob("*.txt")):
        report = rp.parse_file(path, profile).report
        found = {letters(one.text) for one in heads(report)}
        known = found | {letters(one) for one in titles(report)}
        name = path.name.removesuffix(".txt").rpartition(".")[2]
        yield Row(name, "outline F1", f1(wanted, found), len(wanted))
        yield Row(name, "outline recall", len(wanted & known) / len(wanted), len(wanted))
