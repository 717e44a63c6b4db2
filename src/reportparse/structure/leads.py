"""Labelled paragraphs whose first sentence heads them: （一）深化改革，简化审批。今年……

Print sets the sentence in bold, and few extractors leave a trace of that. The run of labels tells it: all of its
paragraphs open with one sentence as short as a heading, and go on with text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.numbering import Label, Style
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.outline import Ladder
from reportparse.structure.shape import COUNTED

_SENTENCE = re.compile(r"[^。！？!?：:；;\n]+[。！][”’）》」』]*")
_WIDE = (36.0, 50.0)  # em of a head that surely is one, and of one beside such
_CLAUSES = (3, 4)  # of the same
_SURE = 0.6  # of a run


class _Fit(IntEnum):
    NOT = 0
    LIKELY = 1
    SURE = 2


class _Lead(NamedTuple):
    """How a labelled paragraph begins."""

    fit: _Fit
    head: Span  # its first sentence
    alone: bool  # nothing follows in the paragraph


def first_sentences(found: Sequence[Block], ranks: list[int | None], ladder: Ladder) -> dict[int, Span]:
    """Where labelled paragraphs have their headings, by their index; their ranks are set, too.

    Of a run of labels all must be able to head their paragraphs, and most surely do; where the document has such a run,
    one label of the form by itself may. Articles (第三条 县级以上……) and items of lists are none.
    """
    runs: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if block.run >= 0 and block.label is not None and block.kept is None and _may_head(block.label):
            runs.setdefault(block.run, []).append(at)
    heads: dict[int, Span] = {}
    forms: set[str] = set()
    for places in sorted(runs.values(), key=len, reverse=True):
        label = found[places[0]].label
        leads = {at: _lead(found[at]) for at in places if ranks[at] is None}
        sure = sum(lead.fit is _Fit.SURE for lead in leads.values())
        if label is None or not sure or not all(lead.fit for lead in leads.values()):
            continue
        if sure < _SURE * len(leads) or (len(places) < 2 and label.form not in forms):
            continue
        rank = next((rank for at in places if (rank := ranks[at]) is not None), None)
        rank = ladder.rank(label) if rank is None else rank
        if rank is None or 4 * sum(lead.alone for lead in leads.values()) > len(leads):
            continue  # sentences of their own are headings if they look so, and numbered paragraphs otherwise
        forms.add(label.form)
        for at, lead in leads.items():
            ranks[at] = rank
            if not lead.alone:
                heads[at] = lead.head
    return heads


def _may_head(label: Label) -> bool:
    return label.style is Style.HAN and not label.kind


def _lead(block: Block) -> _Lead:
    """The first sentence, if it can be a heading."""
    found = _SENTENCE.match(block.text, block.body - block.start)
    if found is None:
        return _Lead(_Fit.NOT, Span(block.body, block.body), False)
    width, clauses = em_width(found.group()), found.group().count("，") + 1
    fit = sum(width <= wide and clauses <= most for wide, most in zip(_WIDE, _CLAUSES, strict=True))
    if COUNTED.search(found.group()):
        fit = min(fit, _Fit.LIKELY)
    return _Lead(_Fit(fit), Span(block.body, block.start + found.end()), not block.text[found.end() :].strip())
