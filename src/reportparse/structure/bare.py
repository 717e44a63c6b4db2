"""Numbers without a mark before headings: `1 Priorities`, or `1` on the line above them."""

from __future__ import annotations

import re
from itertools import pairwise

from reportparse.chars import FINAL, em_width
from reportparse.climbing import climbing
from reportparse.numbering import Label, bare_label
from reportparse.structure.blocks import Block, with_below
from reportparse.style import Style

_NUMBERS = re.compile(r"\d+")
_ALONE = re.compile(r"\d{1,2}")
_WIDEST_BELOW = 40.0  # em: a heading below its number
_FEWEST = 2  # decimal labels


def with_bare(found: list[Block]) -> list[Block]:
    """Numbers alone before headings, where the document has them: `1 Priorities` beside 1.1 and 1.2, or 1, 2, 3.

    `9 February 2024` is no heading: its number has no place on the ladder 1, 1.1, 1.2, 2. Nor has a page number that
    was left above a line.
    """
    rungs: list[tuple[int, Label, tuple[int, ...]]] = []
    above: set[int] = set()  # numbers alone on their line, above one that they may number
    decimals = 0
    for at, block in enumerate(found):
        if block.label is not None and block.label.style is Style.DECIMAL and not block.label.kind:
            path = tuple(map(int, _NUMBERS.findall(block.label.text)))
            if block.text[0].isdigit():
                decimals += 1
                rungs.append((at, block.label, path))
        elif block.label is None and block.text[0].isdigit() and block.is_line:
            label = bare_label(block.text)
            if label is None and _ALONE.fullmatch(block.text) and at + 1 < len(found) and _may_head(found[at + 1]):
                label = Label(block.text, Style.ARABIC, int(block.text), "{arabic}", "")
                above.add(at)
            if label is not None:
                rungs.append((at, label, (label.ordinal or 0,)))
    if decimals < _FEWEST:
        return found
    climbs = climbing([path for *_, path in rungs])
    held = [rung for rung, on in zip(rungs, climbs, strict=True) if on]
    # The number of a first page above the cover's first line is alone in this, and no 1.1 is right below it.
    parents = sum(at in above and below[2] == (*path, 1) for (at, _, path), below in pairwise(held))
    for at, label, _ in held:
        if found[at].label is not label and (at not in above or parents >= _FEWEST):
            found[at] = found[at]._replace(label=label)
    return _with_heads_below(found, above) if parents >= _FEWEST else found


def _may_head(block: Block) -> bool:
    return (
        block.label is None
        and block.kept is None
        and block.is_line
        and block.text[0].isalpha()
        and not block.text[0].islower()
        and em_width(block.text) <= _WIDEST_BELOW
        and block.text[-1] not in FINAL
    )


def _with_heads_below(found: list[Block], above: set[int]) -> list[Block]:
    """Each number that is a label, of those that stand above a line, with that line."""
    made: list[Block] = []
    for at, block in enumerate(found):
        if at - 1 in above and found[at - 1].label is not None:
            made[-1] = with_below(made[-1], block)
        else:
            made.append(block)
    return made
