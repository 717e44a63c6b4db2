"""Lines that every page repeats, and page numbers alone on a line: rule `running-heads`.

What is furniture shows in where it stands and how it recurs, not in its words: the same
line, its numbers apart, at the edge of page after page; or in the middle of sentence after
sentence. A heading that recurs by nature, and the row of a table, do neither.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import sub

from reportparse.chars import em_width
from reportparse.clean.barredheads import barred_heads
from reportparse.clean.covertitles import cover_title
from reportparse.clean.divisionheads import by_text, page_heads, with_next
from reportparse.clean.gluedfeet import glued_feet
from reportparse.clean.pagelines import (
    DIGITS,
    ENDS,
    FEW_PAGES,
    LONGEST,
    PAGE,
    Pages,
    by_page,
    full_line,
    keys_of,
    outer_lines,
)
from reportparse.clean.pagenumbers import FEWEST_NUMBERED, MANY, numbered_heads, numbers_beside_heads, page_numbers
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.clean.titleheads import title_heads
from reportparse.numbering import label_at, opens_division
from reportparse.provenance import Edit, Mark

_SENTENCE = re.compile("[，、。；！？,;]")
_APART = 6  # lines between two running heads


def running_heads(view: View) -> Iterator[Edit | Mark]:
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
    edits = list(settled(view.text, _edits(view.text, known, folios), lambda left: _edits(left, known)))
    title = cover_title(view.text, edits) if edits else None
    if title is not None:
        yield title
    yield from edits


def _edits(text: str, known: dict[str, str], folios: Sequence[int] = ()) -> list[Edit]:
    """`known` are the keys of lines, `folios` places where a page number stood alone on its line."""
    raw = text.replace("\f", "\n").split("\n")
    keys = keys_of(raw, known)
    apart = [*glued_feet(text, keys), *title_heads(text, keys)]
    if apart:
        return [Edit(start, end) for start, end in sorted(apart)]  # the others are looked for in the next reading
    counts = Counter(keys)
    recurring = {key for key, count in counts.items() if count > 1 and 2 <= len(key) <= LONGEST}
    if not recurring and counts["#"] < 2 and text.count("\f") < FEWEST_NUMBERED - 1:
        return []
    found = by_page(text, raw, keys)
    keys = found.keys
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key in recurring:
            groups.setdefault(key, []).append(at)
    numbers = page_numbers(found, recurring)
    if len(found.edges) <= 2 and len(beside_heads := numbers_beside_heads(found, groups)) > len(numbers):
        numbers = beside_heads
    outer = outer_lines(found, recurring, numbers)
    furniture = numbers | numbered_heads(found) | barred_heads(found)
    # The lines on both sides of a page number.
    beside = {at + step for at in numbers for step in (-1, 1)}
    wide = cache(lambda: full_line(found))  # measured when the first line asks for it
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
            divisions += by_text(found, places)
        elif len(places) >= MANY and found.keys[places[0]].count("#") > 1 and _counts_pages(found, places):
            counted = places
            furniture.update(places)
        elif _is_on_cover(places, beside | outer) and _is_running(found, places[1:], beside, outer, turns, wide):
            furniture.update(places[1:])
        elif _is_running(found, places, beside, outer, turns, wide):
            furniture.update(places[_is_title(found, places, turns) :])
        elif "#" not in found.keys[places[0]]:
            heads.append(places)
    if len(found.edges) <= len(counted):  # a page ends with its number, or begins with it
        found = found._replace(edges=sorted({0, *counted, *(at + 1 for at in counted), len(found.keys)}))
    for places in heads:
        furniture.update(with_next(found, page_heads(found, places, furniture, labelled=False)))
    # If one is, the shorter divisions are headed so, too.
    if any(page_heads(found, places, furniture) for places in divisions):
        for places in divisions:
            furniture.update(with_next(found, page_heads(found, places, furniture, fewest=1)))
    furniture |= _feet(found, sorted(numbers), wide)
    edits: list[Edit] = []
    for at in sorted(furniture):
        line = found.texts[at]
        start = found.starts[at] + len(line) - len(line.lstrip())
        edits.append(Edit(start, start + len(line.strip())))
    return edits


def _feet(found: Pages, numbers: Sequence[int], wide: Callable[[], int]) -> set[int]:
    """Short lines right above the page number, on most pages: no heading is the last line of a page.

    The Marrow Valley Inquiry / 2 / … / Volume One: Report / 3: left and right pages, of which there are too few to
    tell either by its recurrence.
    """
    if not 2 <= len(numbers) <= FEW_PAGES or numbers[-1] != len(found.keys) - 1:
        return set()
    made = {number - 1 for number in numbers if number and _may_be_foot(found.texts[number - 1].strip(), wide())}
    return made if len(made) >= 2 and 3 * len(made) >= 2 * len(numbers) else set()


def _may_be_foot(line: str, wide: int) -> bool:
    return (
        line[0].isalpha()
        and not line[0].islower()
        and len(line) <= min(wide, LONGEST)
        and not _SENTENCE.search(line)
        and not ENDS.search(line)
        and ((label := label_at(line)) is None or bool(label.kind))
    )


_SHORTEST_TITLE = 12.0  # em: ANNUAL REPORT at the head of each page says too little


def _is_running(
    found: Pages,
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
    if count == 2 and _heads_two_pages(found, places, wide):
        return True
    if count < 3 and (ENDS.search(text) or found.texts[places[-1]][0] == "\t"):
        return False  # the first bookmark of a PDF, which Tika writes behind the text, is the first line once more
    at_edges = sum(at in outer for at in places) * 10 >= count * 9 and count * 10 >= pages * 3
    if (
        pages > 1
        and at_edges
        and not _pages_again(found, places)
        and bisect(found.edges, places[0]) != bisect(found.edges, places[-1])
    ):
        return True  # on one page alone, the name of a table is printed again above its rows
    close = sum(later - at < _APART for at, later in pairwise(places))
    if close * 10 > count or _recurs_in_company(found, places):
        return False
    beside = sum(at in numbered for at in places)
    if (beside + (places[0] == 0)) * 4 >= count * 3 and beside > 1:
        return 3 * count >= bisect(turns, places[-1]) - bisect(turns, places[0]) - 1
    if count >= MANY and _counts_pages(found, places):
        return True
    if count < 3 or _SENTENCE.search(text) or ENDS.search(text):
        return False  # 17(4):238-246. closes an entry of a bibliography, and the next begins behind it
    full = wide()
    return 2 * sum(_interrupts(found, at, full) for at in places) > count


def _counts_pages(found: Pages, places: Sequence[int]) -> bool:
    """Page 7 GAO-06-1046 Grants: do its numbers go up one by one, a page apart, beside words enough?"""
    texts = [found.texts[at] for at in places]
    if sum(map(str.isalpha, texts[0])) < _WORDS:
        return False
    numbers = [int(match.group()) if (match := DIGITS.search(text)) else 0 for text in texts]
    gaps = sorted(map(sub, places[1:], places))
    ups = sum(other - one == 1 for one, other in pairwise(numbers))
    return ups * 10 >= 9 * (len(numbers) - 1) and gaps[0] * 4 >= PAGE and gaps[-1] <= 4 * gaps[len(gaps) // 2]


_WORDS = 8  # letters
_NUMBERED_SO = re.compile(
    r"[A-Z]\d{1,3}[ \u3000]|(?:.*[ \u3000|])?(?i:page|seite|página|pagina|стр\.)[ ]?[A-Z]?\d{1,3}$"
)


def _heads_two_pages(found: Pages, places: Sequence[int], wide: Callable[[], int]) -> bool:
    """A1 The Courier / … / A2 The Courier: the first line of all, and a page further down, counted on by one?

    A number alone says little (Part 1, Annex 1): it names a page (A1, page 1), or the second line stands in a sentence.
    """
    at, other = places
    if at or other < 2 * PAGE:
        return False
    one, two = (found.texts[place].strip() for place in places)
    numbers = [(int(a), int(b)) for a, b in zip(DIGITS.findall(one), DIGITS.findall(two), strict=False) if a != b]
    if len(numbers) != 1 or numbers[0][1] - numbers[0][0] != 1 or sum(map(str.isalpha, one)) < _WORDS:
        return False
    if opens_division(one) and label_at(one) is not None:
        return False
    return _NUMBERED_SO.match(one) is not None or _interrupts(found, other, wide())


def _recurs_in_company(found: Pages, places: Sequence[int]) -> bool:
    """Do the lines beside it recur with it? Then a passage is printed again, and the line is part of it."""
    for step in (-1, 1):
        beside = {found.keys[at + step] for at in places if 0 <= at + step < len(found.keys)}
        if len(beside - {"#"}) * 2 <= len(places) and "#" not in beside:
            return True
    return False


def _pages_again(found: Pages, places: Sequence[int]) -> bool:
    """Do whole pages stand there again, with their first lines or their last ones? No running head is so long."""
    keys = found.keys
    again = sum(
        keys[one + 1 : one + _BODY] == keys[other + 1 : other + _BODY]
        or keys[max(0, one - _BODY) : one] == keys[max(0, other - _BODY) : other]
        for one, other in pairwise(places)
    )
    return 2 * again >= len(places) - 1


_BODY = 8  # lines: a letterhead has fewer


def _interrupts(found: Pages, at: int, wide: int) -> bool:
    """Does the line stand where a sentence goes on: behind a full line that ends nothing?"""
    if not 0 < at < len(found.texts) - 1:
        return False
    before, after = found.texts[at - 1].strip(), found.texts[at + 1].strip()
    if len(before) < wide or 2 * len(after) < wide or ENDS.search(before, max(0, len(before) - 6)):
        return False
    return not opens_division(before) and not opens_division(after)


def _is_on_cover(places: Sequence[int], edges: Container[int]) -> bool:
    """Is the first one of the first lines, and inside its page, where all others stand at the edges of theirs?"""
    first, *others = places
    return 0 < first < _COVER and first not in edges and len(others) > 1 and all(at in edges for at in others)


_COVER = 12  # lines


def _is_title(found: Pages, places: Sequence[int], turns: Sequence[int]) -> bool:
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
    if at or em_width(title) < _SHORTEST_TITLE or (turns and turns[0] <= 1) or ENDS.search(title):
        return False
    if any(found.texts[one].strip() != title for one in places):
        return False
    return found.starts[1] - found.starts[0] == len(found.texts[0]) + 2 or opens_division(below)  # one blank line
