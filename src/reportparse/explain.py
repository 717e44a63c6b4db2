"""Why the tree of a document is what it is: each node that was told from something, with place, reasons and surety."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from reportparse.evidence import Evidence
from reportparse.nodes import Division, FrontLine, Item, Leaf, Node, Numbering, Paragraph
from reportparse.pipeline import Document
from reportparse.source import Place
from reportparse.span import Span


@frozen(kw_only=True)
class Told:
    """One node, and how it was told."""

    id: str  # "sec_2__subsec_1"
    kind: str  # "subsection"; of a line of the front matter "title", "date", ...
    label: str  # "（一）"; empty if none is printed
    text: str  # the heading; without one, the first words
    evidence: Evidence
    place: Place | None  # in the source; None where nothing is printed
    span: Span | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "node": self.kind,
            "label": self.label,
            "text": self.text,
            "evidence": list(self.evidence.reasons),
            "cert": self.evidence.cert,
            "page": self.place and self.place.page,
            "line": self.place and self.place.line,
            "column": self.place and self.place.column,
            "start": self.span and self.span.start,
            "end": self.span and self.span.end,
        }


def told(document: Document, reason: str | None = None) -> Iterator[Told]:
    """The nodes that were told from something, in document order; by `reason` only, if it is given.

    >>> import reportparse as rp
    >>> [(one.id, one.label, one.text, one.evidence.reasons) for one in told(rp.parse("一、工作\\n\\n全年。"))]
    [('sec_1', '一、', '工作', ('label',))]
    """
    for name, node in document.report.ids():
        evidence = node.evidence
        if evidence is None or (reason is not None and reason not in evidence.reasons):
            continue
        head, label = _head(node)
        at = node if head is None else head
        traced = document.trace is not None and at.span is not None
        yield Told(
            id=name,
            kind=node.kind if isinstance(node, FrontLine) else type(node).__name__.lower(),
            label="" if label is None else label.text,
            text=_first(node) if head is None or not head.text else head.text,
            evidence=evidence,
            place=document.place(label if traced and label is not None and label.span is not None else at)
            if traced
            else None,
            span=document.source_span(at) if traced else None,
        )


def _head(node: Node) -> tuple[Leaf | None, Numbering | None]:
    """What heads a node, and its label."""
    match node:
        case Division(heading=heading):
            return heading, node.numbering
        case Item(heading=heading, numbering=numbering):
            return heading, numbering if heading is None or heading.numbering is None else heading.numbering
        case Paragraph(numbering=numbering):
            return None, numbering
        case _:
            return None, None


def _first(node: Node) -> str:
    """The first words of a node without heading, its label left out."""
    for leaf in node.leaves():
        if leaf.text and not isinstance(leaf, Numbering):
            return leaf.text
    return ""
