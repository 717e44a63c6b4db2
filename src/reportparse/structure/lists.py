"""Lists inside lists: `nested()`."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from reportparse.nodes import Item, ItemList
from reportparse.numbering import Style


@define
class _Open:
    """An item being read, and the items below it."""

    item: Item
    below: list[_Open] = field(factory=list)

    def closed(self) -> Item:
        if not self.below:
            return self.item
        inner = ItemList(content=tuple(one.closed() for one in self.below))
        return evolve(self.item, content=(*self.item.content, inner))


def nested(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items that follow one another as printed, each list that another form of label opens inside the item above it.

    `(a)` after `1.` opens a list, `(b)` goes on with it, `2.` goes back; so do a second kind of bullet and the
    first. A label that neither goes on with an open list nor opens one stays at the level it stands on. Run-in
    items, which have headings, are siblings.
    """
    forms = {_form(item) for item in items}
    if len(forms) < 2 or "" in forms:
        return tuple(items)
    top: list[_Open] = []
    levels: list[tuple[str, list[_Open]]] = [("", top)]
    for item in items:
        form = _form(item)
        for depth in range(len(levels) - 1, -1, -1):
            if levels[depth][0] == form and _goes_on(levels[depth][1][-1].item, item):
                del levels[depth + 1 :]
                break
        else:
            if not top:
                levels[0] = (form, top)
            elif form != levels[-1][0] and _opens(item):
                levels.append((form, levels[-1][1][-1].below))
            # else: it stays on the level of the item above
        levels[-1][1].append(_Open(item))
    return tuple(one.closed() for one in top)


def _form(item: Item) -> str:
    """What tells the labels of one list from those of another; nothing for an item without, or with a heading."""
    label = item.numbering
    if label is None or item.heading is not None or item.inline:
        return ""
    return label.text if label.style is Style.BULLET else label.form


def _goes_on(one: Item, other: Item) -> bool:
    if one.numbering is None or other.numbering is None or other.numbering.style is Style.BULLET:
        return True
    if one.numbering.ordinal is None or other.numbering.ordinal is None:
        return True
    return other.numbering.ordinal > one.numbering.ordinal


def _opens(item: Item) -> bool:
    label = item.numbering
    return label is not None and (label.style is Style.BULLET or label.ordinal in (1, None))
