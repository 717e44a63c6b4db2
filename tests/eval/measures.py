"""The measures: what one tree has of another, as precision and recall."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from attrs import frozen
from rapidfuzz.distance import Indel

from eval.form import EAST_ASIAN, Opening, Tree, Unit, units

H = TypeVar("H", bound=Hashable)

SPACES = re.compile(r"\s+")


@frozen
class Rate:
    """How many agree, of how many in gold and of how many found."""

    agree: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        return self.agree / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.agree / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> Rate(2, 4, 2).f1, Rate(0, 0, 0).f1, Rate(0, 0, 1).f1
        (0.6666666666666666, 1.0, 0.0)
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@frozen
class Repeats:
    """What became of the stretches of gold that repeat by nature: 人人, 2020, had had."""

    total: int
    kept: int
    collapsed: int  # shortened, with what stands beside it in place

    @property
    def rate(self) -> float:
        return self.kept / self.total if self.total else 1.0


@frozen
class Pair:
    """Two trees laid side by side."""

    gold: list[Unit]
    found: list[Unit]
    gold_text: str
    found_text: str
    where: list[int]  # for each character of gold its place in what was found, or -1

    @classmethod
    def of(cls, gold: Tree, found: Tree) -> Pair:
        left, right = units(gold), units(found)
        one, other = "".join(unit.text for unit in left), "".join(unit.text for unit in right)
        return cls(left, right, one, other, aligned(one, other))


def aligned(one: str, other: str) -> list[int]:
    """For each character of one text its place in the other by the cheapest insertions and deletions, or -1.

    >>> aligned("abcd", "abxd")
    [0, 1, -1, 3]
    """
    where = [-1] * len(one)
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            where[step.src_start : step.src_end] = range(step.dest_start, step.dest_end)
    return where


def characters(pair: Pair) -> Rate:
    """`chars`: characters that are aligned."""
    return Rate(sum(at >= 0 for at in pair.where), len(pair.gold_text), len(pair.found_text))


def boundaries(pair: Pair) -> tuple[Rate, Rate]:
    """`para_boundary`, `block_boundary`: where printed blocks begin; inline ones, too.

    A boundary that was found agrees with one of gold if no aligned character lies between them. What stands right
    behind its heading counts on neither side.
    """
    before, last = [], -1  # the last aligned character of gold before each place of what was found
    back = [-1] * len(pair.found_text)
    for at, place in enumerate(pair.where):
        if place >= 0:
            back[place] = at
    for at in back:
        before.append(last)
        last = max(last, at)
    before.append(last)
    after, following = [0] * (len(back) + 1), len(pair.gold_text)
    after[-1] = following
    for at in range(len(back) - 1, -1, -1):
        following = back[at] if back[at] >= 0 else following
        after[at] = following

    gold = dict(_starts(pair.gold))
    places = sorted(gold)
    hit: set[int] = set()
    wrong = 0
    for start, opens in _starts(pair.found):
        near = places[bisect_right(places, before[start]) : bisect_right(places, after[start])]
        free = [place for place in near if place not in hit]
        best = next((place for place in free if gold[place] == "block"), free[0] if free else None)
        if best is not None:
            hit.add(best)
        elif opens != "joined":
            wrong += 1
    hard = {place for place, opens in gold.items() if opens == "block"}
    inner = {place for place, opens in gold.items() if opens == "inline"}
    one, both = len(hard & hit), len((hard | inner) & hit)
    return Rate(one, len(hard), one + wrong), Rate(both, len(hard | inner), both + wrong)


def _starts(of: list[Unit]) -> list[tuple[int, Opening]]:
    """Where each unit but the first begins in the text of all."""
    found, at = [], 0
    for number, unit in enumerate(of):
        if number:
            found.append((at, unit.opens))
        at += len(unit.text)
    return found


def bags(gold: Sequence[H], found: Sequence[H]) -> Rate:
    """Equal entries of two bags."""
    return Rate(sum((Counter(gold) & Counter(found)).values()), len(gold), len(found))


def nearly(gold: Sequence[H], found: Sequence[H], same: Callable[[H, H], bool]) -> Rate:
    """Equal entries of two bags, then those that are the same in the wider sense, each once."""
    equal = Counter(gold) & Counter(found)
    count = sum(equal.values())
    rest = list((Counter(found) - equal).elements())
    for one in (Counter(gold) - equal).elements():
        other = next((at for at, other in enumerate(rest) if same(one, other)), None)
        if other is not None:
            del rest[other]
            count += 1
    return Rate(count, len(gold), len(found))


def alike(one: str, other: str, least: float) -> bool:
    """Whether two strings are equal, or nearly so."""
    short, long = sorted((len(one), len(other)))
    if one == other or not short:
        return one == other
    return short / long >= least * 0.8 and Indel.normalized_similarity(one, other) >= least


def headings(pair: Pair, *, items: bool = True) -> tuple[list[str], list[str]]:
    """The headings of both sides as `number|heading`; without those of items if told so."""
    gold, found = (
        [unit.key for unit in side if unit.heads and (items or unit.type != "item")] for side in (pair.gold, pair.found)
    )
    return gold, found


def paths(pair: Pair) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Every unit of both sides with the headings above it."""
    gold, found = (
        [(*unit.path, ("H:" if unit.heads else "T:") + unit.key) for unit in side] for side in (pair.gold, pair.found)
    )
    return gold, found


