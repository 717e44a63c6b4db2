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
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width, letters
from reportparse.clean.apart import Line
from reportparse.clean.echoes import ENDS_SENTENCE, LONGEST_START, bookmarks, echoed, may_echo, starts_of
from reportparse.clean.rule import View
from reportparse.numbering import bare_label, opens_division
from reportparse.provenance import Mark

_LEADER = r"(?:[.．·•․‥…⋯﹒_]{3,}|(?:[.．·•…⋯][ \u3000]){3,}[.．·•…⋯]?|…{1,2}|-{4,}|—{4,})"
_NUMBER = r"(?:[（(]?(?:[0-9０-９]{1,3}-){0,3}[0-9０-９]{1,4}[）)]?|[ivxlcIVXLC]{1,7}|-[ ]?[0-9]{1,4}[ ]?-)"
_HAS_LEADER = re.compile(r"[.．·•․‥…⋯﹒_-][.．·•․‥…⋯﹒_-]|[.．·•…⋯][ \u3000][.．·•…⋯]|…|——")
_ENTRY = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])?[ \t\u3000]*{_LEADER}[ \t\u3000]*(?P<number>{_NUMBER})$")
_LED = re.compile(rf"(?P<title>.*?[^\s.．·•․‥…⋯﹒_-])(?:[ \t\u3000]*{_LEADER}|(?:[ ][.．·]){{2}})$")
_BARE = re.compile(r"(?:[0-9０-９]{1,4}|[ivxlc]{1,7})$")
_MAY_CLOSE = frozenset("0123456789０１２３４５６７８９ivxlcIVXLC.．·•․‥…⋯﹒_-—）)")
_LONGEST = 300  # characters of a line
_ALONE = re.compile(rf"{_NUMBER}$")
_VALUE = re.compile(r"[0-9０-９]{1,4}(?=[）) -]*$)")
_BLANK = re.compile(r"[^\w\n]+|_+")  # and marks: a colon more or less
_LETTER = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]|[^\W\d_]{2}")
_LEADERS = frozenset(".．·•․‥…⋯﹒_")
_BEFORE_NUMBER = _LEADERS | set("-—")
_IN_NUMBERS = "0123456789０１２３４５６７８９ivxlcIVXLC（）() \t\u3000"
_LIKELY_BARE = re.compile(r"(?:^|[ \t\u3000])[0-9]{1,3}$")  # at most four characters
_MOST_SOUGHT = 24  # titles
_FEWEST = 3
_FEWEST_BARE = 4
_MARK = re.compile("[，。；]")
_LONGEST_ENTRY = 3  # lines before the one that ends it
_WIDEST = 60.0  # em
_ENDS_LED = frozenset("。！；;")


class _Entry(NamedTuple):
    first: int  # index of its first line
    last: int
    title: str
    value: int | None  # None: the number is a roman one
    led: bool  # by dots
    numbered: bool = True  # the number stands beside it


def contents(view: View) -> Iterator[Mark]:
    """Tables of contents, whose lines stay lines: marked, entry by entry, for the tree.

    Known by the leaders between titles and page numbers; without leaders, by page numbers that count up and
    titles that are found again further on. A list of figures, or a table whose rows end in numbers, is neither.

    >>> from reportparse.clean import run_rule
    >>> run_rule("contents", "一、总则......1")
    '一、总则......1'
    """
    text = view.text
    starts = starts_of(view.printed)
    likely, echoes = _is_likely(view.printed), may_echo(starts)
    if not likely and not echoes:
        return
    lines = view.lines
    numbered = list(_numbered(text, lines)) if likely else []
    for at, group in enumerate(numbered):
        above = _first_above(group, lines)
        if above < group[0].first:
            yield from (Mark(one.start, one.end, "toc", str(at)) for one in lines[above : group[0].first])
        for entry in _with_lines_between(group, lines):
            yield Mark(lines[entry.first].start, lines[entry.last].end, "toc", str(at))
    if not echoes:
        return
    taken = {at for group in numbered for at in range(group[0].first, group[-1].last + 1)}
    last = bookmarks(lines, starts)
    for first, end in echoed(lines[:last], starts[:last], taken):
        for line in lines[first:end]:
            yield Mark(line.start, line.end, "toc", f"again {first}")
    for line in lines[last:]:
        yield Mark(line.start, line.end, "toc", "bookmarks")


def _is_likely(lines: Sequence[str]) -> bool:
    """Are there enough lines that end as entries do, in leaders or numbers?"""
    closing = [line for line in lines if line[-1] in _MAY_CLOSE]
    if sum(map(_may_be_led, closing)) >= _FEWEST:
        return True
    # A blank or nothing before the number, and no mark of running text on its line.
    bare = [line for line in closing if "0" <= line[-1] <= "9" and _LIKELY_BARE.search(line, max(0, len(line) - 4))]
    return sum(not _MARK.search(line) for line in bare) >= _FEWEST_BARE


