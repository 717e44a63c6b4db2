"""A German coalition agreement, typeset from the Markdown beside it: its headings with their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import Head, compared
from real.table import Row

FOLDER = "de-bw-2021"
FAMILY = "de-agreement"


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """The headings of the Markdown, against those of each extraction."""
    text = next(folder.glob("*.md")).read_text("utf-8")
    gold = [Head(len(one[1]), re.sub(r"[~*^]", "", one[2])) for one in re.finditer(r"^(#+) +(.+)$", text, re.MULTILINE)]
    for path in sorted(folder.glob("*.txt")):
        yield from compared(path.name.split(".")[-2], gold, rp.parse_file(path, profile).report)
