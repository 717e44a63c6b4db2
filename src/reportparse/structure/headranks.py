"""The ranks of headings without a number among those that have one: `placed()`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.kinds import folded
from reportparse.structure.blocks import Block
from reportparse.structure.heads import Head, Type, type_of
from reportparse.structure.outline import ANNEXES
from reportparse.structure.over import holds_numbers
from reportparse.structure.spaced import spaced

_FEWEST = 3  # times that a heading recurs before one is taken for a part of each division


class _Entry(NamedTuple):
    """A heading in its place among the others."""

    at: int
    rung: int | None  # of a numbered heading, its rank
    kind: _Kind
    ordinal: int | None


_STEP = 100  # between the ranks of two rungs
PART = -10_000  # the rank of parts that have no number


def placed(
    found: Sequence[Block],
    ranks: Sequence[int | None],
    heads: Sequence[Head],
    marked: Mapping[int, int],
    behind: Callable[[int], str] | None = None,
    greeted: bool = False,
) -> list[int | None]:
    """The ranks with those of unnumbered headings among them; all are counted anew, parts apart.

    Capitals stand over small letters, and what a table of contents lists over what it does not. A kind belongs
    below a rung that counts on across it, 1. … 2.; above one that begins anew behind it; beside the top one if
    neither shows. Of one kind, one that is set tight over its text is below one that a blank line parts from it, as
    `behind` tells; else a heading directly over another heads those that follow. Those that the text marks have the
    levels it gives them, and stand above the rest.
    """
    if marked:
        return _placed_below(found, ranks, heads, marked)
    kinds = _kinds(heads, any(rank is not None for rank in ranks))
    entries: list[_Entry] = []
    for at, rank in enumerate(ranks):
        block = found[at]
        if rank is not None and rank >= 0:
            ordinal = None if block.label is None else block.label.ordinal
            kind = _Kind(type_of(block.text[block.body - block.start :]), listed=True)
            entries.append(_Entry(at, rank, kind, ordinal))
        elif at in kinds:
            entries.append(_Entry(at, None, kinds[at], None))
    rungs = sorted({entry.rung for entry in entries if entry.rung is not None})
    made: list[int | None] = [rank if rank is None or rank < 0 else _STEP * (rungs.index(rank) + 1) for rank in ranks]
    slots = {kind: _slot(entries, rungs, kind) for kind in sorted(set(kinds.values()))}
    for kind in slots:
        mine = [at for at in kinds if kinds[at] == kind]
        if kind.type is Type.NONE and (
            (rungs and holds_numbers(found, ranks, mine, greeted)) or _around_parts(found, ranks, mine)
        ):
            slots[kind] = PART
    for head in heads:
        made[head.at] = slots[kinds[head.at]]
    _raise(entries, made)
    _lower_recurring(found, entries, made)
    if behind is not None:
        spaced([head.at for head in heads], made, behind)
    _nest(found, entries, made)
    return made


def _around_parts(found: Sequence[Block], ranks: Sequence[int | None], mine: Sequence[int]) -> bool:
    """报告说明, 第一篇, 第二篇, 展望, 附录一: do lines stand before the first number and behind the last, none between?"""
    numbered = [at for at, rank in enumerate(ranks) if rank is not None]
    while numbered and (label := found[numbered[-1]].label) and folded(label.kind) in ANNEXES:
        numbered.pop()
    return (
        any((rank := ranks[at]) is not None and rank < 0 for at in numbered)
        and min(mine) < numbered[0]
        and max(mine) > numbered[-1]
        and not any(numbered[0] < at < numbered[-1] for at in mine)
    )


def _placed_below(
    found: Sequence[Block], ranks: Sequence[int | None], heads: Sequence[Head], marked: Mapping[int, int]
) -> list[int | None]:
    """`placed`, where the text marks headings: ranks by their levels, and below them those of the others."""
    levels = sorted(set(marked.values()))
    others = [head for head in heads if head.at not in marked]
    rest = placed(found, [None if at in marked else rank for at, rank in enumerate(ranks)], others, {})
    below = _STEP * len(levels)
    made = [rank if rank is None or rank < 0 else rank + below for rank in rest]
    for at, level in marked.items():
        rank = ranks[at]
        made[at] = rank if rank is not None and rank < 0 else _STEP * levels.index(level)
    _lower_tags(found, made, marked)
    return made


def _lower_tags(found: Sequence[Block], made: list[int | None], marked: Mapping[int, int]) -> None:
    """# Party A … # Party B …, marked over and over inside 1., 2., 3.: they stand below the numbers."""
    texts = Counter(found[at].text for at in marked)
    tags = {at for at in marked if texts[found[at].text] >= _FEWEST and found[at].label is None}
    if not tags:
        return
    across: Counter[int] = Counter()  # by rank, how often the next number follows with tags alone between
    last: dict[int, tuple[int, bool]] = {}  # of each rank, its number, and whether a tag stands behind it
    for at, rank in enumerate(made):
        label = found[at].label
        if at in tags:
            last = {one: (number, True) for one, (number, _) in last.items()}
        elif at in marked:
            last.clear()
        elif rank is not None and label is not None and label.ordinal is not None:
            number, tagged = last.get(rank, (0, False))
            across[rank] += tagged and label.ordinal == number + 1
            last = {one: seen for one, seen in last.items() if one < rank} | {rank: (label.ordinal, False)}
    under = max((rank for rank, count in across.items() if count >= _FEWEST), default=None)
    if under is not None:
        for at in tags:
            made[at] = under + _STEP // 2


