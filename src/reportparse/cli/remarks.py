"""How a remark on a document is said: in a line, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportparse.cli.streams import called, named, visible

if TYPE_CHECKING:
    from reportparse.diagnostics import Diagnostic
    from reportparse.pipeline import Document
    from reportparse.source import Place


def severity_of(name: str) -> int:
    """The rank of a severity, to compare it: "warning" is above "info"."""
    from reportparse.diagnostics import Severity

    return Severity[name.upper()]


def concise(file: str, document: Document, one: Diagnostic) -> str:
    """`report.txt:3:1: ordinal-gap warning: 二 is followed by 四`; a remark on the whole document stands at 1:1."""
    place = document.place(one)
    where = "1:1" if place is None else f"{place.line}:{place.column}"
    return f"{named(_in_file(file, document, place))}:{where}: {one.code} {one.severity.name.lower()}: {visible(one.message, 400)}"


def _in_file(file: str, document: Document, place: Place | None) -> str:
    """The name of the file a place is in: of several, the one whose piece it is."""
    several = document.source is not None and len(document.source.pieces) > 1
    return place.piece if several and place is not None and place.piece is not None else called(file)


def as_dict(file: str, document: Document, one: Diagnostic) -> dict[str, Any]:
    """The remark with its place, for JSON: offsets in code points of the source, lines and columns from 1."""
    place = document.place(one)
    return {
        "file": _in_file(file, document, place),
        "code": one.code,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "hint": one.hint,
        "page": place and place.page,
        "line": place and place.line,
        "column": place and place.column,
        "start": one.span and one.span.start,
        "end": one.span and one.span.end,
    }
