"""Lines that every page repeats, and page numbers alone on a line: rule `running-heads`.

What is furniture shows in where it stands and how it recurs, not in its words: the same
line, its numbers apart, at the edge of page after page; or in the middle of sentence after
sentence. A heading that recurs by nature, and the row of a table, do neither.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from reportparse.chars import em_width, letters
from reportparse.clean.gluedfeet import glued_feet
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.clean.titleheads import title_heads
from reportparse.numbering import label_at, opens_division, roman_number
from reportparse.provenance import Edit

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
# 新维护者手册iv, New Maintainers’ Guide iv, vi CONTENTS, iv: the pages before the first chapter
_ROMAN_END = re.compile(r"(?:(?<=[ \t])|(?<=[\u2e80-\uffef])|^)[ivxl]{1,7}$")
_ROMAN_START = re.compile(r"^[ivxl]{1,7}(?=[ \t])")
_ENDS = re.compile(r"[。！？!?.…：:；;][”’）)》」』\"']*$")
_SENTENCE = re.compile("[，、。；！？,;]")
_LONGEST = 120  # characters in a running head: court | report | number
_ZONE = 3  # lines from a page edge
_APART = 6  # lines between two running heads
_PAGE = 12  # lines of a page, at least, where no page edge shows
_SHORT_PAGE = 8  # lines of one, where little else may be a page number
_FEW_PAGES = 12
_FEWEST_HEADED = 3  # pages that repeat the heading of a division
_MOST_NUMBERS = 400  # lines that are a number; with more of them the text is a table


class _Page(NamedTuple):
    """The lines that are not blank, as lists side by side: most are looked at only in bulk."""

    texts: list[str]  # with the blanks at their edges
    keys: list[str]  # without them, and with # for each number
    starts: list[int]
    edges: list[int]  # indexes at which pages begin, and one past the last; [0, n] if no page edge shows


def running_heads(view: View) -> Iterator[Edit]:
    """Running heads and feet, and page numbers alone on their line.

    A line is one if it recurs (numbers may differ) at the edges of pages, or inside sentences, or with a
    number that counts up; or if it bears the number of the page at its edge, whatever else it says, on page after
    page. A title that the pages repeat stays where it is first printed, and so does the heading of a division. A foot
    that counts the pages goes from behind their last words, too.
    Headings and table rows that recur elsewhere stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("running-heads", "政府公报\\n围绕\\n1\\n\\f政府公报\\n森林康养，\\n2\\n\\f政府公报\\n推进工作。")
    '\\n围绕\\n\\n\\x0c\\n森林康养，\\n\\n\\x0c\\n推进工作。'
    >>> run_rule("running-heads", "单位：万元\\n收入 5\\n单位：万元\\n支出 6")
    '单位：万元\\n收入 5\\n单位：万元\\n支出 6'
    """
    folios = [mark.start for mark in view.marks if mark.kind == "folio"]
    known: dict[str, str] = {}  # nearly all lines are there again in the second reading
    yield from settled(view.text, _edits(view.text, known, folios), lambda left: _edits(left, known))


def _edits(text: str, known: dict[str, str], folios: Sequence[int] = ()) -> list[Edit]:
    """`known` are the keys of lines, `folios` places where a page number stood alone on its line."""
    raw = text.replace("\f", "\n").split("\n")
    keys = _keys(raw, known)
    apart = [*glued_feet(text, keys), *title_heads(text, keys)]
    if apart:
        return [Edit(start, end) for start, end in sorted(apart)]  # the others are looked for in the next reading
    counts = Counter(keys)
    recurring = {key for key, count in counts.items() if count > 1 and 3 <= len(key) <= _LONGEST}
    if not recurring and counts["#"] < 2 and text.count("\f") < _FEWEST_NUMBERED - 1:
        return []
    found = _lines(text, raw, keys)
    keys = found.keys
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key in recurring:
            groups.setdefault(key, []).append(at)
    numbers = _page_numbers(found, recurring)
    if len(found.edges) <= 2 and len(beside_heads := _beside_heads(found, groups)) > len(numbers):
        numbers = beside_heads
    outer = _outer(found, recurring, numbers)
    furniture = numbers | _numbered_heads(found)
    # The lines on both sides of a page number.
    beside = {at + step for at in numbers for step in (-1, 1)}
    wide = cache(lambda: _wide(found))  # measured when the first line asks for it
    divisions: list[list[int]] = []  # where the headings of divisions stand that recur
    heads: list[list[int]] = []  # where other lines without a number do
    counted: Sequence[int] = ()  # lines that bear the number of their page, and another one
    turns = sorted({*numbers, *(bisect(found.starts, folio) for folio in folios)})
    for folio in folios:
        at = bisect(found.starts, folio)
        beside |= {at - 1, at}
    for places in groups.values():
        if len(places) < 2 or not numbers.isdisjoint(places):
            continue
        if opens_division(found.texts[places[0]].strip()):
            divisions += _by_text(found, places)
        elif len(places) >= _MANY and found.keys[places[0]].count("#") > 1 and _counts_pages(found, places):
            counted = places
            furniture.update(places)
        elif _is_running(found, places, beside, outer, turns, wide):
            furniture.update(places[_is_title(found, places, turns) :])
        elif "#" not in found.keys[places[0]]:
            heads.append(places)
    if len(found.edges) <= len(counted):  # a page ends with its number, or begins with it
        found = found._replace(edges=sorted({0, *counted, *(at + 1 for at in counted), len(found.keys)}))
    for places in heads:
        furniture.update(_with_next(found, _page_heads(found, places, furniture, labelled=False)))
    # If one is, the shorter divisions are headed so, too.
    if any(_page_heads(found, places, furniture) for places in divisions):
        for places in divisions:
            furniture.update(_with_next(found, _page_heads(found, places, furniture, fewest=1)))
    furniture |= _feet(found, sorted(numbers), wide)
    edits: list[Edit] = []
    for at in sorted(furniture):
        line = found.texts[at]
        start = found.starts[at] + len(line) - len(line.lstrip())
        edits.append(Edit(start, start + len(line.strip())))
    return edits


def _feet(found: _Page, numbers: Sequence[int], wide: Callable[[], int]) -> set[int]:
    """Short lines right above the page number, on most pages: no heading is the last line of a page.

    The Marrow Valley Inquiry / 2 / … / Volume One: Report / 3: left and right pages, of which there are too few to
    tell either by its recurrence.
    """
    if not 2 <= len(numbers) <= _FEW_PAGES or numbers[-1] != len(found.keys) - 1:
        return set()
    made = {number - 1 for number in numbers if number and _may_be_foot(found.texts[number - 1].strip(), wide())}
    return made if len(made) >= 2 and 3 * len(made) >= 2 * len(numbers) else set()


def _may_be_foot(line: str, wide: int) -> bool:
    return (
        line[0].isalpha()
        and not line[0].islower()
        and len(line) <= min(wide, _LONGEST)
        and not _SENTENCE.search(line)
        and not _ENDS.search(line)
        and ((label := label_at(line)) is None or bool(label.kind))
    )


_ROMAN = frozenset("ivxl")
_LONGEST_ROMAN = 7
_SHORTEST_TITLE = 12.0  # em: ANNUAL REPORT at the head of each page says too little


def _keys(lines: Sequence[str], known: dict[str, str]) -> list[str]:
    """The lines without the blanks at their edges, and with # for each number; those that are not known become so."""
    new = lines if not known else [line for line in lines if line not in known]
    keys = map(str.strip, _DIGITS.sub("#", "\n".join(new)).split("\n"))
    for line, key in zip(new, keys, strict=False):
        if key[-1:] in _ROMAN or key[:1] in _ROMAN:
            key = _roman_apart(key)
        if "  " in key:  # the page as it looks: Page 9      Annual Report, Page 10     Annual Report
            key = " ".join(key.split())
        known[line] = key
    return list(map(known.__getitem__, lines))


