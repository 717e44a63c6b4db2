"""Printed lines, and what each shows by itself: its width, how it ends, what it opens with; for the rule `lines`."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportparse.chars import BLANKS, CLOSERS, HAN, KANA, OPENERS, em_width, printed_width
from reportparse.climbing import climbing
from reportparse.learnt import taught
from reportparse.numbering import BULLETS, LABEL_FIRST, opens_division

# A line without the blanks at its edges, and the white space behind it up to the next one.
_LINE = re.compile(r"(\S(?:.*\S)?)(\s*)")
_LINE_OF_PAGES = re.compile(r"(\S(?:[^\n\f]*\S)?)(\s*)")  # where form feeds part lines, too; half as quick
ENDS_SENTENCE = re.compile(rf"[。！？!?.．…][{re.escape(CLOSERS)}]*$")
# were renewed.3, come to it”.3, “come to it.”3: the call of a note
_ENDS_AT_CALL = re.compile(r"(?:(?:[^\W\d_]{3}|[^\W\d_][)”’»\"'])[.。]|[^\W\d_][.。!?][”’»\"'])[1-9]\d?$")
_CLOSED = re.escape(CLOSERS) + "，、。；：！？,.;:!?％%‰℃…"
# What stands together on a line: an opening mark with what it opens, a word, a number with its
# unit (50次), and no closing mark begins a line.
_TOKEN = re.compile(rf"[{re.escape(OPENERS)}]*(?:[0-9０-９.,]+[%％]?\w?|[0-9A-Za-zÀ-ɏͰ-ӿ.,%+/&'-]+|.)[{_CLOSED}]*")
_CLOSED_SET = frozenset(CLOSERS + "，、。；：！？,.;:!?％%‰℃…")
_MAY_END = frozenset("。！？!?.．…" + CLOSERS)
_new = tuple.__new__  # half the time of calling the class, which is made for each line
_DASHES = frozenset("-–—")
_BEFORE_DASH = frozenset(",;:.，；：。")  # the item before has ended: no dash of a sentence stands behind these


class Line(NamedTuple):
    """A printed line: where it stands, what is beside it, and its form."""

    start: int
    end: int  # of the text without blanks at its edges
    text: str
    gap: str  # white space behind it
    indented: bool  # white space before it
    blank: bool  # a blank line or page break after it
    torn: bool  # a jump line stood at its start: it goes on from another page
    title: bool  # a line of the title that goes on on the next one
    # What a line shows by itself, whatever stands beside it: its form.
    width: float  # em
    token: float  # em of what could not have been left on the line before
    final: bool  # ends a sentence
    clause: bool  # ends with a colon or semicolon
    label: bool  # opens with the label of a division
    bullet: bool  # opens with a bullet
    parted: bool  # goes on behind a wide gap, where the extractor broke the line: a label alone, a role before its name
    alone: bool  # a line by its form: of a title block (title, date and occasion, speaker), of a table of contents


# PyMuPDF gives the blanks of an indent a line of their own.
_INDENT_APART = re.compile("[ ]?\n(?:[ ]{4}|[\u3000]{1,2})\n")

Form = tuple[float, float, bool, bool, bool, bool, bool, bool]


def measured(text: str, torn: frozenset[int] = frozenset(), known: dict[str, Form] | None = None) -> list[Line]:
    """The lines of a text; `known` has the forms of lines measured before, but those of dates and decimal labels."""
    found: list[Line] = []
    dated: list[int] = []
    decimals: list[int] = []
    dashes: list[int] = []
    indented = text[:1] in BLANKS
    gaps: dict[str, tuple[bool, bool]] = {}  # is there a blank line in it, does it end in an indent; few differ
    measured: dict[str, Form] = {}
    unmapped = "(cid:" in text
    start = len(text) - len(text.lstrip())
    for content, gap in (_LINE_OF_PAGES if "\f" in text else _LINE).findall(text):
        end = start + len(content)
        form = known.get(content) if known else None
        if form is None:
            first, last = content[0], content[-1]
            if (
                "\u3400" <= last <= "\u9fff"
                and last != "日"
                and "\u3400" <= first <= "\u9fff"
                and first not in LABEL_FIRST
                and end - start > 1
                and content[1] not in _CLOSED_SET
                and not unmapped
            ):
                # Most lines of Chinese and Japanese, neither a date nor the end of a sentence: no pattern looks at them.
                form = measured[content] = (em_width(content), 1.0, False, False, False, False, False, False)
        if form is None:
            plain = True
            token = 1.0
            # 2024年1月9日, 令和６年２月10日, 9 January 2024: alone on a line, under a title
            number = last.isdigit()
            if (number or last == "日") and end - start < 30 and _DATE_LINE.match(content):
                dated.append(len(found))
                plain = False
            if first < "\u3400" or first > "\u9fff" or content[1:2] in _CLOSED_SET:
                matched = _TOKEN.match(content)
                if matched is not None:
                    token = em_width(matched.group())
                if first in "（(—–" and DATED.match(content):
                    dated.append(len(found))
                    plain = False
                elif first.isdigit() and DECIMAL.match(content):
                    decimals.append(len(found))
                    plain = False
                elif first in _DASHES and end - start > 1 and content[1] in BLANKS:
                    dashes.append(len(found))
                    plain = False
            if content.isascii():  # em_width, inlined
                width = (end - start) / 2
            else:
                width = (end - start + len(content.encode("utf-8", "surrogatepass"))) / 4
                if unmapped and "(cid:" in content:
                    width = printed_width(content)
            may_label = first in LABEL_FIRST
            form = (
                width,
                token,
                (last in _MAY_END and ENDS_SENTENCE.search(content, max(0, end - start - 6)) is not None)
                or (number and _ENDS_AT_CALL.search(content, max(0, end - start - 8)) is not None),
                last in ":：;；",
                may_label and opens_division(content),
                first in BULLETS,
                end - start < 8 and may_label and LABEL_ALONE.match(content) is not None,
                (number and (_TOC_LINE.search(content) or _HEAD_AND_FOLIO.search(content)) is not None)
                or (last in _RULED and _RULE.match(content) is not None),
            )
            if plain:
                measured[content] = form
        ends = gaps.get(gap)
        if ends is None:
            apart = _INDENT_APART.fullmatch(gap) is not None
            ends = gaps[gap] = (
                (gap.count("\n") > 1 and not apart) or "\f" in gap,
                apart or gap[-1:] not in "\n\f",
            )
        goes_on = start in torn and not form[4]
        found.append(_new(Line, (start, end, content, gap, indented, ends[0], goes_on, False, *form)))
        indented = ends[1]
        start = end + len(gap)
    if known is not None:
        known.update(measured)
    count = len(found)
    labels = [tuple(map(int, found[at].text.split()[0].split("."))) for at in decimals]
    for at, climbs in zip(decimals, climbing(labels), strict=True):
        if climbs:
            found[at] = found[at]._replace(label=True)
    for at in dashes:
        if at and found[at - 1].text[-1] in _BEFORE_DASH:
            found[at] = found[at]._replace(bullet=True)
    if words := taught(text):
        for at, line in enumerate(found):
            if line.start in words:
                found[at] = line._replace(label=True)
    for at in dated:
        for beside in (at - 1, at, at + 1):
            if 0 <= beside < count and (beside == at or _titles(found[beside], beside > at)):
                found[beside] = found[beside]._replace(alone=True)
    if dated and dated[0] <= _TITLE_LINES:
        _join_title(found, dated[0])
        _join_speaker(found, dated[0] + 1)
    elif not dated and (greeted := _greeted(found)):
        _join_title(found, greeted)
        for at in range(greeted + 1):
            found[at] = found[at]._replace(alone=True)
    return found


def _greeted(found: list[Line]) -> int:
    """The line that greets, 各位代表：, under a title and the body that gave it; 0 without one."""
    for at, line in enumerate(found[: _TITLE_LINES + 1]):
        if line.clause:
            greets = line.text[-1] == "：" and line.width <= _GREETING
            return at if at > 1 and greets and _BODY.search(found[at - 1].text) else 0
        if not _titles(line, below=False):
            return 0
    return 0


_GREETING = 16.0  # em


def _join_title(found: list[Line], dated: int) -> None:
    """The lines of a title set in larger type: full ones, at the head of the text, above the date."""
    first = dated
    while first and _titles(found[first - 1], below=False):
        first -= 1
    while dated - first > 1 and _BODY.search(found[dated - 1].text):
        dated -= 1  # who publishes the report, above the date
    widest = max((line.width for line in found[first:dated]), default=0.0)
    for at in range(first, dated - 1):
        line, other = found[at], found[at + 1]
        found[at] = line._replace(title=line.width + other.token + 1 > widest)


def _join_speaker(found: list[Line], role: int) -> None:
    """青葉市長 / 鈴木 / 健太: below the date, with the addressing line behind; pdftotext breaks lines at wide gaps."""
    end = role + 1
    while end < min(len(found), role + 3) and _NAME.match(found[end].text):
        end += 1
    if role + 1 < end < len(found) and found[end].clause and _ROLE.match(found[role].text):
        for at in range(role, end - 1):
            found[at] = found[at]._replace(parted=True)


_BODY = re.compile(r"(?:[局厅廳部委府院会會署]|公司|公室|总队|總隊)$")  # the last word of a public body's name
_ROLE = re.compile(rf"[{HAN}{KANA}]{{3,24}}(?<!上)$")  # an occasion ends in 上
_NAME = re.compile(rf"[{HAN}]{{1,4}}$")
# ア, １, 第一章, （二）, (a), 2.: nothing else on the line.
LABEL_ALONE = re.compile(
    r"(?:[ア-ワ]|[０-９]{1,2}|第[0-9０-９一二三四五六七八九十百]{1,4}[编篇章节節条條]"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[a-z])[）)]|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、)$"
)
_TITLE_LINES = 6
# 前言……… 1, Summary . . . . . 12
_TOC_LINE = re.compile(r"(?:[.…·‥․]{3,}|(?:[.·][ ]){3,})[ \u3000]*\d{1,4}$")
# Court of Audit                      Page 12: a running head that stayed, or the row of a table
_HEAD_AND_FOLIO = re.compile(r"\S[ ]{8,}(?:\S{1,12}[ ])?\d{1,4}$")
# 1 Priorities, 1.1 提案工作: a heading behind a decimal label, if the labels of the text climb a ladder
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[ \t]+[^\W\d_a-z][^。；]*$")
# （2024年1月9日在第三次会议上）, ——2024年1月9日: the line under a title, whole in brackets or behind a dash.
DATED = re.compile(r"^(?:[（(](?=.*[）)]$)|[—–]{1,2})[^。；]{0,12}\d{4}[ \u3000]?年[^。；]*$")
_NAMED = re.compile(r"^\S{2,30}[ \u3000]{1,3}\S{1,4}(?:[ \u3000]{1,2}\S)?$")
# --- and ___: a line drawn across the page
_RULED = frozenset("-_=*~─━")
_RULE = re.compile(r"([-_=*~─━])\1{2,}$")
_NO_TITLE = re.compile("[，。；、]|\u3000|[ ]{2}")  # a wide gap parts the sides of a running head
_DATE_LINE = re.compile(
    r"(?:\w{0,2}[0-9０-９元]{1,4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
    r"|\d{1,2}\.?[ ][A-Z][a-zäéû]{2,9}[ ]\d{4}|[A-Z][a-z]{2,8}[ ]\d{1,2},[ ]\d{4})$"
)


def _titles(line: Line, below: bool) -> bool:
    """Is the line beside a dated one part of its title block?"""
    if line.final or line.clause or line.label or re.search("[，。；、]", line.text):
        return False
    return _NAMED.match(line.text) is not None if below else not _NO_TITLE.search(line.text)


def as_one(group: list[Line]) -> Line:
    """Pieces of one printed line as that line."""
    first, last = group[0], group[-1]
    return first._replace(
        end=last.end,
        text="".join([line.text for line in group]),
        gap=last.gap,
        width=sum([line.width for line in group]),
        blank=last.blank,
        final=last.final,
        clause=last.clause,
        label=first.label or (first.parted and LABEL_ALONE.match(first.text) is not None),
    )
