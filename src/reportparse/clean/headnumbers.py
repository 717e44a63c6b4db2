"""Numbers of headings that stand alone on their line, and are no page numbers; for the rule `running-heads`.

2 / Current law / 2.1 / The duties of the owner: an extractor gives number and words of a heading on lines of their own
where the page sets them far apart. Where each chapter begins a page, its number stands at the page's edge, and chapters
count one up like pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.clean.pagelines import ENDS, Pages
from reportparse.climbing import climbing

_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}(?=$|[ \t\xa0]|\.(?:$|[ \t]))")
_FEWEST = 2  # headings that bear a number and have another below them: 1, and 1.1
_NEAR = 4  # lines from a heading's number to that of its first part


def heading_numbers(found: Pages, values: Sequence[tuple[int, int]], recurring: set[str], wide: int) -> set[int]:
    """Those of the numbers alone on a line that climb one ladder with 1.1, 1.2, 2.1, each above a line that may head.

    `values` are lines and their numbers, `wide` is the length of a full line.
    """
    parts: list[tuple[int, tuple[int, ...]]] = []
    for at, key in enumerate(found.keys):
        if key.startswith("#.#") and (match := _DECIMAL.match(found.texts[at].strip())):
            parts.append((at, tuple(map(int, match.group().split(".")))))
    if len(parts) < _FEWEST:
        return set()
    heads = [(at, (value,)) for at, value in values if _stands_above_head(found, at, recurring, wide)]
    first_parts = {at: path for at, path in parts if path[1:] == (1,)}
    parents = {
        at: number
        for at, number in heads
        if any(first_parts.get(below, ())[:1] == number for below in range(at + 2, at + 2 + _NEAR))
    }
    if len(parents) < _FEWEST:
        return set()
    rungs = sorted([*heads, *parts])
    climbs = climbing([path for _, path in rungs])
    return {*parents, *(at for (at, path), on in zip(rungs, climbs, strict=True) if on and len(path) == 1)}


def _stands_above_head(found: Pages, at: int, recurring: set[str], wide: int) -> bool:
    """Is the line below one that may be a heading, and no running head?"""
    if at + 1 >= len(found.texts) or found.keys[at + 1] in recurring:
        return False
    below = found.texts[at + 1].strip()
    return (
        below[0].isalpha()
        and not below[0].islower()
        and len(below) <= wide
        and not ENDS.search(below, max(0, len(below) - 6))
    )
