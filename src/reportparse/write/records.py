"""One flat record per leaf, for pandas, R, or a spreadsheet: `to_records()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from reportparse.evidence import Evidence
from reportparse.nodes import (
    Heading,
    Item,
    Leaf,
    Node,
    Note,
    Numbering,
    Paragraph,
    Part,
    Report,
    Section,
    Subsection,
    TableOfContents,
)
from reportparse.provenance import Page, Trace
from reportparse.source import Place
from reportparse.span import hull

_COLUMNS = ((Part, "part"), (Section, "section"), (Subsection, "subsection"), (Item, "item"))


class _Above(NamedTuple):
    """What a leaf takes over from the nodes it is in."""

    id: str = ""
    path: tuple[str, ...] = ()
    part: str = ""
    section: str = ""
    subsection: str = ""
    item: str = ""
    label: str = ""
    heading: str = ""
    evidence: Evidence | None = None


def to_records(
    report: Report,
    trace: Trace | None = None,
    place: Callable[[Node], Place | None] | None = None,
) -> list[dict[str, Any]]:
    """A dict per text leaf, in document order, all with the same keys.

    Labels and headings have no record of their own but are columns; a division or item in which
    there is nothing else still has one, with empty text, so that every heading is in the table.

    - `id`: of the leaf, or of the nearest node around it that has one
    - `node`: class in lower case: `paragraph`, `signature`; of a heading alone: `section`, `item`
    - `path`: the labels and headings around it, outermost first: `["二、 主要工作", "（一） 协商"]`
    - `part`, `section`, `subsection`, `item`: the innermost heading of each class; empty if none
    - `label`, `heading`: of the leaf itself (a numbered paragraph), else of the innermost division or item
    - `text`
    - `start`, `end`: in the clean text, in code points, half open; None for a tree read without provenance
    - `source_start`, `source_end`, `page`, `line`: in the source; None without `trace`. Page and line count
      from 1; `place(node)` answers for them instead, if given.
    - `last_page`, `page_label`: where the text ends, and the number printed on the page it begins on; None if the
      source shows no pages
    - `evidence`, `cert`: by what that was told whose heading is in the columns, and how surely (docs/evidence.md): the
      leaf itself (a date, a numbered paragraph), else the innermost division or item; None if there is nothing to tell
    - `piece`: which piece of a source of several the line counts in; None if it came in one

    >>> from reportparse.nodes import Body
    >>> section = Section(heading=Heading(text="主要工作"), content=(Paragraph(text="全年"),))
    >>> [record] = to_records(Report(body=Body(content=(section,))))
    >>> record["id"], record["node"], record["path"], record["section"], record["text"]
    ('sec_1__p_1', 'paragraph', ['主要工作'], '主要工作', '全年')
    """
    # Ids come in document order; a node that stands twice in a tree has two.
    ids: dict[int, list[str]] = {}
    for name, node in report.ids():
        ids.setdefault(id(node), []).append(name)
    for names in ids.values():
        names.reverse()
    pages = {id(leaf): found for leaf, found in report.leaf_pages()}
    records: list[dict[str, Any]] = []
    stack: list[tuple[Node, _Above]] = [(report, _Above())]
    while stack:
        node, above = stack.pop()
        if isinstance(node, Numbering | Heading):
            continue
        names = ids.get(id(node), [])
        name = names.pop() if names else above.id
        if isinstance(node, Leaf):
            records.append(_record(node, name, above, trace, place, pages.get(id(node), ())))
            continue
        below = _below(node, name, above)
        content = [child for child in node.children if not isinstance(child, Numbering | Heading)]
        if not content and below.path != above.path:
            records.append(_record(node, name, below, trace, place))
        stack.extend((child, below) for child in reversed(content))
    return records


def _below(node: Node, name: str, above: _Above) -> _Above:
    label, heading = "", ""
    if isinstance(node, Part | Section | Subsection | Item | Note) and node.numbering is not None:
        label = node.numbering.text
    if isinstance(node, Part | Section | Subsection | Item | TableOfContents) and node.heading is not None:
        label = label or (node.heading.numbering.text if node.heading.numbering is not None else "")
        heading = node.heading.text
    title = " ".join(word for word in (label, heading) if word)
    columns = [above.part, above.section, above.subsection, above.item]
    for at, (kind, _) in enumerate(_COLUMNS):
        if isinstance(node, kind):
            columns[at:] = [title, *[""] * (len(columns) - at - 1)]  # a new section is in no subsection yet
    path = (*above.path, title) if title else above.path
    evidence = node.evidence
    if not title:
        label, heading, evidence = above.label, above.heading, evidence or above.evidence
    part, section, subsection, item = columns
    return _Above(name, path, part, section, subsection, item, label, heading, evidence)


def _record(
    node: Node,
    name: str,
    above: _Above,
    trace: Trace | None,
    place: Callable[[Node], Place | None] | None,
    pages: tuple[Page, ...] = (),
) -> dict[str, Any]:
    own = node.numbering.text if isinstance(node, Paragraph) and node.numbering is not None else None
    evidence = (node.evidence if isinstance(node, Leaf) else None) or above.evidence
    span = hull(node.spans)
    source = None if trace is None or span is None else trace.source_span(span)
    where: Place | None = None
    if place is not None:
        where = place(node)
    elif trace is not None and source is not None:
        where = trace.source.place(source.start)
    return {
        "id": name,
        "node": type(node).__name__.lower(),
        "path": list(above.path),
        "part": above.part,
        "section": above.section,
        "subsection": above.subsection,
        "item": above.item,
        "label": above.label if own is None else own,
        "heading": above.heading if own is None else "",
        "text": node.text if isinstance(node, Leaf) else "",
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "source_start": None if source is None else source.start,
        "source_end": None if source is None else source.end,
        # In a source of several pieces the pages of all of them are counted; a line counts in its piece.
        "page": where.page if where is not None and where.piece is None else pages[0].number if pages else None,
        "last_page": pages[-1].number if pages else None,
        "page_label": pages[0].label if pages else None,
        "line": None if where is None else where.line,
        "evidence": None if evidence is None else " ".join(evidence.reasons),
        "cert": None if evidence is None else evidence.cert,
        "piece": None if where is None else where.piece,
    }
