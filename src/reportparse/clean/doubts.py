"""What an extractor lost and no rule can give back: remarks, and no edits. `doubts()`.

    (cid:47)         the font says which shape to draw, and no more
    7KH UHSRUW       letters of a font without a map: The report, each letter 29 places off
    two columns      read side by side, a line of one and a line of the other

Each is looked for in the source, behind a test that costs one search, and said once a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportparse.chars import HAN, KANA, em_width
from reportparse.clean.rule import View

_SHOWN = 6  # kinds in one message

_CID = re.compile(r"\(cid:\d{1,6}\)")

# Six consonants in a row: Knightsbridge has them, and hardly another word.
_CONSONANTS = re.compile("[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{6}")
_PUNCTUATION = re.compile("[\"#$%&'*+,;<=>@^]{5}")
_KINDS = bytes(
    ord(
        "c"
        if re.match("[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]", chr(code))
        else "m"
        if chr(code) in "\"#$%&'*+,;<=>@^"
        else " "
    )
    for code in range(256)
)
_LETTERS = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
_VOWELS = re.compile("[AEIOUYaeiouyÀ-ÆÈ-ÏÒ-ÖØ-Ýà-æè-ïò-öø-ýÿœŒ]")
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_ADDRESS = re.compile(r"\S{0,200}(?:://|www\.|@)\S{0,400}")
_FEWEST_LETTERS = 30  # in all garbled lines together
_FEW_VOWELS = 0.2  # of the letters; in any language of Latin letters they are more than a third
_PLAIN_VOWELS = (0.33, 0.5)

_WIDE = HAN + KANA
_GUTTER = re.compile("(?<=[^ \u3000\n\f])[ \u3000]{2,}(?=[^ \u3000\n\f])")
_SINGLE = re.compile(f"[ ](?<=[{_WIDE}，。、；：！？」』”）][ ])(?=[{_WIDE}「『“《（])")
# com- the: a hyphen that stood at the end of a column
_CUT_WORD = re.compile("[-\u2010][ ](?<=[^\\W\\d_]{2}..)([a-zà-öø-ÿ]{2,})")
_FEWEST_CUT = 5
_PAGE = 80  # lines looked at together where no form feed parts pages
_FEWEST_ROWS = 8  # lines that a gutter runs through
_SHARE = 0.35  # of the lines of the page
_NARROWEST = 9.0  # em, of a column
_FINAL = frozenset("。！？.!?：:;；")


def doubts(view: View) -> None:
    """Remark what was lost. `view` shows the source."""
    _unmapped(view)
    _garbled(view)
    _columns(view)


def tally(found: Iterable[tuple[str, int]]) -> tuple[str, int]:
    """Kinds and places as words, and the first place: "U+F0B7 12 times (first at 80), …".

    >>> tally([("(cid:3)", 8), ("(cid:7)", 20), ("(cid:3)", 31)])
    ('(cid:3) 2 times (first at 8), (cid:7) once (at 20)', 8)
    """
    places: dict[str, list[int]] = {}
    for kind, at in found:
        places.setdefault(kind, []).append(at)
    said = [
        f"{kind} {len(at)} times (first at {at[0]})" if len(at) > 1 else f"{kind} once (at {at[0]})"
        for kind, at in list(places.items())[:_SHOWN]
    ]
    if len(places) > _SHOWN:
        rest = sum(len(at) for at in list(places.values())[_SHOWN:])
        said.append(f"{len(places) - _SHOWN} other kinds, {rest} times")
    return ", ".join(said), min(at[0] for at in places.values())


def _unmapped(view: View) -> None:
    if "(cid:" not in view.text:
        return
    found = [(match.group(), match.start()) for match in _CID.finditer(view.text)]
    if found:
        words, first = tally(found)
        view.note("unmapped-glyphs", words, first, first + len(found[0][0]))


# Letters that no map made


def _garbled(view: View) -> None:
    text = view.text
    kinds = text.encode("utf-8", "surrogatepass").translate(_KINDS)  # ten times as quick as the patterns
    if kinds.count(b"c" * 8) + kinds.count(b"m" * 5) < 2:
        return
    lines: dict[int, int] = {}  # start and end of the lines that hold a suspicious run
    for pattern in (_CONSONANTS, _PUNCTUATION):
        at = 0
        while (found := pattern.search(text, at)) is not None:
            start = text.rfind("\n", max(0, found.start() - 400), found.start()) + 1 or max(0, found.start() - 400)
            end = text.find("\n", found.end(), found.end() + 400)
            at = lines[start] = end if end >= 0 else min(len(text), found.end() + 400)
    bad = [(start, end) for start, end in sorted(lines.items()) if _reads_as_garbage(text[start:end])]
    if not bad:
        return
    whole = " ".join(text[start:end] for start, end in bad)
    letters = len(_LETTERS.findall(whole)) + len(_MARKS.findall(whole))
    if letters < _FEWEST_LETTERS:
        return
    by_glyph = _by_glyph(whole)
    confidence = 0.5 + 0.2 * (letters >= 4 * _FEWEST_LETTERS) + 0.25 * by_glyph
    count = f"{len(bad)} lines read" if len(bad) > 1 else "one line reads"
    words = f"{count} like letters of a font without a map; confidence {confidence:.2f}"
    if by_glyph:
        words += "; each letter seems to stand 29 places before the one printed"
    view.note("garbled-text", words, *bad[0])


def _reads_as_garbage(line: str) -> bool:
    """Hardly a vowel among its letters, or more marks than letters and of many kinds."""
    line = _ADDRESS.sub("", line)
    letters = len(_LETTERS.findall(line))
    ink = len(line) - line.count(" ")
    if letters >= 10 and 2 * letters >= ink and len(_VOWELS.findall(line)) < _FEW_VOWELS * letters:
        return True
    marks = _MARKS.findall(line)
    return len(marks) >= 12 and 2 * len(marks) > ink and len(set(marks)) >= 7


def _by_glyph(text: str) -> bool:
    """Are they numbers of glyphs, 29 places before the letters, as most TrueType fonts order them?"""
    moved = "".join([chr(ord(character) + 29) for character in text if not character.isspace()])
    letters = len(_LETTERS.findall(moved))
    vowels = len(_VOWELS.findall(moved))
    return letters > 0.85 * len(moved) and _PLAIN_VOWELS[0] < vowels / letters < _PLAIN_VOWELS[1]


# Columns read side by side


class _Row(NamedTuple):
    """A line that may be one line of each of two columns."""

    gutter: int  # where the second begins, in half ems
    left: str
    right: str
    start: int


def _columns(view: View) -> None:
    text = view.text
    wide = text.count("   ") >= _FEWEST_ROWS
    narrow = not wide and sum(1 for _ in _SINGLE.finditer(text)) >= max(_FEWEST_ROWS, text.count("\n") // 20)
    if wide or narrow:
        pages = [start for start, lines in _pages(text) if _gutter(lines, start, _GUTTER if wide else _SINGLE)]
        if pages:
            count = f"{len(pages)} pages" if len(pages) > 1 else "one page"
            view.note("columns-side-by-side", f"a gutter runs through the lines of {count}", pages[0], pages[0] + 1)
            return
    cut = _CUT_WORD.findall(text) if "- " in text or "\u2010 " in text else []
    # Bau- und Wohnungswesen: a hyphen that waits for its word has one of few words behind it.
    if len(cut) >= _FEWEST_CUT and len(set(cut)) * 5 >= len(cut) * 3 and len(cut) * 60 >= text.count("\n"):
        found = _CUT_WORD.search(text)
        if found is not None:
            words = f"{len(cut)} words are cut by a hyphen in the middle of a line"
            view.note("columns-side-by-side", words, *found.span())


def _pages(text: str) -> Iterator[tuple[int, list[str]]]:
    at = 0
    for page in text.split("\f"):
        lines = page.split("\n")
        for first in range(0, len(lines), _PAGE):
            some = lines[first : first + _PAGE]
            yield at, some
            at += sum(map(len, some)) + len(some)


def _gutter(lines: list[str], start: int, gap: re.Pattern[str]) -> bool:
    """Does one gutter run down the page, with running text on either side?"""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _FEWEST_ROWS:
        return False
    rows: list[_Row] = []
    for line in filled:
        found = list(gap.finditer(line))
        if 1 <= len(found) <= (1 if gap is _GUTTER else 6):
            rows += (
                _Row(round(2 * em_width(line[: one.end()])), line[: one.start()].strip(), line[one.end() :], start)
                for one in found
            )
    counts = Counter(row.gutter for row in rows)
    if not counts:
        return False
    at = max(counts, key=lambda column: (sum(counts[column + step] for step in (-2, -1, 0, 1, 2)), column))
    rows = [row for row in rows if abs(row.gutter - at) <= 2]
    if len(rows) < max(_FEWEST_ROWS, _SHARE * len(filled)):
        return False
    return all(_is_running(side) for side in ([row.left for row in rows], [row.right for row in rows]))


def _is_running(side: list[str]) -> bool:
    """Running text, not a table's column: lines of some length, few digits, most of which end no sentence."""
    widths = sorted(em_width(line) for line in side)
    ink = "".join(side)
    digits = sum(character.isdigit() for character in ink)
    ends = sum(line.rstrip()[-1:] in _FINAL for line in side)
    return widths[len(widths) // 2] >= _NARROWEST and digits * 5 < len(ink) and ends * 2 < len(side)
