"""Words printed one character a line at the edge of the page: rule `side-tabs`.

第      the tab of a chapter, at the edge of each of its pages; a word down the margin; a watermark
２      whose letters an extractor found each on a line of its own
章
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit

_BLANK = "[ \t\u3000]{0,8}"
_UNIT = r"(?:[^\W_]|\d\d)"
# Three lines or more, each of one character or a number of two digits; blank lines may stand between them.
# Begins with what ends the line before: the scan is quick then.
_RUN = re.compile(
    rf"[\n\f]{_BLANK}({_UNIT}(?:{_BLANK}\n(?:{_BLANK}\n){{0,4}}{_BLANK}{_UNIT}){{2,30}}){_BLANK}(?=[\n\f]|\Z)"
)
# A line of one or two characters; a line feed is looked for in C.
_SHORT = re.compile("\n[ \t\u3000]{0,8}[^\\W_]\\d?[ \t\u3000]{0,8}\n")
_PAGE = re.compile(r"\f|\n{4,}")
_NUMERAL = re.compile("[0-9０-９]+|(?<=第)[一二三四五六七八九十百]+")
_LABEL = re.compile("第#[章编編节節部篇]")
_FEWEST = 3
_EDGE = 3  # lines from the edge of the page
_APART = 6  # lines between two tabs where no page edge shows
_RUNNING = 12.0  # em: a line of running text is at least as long
_FINAL = frozenset("。！？.!?：:；;")


class _Run(NamedTuple):
    """A word down the page, and what stands around it."""

    start: int
    end: int
    key: str
    page: int
    at_edge: bool
    in_text: bool  # a line of running text stands near it
    in_sentence: bool  # the line before it goes on behind it


def side_tabs(view: View) -> Iterator[Edit]:
    """Tabs of chapters, words down the margin and watermarks, one character a line.

    They recur, once a page, at its edge or in the middle of sentences; numbers may differ. A column of a
    table, a list of single characters and short answers do not, or stand among short lines, and stay.

    >>> from reportparse.clean import run_rule
    >>> page = "第\\n２\\n章\\n持続可能な社会の実現に向けた課題と、その\\n解決に向けた取組を示す。\\n\\f"
    >>> run_rule("side-tabs", page * 3)[:24]
    '\\n持続可能な社会の実現に向けた課題と、その\\n解決'
    >>> run_rule("side-tabs", "甲\\n乙\\n丙\\n丁")
    '甲\\n乙\\n丙\\n丁'
    """
    text = view.text
    yield from settled(text, _edits(text), _edits)


def _edits(text: str) -> list[Edit]:
    if _SHORT.search(text) is None:
        return []
    # A line feed before the first line, which the offsets leave out.
    spans = [(found.start(1) - 1, found.end(1) - 1) for found in _RUN.finditer(f"\n{text}")]
    if len(spans) < _FEWEST:
        return []
    runs = _runs(text, spans)
    groups: dict[str, list[_Run]] = {}
    for run in runs:
        groups.setdefault(run.key, []).append(run)
    return sorted(
        Edit(run.start, run.end)
        for group in groups.values()
        if len(group) >= _FEWEST and _is_tab(group, text)
        for run in group
    )


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[_Run]:
    edges = [found.end() for found in _PAGE.finditer(text)]
    runs: list[_Run] = []
    for start, end in spans:
        word = _NUMERAL.sub("#", "".join(text[start:end].split()))
        label = _LABEL.match(word)
        page = bisect_right(edges, start)
        first = edges[page - 1] if page else 0
        last = edges[page] if page < len(edges) else len(text)
        before = [line for line in text[max(first, start - 400) : start].split("\n") if line.strip()]
        behind = [line for line in text[end : min(last, end + 400)].split("\n") if line.strip()]
        runs.append(
            _Run(
                start,
                end,
                label.group() if label else word,
                page,
                bool(edges) and (len(before) < _EDGE or len(behind) < _EDGE),
                any(em_width(line.strip()) >= _RUNNING for line in (*before[-_EDGE:], *behind[:_EDGE])),
                bool(before and behind)
                and em_width(before[-1].strip()) >= _RUNNING
                and before[-1].rstrip()[-1] not in _FINAL
                and 2 * em_width(behind[0].strip()) >= _RUNNING,
            )
        )
    return runs


def _is_tab(group: Sequence[_Run], text: str) -> bool:
    """Does the word recur as a tab does?"""
    count = len(group)
    key = group[0].key
    if len(set(key)) < 2 or key.replace("#", "").isdigit() or not any(map(str.isalpha, key)):
        return False
    if sum(run.in_text for run in group) * 10 < 7 * count:
        return False
    if any(later.page == run.page and not _apart(text, run, later) for run, later in pairwise(group)):
        return False
    if len({run.page for run in group}) * 10 >= 9 * count and sum(run.at_edge for run in group) * 10 >= 8 * count:
        return True
    return sum(run.in_sentence for run in group) * 10 >= 6 * count or (
        _LABEL.match(key) is not None and not any(run.page for run in group)
    )


def _apart(text: str, run: _Run, later: _Run) -> bool:
    return sum(1 for line in text[run.end : later.start].split("\n") if line.strip()) >= _APART
