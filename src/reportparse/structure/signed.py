"""Names and offices under the last paragraph, with a date or without.

… and will be read again in the autumn of next year.

Rabenau am See, im Januar 2020
Dr. Annegret Vollmar, Bürgermeisterin
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import regex

from reportparse.chars import em_width
from reportparse.structure.blocks import Block
from reportparse.structure.dates import is_date

_MOST = 10  # lines, where two sign
_WIDEST = 30.0  # em
_WIDEST_DATED = 40.0
# A name with its offices in one line: Warren T. Lindqvist, Mayor; Глава округа П. С. Вересов; Член колегії Ірина ВЕРБИЦЬКА
_WORD = r"\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}'’]+)?"
_TITLE = r"(?:\p{Lu}?[\p{Ll}.]{1,7}\.[ ])*"
_PARTICLE = r"(?:[ ](?:\p{Ll}{1,3}|\p{Ll}['’]))?"
_NAME = rf"{_TITLE}(?:{_WORD}|\p{{Lu}}\.)(?:(?:{_PARTICLE}[ ]?)(?:{_WORD}|\p{{Lu}}\.)){{1,4}}"
_BRACKETS = r"[（(]?"
_ALONE = regex.compile(rf"{_BRACKETS}{_NAME}[)）]?$")
_WITH_OFFICE = regex.compile(
    rf"{_BRACKETS}{_NAME}[)）]?,[ ]\p{{Lu}}"  # and what the person is
    rf"|.*[ ]\p{{Lu}}\.[ ]?(?:\p{{Lu}}\.[ ]?)?{_WORD}$"  # what the person is, initials
    rf"|.*\p{{Ll}}.*[ ]{_WORD}[ ]\p{{Lu}}{{3,}}$"  # … and the family name in capitals
)
_TITLED = regex.compile(
    rf"{_BRACKETS}(?:\p{{Lu}}?\p{{Ll}}{{1,7}}\.[ ])+{_NAME}[)）]?$|{_BRACKETS}(?:\p{{Lu}}\.[ ]?)+(?:{_PARTICLE}[ ])?{_WORD}[)）]?$"
)
_CASED = regex.compile(r"\p{Ll}|\p{Lu}")
_FINAL = re.compile(r"[.!?…;:。！？；：][”’）)》」』\"'\]]*$")
_ENDED = re.compile(r"[.!?…;。！？；][”’）)》」』\"'\]\d]*$")
_INSIDE = re.compile(r"[;:!?@。；：！？]|[.][ ][^\W\d_]{4}.*[.]|https?|www|[.,]{2}")
_DATED = re.compile(r"(?:19|20)\d\d(?:[ ][^\W\d_]{1,4}\.?)?[)）]?\.?$")


def signed(found: Sequence[Block], first: int, heads: Callable[[Block], bool]) -> int:
    """Where the lines that sign a report without a date below them begin; the number of blocks if there are none.

    They are the last lines, narrow and without a final mark, under text that has ended. One of them is a name, which
    stands with its office on the line, or not alone. What `heads` says to be a heading, as a table of contents lists
    it, is none. Scripts without capitals do not show what is a name.
    """
    end = len(found)
    while end - 1 > first and (kept := found[end - 1].kept) is not None and kept.kind == "toc":
        end -= 1  # the bookmarks of the PDF
    at = end
    while at - 1 > first and _may_sign(found[at - 1]) and not heads(found[at - 1]):
        at -= 1
        if end - at > _MOST:
            return len(found)  # a list of names
    lines = [block.text for block in found[at:end]]
    if not lines or not _has_ended(found[at - 1]):
        return len(found)
    if any(_WITH_OFFICE.match(line) for line in lines):
        return at
    return at if len(lines) > 1 and any(_ALONE.match(line) for line in lines) else len(found)


def is_titled_name(text: str) -> bool:
    """A name that a title or initials show to be one, such as stands below a foreword.

    >>> is_titled_name("Eng. Anna Berg"), is_titled_name("A. B. Berg"), is_titled_name("Our Roads")
    (True, True, False)
    """
    return _TITLED.match(text) is not None


def _may_sign(block: Block) -> bool:
    text = block.text
    if block.kept is not None or block.label is not None or text[0].islower():
        return False
    if is_date(text) or (_DATED.search(text) and em_width(text) <= _WIDEST_DATED):
        return True
    return (
        em_width(text) <= _WIDEST
        and not _FINAL.search(text)
        and not _INSIDE.search(text)
        and _CASED.search(text) is not None
        and not any(map(str.isdigit, text))
    )


def _has_ended(block: Block) -> bool:
    return block.kept is None and (not block.is_line or _ENDED.search(block.text) is not None)
