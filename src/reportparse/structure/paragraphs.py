"""Numbered paragraphs: decided together, for a short one looks like a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from reportparse.chars import em_width
from reportparse.kinds import ARTICLES, folded
from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.outline import is_heading
from reportparse.structure.sequence import path_of
from reportparse.structure.shape import ends_in_colon

_FEWEST_TEXTS = 3
_FEWEST_THROUGH = 5  # labels of a count that goes on from division to division
_FEWEST_DIVISIONS = 3
_MARKS = "。.:：;；"


def unhead_torn(found: Sequence[Block], ranks: list[int | None]) -> None:
    """5.3 In response to low prices and / the growth that …: a line of a sentence that goes on is no heading."""
    for at, block in enumerate(found[:-1]):
        label, other = block.label, found[at + 1]
        if (
            ranks[at] is not None
            and label is not None
            and label.style is Style.DECIMAL
            and not label.kind
            and block.text[-1].islower()
            and other.label is None
            and other.kept is None
            and other.text[0].islower()
            and len(other.text) > len(block.text) > _SHORTEST_TORN
        ):
            ranks[at] = None


_SHORTEST_TORN = 45  # characters


def unhead_short(found: Sequence[Block], ranks: list[int | None], column: Callable[[], float]) -> None:
    """1.1 The roads are bad. … / 1.2 I recommend that: / 1.3 …: among paragraphs the short ones are no headings.

    Decimal labels of one depth, or articles, most of which open running text, number paragraphs. Those that end as
    a sentence or a lead-in does are of them, and the others too where they are few and have nothing below them, or
    fill the line: 5.6 While growth in most countries stayed below the / average of 4.2 per cent, …
    `column` measures the width of a full line in em.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for at, block in enumerate(found):
        label = block.label
        if label is None:
            continue
        if label.style is Style.DECIMAL and not label.kind:
            groups.setdefault(("", len(path_of(label))), []).append(at)
        elif folded(label.kind) in ARTICLES:
            groups.setdefault((folded(label.kind), 0), []).append(at)
    for places in groups.values():
        headed = [at for at in places if ranks[at] is not None]
        if any(not is_heading(found[at]) for at in headed):
            continue  # told by the table of contents
        stopped = [at for at in headed if _stops(found[at])]
        sure = len(headed) - len(stopped)
        texts = len(places) - len(headed)
        if texts < _FEWEST_TEXTS or texts < 2 * sure:
            continue
        few = texts >= 4 * sure
        for at in headed:
            if _stops(found[at]) or (few and (not _has_below(found, at) or _fills(found, at, column))):
                ranks[at] = None


def unhead_lists(found: Sequence[Block], ranks: list[int | None], is_sure: Callable[[int], bool]) -> frozenset[int]:
    """1. Mill Street / 2. Bridge Lane / 3. The Quay / 4. …: labels over nothing, one below the other, are a list.

    So is a table of contents without page numbers. A heading may stand right over another, but then over a lower one.
    `is_sure` says of a block that the document itself calls it a heading. Where there is no text, headings are all.
    Returned is where the blocks begin that are points right below a heading.
    """
    points: set[int] = set()
    if all(rank is not None or block.is_line for block, rank in zip(found, ranks, strict=True)):
        return frozenset()
    first = 0
    while first < len(found):
        last = first
        while last < len(found) and ranks[last] is not None and found[last].label is not None and not is_sure(last):
            last += 1
        if last - first > _FEWEST_LISTED:
            _unhead_list(found, ranks, range(first, last))
        if last - first > _FEWEST_SHORT:
            points.update(_unhead_short_lists(found, ranks, range(first, last)))
        first = last + 1
    return frozenset(points)


def _unhead_list(found: Sequence[Block], ranks: list[int | None], stretch: range) -> None:
    empty = {at for at in stretch[:-1] if _over(ranks[at + 1], ranks[at])}
    if len(empty) < _FEWEST_LISTED or 2 * len(empty) < len(stretch):
        return
    alike = Counter(found[at].run for at in stretch)
    for at in stretch:
        if at in empty or alike[found[at].run] > 1:
            ranks[at] = None


def _unhead_short_lists(found: Sequence[Block], ranks: list[int | None], stretch: range) -> Iterator[int]:
    """3. Bodies audited / 가. the office / 나. the clinic / II. Findings: a run right below its heading, over nothing."""
    first = stretch.start
    while first < stretch.stop:
        run, own = found[first].run, ranks[first]
        last = first
        while last + 1 < stretch.stop and found[last + 1].run == run:
            last += 1
        label = found[first].label
        if (
            last > first > stretch.start
            and last + 1 < stretch.stop
            and own is not None
            and label is not None
            and label.ordinal == 1
            and not label.kind
            and label.style is not Style.DECIMAL
            and _over(ranks[first - 1], own)
            and ranks[first - 1] != own
            and _over(ranks[last + 1], own)
            and ranks[last + 1] != own
        ):
            ranks[first : last + 1] = [None] * (last + 1 - first)
            yield from (found[at].start for at in range(first, last + 1))
        first = last + 1


def _over(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one <= other


_FEWEST_LISTED = 4
_FEWEST_SHORT = 3  # a heading, two below it, and the next


def _stops(block: Block) -> bool:
    return block.text.rstrip("”’）)")[-1:] in _MARKS or ends_in_colon(block.text)


def _has_below(found: Sequence[Block], at: int) -> bool:
    """Does something stand below a label that it may head: text, or a label one step deeper?"""
    if at + 1 >= len(found):
        return False
    label, below = found[at].label, found[at + 1].label
    if label is None or below is None:
        return below is None
    return below.style is Style.DECIMAL and len(path_of(below)) > len(path_of(label))


def _fills(found: Sequence[Block], at: int, column: Callable[[], float]) -> bool:
    """Is it as wide as a full line, and text behind it that no label opens?"""
    other = found[at + 1]
    return other.label is None and other.kept is None and em_width(found[at].text) >= _FULL * column()


_FULL = 0.85  # of the column


def counted_through(found: Sequence[Block], ranks: Sequence[int | None]) -> frozenset[int]:
    """Runs of bare numbers that count on from division to division: 1., 2. in the first, 3. to 5. in the second.

    The items of a list stand in one division; what counts through three or more numbers the paragraphs of a text.
    """
    stretches: dict[int, list[int]] = {}  # of each run, the division that each of its labels stands in
    division = 0
    for block, rank in zip(found, ranks, strict=True):
        if rank is not None:
            division += 1
        elif block.label is not None and block.run >= 0 and block.label.style is Style.ARABIC:
            stretches.setdefault(block.run, []).append(division)
    return frozenset(
        run
        for run, places in stretches.items()
        if len(places) >= _FEWEST_THROUGH and len(set(places)) >= _FEWEST_DIVISIONS
    )
