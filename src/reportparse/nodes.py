"""The tree: frozen, typed nodes with spans into the clean text.

Invariants:

- **Nodes are values.** Frozen, slotted, keyword-only, tuples for children, no parent pointers.
- **Equality ignores where and why.** Spans and evidence take no part in `==`, so a tree read back from XML
  equals its origin.
- **Leaves hold the text.** Each character of the clean text lies in exactly one leaf
  (`Numbering` and `Heading` are leaves too) or is white space between leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from attrs import field, frozen

from reportparse.evidence import Evidence
from reportparse.metadata import Meta as Meta
from reportparse.provenance import Mark, Page
from reportparse.span import Span, hull
from reportparse.style import Style as Style

N = TypeVar("N", bound="Node")


@frozen(kw_only=True)
class Node:
    """Base of everything in the tree. `evidence`: how the node was told; None where there was nothing to tell."""

    evidence: Evidence | None = field(default=None, eq=False, repr=False)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below, in reading order."""
        return ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of clean text the node holds, in reading order; labels included."""
        found: list[Span] = []
        for child in self.children:
            if isinstance(child, Leaf):  # its own text only: the label before a heading is a leaf of its own
                found += (span for label in child.children for span in label.spans)
            found += child.spans
        return tuple(found)

    @property
    def span(self) -> Span | None:
        """The hull of `spans`; None for a node read from XML without provenance, or an empty one."""
        return hull(self.spans)

    @property
    def text(self) -> str:
        """The text of the node; of its leaves as they are read, joined by line feeds, if it has children."""
        return "\n".join(leaf.text for leaf in self.leaves() if leaf.text)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def leaves(self) -> Iterator[Leaf]:
        """The leaves at or below this one as they are read: a label before the heading it belongs to."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Leaf):
                yield from (child for child in node.children if isinstance(child, Leaf))
                yield node
            else:
                stack.extend(reversed(node.children))

    def find(self, kind: type[N]) -> Iterator[N]:
        """All nodes of a class at or below this one, in document order: `report.find(Item)`.

        Raises `TypeError` if `kind` is no class: the classes are `reportparse.Section`, `reportparse.Item`, ...
        """
        try:
            isinstance(self, kind)
        except TypeError:
            raise TypeError(f"find() takes a class of nodes, such as reportparse.Section, not {kind!r}") from None
        return self._found(kind)

    def _found(self, kind: type[N]) -> Iterator[N]:
        for node in self.walk():
            if isinstance(node, kind):
                yield node


def _spans() -> Any:
    return field(default=(), eq=False, repr=False)


@frozen(kw_only=True)
class Leaf(Node):
    """A node that holds text itself. `marks` are relative to `text`."""

    text: str = ""
    marks: tuple[Mark, ...] = ()  # (Mark(0, 4, "bold"),)
    spans: tuple[Span, ...] = _spans()

    def pieces(self) -> tuple[tuple[int, Span], ...] | None:
        """For each span, where its characters begin in `text`: `((0, Span(3, 9)), (7, Span(20, 25)))`.

        A leaf that something interrupts has its stretches joined directly, or by one
        character (a space) each. None if the lengths fit neither.
        """
        missing = len(self.text) - sum(span.end - span.start for span in self.spans)
        if missing not in (0, len(self.spans) - 1):
            return None
        found, at = [], 0
        for span in self.spans:
            found.append((at, span))
            at += span.end - span.start + (1 if missing else 0)
        return tuple(found)


@frozen(kw_only=True)
class Numbering(Leaf):
    """A printed label: `（二）` is style HAN, ordinal 2, form `（{han}）`. `text` is the label as printed."""

    style: Style
    ordinal: int | None = None  # None if unreadable
    form: str = ""  # the label with its numeral replaced by the style's name

    @property
    def label(self) -> str:
        """The label as printed: `（二）`."""
        return self.text


@frozen(kw_only=True)
class Heading(Leaf):
    """A heading without its label. `run_in`: the text goes on behind it on the same line."""

    numbering: Numbering | None = None
    run_in: bool = False

    @property
    def children(self) -> tuple[Node, ...]:
        return () if self.numbering is None else (self.numbering,)


@frozen(kw_only=True)
class Paragraph(Leaf):
    """Running text. `inline`: it does not open a printed line, but follows a run-in heading or an item."""

    numbering: Numbering | None = None  # a numbered paragraph: "23."
    inline: bool = False

    @property
    def children(self) -> tuple[Node, ...]:
        return () if self.numbering is None else (self.numbering,)


@frozen(kw_only=True)
class Verbatim(Leaf):
    """Text kept line by line because nothing better is known; `reason` says why."""

    reason: str = ""