def _may_be_led(line: str) -> bool:
    """A quick look: does the line end with leaders, or with leaders and a number?"""
    rest = line.rstrip("- \t").rstrip(_IN_NUMBERS)
    if len(rest) < len(line):
        return rest[-1:] in _BEFORE_NUMBER or line.endswith("----")
    last = line[-1]
    return last in "…—" or (last in _LEADERS and line[-3:-1].strip()[-1:] in _LEADERS)


def _numbered(text: str, lines: Sequence[Line]) -> Iterator[list[_Entry]]:
    """Groups of entries with page numbers."""
    left = _MOST_READ  # characters that may still be read for the titles of lists
    for group in _groups(_entries(lines), lines):
        group[0] = _without_heading(group[0], lines)
        plain = _is_contents(group, lines)
        if plain is None:
            end = lines[group[-1].last].end
            rest = text[end : min(end + _FAR, end + left)]
            left -= len(rest)
            plain = _come_again(group, rest)
        if plain:
            yield group


def _without_heading(entry: _Entry, lines: Sequence[Line]) -> _Entry:
    """MARCH, 2024 / CONTENTS / FOREWORD ..... 3: of the first entry the line that has its leaders, and those of a label.

    Any line that ends in a number may be an entry, and what is behind it some of the next.
    """
    found = _ENTRY.match(lines[entry.last].text) if entry.first < entry.last else None
    if found is None or not found["title"]:
        return entry
    first = _first_line(lines, entry.last, -1, titled=True, led=entry.led)
    title = "".join([one.text for one in lines[first : entry.last]]) + found["title"]
    return entry._replace(first=first, title=title)


def _with_lines_between(group: Sequence[_Entry], lines: Sequence[Line]) -> Iterator[_Entry]:
    """The entries of a group, and as entries of their own the lines between them and the numbers behind them."""
    last = group[0].first - 1
    if group[0].led and last >= 0 and _is_chapter_of(lines[last].text, lines[group[0].first].text):
        yield _Entry(last, last, lines[last].text, None, False)
    for entry in group:
        first = entry.first
        while first > last + 1 and not _is_labelled(lines[first].text) and _is_wrapped(lines[first - 1].text):
            first -= 1  # the first lines of a wrapped entry
        yield from (_Entry(at, at, lines[at].text, None, False) for at in range(last + 1, first))
        yield entry._replace(first=first)
        last = entry.last
    if any(entry.led and not entry.numbered for entry in group):
        while last + 1 < len(lines) and _ALONE.match(lines[last + 1].text):
            last += 1
            yield _Entry(last, last, "", None, False)


def _first_above(group: Sequence[_Entry], lines: Sequence[Line]) -> int:
    """Preamble / 9 / 9 / HERITAGE ........ 10: the first lines of a table whose numbers stand in a column of their own.

    A title among them has no number beside it, nor leaders if it is bold or fills its line. It stands again below the
    table, and before those that follow it here. The index of the first such line; of the first entry if there is none.
    """
    first = group[0].first
    apart = first > 0 and (_ALONE.match(lines[first - 1].text) is not None or not group[0].numbered)
    if not apart:
        return first
    behind = group[-1].last + 1
    places: dict[str, list[int]] = {}
    for at in range(behind, len(lines)):
        places.setdefault(letters(lines[at].text), []).append(at)
    at, place = first, places.get(letters(group[0].title), [-1])[-1]
    while at > max(0, group[0].first - _MOST_ABOVE) and place >= 0:
        at -= 1
        if _ALONE.match(lines[at].text):
            continue
        again = places.get(letters(lines[at].text), [])
        earlier = bisect_left(again, place)
        place = again[earlier - 1] if earlier else -1
        first = at if place >= 0 else first
    return first


_MOST_ABOVE = 12  # lines


def _is_chapter_of(above: str, entry: str) -> bool:
    """1 General, above 1.1 Aims ...... 2: a chapter has no leaders where its number is printed bold."""
    chapter = above.split(maxsplit=1)[0].rstrip(".")
    return (
        chapter.isdecimal()
        and entry.startswith(chapter + ".")
        and _LETTER.search(above) is not None
        and _is_title(above)
    )


def _entries(lines: Sequence[Line]) -> list[_Entry]:
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
        first = _first_line(lines, at, taken, titled=bool(title), led=led)
        if title and end > at and led and found and not found[-1].numbered and first - taken <= _MOST_BETWEEN + 1:
            number, end = "", at  # the first number of their column: it is that of the first title
        if not title and first == at and led and taken == at - 1 and end == at and _is_title_alone(lines, at + 1):
            # ........ 25 / Training: the extractor has put the leaders first.
            found.append(_Entry(at, at, "", int(number) if number.isdecimal() else None, led=True))
            title, number, first, end = lines[at + 1].text, "", at + 1, at + 1
        if not title and first == at:
            at += 1
            continue
        words = "".join([one.text for one in lines[first:at]]) + title
        value = _VALUE.search(number)
        found.append(_Entry(first, end, words, int(value.group()) if value else None, led, number != ""))
        taken = end
        at = end + 1
    return found


def _is_title_alone(lines: Sequence[Line], at: int) -> bool:
    """Is the line the title of an entry, and not the first line of the next one, nor all of it?"""
    return (
        at < len(lines)
        and _is_title(lines[at].text, led=True)
        and _LETTER.search(lines[at].text) is not None
        and (lines[at].text[-1] not in _MAY_CLOSE or _tail(lines, at) is None)
        and (at + 1 == len(lines) or not _HAS_LEADER.match(lines[at + 1].text))
    )


