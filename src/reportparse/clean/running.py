"""Lines that every page repeats, and page numbers alone on a line: rule `running-heads`.

What is furniture shows in where it stands and how it recurs, not in its words: the same
line, its numbers apart, at the edge of page after page; or in the middle of sentence after
sentence. A heading that recurs by nature, and the row of a table, do neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.clean.rule import View
from reportparse.numbering import opens_division
from reportparse.provenance import Edit

_DIGITS = re.compile(r"\d+")
_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)(\s*)")
_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
_ENDS = re.compile(r"[。！？!?.…：:；;][”’）)》」』\"']*$")
_LONGEST = 80  # characters in a running head
_ZONE = 3  # lines from a page edge
_APART = 6  # lines between two page numbers where no page edge shows


class _Line(NamedTuple):
    start: int
    text: str
    key: str  # the text with its numbers as #, without white space


def running_heads(view: View) -> Iterator[Edit]:
    """Running heads and feet, and page numbers alone on their line.

    A line is one if it recurs (numbers may differ) at the edges of pages, or inside sentences, or with a
    number that counts up. A title that the pages repeat stays where it is first printed. Headings and
    table rows that recur elsewhere stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("running-heads", "政府公报\\n围绕\\n1\\n\\f政府公报\\n森林康养，\\n2\\n\\f政府公报\\n推进工作。")
    '\\n围绕\\n\\n\\f\\n森林康养，\\n\\n\\f\\n推进工作。'
    >>> run_rule("running-heads", "单位：万元\\n收入 5\\n单位：万元\\n支出 6")
    '单位：万元\\n收入 5\\n单位：万元\\n支出 6'
    """
    text = view.text
    keys = Counter(map(str.strip, _DIGITS.sub("#", text).replace("\f", "\n").split("\n")))
    keys.pop("", None)
    if not any(count > 1 for key, count in keys.items() if len(key) <= _LONGEST):
        return
    lines, edges = _lines(text)
    numbers = _page_numbers(lines, edges)
    groups: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if at not in numbers and 3 <= len(line.text) <= _LONGEST and line.key != "#":
            groups.setdefault(line.key, []).append(at)
    repeated = {key: places for key, places in groups.items() if len(places) > 1}
    outer = _outer(lines, edges, repeated, numbers)
    furniture = set(numbers)
    for places in repeated.values():
        if _is_running(lines, places, numbers, outer, len(edges) - 1):
            furniture.update(places[_is_title(lines, places[0]) :])
    for at in sorted(furniture):
        line = lines[at]
        yield Edit(line.start, line.start + len(line.text))


def _lines(text: str) -> tuple[list[_Line], list[int]]:
    """The lines, and the indexes at which pages begin, one past the last included; pages may not show at all."""
    matches = [(match.start(), match.group(1), match.group(2)) for match in _LINE.finditer(text)]
    gaps = [gap.count("\n") for _, _, gap in matches[:-1]]
    # Tika parts pages by blank lines: more of them than stand between paragraphs.
    usual = max((gap for gap, count in Counter(gaps).items() if count * 12 > len(gaps)), default=1)
    wide = max(3, usual + 1)
    edges = [at + 1 for at, (_, _, gap) in enumerate(matches[:-1]) if "\f" in gap or gap.count("\n") >= wide]
    lines = [_Line(start, content, _DIGITS.sub("#", "".join(content.split()))) for start, content, _ in matches]
    return lines, [0, *edges, len(lines)]


def _outer(
    lines: Sequence[_Line], edges: Sequence[int], repeated: dict[str, list[int]], numbers: set[int]
) -> set[int]:
    """Lines at the outer edge of their page, with nothing but lines that may be furniture beyond them."""
    found: set[int] = set()
    for first, end in zip(edges, edges[1:], strict=False):
        for way in (range(first, min(end, first + _ZONE)), range(end - 1, max(first - 1, end - 1 - _ZONE), -1)):
            for at in way:
                if at not in numbers and lines[at].key not in repeated and lines[at].key != "#":
                    break
                found.add(at)
    return found


def _page_numbers(lines: Sequence[_Line], edges: Sequence[int]) -> set[int]:
    """Numbers alone on a line that count the pages: one up from page to page, at their edges or far apart."""
    beside_edge = {at + step for at in edges for step in range(-_ZONE, _ZONE)} if len(edges) > 2 else set()
    found = [(at, int(line.text)) for at, line in enumerate(lines) if line.key == "#" and _NUMBER.match(line.text)]
    best: list[int] = []
    for first in range(min(len(found), 40)):
        chain = [found[first]]
        for at, value in found[first + 1 :]:
            last, counted = chain[-1]
            both_at_edge = at in beside_edge and last in beside_edge
            if 1 <= value - counted <= 3 and (at - last >= _APART or both_at_edge):
                chain.append((at, value))
        if len(chain) > len(best):
            best = [at for at, _ in chain]
    at_edge = sum(at in beside_edge for at in best)
    return set(best) if len(best) >= 3 or (len(best) == 2 and at_edge == 2) else set()


def _is_running(
    lines: Sequence[_Line], places: Sequence[int], numbers: set[int], outer: set[int], pages: int
) -> bool:
    count = len(places)
    text = lines[places[0]].text
    if any(opens_division(lines[at].text) for at in places) or (count < 3 and _ENDS.search(text)):
        return False
    if pages > 1 and sum(at in outer for at in places) * 10 >= count * 9 and count * 10 >= pages * 3:
        return True
    beside_number = sum(at - 1 in numbers or at + 1 in numbers for at in places)
    inside = sum(_interrupts(lines, at) for at in places)
    apart = all(later - at >= _APART for at, later in zip(places, places[1:], strict=False))
    return apart and (beside_number * 4 >= count * 3 or (count > 2 and inside * 2 > count and not _SENTENCE.search(text)))


_SENTENCE = re.compile("[，、。；！？,;]")


def _interrupts(lines: Sequence[_Line], at: int) -> bool:
    """Does the line stand where a sentence goes on?"""
    before = lines[at - 1].text if at else ""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    if not before or not after or _ENDS.search(before):
        return False
    return len(before) > 8 and not opens_division(before) and not opens_division(after)


def _is_title(lines: Sequence[_Line], at: int) -> bool:
    """The report's own title, which its pages repeat: in the first lines, long, with a date or name under it."""
    if at > 3 or len(lines[at].text) < 8:
        return False
    return any(re.search(r"\d{4}", line.text) and line.text[0] in "（(—–" for line in lines[at + 1 : at + 2])
