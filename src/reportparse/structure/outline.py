"""The ladder: which label opens which division."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from reportparse.chars import em_width
from reportparse.kinds import folded, words_of
from reportparse.nodes import Division, Part, Section, Subsection
from reportparse.numbering import Label, Style
from reportparse.structure.barenumbers import FEWEST, FORM
from reportparse.structure.blocks import Block
from reportparse.structure.sequence import Run, path_of
from reportparse.structure.shape import FIRST_SENTENCE, GLUED_VALUES, LONGEST_HEADING

ANNEXES = frozenset(map(folded, words_of("annex")))


def _rung(*rungs: str) -> str:
    return "|".join([word for rung in rungs for word in words_of(rung)])


@frozen
class OutlineOptions:
    """The order of the numbering forms, from the top rung down, as one expects it before reading a document."""

    forms: tuple[str, ...] = (
        # Kinds that are printed in the label; those of one rung are parted by "|".
        _rung("part"), _rung("division"), _rung("title"), _rung("chapter", "annex"), _rung("section"),
        _rung("subsection"), _rung("article") + "|§", _rung("paragraph"), _rung("item"), "第",
        # Bare numerals, with their marks: （ is as good as (, and 1- 1/ 1º as 1.
        "{word}:", "{formal}、", "{formal}.", "{formal}", "{roman}.", "{roman}、", "{roman}", "{han}、", "{han}.", "{han}",
        "{han})", "{stem}、", "{stem}.", "({formal})", "({han})", "({stem})", "{letter}.",
        "{arabic}", "{arabic}.", "{arabic}、", "{hangul}.",
        "({arabic})", "{arabic})", "{hangul})", "({hangul})", "{kana}", "{kana}.", "({kana})", "{kana})",
        "{circled}",
        "({letter})", "{letter})", "({roman})", "{roman})",
    )  # fmt: skip
    parts: tuple[str, ...] = (*words_of("part"), *words_of("division"))


_WIDE = str.maketrans("（）〔〕．", "()().")
_ORDINAL_MARKS = re.compile(r"(?<=\})(?:[.]?[ºª°][.)]?[–—-]?|[.)]?[–—/:-])$")
_STEP = 10  # between the ranks of two rungs: room for 1.1, 1.1.1, and for what a document has otherwise


class Ladder:
    """Ranks of labels; smaller is higher. Parts have ranks below zero."""

    def __init__(self, options: OutlineOptions) -> None:
        self._ranks = _ranks_of(options.forms)
        self._parts = frozenset(map(folded, options.parts))

    def rank(self, label: Label) -> int | None:
        """The rank of a label's form; None if the ladder does not know it."""
        if label.kind:
            kind = folded(label.kind)
            rank = self._ranks.get(kind)
            return rank if rank is None or kind not in self._parts else rank - 1000 * _STEP
        if label.style is Style.DECIMAL:
            return self._ranks.get(_DECIMAL, self._ranks.get("{arabic}.", 0)) + min(len(path_of(label)), _STEP) - 1
        form = _plain_form(label.form)
        if _LOWER.search(label.text) is not None and form.endswith("."):
            form = form.replace(".", ")")  # a. stands where a) does, far below A.
        rank = self._ranks.get(form)
        # Where the decimals are named, 1 and 1. are the first of them, unless they are named, too.
        return self._ranks.get(_DECIMAL) if rank is None and form in _WHOLE else rank


_DECIMAL, _WHOLE = "{decimal}", ("{arabic}", "{arabic}.")


@lru_cache(maxsize=64)  # one a family
def _ranks_of(forms: tuple[str, ...]) -> Mapping[str, int]:
    return {_plain_form(form): rank * _STEP for rank, rung in enumerate(forms) for form in rung.split("|")}


@lru_cache(maxsize=512)  # few forms, each asked for again by every ladder and label
def _plain_form(form: str) -> str:
    return _ORDINAL_MARKS.sub(".", folded(form).translate(_WIDE))


_ITEM_STYLES = frozenset({Style.BULLET, Style.KANA})
_LOWER = re.compile("[a-z]")


def is_item(label: Label) -> bool:
    """Is a label one of list items only: a bullet, a kana, a small letter or roman numeral?"""
    if label.style in _ITEM_STYLES:
        return True
    return label.style in (Style.LETTER, Style.ROMAN) and not label.kind and label.text.islower()


def numbered_paragraphs(found: Sequence[Block]) -> frozenset[str]:
    """Forms that number the paragraphs of the whole document (1. to 87.), not the items of lists."""
    counts: dict[str, tuple[int, int]] = {}
    for block in found:
        label = block.label
        if label is None or label.style is not Style.ARABIC or is_heading(block):
            continue
        count, starts = counts.get(label.form, (0, 0))
        counts[label.form] = (count + 1, starts + (label.ordinal == 1))
    return frozenset(
        form
        for form, (count, starts) in counts.items()
        if (count >= 8 and starts * 8 <= count) or (form == FORM and count >= FEWEST)
    )