def _tail(lines: Sequence[Line], at: int) -> tuple[str, str, int, bool] | None:
    """Title, number, last line and whether there are leaders, of an entry whose title or number ends this line."""
    line = lines[at].text
    if len(line) > _LONGEST:
        return None
    has_leader = _may_be_led(line) and _HAS_LEADER.search(line) is not None
    if has_leader and (led := _ENTRY.match(line)) is not None:
        return led["title"] or "", led["number"], at, True
    if has_leader and (opened := _LED.match(line)) is not None:
        if at + 1 < len(lines) and _ALONE.match(lines[at + 1].text):
            return opened["title"], lines[at + 1].text, at + 1, True
        return opened["title"], "", at, True  # pdftotext has the numbers of a page in a column of their own
    if _ALONE.match(line):
        return "", line, at, False
    title, _, number = line.replace("\t", " ").replace("\u3000", " ").rpartition(" ")
    if title and _BARE.match(number) and em_width(line) <= _WIDEST and _LETTER.search(title):
        return title.rstrip(), number, at, False
    return None


def _first_line(lines: Sequence[Line], at: int, taken: int, *, titled: bool, led: bool) -> int:
    """Where the entry that ends on a line begins: behind the entry before it, or at a label."""
    first = at
    while (
        first > taken + 1
        and at - first < _LONGEST_ENTRY
        and _is_title(lines[first - 1].text, led=led)
        and not _is_labelled(lines[first].text)
    ):
        first -= 1
    if (taken >= 0 and first == taken + 1) or _is_labelled(lines[first].text):
        return first
    return at if titled or first == at else at - 1


def _is_labelled(line: str) -> bool:
    return opens_division(line) or bare_label(line) is not None


def _is_title(line: str, *, led: bool = False) -> bool:
    """May a line be a title, or some of one? Before leaders a comma may end a line of it."""
    ends = _ENDS_LED if led else ENDS_SENTENCE
    return line[-1] not in ends and em_width(line) <= _WIDEST and not _ALONE.match(line)


def _is_wrapped(line: str) -> bool:
    return not _is_labelled(line) and not _ALONE.match(line)


def _groups(entries: Sequence[_Entry], lines: Sequence[Line]) -> Iterator[list[_Entry]]:
    """Entries that follow one another, with nothing between them but the head of a chapter, or their numbers."""
    group: list[_Entry] = []
    for entry in entries:
        if group and (not _adjoin(group[-1], entry, lines) or _falls(group[-1], entry)):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _adjoin(one: _Entry, other: _Entry, lines: Sequence[Line]) -> bool:
    between = [line.text for line in lines[one.last + 1 : other.first]]
    if not between or not (one.led and other.led):
        return not between
    titles = [text for text in between if not _ALONE.match(text) and _LETTER.search(text)]
    return len(titles) <= _MOST_BETWEEN and all(_is_title(text, led=True) for text in titles)


_MOST_BETWEEN = 3  # lines without leaders: PART I / Roads, or an entry whose leaders stand on a line of their own


def _falls(one: _Entry, other: _Entry) -> bool:
    """Does the count of pages go back? Then another list begins: one of tables, or the first, behind a year of the title."""
    return one.value is not None and other.value is not None and other.value < one.value and not (one.led and other.led)


_FAR = 1_000_000  # characters: some three hundred pages, more than half of which a list of their titles tells
_MOST_READ = 30_000_000  # characters, in a text with thousands of such lists


def _is_contents(group: Sequence[_Entry], lines: Sequence[Line]) -> bool | None:
    """None: only if its titles come again behind it."""
    values = [entry.value for entry in group if entry.value is not None]
    falls = sum(other < one for one, other in pairwise(values))
    led = sum(entry.led for entry in group)
    if led >= _FEWEST and led * 2 >= len(group):
        if not values and not any(entry.numbered for entry in group):
            behind = group[-1].last + 1
            return behind < len(lines) and _ALONE.match(lines[behind].text) is not None
        return falls * 5 <= len(values)  # else the leaders are those of a table
    if len(values) < _FEWEST_BARE or falls or values[0] == values[-1]:
        return False
    if led < 2 and all(1800 <= value <= 2100 for value in values):
        return False  # years
    return None


def _come_again(group: Sequence[_Entry], behind: str) -> bool:
    """Do most of the titles of a list stand at line starts behind it?"""
    rest = _BLANK.sub("", behind)
    some = group[:: max(1, len(group) // _MOST_SOUGHT)]
    titles = [_BLANK.sub("", entry.title)[:LONGEST_START] for entry in some]
    again = sum(len(_LETTER.findall(title)) > 1 and _line_start(title).search(rest) is not None for title in titles)
    return again * 2 > len(titles)


def _line_start(title: str) -> re.Pattern[str]:
    """The beginning of a line with these characters; the line may be broken."""
    return re.compile("\n" + "\n{0,3}".join(map(re.escape, title)))
