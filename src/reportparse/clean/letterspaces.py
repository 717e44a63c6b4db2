"""Spaces that a line's setting or a letter's font left between words and inside them; for the rule `spaces`.

In  der  Altstadt  gilt  seit  dem  1.  Mai
Ủ Y BAN NHÂN DÂN HUY Ệ N
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportparse.clean.quick import holds_byte
from reportparse.provenance import Edit

_WIDE_GAP = re.compile(r"(?<=[^\s]) {2,4}(?=[^\s])")
_LABEL = re.compile(r"[^\s]*(?<![^\W\d_]{2})[.):°º]?$|[-–—•*▪●]$")  # 1.1, a), §, –: a word of two letters is none
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_GAPS = 5
_LONGEST = 400  # characters of a line


def justified(text: str) -> Iterator[Edit]:
    """The gaps of lines that were set to the full width of their column, as one space each.

    All gaps of such a line are wide, and about as wide as each other; most of its words begin small, as those of a
    table's heads do not.
    """
    if "  " not in text:
        return
    behind = 0
    for line in text.split("\n"):
        start, behind = behind, behind + len(line) + 1
        if line.count("  ") < _FEWEST_GAPS or len(line) > _LONGEST or not _is_justified(line):
            continue
        first = True
        for gap in _WIDE_GAP.finditer(line):
            at = start + gap.start()
            if not (first and _LABEL.match(line[: gap.start()].lstrip())):
                yield Edit(at + 1, start + gap.end())
            first = False


def _is_justified(line: str) -> bool:
    gaps = [len(gap) for gap in re.findall(r"(?<=\S) +(?=\S)", line)]
    wide = sum(gap > 1 for gap in gaps)
    if (
        wide < _FEWEST_GAPS
        or wide * 4 < len(gaps) * 3
        or max(gaps) > 4
        or max(gaps) > min(g for g in gaps if g > 1) + 1
    ):
        return False
    words = [word for word in line.split() if _LETTERS.search(word)]
    small = sum(word[0].islower() for word in words)
    return len(words) * 4 >= (len(gaps) + 1) * 3 and small * 2 > len(words)


_MARKED = "\u0100-\u024f\u1ea0-\u1ef9"  # letters that Latin-1 fonts have not
# The letter first: what stands before it is looked at where one is found.
_SET_OFF = re.compile(rf"[{_MARKED}](?<![^\s].)[{_MARKED}]*(?![^\s])", re.DOTALL)
_MEETING = re.compile(rf"([{_MARKED}]) (?=([{_MARKED}]))")
_MARKED_LEADS = bytes((*range(0xC4, 0xCA), 0xE1))  # with which they begin in UTF-8
_FEWEST_SET_OFF = 12
_FEWEST_LETTERS = 4


def set_off(text: str) -> Iterator[Edit]:
    """The space on each side of letters that came from another font: HUY Ệ N, kinh t ế  - xã h ộ i.

    Known by letters that never stand beside others of their word; a true space beside one of them is doubled.
    """
    found_off = _SET_OFF.findall(text) if holds_byte(text, _MARKED_LEADS) else []
    if len(found_off) < _FEWEST_SET_OFF:
        return
    alone = Counter("".join(found_off))
    strange = {one for one, count in alone.items() if count * 10 >= 9 * text.count(one)}
    # đ ạ t: two letters of one font would stand together. The one that meets more of the others is the page's own.
    while meeting := Counter(one for pair in _MEETING.findall(text) if strange.issuperset(pair) for one in pair):
        strange.remove(meeting.most_common(1)[0][0])
    if len(strange) < _FEWEST_LETTERS or sum(alone[one] for one in strange) < _FEWEST_SET_OFF:
        return
    letters = "".join(map(re.escape, sorted(strange)))
    last = -1
    for found in re.finditer(rf"(?<![^\s])[{letters}]+(?![^\s])", text):
        start, end = found.span()
        if text[start - 1 : start] == " " and start - 1 > last:
            yield Edit(start - 1, start)
        if text[end : end + 1] == " ":
            yield Edit(end, end + 1)
            last = end


_AM = re.compile("\u0e33(?P<blank> ?)(?=[\u0e00-\u0e7f])")  # ำ, drawn over two places
_FEWEST_AM = 6


def behind_am(text: str) -> Iterator[Edit]:
    """The space that Thai's ำ leaves behind it where extractors measure its width wrongly: ดำ เนินงาน.

    Known by a text in which it stands behind nearly each of them.
    """
    if "\u0e33 " not in text:
        return
    found = list(_AM.finditer(text))
    blanks = [match for match in found if match["blank"]]
    if len(blanks) >= _FEWEST_AM and len(blanks) * 10 >= 9 * len(found):
        yield from (Edit(*match.span("blank")) for match in blanks)
