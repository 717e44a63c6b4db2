"""Headings of parts that no number tells: short lines before which the sections end, and behind which they begin anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from reportparse.chars import CLAUSE, em_width
from reportparse.kinds import is_caption
from reportparse.numbering import Label, Style
from reportparse.structure.blocks import Block
from reportparse.structure.dates import is_date
from reportparse.structure.outline import top_rank
from reportparse.structure.sequence import path_of
from reportparse.structure.shape import is_row, is_titled
from reportparse.structure.signed import is_titled_name


def part_headings(
    found: Sequence[Block], ranks: Sequence[int | None], at_foot: Callable[[], Container[int]] = frozenset
) -> set[int]:
    """Blocks that are part headings without a number: short lines before which the sections end.

    The next division below starts anew with ordinal 1, and the line is not part of the text. Who signs a letter stands
    there, too, with the annexes behind: `at_foot` are the blocks that end a page, where no name in capitals heads anything.
    """
    top = top_rank(ranks)
    if top is None:
        return set()
    made: set[int] = set()
    restarts = False
    for at in range(len(found) - 1, -1, -1):
        block, rank = found[at], ranks[at]
        if rank is not None:
            label = block.label
            restarts = rank == top and label is not None and _begins(label)
            if rank < 0:
                restarts = False
        elif restarts and is_date(block.text):
            restarts = False  # who signs stands above the date, and the annexes behind it
        elif restarts and block.label is None and block.is_line and is_titled(block.text) and at in at_foot():
            restarts = False
        elif restarts and (is_titled_name(block.text) or (at and is_titled_name(found[at - 1].text))):
            continue  # who signs a foreword, and the office below the name
        elif restarts and block.label is None and _may_head(block):
            head = _likelier(found, ranks, at)
            if head < at or not _in_pieces(found, ranks, at):
                made.add(head)
            restarts = False
    return made


def _likelier(found: Sequence[Block], ranks: Sequence[int | None], at: int) -> int:
    """The line, or, if it may be half a sentence, one above it behind a paragraph that has ended."""
    if CLAUSE.search(found[at].text) is None:
        return at
    for above in range(at - 1, max(0, at - _NEAR), -1):
        block = found[above]
        if ranks[above] is not None or block.label is not None:
            break
        alone = not found[above - 1].is_line or ranks[above - 1] is not None
        if alone and _may_head(block) and not CLAUSE.search(block.text):
            return above
    return at


def _in_pieces(found: Sequence[Block], ranks: Sequence[int | None], at: int) -> bool:
    """Is a line with a comma the last of three or more: the pieces of a paragraph?"""
    above = range(at - 2, at)
    return (
        at > 1
        and CLAUSE.search(found[at].text) is not None
        and all(found[other].is_line and ranks[other] is None for other in above)
    )


def _may_head(block: Block) -> bool:
    text = block.text
    return (
        block.is_line
        and 2 <= em_width(text) <= 40
        and _UNFINISHED.search(text) is None
        and text[0] not in "{[<"
        and not text[0].islower()
        and not is_row(text)
        and not is_caption(text)
        and not is_date(text)
        and sum(map(str.isalpha, text)) >= sum(map(str.isdigit, text))
    )


# Half a sentence: a bracket that is open, or closed where none was opened. Or a reference: (Paragraph 2.2).
_UNFINISHED = re.compile(
    r"[，、,]$|^[(\[].*[)\]]$|“[^”]*$|「[^」]*$|『[^』]*$|（[^）]*$|《[^》]*$|^[^“]*”|^[^「]*」|^[^『]*』|^[^（]*）|^[^《]*》"
)
_NEAR = 6


def _begins(label: Label) -> bool:
    """Is it the first of all: 1, 1.1, but not 2.1?"""
    return label.ordinal == 1 and (label.style is not Style.DECIMAL or set(path_of(label)) <= {"1", "１"})


def preface(found: Sequence[Block], parts: set[int], ranks: Sequence[int | None]) -> int | None:
    """The one line that looks like a part's heading, where no section stands before it: 序言 parts nothing.

    Behind a letter that is signed and dated stands what is sent with it: that is a part. The letter has named it in a
    sentence; a foreword that is signed names nothing of what stands beside it before the first chapter.
    """
    top = top_rank(ranks)
    if len(parts) == 1 and _is_sent(found, min(parts)):
        return None
    if len(parts) != 1 or top is None or any(rank is not None and rank <= top for rank in ranks[: min(parts)]):
        return None
    return min(parts)


def _is_sent(found: Sequence[Block], at: int) -> bool:
    """Does the line head what a letter above it names, and has the letter ended with its date?"""
    if not any(is_date(block.text) for block in found[max(0, at - _SIGNED) : at]):
        return False
    name = found[at].text
    return any(name in block.text and not block.is_line for block in found[:at] if block.kept is None)


_SIGNED = 3  # blocks between a date and what is sent with it


def heads_nothing(found: Sequence[Block], parts: set[int], ranks: Sequence[int | None]) -> bool:
    """Is the one such line far above the first number, behind headings without one? It is a line of what they head."""
    top = top_rank(ranks)
    if len(parts) != 1 or top is None:
        return False
    at = min(parts)
    before = [other for other in range(at) if ranks[other] is not None]
    return bool(before) and ranks[at + 1] is None and all(found[other].label is None for other in before)