def alike_paths(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two paths are of one length and each step is nearly the same."""
    return len(one) == len(other) and all(alike(a, b, 0.9) for a, b in zip(one, other, strict=True))


def types(pair: Pair) -> Rate:
    """`typed`: nodes with the class that gold gives them, by their heading or the first 30 characters of their text."""
    left, right = (
        [(unit.type, unit.key if unit.heads else unit.text[:30]) for unit in side if unit.alone]
        for side in (pair.gold, pair.found)
    )
    return bags(left, right)


def spaces(pair: Pair) -> Rate:
    """`spaces`: white space beside East Asian characters, which `plain` takes away."""
    (gold, wanted), (found, got) = _spaced(pair.gold), _spaced(pair.found)
    where = aligned(gold, found)
    return Rate(sum(at < len(where) and where[at] in got for at in wanted), len(wanted), len(got))


def _spaced(of: list[Unit]) -> tuple[str, set[int]]:
    """The text without white space, and the places where a space stood beside an East Asian character."""
    solid: list[str] = []
    places: set[int] = set()
    for unit in of:
        raw = SPACES.sub(" ", unit.raw).strip()
        for at, one in enumerate(raw):
            if one != " ":
                solid.append(one)
            elif EAST_ASIAN.match(raw[at - 1]) or EAST_ASIAN.match(raw[at + 1]):
                places.add(len(solid))
    return "".join(solid), places


def repeats(pair: Pair) -> Repeats:
    """`natural_repeats`: stretches of gold that stand twice or more in a row."""
    total = kept = collapsed = at = 0
    for unit in pair.gold:
        for start, end, period in tandem(unit.text):
            total += 1
            here = sum(place >= 0 for place in pair.where[at + start : at + end])
            beside = [place for place in (at + start - 1, at + end) if 0 <= place < len(pair.where)]
            if here == end - start:
                kept += 1
            elif here >= period and all(pair.where[place] >= 0 for place in beside):
                collapsed += 1
        at += len(unit.text)
    return Repeats(total, kept, collapsed)


def tandem(text: str, longest: int = 12) -> list[tuple[int, int, int]]:
    """(start, end, period) of what repeats at once; the shortest period wins.

    >>> tandem("谈心谈话，人人")
    [(5, 7, 1)]
    """
    found: list[tuple[int, int, int]] = []
    for period in range(1, longest + 1):
        at = 0
        while at + period < len(text):
            end = at
            while end + period < len(text) and text[end] == text[end + period]:
                end += 1
            if end - at >= period and not any(a <= at and end + period <= b for a, b, _ in found):
                found.append((at, end + period, period))
            at = max(at, end) + 1
    return sorted(found)


def doublings(pair: Pair) -> int:
    """`leftover_doublings`: inserted runs that are equal to what stands beside them."""
    left = 0
    for step in Indel.opcodes(pair.gold_text, pair.found_text):
        if step.tag == "insert":
            start, end = step.dest_start, step.dest_end
            run, long = pair.found_text[start:end], end - start
            left += run in (pair.found_text[max(0, start - long) : start], pair.found_text[end : end + long])
    return left
