"""What one printed paragraph holds: text, items of a list, the lists inside it, run-in heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from reportparse.evidence import Evidence
from reportparse.nodes import Item, ItemList, Node, Numbering, Paragraph, Subsection
from reportparse.numbering import Label, Style
from reportparse.span import Span, trimmed
from reportparse.structure.blocks import Block
from reportparse.structure.counted import lists
from reportparse.structure.enumerations import Point, head_label, last_point, run_in_lists
from reportparse.structure.leaves import Leaves
from reportparse.structure.outline import is_item
from reportparse.structure.runin import RunIn, run_in, short_head

_LONGEST_ADDRESS = 6  # characters of a form of address, with its full stop


@frozen
class Printed:
    """Makes the nodes of the blocks that open no division."""

    leaves: Leaves
    blocks: Sequence[Block]
    torn: bool  # the text begins in the middle of a sentence
    colons: frozenset[int]  # where bold runs end that are heads with a colon
    numbered: frozenset[str]  # forms that number paragraphs, not items
    through: frozenset[int]  # runs that number paragraphs through several divisions
    doubtful: frozenset[int]  # where the blocks begin whose labels leave a gap or stand twice
    points: frozenset[int]  # where the blocks begin that are points below a colon

    def content(self, at: int) -> list[Node]:
        """The nodes of the block at this index, which is not kept as printed."""
        block = self.blocks[at]
        parts = run_in(block, torn=self.torn and block.start == 0, colons=self.colons)
        if parts is not None:
            return list(self._with_heads(block, parts))
        listed = self._listed_in(block, Span(block.start, block.end), alone=self._list_goes_on(at))
        if listed and (block.label is None or isinstance(listed[0], ItemList)):
            return listed
        if block.label is not None:
            return self._labelled(at, block, block.label)
        head = self._short_head(at)
        if head is not None:
            return [ItemList(content=(self._item(block, head),))]
        return [self.leaves.paragraph(block, Span(block.start, block.end), inline=False)]

    def behind(self, at: int, start: int) -> list[Node]:
        """What stands behind the sentence that heads a block: text, lists, further run-in heads."""
        block = self.blocks[at]
        parts = run_in(block, colons=self.colons)
        if parts is None:
            return list(self._texts(block, trimmed(self.leaves.reading.text, start, block.end)))
        rest = RunIn(None, None, tuple(one for one in parts.heads if one.head.start >= start))
        first = rest.heads[0].head.start if rest.heads else block.end
        nodes = list(self._texts(block, trimmed(self.leaves.reading.text, start, first)))
        if rest.heads:
            nodes.append(ItemList(content=tuple(self._items(block, rest, inline=True))))
        return nodes

    def _listed_in(self, block: Block, span: Span, *, alone: bool = False) -> list[Node]:
        """The run-in lists in a stretch of a block, and what leads them in; nothing if there are none."""
        nodes: list[Node] = []
        at = span.start
        for points in run_in_lists(self.leaves.reading.text[span.start : span.end], alone=alone):
            before = trimmed(self.leaves.reading.text, at, span.start + points[0].label.start)
            if before.start < before.end:
                nodes.append(self.leaves.paragraph(block, before, inline=at > block.start))
            nodes.append(ItemList(content=tuple(self._point(block, span.start, point) for point in points)))
            at = span.start + points[-1].text.end
        after = trimmed(self.leaves.reading.text, at, span.end)
        if nodes and after.start < after.end:  # what wraps the last list up
            nodes.append(self.leaves.paragraph(block, after, inline=True))
        return nodes

    def _point(self, block: Block, offset: int, point: Point) -> Item:
        label = Span(offset + point.label.start, offset + point.label.end)
        return Item(
            numbering=Numbering(
                text=self.leaves.reading.text[label.start : label.end],
                style=point.style,
                ordinal=point.ordinal,
                form=point.form,
                spans=self.leaves.reading.spans(label),
            ),
            content=self._texts(block, Span(offset + point.text.start, offset + point.text.end)),
            inline=label.start > block.start,
            evidence=Evidence.of("label"),
        )

    def _texts(self, block: Block, span: Span) -> tuple[Node, ...]:
        """What stands behind a label or a run-in heading: a paragraph, or what leads in a list, and the list."""
        if span.start >= span.end:
            return ()
        return tuple(self._listed_in(block, span)) or (self.leaves.paragraph(block, span, inline=True),)

    def _labelled(self, at: int, block: Block, label: Label) -> list[Node]:
        """A numbered paragraph, or an item of a list."""
        body = Span(block.body, block.end)
        numbered = (
            label.style is Style.DECIMAL
            or (label.kind and not lists(label))
            or label.form in self.numbered
            or block.run in self.through
        )
        item = is_item(label) or label.style in (Style.ARABIC, Style.CIRCLED) or block.start in self.points
        if numbered or not item:
            first, *rest = self._texts(block, body) or (Paragraph(),)
            number, told = self.leaves.numbering(block), self._item_evidence(block)
            if isinstance(first, Paragraph):
                return [evolve(first, numbering=number, inline=False, evidence=told), *rest]
            return [Paragraph(numbering=number, evidence=told), first, *rest]
        return [ItemList(content=(self._item(block, self._head_of_item(at)),))]

    def _head_of_item(self, at: int) -> Span | None:
        """A short first sentence, unless the item beside it has the same: (i) Hon. Mary Berg, (ii) Hon. Peter Lund."""
        head = short_head(self.blocks[at])
        if head is None:
            return None
        words = self.leaves.reading.text[head.start : head.end]
        if " " in words or len(words) > _LONGEST_ADDRESS:
            return head
        for beside in (*self.blocks[max(0, at - 1) : at], *self.blocks[at + 1 : at + 2]):
            if beside.text.startswith(words, beside.body - beside.start):
                return None
        return head

    def _item(self, block: Block, head: Span | None) -> Item:
        """A printed paragraph as an item: its label, a short first sentence as its heading, and the rest."""
        body = Span(block.body, block.end)
        heading = None
        if head is not None:
            heading = self.leaves.heading(head, run_in=True)
            body = trimmed(self.leaves.reading.text, head.end, block.end)
        told = self._item_evidence(block)
        return Item(
            numbering=self.leaves.numbering(block), heading=heading, content=self._texts(block, body), evidence=told
        )

    def _short_head(self, at: int) -> Span | None:
        """A short first sentence in letters, if that of the paragraph before or behind is one, too: `Roads. The …`."""
        block = self.blocks[at]
        if block.label is not None or block.kept is not None or block.text[0] >= "\u2e80":
            return None
        head = short_head(block)
        if head is None:
            return None
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(self.blocks):
                other = self.blocks[beside]
                if other.label is None and other.kept is None and short_head(other) is not None:
                    return head
        return None

    def _list_goes_on(self, at: int) -> bool:
        """Does one label at the head of a paragraph belong to a list: 一是 before 二是, 二是 after 一是?"""
        own = head_label(self.blocks[at].text)
        if own is None:
            return False
        form, ordinal = own
        before = last_point(self.blocks[at - 1].text) if at else None
        after = head_label(self.blocks[at + 1].text) if at + 1 < len(self.blocks) else None
        return before == (form, ordinal - 1) or after == (form, ordinal + 1)

    def _with_heads(self, block: Block, parts: RunIn) -> Iterator[Node]:
        items = ItemList(content=tuple(self._items(block, parts)))
        if parts.lead is None:
            if parts.text is not None:
                yield Paragraph(numbering=self.leaves.numbering(block), **self.leaves.leaf(block, parts.text))
            yield items
            return
        assert parts.text is not None
        yield Subsection(
            heading=self.leaves.heading(parts.lead, numbering=self.leaves.numbering(block), run_in=True),
            ordinal=block.label.ordinal if block.label else None,
            content=(self.leaves.paragraph(block, parts.text, inline=True), items),
            evidence=Evidence.of("lead") if block.label is None else Evidence.of("label", "lead"),
        )

    def _items(self, block: Block, parts: RunIn, *, inline: bool = False) -> Iterator[Item]:
        for at, (head, end) in enumerate(parts.heads):
            body = trimmed(self.leaves.reading.text, head.end, end)
            first = not at and parts.text is None and not inline
            yield Item(
                numbering=self.leaves.numbering(block) if first else None,
                heading=self.leaves.heading(head, run_in=True),
                content=(self.leaves.paragraph(block, body, inline=True),) if body.start < body.end else (),
                inline=not first,
                evidence=_told(block, head),
            )

    def _item_evidence(self, block: Block) -> Evidence:
        """Of an item, or a numbered paragraph, with a label, unless its block knows better."""
        label = block.label
        if block.evidence is not None or label is None:
            return block.evidence or Evidence.of("shape", "siblings")
        if label.style is Style.BULLET:
            return Evidence.of("bullet")
        return Evidence.of("label-alone" if block.start in self.doubtful else "label")


def _told(block: Block, head: Span) -> Evidence:
    """By what a run-in head was told: by its bold, or by its shape beside heads that are bold, or where none are."""
    if head not in block.shaped:
        return Evidence.of("bold")
    return Evidence.of("rhythm", cert=_LOST_BOLD) if block.bold else Evidence.of("rhythm")


_LOST_BOLD = 0.8