def _lower_recurring(found: Sequence[Block], entries: Sequence[_Entry], made: list[int | None]) -> None:
    """What recurs in numbered divisions, and has no numbers of its own behind it, stands in them: Results, the head of
    a table."""
    places: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if entry.rung is None:
            places.setdefault(found[entry.at].text, []).append(number)
    numbered = [number for number, entry in enumerate(entries) if entry.rung is not None]
    for numbers in places.values():
        if len(numbers) < _FEWEST:
            continue
        inside: dict[int, int] = {}
        for number in numbers:
            at = bisect_left(numbered, number)
            above = entries[numbered[at - 1]] if at else None
            below = entries[numbered[at]] if at < len(numbered) else None
            rank = None if above is None else made[above.at]
            if rank is not None and (below is None or (below.ordinal or 1) > 1):
                inside[entries[number].at] = rank
        ranks = [rank for number in numbers if (rank := made[entries[number].at]) is not None]
        if len(inside) * 5 >= 4 * len(numbers) and all(rank <= min(inside.values()) for rank in ranks):
            for at, rank in inside.items():
                made[at] = rank + _STEP // 2


class _Kind(NamedTuple):
    """Headings that look alike; the smaller kind stands above the larger."""

    type: Type
    listed: bool

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return (self.type, not self.listed) < (other[0], not other[1])


