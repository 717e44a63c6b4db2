"""Where the pages of the source begin, and what numbers they bear: `pages()`.

Form feeds say where. Where there are none, Tika ends each page with two blank lines and begins the next one
with another; and else the page numbers say it that were taken out of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.provenance import Page

_GAP = re.compile(r"\n(?:\r?\n){3,}")
_TIKA_END = re.compile(r"(?:\r?\n){3}\Z")
_FEWEST_LINES = 4  # of a page that only a gap ends, on average
# — 2 —, 第 3 页 共 12 页, Page 3 of 12, 1-1-7, iv: the first number is the page's
_ALONE = re.compile(
    r"\W*(?:第|[^\W\d_]{1,8}\.?)?\s*((?:\d{1,2}-){0,3}\d{1,4}|(?<![^\W\d_])(?:[ivx]{1,6}|[IVX]{1,6}))"
    r"(?:\W+\d{1,4}|\W|[页頁]|共|[^\W\d]{1,3}\s*\d{1,4})*"
)
_AT_EDGE = re.compile(r"((?:\d{1,2}-){0,3}\d{1,4})(?=\s)|(?<=\s)((?:\d{1,2}-){0,3}\d{1,4})$")
_LARGEST = 25_000  # characters on a page, its blanks included: a newspaper's
_LONGEST_STEP = 3  # pages whose numbers were not found, and one


class Removed(NamedTuple):
    """A line of furniture that was taken out: where it stood in the source, and its words."""

    start: int
    end: int
    text: str


class _Number(NamedTuple):
    """A page number that was taken out."""

    start: int
    end: int
    label: str
    value: int | None  # None: not in Arabic digits


def pages(text: str, removed: Sequence[Removed]) -> list[tuple[int, Page]]:
    """Where each page begins in the source, and which it is; nothing if no two pages show.

    >>> pages("甲\\f乙", [])
    [(0, Page(number=1, label=None)), (2, Page(number=2, label=None))]
    >>> [page for _, page in pages("甲\\n— 7 —\\n乙\\n— 8 —", [Removed(2, 7, "— 7 —"), Removed(10, 15, "— 8 —")])]
    [Page(number=1, label='7'), Page(number=2, label='8')]
    """
    starts = _feeds(text) or _gaps(text, removed)
    if not starts:
        return _counted(text, removed) if removed else []
    numbers = _numbers(removed)
    labels: dict[int, str] = {}
    for number in numbers:
        labels.setdefault(bisect_right(starts, number.start), number.label)
    if len(labels) > 4 and len(set(labels.values())) * 2 < len(labels):
        labels = {}  # the same number on page after page numbers something else
    return [(0, Page(1, labels.get(0))), *((start, Page(at + 1, labels.get(at))) for at, start in enumerate(starts, 1))]


def _feeds(text: str) -> list[int]:
    """Behind each form feed; what stands at the text's end ends the last page."""
    end = len(text.rstrip()) if "\f" in text else 0
    found: list[int] = []
    at = text.find("\f", 0, end)
    while at >= 0:
        found.append(at + 1)
        at = text.find("\f", at + 1, end)
    return found


def _gaps(text: str, removed: Sequence[Removed]) -> list[int]:
    """Behind each gap of Tika's, if the text ends as Tika ends a page, or page numbers stand beside the gaps."""
    if "\n\n\n\n" not in text and "\n\r\n\r\n\r\n" not in text:
        return []
    body = text.rstrip()
    gaps = list(_GAP.finditer(text, len(text) - len(text.lstrip()), len(body)))
    if not gaps or len(gaps) * _FEWEST_LINES > body.count("\n"):
        return []
    if not _TIKA_END.match(text, len(body)):
        edges = {one.start for one in removed} | {one.end for one in removed}
        if 2 * sum(gap.start() in edges or gap.end() in edges for gap in gaps) <= len(gaps):
            return []
    starts = [gap.end() for gap in gaps]
    return starts if max(_sizes(text, [0, *starts])) <= _LARGEST else []


def _numbers(removed: Iterable[Removed]) -> list[_Number]:
    """The page numbers among the lines that were taken out, or in them; of several in a line that which counts."""
    found: list[_Number] = []
    last = 0
    for start, end, line in removed:
        words = line.strip()
        alone = _ALONE.fullmatch(words) if len(words) < 40 else None
        if alone:
            labels = [alone[1]]
        else:
            labels = [
                match[1] or match[2] for match in _AT_EDGE.finditer(words) if match.start() in (0, match.start(2))
            ]
        for label in labels:
            value = int(label.rpartition("-")[2]) if label[-1].isdecimal() else None
            if alone or (value is not None and 0 <= value - last <= _LONGEST_STEP):
                found.append(_Number(start, end, label, value))
                last = value if value is not None else last
                break
    return found


def _counted(text: str, removed: Sequence[Removed]) -> list[tuple[int, Page]]:
    """The pages that page numbers alone show: each ends behind its number, or begins with it."""
    chain: list[_Number] = []
    counts: list[int] = []  # sheets from the first number to this one
    for number in _numbers(removed):
        if number.value is None:
            continue
        step = number.value - (chain[-1].value or 0) if chain else 0
        if chain and step == 0:
            chain[-1] = number  # at the head of the page and at its foot
        elif not chain or 0 < step <= _LONGEST_STEP:
            chain.append(number)
            counts.append((counts[-1] if counts else 0) + step)
    if len(chain) < 2 or 2 * sum(later - count == 1 for count, later in pairwise(counts)) < len(chain) - 1:
        return []
    before = _kept(text, removed, 0, chain[0].start)
    behind = _kept(text, removed, chain[-1].end, len(text))
    found: list[tuple[int, Page]] = []
    if before < behind:
        first = 2 if before else 1  # text stands before the first number: on a page without one
        found += [(0, Page(1))] if before else []
        found += [
            (number.start, Page(first + count, number.label)) for number, count in zip(chain, counts, strict=True)
        ]
    else:
        found.append((0, Page(1, chain[0].label)))
        for (number, later), (count, then) in zip(pairwise(chain), pairwise(counts), strict=True):
            # Of several sheets to the next number, that number is printed on the last.
            found.append((number.end, Page(count + 2, later.label if then == count + 1 else None)))
        if behind:
            found.append((chain[-1].end, Page(counts[-1] + 2)))
    sizes = _sizes(text, [start for start, _ in found])
    if max(sizes) > _LARGEST:
        return []
    if len(sizes) > 2 and sizes[0] > 2 * sorted(sizes)[len(sizes) // 2]:
        found[0] = (0, Page(1))  # several pages whose numbers were not found
    return found


def _kept(text: str, removed: Sequence[Removed], start: int, end: int) -> int:
    """How many characters of a stretch are no furniture."""
    gone = [one for one in removed if start <= one.start and one.end <= end]
    return _ink(text[start:end]) - sum(_ink(text[one.start : one.end]) for one in gone)


def _sizes(text: str, places: Sequence[int]) -> list[int]:
    return [end - start for start, end in pairwise((*places, len(text)))]


def _ink(text: str) -> int:
    return sum(map(len, text.split()))
