"""The leaves that printed lines become: headings, numbers, paragraphs, each with its text, marks and spans."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from reportparse.nodes import Heading, Numbering, Paragraph
from reportparse.provenance import Mark, kinds_first
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.enumerations import segments
from reportparse.structure.reading import Reading


@frozen
class Leaves:
    """Makes the leaves of one reading."""

    reading: Reading

    def leaf(self, block: Block, span: Span) -> dict[str, Any]:
        """Text, marks and spans of a leaf that holds a stretch of a block."""
        start, end = span
        marks = tuple(
            Mark(max(one.start, start) - start, min(one.end, end) - start, "bold")
            for one in block.bold
            if one.start < end and start < one.end
        )
        return {"text": self.reading.text[start:end], "marks": marks, "spans": self.reading.spans(span)}

    def paragraph(self, block: Block, span: Span, *, inline: bool) -> Paragraph:
        """A stretch of a block as a paragraph, the points of enumerations inside its sentences marked."""
        leaf = self.leaf(block, span)
        points = segments(leaf["text"])
        if points:
            leaf["marks"] = tuple(sorted((*leaf["marks"], *points), key=kinds_first))
        return Paragraph(inline=inline, **leaf)

    def numbering(self, block: Block) -> Numbering | None:
        """The label that a block opens with, if it does."""
        label = block.label
        if label is None:
            return None
        span = Span(block.start, block.start + len(label.text))
        return Numbering(
            text=label.text,
            style=label.style,
            ordinal=label.ordinal,
            form=label.form,
            spans=self.reading.spans(span),
        )

    def heading(self, span: Span, *, numbering: Numbering | None = None, run_in: bool = False) -> Heading:
        """A stretch of the reading as a heading; its label is not in it."""
        # A heading is bold by nature: its marks say nothing and are left out.
        text = self.reading.text[span.start : span.end]
        return Heading(text=text, spans=self.reading.spans(span), numbering=numbering, run_in=run_in)
