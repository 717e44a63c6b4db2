"""Headings in Title Case that fill their measure and go on on the next line: `wrapped()`.

    Bridges of the County: Most Old Ones Fail
    Inspections and Are Slow to Be Repaired

A capital opens the second line as it would open a heading below the first, and no mark or small word tells. What does is
the measure: the word that opens each second line would not have fitted on the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportparse.chars import em_width
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.insource import InSource
from reportparse.structure.reading import Reading
from reportparse.structure.shape import is_titled

_TIGHT = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MOST_LINES = 3
_WIDEST = 45.0  # em of a line; two thirds of a page
_NARROWEST = 12.0
_FEWEST = 4  # different headings before a measure is known
_FITS = 0.93  # of the measure: letters are not all as wide as they are taken to be
_OVER = 1.08


def wrapped(found: Sequence[Block], first: int, source: InSource, reading: Reading) -> Iterator[tuple[Span, str]]:
    """What parts the lines of such headings, from a block on; nothing unless most groups of such lines fill a measure."""
    groups = list(_groups(found, first, source))
    if len({found[start].text for start, _ in groups}) < _FEWEST:
        return
    widths = [[(em_width(block.text), _opener(block.text)) for block in found[start:end]] for start, end in groups]
    measures = sorted({round(width) for group in widths for width, _ in group[:-1] if width > _NARROWEST})
    full = max(([_is_full(group, measure) for group in widths] for measure in measures), key=sum, default=[])
    filled = [(start, end) for (start, end), is_full in zip(groups, full, strict=False) if is_full]
    if len({found[start].text for start, _ in filled}) < _FEWEST or len(filled) * 3 < 2 * len(groups):
        return
    for start, end in filled:
        for one, other in pairwise(found[start:end]):
            yield from ((cut, " ") for cut in reading.between(one.end, other.start))


def _groups(found: Sequence[Block], first: int, source: InSource) -> Iterator[tuple[int, int]]:
    """Two or three lines in Title Case right below one another, nothing of the kind above or below on their page."""
    at = first
    while at < len(found):
        start = at
        while at < len(found) and _may_be(found[at]):
            at += 1
        if at - start > 1:
            for one, end in _on_pages(found, start, at, source):
                if 1 < end - one <= _MOST_LINES and _is_group(found, one, end, source):
                    yield one, end
        at = max(at, start + 1)


def _on_pages(found: Sequence[Block], start: int, end: int, source: InSource) -> Iterator[tuple[int, int]]:
    """A run of lines, parted where more than blank lines stands between two: the head or foot of a page."""
    first = start
    for at in range(start, end - 1):
        gap = source.behind(found, at)
        if not gap.isspace() or "\f" in gap:
            yield first, at + 1
            first = at + 1
    yield first, end


def _is_group(found: Sequence[Block], start: int, end: int, source: InSource) -> bool:
    group = found[start:end]
    return (
        all(_TIGHT.fullmatch(source.behind(found, at)) for at in range(start, end - 1))
        and not any(map(source.is_joined, group))
        and (not start or _parts(found[start - 1]) or not source.behind(found, start - 1).isspace())
        and (end == len(found) or _parts(found[end]) or not source.behind(found, end - 1).isspace())
        and is_titled(" ".join(block.text for block in group))
    )


def _may_be(block: Block) -> bool:
    text = block.text
    return (
        block.label is None
        and block.kept is None
        and len(text) <= 2 * _WIDEST
        and (text[0].isupper() or text[0] in '“"')
        and (text[-1].isalpha() or text[-1] in ',)”"')
        and em_width(text) <= _WIDEST
        and (len(text) < 4 or is_titled(text))
    )


def _parts(block: Block) -> bool:
    """Is a block none of a list of names, as a letter has them over and under its text?"""
    return block.label is not None or block.kept is not None or not block.is_line or not is_titled(block.text)


def _opener(text: str) -> float:
    """How wide the first word of a line is, with a space before it."""
    return em_width(" " + text.split(None, 1)[0])


def _is_full(group: Sequence[tuple[float, float]], measure: float) -> bool:
    """Does each line but the last fill the measure, and none exceed it?"""
    return max(width for width, _ in group) <= _OVER * measure and all(
        one[0] + other[1] > _FITS * measure for one, other in pairwise(group)
    )
