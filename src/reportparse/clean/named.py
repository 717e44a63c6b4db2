"""Lines that the family's profile names: rule `furniture`."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.patterns import finds
from reportparse.provenance import Edit

_LONGEST = 160  # characters of a line that a pattern is searched in: what is longer is no running head


def furniture(view: View) -> Iterator[Edit]:
    """Lines that the family's profile names as furniture: `furniture = ['^BBl [0-9]+ [0-9]+$']`.

    For what cannot be told from one text: running heads of reports of two pages, or whose words change; stamps. Each
    line that a pattern is found in goes, wherever it stands. Its edges are those of the line without its blanks, and
    blanks in a row count as one. Without a profile that names any, nothing happens.

    >>> from reportparse.clean import View
    >>> from reportparse.clean.named import furniture
    >>> view = View("BBl 2024 512\\nDie Kantone haben\\n   BBl 2024   512\\nverlangt, dass", furniture=("^BBl [0-9 ]+$",))
    >>> list(furniture(view))
    [Edit(start=0, end=12, now=''), Edit(start=34, end=48, now='')]
    >>> list(furniture(View("Siehe BBl 2024 512.", furniture=("^BBl [0-9 ]+$",))))
    []
    """
    if not view.furniture:
        return
    told: dict[str, bool] = {}
    start = 0
    for line in view.text.replace("\f", "\n").split("\n"):
        bare = line.strip()
        if 0 < len(bare) <= _LONGEST:
            words = " ".join(bare.split())
            if words not in told:
                told[words] = any(finds(pattern, words) for pattern in view.furniture)
            if told[words]:
                at = start + line.index(bare)
                yield Edit(at, at + len(bare))
        start += len(line) + 1
