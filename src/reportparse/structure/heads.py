"""Headings without a number: `unnumbered()`; `headranks` tells their ranks.

A heading shows in its shape and its company: a short line without a final mark, behind a
paragraph that has ended and before one that begins, and other lines of the document that do the same in the
same type. None of this is a word list, and none of it holds for one line alone: a table's cells, an
address, the names under a letter and the lines of a poem are short as well, but stand in each other's company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from reportparse.chars import CLAUSE, em_width
from reportparse.evidence import Evidence
from reportparse.kinds import folded, is_caption
from reportparse.numbering import Style
from reportparse.structure.blocks import Block
from reportparse.structure.matter import is_signature
from reportparse.structure.outline import ANNEXES, top_rank
from reportparse.structure.shape import FIRST_SENTENCE, ends_in_colon, is_row, is_titled


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
_WIDEST_TITLED = 75.0
_PROSE = 30.0  # em; what is as long and ends with a mark is text
_FEWEST = 3  # headings of a type before one is told by its shape
_MOST_LINES = 2  # headings over one another, before their text
_FINAL = re.compile(r"[。！？!?…．.][”’）)》」』»\"'\]\d]*$")
_MOST_CLOSERS = 24  # behind a final mark, with the call of a note
_NO_HEADING = re.compile(
    r"https?:|www\.|@|[ \t\u3000]{3}|\t|[.…·_]{4}|^[(（\[【{*†‡].*[)）\]】}]$|[,;，；、：:&/–—-]$|^[^\W\d_]{1,12}[ .]{0,2}[0-9]{1,3}[:.：]"
)
# A sentence and the calls of notes behind it; a formula; a note, or a count: 87 Treaty of 1922, 33 boats.
_NO_HEADING_BY_NUMBER = re.compile(r"[^\W\d_]{4}[.!?][\"”’)»]*\d{1,3}(?:,\d{1,3})*$|\s=\s|^(?:2[1-9]|[3-9]\d|\d{3})\s")
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
            heads[at] = Head(at, type_of(block.text), Evidence.of("marks"))
        elif ranks[at] is None and block.label is None and is_listed(block):
            heads[at] = Head(at, type_of(block.text), Evidence.of("contents"))
            roles[at] = _Role.HEAD
        elif ranks[at] is None and block.label is None and at in margin:
            heads[at] = Head(at, type_of(block.text), Evidence.of("position", "shape", cert=0.85))
            roles[at] = _Role.HEAD
    if len(marked) < _FEWEST and not _all_listed(found, ranks, is_listed):
        if _in_margin(found, heads, margin):
            _unhead_terms(found, roles)
        _by_shape(found, roles, heads, ranks, column, unfinished)
        for at in _bracketed(found, roles):
            heads.setdefault(at, Head(at, Type.NONE, Evidence.of("shape", "siblings")))
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


def _in_margin(found: Sequence[Block], heads: Collection[int], margin: Container[int]) -> bool:
    """Do the headings of the text stand in its margin, in Title Case?"""
    there = [at for at in heads if at in margin]
    titled = sum(is_titled(found[at].text) for at in there)
    return len(there) >= _MANY_IN_MARGIN and len(there) * 2 >= len(heads) and titled * 10 >= 9 * len(there)


_MANY_IN_MARGIN = 12


def _unhead_terms(found: Sequence[Block], roles: list[_Role]) -> None:
    """Beside such headings a line in the column of the text heads nothing, but for one set as they are.

    Money above the award. / Funding rate / What is paid for each case. / Oversight / …: terms over what they mean.
    """
    for at, role in enumerate(roles):
        if role is _Role.LINE and not (" " in found[at].text and is_titled(found[at].text, share=0.8)):
            roles[at] = _Role.SCRAP


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
    good = {at for at in lines if _in_good_company(found, roles, at)}
    if not good:
        return
    types = {at: type_of(found[at].text) for at in lines}
    alike = Counter(head.type for head in heads.values())
    before, _, behind = _beside_numbers(found, ranks, good)
    most = max((alike + Counter(types[at] for at in good)).values())
    if not heads and not before and not behind and most < _FEWEST:
        return
    prose = sum(
        role in (_Role.TEXT, _Role.LABELLED) and em_width(block.text) > _PROSE
        for role, block in zip(roles, found, strict=True)
    )
    torn = sorted(em_width(block.text) for role, block in zip(roles, found, strict=True) if role is _Role.TORN)
    width = column()
    if len(torn) * 5 > len(found):
        width = min(width, torn[len(torn) // 2])  # many a line that cleaning could not join
    narrow = [at for at in lines if _is_narrow(found[at].text, types[at], width)]
    every = Counter(types[at] for at in narrow if not _in_long_run(roles, at))
    narrow = [at for at in narrow if at in good]
    numbered = any(rank is not None for rank in ranks)
    for kind in Type:
        mine = _once_a_division(found, ranks, [at for at in narrow if types[at] is kind])
        if not mine or len(mine) + alike[kind] < _FEWEST or len(mine) * 3 < every[kind]:
            continue
        over = _over_paragraphs(found, ranks, mine) if kind is Type.NONE else []
        if len(over) >= _FEWEST and len(over) * 3 >= len(mine) * 2:
            mine = over
        elif len(mine) > prose:
            continue
        elif len(parts := _before_restarts(found, ranks, mine)) * 3 >= len(mine) * 2:
            mine = parts
        elif kind is Type.NONE and not alike[kind] and numbered and not _in_narrow_letters(found, mine):
            continue  # inside numbered divisions: as well the label of a figure, or a torn line
        if kind is Type.NONE and not numbered:
            mine = [*mine, *_in_two_clauses(found, good, mine)]
        for at in mine:
            heads[at] = Head(at, kind, Evidence.of("shape", "siblings"))
    # Preface, 1., 2., 3., Conclusion need no siblings.
    before, between, behind = _beside_numbers(found, ranks, narrow)
    if sum(at not in heads for at in between) > len(behind):
        behind = []  # each division has such lines: the names of its figures
    for group in (before, behind):
        for at in group if len(group) <= _MOST_OUTSIDE else ():
            heads.setdefault(at, Head(at, types[at], Evidence.of("shape", "position")))
    # Part One / ROADS: what stands right over headings, more than once, is one too.
    over = [at for at in narrow if at not in heads and at + 1 in heads]
    if len(over) > 1:
        heads |= {at: Head(at, types[at], Evidence.of("shape")) for at in over}


def _bracketed(found: Sequence[Block], roles: Sequence[_Role]) -> list[int]:
    """（賃上げの実現） / text / （成長力の強化） / text: lines in wide brackets, each over text and none twice.

    What recurs, as （拍手）, is a remark; a number names a figure or a unit.
    """
    lines = [
        at
        for at, role in enumerate(roles[:-1])
        if role is _Role.SCRAP
        and _IN_BRACKETS.fullmatch(found[at].text)
        and roles[at + 1] in (_Role.TEXT, _Role.LABELLED)
        and (not at or roles[at - 1] in (_Role.TEXT, _Role.LABELLED, _Role.HEAD, _Role.KEPT))
    ]
    texts = {found[at].text for at in lines}
    return lines if _FEWEST <= len(lines) == len(texts) else []


_IN_BRACKETS = re.compile(r"[（【〈＜［〔][^（）【】〈〉＜＞［］〔〕\d，。：；、:]{2,18}[）】〉＞］〕]")


def _beside_numbers(
    found: Sequence[Block], ranks: Sequence[int | None], lines: Collection[int]
) -> tuple[list[int], list[int], list[int]]:
    """Lines over text before the first number, between numbers, and behind the last."""
    numbered = [at for at, rank in enumerate(ranks) if rank is not None]
    if len(numbered) < _FEWEST or _begins_anew(found, ranks):
        return [], [], []
    end = len(found)
    while len(numbered) > _FEWEST and (label := found[numbered[-1]].label) and folded(label.kind) in ANNEXES:
        end = numbered.pop()  # Outlook, before Annex 1
    first, last = numbered[0], numbered[-1]
    alone = sorted(at for at in lines if ranks[at + 1] is None)
    before = [at for at in alone if at < first and (at or found[at].start)]  # the first of all is a title
    return before, [at for at in alone if first < at < last], [at for at in alone if last < at < end]


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
    if kind is Type.NONE and (width > _WIDEST_UNCASED or CLAUSE.search(text)):
        return False
    if kind is Type.SMALL and _is_in_title_case(text):
        return True
    return width < _FULL * column or width > 1.1 * column


def _in_narrow_letters(found: Sequence[Block], mine: Sequence[int]) -> bool:
    """Hebrew, Arabic, Devanagari, Thai: a line of letters half an em wide is torn where it is full, and shows it."""
    return all(em_width(found[at].text) < _NARROW_LETTERS * len(found[at].text) for at in mine)


_NARROW_LETTERS = 0.8  # em a character, on average


def _is_in_title_case(text: str) -> bool:
    """Is a line of several words in Title Case? Then it is no running text, however full.

    The National Bridge Fund, announced in the Budget: a long word in small letters behind a comma goes on with a sentence.
    """
    return (
        is_titled(text, share=0.8)
        and text.count(" ") >= _FEWEST
        and not any(word.islower() for word in _LONG_BEHIND_COMMA.findall(text))
    )


_LONG_BEHIND_COMMA = re.compile(r"[,;:]\s+([^\W\d_]{4,})")


def _in_two_clauses(found: Sequence[Block], good: Collection[int], mine: Sequence[int]) -> list[int]:
    """加强政权建设，加强民族团结: lines with a comma among headings that have none; these are the more."""
    two = [
        at
        for at in sorted(good)
        if mine[0] < at < mine[-1]
        and _TWO_CLAUSES.match(found[at].text)
        and em_width(found[at].text) <= _WIDEST_UNCASED
    ]
    return two if 2 * len(two) <= len(mine) else []


_TWO_CLAUSES = re.compile(r"[^，。：:；、,]{4,}，[^，。：:；、,]{4,}$")
_FULL = 0.85  # of the column
_WIDEST_UNCASED = 24.0  # em


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
    if any(rank is not None and rank < 0 for rank in ranks):
        return False
    top = top_rank(ranks)
    firsts = [at for at, rank in enumerate(ranks) if rank is not None and rank == top]
    return sum((label := found[at].label) is not None and label.ordinal == 1 for at in firsts) > 1


def _over_paragraphs(found: Sequence[Block], ranks: Sequence[int | None], mine: Sequence[int]) -> list[int]:
    """Those right over a numbered paragraph that counts on from the one before: 1.2, Background, 1.3; or over 2.1.

    So is one over the first paragraph of all, 1., and one right over another.
    """
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
        first = label.ordinal == 1 and (label.style is Style.DECIMAL or (not last and label.style is Style.ARABIC))
        if first or label.ordinal == last.get(label.form, 0) + 1 > 1:
            made.append(one)
    chosen = set(made)
    return [one for one in mine if one in chosen or one + 1 in chosen]


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
    size = len(text)
    # A character is half an em wide, or one.
    width = em_width(text) if size <= 2 * _WIDEST_TITLED else _WIDEST_TITLED + 1
    if width <= _WIDEST:
        if ends_in_colon(text):
            return _Role.LEAD
        if block.is_line:
            return _Role.LINE if _may_head(block) else _Role.SCRAP
    if (
        width <= _WIDEST_TITLED
        and text[0].isalpha()
        and text[-1].isalpha()
        and _is_in_title_case(text)
        and not FIRST_SENTENCE.search(text)  # The Hon. Anna Berg, Minister for the Coast
        and _may_head(block)
    ):
        return _Role.LINE  # also with a mark inside: Most Bridges Are Old; Few Are Safe
    if block.called or text[-1] in "：:；;" or _FINAL.search(text, size - _MOST_CLOSERS if size > _MOST_CLOSERS else 0):
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
    if _NO_HEADING.search(text) or _NO_HEADING_BY_NUMBER.search(text) or is_row(text) or is_signature(block):
        return False
    letters = _LETTER.findall(text)
    if len(letters) < (4 if first.isupper() else 2):
        return False
    if first >= "\u2e80":  # 展望2026: a letter is as wide as two digits
        return 2 * len(letters) >= em_width(text)
    return len(letters) * 2 >= len(text.replace(" ", ""))


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


def type_of(text: str) -> Type:
    """How a line is set: in capitals, if most of its words are."""
    words = _WORD.findall(text)
    upper = sum(word.isupper() and len(word) > 1 for word in words)
    lower = sum(any(map(str.islower, word)) for word in words)
    if not upper and not lower:
        return Type.NONE
    return Type.CAPITALS if upper > lower * 3 else Type.SMALL
