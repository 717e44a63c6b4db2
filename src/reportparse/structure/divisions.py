"""The divisions of a report while it is read: which are open, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from reportparse.evidence import Evidence
from reportparse.nodes import Division, Heading, Item, ItemList, Node
from reportparse.structure.lists import nested


@define
class Open:
    """A division being read."""

    kind: type[Division]
    rank: int
    heading: Heading | None = None
    ordinal: int | None = None
    name: str = ""
    continued: bool = False
    evidence: Evidence | None = None
    content: list[Node] = field(factory=list)

    def closed(self) -> Division:
        return self.kind(
            heading=self.heading,
            ordinal=self.ordinal,
            kind=self.name,
            continued=self.continued,
            content=with_nested(self.content),
            evidence=self.evidence,
        )


class Divisions:
    """The open divisions, the innermost last; what closes goes into the one above, or into `content`."""

    def __init__(self) -> None:
        self.content: list[Node] = []  # of the body
        self._open: list[Open] = []

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._open)

    def headings(self, rank: int) -> list[Heading]:
        """Those of the open divisions of a rank."""
        return [one.heading for one in self._open if one.rank == rank and one.heading is not None]

    def open(self, division: Open) -> None:
        """Open a division inside the innermost one."""
        self._open.append(division)

    def close_to(self, rank: int) -> None:
        """Close every open division of this rank or below it."""
        while self._open and self._open[-1].rank >= rank:
            closed = self._open.pop().closed()
            (self._open[-1].content if self._open else self.content).append(closed)

    def add(self, nodes: Sequence[Node]) -> None:
        """Put nodes into the innermost division; a list behind a list goes on with it."""
        content = self._open[-1].content if self._open else self.content
        for node in nodes:
            if isinstance(node, ItemList) and content and isinstance(content[-1], ItemList):
                content[-1] = ItemList(content=content[-1].content + node.content)
            else:
                content.append(node)


def with_nested(content: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes of a division, lists inside lists made of the flat ones."""
    return tuple(
        [
            ItemList(content=nested([item for item in node.content if isinstance(item, Item)]))
            if isinstance(node, ItemList)
            else node
            for node in content
        ]
    )
