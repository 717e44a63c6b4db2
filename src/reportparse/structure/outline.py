"""The ladder: which label opens which division."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from reportparse.chars import em_width
from reportparse.nodes import Division, Part, Section, Subsection
from reportparse.numbering import Label, Style
from reportparse.structure.blocks import Block

_MOST_LEVELS = 100
_LONGEST_HEADING = 90.0  # em: three printed lines of a wide column
_FIRST_SENTENCE = re.compile(r"[。！？!?]|[.](?=\s|$)")


ANNEXES = ("annex", "appendix", "schedule", "anhang", "anlage", "annexe", "anexo", "allegato", "приложение")
_ANNEXES = "|".join(ANNEXES)


@frozen
class OutlineOptions:
    """The order of the numbering forms, from the top rung down."""

    forms: tuple[str, ...] = (
        # Kinds that are printed in the label; those of one rung are parted by "|".
        "编|編|篇|卷|part|teil|partie|parte|часть|편", "部分|部份|부",
        "title|titre|título|titulo|titolo|раздел",
        "章|chapter|讲|講|kapitel|chapitre|capítulo|capitulo|capitolo|capo|глава|장|" + _ANNEXES,
        "节|節|目|section|abschnitt|sección|seccion|seção|sezione|절",
        "条|條|article|artikel|artículo|articulo|artigo|articolo|статья|조|§",
        "款|항", "项|項",
        # Bare numerals, with their marks.
        "{roman}.", "{roman}、", "{han}、", "{han}", "{han}.", "{stem}、",
        "（{han}）", "({han})", "{letter}.",
        "{arabic}", "{arabic}．", "{arabic}.", "{arabic}、", "{hangul}.",
        "（{arabic}）", "({arabic})", "{arabic})", "{arabic}）", "{hangul})", "({hangul})",
        "{circled}",
        "（{letter}）", "({letter})", "{letter})", "（{roman}）", "({roman})",
    )  # fmt: skip
    parts: tuple[str, ...] = (
        "编",
        "編",
        "篇",
        "卷",
        "part",
        "teil",
        "partie",
        "parte",
        "часть",
        "편",
        "部分",
        "部份",
        "부",
    )


class Ladder:
    """Ranks of labels; smaller is higher. Parts have ranks below zero."""

    def __init__(self, options: OutlineOptions) -> None:
        self._ranks = {form: rank for rank, rung in enumerate(options.forms) for form in rung.split("|")}
        self._parts = frozenset(options.parts)

    def rank(self, label: Label) -> int | None:
        """The rank of a label's form; None if the ladder does not know it."""
        if label.kind:
            rank = self._ranks.get(label.kind)
            return rank if rank is None or label.kind not in self._parts else rank - 1000
        if label.style is Style.DECIMAL:
            base = self._ranks.get("{arabic}", 0)
            return base + 100 * (len(re.split("[.．]", label.text.strip(".．、"))) - 1)
        return self._ranks.get(label.form.replace("．", "."), self._ranks.get(label.form))


_ITEM_STYLES = frozenset({Style.BULLET, Style.KANA})
_LOWER = re.compile("[a-z]")


def is_item(label: Label) -> bool:
    """Is a label one of list items only: a bullet, a kana, a small letter or roman numeral?"""
    if label.style in _ITEM_STYLES:
        return True
    return label.style in (Style.LETTER, Style.ROMAN) and not label.kind and _LOWER.search(label.text) is not None


def numbered_paragraphs(found: Sequence[Block]) -> frozenset[str]:
    """Forms that number the paragraphs of the whole document (1. to 87.), not the items of lists."""
    counts: dict[str, tuple[int, int]] = {}
    for block in found:
        label = block.label
        if label is None or label.style is not Style.ARABIC or is_heading(block):
            continue
        count, starts = counts.get(label.form, (0, 0))
        counts[label.form] = (count + 1, starts + (label.ordinal == 1))
    return frozenset(form for form, (count, starts) in counts.items() if count >= 8 and starts * 8 <= count)


def is_heading(block: Block) -> bool:
    """Is a labelled block a heading, and not a numbered paragraph?

    A heading is one line without a sentence inside; its last mark, if any, is a full stop.
    """
    if block.label is not None and is_item(block.label):
        return False
    rest = block.text[block.body - block.start :]
    if em_width(rest) > _LONGEST_HEADING:
        return False
    if not rest:
        return bool(block.label and block.label.kind)
    if not any(map(str.isalpha, rest)):
        return False  # (202) 512-6000
    if rest[-1] in "；;，," or rest[0].islower():  # Article 5 applies to bridges.
        return False
    stop = _FIRST_SENTENCE.search(rest)
    if stop is None:
        return rest[-1] not in "：:" or em_width(rest) < 30
    # 一、全面加强党的建设。 is a heading; 1. 第一段，说明情况。 is a numbered paragraph.
    by_name = block.label is not None and (bool(block.label.kind) or block.label.style is Style.HAN)
    return by_name and stop.end() >= len(rest.rstrip("”’）)")) and em_width(rest) <= 40


