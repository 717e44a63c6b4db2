"""Copies of a bold run on the next line: rule `line-copies`.

    …较上年提高87.2个百分点。“进园区
    进园区”落实底线
    落实底线。印发《关于推动康养产业…

pdftotext, MuPDF and pdfminer begin a new line where the page goes back to draw the run again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import CJK_MARKS, HAN, HANGUL, KANA
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit, Mark

_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)(\s*)")
_LONGEST = 100  # characters in a copy
_MARK = re.compile(rf"[{CJK_MARKS}]+$")
_HAN_OR_MARKS = re.compile(rf"[{HAN}{KANA}{HANGUL}{CJK_MARKS}]+$")
_ONLY_MARKS = re.compile(rf"[\s{CJK_MARKS}]*$")
_WORDY = re.compile(rf"[{HAN}{KANA}{HANGUL}]{{2}}|[^\W\d_]{{3}}")
_ONE_WORD = re.compile(r"[^\W\d_]{1,7}[,;]?$", re.ASCII)  # had had, that that
_OPENERS = frozenset("“‘（《「『")
_MOST_COPIES = 4


class _Copy(NamedTuple):
    """`size` characters before `end` stand again at the start of the next line, which begins at `start`."""

    end: int
    start: int
    size: int
    whole: bool  # both lines are nothing but the copy
    number: int  # of the line that holds the first copy


def line_copies(view: View) -> Iterator[Edit | Mark]:
    """A bold run whose copy begins the next line: pdftotext, MuPDF, pdfminer.

    The line break goes with the copy; the first copy is marked bold. Decided over the document: it takes
    three runs of three characters or more. Single characters count at marks and where they fill a line.
    A table's cells repeat more often than bold is drawn, and stay, as numbers do.

    >>> from reportparse.clean import run_rule
    >>> run_rule("line-copies", "成效。筑牢根基\\n筑牢根基\\n。抓好落实\\n抓好落实。\\n。聚焦改革\\n聚焦改革。全年完成")
    '成效。筑牢根基\\n。抓好落实。聚焦改革。全年完成'
    >>> run_rule("line-copies", "推动经济发展\\n发展社会事业\\n全面深化改革\\n改革成果")
    '推动经济发展\\n发展社会事业\\n全面深化改革\\n改革成果'
    """
    text = view.text
    if not _may_be_struck(text):
        return
    copies = _accepted(text)
    if not copies:
        return
    view.note(
        "overstruck",
        f"bold drawn again on the next line: {len(copies)} copies taken out",
        copies[0].end - copies[0].size,
        copies[0].end,
    )
    yield from _marks(text, copies)
    yield from settled(text, _edits(copies), lambda left: _edits(_accepted(left)))


def _edits(copies: Sequence[_Copy]) -> list[Edit]:
    return [Edit(copy.end, copy.start + copy.size) for copy in copies]


def _may_be_struck(text: str) -> bool:
    """A quick look: three lines that hold the first characters of the next line."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    likely = [(one, other) for one, other in itertools.pairwise(lines) if other[:3] in one]
    return len(likely) >= 3 and sum(_overlap(one, other, 0) >= 3 for one, other in likely) >= 3


def _accepted(text: str) -> list[_Copy]:
    matches = [(*match.span(1), match.group(1)) for match in _LINE.finditer(text)]
    found = _overlaps(matches)
    strong = [copy for copy in found if copy.size >= 3 and not _is_slight(text[copy.end - copy.size : copy.end])]
    partly = sum(not copy.whole for copy in strong)
    if partly < 3 and sum(copy.size >= 4 for copy in strong) < 3:
        return []
    taken: list[_Copy] = []
    for copy in found:
        unit = text[copy.end - copy.size : copy.end]
        if not _HAN_OR_MARKS.match(unit) and _is_slight(unit):
            continue
        if copy.size >= 3 or _MARK.match(unit):
            taken.append(copy)
            continue
        before = text[copy.end - copy.size - 1] if copy.end > copy.size else "\n"
        behind = text[copy.start + copy.size : copy.start + copy.size + 1] or "\n"
        edges = (before == "\n" or _MARK.match(before) is not None, behind == "\n" or _MARK.match(behind) is not None)
        if all(edges) or (copy.size == 2 and any(edges)):
            taken.append(copy)
    return taken


def _is_slight(unit: str) -> bool:
    """A number, a rule, a short Latin word: they stand twice by nature."""
    return _WORDY.search(unit) is None or _ONE_WORD.match(unit) is not None


def _overlaps(lines: Sequence[tuple[int, int, str]]) -> list[_Copy]:
    """For each pair of lines the longest end of the one that begins the other."""
    found: list[_Copy] = []
    used = 0  # characters at the start of this line that are a copy of the line before
    same = 1  # lines in a row that are the same
    for at in range(len(lines) - 1):
        (_, end, one), (start, _, other) = lines[at], lines[at + 1]
        same = same + 1 if one == other else 1
        size = _overlap(one, other, 0 if used == len(one) else used)
        used = 0
        if not size:
            continue
        if same > _MOST_COPIES:
            found = [copy for copy in found if copy.number < at - _MOST_COPIES or not copy.whole]
            continue
        found.append(_Copy(end, start, size, size == len(one) == len(other), at))
        used = size
    return found


def _overlap(one: str, other: str, used: int) -> int:
    """The length of the longest end of `one`, behind its first `used` characters, that begins `other`."""
    first = other[0]
    at = one.find(first, max(used, len(one) - _LONGEST))
    while at >= 0:
        if other.startswith(one[at:]):
            return len(one) - at
        at = one.find(first, at + 1)
    return 0


def _marks(text: str, copies: Sequence[_Copy]) -> Iterator[Mark]:
    """Bold from the first copy on; runs that only marks part are one run."""
    start = end = -1
    for copy in copies:
        first = copy.end - copy.size
        if end < 0 or not _ONLY_MARKS.match(text, end, first) or first - end > 6:
            if end >= 0:
                yield Mark(start, end, "bold")
            start = first - (first > 0 and text[first - 1] in _OPENERS)
        end = copy.start + copy.size
    yield Mark(start, end, "bold")
