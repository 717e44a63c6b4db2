"""The lines of a text page by page, as one tells those that recur; for the rule `running-heads`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple

DIGITS = re.compile(r"\d\d*")  # not \d+: the search for a class that is not repeated is quicker
# 新维护者手册iv, New Maintainers’ Guide iv, vi CONTENTS, iv: the pages before the first chapter
_ROMAN_END = re.compile(r"(?:(?<=[ \t])|(?<=[\u2e80-\uffef])|^)[ivxl]{1,7}$")
_ROMAN_START = re.compile(r"^[ivxl]{1,7}(?=[ \t])")
BARS = "|│¦•·"  # between the words of a running head and its number
ENDS = re.compile(r"[。！？!?.…：:；;][”’）)》」』\"']*$")
LONGEST = 120  # characters in a running head: court | report | number
ZONE = 3  # lines from a page edge
PAGE = 12  # lines of a page, at least, where no page edge shows
FEW_PAGES = 12


class Pages(NamedTuple):
    """The lines that are not blank, as lists side by side: most are looked at only in bulk."""

    texts: list[str]  # with the blanks at their edges
    keys: list[str]  # without them, and with # for each number
    starts: list[int]
    edges: list[int]  # indexes at which pages begin, and one past the last; [0, n] if no page edge shows


_ROMAN = frozenset("ivxl")
_LONGEST_ROMAN = 7


def keys_of(lines: Sequence[str], known: dict[str, str]) -> list[str]:
    """The lines without the blanks at their edges, and with # for each number; those that are not known become so."""
    new = [line for line in dict.fromkeys(lines) if line not in known]
    counted = DIGITS.sub("#", "\n".join(new))
    keys = list(map(str.strip, counted.split("\n")))
    if any(numeral in counted for numeral in _ROMAN):
        keys = [_roman_apart(key) if key and (key[-1] in _ROMAN or key[0] in _ROMAN) else key for key in keys]
    if "  " in counted:  # the page as it looks: Page 9      Annual Report, Page 10     Annual Report
        keys = [" ".join(key.split()) if "  " in key else key for key in keys]
    known.update(zip(new, keys, strict=False))
    return list(map(known.__getitem__, lines))


def _roman_apart(key: str) -> str:
    """The key with # for a roman numeral at its end or beginning, too."""
    if key[-1:] in _ROMAN:
        found = _ROMAN_END.search(key, max(0, len(key) - _LONGEST_ROMAN))
        if found is not None:
            key = f"{key[: found.start()]}#"
    return _ROMAN_START.sub("#", key, count=1)


def by_page(text: str, raw: list[str], keys: list[str]) -> Pages:
    """The lines of a text, of which `raw` are all and `keys` what one knows each by."""
    filled = [at for at, key in enumerate(keys) if key]
    ends = list(accumulate(map(len, raw)))  # without the line feeds before them
    gaps = list(map(sub, filled[1:], filled))
    # Tika parts pages by blank lines: more of them than stand between paragraphs.
    usual = max((gap for gap, count in Counter(gaps).items() if count * 12 > len(gaps)), default=1)
    wide = max(3, usual + 1)
    edges = {at + 1 for at, gap in enumerate(gaps) if gap >= wide}
    if "\f" in text:
        breaks = list(accumulate(page.count("\n") + 1 for page in text.split("\f")))  # numbers of the lines behind
        edges.update(bisect_left(filled, line) for line in breaks[:-1])
        edges -= {0, len(filled)}
    return Pages(
        list(map(raw.__getitem__, filled)),
        list(map(keys.__getitem__, filled)),
        [ends[at] - len(raw[at]) + at for at in filled],
        [0, *sorted(edges), len(filled)],
    )


def outer_lines(found: Pages, recurring: set[str], numbers: set[int]) -> set[int]:
    """Lines at the outer edge of their page, with nothing but lines that may be furniture beyond them."""
    outer: set[int] = set()
    for first, end in zip(found.edges, found.edges[1:], strict=False):
        for way in (range(first, min(end, first + ZONE)), range(end - 1, max(first - 1, end - 1 - ZONE), -1)):
            for at in way:
                if at not in numbers and found.keys[at] not in recurring and found.keys[at] != "#":
                    break
                outer.add(at)
    return outer


def full_line(found: Pages) -> int:
    """How many characters a line has at least that fills its column."""
    lengths = sorted(map(len, found.texts))
    return max(10, int(0.7 * lengths[int(0.8 * len(lengths))]))
