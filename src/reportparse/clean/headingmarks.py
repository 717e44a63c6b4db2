"""What marks headings in Markdown and reStructuredText: rule `heading-marks`.

## Roads

Roads
-----
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.rule import View
from reportparse.provenance import Edit, Mark

_HASHES = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(?=\S)(.*?)(?<![ \t])([ \t]+#+)?[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(
    r"(?:^(?P<over>(?P<mark>[=\-~^\"'`*+.:_])(?P=mark){2,})[ \t]*\n)?"
    r"^(?P<title>[ \t]*(?P<first>[^\s=\-~^\"'`*+.:_])(?:[^\n]*[^ \t\n])?)[ \t]*\n"
    r"(?P<under>(?P<sign>[=\-~^\"'`*+.:_])(?P=sign){2,})[ \t]*$",
    re.MULTILINE,
)
# The line of signs alone: a quick look, which begins with one character that is searched for.
_UNDER = re.compile(r"\n([=\-~^\"'`*+.:_])\1{2,}[ \t]*(?:\n|\Z)")
# 4.6 The archive, or 4.6: alone on its line, and no heading in Markdown.
_NUMBERED = re.compile(r"^[ \t]*\d{1,2}(?:\.\d{1,2}){1,3}(?:\.?[ \t]+[^\W\d_][^\n]{0,48}[^\W_])?$", re.MULTILINE)
_FEWEST_NUMBERED = 5
_WORD = re.compile(r"[^\W\d_]")
_LONGEST = 200  # characters


class _Found(NamedTuple):
    """A marked heading."""

    start: int  # of its words
    end: int
    gone: tuple[tuple[int, int], ...]  # the stretches that mark it
    sign: str  # "##", "=", "==" with a line above it as well


def heading_marks(view: View) -> Iterator[Edit | Mark]:
    """Marks of headings in Markdown and reStructuredText: they go, and the words are marked as a heading.

    `#` before the words, or a line of signs below them, as long as they are. It takes two such headings, or one at
    the head of the text. A line across the page, the rows of a table and the comments of a program stay.

    >>> from reportparse.clean import run_rule
    >>> run_rule("heading-marks", "# Report\\n\\n## Roads\\nThe council …")
    'Report\\n\\nRoads\\nThe council …'
    >>> run_rule("heading-marks", "Roads\\n=====\\n\\nBridges\\n-------\\n\\nTwo.")
    'Roads\\n\\nBridges\\n\\nTwo.'
    >>> run_rule("heading-marks", "It is\\n----------\\nan end. We are #1 and # 2.")
    'It is\\n----------\\nan end. We are #1 and # 2.'
    """
    text = view.text
    found = _with_hashes(text) if "#" in text else []
    found += _underlined(text, bool(found))
    found.sort()
    if len(found) < 2 and not (found and not text[: found[0].gone[0][0]].strip()):
        return
    signs = list(dict.fromkeys(one.sign for one in found if one.sign[0] != "#"))
    hashes = any(one.sign[0] == "#" for one in found)
    for one in found:
        if one.sign[0] == "#":
            level = len(one.sign)
        else:
            level = "=-".index(one.sign) + 1 if hashes and one.sign in "=-" else signs.index(one.sign) + 1
        yield from (Edit(start, end) for start, end in one.gone)
        yield Mark(one.start, one.end, "heading", str(level))


def _with_hashes(text: str) -> list[_Found]:
    matches = [match for match in _HASHES.finditer(text) if len(match[2]) <= _LONGEST and _WORD.search(match[2])]
    adjacent = sum(other.start() == one.end() + 1 for one, other in pairwise(matches))
    if adjacent * 2 > len(matches) or _numbered_without(text) > len(matches):
        return []  # the comments of a program
    made: list[_Found] = []
    for match in matches:
        start, end = match.span(2)
        gone = [(match.start(), start)]
        if match.end() > end:
            gone.append((end, match.end()))
        made.append(_Found(start, end, tuple(gone), match[1]))
    return made


def _numbered_without(text: str) -> int:
    """How many lines look like numbered headings; where headings are marked, those are marked, too."""
    count = sum(1 for _ in _NUMBERED.finditer(text))
    return count if count >= _FEWEST_NUMBERED else 0


def _underlined(text: str, hashes: bool) -> list[_Found]:
    made: list[_Found] = []
    if _UNDER.search(text) is None:
        return made
    for match in _UNDERLINED.finditer(text):
        title, under, over = match["title"], match["under"], match["over"]
        above = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
        alone = over is not None or not above.strip()
        if over is not None and match["mark"] != match["sign"]:
            continue
        fits = under[0] == "=" or 0.7 * len(title) <= len(under) <= max(1.4 * len(title), 2 * em_width(title)) + 3
        if (
            not alone
            or not fits
            or len(title) > _LONGEST
            or not _WORD.search(title)
            or ("   " in title.strip() and under[0] != "=")
        ):
            continue
        if hashes and under[0] not in "=-":
            continue
        start = match.start("first")
        gone = [(match.start(), start)] if match.start() < start else []
        end = match.start("title") + len(title)
        gone.append((end, match.end()))
        made.append(_Found(start, end, tuple(gone), under[0] * (1 + (over is not None))))
    return made
