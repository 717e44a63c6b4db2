"""Headings that were drawn twice with their labels, whose copy comes before the label: rule `head-copies`.

加快平台建设                    The Harbour Wall
一一、、加快平台建设            II..  The Harbour Wall
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.numbering import label_at
from reportparse.provenance import Edit, Mark

_TWICE = re.compile(r"^[ \u3000]*(\S[^\n]{1,60}+)(\n[ \u3000]*)(?=(\S{2,10})[ \u3000]*\1[ ]*$)", re.M)
_FEWEST = 2
_SURE = 4  # characters of a doubled label with its mark: 一一、、


def head_copies(view: View) -> Iterator[Edit | Mark]:
    """A line whose words stand again on the next one, behind a label that is doubled: pdfminer.

    It takes the copy of the words for a line of its own, and both labels for the head of the other. The line goes, and
    what doubles the label, glyph by glyph or as a whole; the words are bold. Two such headings are needed, or one whose label has a mark.

    >>> from reportparse.clean import run_rule
    >>> run_rule("head-copies", "修好水闸\\n一一、、修好水闸\\n今年完成。\\n办好学校\\n二二、、办好学校\\n添了校车。")
    '一、修好水闸\\n今年完成。\\n二、办好学校\\n添了校车。'
    >>> run_rule("head-copies", "修好水闸\\n一、修好水闸\\n办好学校\\n二、办好学校")
    '修好水闸\\n一、修好水闸\\n办好学校\\n二、办好学校'
    """
    if not any(map(str.endswith, view.printed[1:], view.printed)):
        return
    found = [one for one in _TWICE.finditer(view.text) if _once(one[3])]
    if len(found) < _FEWEST and not any(len(one[3]) >= _SURE for one in found):
        return
    view.note(
        "overstruck", f"bold headings drawn again before their labels: {len(found)} copies taken out", *found[0].span(1)
    )
    for one in found:
        start, end = one.span(3)
        half = (end - start) // 2
        yield Edit(one.start(1), start, "")
        if one[3][:half] == one[3][half:]:
            yield Edit(start + half, end, "")
        else:
            yield from (Edit(at, at + 1, "") for at in range(start + 1, end, 2))
        head = view.text.index(one[1], end)
        yield Mark(head, head + len(one[1]), "bold")


def _once(label: str) -> str:
    """The label that is written here twice; empty if none is."""
    half = len(label) // 2
    for once in (label[:half], label[::2]):
        if once and (once * 2 == label or "".join(character * 2 for character in once) == label):
            found = label_at(f"{once} x")
            if once.isdigit() or (found is not None and found.text == once):
                return once
    return ""
