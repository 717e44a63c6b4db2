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
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width, letters
from reportparse.clean.apart import Line
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
_LONGEST_START = 16  # characters of a title by which it is found again
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
_ENDS_SENTENCE = frozenset("。！？；;：:，,")
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
    text, lines = view.text, view.lines
    starts = [line.text.lstrip(_BEFORE_TITLE)[:9].replace("  ", " ")[:_START] for line in lines]
    likely, echoes = _is_likely(lines), _may_echo(starts)
    if not likely and not echoes:
        return
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
    last = _bookmarks(lines, starts)
    for first, end in _echoed(lines[:last], starts[:last], taken):
        for line in lines[first:end]:
            yield Mark(line.start, line.end, "toc", f"again {first}")
    for line in lines[last:]:
        yield Mark(line.start, line.end, "toc", "bookmarks")


def _is_likely(lines: Sequence[Line]) -> bool:
    """Are there enough lines that end as entries do, in leaders or numbers?"""
    closing = [line.text for line in lines if line.text[-1] in _MAY_CLOSE]
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


def _may_echo(starts: Sequence[str]) -> bool:
    """Are there enough lines that begin as others do?"""
    counts = Counter(starts)
    return sum(count > 1 for start, count in counts.items() if start) >= _FEWEST_ECHOES


_BEFORE_TITLE = " \t\u3000-–—•·．.0123456789"
_START = 6  # characters


def _numbered(text: str, lines: Sequence[Line]) -> Iterator[list[_Entry]]:
    """Groups of entries with page numbers."""
    yield from (group for group in _groups(_entries(lines), lines) if _is_contents(group, lines, text))


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
        place = max((one for one in places.get(letters(lines[at].text), ()) if one < place), default=-1)
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


def _echoed(lines: Sequence[Line], starts: Sequence[str], taken: Container[int]) -> Iterator[tuple[int, int]]:
    """Tables of contents without page numbers: lines in a row, most of which open a line again further on.

    The lines that bear them stand in the same order, with far more text between them than the table has. A list
    that is printed again has none between its items.
    """
    places: dict[str, list[int]] = {}
    starts = list(map(str.casefold, starts))
    counts = Counter(starts)
    keys = ["" if at in taken else _key(line.text, counts[starts[at]]) for at, line in enumerate(lines)]
    for at, key in enumerate(keys):
        if key and key != _OTHER:
            places.setdefault(key, []).append(at)
    first = 0
    for end in range(len(lines) + 1):
        goes_on = end < len(lines) and (keys[end] or (end not in taken and keys[end - 1]))
        if goes_on and end - first < _LONGEST_TABLE:
            continue
        if end - first >= _FEWEST_ECHOES:
            yield from _echoed_among(range(first, end), keys, places, lines)
        first = end + 1


def _echoed_among(
    run: range, keys: Sequence[str], places: Mapping[str, Sequence[int]], lines: Sequence[Line]
) -> Iterator[tuple[int, int]]:
    """`_echoed` in a run of lines none of which ends a sentence."""
    again = [
        (at, later)
        for at in run
        for later in reversed(places.get(keys[at], ())[-_MOST_PLACES:])
        if later >= at + _FEWEST_ECHOES
    ]
    if len(again) < _FEWEST_ECHOES:
        return
    chain = _rising(again)
    while chain:
        end = next((at for at in range(1, len(chain)) if chain[at][0] - chain[at - 1][0] > _MOST_MISSED), len(chain))
        piece, chain = chain[:end], chain[end:]
        while piece and piece[0][1] <= piece[-1][0]:
            piece.pop()
        if len(piece) < _FEWEST_ECHOES:
            continue
        (first, opened), (last, closed) = piece[0], piece[-1]
        rows = last + 1 - first
        # In characters, since the text's lines may have been joined already.
        between, long = lines[closed].start - lines[opened].start, lines[last].end - lines[first].start
        if (
            len(piece) * 2 >= rows
            and between >= _SPREAD * long
            and sum(len(places[keys[at]]) <= _FEW_PLACES for at, _ in piece) * 2 >= len(piece)
            and not _is_passage(range(first, last + 1), keys, places)
            and _open_anew([later for _, later in piece], lines)
        ):
            yield first, last + 1


