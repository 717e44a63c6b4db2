"""`Diagnostic`: a remark on the document; and the one list of codes."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from attrs import frozen

from reportparse.span import Span


class Severity(IntEnum):
    """How much a reader should care. What a rule repaired or inferred is INFO."""

    INFO = 10
    WARNING = 20
    ERROR = 30


class Code(NamedTuple):
    """A kind of diagnostic: its stable code, its severity, what it means."""

    severity: Severity
    meaning: str
    hint: str


CODES: dict[str, Code] = {
    "empty-text": Code(
        Severity.WARNING,
        "The text is empty, or white space only.",
        "The PDF may be a scan: run text recognition first.",
    ),
    "binary-text": Code(
        Severity.WARNING,
        "The text looks like binary data.",
        "Give the text an extractor wrote, not the file it read.",
    ),
    "pdf-as-text": Code(
        Severity.ERROR,
        "The text is a PDF file read as text.",
        "Extract its text first, for example with pdftotext or Apache Tika.",
    ),
    "markup-as-text": Code(
        Severity.WARNING,
        "The text is a web page, XML or RTF, with its tags: they are kept as text.",
        "Extract its text first, for example with Apache Tika; XML of our own is read with `read_xml()`.",
    ),
    "unusual-characters": Code(
        Severity.WARNING,
        "Characters that no printed page holds: controls, noncharacters, lone surrogates, U+FFFD, private use.",
        "Look at the place; another extractor may know the character.",
    ),
    "unmapped-glyphs": Code(
        Severity.WARNING,
        "The font says which shapes to draw, but not which characters they are: the extractor wrote (cid:47).",
        "Read the page with text recognition; the place says where to look.",
    ),
    "garbled-text": Code(
        Severity.WARNING,
        "Lines that read like letters of a font without a map, such as 7KH UHSRUW: kept as they are.",
        "Compare with the page, or read it with text recognition.",
    ),
    "columns-side-by-side": Code(
        Severity.WARNING,
        "Lines of two columns seem to have been read as one line: kept as they are.",
        "Extract the text again in reading order: pdftotext without -layout, Apache Tika, pypdf.",
    ),
    "overstruck": Code(
        Severity.INFO,
        "Bold was drawn more than once; the copies were taken out and the text marked bold.",
        "`reportparse explain` lists them.",
    ),
    "repeat-kept": Code(
        Severity.INFO,
        "A repeat that may be overstruck, but the evidence is weak: the text was kept.",
        "Compare with the page.",
    ),
    "jump-line": Code(
        Severity.INFO,
        "A line that sends the reader to another page was taken out.",
        "Give the other page too, if you have it.",
    ),
    "several-reports": Code(
        Severity.INFO,
        "The text seems to hold several reports, and was read as one.",
        "`parse_all`, or `convert --all`, gives each of them by itself.",
    ),
    "pieces-reordered": Code(
        Severity.INFO,
        "The pieces were put into another order than the given one.",
        "Their jump lines or the numbers of their divisions say so; `document.source.pieces` has the order.",
    ),
    "pieces-unordered": Code(
        Severity.WARNING,
        "Jump lines lead to other pieces, but not to one of them for sure: the given order was kept.",
        "Look at the jump lines, and give the pieces in the order they are to be read.",
    ),
    "pieces-unfit": Code(
        Severity.WARNING,
        "Nothing shows that this piece goes on where the one before ends: no jump line, number or sentence.",
        "Is a page missing, or is it another report's?",
    ),
    "piece-missing": Code(
        Severity.WARNING,
        "A jump line leads to a page, or comes from one, and none of the pieces is that page.",
        "Give that page, too; the text breaks off here, or begins in the middle.",
    ),
    "piece-repeated": Code(
        Severity.WARNING,
        "The same text was given twice: a copy was left out, or a piece that says mostly the same was kept.",
        "Give each page once.",
    ),
    "web-boilerplate": Code(
        Severity.INFO,
        "What a web page prints around a report was taken out: breadcrumb, source and date, buttons, copyright.",
        "`reportparse explain` lists it; the source and date of the page may be of use.",
    ),
    "continued-division": Code(
        Severity.INFO,
        "The beginning of this division is not in the text: it is continued from another page.",
        "Its ordinal is inferred from the next division.",
    ),
    "ordinal-gap": Code(
        Severity.WARNING,
        "The ordinals of sibling divisions leave a gap.",
        "A heading may be missing from the text, or hidden in a paragraph.",
    ),
    "ordinal-duplicate": Code(
        Severity.WARNING,
        "Two sibling divisions have the same ordinal.",
        "One of them may be a cross-reference, a misprint, or the start of a new part.",
    ),
    "label-not-accepted": Code(
        Severity.INFO,
        "A paragraph opens with a label that fits no division: it stays text.",
        "Name its form in the profile's outline if it heads a division.",
    ),
    "order-doubtful": Code(
        Severity.WARNING,
        "The numbers of the headings go back, or two counts go on by turns, and parts begin far from their first "
        "sections: the columns of a page may have been extracted by turns, and text may stand under a heading of "
        "another column.",
        "Extract the text with a tool that keeps the order in which the page was set (pdftotext -raw, Apache Tika).",
    ),
    "heads-by-shape": Code(
        Severity.INFO,
        "The extractor left no trace of bold, or dropped some; run-in headings were told by the length and place of "
        "their sentences.",
        "Extract the text with a tool that keeps doubled bold, such as Apache Tika, to be sure of them.",
    ),
    "title-displaced": Code(
        Severity.INFO,
        "The title is printed after the text; it stands in the front matter, marked as displaced.",
        "Nothing to do.",
    ),
    "no-title": Code(
        Severity.INFO,
        "No title was found.",
        "The text may begin on another page.",
    ),
    "too-deep": Code(
        Severity.WARNING,
        "Divisions below level 100 were flattened into their parent.",
        "The labels may not be divisions.",
    ),
    "profile-unusable": Code(
        Severity.INFO,
        "A family of reports from another package, or from a folder of one's own, cannot be used.",
        "Mend it, or take it out; `reportparse profiles` says the same.",
    ),
    "long-line": Code(
        Severity.WARNING,
        "A line is too long to be a printed one.",
        "The line breaks may have been lost before the text came here.",
    ),
}


@frozen(kw_only=True)
class Diagnostic:
    """A remark on the document.

    >>> Diagnostic(code="ordinal-gap", message="二 is followed by 四", span=Span(3, 5)).severity.name
    'WARNING'
    """

    code: str  # a key of CODES
    message: str  # about this place: "二、 is followed by 四、"
    span: Span | None = None  # in the source; None: the whole document

    @property
    def severity(self) -> Severity:
        """INFO, WARNING or ERROR, by code."""
        return CODES[self.code].severity

    @property
    def hint(self) -> str:
        """How to cure it."""
        return CODES[self.code].hint