@frozen(kw_only=True)
class Addressing(Leaf):
    """The salutation: `各位委员：`."""


@frozen(kw_only=True)
class Signature(Leaf):
    """The name, or name and date, under the text."""


@frozen(kw_only=True)
class Displaced(Leaf):
    """Text printed out of its place that has no element of its own in the front matter."""

    role: str = ""


FrontKind = Literal["title", "subtitle", "number", "occasion", "speaker", "date", "issuer"]


@frozen(kw_only=True)
class FrontLine(Leaf):
    """A line of the front matter. `displaced`: printed elsewhere, such as a title after the text."""

    kind: FrontKind
    displaced: bool = False


@frozen(kw_only=True)
class Container(Node):
    """A node that holds other nodes only."""

    content: tuple[Node, ...] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        return self.content


@frozen(kw_only=True)
class Note(Container):
    """A footnote or endnote: its label and its paragraphs."""

    numbering: Numbering | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        return self.content if self.numbering is None else (self.numbering, *self.content)


@frozen(kw_only=True)
class Cell(Leaf):
    """A cell of a table."""


@frozen(kw_only=True)
class Row(Container):
    """A row of a table: `Cell`s."""


@frozen(kw_only=True)
class Table(Container):
    """A table whose columns are plain: `Row`s."""


@frozen(kw_only=True)
class TocEntry(Leaf):
    """An entry of a table of contents as printed, leader and page number included.

    >>> entry = TocEntry(text="第一节　释义……………… 5")
    >>> entry.title, entry.page
    ('第一节　释义', '5')
    >>> TocEntry(text="Roads . . . . .").title
    'Roads'
    """

    @property
    def title(self) -> str:
        """The entry without leader and page number; a wrapped one in one line."""
        return " ".join(self._parts()[0].split("\n"))

    @property
    def page(self) -> str | None:
        """The page number as printed: `5`, `iv`, `1-1-10`; None if there is none."""
        return self._parts()[1]

    def _parts(self) -> tuple[str, str | None]:
        found = _TOC_END.search(self.text)
        return (self.text, None) if found is None else (self.text[: found.start()], found["page"])


_PAGE = r"[（(]?[ ]?(?P<page>(?:[0-9０-９]{1,3}-){0,3}[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7})[ ]?[-）)]?"
_LEADERS = r"(?:[.．·•․‥…⋯﹒_]{3,}|(?:[.．·•…⋯][ \u3000])+[.．·•…⋯])"
# Leaders alone, where the numbers of a page stand in a column of their own; or a page number, with leaders or without.
_TOC_END = re.compile(rf"(?:^|[\s.．·•․‥…⋯﹒_—-]+){_PAGE}$|\s*(?:{_LEADERS}|(?<=\s)[.．·])$")


@frozen(kw_only=True)
class TableOfContents(Container):
    """The table of contents: `TocEntry`s below its heading, if one is printed."""

    heading: Heading | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        return self.content if self.heading is None else (self.heading, *self.content)


@frozen(kw_only=True)
class Item(Container):
    """A list item: a label, or a run-in heading, or both, and what follows."""

    numbering: Numbering | None = None
    heading: Heading | None = None
    inline: bool = False  # does not open a printed line

    @property
    def children(self) -> tuple[Node, ...]:
        content: tuple[Node, ...] = self.content
        if self.heading is not None:
            content = (self.heading, *content)
        return content if self.numbering is None else (self.numbering, *content)


@frozen(kw_only=True)
class ItemList(Container):
    """`Item`s that follow one another."""


@frozen(kw_only=True)
class Division(Container):
    """Base of `Part`, `Section` and `Subsection`."""

    heading: Heading | None = None
    ordinal: int | None = None  # printed, or inferred from the next sibling
    kind: str = ""  # the local name, if the label has one: "章", "节", "article"
    continued: bool = False  # its beginning is not in the source
    inline: bool = False  # does not open a printed line

    @property
    def numbering(self) -> Numbering | None:
        """The printed label, if there is one."""
        return None if self.heading is None else self.heading.numbering

    @property
    def children(self) -> tuple[Node, ...]:
        return self.content if self.heading is None else (self.heading, *self.content)


@frozen(kw_only=True)
class Part(Division):
    """编, 部分, Part, and unnumbered top divisions."""


@frozen(kw_only=True)
class Section(Division):
    """章, 一、, I., 1.: the top numbered rung below the parts."""


@frozen(kw_only=True)
class Subsection(Division):
    """节, （一）, A., 1.1 and below; nests in itself."""


@frozen(kw_only=True)
class Closing(Container):
    """The closing address to the meeting after the last section."""


