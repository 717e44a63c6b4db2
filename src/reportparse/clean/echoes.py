"""Tables of contents without page numbers, known by titles that stand again in the text; for the rule `contents`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from reportparse.chars import letters
from reportparse.clean.apart import Line
from reportparse.numbering import opens_division

LONGEST_START = 16  # characters of a title by which it is found again
ENDS_SENTENCE = frozenset("。！？；;：:，,")


def starts_of(lines: Sequence[str]) -> list[str]:
    """How each line begins behind its label, however wide the gaps: lines that bear one title begin alike."""
    heads = (line.lstrip(_BEFORE_TITLE)[:_WITH_GAPS] for line in lines)
    return [head.replace(" ", "").replace("\u3000", "")[:_START] for head in heads]


def may_echo(starts: Sequence[str]) -> bool:
    """Are there enough lines that begin as others do?"""
    counts = Counter(starts)
    return sum(count > 1 for start, count in counts.items() if start) >= _FEWEST_ECHOES


_BEFORE_TITLE = " \t\u3000-–—•·．.0123456789"
_START, _WITH_GAPS = 6, 16  # characters


def echoed(lines: Sequence[Line], starts: Sequence[str], taken: Container[int]) -> Iterator[tuple[int, int]]:
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
    """`echoed` in a run of lines none of which ends a sentence."""
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


def bookmarks(lines: Sequence[Line], starts: Sequence[str]) -> int:
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
    return letters(line[: 2 * LONGEST_START])[:LONGEST_START]


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
    if len(line) > _LONGEST_ECHO or line[-1] in ENDS_SENTENCE or line[-1] in ".!?" or line[0].islower():
        return ""
    if count == 1:
        return _OTHER
    if line[-1] in "ivx" and len(line) <= LONGEST_START:
        line = _ROMAN_END.sub("", line)
    return "".join(filter(str.isalpha, line[: 2 * LONGEST_START])).casefold()[:LONGEST_START]


_ROMAN_END = re.compile(r"(?<=[^\W\d_]{3}) [ivxlc]{1,6}$")  # Preface v
_FEWEST_ECHOES = 5
_MOST_MISSED = 4  # lines from one that is found again to the next
_LONGEST_TABLE = 400  # lines
_MOST_PLACES = 24  # of one line
_FEW_PLACES = 3  # of most lines: in the table, in the text, and in a second table or a running head
_SPREAD = 4  # times as long as the table is the text from its first heading to its last
_LONGEST_ECHO = 120  # characters
