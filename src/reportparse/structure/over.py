"""Unnumbered headings that hold the only run of numbers there is: `holds_numbers()`.

过去五年的回顾 / 今后五年的任务 / （一） … （五）: the numbers stand under the second of them. Beside them they would stand in
前言 / 一、 / 二、 / 三、 / 结语.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.chars import CLAUSE, em_width
from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.dates import is_date
from reportparse.structure.outline import top_rank


def holds_numbers(
    found: Sequence[Block], ranks: Sequence[int | None], heads: Sequence[int], greeted: bool = False
) -> bool:
    """Do headings without a number, in a script without capitals, stand over the top run of numbers?

    One of four things tells it. The numbers have brackets, which are not those of a top rung, and two such headings stand
    before them. One stands right over the first number, and would hold nothing. A speech has `greeted` its audience and
    begun before the first of them, and one more stands behind the numbers: 编者的话 opens no speech. Or several stand behind the last number, with more text than all numbered divisions, and begin to count
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
    if len(heads) > 1 and before[-1] + 1 == places[0]:
        return True
    if greeted and behind and len(before) == 1 and before[0] and is_text(found[0]):
        return True
    if len(behind) < _FEWEST or len(before) > 1:
        return False
    anew = any(
        (label := block.label) is not None and label.form == labels[0].form and label.ordinal == 1
        for block in found[behind[0] :]
    )
    return anew and found[-1].end - found[behind[0]].start > found[behind[0]].start - found[places[0]].start


def is_text(block: Block) -> bool:
    """Running text without a label."""
    return block.kept is None and block.label is None and not block.is_line


def part_behind(
    found: Sequence[Block], ranks: Sequence[int | None], parts: set[int], greeted: bool = False
) -> set[int]:
    """The parts, and the one behind all numbers, which holds none: 关于外交工作 behind two parts whose numbers begin anew.

    Behind a single one only in a speech that has `greeted` its audience, and begun before it: 现在，我向大会报告…… / 2023年工作
    回顾 / 一、 / 二、 / 2024年工作安排 / ……: too few numbers, and too few lines, for the shape of headings to be told otherwise.
    """
    if not parts or any(rank is not None for rank in ranks[: min(parts)]):
        return parts
    if len(parts) == 1 and not (greeted and min(parts) and is_text(found[0])):
        return parts
    last = max((at for at, rank in enumerate(ranks) if rank is not None), default=len(found))
    behind = [
        at
        for at in range(last + 2, len(found) - 1)
        if found[at].is_line
        and found[at].label is None
        and em_width(found[at].text) <= _WIDEST
        and not is_date(found[at].text)
        and CLAUSE.search(found[at].text) is None
        and is_text(found[at - 1])
        and is_text(found[at + 1])
    ]
    return parts | set(behind) if len(behind) == 1 and has_han(found[behind[0]].text) else parts


def has_han(text: str) -> bool:
    return any(char >= "\u2e80" for char in text)


_WIDEST = 24.0  # em
_FEWEST = 2
