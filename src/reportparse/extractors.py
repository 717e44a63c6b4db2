"""Which extractor wrote a text, as far as its habits tell: `recognised()`.

The habits were measured on pages whose extraction is known (blank lines, spaces beside digits, form feeds, how
bold comes out). They are evidence for the reader of a report, not a switch: no rule asks for the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from reportparse.chars import HAN, KANA

_WIDE = HAN + KANA
_BEFORE_DIGIT = re.compile(rf"[{_WIDE}][ ](?=[0-9])")
_BESIDE_DIGIT = re.compile(rf"[{_WIDE}](?=[0-9])")
_AFTER_DIGIT = re.compile(rf"[0-9][ ](?=[{_WIDE}])")
_DIGIT_BESIDE = re.compile(rf"[0-9](?=[{_WIDE}])")
_INK = re.compile(r"^[^\S\n]*\S.*$", re.MULTILINE)
_BLANK = re.compile(r"\n[^\S\n]*(?=\n)")
_TRAILING = re.compile(r"\S[ \t]+\r?$", re.MULTILINE)
_WIDE_GAP = re.compile(r"\S {3,}(?=\S)")
_FEW = 6
_FEWEST_LINES = 4  # of which the absence of something says anything


class Habits(NamedTuple):
    """What a text shows of its making. Shares are of 1; None where there is too little to tell."""

    lines: int  # with text
    blank_lines: float  # blank lines for each line with text
    trailing_spaces: float  # lines that end in spaces
    indented: float  # lines that begin with spaces
    wide_gaps: float  # gaps of three spaces and more, for each line with text
    space_before_digits: float | None  # of the places where Han or kana stand before a digit
    space_after_digits: float | None
    form_feeds: int
    form_feed_last: bool  # a form feed ends the text
    tika_edges: bool  # a line feed before the text, three behind it
    page_gaps: int  # three blank lines, as Tika parts pages
    carriage_returns: bool
    noncharacters: bool  # U+FFFE, pdfium's line-end hyphen
    cids: bool  # (cid:47), pdfminer's unmapped glyph


class Likely(NamedTuple):
    """An extractor, how well the habits fit it (0 to 1), and which of them speak for it."""

    name: str
    fit: float
    reasons: tuple[str, ...]


def habits(text: str) -> Habits:
    """The habits of a text as received.

    >>> habits("\\n意见 108条\\n\\n落实\\n\\n\\n").tika_edges
    True
    """
    body = text.strip()
    inked = len(_INK.findall(body))
    lines = max(1, inked)
    return Habits(
        lines=inked,
        blank_lines=round(len(_BLANK.findall(body)) / lines, 2),
        trailing_spaces=round(len(_TRAILING.findall(body)) / lines, 2),
        indented=round(len(re.findall(r"^[ ]+\S", body, re.MULTILINE)) / lines, 2),
        wide_gaps=round(len(_WIDE_GAP.findall(body)) / lines, 2),
        space_before_digits=_share(body, _BEFORE_DIGIT, _BESIDE_DIGIT),
        space_after_digits=_share(body, _AFTER_DIGIT, _DIGIT_BESIDE),
        form_feeds=text.count("\f"),
        form_feed_last=text.endswith("\f"),
        tika_edges=text.startswith("\n") and text.endswith("\n\n\n"),
        page_gaps=len(re.findall(r"\n{4,}", body)),
        carriage_returns="\r\n" in text,
        noncharacters="\ufffe" in text,
        cids="(cid:" in text,
    )


def _share(text: str, spaced: re.Pattern[str], tight: re.Pattern[str]) -> float | None:
    with_space, without = len(spaced.findall(text)), len(tight.findall(text))
    total = with_space + without
    return round(with_space / total, 2) if total >= _FEW else None


def recognised(found: Habits, repairs: Mapping[str, int]) -> tuple[Likely, ...]:
    """The extractors that such habits fit, the best one first; empty if nothing speaks for any.

    `repairs` counts what each cleaning rule changed: whole runs struck twice (`overstrike`) come out of one
    extractor, copies on lines of their own (`line-copies`) or doubled glyphs (`glyph-doubling`) of another.

    >>> plain = habits("\\n" + "提出意见 108条。\\n\\n" * 9 + "\\n\\n")
    >>> recognised(plain, {"overstrike": 5})[0].name
    'Apache Tika'
    """
    runs, copies = repairs.get("overstrike", 0), repairs.get("line-copies", 0)
    glyphs, stairs = repairs.get("glyph-doubling", 0), repairs.get("staircase", 0)
    doubled = runs + copies + glyphs + stairs > 0
    before, after = found.space_before_digits, found.space_after_digits
    many_blanks, no_blanks = found.blank_lines >= 0.3, found.blank_lines < 0.02
    dense = no_blanks and found.lines >= _FEWEST_LINES
    only_before = before is not None and after is not None and before >= 0.2 and after < 0.3
    only_after = before is not None and after is not None and after >= 0.2 and before < 0.1
    both = before is not None and after is not None and min(before, after) >= 0.3
    last, inner = found.form_feed_last, found.form_feeds > 0 and not found.form_feed_last
    layout = found.wide_gaps >= 0.1 or found.indented >= 0.3
    # For each extractor what speaks for it, and how much; a negative weight speaks against it.
    claims: dict[str, list[tuple[str, bool, float]]] = {
        "Apache Tika": [
            ("a line feed before the text and three behind it", found.tika_edges, 3),
            ("pages parted by three blank lines", found.page_gaps > 0 and not found.form_feeds and not layout, 1),
            ("a blank line after most lines", many_blanks and not found.form_feeds, 1),
            ("a space before digits only", only_before, 1),
            ("bold runs written twice", runs > 0, 1),
            ("form feeds", found.form_feeds > 0, -4),
            ("no blank lines", no_blanks, -3),
        ],
        "PDFBox": [
            ("no form feed", not found.form_feeds and not found.tika_edges, 1),
            ("no blank lines", dense and not found.form_feeds, 1),
            ("a space before digits only", only_before, 1),
            ("no doubled bold", not doubled and not found.form_feeds and dense, 0.5),
            ("form feeds", found.form_feeds > 0, -4),
            ("bold runs written twice", runs > 0, -1),
        ],
        "pypdf": [
            ("form feeds between pages only", inner, 1),
            ("a space before digits only", only_before, 1),
            ("bold runs written twice", runs > max(copies, glyphs), 2),
            ("a form feed at the end", last, -3),
            ("many blank lines", many_blanks, -1),
        ],
        "pypdfium2 (PDFium)": [
            ("U+FFFE for line-end hyphens", found.noncharacters, 4),
            ("carriage returns", found.carriage_returns, 1),
            ("form feeds between pages only", inner, 1),
            ("spaces on both sides of digits", both, 1),
            ("no doubled bold", not doubled and no_blanks and (inner or both), 0.5),
            ("a form feed at the end", last, -3),
        ],
        "PyMuPDF (MuPDF)": [
            ("form feeds between pages only", inner, 1),
            ("a space after digits only", only_after, 2),
            ("copies of bold runs on lines of their own", copies > runs and not last, 2),
            ("spaces at line ends", found.trailing_spaces >= 0.02 and inner and no_blanks, 0.5),
            ("justified lines broken at their gaps", repairs.get("stretched-lines", 0) > 0, 2),
            ("a form feed at the end", last, -3),
        ],
        "pdfplumber": [
            ("form feeds between pages only", inner, 1),
            ("every glyph of bold runs doubled", glyphs > runs + copies and not last, 3),
            ("a form feed at the end", last, -3),
        ],
        "pdftotext (poppler)": [
            ("a form feed at the end", last, 2),
            ("some blank lines", last and not no_blanks, 1),
            ("spaces on both sides of digits", both, 0.5),
            ("copies of bold runs on lines of their own", copies > runs and last, 1),
            ("no spaces at line ends", found.trailing_spaces < 0.01 and last, 0.5),
            ("spaces at line ends", found.trailing_spaces >= 0.05, -2),
            ("every glyph of bold runs doubled", glyphs > 0, -0.5),
            ("lines indented, columns kept", layout, -1),
        ],
        "pdftotext -raw (poppler)": [
            ("a form feed at the end", last, 2),
            ("no blank lines", last and no_blanks, 2),
            ("bold as a staircase", stairs > 0, 1),
            ("spaces on both sides of digits", both, 0.5),
        ],
        "pdftotext -layout (poppler)": [
            ("a form feed at the end", last and layout, 2),
            ("lines indented, columns kept", layout, 2),
        ],
        "pdfminer.six": [
            ("(cid:47) for glyphs without a character", found.cids, 4),
            ("a form feed at the end", last, 2),
            ("many blank lines", many_blanks and last, 1.5),
            ("spaces at line ends", found.trailing_spaces >= 0.02 and last, 1.5),
            ("every glyph of bold runs doubled", glyphs > 0 and last, 1),
            ("no blank lines", no_blanks, -2),
            ("lines indented, columns kept", layout, -2),
        ],
    }
    made: list[Likely] = []
    for name, given in claims.items():
        weight = sum(amount for _, holds, amount in given if holds)
        if weight >= 2:
            reasons = tuple(reason for reason, holds, amount in given if holds and amount > 0)
            made.append(Likely(name, round(weight / (weight + 2), 2), reasons))
    return tuple(sorted(made, key=_by_fit))


def _by_fit(one: Likely) -> tuple[float, str]:
    return -one.fit, one.name
