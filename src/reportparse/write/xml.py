"""The own XML: `to_xml()`. `docs/xml.md` is its reference, `schema/report.rnc` its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NoReturn

from reportparse.errors import ReportparseError
from reportparse.metadata import VALUE_TAGS, Meta, Value
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
from reportparse.numbering import Label, label_at
from reportparse.origin import Origin
from reportparse.provenance import Mark, Page, Trace
from reportparse.source import Piece
from reportparse.write.log import Log
from reportparse.write.markup import attributes, escaped

Provenance = Literal["none", "standoff", "inline"]

_DEEPEST = 240  # libxml2 reads 256; the innermost `char` and marks need a few
_PADS = tuple("\n" + "  " * depth for depth in range(_DEEPEST + 2))
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
# The elements of <meta>: those of numbers have @n, those of dates and years @when, the others @norm if need be.
_NUMBERED = frozenset({"term", "session"})
_DATED = frozenset({"date", "yearReported", "yearPlanned"})
_MARK_TAGS = {("bold", ""): "b", ("italic", ""): "i"}


def to_xml(
    report: Report,
    *,
    trace: Trace | None = None,
    origin: Origin,
    provenance: Provenance = "none",
    evidence: bool = False,
    pretty: bool = True,
) -> str:
    """The report as a document of the own vocabulary, in no namespace.

    `provenance="none"` writes the tree alone. `"standoff"` adds source offsets and, after the
    text, everything the rules changed; `"inline"` says the same, with each change at its place.
    Both need the `trace` the tree was made with; from both the source can be rebuilt
    (`reportparse.read.xml.rebuild_source`). `evidence` writes by what each node was told, and how surely, as
    `@evidence` and `@cert`. `pretty` breaks and indents lines between elements,
    never inside the ones that hold text.

    What `read_xml()` reads back is equal to `report`, and written again the same way it is the same
    text. Raises `ReportparseError` if provenance is asked for without a trace, if the tree is
    deeper than XML readers accept (240), or if a node stands where it has no element.

    >>> from reportparse.nodes import Body
    >>> report = Report(body=Body(content=(Paragraph(text="a < b"),)))
    >>> print(to_xml(report, origin=Origin(version="1")).split("</meta>")[1].strip())
    <body>
        <p xml:id="p_1">a &lt; b</p>
      </body>
    </report>
    """
    if provenance not in ("none", "standoff", "inline"):
        raise ReportparseError(f'provenance is "none", "standoff" or "inline", not {provenance!r}')
    if provenance != "none" and trace is None:
        raise ReportparseError(
            f'provenance="{provenance}" needs the trace: this document was read from a file without it; '
            'use provenance="none"'
        )
    try:
        log = None
        if trace is not None and provenance != "none":
            log = Log(report, trace, inline=provenance == "inline")
        return _Writer(report, log, evidence, pretty).document(origin)
    except RecursionError:
        raise _too_deep() from None


@lru_cache(maxsize=4096)
def implied_label(text: str) -> Label | None:
    """What a printed label says by itself; None if it says nothing, or not all of it is a label."""
    found = label_at(text + "\N{IDEOGRAPHIC SPACE}x")  # some labels are labels only before a space
    return found if found is not None and found.text == text else None


class _Writer:
    """One document being written: a list of strings, and the ids still to be given out."""

    def __init__(self, report: Report, log: Log | None, evidence: bool, pretty: bool) -> None:
        self._report = report
        self._evidence = evidence
        self._log = log
        self._pads = _PADS if pretty else ("",) * len(_PADS)
        self._out: list[str] = []
        # Ids come in document order, which is the order of writing.
        self._ids = iter([name for name, _ in report.ids()])

    def document(self, origin: Origin) -> str:
        report, out = self._report, self._out
        out.append('<?xml version="1.0" encoding="UTF-8"?>\n<report version="1"')
        out.append(attributes(profile=report.profile, **{"xml:lang": report.language}))
        out.append(f"{self._offsets(report)}>")
        self._meta(report.meta, origin)
        for tag, container in (("front", report.front), ("body", report.body), ("back", report.back)):
            if container.content:
                self._container(tag, container, 1)
        if self._log is not None:
            self._provenance(self._log)
        out.append(f"{self._pads[0]}</report>\n")
        return "".join(out)

    def _meta(self, meta: Meta, origin: Origin) -> None:
        out, pad = self._out, self._pads[2]
        out.append(f"{self._pads[1]}<meta>")
        roles = {id(speaker): role for speaker, role in _with_roles(meta)}
        # An office has an element of its own where @role does not say everything about it.
        said = self._log is None and all(
            one.value == one.text and one.cue == speaker.cue for speaker, one in _with_roles(meta)
        )
        for one in meta.values:
            if roles and said and one.name == "speaker_role":
                continue
            role = roles.get(id(one))
            out.append(f"{pad}{self._value(one, None if role is None else role.value)}")
        sources = [_piece(piece) for piece in origin.pieces] or [
            attributes(name=origin.name, sha256=origin.sha256, length=str(origin.length), encoding=origin.encoding)
        ]
        generator = attributes(name="reportparse", version=origin.version, profile=self._report.profile)
        out += [f"{pad}<source{one}/>" for one in sources]
        out.append(f"{pad}<generator{generator}/>{self._pads[1]}</meta>")

    def _value(self, value: Value, role: str | None) -> str:
        """`<date when="2024-01-09" cue="occasion">2024年1月9日</date>`: as printed, and as compared if that differs."""
        tag = VALUE_TAGS[value.name]
        plain = {"role": role, "cue": value.cue or None}
        if tag in _NUMBERED and value.value.isascii() and value.value.isdigit():
            plain["n"] = value.value
        elif tag in _DATED and _is_date(value.value):
            plain["when"] = value.value
        elif value.value != value.text:
            plain["norm"] = value.value
        offsets = "" if self._log is None else self._log.ranges(value.spans)
        return f"<{tag}{attributes(**plain)}{offsets}>{escaped(value.text)}</{tag}>"

    def _nodes(self, nodes: Iterable[Node], depth: int) -> None:
        if depth > _DEEPEST:
            raise _too_deep()
        for node in nodes:
            match node:
                case Paragraph():
                    self._paragraph(node, depth)
                case Subsection():
                    self._division("subsection", node, depth)
                case ItemList():
                    self._container("list", node, depth)
                case Item():
                    self._item(node, depth)
                case Section():
                    self._division("section", node, depth)
                case Part():
                    self._division("part", node, depth)
                case FrontLine(kind=kind):
                    self._leaf(kind, node, depth, next(self._ids), ' displaced="true"' if node.displaced else "")
                case Addressing():
                    self._leaf("addressing", node, depth, next(self._ids))
                case Signature():
                    self._leaf("signature", node, depth, next(self._ids))
                case Displaced(role=role):
                    self._leaf("displaced", node, depth, next(self._ids), attributes(role=role or None))
                case Verbatim(reason=reason):
                    self._leaf("verbatim", node, depth, next(self._ids), attributes(reason=reason or None))
                case Closing():
                    self._container("closing", node, depth, next(self._ids))
                case Note(numbering=numbering):
                    self._container("note", node, depth, next(self._ids), numbering=numbering)
                case Table():
                    self._container("table", node, depth, next(self._ids))
                case TableOfContents(heading=heading):
                    self._open("toc", node, depth, next(self._ids))
                    if heading is not None:
                        self._leaf("heading", heading, depth + 1)
                    self._nodes(node.content, depth + 1)
                    self._out.append(f"{self._pads[depth]}</toc>")
                case Row(content=cells):
                    for cell in cells:
                        if not isinstance(cell, Cell):
                            _misplaced(cell)
                    self._container("row", node, depth)
                case Cell():
                    self._leaf("cell", node, depth)
                case TocEntry():
                    self._leaf("entry", node, depth)
                case _:
                    _misplaced(node)

    def _division(self, tag: str, node: Division, depth: int) -> None:
        extra = ""
        if node.ordinal is not None:
            extra = f' n="{node.ordinal}"'
        if node.kind:
            extra += attributes(kind=node.kind)
        if node.continued:
            extra += ' continued="true"'
        if node.inline:
            extra += ' place="inline"'
        self._open(tag, node, depth, next(self._ids), extra)
        heading = node.heading
        if heading is not None:
            if heading.numbering is not None:
                self._number(heading.numbering, depth + 1)
            if heading.text or heading.run_in or heading.numbering is None:
                self._leaf("heading", heading, depth + 1, None, ' place="inline"' if heading.run_in else "")
        self._nodes(node.content, depth + 1)
        self._out.append(f"{self._pads[depth]}</{tag}>")

    def _item(self, node: Item, depth: int) -> None:
        self._open("item", node, depth, next(self._ids), ' place="inline"' if node.inline else "")
        if node.numbering is not None:
            self._number(node.numbering, depth + 1)
        heading = node.heading
        if heading is not None:
            extra = ' place="inline"' if heading.run_in else ""
            self._leaf("heading", heading, depth + 1, None, extra, heading.numbering)
        self._nodes(node.content, depth + 1)
        self._out.append(f"{self._pads[depth]}</item>")

    def _paragraph(self, node: Paragraph, depth: int) -> None:
        extra = ' place="inline"' if node.inline else ""
        plain = self._log is None and node.numbering is None and not node.marks
        if plain and not (self._evidence and node.evidence):  # most of a document
            self._out.append(f'{self._pads[depth]}<p xml:id="{next(self._ids)}"{extra}>{escaped(node.text)}</p>')
        else:
            self._leaf("p", node, depth, next(self._ids), extra, node.numbering)

    def _container(
        self,
        tag: str,
        node: Container,
        depth: int,
        name: str | None = None,
        numbering: Numbering | None = None,
    ) -> None:
        self._open(tag, node, depth, name)
        if numbering is not None:
            self._number(numbering, depth + 1)
        self._nodes(node.content, depth + 1)
        self._out.append(f"{self._pads[depth]}</{tag}>")

    def _open(self, tag: str, node: Node, depth: int, name: str | None, extra: str = "") -> None:
        xml_id = self._named(name, node) if name else ""
        self._out.append(f"{self._pads[depth]}<{tag}{xml_id}{extra}{self._offsets(node)}>")

    def _leaf(
        self,
        tag: str,
        node: Leaf,
        depth: int,
        name: str | None = None,
        extra: str = "",
        numbering: Numbering | None = None,
    ) -> None:
        """An element with text; a label inside it (of a numbered paragraph) is followed by one space."""
        pad = self._pads[depth]
        if self._log is not None:
            if numbering is not None:
                self._out += (f"{pad}{one}" for one in self._log.before(numbering))
            self._out += (f"{pad}{one}" for one in self._log.before(node))
        xml_id = self._named(name, node) if name else ""
        label = "" if numbering is None else f"{self._number_element(numbering)} "
        self._out.append(f"{pad}<{tag}{xml_id}{extra}{self._offsets(node)}>{label}{self._text(node)}</{tag}>")

    def _number(self, node: Numbering, depth: int) -> None:
        pad = self._pads[depth]
        if self._log is not None:
            self._out += (f"{pad}{one}" for one in self._log.before(node))
        self._out.append(f"{pad}{self._number_element(node)}")

    def _number_element(self, node: Numbering) -> str:
        """`<num>二、</num>`; what the label does not say by itself is in attributes."""
        label = implied_label(node.text)
        extra = ""
        if label is None or (label.style, label.ordinal, label.form) != (node.style, node.ordinal, node.form):
            ordinal = None if node.ordinal is None else str(node.ordinal)
            extra = attributes(style=node.style.value, n=ordinal, form=node.form)
        return f"<num{extra}{self._offsets(node)}>{self._text(node)}</num>"

    def _named(self, name: str, node: Node) -> str:
        """The id of an element, and by what its node was told, if that is asked for."""
        told = node.evidence if self._evidence else None
        if told is None:
            return f' xml:id="{name}"'
        return f' xml:id="{name}" cert="{told.cert:g}" evidence="{" ".join(told.reasons)}"'

    def _offsets(self, node: Node) -> str:
        return "" if self._log is None else self._log.offsets(node)

    def _text(self, node: Leaf) -> str:
        inside: Sequence[tuple[int, str]] = () if self._log is None else self._log.inside(node)
        if not inside and not node.marks:
            return escaped(node.text)
        return "".join(_marked(node.text, node.marks, inside))

    def _provenance(self, log: Log) -> None:
        place = ' place="inline"' if log.inline else ""
        rest = log.rest()
        if not rest:
            self._out.append(f'{self._pads[1]}<provenance unit="codePoint"{place}/>')
            return
        self._out.append(f'{self._pads[1]}<provenance unit="codePoint"{place}>')
        self._out += (f"{self._pads[2]}{one}" for one in rest)
        self._out.append(f"{self._pads[1]}</provenance>")


def _piece(piece: Piece) -> str:
    """The attributes of a piece's `<source>`: where it stands in the source, and in the text it is from."""
    where = {"offset": piece.offset, "page": piece.page, "line": piece.line, "column": piece.column}
    inside = piece.offset > 0
    return attributes(
        name=piece.name,
        sha256=piece.sha256,
        start=str(piece.start),
        length=str(piece.length),
        encoding=piece.encoding,
        **{name: str(value) if inside else None for name, value in where.items()},
    )


