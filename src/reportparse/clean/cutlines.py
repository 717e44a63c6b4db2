"""Line ends that no page has: pypdf begins a new line behind each run that is drawn again.

    依法推进扫黑除恶。
    依法推进扫黑除恶。
    起诉涉黑涉恶犯罪33人，坚决“打伞

With the copy taken out the head and the words behind it are one printed line again, no wider than the column; or the
head ends the printed line that the words before it began. Below a heading on a line of its own stands a full line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from reportparse.chars import BLANKS, em_width
from reportparse.numbering import label_at

_FINAL = frozenset("。！？")
_ENDS = frozenset("。！？”")
_FULL = 0.97  # of the lines are no wider than a full one
_HANGING = 1.0  # em of a mark that hangs over the edge
_ROOM = 3.0  # em that a run leaves at most where it ends the printed line, the hanging mark with them
_FEWEST = 3
_EXPLAINED = 0.8  # of the sentences


class Copy(Protocol):
    """A run at the end of a line, and again as the beginning of the next."""

    @property
    def end(self) -> int: ...

    @property
    def start(self) -> int: ...

    @property
    def size(self) -> int: ...

    @property
    def whole(self) -> bool: ...


class _Cut(NamedTuple):
    at: int  # the line end
    unit: str


def cut_lines(text: str, copies: Sequence[Copy]) -> frozenset[int]:
    """Where the line ends stand before and behind whole-line copies of run-in heads; empty if fewer than three are such.

    >>> from collections import namedtuple
    >>> copy = namedtuple("copy", "end start size whole")
    >>> text = "".join(f"{a}方案。\\n{a}方案。\\n落实落细每一项\\n重点任务进展顺利安排。\\n" for a in "甲乙丙")
    >>> places = [text.index("\\n" + a) + 1 for a in ("甲方案。\\n落", "乙方案。\\n落", "丙方案。\\n落")]
    >>> sorted(cut_lines(text, [copy(at - 1, at, 4, True) for at in places])) == [at + 4 for at in places]
    True
    """
    widths = sorted(em_width(line) for line in map(str.strip, text.split("\n")) if line)
    if not widths:
        return frozenset()
    column = widths[int(len(widths) * _FULL)] + _HANGING
    begins = {copy.end - copy.size for copy in copies if copy.whole}
    found: set[int] = set()
    heads = sentences = 0
    for copy in copies:
        end = copy.start + copy.size
        if not copy.whole or text[end : end + 1] != "\n" or not text[end + 1 : end + 2].strip():
            continue
        unit = text[copy.start : end].strip()
        if label_at(unit) is not None:
            continue
        before = copy.end - copy.size - 1  # the line end above the first copy, and its indent
        while before >= 0 and text[before] in BLANKS:
            before -= 1
        set_in = before + 1 < copy.end - copy.size
        if before >= 0 and text[before] != "\n":
            continue
        above = text[text.rfind("\n", 0, max(0, before)) + 1 : max(0, before)].strip()
        width, left = em_width(unit), em_width(above) if above[-1:] in _ENDS and not set_in else column
        if unit[-1] not in _FINAL:
            if end + 1 in begins and unit[0] >= "\u2e80":  # 从严惩治严重犯 / 罪。: the run goes on
                found.add(end)
                if column - _ROOM <= left + width <= column:
                    found.add(before)
            continue
        line = text[end + 1 : _line_end(text, end + 1)]
        if line[0] in BLANKS or label_at(line) is not None:
            continue
        sentences += 1
        whole = width + em_width(line.strip())
        if whole <= column:
            found.add(end)
            heads += 1
            if column - _ROOM <= left + whole <= column:
                found.add(before)
        elif column - _ROOM <= left + width <= column:
            found.add(before)
            heads += 1
    return frozenset(found) if heads >= max(_FEWEST, _EXPLAINED * sentences) else frozenset()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
