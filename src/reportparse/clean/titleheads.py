"""Running heads that bear the report's title, the chapter and the number of the page on one line.

2 The Ferries of Northmere
The Ferries of Northmere  Summary 3
4 Part One The Fleet  The Ferries of Northmere
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reportparse.chars import letters

_TITLE = 16  # lines at the head of a text that may hold its title
_SHARED = 14  # letters at the beginning or end of a line that others have, too
_LONGEST = 140  # characters of a line
_FEWEST = 4  # such lines
_PAGE = 10  # lines of a page, in the middle of them


def title_heads(text: str, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Where such heads stand, if nothing else shows where pages begin; `keys` are the lines, with # for each number.

    Their numbers count up by one from head to head, a page apart, and the words that they share stand in the first
    lines of the text, which no label and no row of a table does.
    """
    if "\f" in text:
        return []
    numbered = ((at, key) for at, key in enumerate(keys) if "#" in key and len(key) > _SHARED)
    likely = [at for at, key in numbered if key.endswith(" #") or key.startswith("# ")]
    if len(likely) < _FEWEST:
        return []
    lines = text.split("\n")
    groups: dict[tuple[bool, str], list[tuple[int, int]]] = {}
    for at in likely:
        number = lines[at].rsplit(None, 1)[-1] if keys[at][-2:] == " #" else lines[at].split(None, 1)[0]
        words = letters(keys[at])
        if number.isdecimal() and len(number) <= 4 and len(words) >= _SHARED and len(lines[at]) <= _LONGEST:
            groups.setdefault((False, words[:_SHARED]), []).append((at, int(number)))
            groups.setdefault((True, words[-_SHARED:]), []).append((at, int(number)))
    beside = set(likely)  # entries of a table of contents, which list the chapters that the heads bear
    title = "".join(letters(line) for at, line in enumerate(lines[:_TITLE]) if at not in beside)
    heads = sorted(
        {place for (_, words), places in groups.items() if len(places) > 1 and words in title for place in places}
    )
    if len(heads) < _FEWEST or any(other[1] - one[1] != 1 for one, other in pairwise(heads)):
        return []
    apart = sorted(other[0] - one[0] for one, other in pairwise(heads))
    if apart[len(apart) // 2] < _PAGE:
        return []
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return [(starts[at], starts[at] + len(lines[at])) for at, _ in heads]