def demote(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Take the ranks from labels that count through a list in which most are no headings.

    1. To mend the roads; namely / (a) … / 2. to paint the bridges. — the first, alone, looks like a heading.
    """
    runs: dict[str, list[int]] = {}  # of each form of label, the run that is open
    for at in range(len(found) + 1):
        label = found[at].label if at < len(found) else None
        if at < len(found) and (label is None or label.style not in _WEAK_STYLES or label.kind):
            continue
        ended = list(runs) if label is None else [label.form] if label.ordinal == 1 else []
        for form in ended:
            run = runs.pop(form, [])
            if sum(ranks[one] is not None for one in run) * 2 <= len(run):
                for one in run:
                    ranks[one] = None
        if label is not None:
            runs.setdefault(label.form, []).append(at)


def raise_annexes(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Annexes stand beside the top divisions of the body, whatever these are called: 1., 2., Appendix A."""
    annexes = {at for at, rank in enumerate(ranks) if rank is not None and _kind(found[at]) in ANNEXES}
    others = [rank for at, rank in enumerate(ranks) if rank is not None and rank >= 0 and at not in annexes]
    if annexes and others:
        for at in annexes:
            ranks[at] = min(others)


def _kind(block: Block) -> str:
    return "" if block.label is None else block.label.kind


_WEAK_STYLES = frozenset({Style.ARABIC, Style.CIRCLED})


def top_rank(ranks: Sequence[int | None]) -> int | None:
    """The highest rung below the parts; None without any."""
    return min((rank for rank in ranks if rank is not None and rank >= 0), default=None)


def division_class(rank: int, top: int | None) -> type[Division]:
    """Part, Section or Subsection for a rank, given the top rank below the parts."""
    if rank < 0:
        return Part
    return Section if top is None or rank <= top else Subsection


def part_headings(found: Sequence[Block], ranks: Sequence[int | None]) -> set[int]:
    """Blocks that are part headings without a number: short lines before which the sections end.

    The next division below starts anew with ordinal 1, and the line is not part of the text.
    """
    top = top_rank(ranks)
    if top is None:
        return set()
    made: set[int] = set()
    restarts = False
    for at in range(len(found) - 1, -1, -1):
        block, rank = found[at], ranks[at]
        if rank is not None:
            label = block.label
            restarts = rank == top and label is not None and label.ordinal == 1
            if rank < 0:
                restarts = False
        elif restarts and block.label is None and block.is_line and 2 <= em_width(block.text) <= 40:
            made.add(at)
            restarts = False
    return made


def preface(parts: set[int], ranks: Sequence[int | None]) -> int | None:
    """The one line that looks like a part's heading, where no section stands before it: 序言 parts nothing."""
    top = top_rank(ranks)
    if len(parts) != 1 or top is None or any(rank is not None and rank <= top for rank in ranks[: min(parts)]):
        return None
    return min(parts)


def reorder(found: Sequence[Block], ranks: list[int | None]) -> None:
    """Take a form that stands lower on the ladder above another, where the document has it so: 一、 over 第一章.

    The lower form then counts through the whole document, begins before the other, and has the other between its
    own; below the other it would begin anew each time, or stand between two of the other's.
    """
    places: dict[int, list[int]] = {}
    for at, rank in enumerate(ranks):
        if rank is not None and rank >= 0:
            places.setdefault(rank, []).append(at)
    present = sorted(places)
    for high, low in ((high, low) for low in present for high in present if high < low):
        lower, higher = places[low], places[high]
        ordinals = [label.ordinal for at in lower if (label := found[at].label) is not None]
        counts_through = len(ordinals) == len(lower) > 1 and ordinals == list(range(1, len(lower) + 1))
        if not counts_through or lower[0] > higher[0]:
            continue
        before = [bisect_left(higher, at) for at in lower]  # how many of the other's stand before each
        between = sum(one < other for one, other in pairwise(before))
        if between > 1 and 2 * between >= len(lower) - 1 and high - 1 not in places:
            for at in lower:
                ranks[at] = high - 1
            return
