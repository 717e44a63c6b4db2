"""Headings without a number: `unnumbered()`.

A heading shows in its shape and its company: a short line without a final mark, behind a
paragraph that has ended and before one that begins, and other lines of the document that do the same in the
same type. None of this is a word list, and none of it holds for one line alone: a table's cells, an
address, the names under a letter and the lines of a poem are short as well, but stand in each other's company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.evidence import Evidence
from reportparse.kinds import is_caption
from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.matter import is_signature
from reportparse.structure.outline import is_row, top_rank
from reportparse.structure.spaced import spaced


class Type(IntEnum):
    """How a heading is set, as far as its characters show it; the smaller stands above the larger."""

    CAPITALS = 0
    SMALL = 1  # capitals and small letters
    NONE = 2  # a script without capitals


class Head(NamedTuple):
    """A line found to be a heading."""

    at: int  # index of its block
    type: Type
    evidence: Evidence


class _Role(IntEnum):
    TEXT = 0  # a paragraph that ends
    TORN = 1  # running text that ends in the middle of a sentence
    LEAD = 2  # a line with a colon
    LABELLED = 3  # an item, a numbered paragraph
    HEAD = 4  # a heading that is known already
    KEPT = 5  # a table, a table of contents
    LINE = 6  # a short line: may be a heading
    SCRAP = 7  # a short line that cannot be one: a number, an address of the net


_WIDEST = 60.0  # em; three printed lines of a column
_PROSE = 30.0  # em; what is as long and ends with a mark is text
_FEWEST = 3  # headings of a type before one is told by its shape
_MOST_LINES = 2  # headings over one another, before their text
_COLON = re.compile(r"[:：]\d{0,3}$")  # also with the call of a note behind it
_FINAL = re.compile(r"[。！？!?…．.][”’）)》」』»\"'\]\d]*$")
_NO_HEADING = re.compile(
    r"https?:|www\.|@|[ \t\u3000]{3}|\t|[.…·_]{4}|^[(（\[【*†‡].*[)）\]】]$|[,;，；、：:&/–—-]$|^[^\W\d_]{1,12}[ .]{0,2}[0-9]{1,3}[:.：]"
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


def unnumbered(
    found: Sequence[Block],
    ranks: Sequence[int | None],
    is_listed: Callable[[Block], bool],
    column: Callable[[], float],
    marked: Mapping[int, int],
    margin: Container[int] = (),
    unfinished: Callable[[str], bool] = lambda line: False,
) -> list[Head]:
    """The headings among the blocks of a body that no number tells, in order.

    `ranks` are those of numbered ones; `column` measures the width of a full line in em, as far as the source shows it;
    `marked` are the blocks that the text itself marks as headings: where it does, no other is told by its shape.
    `margin` are those that stood in the margin; `unfinished` tells a line that ends in the middle of a phrase.
    """
    roles = [_role(block, ranks[at]) for at, block in enumerate(found)]
    _number_paragraphs(found, roles)
    heads: dict[int, Head] = {}
    for at, block in enumerate(found):
        if at in marked:
            heads[at] = Head(at, _type(block.text), Evidence.of("marks"))
        elif ranks[at] is None and block.label is None and is_listed(block):
            heads[at] = Head(at, _type(block.text), Evidence.of("contents"))
            roles[at] = _Role.HEAD
        elif ranks[at] is None and block.label is None and at in margin:
            heads[at] = Head(at, _type(block.text), Evidence.of("position", "shape", cert=0.85))
            roles[at] = _Role.HEAD
    if len(marked) < _FEWEST and not _all_listed(found, ranks, is_listed):
        _by_shape(found, roles, heads, ranks, column, unfinished)
    return [heads[at] for at in sorted(heads)]


def _all_listed(found: Sequence[Block], ranks: Sequence[int | None], is_listed: Callable[[Block], bool]) -> bool:
    """Does the table of contents list nearly every chapter, 1.1 and 1.1.1? Then it lists those without a number, too."""
    numbered = [
        block
        for block, rank in zip(found, ranks, strict=True)
        if rank is not None and block.label is not None and (block.label.kind or block.label.style is Style.DECIMAL)
    ]
    listed = sum(map(is_listed, numbered))
    return listed >= _MANY_LISTED and listed * 10 >= 8 * len(numbered)


_MANY_LISTED = 12


def _by_shape(
    found: Sequence[Block],
    roles: list[_Role],
    heads: dict[int, Head],
    ranks: Sequence[int | None],
    column: Callable[[], float],
    unfinished: Callable[[str], bool],
) -> None:
    lines = [
        at
        for at, role in enumerate(roles)
        if role is _Role.LINE and not unfinished(found[at].text) and not is_caption(found[at].text)
    ]
    if not lines:
        return
    prose = sum(
        role in (_Role.TEXT, _Role.LABELLED) and em_width(block.text) > _PROSE
        for role, block in zip(roles, found, strict=True)
    )
    torn = sorted(em_width(block.text) for role, block in zip(roles, found, strict=True) if role is _Role.TORN)
    width = column()
    if len(torn) * 5 > len(found):
        width = min(width, torn[len(torn) // 2])  # many a line that cleaning could not join
    types = {at: _type(found[at].text) for at in lines}
    narrow = [at for at in lines if _is_narrow(found[at].text, types[at], width)]
    every = Counter(types[at] for at in narrow if not _in_long_run(roles, at))
    for kind in Type:
        mine = [at for at in narrow if types[at] is kind and _in_good_company(found, roles, at)]
        mine = _once_a_division(found, ranks, mine)
        alike = sum(head.type is kind for head in heads.values())
        if not mine or len(mine) + alike < _FEWEST or len(mine) * 3 < every[kind]:
            continue
        over = _over_paragraphs(found, ranks, mine) if kind is Type.NONE else []
        if len(over) >= _FEWEST and len(over) * 3 >= len(mine) * 2:
            mine = over
        elif len(mine) > prose:
            continue
        elif len(parts := _before_restarts(found, ranks, mine)) * 3 >= len(mine) * 2:
            mine = parts
        elif kind is Type.NONE and not alike and any(rank is not None for rank in ranks):
            continue  # inside numbered divisions: as well the label of a figure, or a torn line
        for at in mine:
            heads[at] = Head(at, kind, Evidence.of("shape", "siblings"))
    for at in _outside(found, roles, ranks, narrow, heads):
        heads.setdefault(at, Head(at, types[at], Evidence.of("shape", "position")))
    # Part One / ROADS: what stands right over headings, more than once, is one too.
    over = [at for at in narrow if at not in heads and at + 1 in heads and _in_good_company(found, roles, at)]
    if len(over) > 1:
        heads |= {at: Head(at, types[at], Evidence.of("shape")) for at in over}


def _outside(
    found: Sequence[Block],
    roles: Sequence[_Role],
    ranks: Sequence[int | None],
    narrow: Sequence[int],
    heads: Container[int],
) -> list[int]:
    """Lines over text before the first number and behind the last: Preface, 1., 2., 3., Conclusion.

    They need no siblings.
    """
    numbered = [at for at, rank in enumerate(ranks) if rank is not None]
    if len(numbered) < _FEWEST or _begins_anew(found, ranks):
        return []
    alone = [at for at in narrow if _in_good_company(found, roles, at) and ranks[at + 1] is None]
    before = [at for at in alone if at < numbered[0] and (at or found[at].start)]  # the first of all is a title
    behind = [at for at in alone if at > numbered[-1]]
    if sum(numbered[0] < at < numbered[-1] and at not in heads for at in alone) > len(behind):
        behind = []  # each division has such lines: the names of its figures
    return [at for group in (before, behind) if len(group) <= _MOST_OUTSIDE for at in group]


_MOST_OUTSIDE = 3


def _in_long_run(roles: Sequence[_Role], at: int) -> bool:
    """Is the line inside a list of names, or the cells of a table? It says nothing of lines that stand alone."""
    long = _MOST_LINES + 1
    return any(
        all(role is _Role.LINE for role in roles[first : first + long])
        for first in range(max(0, at - long + 1), min(at, len(roles) - long) + 1)
    )


def _is_narrow(text: str, kind: Type, column: float) -> bool:
    """Is the line narrower than a full one? What fills the column may be a line of running text, torn off."""
    width = em_width(text)
    if kind is Type.CAPITALS:
        return True
    if kind is Type.NONE and (width > _WIDEST_UNCASED or _CLAUSE.search(text)):
        return False
    return width < _FULL * column or width > 1.1 * column


_FULL = 0.85  # of the column
_WIDEST_UNCASED = 24.0  # em
_CLAUSE = re.compile("[，：:；、]")


def _once_a_division(found: Sequence[Block], ranks: Sequence[int | None], mine: Sequence[int]) -> list[int]:
    """Without lines that recur inside a division: who speaks, who signs, what the pages repeat.

    History, Governance, History, Governance: what recurs once in each division heads something there.
    """
    counts = Counter(found[at].text for at in mine)
    seen: Counter[str] = Counter()
    recurring: set[str] = set()
    waiting = iter(mine)
    at = next(waiting, None)
    for one, rank in enumerate(ranks):
        if rank is not None:
            seen.clear()
        if one == at:
            text = found[one].text
            if seen[text] and counts[text] >= _FEWEST:
                recurring.add(text)
            seen[text] += 1
            at = next(waiting, None)
    return [at for at in mine if found[at].text not in recurring]


def _before_restarts(found: Sequence[Block], ranks: Sequence[int | None], mine: Sequence[int]) -> list[int]:
    """Those behind which the top numbering begins anew, before the next of them; and one behind all numbers."""
    top = top_rank(ranks)
    if top is None or not mine:
        return []
    if not _begins_anew(found, ranks):
        return []
    made: list[int] = []
    for at, end in zip(mine, [*mine[1:], len(found)], strict=True):
        first = next((one for one in range(at + 1, end) if ranks[one] == top), None)
        label = None if first is None else found[first].label
        if (label is not None and label.ordinal == 1) or (
            first is None and end == len(found) and _is_as_wide(found, at, made)
        ):
            made.append(at)
    return made


def _begins_anew(found: Sequence[Block], ranks: Sequence[int | None]) -> bool:
    """Does the top numbering begin more than once, in parts that no number tells?"""
    top = top_rank(ranks)
    firsts = [at for at, rank in enumerate(ranks) if rank is not None and rank == top]
    return sum((label := found[at].label) is not None and label.ordinal == 1 for at in firsts) > 1


def _over_paragraphs(found: Sequence[Block], ranks: Sequence[int | None], mine: Sequence[int]) -> list[int]:
    """Those right over a numbered paragraph that counts on from the one before: 1.2, Background, 1.3; or over 2.1."""
    made: list[int] = []
    last: dict[str, int] = {}  # of each form of label, the number read last
    at = 0
    for one in mine:
        for block in found[at:one]:
            if block.label is not None and block.label.ordinal is not None:
                last[block.label.form] = block.label.ordinal
        at = one + 1
        label = found[at].label if at < len(found) else None
        if label is None or label.ordinal is None or ranks[at] is not None:
            continue
        if label.ordinal == last.get(label.form, 0) + 1 > 1 or (label.style is Style.DECIMAL and label.ordinal == 1):
            made.append(one)
    return made


def _is_as_wide(found: Sequence[Block], at: int, others: Sequence[int]) -> bool:
    return em_width(found[at].text) * 2 > min((em_width(found[one].text) for one in others), default=0.0)


def _role(block: Block, rank: int | None) -> _Role:
    if block.kept is not None:
        return _Role.KEPT
    if rank is not None:
        return _Role.HEAD
    if block.label is not None:
        return _Role.LABELLED
    text = block.text
    width = em_width(text)
    if _COLON.search(text) and width <= _WIDEST:
        return _Role.LEAD
    if block.is_line and width <= _WIDEST:
        return _Role.LINE if _may_head(block) else _Role.SCRAP
    if _FINAL.search(text) or block.called or text[-1] in "：:；;":
        return _Role.TEXT if width > _PROSE / 2 else _Role.SCRAP
    return _Role.TORN


def _number_paragraphs(found: Sequence[Block], roles: list[_Role]) -> None:
    """2.1 / The Committee …: the number of a paragraph that the extractor gave a line of its own."""
    for at, role in enumerate(roles[:-1]):
        if role is _Role.SCRAP and roles[at + 1] is _Role.TEXT and _NUMBER.match(found[at].text):
            roles[at] = _Role.LABELLED


_NUMBER = re.compile(r"[(（]?[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3})*[.．)）、]?$")


_OPENERS = frozenset("“\"‘'«„‚「『《〈(（[【¿¡")


def _may_head(block: Block) -> bool:
    text = block.text
    first = text[0]
    if not (first.isalnum() or first in _OPENERS) or first.islower():
        return False  # $ make all
    if _NO_HEADING.search(text) or is_row(text) or is_signature(block):
        return False
    letters = len(_LETTER.findall(text))
    return letters >= (4 if first.isupper() else 2) and letters * 2 >= len(text.replace(" ", ""))


def _in_good_company(found: Sequence[Block], roles: Sequence[_Role], at: int) -> bool:
    """Behind a paragraph that has ended, or a heading; before text, or a heading of other type and its text."""
    first = at
    while first and at - first < _MOST_LINES and roles[first - 1] in (_Role.LINE, _Role.SCRAP):
        first -= 1
    last = at
    while last + 1 < len(roles) and last - at < _MOST_LINES and roles[last + 1] in (_Role.LINE, _Role.SCRAP):
        last += 1
    if last - first >= _MOST_LINES or any(roles[one] is _Role.SCRAP for one in range(first, last + 1)):
        return False
    if last + 1 >= len(roles) or (not first and at < last):
        return False  # nothing to head; one of the lines of a title page
    before = roles[first - 1] if first else _Role.HEAD
    after = roles[last + 1]
    if not first and after is _Role.LEAD:
        return False  # a title page
    if found[last + 1].text[0].islower():
        return False  # a line torn off a paragraph
    return before in (_Role.TEXT, _Role.LABELLED, _Role.HEAD, _Role.KEPT) and after in (
        _Role.TEXT,
        _Role.LABELLED,
        _Role.HEAD,
        _Role.LEAD,
    )


def _type(text: str) -> Type:
    words = _WORD.findall(text)
    upper = sum(word.isupper() and len(word) > 1 for word in words)
    lower = sum(any(map(str.islower, word)) for word in words)
    if not upper and not lower:
        return Type.NONE
    return Type.CAPITALS if upper > lower * 3 else Type.SMALL


# Ranks


class _Entry(NamedTuple):
    """A heading in its place among the others."""

    at: int
    rung: int | None  # of a numbered heading, its rank
    kind: _Kind
    ordinal: int | None


_STEP = 100  # between the ranks of two rungs
PART = -10_000  # the rank of parts that have no number


def placed(
    found: Sequence[Block],
    ranks: Sequence[int | None],
    heads: Sequence[Head],
    marked: Mapping[int, int],
    behind: Callable[[int], str] | None = None,
) -> list[int | None]:
    """The ranks with those of unnumbered headings among them; all are counted anew, parts apart.

    Capitals stand over small letters, and what a table of contents lists over what it does not. A kind belongs
    below a rung that counts on across it, 1. … 2.; above one that begins anew behind it; beside the top one if
    neither shows. Of one kind, one that is set tight over its text is below one that a blank line parts from it, as
    `behind` tells; else a heading directly over another heads those that follow. Those that the text marks have the
    levels it gives them, and stand above the rest.
    """
    if marked:
        return _placed_below(found, ranks, heads, marked)
    kinds = _kinds(heads)
    entries: list[_Entry] = []
    for at, rank in enumerate(ranks):
        block = found[at]
        if rank is not None and rank >= 0:
            ordinal = None if block.label is None else block.label.ordinal
            kind = _Kind(_type(block.text[block.body - block.start :]), listed=True)
            entries.append(_Entry(at, rank, kind, ordinal))
        elif at in kinds:
            entries.append(_Entry(at, None, kinds[at], None))
    rungs = sorted({entry.rung for entry in entries if entry.rung is not None})
    made: list[int | None] = [rank if rank is None or rank < 0 else _STEP * (rungs.index(rank) + 1) for rank in ranks]
    slots = {kind: _slot(entries, rungs, kind) for kind in sorted(set(kinds.values()))}
    for head in heads:
        made[head.at] = slots[kinds[head.at]]
    _raise(entries, made)
    _lower_recurring(found, entries, made)
    if behind is not None:
        spaced([head.at for head in heads], made, behind)
    _nest(found, entries, made)
    return made


def _placed_below(
    found: Sequence[Block], ranks: Sequence[int | None], heads: Sequence[Head], marked: Mapping[int, int]
) -> list[int | None]:
    """`placed`, where the text marks headings: ranks by their levels, and below them those of the others."""
    levels = sorted(set(marked.values()))
    others = [head for head in heads if head.at not in marked]
    rest = placed(found, [None if at in marked else rank for at, rank in enumerate(ranks)], others, {})
    below = _STEP * len(levels)
    made = [rank if rank is None or rank < 0 else rank + below for rank in rest]
    for at, level in marked.items():
        rank = ranks[at]
        made[at] = rank if rank is not None and rank < 0 else _STEP * levels.index(level)
    _lower_tags(found, made, marked)
    return made


def _lower_tags(found: Sequence[Block], made: list[int | None], marked: Mapping[int, int]) -> None:
    """# Party A … # Party B …, marked over and over inside 1., 2., 3.: they stand below the numbers."""
    texts = Counter(found[at].text for at in marked)
    tags = {at for at in marked if texts[found[at].text] >= _FEWEST and found[at].label is None}
    if not tags:
        return
    across: Counter[int] = Counter()  # by rank, how often the next number follows with tags alone between
    last: dict[int, tuple[int, bool]] = {}  # of each rank, its number, and whether a tag stands behind it
    for at, rank in enumerate(made):
        label = found[at].label
        if at in tags:
            last = {one: (number, True) for one, (number, _) in last.items()}
        elif at in marked:
            last.clear()
        elif rank is not None and label is not None and label.ordinal is not None:
            number, tagged = last.get(rank, (0, False))
            across[rank] += tagged and label.ordinal == number + 1
            last = {one: seen for one, seen in last.items() if one < rank} | {rank: (label.ordinal, False)}
    under = max((rank for rank, count in across.items() if count >= _FEWEST), default=None)
    if under is not None:
        for at in tags:
            made[at] = under + _STEP // 2


