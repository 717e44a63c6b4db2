"""The pages of the source and the calls of its notes, said in the tree: `with_marks()`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from reportparse.nodes import (
    Back,
    Body,
    Container,
    Division,
    Front,
    Heading,
    Item,
    Leaf,
    Node,
    Note,
    Paragraph,
    Report,
    TableOfContents,
)
from reportparse.provenance import Mark, Page, Trace, kinds_first


def with_marks(report: Report, trace: Trace) -> Report:
    """The tree with a page mark in each leaf that a page begins in, relative to its text; calls of notes likewise.

    Where the tree leaves the printed order (a title printed last stands first), the page is said again, so
    that a reader of the tree always knows the page by the last mark. Without pages, the same tree.
    """
    # Of pages that begin at the same place, all but the last are blank.
    refs = [mark for mark in trace.marks if mark.kind == "ref"]
    begins = {mark.start: page for mark in trace.marks if mark.kind == "page" and (page := Page.of(mark)) is not None}
    if len(begins) < 2:
        begins = {}
        if not refs:
            return report
    marker = _Marker(list(begins), list(begins.values()), len(trace.text), refs)
    return evolve(
        report,
        front=Front(content=marker.content(report.front.content)),
        body=Body(content=marker.content(report.body.content)),
        back=Back(content=marker.content(report.back.content)),
    )


# A tuple is tested twice as quick as a union.
_LABELLED = (Heading, Paragraph)
_NUMBERED = (Item, Note)
_HEADED = (Division, Item, TableOfContents)


class _Marker:
    """Goes through the tree as it is read (a label before its heading) and knows the page it is on."""

    def __init__(self, starts: list[int], pages: list[Page], end: int, refs: list[Mark]) -> None:
        self._refs = refs
        self._ref_starts = [mark.start for mark in refs]
        self._starts = starts
        self._pages = pages
        self._end = end
        self._last: Page | None = None
        self._from, self._to = 0, 0 if starts else end  # where the page it is on stands in the clean text

    def content(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The nodes with their marks; the same tuple if none has one."""
        made = [self._leaf(node) if isinstance(node, Leaf) else self._container(node) for node in nodes]
        return nodes if all(map(_is, made, nodes)) else tuple(made)

    def _container(self, node: Node) -> Node:
        """The node with its marks; the same one if it has none, nor any below it."""
        if not isinstance(node, Container):
            return node
        changed: dict[str, Any] = {}
        if isinstance(node, _NUMBERED) and node.numbering is not None:
            numbering = self._leaf(node.numbering)
            if numbering is not node.numbering:
                changed["numbering"] = numbering
        if isinstance(node, _HEADED) and node.heading is not None:
            heading = self._leaf(node.heading)
            if heading is not node.heading:
                changed["heading"] = heading
        content = self.content(node.content)
        if content is not node.content:
            changed["content"] = content
        return evolve(node, **changed) if changed else node

    def _leaf(self, leaf: Leaf) -> Leaf:
        changed: dict[str, Any] = {}
        if isinstance(leaf, _LABELLED) and leaf.numbering is not None:
            numbering = self._leaf(leaf.numbering)
            if numbering is not leaf.numbering:
                changed["numbering"] = numbering
        spans = leaf.spans
        if spans and not (
            # Nearly every leaf stands on the page of the one before.
            len(spans) == 1
            and self._from <= spans[0][0]
            and spans[0][1] <= self._to
            and not (self._refs and self._has_ref(*spans[0]))
        ):
            found = self._marks(leaf)
            if found:
                changed["marks"] = tuple(sorted((*leaf.marks, *found), key=kinds_first))
        return evolve(leaf, **changed) if changed else leaf

    def _has_ref(self, start: int, end: int) -> bool:
        at = bisect_left(self._ref_starts, start)
        return at < len(self._ref_starts) and self._ref_starts[at] < end

    def _marks(self, leaf: Leaf) -> Sequence[Mark]:
        found: list[Mark] = []
        for at, span in leaf.pieces() or ():
            if span.is_empty:
                continue
            for mark in self._refs[bisect_left(self._ref_starts, span.start) : bisect_left(self._ref_starts, span.end)]:
                end = min(mark.end, span.end) - span.start
                found.append(Mark(at + mark.start - span.start, at + end, "ref", mark.value))
            if not self._starts:
                continue
            # The page that the first character stands on, then those that begin behind it.
            first = max(0, bisect_right(self._starts, span.start) - 1)
            last = bisect_left(self._starts, span.end)
            for turn in range(first, last):
                page = self._pages[turn]
                if page != self._last:
                    found.append(page.mark(at + max(0, self._starts[turn] - span.start)))
                    self._last = page
            self._from = self._starts[last - 1] if last > 1 else 0
            self._to = self._starts[last] if last < len(self._starts) else self._end
        return found


def _is(one: Node, other: Node) -> bool:
    return one is other
