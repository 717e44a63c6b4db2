"""The pages of the source, said in the tree: `with_pages()`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from reportparse.nodes import Back, Body, Container, Division, Front, Heading, Item, Leaf, Node, Note, Paragraph, Report
from reportparse.provenance import Mark, Page, Trace


def with_pages(report: Report, trace: Trace) -> Report:
    """The tree with a page mark in each leaf that a page begins in, relative to its text.

    Where the tree leaves the printed order (a title printed last stands first), the page is said again, so
    that a reader of the tree always knows the page by the last mark. Without pages, the same tree.
    """
    # Of pages that begin at the same place, all but the last are blank.
    begins = {mark.start: page for mark in trace.marks if (page := Page.of(mark)) is not None}
    if len(begins) < 2:
        return report
    pages = list(begins.items())
    starts = list(begins)
    marked: dict[int, tuple[Mark, ...]] = {}
    last: Page | None = None
    for leaf in report.leaves():
        found: list[Mark] = []
        for at, span in leaf.pieces() or ():
            if span.is_empty:
                continue
            # The page that the first character stands on, then those that begin behind it.
            first = max(0, bisect_right(starts, span.start) - 1)
            for start, page in pages[first : bisect_left(starts, span.end)]:
                if page != last:
                    found.append(page.mark(at + max(0, start - span.start)))
                    last = page
        if found:
            marked[id(leaf)] = tuple(sorted((*leaf.marks, *found), key=_mark_order))
    return evolve(
        report,
        front=Front(content=_content(report.front, marked)),
        body=Body(content=_content(report.body, marked)),
        back=Back(content=_content(report.back, marked)),
    )


def _mark_order(mark: Mark) -> tuple[str, str, int, int]:
    return mark.kind, mark.value, mark.start, mark.end


def _content(node: Container, marked: dict[int, tuple[Mark, ...]]) -> tuple[Node, ...]:
    return tuple([_marked(child, marked) for child in node.content])


def _marked(node: Any, marked: dict[int, tuple[Mark, ...]]) -> Any:
    """The node with its marks; the same one if it has none, nor any below it."""
    changed: dict[str, Any] = {}
    if isinstance(node, Leaf):
        if id(node) in marked:
            changed["marks"] = marked[id(node)]
        if isinstance(node, Heading | Paragraph) and id(node.numbering) in marked:
            changed["numbering"] = _marked(node.numbering, marked)
    elif isinstance(node, Container):
        content = _content(node, marked)
        if not _same(content, node.content):
            changed["content"] = content
        if isinstance(node, Division | Item) and node.heading is not None:
            changed["heading"] = _marked(node.heading, marked)
        if isinstance(node, Item | Note) and id(node.numbering) in marked:
            changed["numbering"] = _marked(node.numbering, marked)
    return evolve(node, **changed) if changed else node


def _same(one: Sequence[Node], other: Sequence[Node]) -> bool:
    return all(map(_is, one, other))


def _is(one: Node, other: Node) -> bool:
    return one is other
