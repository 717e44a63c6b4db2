"""The own XML back into the tree: `read_xml()`; and the source out of it: `rebuild_source()`."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

from reportparse.errors import ReadError
from reportparse.evidence import Evidence
from reportparse.metadata import VALUE_TAGS, Meta, Value, ValueName
from reportparse.nodes import (
    Addressing,
    Back,
    Body,
    Cell,
    Closing,
    Displaced,
    Division,
    Front,
    FrontLine,
    Heading,
    Item,
    ItemList,
    Leaf,
    Node,
    Note,
    Numbering,
    Paragraph,
    Part,
    Report,
    Row,
    Section,
    Signature,
    Subsection,
    Table,
    TableOfContents,
    TocEntry,
    Verbatim,
)
from reportparse.numbering import Style, label_at
from reportparse.origin import Origin
from reportparse.provenance import Change, Edit, Mark, Step, Trace, unchanged
from reportparse.read import ReadBack, content_of
from reportparse.read.elements import ALTERED, fail, integer, place_of, ranges, text_of, unknown, values_of
from reportparse.source import Piece, Source
from reportparse.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_VERSION = "1"
_PROVENANCE = ("edit", "ws", "kept")
_DIVISIONS: dict[str, type[Division]] = {"part": Part, "section": Section, "subsection": Subsection}
_VALUE_NAMES: dict[str, ValueName] = {tag: name for name, tag in VALUE_TAGS.items()}
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0|\0<\0!\0D")


def read_xml(data: str | bytes | os.PathLike[str]) -> ReadBack:
    """Read what `to_xml()` wrote: content as str or bytes, or a path (`pathlib.Path`).

    With provenance in the file, spans and the trace come back too: the source text, the
    clean text, and the changes with their rules; the steps behind them are one. Without,
    the trace is None and nodes have no spans.

    Entities, external files and document types are refused. Raises `ReadError` that says what is
    wrong, at which line, and how to cure it; `OSError` if a file cannot be read.

    >>> xml = '<report version="1"><meta><generator version="1"/></meta><body><p>a</p></body></report>'
    >>> read_xml(xml).report.body.content
    (Paragraph(text='a', marks=(), numbering=None, inline=False),)
    """
    root = _parsed(content_of(data, "<"))
    reading = _Reading(root)
    report = reading.report()
    origin = reading.origin()
    if reading.provenance is None:
        return ReadBack(report=report, origin=origin)
    source = Source(
        text=reading.source_text(),
        name=origin.name,
        encoding=origin.encoding,
        data_sha256=origin.sha256 if origin.encoding is not None else None,
        pieces=origin.pieces,
    )
    trace = Trace.of_changes(source, reading.changes, tuple(reading.marks)).with_pages()
    return ReadBack(report=report, origin=origin, trace=trace, provenance=reading.provenance)


def rebuild_source(root: Element) -> str:
    """The source text, character for character, from the root of a document with provenance.

    The text of the leaves, in source order, where no rule changed anything; the content of
    `<edit>`, `<ws>` and `<kept>` elsewhere. Raises `ReadError` if the document has no provenance
    or does not cover its source.

    >>> from lxml import etree
    >>> rebuild_source(etree.fromstring(
    ...     '<report version="1"><meta><source length="4"/></meta><body><p start="0" end="3">ac</p></body>'
    ...     '<provenance><edit rules="x" start="1" end="2">b</edit><ws start="3" end="4"> </ws></provenance></report>'
    ... ))
    'abc '
    """
    reading = _Reading(root)
    if reading.provenance is None:
        raise ReadError(
            'the document has no <provenance>, so its source is not in it; write it with provenance="standoff"'
        )
    reading.report()
    return reading.source_text()


def _parsed(content: str | bytes) -> Element:
    from lxml import etree

    encoding = None
    if isinstance(content, str):
        encoding = "utf-8"
        try:
            content = content.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ReadError(
                f"character {error.start} is a lone surrogate, which no XML holds; to_xml() writes it as <char/>"
            ) from None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    # Before parsing, since entities in attributes are expanded while parsing.
    if _DOCTYPE.search(content):
        raise ReadError("a document type (<!DOCTYPE …>) is not read: take it out; our own XML has none")
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"not well-formed XML: {error}; if it was edited by hand, look there") from None


@define
class _Reading:
    """One document being read. Leaves are noted on the way, since their text is a part of the source."""

    root: Element
    provenance: str | None = None
    changes: list[Change] = field(factory=list)
    marks: list[Mark] = field(factory=list)  # of the trace, in clean coordinates
    _kept: list[tuple[int, str]] = field(factory=list)  # position in the source, characters
    _held: list[tuple[Span, str]] = field(factory=list)  # place in the clean text, characters
    _offsets: Trace | None = None  # no text, only what maps offsets

    def __attrs_post_init__(self) -> None:
        root = self.root
        if root.tag != "report":
            fail(root, f"the root is <{root.tag!s}>, not <report>", "is it the own XML, without a namespace?")
        if root.get("version") != _VERSION:
            fail(root, f"version {root.get('version')!r} is unknown", f"this library reads version {_VERSION!r}")
        found = root.find("provenance")
        if found is None:
            return
        self.provenance = found.get("place", "standoff")
        self.changes = [_change(element) for element in root.iter("edit")]
        self.changes.sort(key=_source_start)
        last = 0
        for change in self.changes:
            if change.span.start < last:
                fail(found, f"two edits meet at {change.span.start} of the source", "each character is changed once")
            last = change.span.end
        for element in root.iter("ws", "kept"):
            start, end = place_of(element)
            text, _ = text_of(element)
            if len(text) != end - start:
                fail(element, f"{len(text)} characters stand for {end - start}", ALTERED)
            self._kept.append((start, text))
        edits = tuple(Edit(*change.span, change.now) for change in self.changes)
        steps = (Step("recorded", edits),) if edits else ()
        self._offsets = Trace(source=Source(text=""), steps=steps, text="")
        for element in found.iterchildren("mark"):
            values = values_of(element)
            span = self._spans(element)[0]
            self.marks.append(Mark(*span, values.get("kind", ""), values.get("value", "")))

    # The tree

    def report(self) -> Report:
        root = self.root
        values = values_of(root)
        containers: dict[str, tuple[Node, ...]] = {}
        meta = Meta()
        for element in self._elements(root):
            tag = element.tag
            if tag == "meta":
                meta = self._meta(element)
            elif tag in ("front", "body", "back") and tag not in containers:
                containers[tag] = self._content(self._elements(element))
            elif tag != "provenance":
                unknown(element)
        return Report(
            meta=meta,
            front=Front(content=containers.get("front", ())),
            body=Body(content=containers.get("body", ())),
            back=Back(content=containers.get("back", ())),
            profile=values.get("profile", "generic"),
            language=values.get("xml:lang"),
        )

    def _meta(self, element: Element) -> Meta:
        found: list[Value] = []
        told = any(child.tag == VALUE_TAGS["speaker_role"] for child in element)
        for child in element:
            if child.tag in ("source", "generator"):
                continue
            name = _VALUE_NAMES.get(str(child.tag))
            if name is None:
                unknown(child)
            text, values = text_of(child)[0], values_of(child)
            value = next((values[key] for key in ("norm", "when", "n") if key in values), text)
            spans = () if self._offsets is None else self._spans(child)
            found.append(Value(name=name, value=value, text=text, cue=values.get("cue", ""), spans=spans))
            if "role" in values and not told:
                found.append(
                    Value(name="speaker_role", value=values["role"], text=values["role"], cue=values.get("cue", ""))
                )
        return Meta(values=found)

    def origin(self) -> Origin:
        sources = self.root.findall("meta/source")
        generator = self.root.find("meta/generator")
        version = "" if generator is None else values_of(generator).get("version", "")
        if any(source.get("start") is not None for source in sources):
            pieces = self._pieces(sources)
            return Origin(length=pieces[-1].end, version=version, pieces=pieces)
        of_source = values_of(sources[0]) if sources else {}
        return Origin(
            name=of_source.get("name"),
            sha256=of_source.get("sha256", ""),
            length=integer(sources[0], "length", 0) or 0 if sources else 0,
            encoding=of_source.get("encoding"),
            version=version,
        )

    def _pieces(self, sources: list[Element]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for source in sources:
            values = values_of(source)
            numbers = {name: integer(source, name, 1) or 1 for name in ("page", "line", "column")}
            start, length = integer(source, "start", 0) or 0, integer(source, "length", 0) or 0
            end = pieces[-1].end if pieces else 0
            if start != end:
                fail(source, f"this piece starts at {start}, but the pieces before it end at {end}", ALTERED)
            pieces.append(
                Piece(
                    start=start,
                    length=length,
                    name=values.get("name"),
                    sha256=values.get("sha256", ""),
                    encoding=values.get("encoding"),
                    offset=integer(source, "offset", 0) or 0,
                    **numbers,
                )
            )
        return tuple(pieces)

    def _elements(self, parent: Element) -> list[Element]:
        """The children of a container. Only white space may stand between them."""
        found = []
        if parent.text is not None and not parent.text.isspace():
            fail(parent, f"text {parent.text.strip()[:20]!r} directly in <{parent.tag!s}>", "put it into a <p>")
        for child in parent:
            if child.tail is not None and not child.tail.isspace():
                fail(parent, f"text {child.tail.strip()[:20]!r} directly in <{parent.tag!s}>", "put it into a <p>")
            if child.tag not in _PROVENANCE:
                found.append(child)
        return found

    def _content(self, elements: list[Element]) -> tuple[Node, ...]:
        return tuple([self._node(element) for element in elements])

    def _node(self, element: Element) -> Node:
        match element.tag:
            case "p":
                numbering = self._inner_number(element)
                return Paragraph(
                    **self._leaf(element, after=numbering is not None),
                    numbering=numbering,
                    inline=element.get("place") == "inline",
                    evidence=_evidence(element),
                )
            case "part" | "section" | "subsection" as tag:
                return self._division(_DIVISIONS[tag], element)
            case "list":
                return ItemList(content=self._content(self._elements(element)))
            case "item":
                return self._item(element)
            case "title" | "subtitle" | "number" | "occasion" | "speaker" | "date" | "issuer" as kind:
                displaced = element.get("displaced") == "true"
                told = _evidence(element)
                return FrontLine(kind=kind, **self._leaf(element), displaced=displaced, evidence=told)
            case "addressing":
                return Addressing(**self._leaf(element), evidence=_evidence(element))
            case "signature":
                return Signature(**self._leaf(element), evidence=_evidence(element))
            case "displaced":
                role = values_of(element).get("role", "")
                return Displaced(**self._leaf(element), role=role, evidence=_evidence(element))
            case "verbatim":
                reason = values_of(element).get("reason", "")
                return Verbatim(**self._leaf(element), reason=reason, evidence=_evidence(element))
            case "cell":
                return Cell(**self._leaf(element))
            case "entry":
                return TocEntry(**self._leaf(element))
            case "closing":
                return Closing(content=self._content(self._elements(element)), evidence=_evidence(element))
            case "note":
                elements = self._elements(element)
                label = self._numbering(elements.pop(0)) if elements and elements[0].tag == "num" else None
                return Note(numbering=label, content=self._content(elements), evidence=_evidence(element))
            case "table":
                return Table(content=self._content(self._elements(element)), evidence=_evidence(element))
            case "row":
                return Row(content=self._content(self._elements(element)))
            case "toc":
                elements = self._elements(element)
                opened = self._heading(elements.pop(0), None) if elements and elements[0].tag == "heading" else None
                return TableOfContents(heading=opened, content=self._content(elements), evidence=_evidence(element))
            case _:
                unknown(element)

    def _division(self, kind: type[Division], element: Element) -> Division:
        elements = self._elements(element)
        number = self._numbering(elements.pop(0)) if elements and elements[0].tag == "num" else None
        heading = None
        if elements and elements[0].tag == "heading":
            heading = self._heading(elements.pop(0), number)
        elif number is not None:
            heading = Heading(numbering=number)
        return kind(
            heading=heading,
            ordinal=integer(element, "n"),
            kind=values_of(element).get("kind", ""),
            continued=element.get("continued") == "true",
            inline=element.get("place") == "inline",
            content=self._content(elements),
            evidence=_evidence(element),
        )

    def _item(self, element: Element) -> Item:
        elements = self._elements(element)
        number = self._numbering(elements.pop(0)) if elements and elements[0].tag == "num" else None
        heading = None
        if elements and elements[0].tag == "heading":
            heading = self._heading(elements[0], self._inner_number(elements[0]), inside=True)
            elements.pop(0)
        return Item(
            numbering=number,
            heading=heading,
            inline=element.get("place") == "inline",
            content=self._content(elements),
            evidence=_evidence(element),
        )

    def _heading(self, element: Element, numbering: Numbering | None, *, inside: bool = False) -> Heading:
        leaf = self._leaf(element, after=inside and numbering is not None)
        return Heading(**leaf, numbering=numbering, run_in=element.get("place") == "inline")

    def _inner_number(self, element: Element) -> Numbering | None:
        """The label inside a numbered paragraph, which it opens."""
        if len(element) and element[0].tag == "num" and not element.text:
            return self._numbering(element[0])
        return None

    def _numbering(self, element: Element) -> Numbering:
        leaf = self._leaf(element)
        text: str = leaf["text"]
        values = values_of(element)
        if "style" in values:
            try:
                style = Style(values["style"])
            except ValueError:
                fail(element, f"style {values['style']!r} is unknown", f"use one of {', '.join(Style)}")
            ordinal, form = integer(element, "n"), values.get("form", "")
        else:
            label = label_at(text + "\N{IDEOGRAPHIC SPACE}x")
            if label is None or label.text != text:
                fail(element, f"the label {text!r} is of no known form", "give it a @style, such as arabic, and @n")
            style, ordinal, form = label.style, label.ordinal, label.form
        return Numbering(**leaf, style=style, ordinal=ordinal, form=form)

    def _leaf(self, element: Element, *, after: bool = False) -> dict[str, Any]:
        """Text, marks and clean spans of an element with text; `after` its label and one space, if asked."""
        text, marks = text_of(element, after_label=after)
        spans: tuple[Span, ...] = ()
        if self._offsets is not None:
            spans = self._spans(element)
            if spans and element.get("loose") != "true":
                pieces = Leaf(text=text, spans=spans).pieces()
                if pieces is None:
                    fail(
                        element,
                        f"{len(text)} characters do not fit its offsets",
                        ALTERED,
                    )
                for at, span in pieces:
                    self._held.append((span, text[at : at + span.end - span.start]))
        return {"text": text, "marks": marks, "spans": spans}

    def _spans(self, element: Element) -> tuple[Span, ...]:
        assert self._offsets is not None
        clean = element.get("clean")
        if clean is not None:
            return tuple(ranges(element, clean))
        several = element.get("spans")
        if several is not None:
            return tuple(self._offsets.clean_span(span) for span in ranges(element, several))
        if element.get("start") is None and element.tag != "mark":
            return ()
        return (self._offsets.clean_span(place_of(element)),)

    # The source

    def source_text(self) -> str:
        """The source, from what the provenance holds and, between that, from the leaves."""
        length = self.origin().length
        found = [(change.span.start, change.was) for change in self.changes] + self._kept
        held = sorted(self._held, key=_clean_start)
        turn = 0
        for clean, source, size in unchanged(self.changes, length):
            end = clean + size
            while turn and held[turn - 1][0].end > clean:
                turn -= 1
            while turn < len(held) and held[turn][0].start < end:
                span, text = held[turn]
                start, stop = max(span.start, clean), min(span.end, end)
                if start < stop:
                    found.append((source + start - clean, text[start - span.start : stop - span.start]))
                turn += 1
        found.sort(key=_position)
        pieces, last = [], 0
        for start, text in found:
            if start > last:
                break
            if start + len(text) > last:
                pieces.append(text[last - start :])
                last = start + len(text)
        if last != length:
            raise ReadError(
                f"the source cannot be rebuilt: characters {last}-{length} are in no leaf, edit, ws or kept; "
                "elements were taken out, or <source length> was altered"
            )
        return "".join(pieces)


def _source_start(change: Change) -> int:
    return change.span.start


def _clean_start(held: tuple[Span, str]) -> Span:
    return held[0]


def _position(found: tuple[int, str]) -> int:
    return found[0]


def _change(element: Element) -> Change:
    values = values_of(element)
    start, end = place_of(element)
    now = values.get("now", "")
    was, _ = text_of(element)
    for child in element.iterchildren("now"):
        now = text_of(child)[0]
    if len(was) != end - start or start == end:
        fail(element, f"{len(was)} characters stand for {end - start}", ALTERED)
    return Change(rules=tuple(values.get("rules", "").split()), span=Span(start, end), was=was, now=now)


def _evidence(element: Element) -> Evidence | None:
    reasons = element.get("evidence")
    if reasons is None:
        return None
    try:
        return _shared_evidence(reasons, element.get("cert", ""))
    except ValueError as error:
        fail(element, str(error), 'write cert="0.95" evidence="label", or leave both out')


@cache
def _shared_evidence(reasons: str, cert: str) -> Evidence:
    return Evidence(tuple(reasons.split()), float(cert))
