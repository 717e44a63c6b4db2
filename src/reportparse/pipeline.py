"""`parse()`: text in, `Document` out. The only module that knows every stage."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from reportparse.diagnostics import Diagnostic
from reportparse.nodes import Node, Report
from reportparse.origin import Origin
from reportparse.provenance import Trace
from reportparse.source import Place, Source
from reportparse.span import Span

if TYPE_CHECKING:
    from reportparse.profiles import Detection, Profile
    from reportparse.structure import ParseOptions
    from reportparse.write.xml import Provenance

__all__ = ["Document", "parse", "parse_file", "read_json", "read_xml"]

_PDF_AS_TEXT = "%PDF-"
_LONG_LINE = 100_000


def parse(
    text: str | bytes,
    profile: str | os.PathLike[str] = "auto",
    *,
    disable: Iterable[str] = (),
    encoding: str | None = None,
    name: str | None = None,
) -> Document:
    """Clean and structure one report.

    `text` is what an extractor wrote, as str, or as bytes in UTF-8 (with or without a byte
    order mark) or in `encoding`. `profile` is a family's name, the path of a TOML file, or
    "auto". `disable` names cleaning rules to leave out. `name` is recorded as the source's.

    Any text parses: what is not understood is kept as paragraphs. Raises `EncodingError` for bytes that
    do not decode, `ProfileError` for an unknown profile, `ValueError` for an unknown rule, `TypeError`
    for anything but str and bytes.

    >>> document = parse("各位委员：\\n\\n一、主要工作\\n\\n全年提出建议意见 108条。")
    >>> document.report["sec_1"].heading.text
    '主要工作'
    >>> document.trace.text.endswith("建议意见108条。")
    True
    """
    family = profile_named(profile)
    off = rules_off(disable, family)
    source = received(text, encoding, name)

    with collector_at_rest():
        return _parsed(source, family, off)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without the cyclic garbage collector, which walks over every edit and line again and again and finds nothing.

    8 % of the time of a long report, 17 % of a very long one (bench/README.md).
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _parsed(source: Source, profile: str, off: tuple[str, ...]) -> Document:
    return structured(*cleaned(source, profile, off))


@frozen
class Family:
    """The family a text is read as, and how it was chosen."""

    profile: Profile
    language: str | None
    detection: Detection | None

    @classmethod
    def of(cls, text: str, profile: str) -> Family:
        """The family of that name, or with "auto" the one that fits a clean text."""
        from reportparse import profiles
        from reportparse.language import language_of

        language = language_of(text)
        if profile != "auto":
            return cls(profiles.load(profile), language, None)
        detection = profiles.detect(text, language)
        return cls(profiles.load(detection.profile), language, detection)

    def options(self) -> ParseOptions:
        """What it tells the parser."""
        return self.profile.parse_options(self.profile.language or self.language)


def cleaned(
    source: Source, profile: str, off: tuple[str, ...], kin: str = ""
) -> tuple[Trace, tuple[Diagnostic, ...], Family]:
    """The trace of a source, what there is to remark on it, and its family.

    `kin` is text of the same make, whose lines teach how this one sets its own.
    """
    from reportparse import profiles

    trace, remarks = _cleaned_as(None if profile == "auto" else profiles.load(profile), source, off, kin)
    family = Family.of(trace.text, profile)
    if profile == "auto" and family.profile.cleans:
        trace, remarks = _cleaned_as(family.profile, source, off, kin)
    return trace, (*_of_source(source), *remarks), family


def structured(trace: Trace, remarks: tuple[Diagnostic, ...], family: Family) -> Document:
    """The document of a clean text; `remarks` are added to those on its structure."""
    from reportparse.structure import build

    report, found = build(trace, family.options())
    return Document(
        report=report,
        trace=trace,
        diagnostics=in_order((*remarks, *found, *_of_profiles(family.detection))),
        origin=Origin.of(trace.source),
        detection=family.detection,
    )


def _cleaned_as(
    family: Profile | None, source: Source, off: tuple[str, ...], kin: str
) -> tuple[Trace, tuple[Diagnostic, ...]]:
    """Cleaned in the way of a family; None: as a text whose family is not known."""
    # Loaded here, with its patterns, so that `import reportparse` stays quick.
    from reportparse.clean import clean
    from reportparse.profiles import web_words

    if family is None:
        return clean(source, off, web_words(), kin=kin)
    extra = () if family.skill is None else ((family.skill.after, family.skill.rule()),)
    return clean(source, (*off, *family.disable), family.web, extra, named=family.furniture, kin=kin)


def _of_profiles(detection: Detection | None) -> Iterable[Diagnostic]:
    """Families that could not be looked at."""
    from reportparse import profiles

    if detection is not None:
        for fault in (*profiles.unusable(), *detection.faults):
            yield Diagnostic(code="profile-unusable", message=fault)


def parse_file(
    path: str | os.PathLike[str],
    profile: str | os.PathLike[str] = "auto",
    *,
    disable: Iterable[str] = (),
    encoding: str | None = None,
) -> Document:
    """`parse()` for a file; its name is recorded. Raises `OSError` if it cannot be read."""
    data = Path(path).read_bytes()
    return parse(data, profile, disable=disable, encoding=encoding, name=Path(path).name)


def profile_named(profile: str | os.PathLike[str]) -> str:
    """The name or path of a profile, as str."""
    if isinstance(profile, str | os.PathLike):
        return os.fspath(profile)
    raise TypeError(
        f'profile takes the name of a family, the path of a TOML file, or "auto", not {type(profile).__name__}'
    )


def rules_off(disable: Iterable[str], profile: str) -> tuple[str, ...]:
    """The rules to leave out. Raises `ValueError` for one that there is not, `TypeError` for a str."""
    if isinstance(disable, str) or disable is None:
        example = disable or "spaces"
        raise TypeError(f'disable takes a tuple of rule names: disable=("{example}",)')
    off = tuple(disable)
    if not off:
        return ()
    names = rule_names(profile)
    for name in off:
        if name not in names:
            raise ValueError(f"no rule {name!r} to disable; there are: {', '.join(names)}")
    return off


def rule_names(profile: str) -> list[str]:
    """The names of all rules, in running order; behind them those of the family, or with "auto" of all families."""
    from reportparse import profiles
    from reportparse.clean import RULES

    families = profiles.available() if profile == "auto" else (profiles.load(profile),)
    own = {family.skill.name: None for family in families if family.skill is not None}
    return [*(rule.name for rule in RULES), *own]


def received(text: str | bytes, encoding: str | None, name: str | None) -> Source:
    """The source of a text as it came; bytes are decoded. Raises `EncodingError`, `TypeError`."""
    if isinstance(text, str):
        return Source(text=text, name=name)
    if isinstance(text, bytes | bytearray | memoryview):
        import hashlib

        from reportparse.decoding import decode

        data = bytes(text)
        decoded, used = decode(data, encoding)
        return Source(text=decoded, name=name, encoding=used, data_sha256=hashlib.sha256(data).hexdigest())
    raise TypeError(f"parse() takes str or bytes, not {type(text).__name__}; for a file use parse_file(path)")


# How web pages, XML and RTF begin, whose bytes are text as well.
_MARKUP = re.compile(r"[\ufeff\s]*(?P<begins>(?i:<!doctype html|<html)\b|<\?xml\b|\{\\rtf)")


def _of_source(source: Source) -> Iterable[Diagnostic]:
    """What is wrong with the input as a whole."""
    text = source.text
    if not text.strip():
        yield Diagnostic(code="empty-text", message="there is nothing to read")
        return
    if text.lstrip()[:5] == _PDF_AS_TEXT:
        yield Diagnostic(code="pdf-as-text", message="the text begins with %PDF-", span=Span(0, 5))
    elif (markup := _MARKUP.match(text)) is not None:
        begins = markup.group("begins")
        span = Span(*markup.span("begins"))
        yield Diagnostic(code="markup-as-text", message=f"the text begins with {begins}", span=span)
    elif text.count("\x00", 0, 100_000) * 50 > min(len(text), 100_000):
        yield Diagnostic(code="binary-text", message=f"{text.count(chr(0))} NUL characters")
    start = 0
    while len(text) - start > _LONG_LINE:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > _LONG_LINE:
            yield Diagnostic(code="long-line", message=f"a line of {end - start} characters", span=Span(start, end))
            return
        start = end + 1


def in_order(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Remarks on the whole document first, then by their places."""
    return tuple(sorted(found, key=lambda one: (one.span is not None, one.span or Span(0, 0), one.code, one.message)))


