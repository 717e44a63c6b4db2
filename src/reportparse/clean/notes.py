"""Footnotes and their calls: rule `notes`.

market infant formula.12 We answered          <- the call, without the superscript that it was
all states about
12 The Committee asked in the 2005 report     <- the note, at the foot of the page
that we conduct this study.
FNS’ policy restricting the use               <- the next page
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from reportparse.chars import HAN, KANA
from reportparse.clean.apart import holding
from reportparse.clean.rule import View
from reportparse.provenance import Mark

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# 12 The Committee; 12The; 12 / The, where the label has a line of its own; ① 指; [3] See
_NOTE = re.compile(
    rf"^[ \t\u3000]*(?P<note>(?P<plain>[1-9][0-9]{{0,2}})(?P<gap>[ \t\u3000]*\n?[ \t\u3000]*)(?=[^\W\d_a-z]|[“\"«‘(（《「])"
    rf"|\[(?P<boxed>[1-9][0-9]{{0,2}})\](?=[ \t]*\S)|(?P<circled>[{_CIRCLED}])(?=[ \t\u3000]*\w))",
    re.MULTILINE,
)
# Its call: behind a letter, a mark, or a line end at a mark, where the extractor parted the superscript; 2. ROADS there
# is a heading.
_PLAIN_CALL = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[.,;:!?)”’\"»。，；：！？）》」])(?<!\D\d[.,])(?<!\D\d\d[.,])|(?<=[.,;:!?)”’»]\n)(?![0-9]{{1,3}}[.)]))([1-9][0-9]{{0,2}})"
    rf"(?:(?=[\s.,;:!?)”’。，；：！？、）]|$)(?![.][0-9])|(?=[{HAN}{KANA}])(?<=[）》」”。，][0-9]))"
)
_CALL_BEHIND_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)[0-9]{2}([1-9][0-9]?)(?=[\s.,;:!?)”’]|$)(?![.,][0-9])")
# Behind what it is a note on: at a line's start or behind a sentence it is an item's label.
_CIRCLED_CALL = re.compile(rf"(?<=[^\s。；：，、;:,.])([{_CIRCLED}])")
_BOXED_CALL = re.compile(r"\[([1-9][0-9]{0,2})\]")
_FEWEST = 2
_MOST_OF_PAGE = 0.75  # of its characters
_LARGEST_PAGE = 25_000
# characters: what is longer goes on with the next column, or is a section behind a bare number
_LONGEST = 1_500


class _Found(NamedTuple):
    start: int
    end: int
    number: int
    call: tuple[int, int]


def notes(view: View) -> Iterator[Mark]:
    """Footnotes, marked for the tree; the text above a note goes on on the next page.

    Known by their numbers, which count up through the document or begin anew on each page, by their place, the
    last lines of a page, and by their calls above: a number behind a word or mark without a space. A numbered
    list at the end of a page has no calls, and stays.

    >>> from reportparse.clean import run_rule
    >>> run_rule("notes", "See it.1\\n1 A note\\f")
    'See it.1\\n1 A note\\x0c'
    """
    text = view.text
    ends = _page_ends(text, view.marks)
    if not ends:
        return
    kept = [mark for mark in view.marks if mark.kind in ("toc", "table", "verbatim")]
    found: list[_Found] = []
    start = last = 0
    for end in ends:
        if start < end <= start + _LARGEST_PAGE:
            on_page = _on_page(text, start, end, last, kept)
            if on_page:
                found += on_page
                last = on_page[-1].number
        start = end
    if len(found) < _FEWEST:
        return
    for turn, note in enumerate(found, 1):
        yield Mark(*note.call, "ref", f"note_{turn}")
        yield Mark(note.start, note.end, "note", str(turn))


def _page_ends(text: str, marks: Sequence[Mark]) -> list[int]:
    """Where a page may end: at form feeds, and where furniture was taken out."""
    ends = {mark.start for mark in marks if mark.kind == "away"} | {feed.start() for feed in _FEED.finditer(text)}
    return sorted((*ends, len(text))) if ends else []


_FEED = re.compile("\f")


def _on_page(text: str, start: int, end: int, last: int, kept: Sequence[Mark]) -> list[_Found]:
    """The notes at the foot of one page; `last` is the number of the last note before it."""
    opened = [
        (match, _number(match))
        for match in _NOTE.finditer(text, start, end)
        if holding(kept, match.start(), match.start() + 1) < 0 and _is_said(text, match.end(), end)
    ]
    for at, (match, number) in enumerate(opened):
        if number != 1 and not last < number <= last + 2:
            continue
        if text[start : match.start()].strip() == "" or (end - match.start()) > _MOST_OF_PAGE * (end - start):
            continue
        row = [(match, number)]
        for other, following in opened[at + 1 :]:
            if following == row[-1][1] + 1:
                row.append((other, following))
        calls: list[tuple[int, int]] = []
        since = start
        for one, label in row:
            call = _call(text, since, match.start(), one, label)
            if call is None:
                break
            calls.append(call)
            since = call[1]
        if not calls:
            continue
        starts = [one.start("note") for one, _ in row]
        stops = [*starts[1:], end]
        made = [
            _Found(first, first + len(text[first:stop].rstrip()), label, call)
            for first, stop, (_, label), call in zip(starts, stops, row, calls, strict=False)
        ]
        brief = list(takewhile(lambda note: note.end - note.start <= _LONGEST, made))
        if brief:
            return brief
    return []


def _is_said(text: str, start: int, end: int) -> bool:
    """Does a sentence follow, or a reference that ends like one? The rows of a table end in words and numbers."""
    following = _NOTE.search(text, start, end)
    said = text[start : following.start() if following else end].rstrip()
    return said[-1:] in _SAID or _SENTENCE_INSIDE.search(said) is not None


_SAID = frozenset(".。;；!！?？)）”’」")
_SENTENCE_INSIDE = re.compile(r"[。；]|[.;][ ]")


def _number(match: re.Match[str]) -> int:
    if match["circled"]:
        return _CIRCLED.index(match["circled"]) + 1
    return int(match["plain"] or match["boxed"])


def _call(text: str, start: int, end: int, note: re.Match[str], number: int) -> tuple[int, int] | None:
    """Where a note is called on its page, above it: by its number behind a word or mark."""
    if note["plain"]:
        # Between 1780 and 18601: a year and its call look like one number, so this is the last thing to try.
        likely = chain(_PLAIN_CALL.finditer(text, start, end), _CALL_BEHIND_YEAR.finditer(text, start, end))
        calls = [call.span(1) for call in likely if int(call[1]) == number]
        # 2 Personal below a sentence is as well a heading: a number that heads a line is the call if no other is.
        return next((call for call in calls if text[call[0] - 1] != "\n"), calls[0] if calls else None)
    found = (_CIRCLED_CALL if note["circled"] else _BOXED_CALL).finditer(text, start, end)
    label = note["circled"] or note["boxed"]
    return next((call.span() for call in found if call[1] == label), None)