def _kinds(heads: Sequence[Head], numbered: bool) -> dict[int, _Kind]:
    """The kind of each heading: what no table of contents lists is one of its own where several others are listed.

    One in many that is not listed is an entry that the extractor has torn. Where numbers divide the rest, the one
    that is listed may be the first of all: Summary, before Part One.
    """
    made: dict[int, _Kind] = {}
    for kind in Type:
        mine = [head for head in heads if head.type is kind]
        listed = sum("contents" in head.evidence.reasons for head in mine)
        first = numbered and listed == 1 and "contents" in mine[0].evidence.reasons
        apart = (listed > 1 or first) and len(mine) - listed > max(1, listed // _FEW_UNLISTED)
        made |= {head.at: _Kind(kind, listed=not apart or "contents" in head.evidence.reasons) for head in mine}
    return made


_FEW_UNLISTED = 20


def _slot(entries: Sequence[_Entry], rungs: Sequence[int], kind: _Kind) -> int:
    """The rank of a kind: right below the lowest rung that it belongs under."""
    under = -1
    for number, rung in enumerate(rungs):
        alike = [entry.kind.type is Type.CAPITALS for entry in entries if entry.rung == rung]
        if kind.type is Type.CAPITALS and sum(alike) * 5 >= 4 * len(alike):
            return _STEP * (number + 1)  # A. ROADS beside RIVERS
        if not number and _is_around(entries, rung, kind):
            return _STEP
        below = _below(entries, rung, kind)
        if below > 0:
            under = number
        elif below < 0 and not number:
            return PART
    if under < 0 and rungs:
        return _STEP
    return _STEP * (under + 1) + 20 * (kind.type + 1) + 10 * (not kind.listed)


def _below(entries: Sequence[_Entry], rung: int, kind: _Kind) -> int:
    """Above zero: headings of the kind stand inside divisions of the rung; below: these stand inside those."""
    balance = 0
    after = False  # has one stood behind a division of the rung?
    last: _Entry | None = None
    between: list[_Entry] = []
    for entry in entries:
        if entry.rung is not None and entry.rung < rung:
            last, between = None, []
        elif entry.rung == rung:
            if between and between[-1].at + 1 == entry.at:
                balance -= 1
            if between and last is not None and last.ordinal is not None and entry.ordinal is not None:
                if entry.ordinal == last.ordinal + 1:
                    balance += 1
                elif entry.ordinal <= last.ordinal:
                    balance -= 1
            last, between = entry, []
        elif entry.rung is None and entry.kind == kind:
            if last is not None and not between and last.at + 1 == entry.at:
                balance += 1
            after = after or last is not None
            between.append(entry)
    return balance or int(after)


def _is_around(entries: Sequence[_Entry], rung: int, kind: _Kind) -> bool:
    """Do headings of the kind stand before all divisions of a rung and behind the last, and none between?

    Summary, 1, 2, 3, Conclusion: they stand beside them.
    """
    places = [entry.at for entry in entries if entry.rung == rung]
    mine = [entry.at for entry in entries if entry.rung is None and entry.kind == kind]
    return (
        len(places) > 1
        and mine[0] < places[0]
        and mine[-1] > places[-1]
        and not any(places[0] < at < places[-1] for at in mine)
    )


def _raise(entries: Sequence[_Entry], made: list[int | None]) -> None:
    """Preamble, in small letters, directly over a heading in capitals: it stands above them, beside its rung."""
    for one, other in pairwise(entries):
        upper, lower = made[one.at], made[other.at]
        if (
            one.rung is None
            and one.at + 1 == other.at
            and upper is not None
            and lower is not None
            and upper > lower > 0
        ):
            made[one.at] = max(1, (lower - 1) // _STEP * _STEP)


def _nest(found: Sequence[Block], entries: Sequence[_Entry], made: list[int | None]) -> None:
    """Of one rank: headings below one that has no text of its own, and those that go on from its words."""
    titles = {entry.at: " ".join(found[entry.at].text.split()) for entry in entries if entry.rung is None}
    bare = {
        titles[one.at]
        for one, other in pairwise(entries)
        if one.rung is None and other.rung is None and one.at + 1 == other.at and made[one.at] == made[other.at]
    }
    if sum(title in bare for title in titles.values()) < _FEWEST_BARE:
        bare.clear()
    above: dict[int, tuple[str, bool]] = {}  # of each rank, the heading that is open, and whether it takes all below it
    for entry in entries:
        rank = made[entry.at]
        if rank is None:
            continue
        for lower in [one for one in above if one > rank]:
            del above[lower]
        if entry.rung is not None:
            above.pop(rank, None)
            continue
        title = titles[entry.at]
        opened, takes = above.get(rank, ("", False))
        if title in bare:
            above[rank] = title, True
        elif takes or _goes_on_from(title, opened):
            made[entry.at] = rank + 5
        else:
            above[rank] = title, False


_FEWEST_BARE = 2  # headings that stand directly over one of their own kind


def _goes_on_from(title: str, above: str) -> bool:
    """`Water supply: pipes` below `Water supply`."""
    return len(above) > 3 and title.startswith(above) and not title[len(above) :][:1].isalnum() and title != above
