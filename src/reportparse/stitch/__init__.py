"""Several pieces, one report: `parse_parts()`; several reports, one text: `parse_all()`.

Each text is cut where a report begins (`structure.articles`), each stretch is cleaned by itself, and the stretches
of one report are put behind one another: jump lines say which go together, else the numbers of their divisions, else
the order in which they were given.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from reportparse.diagnostics import Diagnostic
from reportparse.pipeline import Document, collector_at_rest, profile_named, received, rules_off
from reportparse.source import Source
from reportparse.stitch.joining import joined
from reportparse.stitch.order import by_numbers, chained, linked
from reportparse.stitch.stretches import names_of, stretches_of

Text = str | bytes | os.PathLike[str]

__all__ = ["parse_all", "parse_parts"]


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
        stretches = [one for at, source in kept for one in stretches_of(at, source, family, off)]
        if len(stretches) == 1 and len(kept) == 1:
            return joined(stretches, family, off, remarks)
        links, unsure = linked(stretches)
        chains = chained(stretches, links)
        ordered = by_numbers(chains)
        found = [one for chain in ordered for one in chain]
        given = [at for at, _ in kept]
        if list(dict.fromkeys(one.file for one in found)) != given:
            remarks.append(Diagnostic(code="pieces-reordered", message=f"read in the order {names_of(found)}"))
        if unsure:
            remarks.append(Diagnostic(code="pieces-unordered", message=unsure))
        return joined(found, family, off, remarks)


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
        stretches = [one for at, source in enumerate(sources) for one in stretches_of(at, source, family, off)]
        links, _ = linked(stretches)
        return [joined(chain, family, off, []) for chain in chained(stretches, links)]


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