def _roman_apart(key: str) -> str:
    """The key with # for a roman numeral at its end or beginning, too."""
    if key[-1:] in _ROMAN:
        found = _ROMAN_END.search(key, max(0, len(key) - _LONGEST_ROMAN))
        if found is not None:
            key = f"{key[: found.start()]}#"
    return _ROMAN_START.sub("#", key, count=1)


def _lines(text: str, raw: list[str], keys: list[str]) -> _Page:
    filled = [at for at, key in enumerate(keys) if key]
    ends = list(accumulate(map(len, raw)))  # without the line feeds before them
    gaps = list(map(sub, filled[1:], filled))
    # Tika parts pages by blank lines: more of them than stand between paragraphs.
    usual = max((gap for gap, count in Counter(gaps).items() if count * 12 > len(gaps)), default=1)
    wide = max(3, usual + 1)
    edges = {at + 1 for at, gap in enumerate(gaps) if gap >= wide}
    if "\f" in text:
        breaks = list(accumulate(page.count("\n") + 1 for page in text.split("\f")))  # numbers of the lines behind
        edges.update(bisect_left(filled, line) for line in breaks[:-1])
        edges -= {0, len(filled)}
    return _Page(
        list(map(raw.__getitem__, filled)),
        list(map(keys.__getitem__, filled)),
        [ends[at] - len(raw[at]) + at for at in filled],
        [0, *sorted(edges), len(filled)],
    )


