"""The order of numbering forms, where a document has another than the ladder: `reorder()`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from reportparse.structure.blocks import Block


def reorder(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Take a form that stands lower on the ladder above another, where the document has it so: 一、 over 第一章.

    The lower form then begins before the other and has the other between its own, over and over; below the other
    it would begin anew each time, or stand between two of the other's.
    """
    for _ in range(_MOST_LIFTS):
        places: dict[int, list[int]] = {}
        for at, rank in enumerate(ranks):
            if rank is not None and rank >= 0:
                places.setdefault(rank, []).append(at)
        present = sorted(places)
        pairs = [(high, low) for low in present for high in present if high < low]
        lifted = next(((high, low) for high, low in pairs if _stands_over(found, places[low], places[high])), None)
        if lifted is None:
            return
        high, low = lifted
        above = high - 1
        while above in places:
            above -= 1
        for at in places[low]:
            ranks[at] = above


_MOST_LIFTS = 6


def _stands_over(found: Sequence[Block], lower: Sequence[int], higher: Sequence[int]) -> bool:
    """Do the labels at the one places hold those at the other, and not the other way round?"""
    before = [bisect_left(higher, at) for at in lower]  # how many of the other's stand before each
    if before[0] or len(lower) < 2:
        return False
    if _begins_anew_in_each(found, lower, higher) or _counts_across(found, lower, higher):
        return True
    between = anew = 0
    for at, (one, other) in enumerate(pairwise(before), 1):
        label, last = found[lower[at]].label, found[lower[at - 1]].label
        if label is None or last is None or label.ordinal is None or last.ordinal is None:
            return False
        if label.ordinal == last.ordinal + 1:
            between += one < other
        elif label.ordinal == 1:
            anew += one < other  # it begins anew behind the other: below it
        else:
            return False
    return between > 1 and 2 * between >= len(lower) - 1 and anew * 2 < between


def _counts_across(found: Sequence[Block], lower: Sequence[int], higher: Sequence[int]) -> bool:
    """（一） （二） 一、 二、 三、 （三）: the one counts through, the other begins anew wherever it stands between."""
    if not _in_order(found, lower):
        return False
    cuts = sorted({bisect_left(higher, at) for at in lower} | {len(higher)})
    stretches = [higher[one:other] for one, other in pairwise(cuts)]
    return higher[0] < lower[-1] and len(higher) > 1 and all(_in_order(found, stretch) for stretch in stretches)


def _in_order(found: Sequence[Block], places: Sequence[int]) -> bool:
    """Do the labels count from one on?"""
    return all((label := found[at].label) is not None and label.ordinal == one for one, at in enumerate(places, 1))


def _begins_anew_in_each(found: Sequence[Block], lower: Sequence[int], higher: Sequence[int]) -> bool:
    """A. I. II. B. I. II.: the one counts through, the other begins anew behind it, and nowhere else."""
    ordinals = [label.ordinal for at in lower if (label := found[at].label) is not None]
    if ordinals != list(range(1, len(lower) + 1)):
        return False
    begun = [at for at in higher if (label := found[at].label) is not None and label.ordinal == 1]
    behind = [bisect_left(lower, at) for at in begun]  # how many of the lower stand before each
    if len(begun) < 2 or behind[0] == 0 or len(set(behind)) < len(behind):
        return False
    return all(
        bisect_left(higher, lower[count - 1]) == bisect_left(higher, at)
        for at, count in zip(begun, behind, strict=True)
    )
