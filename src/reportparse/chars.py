"""Named classes of characters, as bodies of regular-expression brackets and as sets.

Bodies go inside `[...]`. Characters that nobody can see, or that look like others, are named.
"""

from __future__ import annotations

import re

# Ideographs: 〇 々 and the unified blocks, the extension planes included.
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
# Scripts written without spaces between words.
UNSPACED = HAN + KANA + "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f"
# Full-width marks: 、。「」（），．：；？！ and the quotes and dashes that Chinese shares with Latin.
WIDE_MARKS = "\u3001-\u3003\u3008-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
SHARED_MARKS = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{MIDDLE DOT}"
CJK_MARKS = WIDE_MARKS + SHARED_MARKS
FULLWIDTH_DIGITS = "\uff10-\uff19"
DIGITS = "0-9" + FULLWIDTH_DIGITS

OPENERS = "“‘（《〈「『【〔［｛([{«"
CLOSERS = "”’）》〉」』】〕］｝)]}»\"'"
# Marks that end a sentence. `FINAL` has two more, which an extractor or a printer puts for them.
SENTENCE_ENDS = frozenset("。！？!?.")
FINAL = "。！？!?．.…"
SENTENCE_INSIDE = re.compile(r"[。！？；]|[.!?;][ ][A-Z]")  # a sentence ends in a line, and another begins
CLAUSE = re.compile("[，、；：,;:]")  # a mark that parts clauses
CELL_GAP = re.compile(r"\t+[ ]*|[ ]{2,}|\u3000{2,}")  # what parts two cells of a row, where a text keeps the gaps

# Spaces a line may carry at its edges or between words; not line ends.
BLANKS = " \t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{EN SPACE}\N{EM SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}"


def spaceless(text: str) -> str:
    """The text as one compares titles: without white space and case.

    >>> spaceless("Results in\\nBrief"), spaceless("第一节　释 义")
    ('resultsinbrief', '第一节释义')
    """
    return "".join(text.split()).casefold()


def letters(text: str) -> str:
    """Letters and digits alone, without case: what is left of a title in whatever way it is set.

    >>> letters("1.1  Roads & Bridges"), letters("第一节　释 义")
    ('11roadsbridges', '第一节释义')
    """
    return _NO_LETTERS.sub("", text).casefold()


def lettered(text: str) -> str:
    """`spaceless`, and without marks but for one at the end: a table of contents may set other ones behind a label.

    >>> lettered("Annex I: Roads, and Bridges"), lettered("Annex I   Roads and Bridges."), lettered("…")
    ('annexiroadsandbridges', 'annexiroadsandbridges.', '…')
    """
    words = text.rstrip()
    end = "" if words[-1:].isalnum() else words[-1:]
    return letters(words) + end


_NO_LETTERS = re.compile(r"[\W_]+")


def shortened(text: str, most: int) -> str:
    """The first characters of a text, to be shown, and … for the rest.

    >>> shortened("Roads", 5), shortened("Roads and Bridges", 5)
    ('Roads', 'Roads…')
    """
    return text if len(text) <= most else f"{text[:most]}…"


def em_width(text: str) -> float:
    """The printed width in em: wide characters 1, ASCII a half.

    Counts UTF-8 bytes, which is done in C: (n + bytes) / 4 is 1 for a character of
    three bytes (Han, full-width marks) and a half for one of one byte.

    >>> em_width("建议108条"), em_width("108")
    (4.5, 1.5)
    """
    if text.isascii():
        return len(text) / 2
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 4


def printed_width(text: str) -> float:
    """`em_width`, where `(cid:47)` among wide characters is the one glyph it stands for: pdfminer and pdfplumber.

    >>> printed_width("形成5篇成果，获(cid:47)委听取")
    11.5
    """
    if "(cid:" not in text:
        return em_width(text)
    rest, count = _UNMAPPED.subn("", text)
    return em_width(rest) + count if 4 * em_width(rest) > 3 * len(rest) else em_width(text)


_UNMAPPED = re.compile(r"\(cid:\d{1,5}\)")