def _outer(found: _Page, recurring: set[str], numbers: set[int]) -> set[int]:
    """Lines at the outer edge of their page, with nothing but lines that may be furniture beyond them."""
    outer: set[int] = set()
    for first, end in zip(found.edges, found.edges[1:], strict=False):
        for way in (range(first, min(end, first + _ZONE)), range(end - 1, max(first - 1, end - 1 - _ZONE), -1)):
            for at in way:
                if at not in numbers and found.keys[at] not in recurring and found.keys[at] != "#":
                    break
                outer.add(at)
    return outer


def _page_numbers(found: _Page, recurring: set[str]) -> set[int]:
    """Numbers alone on a line that count the pages, one up from page to page.

    Where page edges show, they stand beside them, with nothing but lines that recur beyond them, or below one
    line at a page's head: the label of a footnote stands above its text. Where no edge shows, they have to run through the whole text, a
    page apart: the axis of a chart, the rows of a table and a fraction (3 over 4) do not.
    """
    edges = found.edges
    beside_edge = set[int]()
    if len(edges) > 2:
        beside_edge = _outer(found, recurring, set())
        beside_edge |= {first + 1 for first, end in pairwise(edges) if end - first >= _PAGE}
    values = [
        (at, int(found.texts[at]))
        for at, key in enumerate(found.keys)
        if key == "#" and _NUMBER.match(found.texts[at].strip())
    ]
    at_edge = _longest_count([value for value in values if value[0] in beside_edge], apart=1, step=3)
    # The pages before the first chapter count by themselves.
    romans = [(at, value) for at in sorted(beside_edge) if found.keys[at] == "#" and (value := _roman(found.texts[at]))]
    before = _longest_count(romans, apart=1, step=3)
    before = before if len(before) >= 2 else []
    if len(at_edge) >= 2 and (len(at_edge) + len(before)) * 4 >= len(edges) - 1:
        return {*before, *at_edge}
    if before:
        return set(before)
    # The number printed twice, in the text and on the page: 38 / 38
    twice = [value for value, other in pairwise(values) if other == (value[0] + 1, value[1])]
    chain = _longest_count(twice, apart=_PAGE, step=3)
    if len(chain) > 2 and len(chain) * 2 > len(twice):
        return {at + step for at in chain for step in (0, 1)}
    if len(values) > _MOST_NUMBERS:
        return set()  # a text of tables
    if _count_few_pages(found, values):
        return {at for at, _ in values}
    # Where all numbers count on from 2, no heading bears them: of those the first is 1.
    from_two = bool(values) and [value for _, value in values] == list(range(2, len(values) + 2))
    chain = _longest_count(values, apart=_SHORT_PAGE if from_two else _PAGE, step=1)
    if len(chain) < 3:
        return set()
    gaps = sorted(map(sub, chain[1:], chain))
    # Above the first number stand the pages before it, below the last one those behind it: at the head of pages, one.
    most = max(len(found.keys) // 3, gaps[-1] if from_two else 0)
    if chain[0] > most or len(found.keys) - chain[-1] > most:
        return set()
    return set(chain) if gaps[-1] <= 4 * gaps[len(gaps) // 2] else set()


def _count_few_pages(found: _Page, values: Sequence[tuple[int, int]]) -> bool:
    """Do all numbers that are lines count a few pages, the first on the text's first line or the last on its last?

    1 / Introduction / … / 2 / Roads counts headings: none of these numbers interrupts anything, and none is the last.
    """
    if not 2 <= len(values) <= _FEW_PAGES:
        return False
    (first, lowest), (last, _) = values[0], values[-1]
    closes = last == len(found.keys) - 1
    if not closes and not (first == 0 and lowest == 1):
        return False
    for (at, value), (later, following) in pairwise(values):
        if following != value + 1 or later - at < (_SHORTEST_LAST if closes and later == last else _PAGE):
            return False
    return closes or any(not _begins_anew(found, at) for at, _ in values[1:])


_SHORTEST_LAST = 4  # lines of a last page that is not full


def _begins_anew(found: _Page, at: int) -> bool:
    """Is the line below a short one that may be a heading?"""
    if at + 1 >= len(found.texts):
        return False
    below = found.texts[at + 1].strip()
    return (
        not below[0].islower()
        and below[0].isalnum()
        and not _ENDS.search(below, max(0, len(below) - 6))
        and len(below) < _wide(found)
        and label_at(below) is None
    )


def _numbered_heads(found: _Page) -> set[int]:
    """First and last lines of pages that begin or end with the number of their page, whatever else they say.

    4.6. The Debian archive 21: the head names the chapter or section that the page is in, so no two of them need
    be alike. What tells them is that the numbers go up by one from page to page, on most pages.
    """
    pages = len(found.edges) - 1
    if pages < _FEWEST_NUMBERED:
        return set()
    fits: dict[tuple[int, int, int], list[int]] = {}  # by edge, place of the number, and what it is ahead of the page
    for page in range(pages):
        first, end = found.edges[page], found.edges[page + 1]
        for edge, at in enumerate((first, end - 1) if end - first > 1 else (first,)):
            line = found.texts[at].strip()
            if len(line) > _LONGEST or "#" not in found.keys[at] or found.keys[at] == "#":
                continue
            label = label_at(line)
            if label is not None and len(label.text) == len(line):
                continue  # Chapter 3, on the third page
            for side, number in enumerate((_AT_END.search(line), _AT_START.match(line))):
                if number is not None:
                    fits.setdefault((edge, side, int(number[1]) - page), []).append(at)
    taken: set[int] = set()
    for places in fits.values():
        if len(places) >= _FEWEST_NUMBERED and len(places) * 4 >= pages:
            taken.update(places)
    return taken


_AT_END = re.compile(r"(?<![\d.,-])([0-9]{1,4})$")
_AT_START = re.compile(r"([0-9]{1,4})(?=[ \t|]+[^\d\s])")
_FEWEST_NUMBERED = 4


def _roman(line: str) -> int | None:
    numeral = line.strip()
    return roman_number(numeral) if numeral.isascii() and numeral.islower() else None


def _beside_heads(found: _Page, groups: dict[str, list[int]]) -> set[int]:
    """Numbers that count up beside a line that recurs, where there are too few pages for more evidence."""
    for places in groups.values():
        for step in (-1, 1):
            numbers = [at + step for at in places if 0 <= at + step < len(found.keys) and found.keys[at + step] == "#"]
            numbers = [at for at in numbers if _NUMBER.match(found.texts[at].strip())]
            if len(numbers) < 2 or len(numbers) + 1 < len(places) or len(numbers) > _FEW_PAGES:
                continue
            values = [(at, int(found.texts[at])) for at in numbers if len(found.texts[at]) < 5]
            chain = _longest_count(values, _PAGE, 1)
            if len(chain) < len(numbers) and _heads_short_pages(found, places):
                chain = _longest_count(values, _SHORTEST_LAST, 1)
            if len(chain) == len(numbers):
                last = len(found.keys) - 1
                closes = found.keys[last] == "#" and int(found.texts[last]) == int(found.texts[chain[-1]]) + 1
                return {*chain, last} if closes else set(chain)
    return set()


def _heads_short_pages(found: _Page, places: Sequence[int]) -> bool:
    """Do several words stand a page apart, though a chapter may end soon below the head of its last page?"""
    gaps = sorted(map(sub, places[1:], places))
    return len(places) >= _MANY // 2 and gaps[len(gaps) // 2] >= _PAGE and found.keys[places[0]].count(" ") >= 2


def _longest_count(values: Sequence[tuple[int, int]], apart: int, step: int) -> list[int]:
    """The longest chain of lines whose numbers go up by at most `step`, each `apart` lines from the last."""
    best: list[int] = []
    for first in range(min(len(values), 12)):
        chain = [values[first]]
        for at, value in values[first + 1 :]:
            last, counted = chain[-1]
            if 1 <= value - counted <= step and at - last >= apart:
                chain.append((at, value))
        if len(chain) > len(best):
            best = [at for at, _ in chain]
    return best


def _is_running(
    found: _Page,
    places: Sequence[int],
    numbered: set[int],
    outer: set[int],
    turns: Sequence[int],
    wide: Callable[[], int],
) -> bool:
    """Is it furniture? `numbered` are lines beside a page number, `outer` those at the edge of their page.

    `turns` are the page numbers: a running head stands beside most of those from its first place to its last,
    or every other one; the heading of a table does so beside a few of them, by chance.
    """
    count, pages = len(places), len(found.edges) - 1
    text = found.texts[places[0]].strip()
    if count < 3 and _ENDS.search(text):
        return False
    at_edges = sum(at in outer for at in places) * 10 >= count * 9 and count * 10 >= pages * 3
    if pages > 1 and at_edges and bisect(found.edges, places[0]) != bisect(found.edges, places[-1]):
        return True  # on one page alone, the name of a table is printed again above its rows
    close = sum(later - at < _APART for at, later in pairwise(places))
    if close * 10 > count or _recurs_in_company(found, places):
        return False
    beside = sum(at in numbered for at in places)
    if (beside + (places[0] == 0)) * 4 >= count * 3 and beside > 1:
        return 3 * count >= bisect(turns, places[-1]) - bisect(turns, places[0]) - 1
    if count >= _MANY and _counts_pages(found, places):
        return True
    if count < 3 or _SENTENCE.search(text) or _ENDS.search(text):
        return False  # 17(4):238-246. closes an entry of a bibliography, and the next begins behind it
    full = wide()
    return 2 * sum(_interrupts(found, at, full) for at in places) > count


def _wide(found: _Page) -> int:
    """How many characters a line has at least that fills its column."""
    lengths = sorted(map(len, found.texts))
    return max(10, int(0.7 * lengths[int(0.8 * len(lengths))]))


def _by_text(found: _Page, places: Sequence[int]) -> Iterator[list[int]]:
    """Places of one key, those of the same words together: Chapter 1 and Chapter 2 are two headings."""
    same: dict[str, list[int]] = {}
    for at in places:
        same.setdefault(found.texts[at].strip(), []).append(at)
    yield from same.values()


def _page_heads(
    found: _Page,
    places: Sequence[int],
    gone: Container[int],
    fewest: int = _FEWEST_HEADED,
    *,
    labelled: bool = True,
) -> Sequence[int]:
    """Where the heading of a division is repeated at the head or foot of its pages, of each or of every other one.

    The heading itself stays: where it is first printed, or below its first repeat. Then two pages are enough. If no
    label tells a division, it has to be so, or the line stands before its pages as well, as a table of contents has it.
    """
    edge = [at for at in places if _is_at_edge(found, at, gone)]
    if len(edge) > 2 and all(at in gone for at in range(edge[0] + 1, edge[1])):
        del edge[1]  # the heading itself
    if not edge or len(found.edges) < 4:
        return ()
    before = [at for at in places if at < edge[0]]
    rest = [at for at in places if at > edge[0] and at not in edge]
    above = bool(rest) and rest[0] - edge[0] <= _ZONE
    if len(rest) > 1 or len(edge) < min(fewest, 2 if above else fewest):
        return ()
    headed = [bisect(found.edges, at) for at in edge]
    steps = list(map(sub, headed[1:], headed))
    if min(steps, default=1) <= 0 or sum(step <= 2 for step in steps) * 4 < 3 * len(steps):
        return ()
    if labelled and before:
        return edge if not rest and len(before) == 1 and bisect(found.edges, before[0]) == headed[0] - 1 else ()
    if rest:
        return edge if above or (labelled and bisect(found.edges, rest[0]) == headed[0]) else ()
    if not labelled and not (before and max(steps) == 1):
        return ()
    return edge[not _heads_before(found, edge[0]) :] if labelled else edge[1:]


def _is_at_edge(found: _Page, at: int, gone: Container[int]) -> bool:
    """Is it the first or last line of its page, but for those that go?"""
    page = bisect(found.edges, at)
    first, last = found.edges[page - 1], found.edges[page] - 1
    while first < at and first in gone:
        first += 1
    while last > at and last in gone:
        last -= 1
    return at in (first, last)


def _with_next(found: _Page, heads: Sequence[int]) -> Iterator[int]:
    """The heads, and the line behind them where it is the second one of each."""
    last = len(found.texts) - 1
    behind = {found.texts[at + 1].strip() for at in heads if at < last}
    for at in heads:
        yield at
        if len(heads) > 1 and len(behind) == 1 and at < last:
            yield at + 1


def _heads_before(found: _Page, at: int) -> bool:
    """Is the heading itself printed before its first repeat, on the same page or the one before?"""
    page = bisect(found.edges, at) - 1
    words = letters(found.texts[at])
    before = "".join(map(letters, found.texts[found.edges[max(0, page - 1)] : at]))
    return words in before


def _counts_pages(found: _Page, places: Sequence[int]) -> bool:
    """Page 7 GAO-06-1046 Grants: do its numbers go up one by one, a page apart, beside words enough?"""
    texts = [found.texts[at] for at in places]
    if sum(map(str.isalpha, texts[0])) < _WORDS:
        return False
    numbers = [int(match.group()) if (match := _DIGITS.search(text)) else 0 for text in texts]
    gaps = sorted(map(sub, places[1:], places))
    ups = sum(other - one == 1 for one, other in pairwise(numbers))
    return ups * 10 >= 9 * (len(numbers) - 1) and gaps[0] * 4 >= _PAGE and gaps[-1] <= 4 * gaps[len(gaps) // 2]


_MANY = 8  # pages
_WORDS = 8  # letters


def _recurs_in_company(found: _Page, places: Sequence[int]) -> bool:
    """Do the lines beside it recur with it? Then a passage is printed again, and the line is part of it."""
    for step in (-1, 1):
        beside = {found.keys[at + step] for at in places if 0 <= at + step < len(found.keys)}
        if len(beside - {"#"}) * 2 <= len(places) and "#" not in beside:
            return True
    return False


def _interrupts(found: _Page, at: int, wide: int) -> bool:
    """Does the line stand where a sentence goes on: behind a full line that ends nothing?"""
    if not 0 < at < len(found.texts) - 1:
        return False
    before, after = found.texts[at - 1].strip(), found.texts[at + 1].strip()
    if len(before) < wide or 2 * len(after) < wide or _ENDS.search(before, max(0, len(before) - 6)):
        return False
    return not opens_division(before) and not opens_division(after)


def _is_title(found: _Page, places: Sequence[int], turns: Sequence[int]) -> bool:
    """The report's own title, which its pages repeat: in the first lines, long, with a date under it.

    Or the head of the first page is printed once more right below itself: no page has two heads. Or it is the first
    line of all, without a page number, and set apart from what is below it.
    """
    at, again = places[:2]
    title = found.texts[at].strip()
    if at > 3 or len(title) < 8 or at + 1 >= len(found.texts):
        return False
    if again <= at + 2 and len(places) > 2 and found.texts[at].strip() == found.texts[again].strip():
        return all(other > one + 2 for one, other in pairwise(places[2:]))  # not drawn twice on every page
    below = found.texts[at + 1].strip()
    if below[0] in "（(—–" and re.search(r"\d{4}", below) is not None:
        return True
    if at or em_width(title) < _SHORTEST_TITLE or (turns and turns[0] <= 1) or _ENDS.search(title):
        return False
    if any(found.texts[one].strip() != title for one in places):
        return False
    return found.starts[1] - found.starts[0] == len(found.texts[0]) + 2 or opens_division(below)  # one blank line
