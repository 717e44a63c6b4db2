"""The neutral form: a tree that any tool can write, and the flat list of units that the measures look at."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

FIELDS = frozenset({"type", "number", "heading", "text", "inline", "bold", "children"})
TYPES = frozenset({"report", "meta", "address", "part", "section", "subsection", "paragraph", "item", "table", "note"})

_SPACES = re.compile(r"\s+")
EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\u2010-\u2027]")
_LABEL_MARKS = " \t\u3000、.．。,，:：()（）[]【】"
_FINAL_MARKS = " \t\u3000。．.:：，,;；!！?？、"


@frozen(kw_only=True)
class Tree:
    """A node of the neutral form."""

    type: str  # "section"
    number: str = ""  # "（二）", as printed
    heading: str = ""  # without its number
    text: str = ""
    inline: bool = False  # does not open a printed line
    children: tuple[Tree, ...] = ()

    @classmethod
    def of(cls, node: Any, where: str = "$") -> Tree:
        """From nested dicts; what is left out is empty. ValueError, with the place, for what is no neutral form.

        >>> Tree.of({"type": "paragraph", "text": "…"}).number
        ''
        >>> Tree.of({"type": "report", "children": [{"type": "chapter"}]})
        Traceback (most recent call last):
            ...
        ValueError: $.children[0]: no type 'chapter'; there are address, item, meta, ...
        """
        if not isinstance(node, dict):
            raise ValueError(f"{where}: an object is wanted, not {type(node).__name__}")
        if unknown := sorted(node.keys() - FIELDS):
            raise ValueError(f"{where}: no field {unknown[0]!r}; there are {', '.join(sorted(FIELDS))}")
        if node.get("type") not in TYPES:
            raise ValueError(f"{where}: no type {node.get('type')!r}; there are {', '.join(sorted(TYPES))}")
        for name in ("number", "heading", "text"):
            if not isinstance(node.get(name, ""), str):
                raise ValueError(f"{where}.{name}: a string is wanted")
        below = node.get("children", [])
        return cls(
            type=node["type"],
            number=node.get("number", ""),
            heading=node.get("heading", ""),
            text=node.get("text", ""),
            inline=bool(node.get("inline", False)),
            children=tuple(cls.of(child, f"{where}.children[{at}]") for at, child in enumerate(below)),
        )

    @classmethod
    def read(cls, path: Path) -> Tree:
        """From a JSON file."""
        try:
            return cls.of(json.loads(path.read_text("utf-8")))
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None


Opening = Literal["block", "inline", "joined"]


@frozen(kw_only=True)
class Unit:
    """A heading with its number, or a text: what the measures compare."""

    heads: bool
    type: str  # of its node
    text: str  # "二、主要工作", after `plain`
    raw: str  # heading or text before `plain`
    key: str  # headings: number and heading without their marks: "二|主要工作"; texts: the text
    path: tuple[str, ...]  # keys of the headings above it, the title apart
    opens: Opening  # a printed block; inside one; right behind the heading it belongs to
    alone: bool  # the only unit of its node


def plain(text: str) -> str:
    """NFKC, without soft hyphens; runs of white space are one space, and none beside East Asian characters.

    >>> plain("意见 108 条，in  2024")
    '意见108条,in 2024'
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).strip()
    return "".join(
        one
        for at, one in enumerate(text)
        if one != " " or not (EAST_ASIAN.match(text[at - 1]) or EAST_ASIAN.match(text[at + 1]))
    )


def units(tree: Tree) -> list[Unit]:
    """All units in reading order; those of notes last, since a page prints them where it ends."""
    notes: list[Unit] = []
    found = list(_below(tree, (), behind_heading=False, notes=notes))
    return found + notes


def _below(node: Tree, path: tuple[str, ...], behind_heading: bool, notes: list[Unit]) -> Iterator[Unit]:
    label, heading, text = plain(node.number).strip(_LABEL_MARKS), plain(node.heading), plain(node.text)
    opens: Opening = "inline" if node.inline else "block"
    headed = bool(label or heading)
    below = path
    if headed:
        key = (label + "|" if label else "") + heading.strip().rstrip(_FINAL_MARKS)
        yield Unit(
            heads=True,
            type=node.type,
            text=label + heading,
            raw=node.heading,
            key=key,
            path=path,
            opens=opens,
            alone=True,
        )
        if node.type != "report":
            below = (*path, key)
    if text:
        joined = headed or (behind_heading and node.inline)
        yield Unit(
            heads=False,
            type=node.type,
            text=text,
            raw=node.text,
            key=text,
            path=below,
            opens="joined" if joined else opens,
            alone=not headed,
        )
    for at, child in enumerate(node.children):
        below_heading = at == 0 and headed and not text
        if child.type == "note":
            notes += _below(child, (), behind_heading=False, notes=notes)
        else:
            yield from _below(child, below, below_heading, notes)
