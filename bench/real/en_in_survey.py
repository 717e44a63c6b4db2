"""Chapters of an Indian survey in Markdown: the headings it marks, read with their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import Head, compared
from real.table import Row

FOLDER = "en-in-economic-survey"
FAMILY = "en-economic-survey"
_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Headings with levels, with the marks and without them."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8")
        gold = [Head(len(one[1]), one[2].replace("*", "")) for one in _HEADING.finditer(text)]
        marked = compared(path.stem[:16], gold, rp.parse(text, profile=profile).report)
        yield from (row._replace(what="marked " + row.what) for row in marked)
        plain = _HEADING.sub(r"\2", text).replace("**", "")
        yield from compared(path.stem[:16], gold, rp.parse(plain, profile=profile).report)
