"""A German coalition agreement in reStructuredText: its headings, with their underlines and without.

Without them, the text is what an extractor leaves: each heading on its line, a blank line before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.heads import Head, compared
from real.table import Row

FOLDER = "de-koalitionsvertrag-2013-rst"
FAMILY = "de-agreement"

_HEADING = re.compile(r"^([^\s].*)\n([=\-^~\"'`*+#])\2{3,}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"`([^`<]+?)\s*<[^>]*>`_+")
_DIRECTIVE = re.compile(r"^\.\. .*(?:\n[ \t]+.*)*\n?", re.MULTILINE)


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """Headings with levels: `=` over `-` over `^`, in each chapter."""
    for path in sorted(folder.glob("*.rst")):
        if path.stem == "index":
            continue
        text = _LINK.sub(r"\1", _DIRECTIVE.sub("", path.read_text("utf-8")))
        signs = list(dict.fromkeys(one[2] for one in _HEADING.finditer(text)))
        gold = [Head(signs.index(one[2]) + 1, one[1].strip()) for one in _HEADING.finditer(text)]
        plain = _HEADING.sub(r"\1", text)
        yield from compared(path.stem + " plain", gold, rp.parse(plain, profile=profile).report)
        marked = compared(path.stem + " rst", gold, rp.parse(text, profile=profile).report)
        yield from (row._replace(what="rst " + row.what) for row in marked)