@frozen(kw_only=True)
class Front(Container):
    """What is printed before the body, in printed order; displaced lines last."""


@frozen(kw_only=True)
class Body(Container):
    """The body: divisions and blocks."""


@frozen(kw_only=True)
class Back(Container):
    """What is printed after the body: closing, signature, displaced text."""


@frozen(kw_only=True)
class Report(Node):
    """The whole report. Index it by id: `report["part_1__sec_2"]`."""

    meta: Meta = field(factory=Meta)
    front: Front = field(factory=Front)
    body: Body = field(factory=Body)
    back: Back = field(factory=Back)
    profile: str = "generic"
    language: str | None = None  # BCP 47: "zh-Hans"

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(node for node in (self.front, self.body, self.back) if node.children)

    @property
    def title(self) -> str | None:
        """The title, normalised; None if none was found."""
        return self.meta.title

    def ids(self) -> Iterator[tuple[str, Node]]:
        """Every node that has an id, with it, in document order.

        Ids number by position among siblings of the same element; an absent ancestor
        is left out: `part_1__sec_2__subsec_1__item_3`, `sec_1`, `title_1`. Notes count through the whole
        report, since calls name them: `note_12`.
        """
        found: list[tuple[str, Node]] = []
        _ids(self, "", {}, found, {})
        yield from found

    def __getitem__(self, key: str) -> Node:
        """The node with this id, such as `sec_1__p_2`; `KeyError` if there is none: `ids()` lists them."""
        for name, node in self.ids():
            if name == key:
                return node
        raise KeyError(key)

    def pages(self, node: Node) -> tuple[Page, ...]:
        """The pages that a node of this tree stands on, in reading order; empty if the source showed none.

        >>> first = Paragraph(text="abc", marks=(Page(1).mark(0), Page(2, "ii").mark(1)))
        >>> report = Report(body=Body(content=(first, Paragraph(text="d"))))
        >>> report.pages(first), report.pages(report["p_2"])
        ((Page(number=1, label=None), Page(number=2, label='ii')), (Page(number=2, label='ii'),))
        """
        mine = {id(leaf) for leaf in node.leaves()}
        found: dict[Page, None] = {}
        for leaf, pages in self.leaf_pages():
            if id(leaf) in mine:
                found.update(dict.fromkeys(pages))
        return tuple(found)

    def leaf_pages(self) -> Iterator[tuple[Leaf, tuple[Page, ...]]]:
        """Every leaf with the pages it stands on, in reading order: `pages()` for all of them at once."""
        last: tuple[Page, ...] = ()
        for leaf in self.leaves():
            starts = [(mark.start, page) for mark in leaf.marks if (page := Page.of(mark)) is not None]
            if not starts:
                yield leaf, last
                continue
            starts.sort(key=_by_start)
            pages = tuple(page for _, page in starts)
            yield leaf, pages if starts[0][0] == 0 or not leaf.text else (*last, *pages)
            last = pages[-1:]

    def node_at(self, offset: int) -> Leaf | None:
        """The leaf that holds this code point of the clean text; None between leaves."""
        for node in self.walk():
            if isinstance(node, Leaf) and any(span.start <= offset < span.end for span in node.spans):
                return node
        return None


def _by_start(found: tuple[int, Page]) -> int:
    return found[0]


# Akoma Ntoso's abbreviations where it has them (part, sec, subsec, list, item, p).
ID_NAMES: dict[type[Node], str] = {
    Part: "part",
    Section: "sec",
    Subsection: "subsec",
    Item: "item",
    Paragraph: "p",
    Addressing: "addressing",
    Closing: "closing",
    Signature: "signature",
    Note: "note",
    Verbatim: "verbatim",
    Table: "table",
    TableOfContents: "toc",
    Displaced: "displaced",
}
# A list adds nothing to the ids of its items: they are numbered through in their division.
_SILENT = (Front, Body, Back, ItemList)


def _ids(node: Node, prefix: str, counts: dict[str, int], out: list[tuple[str, Node]], through: dict[str, int]) -> None:
    for child in node.children:
        name = ID_NAMES.get(type(child))
        if name is None:
            if isinstance(child, _SILENT):
                _ids(child, prefix, counts, out, through)
            if not isinstance(child, FrontLine):
                continue
            name = child.kind
        whole = isinstance(child, Note)
        numbered = through if whole else counts
        numbered[name] = numbered.get(name, 0) + 1
        made = f"{'' if whole else prefix}{name}_{numbered[name]}"
        out.append((made, child))
        if not isinstance(child, Leaf):  # a leaf has no more below it than its number
            _ids(child, f"{made}__", {}, out, through)