def is_heading(block: Block) -> bool:
    """Is a labelled block a heading, and not a numbered paragraph or an item?"""
    return not (block.label is not None and is_item(block.label)) and block.shaped_as_heading


def rank_runs(found: Sequence[Block], ranks: list[int | None], runs: Sequence[Run], ladder: Ladder) -> None:
    """One answer for each run of labels: headings, or items, or numbered paragraphs.

    1. To mend the roads; namely / (a) … / 2. to paint the bridges. — the first, alone, looks like a heading. And
    a) Roads / The roads are bad. / b) Bridges / They are good. — small letters that head something.
    """
    places: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if block.run >= 0:
            places.setdefault(block.run, []).append(at)
    for number, run in places.items():
        label = found[run[0]].label
        if label is None:
            continue
        # 一、全面加强党的建设。 may head nothing yet, where it is of the top rung.
        if label.style is not Style.HAN or label.text[0] in "(（" or _is_below_others(ranks, run):
            _unhead_sentences(found, ranks, run)
        if label.kind:
            continue
        if is_item(label):
            if _heads_text(found, run, _heading_shaped):
                for at in run:
                    ranks[at] = ladder.rank(label) if found[at].shaped_as_heading else None
        elif (
            sum(ranks[at] is not None for at in run) * 2 > len(run)
            or _heads_text(found, run, _one_sentence)
            or (label.style is Style.HAN and _stopped_heads(found, run, LONGEST_HEADING))
        ):
            if label.style is Style.HAN:  # 二、…，把…转到…的轨道上来。 beside shorter ones
                for at in run:
                    ranks[at] = ladder.rank(label) if ranks[at] is not None or _one_sentence(found[at]) else None
            elif label.style in _ASKED_STYLES:  # 1.2 What we looked at / 1.3 What did we find?
                stopped = label.style is Style.ARABIC and _stopped_heads(found, run, _LONGEST_STOPPED)
                for at in run:
                    if ranks[at] is None and (stopped or _is_question(found[at])):
                        ranks[at] = ladder.rank(label)
        elif label.style in _WEAK_STYLES:
            for at in run:
                ranks[at] = None
        known = [rank for at in run if (rank := ranks[at]) is not None]
        if known and label.style is not Style.DECIMAL:
            deeper = _STEP // 2 if runs[number].is_nested else 0
            for at in run:
                ranks[at] = known[0] + deeper if ranks[at] is not None else None


_ASKED_STYLES = frozenset({Style.DECIMAL, Style.ARABIC})


def _is_question(block: Block) -> bool:
    """One question, no wider than a printed line."""
    rest = block.text[block.body - block.start :]
    return rest[-1:] in "?？" and em_width(rest) <= _LONGEST_QUESTION and _one_sentence(block)


_LONGEST_QUESTION = 45.0  # em


def _is_below_others(ranks: Sequence[int | None], run: Sequence[int]) -> bool:
    own = max((rank for at in run if (rank := ranks[at]) is not None), default=None)
    return own is not None and any(rank is not None and rank < own for rank in ranks[: run[0]])


def rank_below_decimals(found: Sequence[Block], ranks: list[int | None]) -> None:
    """1. 2. 3. inside 2.1: where decimal labels stand in the text that bare numbers do not lead, these are below them.

    1. Objectives / 1.1 Purpose: the number above is the first of the decimals'. But of 2.1 Rights / 1. Movement /
    2. Speech / 2.2 Duties it is not: the numbers begin anew in each division, and head something smaller, or list it.
    """
    decimal = [at for at, rank in enumerate(ranks) if rank is not None and _style(found[at]) is Style.DECIMAL]
    if len(decimal) < 2:
        return
    runs = list(_bare_runs(found, ranks))
    bare = [at for run in runs for at in run]
    leading = {one for one, other in pairwise([*bare, len(found)]) if _leads(found, decimal, one, other)}
    for run in runs:
        before = bisect_left(decimal, run[0]) - 1
        if before < 0 or not leading.isdisjoint(run):
            continue
        rank = ranks[decimal[before]]
        heads = _heads_text(found, run, _one_sentence)
        for at in run:
            ranks[at] = rank + _STEP // 2 if heads and rank is not None else None


def _bare_runs(found: Sequence[Block], ranks: Sequence[int | None]) -> Iterator[list[int]]:
    """Headings that a bare number labels, cut where the count begins anew."""
    run: list[int] = []
    last = 0
    for at, rank in enumerate(ranks):
        label = found[at].label
        if rank is None or label is None or label.kind or label.style is not Style.ARABIC:
            continue
        if run and (label.ordinal or 0) <= last:
            yield run
            run = []
        run.append(at)
        last = label.ordinal or 0
    if run:
        yield run


