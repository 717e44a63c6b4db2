"""Lines that every page repeats, and page numbers alone on a line: rule `running-heads`.

What is furniture shows in where it stands and how it recurs, not in its words: the same
line, its numbers apart, at the edge of page after page; or in the middle of sentence after
sentence. A heading that recurs by nature, and the row of a table, do neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.numbering import opens_division
from reportparse.provenance import Edit

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
_ENDS = re.compile(r"[。！？!?.…：:；;][”’）)》」』\"']*$")
_SENTENCE = re.compile("[，、。；！？,;]")
_LONGEST = 80  # characters in a running head
_ZONE = 3  # lines from a page edge
_APART = 6  # lines between two page numbers where no page edge shows


class _Page(NamedTuple):
    """The lines that are not blank, as lists side by side: most are looked at only in bulk."""

    texts: list[str]  # with the blanks at their edges
    keys: list[str]  # without them, and with # for each number
    starts: list[int]
    edges: list[int]  # indexes at which pages begin, and one past the last; [0, n] if no page edge shows


def running_heads(view: View) -> Iterator[Edit]:
    """Running heads and feet, and page numbers alone on their line.

    A line is one if it recurs (numbers may differ) at the edges of pages, or inside sentences, or with a
    number that counts up. A title that the pages repeat stays where it is first printed. Headings and
    table rows that recur elsewhere stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("running-heads", "政府公报\\n围绕\\n1\\n\\f政府公报\\n森林康养，\\n2\\n\\f政府公报\\n推进工作。")
    '\\n围绕\\n\\n\\x0c\\n森林康养，\\n\\n\\x0c\\n推进工作。'
    >>> run_rule("running-heads", "单位：万元\\n收入 5\\n单位：万元\\n支出 6")
    '单位：万元\\n收入 5\\n单位：万元\\n支出 6'
    """
    yield from settled(view.text, _edits(view.text), _edits)


def _edits(text: str) -> list[Edit]:
    flat = text.replace("\f", "\n")
    keys = list(map(str.strip, _DIGITS.sub("#", flat).split("\n")))
    counts = Counter(keys)
    recurring = {key for key, count in counts.items() if count > 1 and 3 <= len(key) <= _LONGEST}
    if not recurring and counts["#"] < 2:
        return []
    found = _lines(text, flat, keys)
    keys = found.keys
    numbers = _page_numbers(found)
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key in recurring and at not in numbers:
            groups.setdefault(key, []).append(at)
    outer = _outer(found, recurring, numbers)
    furniture = set(numbers)
    for places in groups.values():
        if len(places) > 1 and _is_running(found, places, numbers, outer):
            furniture.update(places[_is_title(found, places[0]) :])
    edits: list[Edit] = []
    for at in sorted(furniture):
        line = found.texts[at]
        start = found.starts[at] + len(line) - len(line.lstrip())
        edits.append(Edit(start, start + len(line.strip())))
    return edits


def _lines(text: str, flat: str, keys: list[str]) -> _Page:
    raw = flat.split("\n")
    filled = [at for at, key in enumerate(keys) if key]
    ends = list(accumulate(map(len, raw)))  # without the line feeds before them
    gaps = list(map(sub, filled[1:], filled))
    # Tika parts pages by blank lines: more of them than stand between paragraphs.
    usual = max((gap for gap, count in Counter(gaps).items() if count * 12 > len(gaps)), default=1)
    wide = max(3, usual + 1)
    breaks: set[int] = set()  # numbers of the lines that begin behind a form feed
    if "\f" in text:
        at = 0
        for page in text.split("\f")[:-1]:
            at += page.count("\n") + 1
            breaks.add(at)
    edges = [
        at + 1
        for at, gap in enumerate(gaps)
        if gap >= wide or (breaks and any(line in breaks for line in range(filled[at] + 1, filled[at + 1] + 1)))
    ]
    return _Page(
        list(map(raw.__getitem__, filled)),
        list(map(keys.__getitem__, filled)),
        [ends[at] - len(raw[at]) + at for at in filled],
        [0, *edges, len(filled)],
    )


def _outer(found: _Page, recurring: set[str], numbers: set[int]) -> set[int]:
    """Lines at the outer edge of their page, with nothing but lines that may be furniture beyond them."""
    outer: set[int] = set()
    for first, end in zip(found.edges, found.edges[1:], strict=False):
        for way in (range(first, min(end, first + _ZONE)), range(end - 1, max(first - 1, end - 1 - _ZONE), -1)):
            for at in way:
                if at not in numbers and found.keys[at] not in recurring and found.keys[at] != "#":
                    break
                outer.add(at)
    return outer


def _page_numbers(found: _Page) -> set[int]:
    """Numbers alone on a line that count the pages: one up from page to page, at their edges or far apart."""
    edges = found.edges
    beside_edge = {at + step for at in edges for step in range(-_ZONE, _ZONE)} if len(edges) > 2 else set()
    values: list[tuple[int, int]] = []
    for at, key in enumerate(found.keys):
        if key == "#" and _NUMBER.match(found.texts[at].strip()):
            values.append((at, int(found.texts[at])))
    best: list[int] = []
    for first in range(min(len(values), 40)):
        chain = [values[first]]
        for at, value in values[first + 1 :]:
            last, counted = chain[-1]
            both_at_edge = at in beside_edge and last in beside_edge
            if 1 <= value - counted <= 3 and (at - last >= _APART or both_at_edge):
                chain.append((at, value))
        if len(chain) > len(best):
            best = [at for at, _ in chain]
    at_edge = sum(at in beside_edge for at in best)
    return set(best) if len(best) >= 3 or (len(best) == 2 and at_edge == 2) else set()


def _is_running(found: _Page, places: Sequence[int], numbers: set[int], outer: set[int]) -> bool:
    count, pages = len(places), len(found.edges) - 1
    text = found.texts[places[0]].strip()
    if opens_division(text) or (count < 3 and _ENDS.search(text)):
        return False
    if pages > 1 and sum(at in outer for at in places) * 10 >= count * 9 and count * 10 >= pages * 3:
        return True
    if not all(later - at >= _APART for at, later in pairwise(places)) or _recurs_in_company(found, places):
        return False
    if sum(at - 1 in numbers or at + 1 in numbers for at in places) * 4 >= count * 3:
        return True
    return count > 2 and not _SENTENCE.search(text) and 2 * sum(_interrupts(found, at) for at in places) > count


def _recurs_in_company(found: _Page, places: Sequence[int]) -> bool:
    """Do the lines beside it recur with it? Then a passage is printed again, and the line is part of it."""
    for step in (-1, 1):
        beside = {found.keys[at + step] for at in places if 0 <= at + step < len(found.keys)}
        if len(beside - {"#"}) * 2 <= len(places) and "#" not in beside:
            return True
    return False


def _interrupts(found: _Page, at: int) -> bool:
    """Does the line stand where a sentence goes on?"""
    if not 0 < at < len(found.texts) - 1:
        return False
    before, after = found.texts[at - 1].strip(), found.texts[at + 1].strip()
    if _ENDS.search(before, max(0, len(before) - 6)):
        return False
    return len(before) > 8 and not opens_division(before) and not opens_division(after)


def _is_title(found: _Page, at: int) -> bool:
    """The report's own title, which its pages repeat: in the first lines, long, with a date under it."""
    if at > 3 or len(found.texts[at].strip()) < 8 or at + 1 >= len(found.texts):
        return False
    below = found.texts[at + 1].strip()
    return below[0] in "（(—–" and re.search(r"\d{4}", below) is not None
