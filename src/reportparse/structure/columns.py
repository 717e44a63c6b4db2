"""Columns that an extractor printed by turns: a block of one, a block of the other, then the first again.

What numbers say of it: two runs of one form climb by turns (一、 一、 二、 二、 三、), or a label comes before the one
it follows. Text is not moved: which block goes on with which is told right in too few places. But a part's heading
then need not stand right before its first section, and is known by how it stands: alone, between paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import CLAUSE, em_width
from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.outline import top_rank


class Turns(NamedTuple):
    """What the numbers of the top rung say of the order of the text."""

    first: int  # the first block whose number goes back, or goes on with a run that another has followed
    runs: int  # how often the count begins


def turns(found: Sequence[Block], ranks: Sequence[int | None]) -> Turns | None:
    """Where the labels of the top numbered rung go back, or two runs of them go on by turns; None if nowhere.

    A gap says nothing: a heading may be missing. The first number may be any: a text may begin on another page.
    """
    top = top_rank(ranks)
    if top is None:
        return None
    labels = (block.label for block, rank in zip(found, ranks, strict=True) if rank == top)
    # Chapters and appendices come again in running heads and lists, and 1.1 tells its parent.
    forms = {
        label.form for label in labels if label is not None and not label.kind and label.style is not Style.DECIMAL
    }
    runs: list[int] = []  # the last number of each
    first = None
    begun = 0
    for at, block in enumerate(found):
        label = block.label
        if label is None or label.form not in forms or label.ordinal is None or not block.shaped_as_heading:
            continue
        number = label.ordinal
        begun += number == 1
        if not runs or number == 1:
            runs.append(number)
        elif number > runs[-1] and (number == runs[-1] + 1 or number - 1 not in runs):
            runs[-1] = number
        else:
            first = at if first is None else first
            if number - 1 in runs:
                runs.remove(number - 1)
            runs.append(number)
    return Turns(first, begun) if first is not None else None


def all_parts(found: Sequence[Block], parts: set[int], runs: int) -> set[int]:
    """The parts, with lines of their own, as short as a heading, between a paragraph that has ended and one that begins.

    No more of them than there are runs of sections, but for one that has none: where there are, as in a manual
    full of commands, such lines are something else.
    """
    lines = {at for at in _lines(found) if _ended(found[at - 1]) and _opens(found[at + 1])}
    return parts | lines if len(parts | lines) <= runs + 1 else parts


def parts_by_count(found: Sequence[Block], ranks: Sequence[int | None], parts: set[int]) -> set[int]:
    """The parts, with such lines between paragraphs, if there are just as many as counts that begin with no part before.

    One of the two paragraphs may be half a one.
    """
    top = top_rank(ranks)
    bare: list[bool] = []  # for each count: does it begin with no part before it?
    part = False
    for at, rank in enumerate(ranks):
        if at in parts or (rank is not None and rank < 0):
            part = True
        elif rank == top and (label := found[at].label) is not None and label.ordinal == 1:
            if label.kind or label.style is Style.DECIMAL:
                return parts
            bare.append(not part)
            part = False
    if not any(bare[1:]):
        return parts
    lines = {at for at in _lines(found) if _ended(found[at - 1]) or _opens(found[at + 1])}
    lines = {at for at in lines - parts if ranks[at] is None}
    return parts | lines if len(lines) in (sum(bare), sum(bare[1:])) else parts


def _lines(found: Sequence[Block]) -> Iterator[int]:
    """Lines between paragraphs, as short as a heading."""
    for at in range(1, len(found) - 1):
        line = found[at]
        if (
            line.label is None
            and line.is_line
            and 4 <= em_width(line.text) <= _WIDEST
            and not line.text[0].islower()
            and CLAUSE.search(line.text) is None
            and line.text[-1].isalnum()
            and _is_paragraph(found[at - 1])
            and (found[at + 1].label is not None or _is_paragraph(found[at + 1]))
        ):
            yield at


def _ended(block: Block) -> bool:
    return block.text[-1] in _ENDED


def _opens(block: Block) -> bool:
    return not block.text[0].islower()


def _is_paragraph(block: Block) -> bool:
    return block.kept is None and not block.is_line and em_width(block.text) >= _SHORTEST_PARAGRAPH


_ENDED = frozenset("。！？.!?”’」』）)")
_WIDEST = 14.0  # em
_SHORTEST_PARAGRAPH = 20.0
