"""The title on the cover that the pages repeat as their running head; for the rule `running-heads`.

Water Ombudsman / Annual Report / 2021–22 / … and at the head of each page: Annual Report 2021–22. What it says of the
cover's lines, no word of theirs needs to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportparse.chars import letters
from reportparse.clean.pagelines import BARS
from reportparse.provenance import Edit, Mark
from reportparse.span import Span

_NUMBER_BEFORE = re.compile(rf"\W*\d{{1,4}}(?:\W*[{BARS}]|\s)\s*(.*)")
_NUMBER_BEHIND = re.compile(rf"(.*?)(?:[{BARS}]\W*|\s)\d{{1,4}}\W*")
_LINE = re.compile(r"[^\s].*")
_MOST_LINES = 5  # of a title
_MOST_ABOVE = 12  # lines of a cover
_SHORTEST = 8  # letters
_FEWEST = 2  # pages


def cover_title(text: str, gone: Sequence[Edit]) -> Mark | None:
    """The lines near the head of a text that together say what the running heads `gone` say, as a mark."""
    counts: Counter[str] = Counter()
    for edit in gone:
        if not edit.now:
            counts.update(_words(text[edit.start : edit.end].splitlines()))
    heads = {words for words, count in counts.items() if count >= _FEWEST}
    if not heads:
        return None
    longest = max(map(len, heads))
    away = {edit.start for edit in gone}
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        if len(lines) == _MOST_ABOVE:
            break
        if match.start() not in away:
            lines.append(Span(*match.span()))
    for at, first in enumerate(lines):
        words = ""
        for line in lines[at : at + _MOST_LINES]:
            words += letters(text[line.start : line.end])
            if words in heads:
                return Mark(first.start, line.start + len(text[line.start : line.end].rstrip()), "title")
            if len(words) > longest:
                break
    return None


def _words(lines: Iterable[str]) -> set[str]:
    """What each line says, as it is and without a page number on either side."""
    made: set[str] = set()
    for line in map(str.strip, lines):
        made.add(letters(line))
        made.update(letters(match[1]) for number in _NUMBERS if (match := number.fullmatch(line)))
    return {words for words in made if sum(map(str.isalpha, words)) >= _SHORTEST}  # Prop. 2021/22:231 is a number


_NUMBERS = (_NUMBER_BEFORE, _NUMBER_BEHIND)
