"""Several pieces, one report: `parse_parts()`; several reports, one text: `parse_all()`.

Each text is cut where a report begins (`structure.articles`), each stretch is cleaned by itself, and the stretches
of one report are put behind one another: jump lines say which go together, else the numbers of their divisions, else
the order in which they were given.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from reportparse.chars import spaceless
from reportparse.diagnostics import Diagnostic
from reportparse.pipeline import (
    Document,
    Family,
    cleaned,
    collector_at_rest,
    in_order,
    profile_named,
    received,
    rules_off,
    structured,
)
from reportparse.provenance import Mark, Page, Trace, applied
from reportparse.seams import Jump, Seam, concatenated
from reportparse.source import Piece, Source
from reportparse.span import Span

if TYPE_CHECKING:
    from reportparse.structure import Headed

Text = str | bytes | os.PathLike[str]

__all__ = ["parse_all", "parse_parts"]

_SHORT = 1000  # lines of a piece, blank ones included, whose own habits are few
_SAME = 0.6  # of the sentences of a piece
_FEWEST_SAME = 3  # sentences
_LONG = 8  # characters of a sentence that is no formula


def parse_parts(
    pieces: Iterable[Text],
    profile: str | os.PathLike[str] = "auto",
    *,
    disable: Iterable[str] = (),
    encoding: str | None = None,
    names: Sequence[str | None] | None = None,
) -> Document:
    """One report of which the pieces stand on several pages, such as those of a newspaper.

    `pieces` are texts as for `parse()`, str or bytes, or the paths of files (`pathlib.Path`), in any order: jump
    lines (`（下转第四版）`, `(continued from page 1)`) say how they follow one another, else the numbers of their
    divisions; where neither does, the given order is kept, with a diagnostic. Each is cleaned by itself. A sentence
    that the jump cuts is joined; what was continued on another page is one division. A text given twice is read
    once. If a piece holds other reports, too, they stand behind this one: `parse_all()` parts them.

    The source is the pieces one behind the other, with nothing between them: offsets count through all of it,
    `document.place()` names the piece, and `document.source.in_pieces(span)` gives offsets in the pieces. `names`
    are recorded; those of files are known.

    Raises what `parse()` raises, `ValueError` if there are no pieces, `OSError` for a file that cannot be read.

    >>> page4 = "（上接第一版）讨论。\\n\\n二、今后任务\\n\\n提出意见。"
    >>> document = parse_parts([page4, "一、主要工作\\n\\n全年组织委员学习（下转第四版）"], names=["p4", "p1"])
    >>> [piece.name for piece in document.source.pieces]
    ['p1', 'p4']
    >>> document.report["sec_1__p_1"].text, document.place(document.report["sec_2"])
    ('全年组织委员学习讨论。', Place(page=1, line=3, column=1, piece='p4'))
    """
    family = profile_named(profile)
    off = rules_off(disable, family)
    sources = _received(pieces, encoding, names)
    with collector_at_rest():
        kept, remarks = _once(sources)
        stretches = [one for at, source in kept for one in _stretches(at, source, family, off)]
        if len(stretches) == 1 and len(kept) == 1:
            return _joined(stretches, family, off, remarks)
        links, unsure = _linked(stretches)
        chains = _chains(stretches, links)
        ordered = _by_numbers(chains)
        found = [one for chain in ordered for one in chain]
        given = [at for at, _ in kept]
        if list(dict.fromkeys(one.file for one in found)) != given:
            remarks.append(Diagnostic(code="pieces-reordered", message=f"read in the order {_order(found)}"))
        if unsure:
            remarks.append(Diagnostic(code="pieces-unordered", message=unsure))
        return _joined(found, family, off, remarks)


def parse_all(
    text: Text | Iterable[Text],
    profile: str | os.PathLike[str] = "auto",
    *,
    disable: Iterable[str] = (),
    encoding: str | None = None,
    names: Sequence[str | None] | None = None,
) -> list[Document]:
    """All reports of a text, such as a newspaper page: a document each, in the order in which they begin.

    Each character of the text belongs to one of them. A report begins with a title block, if something else says so,
    too: numbers that begin anew, a signature before it, a new page, a jump line. In doubt the text is one report, and
    the one document is that of `parse()`. `text` may be a path, or several texts, such as all pages of a newspaper:
    what jumps from one place to another is put together, as by `parse_parts()`.

    Raises what `parse()` raises, `OSError` for a file that cannot be read.

    >>> work = "做好各项工作。" * 20
    >>> one = f"县政府工作报告\\n\\n（2024年1月9日在第三次会议上）\\n\\n一、工作\\n\\n{work}\\n\\n二、安排\\n\\n{work}\\n\\n"
    >>> documents = parse_all(one + one.replace("政府", "法院"))
    >>> [document.report.title for document in documents]
    ['县政府工作报告', '县法院工作报告']
    >>> documents[1].source.pieces[0].offset, documents[1].place(0)
    (325, Place(page=1, line=13, column=1, piece='1'))
    """
    family = profile_named(profile)
    off = rules_off(disable, family)
    several = not isinstance(text, str | bytes | bytearray | memoryview | os.PathLike)
    texts = [*text] if several else [text]  # type: ignore[misc]
    sources = _received(texts, encoding, names)  # type: ignore[arg-type]
    with collector_at_rest():
        stretches = [one for at, source in enumerate(sources) for one in _stretches(at, source, family, off)]
        links, _ = _linked(stretches)
        return [_joined(chain, family, off, []) for chain in _chains(stretches, links)]


@define(eq=False)
class _Stretch:
    """What one text holds of one report."""

    file: int  # which of the texts it is from
    piece: Piece  # where it stands there
    whole: bool  # is it all of the text?
    trace: Trace
    remarks: tuple[Diagnostic, ...]
    goes: Jump | None  # the jump line at its end
    comes: Jump | None  # the jump line at its head
    title: str  # without spaces; empty if it begins with none
    heads: frozenset[str]  # the lines above its jump line, without spaces
    numbers: tuple[Headed, ...]
    begins_on: str | None  # the number printed on its first page, "1"
    ends_on: str | None  # and on its last one
    linked: bool = False  # does its jump line lead to the next stretch of the report?
    page: str | None = field(default=None)  # as jump lines name it


def _received(texts: Iterable[Text], encoding: str | None, names: Sequence[str | None] | None) -> list[Source]:
    if isinstance(texts, str | bytes | os.PathLike):
        raise TypeError("parse_parts() takes several texts: [page1, page4]; for one there is parse()")
    given = list(texts)
    if not given:
        raise ValueError("there are no pieces; give at least one text")
    if names is None:
        names = [None] * len(given)
    elif len(names) != len(given):
        raise ValueError(f"{len(names)} names for {len(given)} pieces; give one each, or None")
    made: list[Source] = []
    for one, name in zip(given, names, strict=True):
        if isinstance(one, os.PathLike):
            made.append(received(Path(one).read_bytes(), encoding, name or Path(one).name))
        else:
            made.append(received(one, encoding, name))
    return made


def _once(sources: Sequence[Source]) -> tuple[list[tuple[int, Source]], list[Diagnostic]]:
    """The texts that differ, each with its place among the given ones."""
    kept: list[tuple[int, Source]] = []
    remarks: list[Diagnostic] = []
    first: dict[str, int] = {}
    for at, source in enumerate(sources):
        if source.text.strip() and source.text in first:
            message = f"piece {_called(source, at)} is the same text as {_called(sources[first[source.text]], first[source.text])}; it was left out"
            remarks.append(Diagnostic(code="piece-repeated", message=message))
        else:
            first[source.text] = at
            kept.append((at, source))
    return kept, remarks


def _called(source: Source, at: int) -> str:
    return source.name or str(at + 1)


def _order(found: Sequence[_Stretch]) -> str:
    return ", ".join(one.piece.name or str(one.file + 1) for one in found)


def _stretches(file: int, source: Source, profile: str, off: tuple[str, ...]) -> list[_Stretch]:
    """What a text holds of each of its reports, in its order."""
    from reportparse.structure import article_starts

    trace, remarks, family = cleaned(source, profile, off)
    begins = article_starts(trace, family.options().matter)
    cuts = sorted({0, *(_cut(trace, remarks, at) for at in begins), len(source.text)})
    pages = [
        (trace.source_span(Span(mark.start, mark.start)).start, page.label)
        for mark in trace.marks
        if (page := Page.of(mark))
    ]
    made: list[_Stretch] = []
    for start, end in pairwise(cuts) if len(cuts) > 1 else [(0, 0)]:
        whole = len(cuts) <= 2
        place = trace.source.place(start)
        piece = Piece(
            length=end - start,
            name=source.name,
            sha256=source.sha256,
            encoding=source.encoding,
            offset=start,
            page=place.page,
            line=place.line,
            column=place.column,
        )
        own, said = trace, remarks
        if not whole:
            own, said, _ = cleaned(Source(text=source.text[start:end]), profile, off)
        labels = [label for at, label in pages if at <= start][-1:] + [label for at, label in pages if start < at < end]
        made.append(_stretch(file, piece, whole, own, said, labels, profile))
    return made


def _stretch(
    file: int,
    piece: Piece,
    whole: bool,
    trace: Trace,
    remarks: tuple[Diagnostic, ...],
    labels: Sequence[str | None],
    profile: str,
) -> _Stretch:
    from reportparse.clean.joints import beginning, ending
    from reportparse.structure import headings, title

    comes = beginning(trace)
    above = "" if comes is None else trace.text[: comes.at]
    return _Stretch(
        file=file,
        piece=piece,
        whole=whole,
        trace=trace,
        remarks=remarks,
        goes=ending(trace),
        comes=comes,
        title=spaceless(title(trace, Family.of(trace.text, profile).options().matter) or "") if comes is None else "",
        heads=frozenset(filter(None, map(spaceless, above.split("\n")))),
        numbers=tuple(headings(trace)),
        begins_on=labels[0] if labels else _of_masthead(trace),
        ends_on=labels[-1] if labels else _of_masthead(trace),
    )


_MASTHEAD_PAGE = re.compile(
    r"(?:^|[ \t\u3000\n])第?(?P<page>[A-Z]?\d{1,3})版?\s*$|^\s*第?(?P<first>[A-Z]?\d{1,3})版?[ \t\u3000\n]"
)


def _of_masthead(trace: Trace) -> str | None:
    """The number of a newspaper page, as its head names it: 要闻　1; None if there is no such head, or several."""
    heads = [change.was for change in trace.changes() if "mastheads" in change.rules]
    found = _MASTHEAD_PAGE.search(heads[0].strip()) if len(heads) == 1 else None
    return None if found is None else (found["page"] or found["first"]).upper().lstrip("0") or None


def _cut(trace: Trace, remarks: Sequence[Diagnostic], at: int) -> int:
    """Where to cut the source before a block of the clean text: at the line it begins on, or its jump line does."""
    text = trace.source.text
    before = trace.source_span(Span(0, len(trace.text[:at].rstrip()))).end
    start = trace.source_span(Span(at, at + 1)).start
    jumps = [one.span for one in remarks if one.code == "jump-line" and one.span is not None]
    marks = [jump for mark in trace.marks if (jump := Jump.of(mark)) is not None]
    for span, jump in zip(jumps, marks, strict=False):
        if before <= span.start < start:
            if jump.comes:
                start = span.start
                break
            before = max(before, span.end)
    line = max(text.rfind(end, 0, start) for end in "\n\r\f") + 1
    return line if line >= before else start


# Which go together


def _linked(stretches: Sequence[_Stretch]) -> tuple[dict[int, int], str]:
    """Which stretch goes on in which one, by their jump lines; and what is unsure about it."""
    links: dict[int, int] = {}
    goes = [at for at, one in enumerate(stretches) if one.goes is not None]
    comes = [at for at, one in enumerate(stretches) if one.comes is not None]
    while True:
        open_ends = {
            at: [to for to in comes if to not in links.values() and _leads(stretches[at], stretches[to])]
            for at in goes
            if at not in links
        }
        for at, found in open_ends.items():
            named = [to for to in found if stretches[at].title and stretches[at].title in stretches[to].heads]
            open_ends[at] = named or found
        sure = [
            (at, found[0])
            for at, found in open_ends.items()
            if len(found) == 1 and sum(found[0] in other for other in open_ends.values()) == 1
        ]
        if not sure:
            break
        at, to = sure[0]
        links[at] = to
        one, other = stretches[at], stretches[to]
        assert one.goes is not None
        assert other.comes is not None
        one.linked = True
        one.page = one.page or other.comes.page or None
        other.page = other.page or one.goes.page or None
    unsure = [(at, found) for at, found in open_ends.items() if found]
    if not unsure:
        return links, ""
    at, found = unsure[0]
    return links, f"{_order([stretches[at]])} may go on in {_order([stretches[to] for to in found])}, or others in it"


def _leads(one: _Stretch, other: _Stretch) -> bool:
    """May the jump line at the end of one lead to the one at the head of the other?"""
    assert one.goes is not None
    assert other.comes is not None
    to, origin = one.goes.page, other.comes.page
    if one is other or (to and to == origin):
        return False
    if one.file == other.file and one.title not in other.heads:
        here, there = (stretch.piece.page for stretch in (one, other))
        if here == there:
            return False
    for known, named in ((one.ends_on or one.page, origin), (other.begins_on or other.page, to)):
        if known and named and known.upper().lstrip("0") != named:
            return False
    return not (to.isdecimal() and origin.isdecimal() and int(to) < int(origin))


def _chains(stretches: Sequence[_Stretch], links: dict[int, int]) -> list[list[_Stretch]]:
    """The stretches of each report, in their order; reports in the order in which they begin."""
    made: list[list[_Stretch]] = []
    inner = set(links.values())
    seen: set[int] = set()
    for first in [at for at in range(len(stretches)) if at not in inner] + list(range(len(stretches))):
        chain: list[_Stretch] = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(stretches[at])
            at = links.get(at)
        if chain:
            made.append(chain)
    return made


def _by_numbers(chains: list[list[_Stretch]]) -> list[list[_Stretch]]:
    """The chains in the order of the numbers of their divisions, if these leave one order only; else as they are."""
    if len(chains) == 2 and _comes_only(chains[0]) and chains[1][0].comes is None:
        return chains[::-1]
    if len(chains) < 2 or all(_continues(one[-1], other[0]) for one, other in pairwise(chains)):
        return chains
    after = {
        at: [to for to in range(len(chains)) if to != at and _continues(chains[at][-1], chains[to][0])]
        for at in range(len(chains))
    }
    first = [at for at in after if not any(at in found for found in after.values())]
    if len(first) != 1 or any(len(found) > 1 for found in after.values()):
        return chains
    order = first
    while after[order[-1]] and len(order) < len(chains):
        order.append(after[order[-1]][0])
    return [chains[at] for at in order] if len(set(order)) == len(chains) else chains


def _comes_only(chain: Sequence[_Stretch]) -> bool:
    return chain[0].comes is not None and chain[-1].goes is None


def _continues(one: _Stretch, other: _Stretch) -> bool:
    """Do the divisions of one count on in the other?"""
    if not other.numbers or other.numbers[0].ordinal < 2:
        return False
    form, ordinal = other.numbers[0]
    last = next((number.ordinal for number in reversed(one.numbers) if number.form == form), None)
    return last == ordinal - 1


# One document of several stretches


def _joined(found: Sequence[_Stretch], profile: str, off: tuple[str, ...], remarks: list[Diagnostic]) -> Document:
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
            continue
        if not (linked or other.whole or other.comes) and other.title:
            seams.append(Seam("\n\n"))  # another report on the page that this one begins on
            message = f"“{other.title[:40]}” in {_order([other])} seems to be another report"
            others.append(Diagnostic(code="several-reports", message=message, span=_head(pieces[to])))
            continue
        made = joint(traces[at], traces[to])
        seams.append(made.seam)
        if made.resumes is not None:
            traces[to] = _resuming(traces[to], other.comes, made.resumes)
        if not (linked or one.goes or other.comes or made.goes_on or _continues(one, other)):
            message = f"nothing shows that {_order([other])} goes on where {_order([one])} ends"
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


def _missing(found: Sequence[_Stretch], pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
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


def _without(one: _Stretch, jump: Jump, way: str, at: int, piece: Piece) -> Diagnostic:
    page = f"page {jump.page}" if jump.page else "another page"
    message = f"{_order([one])} {way} {page}, and none of the pieces fits"
    return Diagnostic(code="piece-missing", message=message, span=Span(at, min(at + 1, piece.end)))


def _teach(found: Sequence[_Stretch], profile: str, off: tuple[str, ...]) -> None:
    """Clean the short pieces once more: the lines of the others show how theirs are set."""
    texts = [_before_lines(one.trace) for one in found]
    for at, one in enumerate(found):
        kin = "\n".join(text for turn, text in enumerate(texts) if turn != at)
        if texts[at].count("\n") < _SHORT and kin.strip():
            one.trace, one.remarks, _ = cleaned(one.trace.source, profile, off, kin)


def _before_lines(trace: Trace) -> str:
    text = trace.source.text
    for step in trace.steps:
        if step.rule == "lines":
            break
        text = applied(text, step.edits)
    return text


def _head(piece: Piece) -> Span:
    return Span(piece.start, min(piece.start + 1, piece.end))


def _resuming(trace: Trace, comes: Jump | None, glue: str) -> Trace:
    """A piece in which a sentence goes on behind the lines above its jump line, or behind the notes of the one before."""
    at = 0 if comes is None else comes.at
    return evolve(trace, marks=tuple(sorted((*trace.marks, Mark(at, at, "resumes", glue)))))


def _of_piece(one: _Stretch, piece: Piece, *, came: bool) -> Iterator[Diagnostic]:
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
            yield evolve(remark, message=f"{_order([one])}: {remark.message}")


_SENTENCE_END = re.compile(r"[。！？；\n]|[.!?;](?=\s)")


def _repeated(found: Sequence[_Stretch], pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """Pieces that say mostly the same, such as one page read by two extractors."""
    said: list[frozenset[str]] = []
    for at, one in enumerate(found):
        sentences = map(spaceless, _SENTENCE_END.split(one.trace.text))
        own = frozenset(sentence for sentence in sentences if len(sentence) >= _LONG)
        for turn, other in enumerate(said):
            least = min(len(own), len(other))
            if least >= _FEWEST_SAME and len(own & other) >= _SAME * least:
                message = f"{_order([one])} says mostly the same as {_order([found[turn]])}"
                yield Diagnostic(code="piece-repeated", message=message, span=_head(pieces[at]))
                break
        said.append(own)
