"""A Spanish plan of government: the entries of the outline of its PDF, found as headings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.table import Row
from reportparse.chars import spaceless
from reportparse.nodes import Heading

FOLDER = "es-pe-plan"
FAMILY = "es-informe"


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Recall of the outline's entries, by their words without spaces."""
    entries = json.loads(next(folder.glob("*.outline.json")).read_text("utf-8"))
    titles = {spaceless(title) for _, title, _ in entries}
    for path in sorted(folder.glob("*.txt")):
        report = rp.parse_file(path, profile).report
        heads = {
            spaceless(label + one.text)
            for one in report.find(Heading)
            for label in ("", one.numbering.text if one.numbering else "")
        }
        yield Row(path.name.removesuffix(".txt"), "outline recall", len(titles & heads) / len(titles), len(titles))
