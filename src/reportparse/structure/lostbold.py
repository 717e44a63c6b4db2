"""Run-in heads that have lost their bold altogether, in a text that shows how much its extractor loses.

Where an extractor drops copies of struck runs, some heads keep a half of theirs (rule `torn-bold`), others nothing.
Such a text still shows what its heads look like: if nearly all of its bold heads are short sentences before longer
ones, and most such sentences inside its paragraphs are bold, those that are not have lost it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.runin import bold_heads, heads_by_shape

_FEWEST_TORN = 2
_FEWEST_HEADS = 6
_MOST_BOLD = 0.6  # of the sentences that look like heads
_LOOK_SO = 0.8  # of the bold heads


def with_lost_heads(found: Sequence[Block], torn: int) -> list[Block]:
    """The blocks, with the heads that must have lost their bold as `shaped`; `torn`: how many lost a half of it."""
    if torn < _FEWEST_TORN:
        return list(found)
    lost: dict[int, tuple[Span, ...]] = {}
    bold = shaped = both = 0
    for at, block in enumerate(found):
        if block.kept is not None or len(block.text) <= _SHORTEST:
            continue
        # What opens a paragraph may be its lead sentence, which nobody sets in bold.
        heads = {head.start for head in bold_heads(block) if head.start > block.body}
        look_so = [head for head in heads_by_shape(block) if head.start > block.body]
        bold += len(heads)
        shaped += len(look_so)
        rest = tuple(head for head in look_so if head.start not in heads)
        both += len(look_so) - len(rest)
        if rest:
            lost[at] = rest
    if both < _FEWEST_HEADS or both < _MOST_BOLD * shaped or both < _LOOK_SO * bold:
        return list(found)
    return [block._replace(shaped=lost.get(at, ())) for at, block in enumerate(found)]


_SHORTEST = 30  # characters