def _lower_recurring(found: Sequence[Block], entries: Sequence[_Entry], made: list[int | None]) -> None:
    """What recurs in numbered divisions, and has no numbers of its own behind it, stands in them: Results, the head of
    a table."""
    places: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if entry.rung is None:
            places.setdefault(found[entry.at].text, []).append(number)
    for numbers in places.values():
        if len(numbers) < _FEWEST:
            continue
        inside: dict[int, int] = {}
        for number in numbers:
            above = next((one for one in reversed(entries[:number]) if one.rung is not None), None)
            below = next((one for one in entries[number + 1 :] if one.rung is not None), None)
            rank = None if above is None else made[above.at]
            if rank is not None and (below is None or (below.ordinal or 1) > 1):
                inside[entries[number].at] = rank
        ranks = [rank for number in numbers if (rank := made[entries[number].at]) is not None]
        if len(inside) * 5 >= 4 * len(numbers) and all(rank <= min(inside.values()) for rank in ranks):
            for at, rank in inside.items():
                made[at] = rank + _STEP // 2


class _Kind(NamedTuple):
    """Headings that look alike; the smaller kind stands above the larger."""

    type: Type
    listed: bool

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return (self.type, not self.listed) < (other[0], not other[1])


def _kinds(heads: Sequence[Head]) -> dict[int, _Kind]:
    """The kind of each heading: what no table of contents lists is one of its own where most others are listed.

    One in many that is not listed is an entry that the extractor has torn.
    """
    made: dict[int, _Kind] = {}
    for kind in Type:
        mine = [head for head in heads if head.type is kind]
        listed = sum("contents" in head.evidence.reasons for head in mine)
        apart = listed > 1 and len(mine) - listed > max(1, listed // _FEW_UNLISTED)
        made |= {head.at: _Kind(kind, listed=not apart or "contents" in head.evidence.reasons) for head in mine}
    return made


_FEW_UNLISTED = 20


def _slot(entries: Sequence[_Entry], rungs: Sequence[int], kind: _Kind) -> int:
    """The rank of a kind: right below the lowest rung that it belongs under."""
    under = -1
    for number, rung in enumerate(rungs):
        alike = [entry.kind.type is Type.CAPITALS for entry in entries if entry.rung == rung]
        if kind.type is Type.CAPITALS and sum(alike) * 5 >= 4 * len(alike):
            return _STEP * (number + 1)  # A. ROADS beside RIVERS
        if not number and _is_around(entries, rung, kind):
            return _STEP
        below = _below(entries, rung, kind)
        if below > 0:
            under = number
        elif below < 0 and not number:
            return PART
    if under < 0 and rungs:
        return _STEP
    return _STEP * (under + 1) + 20 * (kind.type + 1) + 10 * (not kind.listed)


def _below(entries: Sequence[_Entry], rung: int, kind: _Kind) -> int:
    """Above zero: headings of the kind stand inside divisions of the rung; below: these stand inside those."""
    balance = 0
    after = False  # has one stood behind a division of the rung?
    last: _Entry | None = None
    between: list[_Entry] = []
    for entry in entries:
        if entry.rung is not None and entry.rung < rung:
            last, between = None, []
        elif entry.rung == rung:
            if between and between[-1].at + 1 == entry.at:
                balance -= 1
            if between and last is not None and last.ordinal is not None and entry.ordinal is not None:
                if entry.ordinal == last.ordinal + 1:
                    balance += 1
                elif entry.ordinal <= last.ordinal:
                    balance -= 1
            last, between = entry, []
        elif entry.rung is None and entry.kind == kind:
            if last is not None and not between and last.at + 1 == entry.at:
                balance += 1
            after = after or last is not None
            between.append(entry)
    return balance or int(after)


def _is_around(entries: Sequence[_Entry], rung: int, kind: _Kind) -> bool:
    """Do headings of the kind stand before all divisions of a rung and behind the last, and none between?

    Summary, 1, 2, 3, Conclusion: they stand beside them.
    """
    places = [entry.at for entry in entries if entry.rung == rung]
    mine = [entry.at for entry in entries if entry.rung is None and entry.kind == kind]
    return (
        len(places) > 1
        and mine[0] < places[0]
        and mine[-1] > places[-1]
        and not any(places[0] < at < places[-1] for at in mine)
    )


def _raise(entries: Sequence[_Entry], made: list[int | None]) -> None:
    """Preamble, in small letters, directly over a heading in capitals: it stands above them, beside its rung."""
    for one, other in pairwise(entries):
        upper, lower = made[one.at], made[other.at]
        if (
            one.rung is None
            and one.at + 1 == other.at
            and upper is not None
            and lower is not None
            and upper > lower > 0
        ):
            made[one.at] = max(1, (lower - 1) // _STEP * _STEP)


def _nest(found: Sequence[Block], entries: Sequence[_Entry], made: list[int | None]) -> None:
    """Of one rank: headings below one that has no text of its own, and those that go on from its words."""
    titles = {entry.at: " ".join(found[entry.at].text.split()) for entry in entries if entry.rung is None}
    bare = {
        titles[one.at]
        for one, other in pairwise(entries)
        if one.rung is None and other.rung is None and one.at + 1 == other.at and made[one.at] == made[other.at]
    }
    if sum(title in bare for title in titles.values()) < _FEWEST_BARE:
        bare.clear()
    above: dict[int, tuple[str, bool]] = {}  # of each rank, the heading that is open, and whether it takes all below it
    for entry in entries:
        rank = made[entry.at]
        if rank is None:
            continue
        for lower in [one for one in above if one > rank]:
            del above[lower]
        if entry.rung is not None:
            above.pop(rank, None)
            continue
        title = titles[entry.at]
        opened, takes = above.get(rank, ("", False))
        if title in bare:
            above[rank] = title, True
        elif takes or _goes_on_from(title, opened):
            made[entry.at] = rank + 5
        else:
            above[rank] = title, False


_FEWEST_BARE = 2  # headings that stand directly over one of their own kind


def _goes_on_from(title: str, above: str) -> bool:
    """`Water supply: pipes` below `Water supply`."""
    return len(above) > 3 and title.startswith(above) and not title[len(above) :][:1].isalnum() and title != above
