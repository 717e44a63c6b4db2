"""What the measures share: a row, and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One figure of one document: `Row("gao-06-282.pypdf", "headings F1", .91, 12)`."""

    document: str
    what: str
    value: float  # 0 to 1, or a count
    of: int  # how many gold holds


def f1(gold: Iterable[Hashable], found: Iterable[Hashable]) -> float:
    """F1 of two bags: each entry of one counts once for an equal entry of the other.

    >>> f1("aab", "abc")
    0.6666666666666666
    """
    want, got = Counter(gold), Counter(found)
    both, total = sum((want & got).values()), sum(want.values()) + sum(got.values())
    return 2 * both / total if total else 1.0
