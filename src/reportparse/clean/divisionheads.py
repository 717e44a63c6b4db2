"""Headings of chapters that their pages repeat; for the rule `running-heads`."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container, Iterator, Sequence
from operator import sub

from reportparse.chars import letters
from reportparse.clean.pagelines import ZONE, Pages

_FEWEST_HEADED = 3  # pages that repeat the heading of a division


def by_text(found: Pages, places: Sequence[int]) -> Iterator[list[int]]:
    """Places of one key, those of the same words together: Chapter 1 and Chapter 2 are two headings."""
    same: dict[str, list[int]] = {}
    for at in places:
        same.setdefault(found.texts[at].strip(), []).append(at)
    yield from same.values()


def page_heads(
    found: Pages,
    places: Sequence[int],
    gone: Container[int],
    fewest: int = _FEWEST_HEADED,
    *,
    labelled: bool = True,
) -> Sequence[int]:
    """Where the heading of a division is repeated at the head or foot of its pages, of each or of every other one.

    The heading itself stays: where it is first printed, or below its first repeat. Then two pages are enough. If no
    label tells a division, it has to be so, or the line stands before its pages as well, as a table of contents has it.
    """
    edge = [at for at in places if _is_at_edge(found, at, gone)]
    if len(edge) > 2 and all(at in gone for at in range(edge[0] + 1, edge[1])):
        del edge[1]  # the heading itself
    if not edge or len(found.edges) < 4:
        return ()
    before = [at for at in places if at < edge[0]]
    rest = [at for at in places if at > edge[0] and at not in edge]
    above = bool(rest) and rest[0] - edge[0] <= ZONE
    if len(rest) > 1 or len(edge) < min(fewest, 2 if above else fewest):
        return ()
    headed = [bisect(found.edges, at) for at in edge]
    steps = list(map(sub, headed[1:], headed))
    if min(steps, default=1) <= 0 or sum(step <= 2 for step in steps) * 4 < 3 * len(steps):
        return ()
    if labelled and before:
        return edge if not rest and len(before) == 1 and bisect(found.edges, before[0]) == headed[0] - 1 else ()
    if rest:
        return edge if above or (labelled and bisect(found.edges, rest[0]) == headed[0]) else ()
    if not labelled and not (before and max(steps) == 1):
        return ()
    return edge[not _heads_before(found, edge[0]) :] if labelled else edge[1:]


def _is_at_edge(found: Pages, at: int, gone: Container[int]) -> bool:
    """Is it the first or last line of its page, but for those that go?"""
    page = bisect(found.edges, at)
    first, last = found.edges[page - 1], found.edges[page] - 1
    while first < at and first in gone:
        first += 1
    while last > at and last in gone:
        last -= 1
    return at in (first, last)


def with_next(found: Pages, heads: Sequence[int]) -> Iterator[int]:
    """The heads, and the line behind them where it is the second one of each."""
    last = len(found.texts) - 1
    behind = {found.texts[at + 1].strip() for at in heads if at < last}
    for at in heads:
        yield at
        if len(heads) > 1 and len(behind) == 1 and at < last:
            yield at + 1


def _heads_before(found: Pages, at: int) -> bool:
    """Is the heading itself printed before its first repeat, on the same page or the one before?"""
    page = bisect(found.edges, at) - 1
    words = letters(found.texts[at])
    before = "".join(map(letters, found.texts[found.edges[max(0, page - 1)] : at]))
    return words in before
