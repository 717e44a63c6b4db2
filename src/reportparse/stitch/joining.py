"""One document of several stretches: `joined()`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from reportparse.chars import spaceless
from reportparse.diagnostics import Diagnostic
from reportparse.pipeline import Document, Family, cleaned, in_order, structured
from reportparse.provenance import Mark, Trace, text_before
from reportparse.seams import Jump, Seam, concatenated
from reportparse.source import Piece, Source
from reportparse.span import Span
from reportparse.stitch.order import continues
from reportparse.stitch.stretches import Stretch, names_of

_SHORT = 1000  # lines of a piece, blank ones included, whose own habits are few
_SAME = 0.6  # of the sentences of a piece
_FEWEST_SAME = 3  # sentences
_LONG = 8  # characters of a sentence that is no formula


def joined(found: Sequence[Stretch], profile: str, off: tuple[str, ...], remarks: list[Diagnostic]) -> Document:
    if len(found) == 1 and found[0].whole:
        return structured(found[0].trace, (*found[0].remarks, *remarks), Family.of(found[0].trace.text, profile))
    pieces: list[Piece] = []
    for one in found:
        pieces.append(evolve(one.piece, start=pieces[-1].end if pieces else 0))
    source = Source(text="".join([one.trace.source.text for one in found]), pieces=tuple(pieces))
    if len(found) == 1:
        page_starts = found[0].trace.source.page_starts
        trace = evolve(found[0].trace, source=evolve(source, page_starts=page_starts))
        return structured(trace, (*found[0].remarks, *remarks), Family.of(trace.text, profile))

    from reportparse.clean import RULES
    from reportparse.clean.joints import joint

    _teach(found, profile, off)
    traces = [one.trace for one in found]
    seams: list[Seam] = []
    others: list[Diagnostic] = []
    for at, to in pairwise([at for at, trace in enumerate(traces) if trace.text]):
        one, other = found[at], found[to]
        linked = one.linked and to == at + 1
        if one.file == other.file and not linked:
            seams.append(Seam("\n\n"))  # another report on the same page
            traces[to] = _marked(traces[to], other)
            continue
        if not (linked or other.whole or other.comes) and other.title:
            seams.append(Seam("\n\n"))  # another report on the page that this one begins on
            traces[to] = _marked(traces[to], other)
            message = f"“{other.title[:40]}” in {names_of([other])} seems to be another report"
            others.append(Diagnostic(code="several-reports", message=message, span=_head(pieces[to])))
            continue
        made = joint(traces[at], traces[to])
        seams.append(made.seam)
        if made.resumes is not None:
            traces[to] = _resuming(traces[to], other.comes, made.resumes)
        if not (linked or one.goes or other.comes or made.goes_on or continues(one, other)):
            message = f"nothing shows that {names_of([other])} goes on where {names_of([one])} ends"
            remarks.append(Diagnostic(code="pieces-unfit", message=message, span=_head(pieces[to])))
    remarks += _repeated(found, pieces)
    if all(one.code != "pieces-unordered" for one in remarks):
        remarks += _missing(found, pieces)
    labels = [one.page or one.begins_on for one in found]
    trace = concatenated(source, traces, seams, [rule.name for rule in RULES], labels)
    came = False
    for one, piece in zip(found, pieces, strict=True):
        remarks += _of_piece(one, piece, came=came)
        came = one.linked
    document = structured(trace, tuple(remarks), Family.of(trace.text, profile))
    if any(one.code == "several-reports" for one in document.diagnostics):
        return document
    return evolve(document, diagnostics=in_order((*document.diagnostics, *others)))


def _missing(found: Sequence[Stretch], pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """Jump lines that lead to a page which was not given, or come from one; not those of other reports on the page.

    A piece that has lost its own jump line may stand there, unless the number printed on it is another one.
    """
    for at, (one, piece) in enumerate(zip(found, pieces, strict=True)):
        if at and not one.whole:
            continue
        before = found[at - 1] if at else None
        after = next((other for other in found[at + 1 :] if other.file != one.file), None)
        if one.comes is not None and not (
            before and (before.linked or _may_be(before.ends_on, one.comes, before.goes))
        ):
            yield _without(one, one.comes, "comes from", piece.start, piece)
        if one.goes is not None and not one.linked and not (after and _may_be(after.begins_on, one.goes, after.comes)):
            yield _without(one, one.goes, "goes on on", piece.end - 1, piece)


def _may_be(printed: str | None, named: Jump, own: Jump | None) -> bool:
    """May the piece beside it be the page that a jump line names, though no jump line of its own says so?"""
    return own is None and (not printed or not named.page or printed.upper().lstrip("0") == named.page)


def _without(one: Stretch, jump: Jump, way: str, at: int, piece: Piece) -> Diagnostic:
    page = f"page {jump.page}" if jump.page else "another page"
    message = f"{names_of([one])} {way} {page}, and none of the pieces fits"
    return Diagnostic(code="piece-missing", message=message, span=Span(at, min(at + 1, piece.end)))


def _teach(found: Sequence[Stretch], profile: str, off: tuple[str, ...]) -> None:
    """Clean the short pieces once more: the lines of the others show how theirs are set."""
    texts = [text_before(one.trace, "lines") for one in found]
    for at, one in enumerate(found):
        kin = "\n".join(text for turn, text in enumerate(texts) if turn != at)
        if texts[at].count("\n") < _SHORT and kin.strip():
            one.trace, one.remarks, _ = cleaned(one.trace.source, profile, off, kin)


def _marked(trace: Trace, other: Stretch) -> Trace:
    """A piece at whose title another report begins, so that it does not end up in the last section of the one before."""
    if not other.title:
        return trace
    return evolve(trace, marks=(Mark(0, 0, "article"), *trace.marks))


def _head(piece: Piece) -> Span:
    return Span(piece.start, min(piece.start + 1, piece.end))


def _resuming(trace: Trace, comes: Jump | None, glue: str) -> Trace:
    """A piece in which a sentence goes on behind the lines above its jump line, or behind the notes of the one before."""
    at = 0 if comes is None else comes.at
    return evolve(trace, marks=tuple(sorted((*trace.marks, Mark(at, at, "resumes", glue)))))


def _of_piece(one: Stretch, piece: Piece, *, came: bool) -> Iterator[Diagnostic]:
    """What there is to remark on a piece, where it stands in the whole; jump lines that were followed are no matter."""
    jumps = [remark for remark in one.remarks if remark.code == "jump-line"]
    followed = [*(jumps[:1] if came else ()), *(jumps[-1:] if one.linked else ())]
    for remark in one.remarks:
        if remark in followed:
            continue
        if remark.span is not None:
            span = Span(remark.span.start + piece.start, remark.span.end + piece.start)
            yield evolve(remark, span=span)
        else:
            yield evolve(remark, message=f"{names_of([one])}: {remark.message}")


_SENTENCE_END = re.compile(r"[。！？；\n]|[.!?;](?=\s)")


def _repeated(found: Sequence[Stretch], pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """Pieces that say mostly the same, such as one page read by two extractors."""
    said: list[frozenset[str]] = []
    for at, one in enumerate(found):
        sentences = map(spaceless, _SENTENCE_END.split(one.trace.text))
        own = frozenset(sentence for sentence in sentences if len(sentence) >= _LONG)
        for turn, other in enumerate(said):
            least = min(len(own), len(other))
            if least >= _FEWEST_SAME and len(own & other) >= _SAME * least:
                message = f"{names_of([one])} says mostly the same as {names_of([found[turn]])}"
                yield Diagnostic(code="piece-repeated", message=message, span=_head(pieces[at]))
                break
        said.append(own)
