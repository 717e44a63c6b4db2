"""Unnumbered headings that hold the only run of numbers there is: `holds_numbers()`.

过去五年的回顾 / 今后五年的任务 / （一） … （五）: the numbers stand under the second of them. Beside them they would stand in
前言 / 一、 / 二、 / 三、 / 结语.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.outline import top_rank


def holds_numbers(found: Sequence[Block], ranks: Sequence[int | None], heads: Sequence[int]) -> bool:
    """Do headings without a number, in a script without capitals, stand over the top run of numbers?

    One of two things tells it. The numbers have brackets, which are not those of a top rung, and two such headings stand
    before them. Or several stand behind the last number, with more text than all numbered divisions, and begin to count
    anew in the form of these.
    """
    top = top_rank(ranks)
    places = [at for at, rank in enumerate(ranks) if rank is not None and rank == top]
    labels = [label for at in places if (label := found[at].label) is not None]
    if len(labels) < _FEWEST or [label.ordinal for label in labels] != list(range(1, len(places) + 1)):
        return False
    if labels[0].kind or labels[0].style not in (Style.HAN, Style.ARABIC):
        return False
    before = [at for at in heads if at < places[0]]
    behind = [at for at in heads if at > places[-1]]
    if len(before) + len(behind) < len(heads) or not before:
        return False  # 一、 / 序言 / 二、
    if labels[0].text[0] in "（(":
        return len(before) >= _FEWEST
    if len(behind) < _FEWEST or len(before) > 1:
        return False
    anew = any(
        (label := block.label) is not None and label.form == labels[0].form and label.ordinal == 1
        for block in found[behind[0] :]
    )
    return anew and found[-1].end - found[behind[0]].start > found[behind[0]].start - found[places[0]].start


_FEWEST = 2
