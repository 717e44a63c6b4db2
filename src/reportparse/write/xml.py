"""The own XML: `to_xml()`. `docs/xml.md` is its reference, `schema/report.rnc` its grammar.

Two things XML cannot hold, and what is written instead:

- **Characters.** NUL, most C0 controls, lone surrogates, U+FFFE and U+FFFF; and U+000D, which a
  parser turns into a line feed. In text they are `<char cp="0 D800"/>`: code points in hexadecimal.
  In an attribute each is U+FFFD, and `@cp` of the same element lists what every U+FFFD of its
  attributes stands for (a real one as `FFFD`), attributes in alphabetical order.
- **Length.** libxml2 refuses text of more than 10 MB in one piece; an empty `<char cp=""/>` cuts it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple, NoReturn

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
from reportparse.provenance import Change, Mark, Page, Trace, unchanged
from reportparse.source import Piece
from reportparse.span import Span

Provenance = Literal["none", "standoff", "inline"]

_IMPOSSIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_CARE_IN_TEXT = re.compile(f"[&<>\r{_IMPOSSIBLE}]")
_CARE_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_IMPOSSIBLE}]')
_CHARS = re.compile(f"[\r{_IMPOSSIBLE}]+")
_IMPOSSIBLE_CHAR = re.compile(f"[{_IMPOSSIBLE}]")
_CHAR_OR_SIGN = re.compile(f"[\ufffd{_IMPOSSIBLE}]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ATTRIBUTE_ESCAPES = _ESCAPES | {ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;"}
_LONGEST = 2_000_000  # code points in one piece: 8 MB at most
_CUT = '<char cp=""/>'
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
            log = _Log(report, trace, inline=provenance == "inline")
        return _Writer(report, log, evidence, pretty).document(origin)
    except RecursionError:
        raise _too_deep() from None


def escaped(text: str) -> str:
    """Text as element content, any code point and any length.

    >>> escaped("a<b\\x00"), escaped("plain")
    ('a&lt;b<char cp="0"/>', 'plain')
    """
    if len(text) > _LONGEST:
        return _CUT.join(escaped(text[at : at + _LONGEST]) for at in range(0, len(text), _LONGEST))
    if _CARE_IN_TEXT.search(text) is None:
        return text
    pieces, last = [], 0
    for found in _CHARS.finditer(text):
        pieces.append(text[last : found.start()].translate(_ESCAPES))
        pieces.append(f'<char cp="{_code_points(found.group())}"/>')
        last = found.end()
    pieces.append(text[last:].translate(_ESCAPES))
    return "".join(pieces)


def attributes(**values: str | None) -> str:
    """Attributes as written in a start tag, in the order given, without those that are None; `@cp` if needed.

    >>> attributes(kind="章", n=None), attributes(name="a\\x00.txt")
    (' kind="章"', ' name="a\\ufffd.txt" cp="0"')
    """
    given = {name: value for name, value in values.items() if value is not None}
    if any(_CARE_IN_ATTRIBUTE.search(value) for value in given.values()):
        if any(_IMPOSSIBLE_CHAR.search(value) for value in given.values()):
            codes: list[str] = []
            for name in sorted(given):
                codes += map(_code_points, _CHAR_OR_SIGN.findall(given[name]))
                given[name] = _CHAR_OR_SIGN.sub("\N{REPLACEMENT CHARACTER}", given[name])
            given["cp"] = " ".join(codes)
        given = {name: value.translate(_ATTRIBUTE_ESCAPES) for name, value in given.items()}
    return "".join([f' {name}="{value}"' for name, value in given.items()])


def _code_points(characters: str) -> str:
    return " ".join(f"{ord(character):X}" for character in characters)


@lru_cache(maxsize=4096)
def implied_label(text: str) -> Label | None:
    """What a printed label says by itself; None if it says nothing, or not all of it is a label."""
    found = label_at(text + "\N{IDEOGRAPHIC SPACE}x")  # some labels are labels only before a space
    return found if found is not None and found.text == text else None


class _Writer:
    """One document being written: a list of strings, and the ids still to be given out."""

    def __init__(self, report: Report, log: _Log | None, evidence: bool, pretty: bool) -> None:
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

    def _provenance(self, log: _Log) -> None:
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


class _Where(IntEnum):
    """Where inline provenance may write an element."""

    INSIDE = 0  # an edit that left something: also at the beginning of a leaf
    BETWEEN = 1  # an edit that left nothing: in a leaf only between two of its characters
    BEFORE = 2  # white space between leaves
    REST = 3  # what no leaf holds and is text: never where it could be read as part of the report


class _Written(NamedTuple):
    """An element of the provenance, to be sorted and placed."""

    source_start: int
    clean_start: int
    where: _Where
    element: str


class _Log:
    """The provenance of one document: source offsets of nodes, and the elements that say what was changed.

    Offsets go through the composed changes, not through the steps, since these are what a
    file keeps: a document read back and written again has the same ones.
    """

    def __init__(self, report: Report, trace: Trace, *, inline: bool) -> None:
        self.inline = inline
        changes = trace.changes()
        self._trace = trace if trace.recorded is not None else Trace.of_changes(trace.source, changes)
        self._loose: set[int] = set()
        self._before: dict[int, list[str]] = {}
        self._inside: dict[int, list[tuple[int, str]]] = {}
        self._rest: list[str] = []
        # The places where a leaf's text stands in the clean text: start, end, offset in the leaf, leaf.
        held: list[tuple[int, int, int, Leaf]] = []
        for node in report.walk():
            if isinstance(node, Leaf) and node.spans:
                pieces = node.pieces()
                if pieces is None or any(
                    node.text[at : at + span.end - span.start] != trace.text[span.start : span.end]
                    for at, span in pieces
                ):
                    self._loose.add(id(node))
                else:
                    held += ((span.start, span.end, at, node) for at, span in pieces)
        held.sort(key=_by_start)
        written = [
            _Written(change.span.start, at, _Where.INSIDE if change.now else _Where.BETWEEN, _edit_element(change))
            for at, change in _placed(changes)
        ]
        written += self._uncovered(changes, held)
        written.sort()  # source order
        self._marks = [self._mark_element(mark) for mark in trace.marks]
        if inline:
            self._distribute(written, held)
        else:
            self._rest = [one.element for one in written]

    def offsets(self, node: Node) -> str:
        """`@start` and `@end` of a node; `@spans` if it is a leaf with several; `@clean` where these do not say it."""
        found = self.ranges(node.spans, hull=not isinstance(node, Leaf))
        return f'{found} loose="true"' if id(node) in self._loose else found

    def ranges(self, spans: Sequence[Span], *, hull: bool = False) -> str:
        """The offsets of some stretches of the clean text; `hull`: of the whole they span."""
        if not spans:
            return ""
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        whole = self._trace.source_span(Span(start, end))
        found = f' start="{whole.start}" end="{whole.end}"'
        if not hull:
            places = [self._trace.source_span(span) for span in spans]
            if len(spans) > 1:
                found += f' spans="{_ranges(places)}"'
            if any(self._trace.clean_span(place) != span for place, span in zip(places, spans, strict=True)):
                # A boundary inside what a change put there, such as "（" replaced by "\n\n（".
                found += f' clean="{_ranges(spans)}"'
        return found

    def before(self, node: Leaf) -> list[str]:
        """What was changed between the leaf before this one, in source order, and this one; once."""
        return self._before.pop(id(node), [])

    def inside(self, node: Leaf) -> list[tuple[int, str]]:
        """What was changed inside a leaf, with its place in the leaf's text; once."""
        return self._inside.pop(id(node), [])

    def rest(self) -> list[str]:
        """What has its place in `<provenance>`."""
        return self._rest + self._marks

    def _mark_element(self, mark: Mark) -> str:
        """A mark of the trace: evidence, such as bold, also where the tree made a heading of it."""
        span = Span(mark.start, mark.end)
        place = self._trace.source_span(span)
        clean = None if self._trace.clean_span(place) == span else _ranges((span,))
        given = attributes(
            kind=mark.kind, value=mark.value or None, start=str(place.start), end=str(place.end), clean=clean
        )
        return f"<mark{given}/>"

    def _uncovered(self, changes: Sequence[Change], held: Sequence[tuple[int, int, int, Leaf]]) -> Iterator[_Written]:
        """`<ws>` for white space that no leaf holds, `<kept>` for anything else that none holds."""
        text = self._trace.source.text
        covered = 0
        turn = 0
        for clean_start, source_start, length in unchanged(changes, len(text)):
            at, stop = clean_start, clean_start + length
            while at < stop:
                while turn < len(held) and held[turn][0] <= at:
                    covered = max(covered, held[turn][1])
                    turn += 1
                if covered > at:
                    at = min(covered, stop)
                    continue
                end = min(stop, held[turn][0]) if turn < len(held) else stop
                start = source_start + at - clean_start
                was = text[start : start + end - at]
                tag, where = ("ws", _Where.BEFORE) if was.isspace() else ("kept", _Where.REST)
                element = f'<{tag} start="{start}" end="{start + end - at}">{escaped(was)}</{tag}>'
                yield _Written(start, at, where, element)
                at = end

    def _distribute(self, written: Sequence[_Written], held: Sequence[tuple[int, int, int, Leaf]]) -> None:
        """Each element to the leaf it stands in, or to the one it stands before, or to the rest."""
        starts = [start for start, _, _, _ in held]
        for _, at, where, element in written:
            inner = bisect_right(starts, at) - 1
            if inner >= 0 and where <= _Where.BETWEEN:
                start, end, offset, leaf = held[inner]
                if at < end and (start < at or where is _Where.INSIDE):
                    self._inside.setdefault(id(leaf), []).append((offset + at - start, element))
                    continue
            after = bisect_left(starts, at)
            if after < len(held) and where is not _Where.REST:
                self._before.setdefault(id(held[after][3]), []).append(element)
            else:
                self._rest.append(element)
        for inside in self._inside.values():
            inside.sort(key=_first)  # an interrupted leaf need not be in source order


def _by_start(piece: tuple[int, int, int, Leaf]) -> tuple[int, int]:
    return piece[:2]


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _placed(changes: Iterable[Change]) -> Iterator[tuple[int, Change]]:
    """The changes, each with the position in the clean text where its replacement begins."""
    drift = 0
    for change in changes:
        yield change.span.start + drift, change
        drift += len(change.now) - len(change.was)


def _ranges(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _edit_element(change: Change) -> str:
    now = change.now
    too_long = len(now) > _LONGEST  # for an attribute
    start, end = map(str, change.span)
    given = attributes(rules=" ".join(change.rules), start=start, end=end, now=None if too_long else now)
    rest = f"<now>{escaped(now)}</now>" if too_long else ""
    return f"<edit{given}>{escaped(change.was)}{rest}</edit>"
