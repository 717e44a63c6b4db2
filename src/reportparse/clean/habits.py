"""How a document sets its lines, learnt from all of them: column, indents, blank lines, headings; for the rule `lines`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportparse.clean.measured import Line, measured
from reportparse.numbering import label_at

_NARROWEST = 7.0  # em; no column is narrower, but lists and tables are
_SHORTER = 1.0  # em
_TAIL = 0.7  # of the column: the last line of a heading is shorter
_HEADING, _FEWEST_BROKEN = 0.6, 3  # of the column, and how many such heading lines it takes
_FIRST_LINE = 2.5  # em by which it falls short of a full one
_NEAR = 1.1  # full lines say a little more than nearly full ones
_MANY = 200  # lines from which the shortest can be told
_JUSTIFIED = 0.85  # of the column
_ENDING = frozenset(".!?:;…")
_FEW = 8  # lines from which no habit can be learnt


class Habit(NamedTuple):
    """How the document sets its lines."""

    wrapped: bool
    width: float  # em of a full line
    indent: float  # em that the first line of a paragraph is shorter, where the indent itself is lost
    indents: bool  # indents are in the text
    blank_all: bool  # a blank line after nearly every line says nothing
    blank_paragraphs: bool  # blank lines stand between paragraphs only
    headings: dict[str, float]  # em of the widest heading line with each form of label; each rung has its own type
    broken: float  # em of heading lines, if several of the same width have a short line behind them; else 0
    tight: bool  # the lines of some headings are not parted by a blank line
    apart: bool  # all headings are parted by one from the text behind them
    slack: float  # em by which a full line may fall short
    shortest: float = 0.0  # em; in justified text no line inside a paragraph is shorter
    fewest: float = 0.0  # em; where little of the text is in full lines, shorter ones end a block


def column_width(text: str) -> float | None:
    """The width in em of a full line, if the lines of a text are wrapped; None if each is a paragraph.

    >>> column_width("推动全年工作任务圆满完成" + "\\n推动全年工作任务圆满完成" * 9)
    12.0
    """
    habit = habit_of(measured(text))
    return habit.width if habit is not None and habit.wrapped else None


def uneven(found: Sequence[Line]) -> list[bool] | None:
    """Lines of uneven widths, as where an extractor has put the halves of words together, but with blank lines
    between paragraphs: what goes on in small letters tells that lines go on at all. None if they do not.
    """
    pairs = list(itertools.pairwise(found))
    close = [(one, other) for one, other in pairs if not one.blank]
    small = sorted(one.width for one, other in close if other.text[0].islower() and one.text[-1] not in _ENDING)
    apart = sum(one.blank for one, _ in pairs)
    ended = sum(one.blank and (one.text[-1] in _ENDING or not other.text[0].islower()) for one, other in pairs)
    if len(small) < _FEW or len(small) * 3 < len(close) or apart < _FEW or ended * 10 < apart * 9:
        return None
    usual = small[len(small) // 10]
    return [
        not (one.blank or one.clause or other.label or other.bullet or other.alone or one.alone or other.indented)
        # Anlagen der Länder / Bundeseinrichtungen: a line without room for the next word, which is long.
        and (
            one.width >= usual
            or (not one.final and (other.text[0].islower() or one.width + 0.5 + other.token >= usual))
        )
        for one, other in pairs
    ]


def squeezed(line: Line) -> float:
    """The width if marks that meet, and a mark at the line's end, are set half an em narrower: ，“ ”。"""
    return line.width - 0.5 * len(_MARKS_MEET.findall(line.text))


_MARKS_MEET = re.compile("[，。、；：！？”’）》」』](?=[“‘（《「『，。、；：！？”’）》」』]|$)")


@lru_cache(maxsize=1024)  # the same headings are looked at in each reading
def label_form(text: str) -> str:
    """The form of the label that a line opens with; empty if it opens with none."""
    label = label_at(text)
    return label.form if label is not None else ""


