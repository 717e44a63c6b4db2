"""The space behind headings: `spaced()`.

Foreign trade
                                            a blank line: the heading of a chapter
Free trade
We look with concern at …                   none: the heading of a part of it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

_FEWEST_APART = 2
_FEWEST_TIGHT = 3
_LOWER = 5  # below the rank of those that are set apart


def spaced(heads: Sequence[int], made: list[int | None], behind: Callable[[int], str]) -> None:
    """Of headings of one rank, those set tight over their text stand below those that a blank line parts from it.

    `heads` are the indices of headings without a number, `made` the ranks of all blocks; `behind` tells what stands
    between a heading and its text in the source. Where a page may have ended between them, nothing is told: the
    heading goes with those of its rank that are tight, if these are more. Nor where a tight one comes first.
    """
    ranks: dict[int, list[int]] = {}
    for at in heads:
        rank = made[at]
        if rank is not None:
            ranks.setdefault(rank, []).append(at)
    for rank, mine in ranks.items():
        if len(mine) < _FEWEST_APART + _FEWEST_TIGHT:
            continue
        space = {at: _is_apart(behind(at)) for at in mine}
        if not _shows_rungs(space):
            continue
        values = list(space.values())
        usual = values.count(True) >= values.count(False)
        for at, apart in space.items():
            if not (usual if apart is None else apart):
                made[at] = rank + _LOWER


def _is_apart(gap: str) -> bool | None:
    """Is there a blank line in the gap? None if more than white space stands there, or a page ends."""
    if "\f" in gap or gap.strip():
        return None
    return gap.count("\n") > 1


def _shows_rungs(space: Mapping[int, bool | None]) -> bool:
    told = [apart for apart in space.values() if apart is not None]
    apart, tight = sum(told), len(told) - sum(told)
    return apart >= _FEWEST_APART and tight >= _FEWEST_TIGHT and told[0] and len(told) * 3 >= len(space) * 2
