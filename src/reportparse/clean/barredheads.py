"""Running heads that part their words from the page number by a bar; for the rule `running-heads`.

4 | Economic survey / Labour market | 5 / 6 | Economic survey: left pages name the report and right ones their chapter,
so that in a short report no two need be alike. The numbers count the pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import sub

from reportparse.clean.pagelines import BARS, LONGEST, PAGE, Pages

_BARRED = re.compile(rf"(\d{{1,4}})[ \t]*[{BARS}][ \t]*[^\s\d{BARS}].*|.*[^\s\d{BARS}][ \t]*[{BARS}][ \t]*(\d{{1,4}})")
_FEWEST = 3
_SHORTEST = 4  # lines of a page


def barred_heads(found: Pages) -> set[int]:
    """Lines of words, a bar and a number that goes up by one or two from one to the next, a page apart.

    The rows of a table whose columns bars part, and a list of names with their numbers, stand closer together.
    """
    values: list[tuple[int, int]] = []
    for at, key in enumerate(found.keys):
        if "#" in key and len(key) <= LONGEST and any(bar in key for bar in BARS):
            match = _BARRED.fullmatch(found.texts[at].strip())
            if match is not None:
                values.append((at, int(match[1] or match[2])))
    return set(_counting(values)) if len(values) >= _FEWEST else set()


def _counting(values: Sequence[tuple[int, int]]) -> list[int]:
    """The lines, if nearly all of them count on, and most of them a page apart."""
    ups = [0 < later - one <= 2 for (_, one), (_, later) in pairwise(values)]
    gaps = sorted(map(sub, (at for at, _ in values[1:]), (at for at, _ in values)))
    if sum(ups) * 10 < 9 * len(ups) or gaps[0] < _SHORTEST or gaps[len(gaps) // 2] < PAGE:
        return []
    return [at for at, _ in values]
