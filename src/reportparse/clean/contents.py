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
from reportparse.clean.apart import LINE
from reportparse.clean.rule import View
from reportparse.numbering import bare_label, opens_division
from reportparse.provenance import Mark

_LEADER = r"(?:[.．·•․‥…⋯﹒_]{3,}|(?:[.．·•…⋯][ \u3000]){3,}[.．·•…⋯]?|…{1,2}|-{4,}|—{4,})"
_NUMBER = r"(?:[（(]?(?:[0-9０-９]{1,3}-){0,3}[0-9０-９]{1,4}[）)]?|[ivxlcIVXLC]{1,7}|-[ ]?[0-9]{1,4}[ ]?-)"
_HAS_LEADER = re.compile(r"[.．·•․‥…⋯﹒_-][.．·•․‥…⋯﹒_-]|[.．·•…⋯][ \u3000][.．·•…⋯]|…|——")
_ENTRY = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])?[ \t\u3000]*{_LEADER}[ \t\u3000]*(?P<number>{_NUMBER})$")
_LED = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])[ \t\u3000]*{_LEADER}$")
_BARE = re.compile(r"(?:[0-9０-９]{1,4}|[ivxlc]{1,7})$")
_MAY_CLOSE = frozenset("0123456789０１２３４５６７８９ivxlcIVXLC.．·•․‥…⋯﹒_-—）)")
_LONGEST = 300  # characters of a line
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
    lines = [_Line(*found.span(), found.group()) for found in LINE.finditer(text)]
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
        tail = _tail(lines, at) if lines[at].text[-1] in _MAY_CLOSE else None
        if tail is None:
            at += 1
            continue
        title, number, end, led = tail
        first = _first_line(lines, at, taken, titled=bool(title))
        if not title and first == at:
            at += 1
            continue
        words = "".join([one.text for one in lines[first:at]]) + title
        value = _VALUE.search(number)
        found.append(_Entry(first, end, words, int(value.group()) if value else None, led))
        taken = end
        at = end + 1
    return found


def _tail(lines: Sequence[_Line], at: int) -> tuple[str, str, int, bool] | None:
    """Title, number, last line and whether there are leaders, of an entry whose title or number ends this line."""
    line = lines[at].text
    if len(line) > _LONGEST:
        return None
    has_leader = _HAS_LEADER.search(line) is not None
    if has_leader and (led := _ENTRY.match(line)) is not None:
        return led["title"] or "", led["number"], at, True
    if has_leader and (opened := _LED.match(line)) is not None:
        if at + 1 < len(lines) and _ALONE.match(lines[at + 1].text):
            return opened["title"], lines[at + 1].text, at + 1, True
        return None
    if _ALONE.match(line):
        return "", line, at, False
    title, _, number = line.replace("\t", " ").replace("\u3000", " ").rpartition(" ")
    if title and _BARE.match(number) and em_width(line) <= _WIDEST and _LETTER.search(title):
        return title.rstrip(), number, at, False
    return None


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
