"""Which line ends are those of the column, and which end a paragraph or a heading; for the rule `lines`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import Enum

from reportparse.chars import HAN, KANA, OPENERS, em_width
from reportparse.clean.glue import HYPHENS
from reportparse.clean.habits import Habit, habit_of, habit_with, label_form, squeezed, uneven
from reportparse.clean.measured import DATED, DECIMAL, Line, as_one
from reportparse.numbering import label_at

_IN_BRACKETS = re.compile(r"^[（(【\[].*[）)】\]]$")
_NEVER_FIRST = frozenset("，。、；：！？”’）》」』】〉〕")
_TURNED_QUOTE = re.compile("”[^“”，。；：！？]{1,12}”")  # ”九五”期间: it opens, and was typed the wrong way round
_NEVER_LAST = frozenset("“‘（《「『【〈〔")
_BEFORE_SUMS = frozenset("$£¥₹₦₱₩")  # reagents worth ₹ / 0.31 crore: signs that stand before their number
_SHORT = 0.6  # of the column: a line this short inside a paragraph is looked at
_EARLIEST = 0.5  # of the column, where a heading in larger type may wrap


def goes_on(found: list[Line], kin: Sequence[Line] = ()) -> list[bool]:
    """For each line but the last: does the text go on on the next one?"""
    # No block begins with a closing mark or ends with an opening one: the extractor split a line.
    texts = [line.text for line in found]
    joins = [
        (other[0] in _NEVER_FIRST and _TURNED_QUOTE.match(other) is None)
        or one[-1] in _NEVER_LAST
        or (one[-1] in _BEFORE_SUMS and other[0].isdigit() and em_width(one) >= _WORDS)
        or (one[0] in "（(—–" and _in_one_bracket(one, other))
        for one, other in itertools.pairwise(texts)
    ]
    for at, line in enumerate(found[:-1]):
        if line.title or line.parted:
            joins[at] = joins[at] or line.title or _may_follow(found[at + 1])
    _join_vertical(found, joins)
    if not any(joins):
        return _decided(found, kin)
    lines: list[Line] = []
    gaps: list[int] = []  # the gap behind each printed line but the last
    first = 0
    for gap, join in enumerate([*joins, False]):
        if not join:
            lines.append(as_one(found[first : gap + 1]) if gap > first else found[gap])
            gaps.append(gap)
            first = gap + 1
    for gap, join in zip(gaps, _decided(lines, kin), strict=False):
        joins[gap] = join
    return joins


def _join_vertical(found: list[Line], joins: list[bool]) -> None:
    """特 / 集 / と / し / て: words set downwards, a character on a line, here and there two."""
    if sum([line.width <= 2 for line in found]) < _FEWEST_DOWN:
        return
    first = 0
    for at in range(len(found) + 1):
        if at < len(found) and found[at].width <= 2 and _VERTICAL.match(found[at].text):
            continue
        if at - first >= _FEWEST_DOWN:
            group = found[first:at]
            single = sum(line.width == 1 for line in group)
            if single * 5 >= 4 * len(group) and not any(line.blank for line in group[:-1]):
                found[first:at] = [line._replace(parted=False, label=False) for line in group]
                joins[first : at - 1] = [True] * (len(group) - 1)
        first = at + 1


_VERTICAL = re.compile(rf"[{HAN}{KANA}（）、。ー]{{1,2}}$(?<![一二三四五六七八九十男女有无無是否])")
_FEWEST_DOWN = 6


def _may_follow(other: Line) -> bool:
    """Can it be what a label alone on its line stands before? Not another label, nor a number."""
    return (
        not other.label
        and not other.bullet
        and not other.alone
        and other.text[0].isalpha() | (other.text[0] in OPENERS)
    )


def _in_one_bracket(one: str, other: str) -> bool:
    """（2022年1月18日在第四次会议 / 上）, ——2022年1月18日在第四次会 / 议上: a line of a title block that was broken."""
    if one[0] in "—–" and len(other) <= 4:
        return DATED.match(one) is not None and other.isalpha()
    return (
        one[0] in "（("
        and other[-1] in "）)"
        and len(other) < 40
        and not any(mark in one for mark in "）)")
        and not any(mark in other for mark in "（(")
    )


def _decided(found: Sequence[Line], kin: Sequence[Line] = ()) -> list[bool]:
    """For each line but the last: does the text go on on the next line?"""
    if len(found) < 2:
        return []
    habit = habit_with(found, kin) if kin else habit_of(found)
    if habit is None:
        return [_goes_on_untaught(one, other) for one, other in itertools.pairwise(found)]
    if not habit.wrapped:
        return uneven(found) or [False] * (len(found) - 1)
    if not habit.blank_all:
        found = _set_apart(found, habit)
    decided: list[bool] = []
    block = _Block.OPENS
    short = max(_SHORT * habit.width, habit.fewest)
    ends = [line.width < short or line.final or line.clause or line.alone for line in found]
    opens = [line.indented or line.bullet or line.alone for line in found]
    points = False  # the block is a point of a sentence that goes on from point to point, and ends with the last
    for at, (line, other) in enumerate(itertools.pairwise(found)):
        if block is _Block.OPENS:
            points = (line.bullet or line.label) and at > 0 and _ENDS_POINT.search(found[at - 1].text[-8:]) is not None
        if other.label and line.blank and not line.final and _begins_division(other.text):
            decided.append(False)
            block = _Block.OPENS
            continue
        if points and line.final and other.text[0].isupper():
            decided.append(False)
            block = _Block.OPENS
            continue
        # Nine lines in ten go on: running text that ends nothing, before a line with nothing special about it.
        if block is not _Block.TEXT or ends[at] or opens[at + 1]:
            after = found[at + 2] if at + 2 < len(found) else None
            block = _next(line, other, after, block, habit)
        decided.append(block is not _Block.OPENS)
    return decided


_ENDS_POINT = re.compile(r"[,;][ ]?(?:[^\W\d_]{1,4})?$")


def _begins_division(text: str) -> bool:
    """一、 or （二） before a line of a heading: between blank lines it is one, even where the text before has not ended.

    一、二、三产业 is none.
    """
    return _HAN_LABEL.match(text) is not None


_HAN_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[章节節])"
    r"(?![一二三四五六七八九十]+[、产產])[^。；]*$"
)


def _set_apart(found: Sequence[Line], habit: Habit) -> list[Line]:
    """Short lines between blank ones that end nothing: `alone`, though what stands before them has not ended.

    Lines of Han and kana are full inside a paragraph. Where columns were extracted by turns, the paragraph in front
    goes on elsewhere, and the line is a heading of the column behind.
    """
    lines = list(found)
    for at in range(1, len(found) - 1):
        line = found[at]
        if (
            found[at - 1].blank
            and (line.blank or found[at + 1].label)
            and _NARROWEST_APART <= line.width < _WIDEST_APART * habit.width
            and line.text[-1].isalnum()
            and not (line.label or found[at - 1].label)
            and _HAN_LINE.match(line.text)
        ):
            lines[at] = line._replace(alone=True)
    return lines


_NARROWEST_APART = 4.0  # em
_WIDEST_APART = 0.7  # of the column
_HAN_LINE = re.compile(rf"(?=.*[{HAN}{KANA}]{{3}})[^，、；：。！？\u3000 ]+$")


class _Block(Enum):
    """What the block is, as far as it has been read."""

    OPENS = "opens"  # nothing read yet
    HEADING = "heading"  # a heading that goes on
    TEXT = "text"  # running text


def _goes_on_untaught(one: Line, other: Line) -> bool:
    if one.blank or one.final or one.clause or one.label or one.alone or _IN_BRACKETS.match(one.text):
        return False
    return not (other.label or other.indented or other.alone or other.bullet) and (
        one.width >= 6 or one.text[-1] in HYPHENS
    )


def _has_room(line: Line, other: Line, habit: Habit, opens: bool) -> bool:
    """Would the first word of the next line have fitted?"""
    if line.final and line.width < habit.shortest and not opens:
        return True
    available = habit.width - ((habit.indent or 2.0 * line.indented) if opens else 0)
    return line.width + other.token + habit.slack <= available


def _next(line: Line, other: Line, after: Line | None, block: _Block, habit: Habit) -> _Block:
    """What the block is behind this line; OPENS: the line ends it, and the next one opens another."""
    if (habit.indents and other.indented) or line.alone or other.alone or other.bullet:
        return _Block.OPENS
    opens = block is _Block.OPENS
    if line.width < habit.fewest and not (_runs_on(line, other) or line.label or block is _Block.HEADING):
        return _Block.OPENS
    if not line.label and block is not _Block.HEADING and (habit.blank_all or not line.blank) and _runs_on(line, other):
        return _Block.TEXT
    # 1 Priorities, 1.1 Roads: headings have no indent.
    room = _has_room(line, other, habit, opens and not (line.label and DECIMAL.match(line.text)))
    if not line.final and block is not _Block.TEXT and not line.torn and not _SENTENCE_INSIDE.search(line.text):
        # Nothing says that this is running text: a heading, a line of the front matter, or a first line.
        tight = habit.blank_all or not line.blank or line.text < "\u2e80"
        if opens and tight and len(line.text) == 1 and line.text.isalpha() and not (other.label or other.indented):
            return _Block.TEXT  # a drop cap
        if line.label or block is _Block.HEADING:
            if _heading_goes_on(line, other, after, habit):
                return _Block.HEADING
            if (
                other.label
                or block is _Block.HEADING
                or _names_division(line, other)
                or (habit.indent and _opens_paragraph(other, after, habit))
            ):
                return _Block.OPENS
        if room and habit.blank_paragraphs and habit.apart and _is_broken(line, other, habit):
            return _Block.TEXT
        if room and line.label and line.width > _SHORT * habit.width and _runs_on(line, other) and not line.blank:
            return _Block.TEXT  # an item in a narrower measure
        leads = line.clause and other.label and line.text[-1] > "\u2e80"
        if room or leads or _IN_BRACKETS.match(line.text) or _IN_BRACKETS.match(other.text):
            return _Block.OPENS
        if other.clause and other.width < 0.6 * habit.width and (line.clause or not _ends_item(other)):
            return _Block.OPENS  # the addressing line
        # Wider than the column: a masthead, a title, set in another measure. The line behind a full one may be so,
        # too, where the extractor has put the two halves of a word together.
        return _Block.OPENS if line.width > habit.width * 1.15 + 2 else _Block.TEXT
    if line.final:
        if len(other.text) == 1 and other.text.isalpha() and line.width > 0.5 * habit.width and not room:
            return _Block.TEXT  # the last character of a full line, which the extractor cut off
        if room or _IN_BRACKETS.match(line.text) or other.label or _stands_alone(other, after, habit):
            return _Block.OPENS
        if habit.blank_paragraphs:
            return _Block.OPENS if line.blank else _Block.TEXT
        if habit.indents or not habit.indent:
            return _Block.TEXT
        return _Block.OPENS if _opens_paragraph(other, after, habit) else _Block.TEXT
    if line.clause and (other.label or habit.width - line.width > 3):
        return _Block.OPENS
    if room and line.width < _SHORT * habit.width and _begins_anew(line, other):
        return _Block.OPENS
    return _Block.TEXT


def _ends_item(line: Line) -> bool:
    """précédents ;  2020; – the tail of an item, and no addressing line: that begins with a capital, and with no number."""
    return line.text[-1] in ";；" or not line.text[0].isalpha() or line.text[0].islower()


def _is_broken(line: Line, other: Line, habit: Habit) -> bool:
    """Two long lines with no blank one between them, where blank lines part all paragraphs and headings."""
    return not line.blank and min(line.width, other.width) > _LONG * habit.width and not line.label and not other.label


_LONG = 0.75  # of the column


def _begins_anew(line: Line, other: Line) -> bool:
    """第一章, the end of the bracket under a title, （二） of a list, a capital: behind a short line, a block of its own.

    So is 1 Anlass behind the last line of a title, where its number counts.
    """
    return (
        line.text[-1] in _BRACKETS_CLOSE
        or (other.label and other.text[0].isdigit())
        or other.text[0].isupper()
        or _DIVISION.match(other.text) is not None
        or (other.text[0] in "（(" and label_at(other.text) is not None)
    )


def _runs_on(line: Line, other: Line) -> bool:
    """Small letters behind a word or comma, or (2019): the sentence goes on, in however narrow a column."""
    if other.text[0] == "(" and line.width >= _WORDS and _YEAR.match(other.text):
        return True
    return other.text[0].islower() and line.width >= _WORDS and (line.text[-1].isalpha() or line.text[-1] == ",")


_YEAR = re.compile(r"[(](?:1[5-9]|20)\d\d[a-z]?[)](?=[,;.]?[ ]+[^\W\d_A-Z]|$)")  # Clark et al. / (1997) propose
_WORDS = 6.0  # em; narrower lines may be a list of words


def _stands_alone(line: Line, after: Line | None, habit: Habit) -> bool:
    """A short line that ends nothing cannot be inside a paragraph, nor its last line: a heading; at the end, a name."""
    if line.final or line.width >= 0.7 * habit.width or not line.text[-1].isalnum():
        return False
    return after is not None or line.text[0].isupper()


_BRACKETS_CLOSE = frozenset("）)】]")
_SENTENCE_INSIDE = re.compile("[。！？；]")


def _opens_paragraph(line: Line, after: Line | None, habit: Habit) -> bool:
    """Full for a line with an indent, but not for one without: the indent is lost."""
    if line.final:
        return False
    token = 1.0 if after is None else after.token  # the page ends behind its first line: as if one character followed
    full_with_indent = line.width + token + habit.slack > habit.width - habit.indent
    return full_with_indent and squeezed(line) <= habit.width - habit.indent + 0.6


# What bears such a label is never running text, as 第一条 may be.
_DIVISION = re.compile(r"第[0-9０-９〇零一二三四五六七八九十百]{1,4}(?:[编編篇章节節]|部分)")


def _names_division(line: Line, other: Line) -> bool:
    """第一章 …, Chapter 1 …: a heading, if what follows begins anew."""
    if _DIVISION.match(line.text):
        return True
    if not line.label or not other.text[0].isupper() or not line.text[0].isalpha():
        return False
    label = label_at(line.text)
    return label is not None and label.kind != ""


def _heading_goes_on(line: Line, other: Line, after: Line | None, habit: Habit) -> bool:
    """A heading in larger type wraps earlier than the body; its second line is short and ends no sentence."""
    widest = habit.headings.get(label_form(line.text)) or max(habit.headings.values(), default=0.0)
    if other.label or other.final or other.clause or other.width > widest + 0.5:
        return False
    if line.text.isupper() and not other.text.isupper():
        return False  # A. ROADS / Bridges first: a heading below it
    tail = after is None or other.width + after.token + habit.slack <= habit.width - habit.indent
    if not tail:
        return False
    if habit.blank_all and (habit.tight or not line.blank):
        # Set tight, a heading's lines are not parted by the blank line that follows every other line.
        return not line.blank
    if line.width < _EARLIEST * habit.width:
        return False
    return line.width + other.token > widest - 0.6 or (habit.broken > 0 and abs(line.width - habit.broken) < 0.5)
