"""The tree in the neutral form of `seeds/*/gold.json`: type, number, heading, text, inline, children."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportparse.nodes import (
    Addressing,
    Cell,
    Closing,
    Container,
    Displaced,
    Division,
    FrontLine,
    Item,
    ItemList,
    Node,
    Note,
    Numbering,
    Paragraph,
    Report,
    Signature,
    Table,
    TableOfContents,
    Verbatim,
)


def neutral(report: Report) -> dict[str, Any]:
    """The report as nested dicts; a closing counts with the last part, the title is the report's heading."""
    made = _node("report", heading=report.title or "")
    children = made["children"]
    children += _all(report.front.content)
    children += _all(report.body.content)
    last = children[-1] if children and children[-1]["type"] == "part" else made
    for one in _all(report.back.content):
        (made if one["type"] == "meta" else last)["children"].append(one)
    return made


def _node(kind: str, **values: Any) -> dict[str, Any]:
    return {"type": kind, "number": "", "heading": "", "text": "", "inline": False, "children": []} | values


def _all(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    return [one for node in nodes for one in _converted(node)]


def _number(numbering: Numbering | None) -> str:
    return numbering.label if numbering is not None else ""


def _converted(node: Node) -> list[dict[str, Any]]:
    match node:
        case FrontLine(kind="title") | Displaced(role="title") | TableOfContents():
            return []
        case FrontLine() | Signature() | Displaced():
            return [_node("meta", text=node.text)]
        case Addressing():
            return [_node("address", text=node.text)]
        case Division():
            return [_division(node)]
        case Item():
            return [_item(node)]
        case Note():
            text = "\n".join(child.text for child in node.content)
            return [_node("note", number=_number(node.numbering), text=text)]
        case Table():
            return [_node("table", text=" ".join(cell.text for cell in node.find(Cell)))]
        case ItemList() | Closing():
            return _all(node.content)
        case Paragraph():
            return [_node("paragraph", number=_number(node.numbering), text=node.text, inline=node.inline)]
        case Verbatim(reason="table"):
            return [_node("table", text=node.text)]
        case Verbatim():
            return [_node("paragraph", text=node.text)]
        case Container():
            return _all(node.content)
    raise TypeError(f"no neutral form for {type(node).__name__}")


def _division(node: Division) -> dict[str, Any]:
    below = _all(node.content)
    heading = node.heading.text if node.heading else ""
    if node.heading and node.heading.run_in and below and below[0]["type"] in ("paragraph", "item"):
        below[0]["inline"] = True
    return _node(type(node).__name__.lower(), number=_number(node.numbering), heading=heading, children=below)


def _item(node: Item) -> dict[str, Any]:
    """The first paragraph of an item is its text."""
    below = _all(node.content)
    first = below.pop(0)["text"] if below and below[0]["type"] == "paragraph" and not below[0]["number"] else ""
    heading = node.heading.text if node.heading else ""
    return _node(
        "item", number=_number(node.numbering), heading=heading, text=first, inline=node.inline, children=below
    )
