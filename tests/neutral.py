"""The tree in the neutral form of `seeds/*/gold.json`: type, number, heading, text, children."""

from __future__ import annotations

from typing import Any

from reportparse.nodes import (
    Addressing,
    Closing,
    Container,
    Displaced,
    Division,
    FrontLine,
    Item,
    ItemList,
    Node,
    Numbering,
    Paragraph,
    Report,
    Signature,
)


def neutral(report: Report) -> dict[str, Any]:
    """The report as nested dicts; a closing counts with the last part, the title is the report's heading."""
    made = _node("report", heading=report.title or "")
    children = made["children"]
    children += [one for line in report.front.content for one in _converted(line)]
    children += _below(report.body)
    back = [one for node in report.back.content for one in _converted(node)]
    last = children[-1] if children and children[-1]["type"] == "part" else made
    for one in back:
        (made if one["type"] == "meta" else last)["children"].append(one)
    return made


def _node(kind: str, **values: Any) -> dict[str, Any]:
    return {"type": kind, "number": "", "heading": "", "text": "", "children": []} | values


def _below(node: Container) -> list[dict[str, Any]]:
    return [one for child in node.content for one in _converted(child)]


def _number(numbering: Numbering | None) -> str:
    return numbering.label if numbering is not None else ""


def _converted(node: Node) -> list[dict[str, Any]]:
    match node:
        case FrontLine(kind="title"):
            return []
        case FrontLine() | Signature() | Displaced():
            return [_node("meta", text=node.text)]
        case Addressing():
            return [_node("address", text=node.text)]
        case Division():
            heading = node.heading.text if node.heading else ""
            return [
                _node(
                    type(node).__name__.lower(), number=_number(node.numbering), heading=heading, children=_below(node)
                )
            ]
        case ItemList() | Closing():
            return _below(node)
        case Item():
            rest = _below(node)
            text = rest.pop(0)["text"] if rest and rest[0]["type"] == "paragraph" else ""
            heading = node.heading.text if node.heading else ""
            return [_node("item", number=_number(node.numbering), heading=heading, text=text, children=rest)]
        case Paragraph():
            return [_node("paragraph", number=_number(node.numbering), text=node.text)]
    raise TypeError(f"no neutral form for {type(node).__name__}")
