"""Headings in bold that wrap: lines of nothing but bold, the first behind its label; for the rule `lines`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reportparse.clean.measured import Line
from reportparse.provenance import Mark

_EARLIEST = 0.6  # of the column, where a heading in larger type may wrap
_MOST_LINES = 5
_FULL = 0.9  # of the lines, sorted by their widths: as wide as the column


def wrapped_heads(found: Sequence[Line], marks: Iterable[Mark]) -> dict[int, bool]:
    """Lines of headings that wrap, and whether they go on on the next line: that is bold, too, or it is not.

    一、实施科教兴国战略和可持续 / 发展战略: where a blank line stands behind each line, nothing else says so.
    """
    bold = [mark for mark in marks if mark.kind == "bold"]
    if not bold:
        return {}
    starts = [mark.start for mark in bold]
    heads = [at for at, line in enumerate(found[:-1]) if line.label and _is_bold(bold, starts, line)]
    heads = [at for at in heads if _is_bold(bold, starts, found[at + 1])]
    if not heads:
        return {}
    widths = sorted(line.width for line in found)
    least = _EARLIEST * widths[int(_FULL * (len(widths) - 1))]
    wraps: dict[int, bool] = {}
    for first in heads:
        for at, (line, other) in enumerate(pairwise(found[first : first + _MOST_LINES]), first):
            if (
                line.width >= least
                and other.width <= line.width + 1.5
                and not (line.final or line.clause or other.final or other.clause or other.label or other.bullet)
                and _is_bold(bold, starts, other)
            ):
                wraps[at] = True
                continue
            if at > first and not _is_bold(bold, starts, other._replace(end=other.start + 1)):
                wraps[at] = False
            break
    return wraps


def _is_bold(bold: Sequence[Mark], starts: Sequence[int], line: Line) -> bool:
    at = bisect_right(starts, line.start) - 1
    return at >= 0 and bold[at].end >= line.end
