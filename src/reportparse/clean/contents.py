"""Tables of contents: rule `contents`.

目录
第一节 释义 ........................ 5
第二节 公司基本情况和主要会计数据
以及财务指标……………………………… 12
Appendix II
Advertising Data

36
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.rule import View
from reportparse.numbering import bare_label, opens_division
from reportparse.provenance import Mark

_LINE = re.compile(r"\S(?:[^\n\f]*\S)?")
_LEADER = r"(?:[.．·•․‥…⋯﹒_]{3,}|(?:[.．·•…⋯][ \u3000]){3,}[.．·•…⋯]?|…{1,2}|-{4,}|—{4,})"
_NUMBER = r"(?:[（(]?(?:[0-9０-９]{1,3}-){0,3}[0-9０-９]{1,4}[）)]?|[ivxlcIVXLC]{1,7}|-[ ]?[0-9]{1,4}[ ]?-)"
_HAS_LEADER = re.compile(_LEADER)
_ENTRY = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])?[ \t\u3000]*{_LEADER}[ \t\u3000]*(?P<number>{_NUMBER})$")
_LED = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])[ \t\u3000]*{_LEADER}$")
_BARE = re.compile(r"(?P<title>.*?[^\W\d].*?)[ \t\u3000]+(?P<number>[0-9０-９]{1,4}|[ivxlc]{1,7})$")
_ALONE = re.compile(rf"{_NUMBER}$")
_VALUE = re.compile(r"[0-9０-９]{1,4}(?=[）) -]*$)")
_BLANK = re.compile(r"[^\w\n]+|_+")  # and marks: a colon more or less
_LETTER = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]|[^\W\d_]{2}")
_LONGEST_START = 16  # characters of a title by which it is found again
# A quick look whether there is anything: leaders before a number, numbers at the ends of lines.
_LIKELY = re.compile(
    r"(?:[.．·•․‥…⋯﹒_]|--|——)[ \t\u3000\n]*[0-9０-９ivxlcIVXLC（(-]{1,12}[）)]?[ \t-]*$", re.MULTILINE
)
_LIKELY_BARE = re.compile(r"[0-9]{1,3}(?=[ \t]*$)", re.MULTILINE)
_MOST_SOUGHT = 24  # titles
_FEWEST = 3
_FEWEST_BARE = 4
_BEFORE_NUMBER = frozenset(("", " ", "\t", "\u3000", "\n"))
_MARK = re.compile("[，。；]")
_LONGEST_ENTRY = 3  # lines before the one that ends it
_WIDEST = 60.0  # em
_ENDS_SENTENCE = re.compile(r"[。！？；;：:，,]$")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Entry(NamedTuple):
    first: int  # index of its first line
    last: int
    title: str
    value: int | None  # None: the number is a roman one
    led: bool  # by dots


def contents(view: View) -> Iterator[Mark]:
    """Tables of contents, whose lines stay lines: marked, entry by entry, for the tree.

    Known by the leaders between titles and page numbers; without leaders, by page numbers that count up and
    titles that are found again further on. A list of figures, or a table whose rows end in numbers, is neither.

    >>> from reportparse.clean import run_rule
    >>> run_rule("contents", "一、总则......1")
    '一、总则......1'
    """
    text = view.text
    if len(list(islice(_LIKELY.finditer(text), _FEWEST))) < _FEWEST:
        # A blank or a line end before the number, and no mark of running text on its line.
        likely = (
            found.start()
            for found in _LIKELY_BARE.finditer(text)
            if text[found.start() - 1 : found.start()] in _BEFORE_NUMBER
            and not _MARK.search(text, max(0, text.rfind("\n", 0, found.start())), found.start())
        )
        if len(list(islice(likely, _FEWEST_BARE))) < _FEWEST_BARE:
            return
    lines = [_Line(*found.span(), found.group()) for found in _LINE.finditer(text)]
    entries = _entries(lines)
    for at, group in enumerate(_groups(entries)):
        if _is_contents(group, lines, text):
            for entry in group:
                yield Mark(lines[entry.first].start, lines[entry.last].end, "toc", str(at))


def _entries(lines: Sequence[_Line]) -> list[_Entry]:
    """What may be entries: titles with a page number behind them, over up to four lines."""
    found: list[_Entry] = []
    taken = -1  # the last line that belongs to an entry
    at = 0
    while at < len(lines):
        line = lines[at].text
        last = line[-1]
        if not (last.isalnum() or last in ".．·•․‥…⋯﹒_-—）)") or len(line) > 300:
            at += 1
            continue
        led = _ENTRY.match(line) if _HAS_LEADER.search(line) else None
        if led is not None:
            number, title, end = led["number"], led["title"] or "", at
        elif (opened := _LED.match(line)) is not None and at + 1 < len(lines) and _ALONE.match(lines[at + 1].text):
            number, title, end = lines[at + 1].text, opened["title"], at + 1
        elif (bare := _BARE.match(line)) is not None and em_width(line) <= _WIDEST:
            number, title, end = bare["number"], bare["title"], at
        elif _ALONE.match(line):
            number, title, end = line, "", at
        else:
            at += 1
            continue
        first = _first_line(lines, at, taken, titled=bool(title))
        if not title and first == at:
            at += 1
            continue
        words = "".join([one.text for one in lines[first:at]]) + title
        value = _VALUE.search(number)
        found.append(_Entry(first, end, words, int(value.group()) if value else None, led is not None or end > at))
        taken = end
        at = end + 1
    return found


def _first_line(lines: Sequence[_Line], at: int, taken: int, *, titled: bool) -> int:
    """Where the entry that ends on a line begins: behind the entry before it, or at a label."""
    first = at
    while (
        first > taken + 1
        and at - first < _LONGEST_ENTRY
        and _is_title(lines[first - 1].text)
        and not _is_labelled(lines[first].text)
    ):
        first -= 1
    if (taken >= 0 and first == taken + 1) or _is_labelled(lines[first].text):
        return first
    return at if titled or first == at else at - 1


def _is_labelled(line: str) -> bool:
    return opens_division(line) or bare_label(line) is not None


def _is_title(line: str) -> bool:
    return em_width(line) <= _WIDEST and not _ENDS_SENTENCE.search(line) and not _ALONE.match(line)


def _groups(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Entries that follow one another, with nothing between them."""
    group: list[_Entry] = []
    for entry in entries:
        if group and (entry.first > group[-1].last + 1 or _falls(group[-1], entry)):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _falls(one: _Entry, other: _Entry) -> bool:
    """Does the count of pages go back? Then another list begins, such as one of tables."""
    return one.value is not None and other.value is not None and other.value < one.value and not other.led


def _is_contents(group: Sequence[_Entry], lines: Sequence[_Line], text: str) -> bool:
    values = [entry.value for entry in group if entry.value is not None]
    falls = sum(other < one for one, other in pairwise(values))
    led = sum(entry.led for entry in group)
    if led >= _FEWEST and led * 2 >= len(group):
        return falls * 5 <= len(values)  # else the leaders are those of a table
    if len(values) < _FEWEST_BARE or falls or values[0] == values[-1]:
        return False
    if led < 2 and all(1800 <= value <= 2100 for value in values):
        return False  # years
    rest = _BLANK.sub("", text[lines[group[-1].last].end :])
    some = group[:: max(1, len(group) // _MOST_SOUGHT)]
    titles = [_BLANK.sub("", entry.title)[:_LONGEST_START] for entry in some]
    again = sum(len(_LETTER.findall(title)) > 1 and _line_start(title).search(rest) is not None for title in titles)
    return again * 2 > len(titles)


def _line_start(title: str) -> re.Pattern[str]:
    """The beginning of a line with these characters; the line may be broken."""
    return re.compile("\n" + "\n{0,3}".join(map(re.escape, title)))
