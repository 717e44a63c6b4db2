"""Lines that belong to a table or a figure and say so: `Table 2.1: Roads`, `Tabelle 3`, `表 2-1`, `Source: own count`."""

from __future__ import annotations

import re

from reportparse.kinds import CAPTIONS, folded

_WORD = r"([^\W\d_]{2,14})[.]?[ ](?:[Nn][°.ºo]?[ ]?)?"
_CAPTION = re.compile(rf"{_WORD}[0-9A-Z]")
_ALONE = re.compile(rf"{_WORD}[0-9]{{1,2}}(?:[.-][0-9]{{1,2}})?[.:]?")
_NOTE = re.compile(r"([^\W\d_]{1,14})[ ]?[:：]")


def is_caption(text: str) -> bool:
    """Does the line name a table or the like, with a number?

    >>> is_caption("Table 2.1: Roads"), is_caption("Tables of the law")
    (True, False)
    """
    found = _CAPTION.match(text)
    return found is not None and folded(found[1]) in CAPTIONS


def is_caption_alone(text: str) -> bool:
    """Is the line such a word and its number, and what they name on the line below?

    >>> is_caption_alone("Table 2.1"), is_caption_alone("Table 2.1: Roads"), is_caption_alone("Week 2")
    (True, False, False)
    """
    return _ALONE.fullmatch(text) is not None and is_caption(text)


def is_source(text: str) -> bool:
    """Does the line tell where the figures are from, or what is to be noted?

    >>> is_source("Source : own count"), is_source("资料来源：县统计局"), is_source("Roads: none")
    (True, True, False)
    """
    found = _NOTE.match(text)
    return found is not None and folded(found[1]) in CAPTIONS