def _with_roles(meta: Meta) -> Sequence[tuple[Value, Value]]:
    """Each speaker with the office in the same place of its list, if every speaker has one."""
    speakers, roles = meta.all("speaker"), meta.all("speaker_role")
    return tuple(zip(speakers, roles, strict=True)) if len(speakers) == len(roles) else ()


def _too_deep() -> ReportparseError:
    return ReportparseError(
        f"the tree is deeper than {_DEEPEST} elements, and XML readers refuse that: flatten its divisions or lists"
    )


def _misplaced(node: Node) -> NoReturn:
    raise ReportparseError(
        f"{type(node).__name__} has no element where it stands: Heading and Numbering belong into the fields "
        "of that name, Cell into a Row, TocEntry into a TableOfContents"
    )


def _is_date(text: str) -> bool:
    """`2024`, `2024-01` and `2024-01-09`, if they exist in the calendar."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _marked(text: str, marks: Sequence[Mark], inside: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The text of a leaf with its marks as elements, and edits at their places.

    Marks may overlap, elements may not: a mark cut by the end of another one goes on in
    an element with `continued="true"`.
    """
    length = len(text)
    marks = [mark._replace(start=max(0, mark.start), end=min(mark.end, length)) for mark in marks]
    marks = sorted(marks, key=_longest_first)
    points = sorted({at for at, _ in inside} | {mark.start for mark in marks} | {mark.end for mark in marks})
    marks.reverse()  # the next one is the last of the list, and so with the edits
    edits = list(inside)[::-1]
    open_marks: list[Mark] = []
    nearest = length + 1  # where the first of the open marks ends
    last = 0
    for point in (*points, length):
        yield escaped(text[last:point])
        last = point
        cut: list[Mark] = []
        while nearest <= point:
            mark = open_marks.pop()
            if mark.end == nearest:
                nearest = min((one.end for one in open_marks), default=length + 1)
            yield f"</{_tag(mark)}>"
            if mark.end > point:
                cut.append(mark)
        for mark in reversed(cut):
            open_marks.append(mark)
            nearest = min(nearest, mark.end)
            yield _mark_tag(mark, continued=True)
        while edits and edits[-1][0] <= point:
            yield edits.pop()[1]
        while marks and marks[-1].start <= point:
            mark = marks.pop()
            page = Page.of(mark)
            if page is not None:
                yield f"<pb{attributes(page=str(page.number), n=page.label)}/>"
                continue
            yield _mark_tag(mark)
            if mark.start == mark.end:
                yield f"</{_tag(mark)}>"
            else:
                open_marks.append(mark)
                nearest = min(nearest, mark.end)


def _longest_first(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.kind, mark.value


def _tag(mark: Mark) -> str:
    """`ref` for the call of a note, `seg` for a point that counts; `mark` for what has no element of its own."""
    if mark.kind == "ref" and _NOTE_ID.fullmatch(mark.value):
        return "ref"
    if mark.kind == "seg" and _ORDINAL.fullmatch(mark.value):
        return "seg"
    return _MARK_TAGS.get((mark.kind, mark.value), "mark")


_NOTE_ID = re.compile(r"note_[1-9][0-9]*", re.ASCII)
_ORDINAL = re.compile(r"[1-9][0-9]*", re.ASCII)


def _mark_tag(mark: Mark, *, continued: bool = False) -> str:
    rest = ' continued="true"' if continued else ""
    tag = _tag(mark)
    if tag == "ref":
        return f"<ref{attributes(target=mark.value)}{rest}>"
    if tag == "seg":
        return f'<seg n="{mark.value}"{rest}>'
    if tag != "mark":
        return f"<{tag}{rest}>"
    return f"<mark{attributes(kind=mark.kind, value=mark.value or None)}{rest}>"
