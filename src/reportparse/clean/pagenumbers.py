"""Numbers of pages, alone on their line or in the head or foot of their page; for the rule `running-heads`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import sub

from reportparse.clean.headnumbers import heading_numbers
from reportparse.clean.pagelines import ENDS, FEW_PAGES, LONGEST, PAGE, Pages, full_line, outer_lines
from reportparse.numbering import label_at
from reportparse.numerals import roman_number

_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
_SHORT_PAGE = 8  # lines of one, where little else may be a page number
_MOST_NUMBERS = 400  # lines that are a number; with more of them the text is a table


def page_numbers(found: Pages, recurring: set[str]) -> set[int]:
    """Numbers alone on a line that count the pages, one up from page to page.

    Where page edges show, they stand beside them, with nothing but lines that recur beyond them, or below one
    line at a page's head: the label of a footnote stands above its text. Where no edge shows, they have to run through the whole text, a
    page apart: the axis of a chart, the rows of a table and a fraction (3 over 4) do not.
    """
    edges = found.edges
    beside_edge = set[int]()
    if len(edges) > 2:
        beside_edge = outer_lines(found, recurring, set())
        beside_edge |= {first + 1 for first, end in pairwise(edges) if end - first >= PAGE}
    values = [
        (at, int(found.texts[at]))
        for at, key in enumerate(found.keys)
        if key == "#" and _NUMBER.match(found.texts[at].strip())
    ]
    if values and (heads := heading_numbers(found, values, recurring, full_line(found))):
        values = [value for value in values if value[0] not in heads]
    at_edge = _longest_count([value for value in values if value[0] in beside_edge], apart=1, step=3)
    # The pages before the first chapter count by themselves.
    romans = [(at, value) for at in sorted(beside_edge) if found.keys[at] == "#" and (value := _roman(found.texts[at]))]
    before = _longest_count(romans, apart=1, step=3)
    before = before if len(before) >= 2 else []
    if len(at_edge) >= 2 and (len(at_edge) + len(before)) * 4 >= len(edges) - 1:
        return {*before, *at_edge}
    if before:
        return set(before)
    # The number printed twice, in the text and on the page: 38 / 38
    twice = [value for value, other in pairwise(values) if other == (value[0] + 1, value[1])]
    chain = _longest_count(twice, apart=PAGE, step=3)
    if len(chain) > 2 and len(chain) * 2 > len(twice):
        return {at + step for at in chain for step in (0, 1)}
    if len(values) > _MOST_NUMBERS:
        return set()  # a text of tables
    if _count_few_pages(found, values):
        return {at for at, _ in values}
    # Where all numbers count on from 2, no heading bears them: of those the first is 1.
    from_two = bool(values) and [value for _, value in values] == list(range(2, len(values) + 2))
    chain = _longest_count(values, apart=_SHORT_PAGE if from_two else PAGE, step=1)
    if len(chain) < 3:
        return set()
    gaps = sorted(map(sub, chain[1:], chain))
    # Above the first number stand the pages before it, below the last one those behind it: at the head of pages, one.
    most = max(len(found.keys) // 3, gaps[-1] if from_two else 0)
    if chain[0] > most or len(found.keys) - chain[-1] > most:
        return set()
    return set(chain) if gaps[-1] <= 4 * gaps[len(gaps) // 2] else set()


def _count_few_pages(found: Pages, values: Sequence[tuple[int, int]]) -> bool:
    """Do all numbers that are lines count a few pages, the first on the text's first line or the last on its last?

    1 / Introduction / … / 2 / Roads counts headings: none of these numbers interrupts anything, and none is the last.
    """
    if not 2 <= len(values) <= FEW_PAGES:
        return False
    (first, lowest), (last, _) = values[0], values[-1]
    closes = last == len(found.keys) - 1
    if not closes and not (first == 0 and lowest == 1):
        return False
    for (at, value), (later, following) in pairwise(values):
        if following != value + 1 or later - at < (_SHORTEST_LAST if closes and later == last else PAGE):
            return False
    return closes or any(not _begins_anew(found, at) for at, _ in values[1:])


_SHORTEST_LAST = 4  # lines of a last page that is not full


def _begins_anew(found: Pages, at: int) -> bool:
    """Is the line below a short one that may be a heading?"""
    if at + 1 >= len(found.texts):
        return False
    below = found.texts[at + 1].strip()
    return (
        not below[0].islower()
        and below[0].isalnum()
        and not ENDS.search(below, max(0, len(below) - 6))
        and len(below) < full_line(found)
        and label_at(below) is None
    )


def numbered_heads(found: Pages) -> set[int]:
    """First and last lines of pages that begin or end with the number of their page, whatever else they say.

    4.6. The Debian archive 21: the head names the chapter or section that the page is in, so no two of them need
    be alike. What tells them is that the numbers go up by one from page to page, on most pages.
    """
    pages = len(found.edges) - 1
    if pages < FEWEST_NUMBERED:
        return set()
    fits: dict[tuple[int, int, int], list[int]] = {}  # by edge, place of the number, and what it is ahead of the page
    for page in range(pages):
        first, end = found.edges[page], found.edges[page + 1]
        for edge, at in enumerate((first, end - 1) if end - first > 1 else (first,)):
            line = found.texts[at].strip()
            if len(line) > LONGEST or "#" not in found.keys[at] or found.keys[at] == "#":
                continue
            label = label_at(line)
            if label is not None and len(label.text) == len(line):
                continue  # Chapter 3, on the third page
            for side, number in enumerate((_AT_END.search(line), _AT_START.match(line))):
                if number is not None:
                    fits.setdefault((edge, side, int(number[1]) - page), []).append(at)
    taken: set[int] = set()
    for places in fits.values():
        if len(places) >= FEWEST_NUMBERED and len(places) * 4 >= pages:
            taken.update(places)
    return taken


_AT_END = re.compile(r"(?<![\d.,-])([0-9]{1,4})$")
_AT_START = re.compile(r"([0-9]{1,4})(?=[ \t|]+[^\d\s])")
FEWEST_NUMBERED = 4


def _roman(line: str) -> int | None:
    numeral = line.strip()
    return roman_number(numeral) if numeral.isascii() and numeral.islower() else None


def numbers_beside_heads(found: Pages, groups: dict[str, list[int]]) -> set[int]:
    """Numbers that count up beside a line that recurs, where there are too few pages for more evidence."""
    for places in groups.values():
        for step in (-1, 1):
            numbers = [at + step for at in places if 0 <= at + step < len(found.keys) and found.keys[at + step] == "#"]
            numbers = [at for at in numbers if _NUMBER.match(found.texts[at].strip())]
            if len(numbers) < 2 or len(numbers) + 1 < len(places) or len(numbers) > FEW_PAGES:
                continue
            values = [(at, int(found.texts[at])) for at in numbers if len(found.texts[at]) < 5]
            chain = _longest_count(values, PAGE, 1)
            if len(chain) < len(numbers) and _heads_short_pages(found, places):
                chain = _longest_count(values, _SHORTEST_LAST, 1)
            if len(chain) == len(numbers):
                last = len(found.keys) - 1
                closes = found.keys[last] == "#" and int(found.texts[last]) == int(found.texts[chain[-1]]) + 1
                return {*chain, last} if closes else set(chain)
    return set()


def _heads_short_pages(found: Pages, places: Sequence[int]) -> bool:
    """Do several words stand a page apart, though a chapter may end soon below the head of its last page?"""
    gaps = sorted(map(sub, places[1:], places))
    return len(places) >= MANY // 2 and gaps[len(gaps) // 2] >= PAGE and found.keys[places[0]].count(" ") >= 2


def _longest_count(values: Sequence[tuple[int, int]], apart: int, step: int) -> list[int]:
    """The longest chain of lines whose numbers go up by at most `step`, each `apart` lines from the last."""
    best: list[int] = []
    for first in range(min(len(values), 12)):
        chain = [values[first]]
        for at, value in values[first + 1 :]:
            last, counted = chain[-1]
            if 1 <= value - counted <= step and at - last >= apart:
                chain.append((at, value))
        if len(chain) > len(best):
            best = [at for at, _ in chain]
    return best


MANY = 8  # pages
