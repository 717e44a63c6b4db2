"""Labels without a mark: `1 The ferries carry …` on through the text; `a publish a plan;`, `b agree on …` below a colon."""

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


def with_bare_letters(found: list[Block]) -> list[Block]:
    """Label the points below a colon that a letter alone opens, each but the last before a semicolon, from a on.

    The Ministry should: / a publish a plan; / b agree on the cost; and c order no more. A report is no point.
    """
    if "a " not in {block.text[:2] for block in found}:
        return found
    made: list[Block] = []
    at = 0
    while at < len(found):
        points: list[Block] = []
        taken = 0
        if found[at].text[:2] == "a " and made and ends_in_colon(made[-1].text):
            while at + taken < len(found) and (own := _points(found[at + taken], len(points))):
                points += own
                taken += 1
        if len(points) > 1 and all(_ENDS_POINT.search(point.text[-8:]) for point in points[:-1]):
            made += points
            at += taken
        else:
            made.append(found[at])
            at += 1
    return made


def _points(block: Block, number: int) -> list[Block]:
    """The points of a block, the first of which bears the letter with this number; none if it does not open with it."""
    if block.label is not None or block.kept is not None:
        return []
    starts: list[int] = []
    for letter in _LETTERS[number:]:
        # b at the head of the block; b behind a semicolon, where the line end was lost
        opened = _FIRST.match(block.text) if not starts else _NEXT.search(block.text, starts[-1])
        if opened is None or opened[1] != letter:
            break
        starts.append(opened.start(1))
    ends = [*starts[1:], *([len(block.text)] if starts else [])]
    return [
        _cut(block, start, end, _LETTERS[number + turn])
        for turn, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _cut(block: Block, start: int, end: int, letter: str) -> Block:
    text = block.text[start:end].rstrip()
    first, last = block.start + start, block.start + start + len(text)
    return block._replace(
        start=first,
        end=last,
        text=text,
        label=Label(letter, Style.LETTER, _LETTERS.index(letter) + 1, "{letter}", ""),
        bold=tuple(span for span in block.bold if first <= span.start and span.end <= last),
        called=block.called and last == block.end,
    )


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIRST = re.compile(r"([a-z])[ \t]+(?=[^\W\d_])")
_NEXT = re.compile(r"(?<=[;,])[ ](?:[^\W\d_]{2,3}[ ])?([b-z])[ ](?=[^\W\d_])")
_ENDS_POINT = re.compile(r"[;,](?:[ ][^\W\d_]{2,4})?$")
