"""The shape of a heading behind a label: what one line shows by itself, whatever stands around it."""

from __future__ import annotations

import re

from reportparse.chars import em_width
from reportparse.numbering import Label, Style

LONGEST_HEADING = 90.0  # em: three printed lines of a wide column
FIRST_SENTENCE = re.compile(r"[。！？!?]|[.](?=\s|$)")
COUNTED = re.compile(r"\d[\d.,]*\s*(?:[%％‰]|[㐀-鿿])")  # 108条, 5.2%
GLUED_VALUES = re.compile(r",\d{3}\.\d{2}-?\d{1,3},\d{3}")  # cells that lost the blank between them
_VALUES = re.compile(r"(?:[-(（\s]*\d{1,3}(?:,\d{3})+(?:\.\d+)?[)）%]?|[-(（\s]*\d+\.\d{2}[)）%]?){2,}\s*$")
_COLON = re.compile(r"(?:(?<!\d)[：:](?:[ ]?(?:\d{1,3}|[\[(]\d{1,3}[\])]|[¹²³⁰⁴-⁹]{1,3}))?|[：:])\s*$")
_CELL_ENDS = frozenset("0123456789–—-%)½¼¾")
_CELLS = re.compile(r"(?!\s+\d{4}\s+[–—-]\s+\d{4}\s*$)(?:\s+(?:[–—-]|[(]?[–-]?\d[\d.,]*[½¼¾]?[)%]?)){3,}\s*$")
_BEHIND_WORDS = frozenset(",;.:)]}，；。：）、")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ALONE = (Style.HAN, Style.ROMAN)  # 一 and II head divisions without a word


def shaped_as_heading(rest: str, label: Label | None) -> bool:
    """Has what stands behind a label the shape of a heading?

    A heading is one line without a sentence inside; its last mark, if any, is a full stop.
    """
    if len(rest) > 2 * LONGEST_HEADING or em_width(rest) > LONGEST_HEADING:  # a character is half an em, or one
        return False
    if not rest:
        return label is not None and (bool(label.kind) or label.style in _ALONE)
    if not rest[0].isalpha() and not any(map(str.isalpha, rest)):
        return False  # (202) 512-6000
    if ("," in rest or "." in rest) and (_VALUES.search(rest) or GLUED_VALUES.search(rest)):
        return False  # 一、营业收入 1,015,259.18 968,049.48
    if is_row(rest):
        return False  # 3. County courts 389 383 – 5
    if rest[-1] in "；;，," or rest[0].islower():  # Article 5 applies to bridges.
        return False
    if rest[0] in _BEHIND_WORDS:  # (25.1), Italy (20.1) and Senegal
        return False
    stop = FIRST_SENTENCE.search(rest)
    if stop is None:
        return not ends_in_colon(rest) or (rest[-1] in "：:" and em_width(rest) < 30)
    # 一、全面加强党的建设。 is a heading; 1. 第一段，说明情况。 is a numbered paragraph.
    by_name = label is not None and (bool(label.kind) or label.style is Style.HAN)
    return by_name and stop.end() >= len(rest.rstrip("”’）)")) and em_width(rest) <= 40


def ends_in_colon(text: str) -> bool:
    """Does a text end in a colon, or in a colon and the call of a note?

    >>> ends_in_colon("In his statement he said:221"), ends_in_colon("The meeting at 10:30")
    (True, False)
    """
    return (":" in text or "：" in text) and _COLON.search(text) is not None


def is_row(text: str) -> bool:
    """Does a text end in three or more cells of a table: numbers, dashes? The years 2019 – 2023 are no cells.

    >>> is_row("County courts 389 383 – 5"), is_row("County courts – – –"), is_row("Plan for 2019 – 2023")
    (True, True, False)
    """
    return text[-1] in _CELL_ENDS and _CELLS.search(text) is not None


def is_titled(text: str, share: float = 0.6) -> bool:
    """Do most long words of a text begin with a capital?

    >>> is_titled("Use of Past Performance"), is_titled("Use of past performance"), is_titled("Roads")
    (True, False, True)
    """
    words = _LONG_WORD.findall(text)
    return bool(words) and sum(word[0].isupper() for word in words) >= share * len(words)