def _leads(found: Sequence[Block], decimal: Sequence[int], at: int, end: int) -> bool:
    """Does the next decimal label, before `end`, begin below the number of this block: 2.1 after 2.?"""
    following = bisect_left(decimal, at)
    label, other = found[at].label, found[decimal[following]].label if following < len(decimal) else None
    if label is None or other is None or decimal[following] >= end:
        return False
    first, *rest = path_of(other)
    return first.isdecimal() and int(first) == label.ordinal and all(rung == "1" for rung in rest)


def _style(block: Block) -> Style | None:
    return None if block.label is None else block.label.style


def _unhead_sentences(found: Sequence[Block], ranks: list[int | None], run: Sequence[int]) -> None:
    """Art. 1. The roads are good. / Art. 2. …: sentences with nothing below them are numbered paragraphs."""
    stops = [at for at in run if ranks[at] is not None and found[at].text.rstrip()[-1:] in "。."]
    if len(stops) == len(run) > 1 and run[-1] - run[0] == len(run) - 1:  # what follows the last may be anything
        for at in stops:
            ranks[at] = None
        return
    stops = [at for at in stops if found[at].body < found[at].end]
    below = sum(at + 1 < len(found) and _stands_below(found[at], found[at + 1]) for at in stops)
    if 2 * below < len(stops):
        for at in stops:
            ranks[at] = None


def _stands_below(block: Block, other: Block) -> bool:
    return other.label is None or (other.run != block.run and other.label.ordinal in (1, None))


def _one_sentence(block: Block) -> bool:
    """A line that is one sentence at most, long as it may be."""
    rest = block.text[block.body - block.start :].rstrip("”’）)")
    stop = FIRST_SENTENCE.search(rest)
    return (
        (stop is None or stop.end() == len(rest))
        and rest[-1:] not in "；;，,：:"
        and not GLUED_VALUES.search(rest)
        and em_width(rest) <= LONGEST_HEADING
    )


def _heading_shaped(block: Block) -> bool:
    return block.shaped_as_heading


def _heads_text(found: Sequence[Block], run: Sequence[int], shaped: Callable[[Block], bool]) -> bool:
    """Has each label a heading's shape, and running text below it?"""
    if len(run) < 2:
        return False
    for at in run:
        if not shaped(found[at]) or at + 1 >= len(found):
            return False
        below = found[at + 1]
        if below.kept is not None or below.label is not None or below.is_line:
            return False
    return True


def _stopped_heads(found: Sequence[Block], run: Sequence[int], widest: float) -> bool:
    """1.收入情况。 / 全县…… / 2.支出情况。 / ……: Han sentences, each with text below it, or smaller numbers."""
    if len(run) < 2:
        return False
    for at in run:
        block, below = found[at], found[at + 1] if at + 1 < len(found) else None
        rest = block.text[block.body - block.start :]
        if rest[:1] < "\u2e80" or em_width(rest) > widest or not _one_sentence(block):
            return False
        if below is None or below.kept is not None or (below.label is None and below.is_line):
            return False
        if below.label is not None and (below.run == block.run or below.label.ordinal != 1 or is_item(below.label)):
            return False
    return True


_LONGEST_STOPPED = 30.0  # em


def raise_annexes(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Annexes stand beside the top divisions of the body, whatever these are called: 1., 2., Appendix A.

    Beside the parts they stand where no section divides these, and where all of them are printed behind the last
    part: Part I, Annex A, Part II has an annex of its part.
    """
    annexes = {at for at, rank in enumerate(ranks) if rank is not None and _kind(found[at]) in ANNEXES}
    body = [(at, rank) for at, rank in enumerate(ranks) if rank is not None and at not in annexes]
    others = [rank for _, rank in body if rank >= 0]
    parts = [at for at, rank in body if rank < 0]
    undivided = all(at < parts[0] for at, rank in body if rank >= 0) if parts else False
    if annexes and len(parts) > 1 and (undivided or min(annexes) > parts[-1]):
        others = [rank for _, rank in body if rank < 0]
    if annexes and others:
        for at in annexes:
            ranks[at] = min(others)


def _kind(block: Block) -> str:
    return "" if block.label is None else folded(block.label.kind)


_WEAK_STYLES = frozenset({Style.ARABIC, Style.CIRCLED, Style.HAN})


def top_rank(ranks: Sequence[int | None]) -> int | None:
    """The highest rung below the parts; None without any."""
    return min((rank for rank in ranks if rank is not None and rank >= 0), default=None)


def division_class(rank: int, top: int | None) -> type[Division]:
    """Part, Section or Subsection for a rank, given the top rank below the parts."""
    if rank < 0:
        return Part
    return Section if top is None or rank <= top else Subsection
