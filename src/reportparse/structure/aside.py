"""Where pieces meet: the lines that stand beside a jump line, such as the title that is printed again above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportparse.chars import spaceless
from reportparse.nodes import FrontKind
from reportparse.provenance import Trace
from reportparse.seams import Jump
from reportparse.span import Span, inked
from reportparse.structure import matter
from reportparse.structure.blocks import Block
from reportparse.structure.matter import MatterOptions
from reportparse.structure.reading import Reading

_LONGEST = 130  # characters


class Aside(NamedTuple):
    """Blocks between two jump lines: the text that one of them breaks off goes on behind the other."""

    blocks: tuple[Block, ...]
    cut: Span  # in the clean text, with the blank lines beside it
    glue: str  # what joins the text without it


def asides(found: Sequence[Block], reading: Reading, trace: Trace) -> list[Aside]:
    """The lines between the jump lines of pieces that follow one another."""
    seams = [mark.start for mark in trace.marks if mark.kind == "piece" and mark.start]
    if not seams:
        return []
    jumps = [jump for mark in trace.marks if (jump := Jump.of(mark)) is not None]
    resumes = {mark.start: mark.value for mark in trace.marks if mark.kind == "resumes"}
    made: list[Aside] = []
    for seam in seams:
        start = max((jump.at for jump in jumps if not jump.comes and jump.at <= seam), default=None)
        end = min((jump.at for jump in jumps if jump.comes and jump.at >= seam), default=None)
        if start is None or end is None or (made and made[-1].cut.end > start):
            continue
        first, last = reading.offset(start), reading.offset(end)
        inside = tuple(block for block in found if block.start < last and first < block.end)
        if inside and all(_is_beside(block, first, last) for block in inside):
            start = len(trace.text[:start].rstrip())
            made.append(Aside(inside, Span(start, inked(trace.text, end)), resumes.get(end, "\n\n")))
    return made


def _is_beside(block: Block, first: int, last: int) -> bool:
    return first <= block.start and block.end <= last and block.kept is None and len(block.text) < _LONGEST


def kind_of(block: Block, titles: frozenset[str], options: MatterOptions) -> FrontKind | None:
    """What such a line is: of a report without a title, or printed again, the title; None if it is no front line."""
    kind = matter.front_kind(block, have_title=False, options=options)
    if kind == "title" and titles and spaceless(block.text) not in titles:
        return None
    return kind
