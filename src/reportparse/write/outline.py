"""A plain indented dump of the tree, which tests compare and people read: `to_outline()`."""

from __future__ import annotations

from reportparse.chars import shortened
from reportparse.nodes import (
    Cell,
    Container,
    Displaced,
    Division,
    FrontLine,
    Heading,
    Item,
    Leaf,
    Node,
    Note,
    Numbering,
    Paragraph,
    Report,
    Row,
    TableOfContents,
    TocEntry,
    Verbatim,
)


def to_outline(report: Report, width: int = 60) -> str:
    """One line a node, indented by two spaces a level; texts cut at `width` code points, with their length.

    >>> from reportparse.nodes import Body, Section
    >>> from reportparse.numbering import Style
    >>> number = Numbering(text="二、", style=Style.HAN, ordinal=2)
    >>> heading = Heading(text="主要工作", numbering=number)
    >>> section = Section(heading=heading, ordinal=2, content=(Paragraph(text="全年"),))
    >>> print(to_outline(Report(body=Body(content=(section,)))), end="")
    report generic
      body
        section 二、 n=2 "主要工作"
          p "全年" (2)
    """
    lines: list[str] = []
    stack: list[tuple[int, Node]] = [(0, report)]
    while stack:
        depth, node = stack.pop()
        lines.append("  " * depth + _line(node, width))
        below = node.content if isinstance(node, Container) else node.children if isinstance(node, Report) else ()
        stack.extend((depth + 1, child) for child in reversed(below))
    return "\n".join(lines) + "\n"


def _line(node: Node, width: int) -> str:
    match node:
        case Report(profile=profile, language=language):
            return " ".join(word for word in ("report", profile, language) if word)
        case Division(heading=heading, ordinal=ordinal, kind=kind):
            n = None if ordinal is None else f"n={ordinal}"
            flags = ("continued" if node.continued else "", "inline" if node.inline else "")
            return _words(_name(node), node.numbering, kind, n, _heading(heading), *flags)
        case Item(numbering=numbering, heading=heading):
            label = None if heading is None else heading.numbering
            return _words("item", numbering, label, _heading(heading), "inline" if node.inline else "")
        case TableOfContents(heading=heading):
            return _words("toc", _heading(heading))
        case Note(numbering=numbering):
            return _words("note", numbering)
        case Paragraph(numbering=numbering):
            return _words("p", numbering, _text(node, width), "inline" if node.inline else "")
        case FrontLine(kind=kind):
            return _words(kind, _text(node, width), "displaced" if node.displaced else "")
        case Verbatim(reason=reason):
            return _words("verbatim", reason, _text(node, width))
        case Displaced(role=role):
            return _words("displaced", role, _text(node, width))
        case Leaf():
            return _words(_name(node), _text(node, width))
        case _:
            return _name(node)


def _words(*words: str | Numbering | None) -> str:
    return " ".join(word.text if isinstance(word, Numbering) else word for word in words if word)


def _name(node: Node) -> str:
    match node:
        case TableOfContents():
            return "toc"
        case TocEntry():
            return "entry"
        case Row() | Cell():
            return type(node).__name__.lower()
        case _:
            return "list" if type(node).__name__ == "ItemList" else type(node).__name__.lower()


def _heading(heading: Heading | None) -> str | None:
    """The heading in full: it is what the outline is for."""
    if heading is None or not (heading.text or heading.run_in):
        return None
    return f"{_quoted(heading.text)}{' run-in' if heading.run_in else ''}"


def _text(node: Leaf, width: int) -> str:
    cut = shortened(node.text, width)
    return f"{_quoted(cut)} ({len(node.text)})"


def _quoted(text: str) -> str:
    """In quotes, on one line: what cannot be printed is escaped, but not Chinese or other scripts."""
    shown = "".join(
        character
        if character.isprintable() or character == "\N{IDEOGRAPHIC SPACE}"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
    return f'"{shown}"'
