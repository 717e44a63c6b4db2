"""Words that count: `Goal 1:`, `PILAR ESTRATÉGICO 2:`, `Hedef 1.1:`, 戦略１; learnt from the document, not from a list.

A word or a phrase before a number names a kind of division where it opens short lines over text, again and again,
and its numbers count: 1, 2, 3, or 1.1, 1.2, 2.1. What is written in a document's own words is known this way in any
language. Captions count as well, but head nothing (`kinds.CAPTIONS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.kinds import CAPTIONS, KINDS, SPELLED, folded
from reportparse.numbering import Label, Style, roman_number
from reportparse.structure.blocks import Block

_PLAIN = r"[^\s\d:;,.!?()\[\]{}<>=/\"“”«»‘（）、。，；：「」『』【】〈〉《》–—|*_~#№+]"
_MARK = r"[:：.)．、]|(?=\u3000)|(?=[ \u3000\xa0]?[–—-][ \u3000\xa0])"
# Goal 1: …; Objectif n° 1.1 – …; EIXO II — …; Proposal A: …; Q1. …; 戦略１　… (its space stands for a mark)
_COUNTED = re.compile(
    rf"""(?P<words>{_PLAIN}+(?:[ \xa0]{_PLAIN}+){{0,3}}?)
    (?:(?:[ \xa0](?:[Nn]o[.]?|[Nn][.]?[º°]|[Nn]r[.]?|\#|№))?[ \xa0]?(?P<number>\d{{1,2}}(?:[.．-]\d{{1,2}}){{0,2}})
      |[ \xa0](?P<roman>[IVX]{{1,5}}|[Ⅰ-Ⅻ])
      |[ \xa0](?P<letter>[A-Z]))
    (?:[ \xa0]?(?P<mark>{_MARK})|(?=[ \u3000\xa0]))
    """,
    re.VERBOSE,
)
# Priority Reform One – …; المحور الأول: …; First pillar: …: a mark closes what is spelled out.
_SPELLED_OUT = re.compile(rf"(?P<words>{_PLAIN}+(?:[ \xa0]{_PLAIN}+){{1,3}})(?:[ \xa0]?[:：]|(?=[ \xa0][–—-][ \xa0]))")
_BEHIND = re.compile("[ \u3000\xa0]*(?:[–—-][ \u3000\xa0]+)?")
_DASH = re.compile("[ \u3000\xa0]?[–—-](?=[ \u3000\xa0])")
_CLOSED_UP = re.compile("[A-Z]{1,3}|.*[\u2e80-\uffef]", re.DOTALL)  # Q1., 戦略１: no space before the number
_LONGEST_WORDS = 40  # characters
_LONGEST_SPELLED = 60
_ZERO = frozenset("0０")


class _Found(NamedTuple):
    """A line that opens with words and a number."""

    at: int
    label: Label
    path: tuple[int, ...]
    marked: bool  # is there a mark behind the number?


def with_counted(found: list[Block], shaped: Callable[[Block], bool]) -> list[Block]:
    """Give a label to the blocks that open with words which count in this document, and head text.

    `shaped` says of a labelled block whether it may be a heading, by its shape.
    """
    groups: dict[tuple[str, str], list[_Found]] = {}
    for at, block in enumerate(found):
        if block.label is None and block.kept is None and (one := _opening(at, block.text)) is not None:
            groups.setdefault((one.label.kind, one.label.style if one.label.style is Style.LETTER else ""), []).append(
                one
            )
    groups = {key: group for key, group in groups.items() if len(group) > 1}
    opening = {one.at: one for group in groups.values() for one in group}
    for group in groups.values():
        if _counts(group):
            heads = [one for one in group if shaped(found[one.at]._replace(label=one.label))]
            over = [one for one in heads if _stands_over(found, opening, one)]
            if 2 * len(over) > len(group):
                for one in group:
                    found[one.at] = found[one.at]._replace(label=one.label)
    return found


def _opening(at: int, text: str) -> _Found | None:
    first = text[0]
    if not first.isalpha() or first.islower():
        return None
    found = _COUNTED.match(text)
    if found is None:
        return _spelled_out(at, text)
    words, mark = found["words"], found["mark"]
    if len(words) > _LONGEST_WORDS:
        return None
    numeral = found["number"] or found["roman"] or found["letter"]
    start = found.start("number" if found["number"] else "roman" if found["roman"] else "letter")
    if start == found.end("words") and not (mark is not None and _CLOSED_UP.fullmatch(words)) and words[-1] < "\u2e80":
        return None
    path: tuple[int, ...]
    if found["number"]:
        if numeral[0] in _ZERO:
            return None
        path = tuple(map(int, re.split("[.．-]", numeral)))
        style = Style.DECIMAL if len(path) > 1 else Style.ARABIC
    elif found["roman"]:
        value = roman_number(numeral) if numeral.isascii() else ord(numeral) - ord("Ⅰ") + 1
        if value is None:
            return None
        path, style = (value,), Style.ROMAN
    else:
        if mark is None:
            return None
        path, style = (ord(numeral) - ord("A") + 1,), Style.LETTER
    return _made(at, text, words, (start, start + len(numeral)), found.end(), path, style, marked=mark is not None)


def _spelled_out(at: int, text: str) -> _Found | None:
    found = _SPELLED_OUT.match(text, 0, _LONGEST_SPELLED)
    if found is None:
        return None
    words = found["words"]
    first, last = words.split()[0], words.split()[-1]
    if (value := SPELLED.get(folded(last))) is not None:
        number = (len(words) - len(last), len(words))
        words = words[: number[0]].rstrip()
    elif (value := SPELLED.get(folded(first))) is not None:
        number = (0, len(first))
        words = words[len(first) :].lstrip()
    else:
        return None
    return _made(at, text, words, number, found.end(), (value,), Style.WORD, marked=True)


def _made(
    at: int,
    text: str,
    words: str,
    number: tuple[int, int],
    end: int,
    path: tuple[int, ...],
    style: Style,
    *,
    marked: bool,
) -> _Found | None:
    kind = " ".join(words.split())
    last = folded(kind.split()[-1])
    if last in CAPTIONS or folded(kind.split()[0]) in CAPTIONS or folded(kind) in KINDS:
        return None
    behind = _BEHIND.match(text, end)
    rest = text[behind.end() if behind is not None else end :]
    if not rest or rest[0].islower() or not (rest[0].isalnum() or rest[0] in "“\"«‘'„「『《¿¡(（"):
        return None
    if not marked and rest[0].isdigit():
        return None
    if (dash := _DASH.match(text, end)) is not None:
        end = dash.end()
    label = text[:end].rstrip(" \u3000\xa0")
    form = f"{label[: number[0]]}{{{style}}}{label[number[1] :]}".replace(" ", "").replace("\xa0", "")
    return _Found(at, Label(label, style, path[-1], form, kind.lower()), path, marked)


def _counts(group: Sequence[_Found]) -> bool:
    """Do the numbers count on, or begin anew: 1, 2, 1, 2, 3; 1.1, 1.2, 2.1?"""
    steps = sum(_goes_on(one.path, other.path) for one, other in pairwise(group))
    good = steps + sum(_begins(one.path) for one in group)
    fewest = 1 if all(one.marked for one in group) else 2
    return steps >= fewest and good * 10 >= len(group) * 8 and _begins(group[0].path)


def _goes_on(path: tuple[int, ...], to: tuple[int, ...]) -> bool:
    return path[:-1] == to[:-1] and to[-1] == path[-1] + 1


def _begins(path: tuple[int, ...]) -> bool:
    return path[-1] == 1


def _stands_over(found: Sequence[Block], opening: dict[int, _Found], one: _Found) -> bool:
    """Does text stand below, or a smaller heading that begins to count?"""
    if one.at + 1 >= len(found):
        return False
    below = found[one.at + 1]
    other = opening.get(one.at + 1)
    if other is not None and below.label is None:
        return other.label.kind != one.label.kind and _begins(other.path)
    if below.label is not None:
        return below.label.ordinal in (1, None)
    return below.kept is None


# Ranks

_ROOM = 100  # between two rungs of the ladder, for those of the document's own


def ranked(found: Sequence[Block], ranks: Sequence[int | None], heads: Callable[[Block], bool]) -> list[int | None]:
    """The ranks with those of the document's own kinds among them; the order of all tells which stands over which.

    `heads` says of a labelled block whether it is a heading.
    """
    own = _own_heads(found, ranks, heads)
    if not own:
        return list(ranks)
    made = [rank if rank is None or rank < 0 else rank * _ROOM for rank in ranks]
    placed: dict[int, str] = {}  # ranks of own kinds
    for kind, places in own.items():
        rank = _place(found, made, places, placed)
        placed[rank] = kind
        for at in places:
            made[at] = rank
    return made


def is_own(label: Label | None) -> bool:
    """Is the kind of a label one of the document's own?"""
    return label is not None and bool(label.kind) and folded(label.kind) not in KINDS


def _own_heads(
    found: Sequence[Block], ranks: Sequence[int | None], heads: Callable[[Block], bool]
) -> dict[str, list[int]]:
    """Where the headings of each own kind stand; kinds in the order in which they begin.

    One answer for a run: Measure 1: Build a bridge. / Measure 2: Mend it. is a list, and heads nothing.
    """
    runs: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if ranks[at] is None and block.run >= 0 and is_own(block.label):
            runs.setdefault(block.run, []).append(at)
    own: dict[str, list[int]] = {}
    for places in runs.values():
        mine = [at for at in places if heads(found[at])]
        over = [at for at in mine if at + 1 < len(found) and _is_below(found[at], found[at + 1])]
        if 2 * len(over) > len(places) or (2 * len(over) == len(places) and len(over) == len(mine)):
            label = found[places[0]].label
            assert label is not None
            depth = len(re.findall(r"\d+", label.text)) if label.style is Style.DECIMAL else 0
            own.setdefault(f"{label.kind} {depth}", []).extend(mine)
    return {kind: sorted(places) for kind, places in sorted(own.items(), key=lambda one: min(one[1]))}


def _is_below(block: Block, other: Block) -> bool:
    return other.kept is None and (other.label is None or (other.run != block.run and other.label.ordinal in (1, None)))


def _place(found: Sequence[Block], ranks: Sequence[int | None], places: Sequence[int], placed: dict[int, str]) -> int:
    """The rank of a kind: below the rungs that count on across it, above those that it counts on across."""
    rungs = sorted({rank for rank in ranks if rank is not None and rank >= 0})
    below = -1
    above: int | None = None
    for rung in rungs:
        others = [at for at, rank in enumerate(ranks) if rank == rung]
        inside, outside = _share_across(found, others, places), _share_across(found, places, others)
        if inside > outside or (inside == outside > 0 and others[0] < places[0]):
            below = rung
        elif outside and above is None:
            above = rung
        elif not outside and others[-1] < places[0]:  # 3. Findings / Finding 1 / Finding 2, the end
            if rung in placed and _has_text(found, others[-1], places[0]):
                return rung
            if above is None and _is_open(ranks, others[-1], places[0], rung):
                below = rung
    if above is not None and below < above:
        return above - 1 if above - 1 > below else below + 1
    return below + 1 if below >= 0 else (rungs[-1] + _ROOM if rungs else _ROOM)


def _share_across(found: Sequence[Block], places: Sequence[int], others: Sequence[int]) -> float:
    """The share of the steps from one number to the next between which others stand."""
    steps = across = 0
    waiting = iter(others)
    other = next(waiting, None)
    for one, following in pairwise(places):
        label, last = found[following].label, found[one].label
        if label is None or last is None or (label.ordinal or 0) != (last.ordinal or 0) + 1:
            continue
        steps += 1
        while other is not None and other < one:
            other = next(waiting, None)
        across += other is not None and other < following
    return across / steps if steps else 0.0


def _has_text(found: Sequence[Block], start: int, end: int) -> bool:
    return any(one.label is None and one.kept is None for one in found[start + 1 : end])


def _is_open(ranks: Sequence[int | None], start: int, end: int, rung: int) -> bool:
    """Is the division of this rung, that begins at the first place, still open at the other?"""
    return all(rank is None or rank >= rung for rank in ranks[start + 1 : end])
