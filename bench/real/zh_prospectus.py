"""Chinese prospectuses: 第X节, 一、 and （一） as headings, against the table of contents that each prints.

The entries are read from the source, where the extractor often left several on a line; gold is what they list. Forms
that the table leaves out (most leave out （一）) are left out of what is found, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from real.markdown import outline
from real.table import Row, f1
from reportparse.chars import spaceless

FOLDER = "zh-prospectus"
FAMILY = "cn-prospectus"

_ENTRY = re.compile(r"([^.…·\n][^…·\n]{0,160}?)[ \t]*(?:[.·]{4,}|…{2,})[ .·…]*[0-9]{1,3}")
_FORMS = (r"第[一二三四五六七八九十]+[节章]", r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）")


def measure(folder: Path, profile: str) -> Iterator[Row]:
    """F1 of (form, words)."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        gold = [one for title in _ENTRY.findall(text) if (one := _formed(title)) is not None]
        if len(gold) < 5:
            continue
        forms = {form for form, count in Counter(form for form, _ in gold).items() if count > 2}
        gold = [one for one in gold if one[0] in forms]
        report = rp.parse(text, profile).report
        found = [one for _, title in outline(report) if (one := _formed(title)) is not None and one[0] in forms]
        yield Row(path.stem, "against its contents", f1(gold, found), len(gold))


def _formed(title: str) -> tuple[int, str] | None:
    words = spaceless(title)
    form = next((at for at, form in enumerate(_FORMS) if re.match(form, words)), None)
    return None if form is None else (form, re.sub(r"[^\w]", "", words))
