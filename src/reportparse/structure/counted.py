"""Words that count: `Goal 1:`, `PILAR ESTRATÉGICO 2:`, `Hedef 1.1:`, 戦略１; learnt from the document, not from a list.

A word or a phrase before a number names a kind of division where it opens short lines over text, again and again,
and its numbers count: 1, 2, 3, or 1.1, 1.2, 2.1. What is written in a document's own words is known this way in any
language. Captions count as well, but head nothing (`kinds.CAPTIONS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from reportparse.kinds import KINDS, folded
from reportparse.learnt import Learnt, begins, counts, learnt_label
from reportparse.numbering import Label, Style
from reportparse.structure.blocks import Block


def with_counted(found: list[Block]) -> list[Block]:
    """Give a label to the blocks that open with words which count in this document, and head text or are a list."""
    opening: dict[int, Learnt] = {}
    groups: dict[tuple[str, bool], list[int]] = {}
    for at, block in enumerate(found):
        if block.label is None and block.kept is None and (one := learnt_label(block.text)) is not None:
            opening[at] = one
            groups.setdefault((one.label.kind, one.label.style is Style.LETTER), []).append(at)
    groups = {key: places for key, places in groups.items() if len(places) > 1}
    known = {at: opening[at] for places in groups.values() for at in places}
    for places in groups.values():
        if counts([known[at] for at in places]) and not _all_alike(found, known, places):
            over = [
                at
                for at in places
                if found[at]._replace(label=known[at].label).shaped_as_heading and _stands_over(found, known, at)
            ]
            if 2 * len(over) > len(places) or _are_items([known[at] for at in places]):
                for at in places:
                    found[at] = found[at]._replace(label=known[at].label)
    return found


def _are_items(group: Sequence[Learnt]) -> bool:
    """Recommandation n° 1 : tenir l’inventaire …, Q1. Do you agree …?: one more each time. Speakers take turns."""
    return all(lists(one.label) for one in group) and [one.path for one in group] == [
        (number,) for number in range(1, len(group) + 1)
    ]


def lists(label: Label) -> bool:
    """Is it a label of the document's own that items of a list bear: with a colon behind it, or written closed up?"""
    return is_own(label) and (label.text[-1] in ":：" or _CODE.fullmatch(label.text) is not None)


_CODE = re.compile(r"[A-Z]{1,3}\d{1,2}[.)]")


def _all_alike(found: Sequence[Block], known: Mapping[int, Learnt], places: Sequence[int]) -> bool:
    """EN 1 EN, EN 2 EN, EN 3 EN: the same words behind every number are the foot of a page."""
    behind = {found[at].text[len(known[at].label.text) :].strip() for at in places}
    return len(places) > 2 and len(behind) == 1 and behind != {""}


def _stands_over(found: Sequence[Block], known: dict[int, Learnt], at: int) -> bool:
    """Does text stand below, or a smaller heading that begins to count?"""
    if at + 1 >= len(found):
        return False
    below, other = found[at + 1], known.get(at + 1)
    if other is not None and below.label is None:
        return other.label.kind != known[at].label.kind and begins(other.path)
    if below.label is not None:
        return below.label.ordinal in (1, None)
    return below.kept is None


# Ranks

_ROOM = 100  # between two rungs of the ladder, for those of the document's own


def ranked(found: Sequence[Block], ranks: Sequence[int | None], heads: Callable[[Block], bool]) -> list[int | None]:
    """The ranks with those of the document's own kinds among them; the order of all tells which stands over which.

    `heads` says of a labelled block whether it is a heading.
    """
    own = _own_heads(found, ranks, heads)
    if not own:
        return list(ranks)
    made = [rank if rank is None or rank < 0 else rank * _ROOM for rank in ranks]
    placed: dict[int, str] = {}  # ranks of own kinds
    for kind, places in own.items():
        rank = _place(found, made, places, placed)
        placed[rank] = kind
        for at in places:
            made[at] = rank
    return made


def is_own(label: Label | None) -> bool:
    """Is the kind of a label one of the document's own?"""
    return label is not None and bool(label.kind) and folded(label.kind) not in KINDS


def _own_heads(
    found: Sequence[Block], ranks: Sequence[int | None], heads: Callable[[Block], bool]
) -> dict[str, list[int]]:
    """Where the headings of each own kind stand; kinds in the order in which they begin.

    One answer for a run: Measure 1: Build a bridge. / Measure 2: Mend it. is a list, and heads nothing.
    """
    runs: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if ranks[at] is None and block.run >= 0 and is_own(block.label):
            runs.setdefault(block.run, []).append(at)
    own: dict[str, list[int]] = {}
    for places in runs.values():
        mine = [at for at in places if heads(found[at])]
        over = [at for at in mine if at + 1 < len(found) and _is_below(found[at], found[at + 1])]
        if 2 * len(over) > len(places) or (2 * len(over) == len(places) and len(over) == len(mine)):
            label = found[places[0]].label
            assert label is not None
            depth = len(re.findall(r"\d+", label.text)) if label.style is Style.DECIMAL else 0
            own.setdefault(f"{label.kind} {depth}", []).extend(mine)
    return {kind: sorted(places) for kind, places in sorted(own.items(), key=lambda one: min(one[1]))}


def _is_below(block: Block, other: Block) -> bool:
    return other.kept is None and (other.label is None or (other.run != block.run and other.label.ordinal in (1, None)))


def _place(found: Sequence[Block], ranks: Sequence[int | None], places: Sequence[int], placed: dict[int, str]) -> int:
    """The rank of a kind: below the rungs that count on across it, above those that it counts on across."""
    rungs = sorted({rank for rank in ranks if rank is not None and rank >= 0})
    below = -1
    above: int | None = None
    for rung in rungs:
        others = [at for at, rank in enumerate(ranks) if rank == rung]
        inside, outside = _share_across(found, others, places), _share_across(found, places, others)
        if inside > outside or (inside == outside > 0 and others[0] < places[0]):
            below = rung
        elif outside and above is None:
            above = rung
        elif not outside and others[-1] < places[0]:  # 3. Findings / Finding 1 / Finding 2, the end
            if rung in placed and _has_text(found, others[-1], places[0]):
                return rung
            if above is None and _is_open(ranks, others[-1], places[0], rung):
                below = rung
    if above is not None and below < above:
        return above - 1 if above - 1 > below else below + 1
    return below + 1 if below >= 0 else (rungs[-1] + _ROOM if rungs else _ROOM)


def _share_across(found: Sequence[Block], places: Sequence[int], others: Sequence[int]) -> float:
    """The share of the steps from one number to the next between which others stand."""
    steps = across = 0
    waiting = iter(others)
    other = next(waiting, None)
    for one, following in pairwise(places):
        label, last = found[following].label, found[one].label
        if label is None or last is None or (label.ordinal or 0) != (last.ordinal or 0) + 1:
            continue
        steps += 1
        while other is not None and other < one:
            other = next(waiting, None)
        across += other is not None and other < following
    return across / steps if steps else 0.0


def _has_text(found: Sequence[Block], start: int, end: int) -> bool:
    return any(one.label is None and one.kept is None for one in found[start + 1 : end])


def _is_open(ranks: Sequence[int | None], start: int, end: int, rung: int) -> bool:
    """Is the division of this rung, that begins at the first place, still open at the other?"""
    return all(rank is None or rank >= rung for rank in ranks[start + 1 : end])