def _bookmarks(lines: Sequence[Line], starts: Sequence[str]) -> int:
    """Where the list of a PDF's bookmarks begins, which Tika writes behind the text: every heading once more, in order.

    The number of lines if there is none. All of them open a line of the text, with far more text between; a title of
    several lines is one bookmark, the blanks between its lines lost.
    """
    # Most texts end in nothing of the kind: a quick look.
    if not set(starts[-_FEWEST_ECHOES:]) <= set(starts[:-_FEWEST_ECHOES]):
        return len(lines)
    places: dict[str, list[int]] = {}
    keys = [_first_letters(line.text) for line in lines]
    for at, key in enumerate(keys):
        places.setdefault(key[:_ENOUGH], []).append(at)
    first, place = len(lines), len(lines)
    top = place
    while first > 0 and len(lines[first - 1].text) <= _LONGEST_ECHO and keys[first - 1]:
        key = keys[first - 1]
        earlier = [at for at in places[key[:_ENOUGH]] if at < min(place, first - 1) and key.startswith(keys[at])]
        if not earlier:
            break
        first, place = first - 1, earlier[-1]
        top = place if top == len(lines) else top
    rows = len(lines) - first
    if rows < _FEWEST_ECHOES or top >= first:
        return len(lines)
    between, long = lines[top].start - lines[place].start, lines[-1].end - lines[first].start
    return first if between >= _BETWEEN * long else len(lines)


def _first_letters(line: str) -> str:
    return letters(line[: 2 * _LONGEST_START])[:_LONGEST_START]


_ENOUGH = 5  # letters
_BETWEEN = 3  # times as long as the list is the text from the first heading to the last


def _is_passage(rows: range, keys: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Do the lines stand together again elsewhere? Then a passage is printed twice, and not a title."""
    found = [set(places.get(keys[at], ())) - {at} for at in rows]
    together = sum(any(at + 1 in other for at in one) for one, other in pairwise(found) if one)
    return together * 2 > sum(map(bool, found))


def _open_anew(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Do the lines that bear titles stand behind lines that end something, and begin as a title does?"""
    heads = set(places)
    anew = sum(
        not lines[at].text[0].islower() and (at - 1 in heads or _CLOSES.search(lines[at - 1].text) is not None)
        for at in places
    )
    return anew * 3 >= len(places) * 2


_CLOSES = re.compile(r"[。！？.!?：:;；][”’）)》」』\"'\]\d]*$")


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on both sides; of one first number, the second ones come falling."""
    ends: list[int] = []  # the last second number of the best chain of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


_OTHER = "?"  # the key of a line that begins as no other does


def _key(line: str, count: int) -> str:
    """The first letters of what may be an entry or a heading; nothing for any other line.

    `count` is how many lines begin so.
    """
    if line[-1] in "。." and count > 1 and len(line) <= _LONGEST_ECHO and opens_division(line):
        line = line[:-1]  # the heading itself may end in a full stop: （一）经济增长速度。
    if len(line) > _LONGEST_ECHO or line[-1] in _ENDS_SENTENCE or line[-1] in ".!?" or line[0].islower():
        return ""
    if count == 1:
        return _OTHER
    if line[-1] in "ivx" and len(line) <= _LONGEST_START:
        line = _ROMAN_END.sub("", line)
    return "".join(filter(str.isalpha, line[: 2 * _LONGEST_START])).casefold()[:_LONGEST_START]


_ROMAN_END = re.compile(r"(?<=[^\W\d_]{3}) [ivxlc]{1,6}$")  # Preface v
_FEWEST_ECHOES = 5
_MOST_MISSED = 4  # lines from one that is found again to the next
_LONGEST_TABLE = 400  # lines
_MOST_PLACES = 24  # of one line
_FEW_PLACES = 3  # of most lines: in the table, in the text, and in a second table or a running head
_SPREAD = 4  # times as long as the table is the text from its first heading to its last
_LONGEST_ECHO = 120  # characters


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
    ends = _ENDS_LED if led else _ENDS_SENTENCE
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


def _is_contents(group: Sequence[_Entry], lines: Sequence[Line], text: str) -> bool:
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
    rest = _BLANK.sub("", text[lines[group[-1].last].end :])
    some = group[:: max(1, len(group) // _MOST_SOUGHT)]
    titles = [_BLANK.sub("", entry.title)[:_LONGEST_START] for entry in some]
    again = sum(len(_LETTER.findall(title)) > 1 and _line_start(title).search(rest) is not None for title in titles)
    return again * 2 > len(titles)


def _line_start(title: str) -> re.Pattern[str]:
    """The beginning of a line with these characters; the line may be broken."""
    return re.compile("\n" + "\n{0,3}".join(map(re.escape, title)))
