"""□ over ○ and -: squares that head what stands below them, in Korean and Japanese reports: `square_heads()`.

□ 재난대응 체계 강화
  ○ 24시간 상황관리체계를 구축
    - 전담인력 1,200명 배치
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.chars import em_width
from reportparse.numbering import Style
from reportparse.structure.blocks import Block

_SQUARES = frozenset("□■◇◆▣")
_FEWEST = 3
_WIDEST = 30.0  # em
_FINAL = frozenset("。．.!?！？；;，,：:")
RANK = 9_000  # below every rung of numbers


def square_heads(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Give ranks to short lines behind a square, in a script without capitals, if nearly all have something below them.

    Below them stand items with another bullet or paragraphs; of a list of squares, one stands below another.
    """
    places: dict[str, list[int]] = {}
    for at, block in enumerate(found):
        label = block.label
        if label is not None and label.style is Style.BULLET and label.text in _SQUARES and ranks[at] is None:
            places.setdefault(label.text, []).append(at)
    for square, mine in places.items():
        short = [at for at in mine if _is_short(found[at])]
        heading = [at for at in short if at + 1 < len(found) and _is_below(found[at + 1], ranks[at + 1], square)]
        if len(heading) >= _FEWEST and len(heading) * 5 >= len(mine) * 4:
            for at in heading:
                ranks[at] = RANK


def _is_short(block: Block) -> bool:
    text = block.text[block.body - block.start :]
    return bool(text) and text[0] >= "\u2e80" and text[-1] not in _FINAL and em_width(text) <= _WIDEST


def _is_below(block: Block, rank: int | None, square: str) -> bool:
    return rank is None and block.kept is None and (block.label is None or block.label.text != square)