def _column(widths: list[float]) -> float:
    """The width that most full lines share: the commonest among the wider half, hanging marks left out."""
    upper = [round(width) for width in widths[len(widths) // 2 : int(len(widths) * 0.98) + 1]]
    counts = Counter(upper)
    best, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    if count * 5 >= len(upper):
        return float(best)
    return widths[int(len(widths) * 0.93)]


def habit_of(found: Sequence[Line]) -> Habit | None:
    """The document's habits; None if there are too few lines to show any."""
    if len(found) < _FEW:
        return None
    widths = sorted(line.width for line in found)
    habit = _habit(found, widths, _column(widths), most=True)
    if not habit.wrapped:
        ceiling = _ceiling(found, _MORE_ALIKE)
        if ceiling and uneven(found):
            ceiling = _ceiling(found, _MOST_ALIKE)
        if ceiling:
            return _habit(found, widths, ceiling, most=False)
    return habit


def _ceiling(found: Sequence[Line], share: float) -> float:
    """The width at which running text breaks, where there is little of it; 0 if its lines share no width.

    On a page of headings and items few lines are full. But a line with a comma in it that ends in a word, or before
    small letters, is torn; if most such lines are about as wide as one another, the text wraps.
    """
    torn = sorted(
        one.width
        for one, other in itertools.pairwise(found)
        if not (one.final or one.clause or one.alone or other.alone or other.label or other.bullet or other.indented)
        and one.text[-1].isalnum()
        and (other.text[0].islower() or _CLAUSE_INSIDE.search(one.text))
    )
    if len(torn) < _FEWEST_TORN:
        return 0.0
    middle = torn[len(torn) // 2]
    alike = sum(_ALIKE * middle <= width <= middle / _ALIKE for width in torn)
    return torn[len(torn) * 4 // 5] if middle >= _NARROW and alike >= share * len(torn) else 0.0


_CLAUSE_INSIDE = re.compile(r"[，。；]|[,;][ ]|(?<=[^\W\d_]{2})[.][ ](?=[^\W\d_])")  # not the mark of a label
_FEWEST_TORN = 3
_ALIKE = 0.85
_MORE_ALIKE, _MOST_ALIKE = 0.6, 0.85  # of the torn lines; more where the text may as well be one of uneven lines
_NEARLY_FULL = 0.7  # of the column
_NARROW = 12.0  # em; in a narrower column a few lines may be verse


def _habit(found: Sequence[Line], widths: Sequence[float], width: float, *, most: bool) -> Habit:
    """The habits of lines set to a width; with `most`, only if a third of the lines are full."""
    latin = sum(len(line.text) for line in found) > 1.5 * sum(widths)
    slack = 0.06 * width if latin else min(0.75, 0.05 * width)
    widest = width * 1.25 + 2
    limit = width - slack
    full = nearly = inner = blank_inner = ends = blank_ends = indented_ends = indented_inner = 0
    inner_short = 0.0  # em by which lines inside paragraphs fall short, in all
    headings: dict[str, float] = {}
    broken: Counter[int] = Counter()  # widths of heading lines with a short line behind them
    tight, apart = False, True
    openers: list[float] = []  # by how much lines that follow a sure end, and go on themselves, fall short
    for one, other in itertools.pairwise(found):
        # Short paragraphs are first lines, with an indent, and last lines.
        nearly += not (one.final or one.clause) and limit - _FIRST_LINE < one.width + other.token < widest
        if one.width + other.token > limit:
            if one.width < widest:
                full += 1
                if not one.final:
                    inner += 1
                    inner_short += width - one.width
                    blank_inner += one.blank
                    indented_inner += other.indented
        elif one.final or one.clause or one.label:
            if one.final:
                ends += 1
                blank_ends += one.blank
                indented_ends += other.indented
            elif one.label and not other.label:
                if not (other.final or other.clause) and other.width < _TAIL * width:
                    broken[round(one.width)] += 1
                form = label_form(one.text)
                headings[form] = max(headings.get(form, 0.0), squeezed(one))
                tight = tight or not one.blank
                apart = apart and (one.blank or other.width < _TAIL * width)
            # Behind a label a line this long may be the first of a wrapped item.
            sure = one.final or not one.label or one.width + other.token + 2.0 <= limit
            if sure and not (other.label or other.final or other.clause) and other.width > 0.6 * width:
                openers.append(width - other.width)
    # Lines far wider than the column, in which most of the text stands, are paragraphs; so are full lines most of
    # which end a sentence.
    beyond = sum(line for line in widths[-1 - len(widths) // 2 :] if line >= widest)
    if (
        (most and max(full * _NEAR, nearly) * 100 < (len(found) - 1) * 33)
        or width < _NARROWEST
        or beyond * 2 > sum(widths)
        or inner * 3 < full
    ):
        return Habit(False, width, 0, False, False, False, {}, 0, False, False, slack)
    # In a short text many ends stand before headings, which have no indent.
    indents = indented_ends * 2 > ends or (indented_ends * 3 > ends and indented_ends > 2 and not indented_inner)
    indent = 0.0
    # The letters of other scripts differ in width, and their lines may be ragged: openers have to be shorter than
    # lines inside paragraphs are.
    plain = not latin or sum(openers) / max(1, len(openers)) > inner_short / max(1, inner) + _SHORTER
    if not indents and plain:
        near = [short for short in openers if short <= 3.4]
        # Squeezed marks widen a line by up to an em; without an indent one opener in five is that short.
        if sum(short >= 0.9 for short in near) > 0.6 * len(near):
            indent = 2.0
    return Habit(
        wrapped=True,
        width=width,
        indent=indent,
        indents=indents,
        blank_all=blank_inner > 0.6 * inner,
        blank_paragraphs=blank_inner < 0.1 * inner and blank_ends > 0.6 * ends,
        headings=headings,
        broken=_same_width(broken, width),
        tight=tight,
        apart=apart,
        slack=slack,
        shortest=_shortest(found, width) if latin else 0.0,
        fewest=0.0 if most else _NEARLY_FULL * width,
    )


def _same_width(broken: Counter[int], column: float) -> float:
    """The width at which headings break, where digits or quotes make another one seem wider."""
    width, count = max(broken.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return float(width) if count >= _FEWEST_BROKEN and width >= _HEADING * column else 0.0


def habit_with(found: Sequence[Line], kin: Sequence[Line]) -> Habit | None:
    """The habits of a text and its kin together, if they set their lines to one width; else its own."""
    own, shared = habit_of(found), habit_of([*found, *kin])
    if own is None:
        widest = max(line.width for line in found)
        return shared if shared is not None and shared.wrapped and widest <= shared.width * 1.15 + 2 else None
    if shared is None or not shared.wrapped or abs(own.width - shared.width) > _SHORTER:
        return own
    return shared if own.wrapped and own.blank_all == shared.blank_all else own


def _shortest(found: Sequence[Line], width: float) -> float:
    """The width that all but one in a hundred lines reach which go on in small letters; 0 in ragged text."""
    inner = sorted(
        one.width
        for one, other in itertools.pairwise(found)
        if one.text[-1] not in _ENDING and other.text[0].islower() and not one.blank
    )
    if len(inner) < _MANY:
        return 0.0
    shortest = inner[len(inner) // 100]
    return shortest if shortest > _JUSTIFIED * width else 0.0
