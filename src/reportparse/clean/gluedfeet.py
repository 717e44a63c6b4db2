"""Running feet that the extractor put behind the last words of their page, on one line.

1 Act of 3 August 1993. Page 1 Council Report on Roads
2004 through August 2005.Page 2 Council Report on Roads
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

_TAIL = 12  # characters that the feet end with
_FEWEST = 5  # pages
_LONGEST = 80  # characters
_SPREAD = 8  # lines from most feet to the next, at least
_NUMBER = re.compile(r"[0-9]{1,4}")
_WORD = re.compile(r"[A-Z0-9À-Þ]")


def glued_feet(text: str, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where such feet stand: many lines end alike, with a number that goes up by one from each to the next.

    `keys` are the lines of the text without blanks at their edges, and with # for each number.

    >>> pages = "".join(f"The council met {'in the hall ' * at}and left.Page {at} Roads in Town{chr(10) * 9}" for at in range(1, 7))
    >>> keys = [re.sub(r"[0-9]+", "#", line) for line in pages.split("\\n")]
    >>> [pages[start:end] for start, end in glued_feet(pages, keys)][:2]
    ['Page 1 Roads in Town', 'Page 2 Roads in Town']
    """
    tails = Counter([key[-_TAIL:] for key in set(keys) if "#" in key and len(key) > _TAIL])
    common = [(tail, count) for tail, count in tails.most_common(2) if count >= _FEWEST]
    for tail, _ in common:
        ends = [at for at, key in enumerate(keys) if key.endswith(tail)]
        foot = _common_end([keys[at] for at in ends])
        if foot is None:
            continue
        lines = text.replace("\f", "\n").split("\n")
        pattern = re.compile(re.escape(foot).replace(r"\#", "[0-9]+") + r"[ \t]*$")
        found = [(at, match) for at in ends if (match := pattern.search(lines[at])) is not None]
        if not _count_up(found) or sum(not lines[at][: match.start()].strip() for at, match in found) * 2 > len(found):
            continue
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        for at, match in found:
            if lines[at][: match.start()].strip():
                yield starts[at] + match.start(), starts[at] + match.end()


def _common_end(keys: Sequence[str]) -> str | None:
    """What most keys end with, from a capital or a number on, if there is a number in it."""
    usual = keys[len(keys) // 2]
    size = _TAIL
    while size < min(len(usual), _LONGEST) and sum(key.endswith(usual[-size - 1 :]) for key in keys) * 10 >= 9 * len(
        keys
    ):
        size += 1
    foot = usual[-size:]
    first = _WORD.search(foot.replace("#", "0"))
    foot = foot[first.start() :] if first else ""
    return foot if "#" in foot and len(foot) >= _TAIL else None


def _count_up(found: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Do the numbers at one place go up by one, from page to page?"""
    gaps = sorted(other - one for (one, _), (other, _) in pairwise(found))
    if len(found) < _FEWEST or gaps[len(gaps) // 2] < _SPREAD:
        return False
    numbers = [list(map(int, _NUMBER.findall(match.group()))) for _, match in found]
    return any(
        sum(other - one == 1 for one, other in pairwise(column)) * 10 >= 9 * (len(column) - 1)
        for column in zip(*numbers, strict=False)
    )