@frozen(kw_only=True)
class Document:
    """A parsed report: tree, trace and diagnostics.

    Without `trace` (read back from XML that recorded no provenance) there are no spans, and what needs
    them raises `ValueError`.
    """

    report: Report
    trace: Trace | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    origin: Origin = field(factory=Origin, repr=False)  # what <source> and <generator> say
    detection: Detection | None = field(default=None, repr=False)  # why its profile was chosen, if it was "auto"

    @property
    def source(self) -> Source | None:
        """The text as received, if it is known."""
        return None if self.trace is None else self.trace.source

    @property
    def profile(self) -> str:
        """The name of the profile the report was read with."""
        return self.report.profile

    @property
    def text(self) -> str:
        """The clean text: blocks with one blank line between them."""
        return self._traced("text").text

    def _traced(self, what: str) -> Trace:
        if self.trace is None:
            raise ValueError(
                f'no {what}: this document was read without provenance; write it with provenance="standoff"'
            )
        return self.trace

    def source_span(self, node: Node) -> Span:
        """Where a node stands in the source, in code points, without removed text at its edges.

        Raises `ValueError` for a node without text, and for a document without a trace.

        >>> from reportparse import Paragraph
        >>> document = parse("意见 108条。\\n\\n落实。")
        >>> document.source_span(list(document.report.find(Paragraph))[1])
        Span(start=10, end=13)
        """
        if not isinstance(node, Node):
            raise TypeError(
                f"source_span() takes a node, not {_kind(node)}; for a span of the clean text there is "
                'document.trace.source_span(span), for an id document.report["sec_1"]'
            )
        span = node.span
        if span is None:
            raise ValueError("the node has no text, so it has no place")
        return self._traced("spans").source_span(span)

    def place(self, at: Node | Diagnostic | int) -> Place | None:
        """Page, line and column of a node, a diagnostic or a source offset; None if it has no place.

        In a report of several pieces, in the piece that is named; `document.source.in_pieces(span)` gives offsets.
        """
        source = self._traced("places").source
        if isinstance(at, int):
            return source.place(at)
        if isinstance(at, Diagnostic):
            return None if at.span is None else source.place(at.span.start)
        if not isinstance(at, Node):
            raise TypeError(
                f"place() takes a node, a diagnostic or an offset in the source, not {_kind(at)}; "
                "for a span of the clean text: document.place(document.trace.source_span(span).start)"
            )
        return None if at.span is None else source.place(self.source_span(at).start)

    def locate(self, quote: str, start: int = 0) -> Span | None:
        """Where a quotation stands in the clean text, from `start` on; None if it does not.

        White space is ignored on both sides, so that a quotation copied from elsewhere, or from the page, is found.

        >>> parse("贯彻落实好全区\\n总体思路，带好头。再落实好。").locate("全区 总体思路")
        Span(start=5, end=11)
        """
        words = [re.escape(character) for character in quote if not character.isspace()]
        if not words:
            return None
        found = re.compile(r"\s*".join(words)).search(self._traced("text").text, start)
        return None if found is None else Span(*found.span())

    def to_xml(self, *, provenance: Provenance = "none", evidence: bool = False, pretty: bool = True) -> str:
        """The own XML (docs/xml.md); `provenance` is "none", "standoff" or "inline".

        `evidence` says on each element by what it was told and how surely: `cert="0.95" evidence="label"`. `pretty`
        breaks lines between elements. Raises `ValueError` for provenance without a trace, `ReportparseError` for a
        tree that XML cannot hold.

        >>> parse("一、主要工作\\n\\n全年。").to_xml(pretty=False).split("</meta>")[1]
        '<body><section xml:id="sec_1" n="1"><num>一、</num><heading>主要工作</heading><p xml:id="sec_1__p_1">全年。</p></section></body></report>\\n'
        """
        from reportparse.write.xml import to_xml

        if provenance != "none":
            self._traced("provenance")
        return to_xml(
            self.report,
            trace=self.trace,
            origin=self.origin,
            provenance=provenance,
            evidence=evidence,
            pretty=pretty,
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Report, origin and trace as JSON, which `read_json` reads back; on one line without `indent`."""
        from reportparse.write.json import to_json

        return to_json(self.report, self.trace, self.origin, indent=indent)

    def to_outline(self, *, width: int = 60) -> str:
        """The tree as indented lines, one a node, for reading and comparing; texts cut at `width` code points.

        >>> print(parse("一、主要工作\\n\\n全年。").to_outline(), end="")
        report generic zh-Hans
          body
            section 一、 n=1 "主要工作"
              p "全年。" (3)
        """
        from reportparse.write.outline import to_outline

        return to_outline(self.report, width)

    def to_records(self) -> list[dict[str, Any]]:
        """One dict a text leaf, all with the same keys, for pandas and R: id, headings above it, text, offsets, page, line.

        `docs/python.md` lists the keys.

        >>> [record] = parse("一、主要工作\\n\\n全年。").to_records()
        >>> record["id"], record["section"], record["text"], record["line"]
        ('sec_1__p_1', '一、 主要工作', '全年。', 3)
        """
        from reportparse.write.records import to_records

        return to_records(self.report, self.trace)


def _kind(wrong: object) -> str:
    return "None (a division without a heading has none)" if wrong is None else type(wrong).__name__


def read_xml(data: str | bytes | os.PathLike[str]) -> Document:
    """A document from the own XML: its content as str or bytes, or the path of a file (`pathlib.Path`).

    Raises `ReadError` for anything else than our XML, `OSError` for a file that cannot be read.

    >>> document = parse("一、主要工作\\n\\n提出意见 108条。")
    >>> read_xml(document.to_xml()).report == document.report
    True
    """
    from reportparse.read.xml import read_xml as read

    found = read(data)
    return Document(report=found.report, trace=found.trace, origin=found.origin)


def read_json(data: str | bytes | os.PathLike[str]) -> Document:
    """A document from the JSON that `Document.to_json` wrote, as str or bytes, or the path of a file (`pathlib.Path`).

    Raises `ReadError` for anything else than our JSON, `OSError` for a file that cannot be read.

    >>> document = parse("一、主要工作\\n\\n全年。")
    >>> read_json(document.to_json()).trace == document.trace
    True
    """
    from reportparse.read.json import read_json as read

    found = read(data)
    return Document(report=found.report, trace=found.trace, origin=found.origin)
