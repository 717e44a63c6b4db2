"""How well a profile fits a document: `fit()` shows the outline, what fits no rung, what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import asdict, frozen

from reportparse.chars import shortened
from reportparse.look import RepeatedLine, look
from reportparse.nodes import (
    Back,
    Division,
    Front,
    FrontLine,
    Heading,
    Item,
    Leaf,
    Node,
    Note,
    Numbering,
    Paragraph,
    Table,
    TableOfContents,
    Verbatim,
)
from reportparse.numbering import label_at, opens_division
from reportparse.pipeline import Document
from reportparse.profiles import Profile, load
from reportparse.structure.outline import Ladder

# What a character may belong to. The first five are understood, the last two are not.
SHARES = (
    "headings",
    "labelled items and paragraphs",
    "front and back matter",
    "contents, tables and notes",
    "paragraphs inside a division",
    "paragraphs outside any division",
    "verbatim",
)
_UNDERSTOOD = frozenset(SHARES[:5])
FEWEST_REPEATS = 3  # of a line, to be looked at as furniture
_LONGEST = 60  # characters of a line that are shown
_MOST_LINES = 20  # of a list


@frozen(kw_only=True)
class Stray:
    """A label at the head of a paragraph or item that opened no division, and could have by its looks."""

    form: str  # "{letter}.": the label with its numeral replaced
    count: int
    why: str  # "no rung": the ladder does not know the form; "stays text": the label was read as words
    line: int | None  # of the source, where the first stands
    sample: str  # the first such line


@frozen(kw_only=True)
class Fit:
    """What `fit()` found. Characters are those of the clean text without white space."""

    profile: str
    outline: tuple[str, ...]  # a line a front line, division, headed item or closing; two spaces a level
    strays: tuple[Stray, ...]  # the most frequent first
    kept: tuple[RepeatedLine, ...]  # lines that recur and were not taken out
    characters: int
    shares: tuple[tuple[str, int], ...]  # what the characters belong to, in the order of `SHARES`

    @property
    def understood(self) -> float:
        """The share of characters in headings, labelled items, front and back matter, and divisions; 1 for none."""
        known = sum(count for name, count in self.shares if name in _UNDERSTOOD)
        return known / self.characters if self.characters else 1.0

    def to_dict(self) -> dict[str, Any]:
        """The findings as plain values, for JSON."""
        return {**asdict(self), "shares": dict(self.shares), "understood": round(self.understood, 4)}

    def to_text(self) -> str:
        """The findings as a page to read."""
        return "\n".join(_page(self)) + "\n"


def fit(document: Document, profile: Profile | None = None) -> Fit:
    """How well its profile fits a parsed document. Raises `ValueError` without provenance.

    `profile` is that of the document, if it cannot be found by its name.

    >>> from reportparse import parse
    >>> found = fit(parse("一、主要工作\\n\\n全年提出意见 108条。\\n\\n二、今后任务\\n\\n继续努力。"))
    >>> found.outline
    ('section 一、 主要工作  (1 block)', 'section 二、 今后任务  (1 block)')
    >>> found.understood
    1.0
    """
    facts = look(document)
    ladder = Ladder((profile or load(document.profile)).outline)
    shares = Counter(dict.fromkeys(SHARES, 0))
    for leaf, name in _placed(document.report, ""):
        shares[name] += len("".join(leaf.text.split()))
    kept = tuple(line for line in facts.repeated if line.count - line.removed >= FEWEST_REPEATS)
    return Fit(
        profile=document.profile,
        outline=(*_edge(document.report.front), *_outline(document.report.body, 0), *_edge(document.report.back)),
        strays=tuple(_strays(document, ladder)),
        kept=kept,
        characters=shares.total(),
        shares=tuple((name, shares[name]) for name in SHARES),
    )


def _placed(node: Node, place: str) -> Iterator[tuple[Leaf, str]]:
    """Every leaf below a node, with what it belongs to."""
    match node:
        case Front() | Back():
            place = SHARES[2]
        case TableOfContents() | Table() | Note():
            place = SHARES[3]
        case Division():
            place = place if place == SHARES[2] else SHARES[4]
        case Item():
            place = place if place == SHARES[2] else SHARES[1]
    if isinstance(node, Leaf):
        yield node, _of_leaf(node, place)
    for child in node.children:
        if isinstance(child, Numbering) and isinstance(node, Leaf):
            yield child, _of_leaf(node, place)  # the label goes with what it labels
        else:
            yield from _placed(child, place)


def _of_leaf(leaf: Leaf, place: str) -> str:
    match leaf:
        case Verbatim():
            return SHARES[6]
        case Heading() if place in ("", SHARES[4]):
            return SHARES[0]
        case Paragraph(numbering=numbering) if numbering is not None and place in ("", SHARES[4]):
            return SHARES[1]
        case _:
            return place or SHARES[5]


def _edge(matter: Node) -> Iterator[str]:
    """The lines of the front or back matter."""
    for node in matter.children:
        name = node.kind if isinstance(node, FrontLine) else type(node).__name__.lower()
        yield f"{name} {_short(node.text)}"


def _outline(node: Node, depth: int) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Division):
            blocks = sum(1 for one in child.content if not isinstance(one, Division))
            counted = f"  ({blocks} block{'' if blocks == 1 else 's'})" if blocks else ""
            yield f"{'  ' * depth}{_headed(type(child).__name__.lower(), child.numbering, child.heading)}{counted}"
            yield from _outline(child, depth + 1)
        elif isinstance(child, Item) and child.heading is not None:
            label = child.numbering or child.heading.numbering
            yield f"{'  ' * depth}{_headed('item', label, child.heading)}"
            yield from _outline(child, depth + 1)
        elif not isinstance(child, Leaf):
            yield from _outline(child, depth)


def _headed(name: str, label: Numbering | None, heading: Heading | None) -> str:
    words = (name, label.text if label else "", _short(heading.text) if heading else "")
    return " ".join(word for word in words if word)


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST)


def _strays(document: Document, ladder: Ladder) -> Iterator[Stray]:
    found: dict[tuple[str, str], list[Leaf]] = {}
    for node in document.report.body.walk():
        if not isinstance(node, Paragraph) or node.inline:
            continue
        text = node.text if node.numbering is None else f"{node.numbering.text} {node.text}"
        label = label_at(text) if opens_division(text) else None
        if label is None:
            continue
        if node.numbering is None:
            found.setdefault((label.form, "stays text"), []).append(node)
        elif ladder.rank(label) is None:
            found.setdefault((label.form, "no rung"), []).append(node)
    for (form, why), leaves in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        place = document.place(leaves[0])
        sample = leaves[0].text if leaves[0].children == () else f"{leaves[0].children[0].text} {leaves[0].text}"
        yield Stray(form=form, count=len(leaves), why=why, line=place and place.line, sample=_short(sample))


def _page(found: Fit) -> Iterator[str]:
    yield f"outline with the profile {found.profile}"
    yield from (f"  {line}" for line in found.outline)
    yield from ["  no divisions"] * (not found.outline)
    yield ""
    yield "labels that fit no rung"
    for one in found.strays[:_MOST_LINES]:
        where = "" if one.line is None else f"line {one.line}: "
        yield f"  {one.count:6}  {one.form:14}  {one.why}; {where}{one.sample}"
    yield from ["  none"] * (not found.strays)
    yield ""
    yield "furniture kept: lines that recur and stayed in the text (# is a number)"
    for line in found.kept:
        yield f"  {line.count - line.removed:6}  {line.text}"
    yield from ["  none"] * (not found.kept)
    yield from ["  if they are no part of the text, name them: furniture = ['^…$']"] * bool(found.kept)
    yield ""
    yield f"understood  {found.understood:.1%} of {found.characters:,} characters"
    for name, count in found.shares:
        if count:
            share = count / found.characters
            yield f"  {share:6.1%}  {name}{'' if name in _UNDERSTOOD else '  (not understood)'}"
