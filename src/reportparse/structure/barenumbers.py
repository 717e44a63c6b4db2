"""Paragraphs that a number alone opens: `1 The ferries carry …`, `2 This report examines …`, on through the text."""

from __future__ import annotations

import re

from reportparse.numbering import Label
from reportparse.structure.blocks import Block
from reportparse.structure.shape import ends_in_colon
from reportparse.style import Style

FORM = "{arabic}"
FEWEST = 5  # paragraphs
_NUMBER = re.compile(r"([1-9]\d{0,2})[ \t]+(?=[^\W\d_])")


def with_bare_numbers(found: list[Block]) -> list[Block]:
    """Label the paragraphs of running text that a bare number opens, if from 1 on they count without a gap.

    `12 villages were visited.` may open a paragraph, too; five of them do not count on.
    """
    chain: list[int] = []
    for at, block in enumerate(found):
        if block.label is not None or block.kept is not None or not block.text[0].isdigit():
            continue
        number = _NUMBER.match(block.text)
        if number is not None and int(number[1]) == len(chain) + 1 and _is_text(block, number.end()):
            chain.append(at)
    if len(chain) < FEWEST:
        return found
    made = list(found)
    for ordinal, at in enumerate(chain, 1):
        made[at] = found[at]._replace(label=Label(str(ordinal), Style.ARABIC, ordinal, FORM, ""))
    return made


def _is_text(block: Block, start: int) -> bool:
    """Does running text begin behind the number: a sentence, or what leads in a list?"""
    return not block.text[start].islower() and (not block.is_line or ends_in_colon(block.text))
