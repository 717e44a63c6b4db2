"""Points of a list that look like headings, or like numbered paragraphs.

重点做好以下工作： / （一）健全制度； / （二）规范执法。 — and ① 路線バスの維持 / ② 自動運転の実証, right below one another: none of them
heads anything.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from reportparse.chars import em_width
from reportparse.kinds import CJK_ANNEXES
from reportparse.numbering import Label, Style
from reportparse.structure.blocks import Block
from reportparse.structure.shape import ends_in_colon

_WIDEST = 90.0  # em of a point: three printed lines
_CLOSED = "）)"


def unhead_points(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Labels in brackets or circles that stand right below one another, with nothing but the next between them."""
    for run in _runs(found):
        label = found[run[0]].label
        if label is not None and len(run) > 1 and _adjacent(run) and _is_low(label):
            for at in run:
                ranks[at] = None
    for at, block in enumerate(found):
        if block.label is None and block.text[0] in _FIRST and _ATTACHED.match(block.text):
            _unhead_attached(found, ranks, at)


def _unhead_attached(found: Sequence[Block], ranks: list[int | None], first: int) -> None:
    """附件：1．统计表 / 2．情况表: what is attached, under the text; the first number stands behind a word."""
    for ordinal, at in enumerate(range(first + 1, len(found)), 2):
        label = found[at].label
        if label is None or label.style is not Style.ARABIC or label.kind or label.ordinal != ordinal:
            return
        ranks[at] = None


_ATTACHED = re.compile(rf"(?:{'|'.join(CJK_ANNEXES)})[:：][ \u3000]*[1１][.．、]")
_FIRST = frozenset(word[0] for word in CJK_ANNEXES)


def led_in(found: Sequence[Block], ranks: list[int | None], headed: Container[int]) -> frozenset[int]:
    """Where the points begin that a line with a colon leads in: a run of Han labels, each as short as a point is.

    Roman numerals and letters number points where all but the last end in a semicolon: I – roads; II – bridges.

    `headed` are the blocks that open with a sentence that heads them.
    """
    made: set[int] = set()
    for run in _runs(found):
        before, label = found[run[0] - 1], found[run[0]].label
        if (
            run[0]
            and len(run) > 1
            and _adjacent(run)
            and label is not None
            and label.ordinal == 1
            and (label.style is Style.HAN or (label.style in _NUMERALS and _parted(found, run)))
            and before.kept is None
            and ends_in_colon(before.text)
            and all(em_width(found[at].text) <= _WIDEST and at not in headed for at in run)
        ):
            made.update(found[at].start for at in run)
            for at in run:
                ranks[at] = None
    return frozenset(made)


def _runs(found: Sequence[Block]) -> Iterator[list[int]]:
    """The blocks of each run of bare labels."""
    places: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if block.run >= 0 and block.label is not None and not block.label.kind and block.kept is None:
            places.setdefault(block.run, []).append(at)
    yield from places.values()


def _parted(found: Sequence[Block], run: Sequence[int]) -> bool:
    """Are they clauses of one sentence, each but the last before a semicolon, here and there with an "and" behind it?"""
    return all(_CLAUSE_ENDS.search(found[at].text[-12:]) for at in run[:-1])


_CLAUSE_ENDS = re.compile(r"[;；](?:[ ][^\W\d_]{1,4})?$")
_NUMERALS = (Style.ROMAN, Style.LETTER)


def _adjacent(run: Sequence[int]) -> bool:
    return run[-1] - run[0] == len(run) - 1


def _is_low(label: Label) -> bool:
    if label.style is Style.CIRCLED:
        return True
    return label.style in (Style.ARABIC, Style.KANA, Style.HANGUL) and label.text[-1] in _CLOSED
