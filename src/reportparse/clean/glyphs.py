"""Bold drawn glyph by glyph: rule `glyph-doubling`.

    抓抓好好委委员员理理论论提提升升。。        SSttaaffff  wweellllbbeeiinngg..

pdfplumber and pdfminer write it for any bold drawn twice, the others where the page itself
draws each glyph again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from reportparse.chars import SENTENCE_ENDS
from reportparse.clean.repeats import doubled
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit, Mark

# Whether there is anything to look at: three doubled or two tripled characters in a row, two letters among them.
_HINT = re.compile(r"(\S)\1(?:(\S)\2(\S)\3|\1{1,2}(\S)\4\4)")
# Where one may be in `doubled` characters: AABBCC, AAABBB, AAAABBB.
_LIKELY = re.compile(rb"\0(?:.\0.\0|\0.\0\0|\0\0.\0\0)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
# Runs of doubled characters; between words the space may be doubled or not.
_RUNS = {
    times: re.compile(rf"(?:(\S){again}|(?<=\S)[ \u3000]{{1,{times}}}(?=(\S){again.replace('1', '2')}))+")
    for times, again in ((4, r"\1\1\1"), (3, r"\1\1"), (2, r"\1"))
}
_LONGEST_LABEL = 5  # characters, with the full stop: VIII.
_MARKS = frozenset("。，、；：！？“”‘’（）《》「」")


class _Run(NamedTuple):
    """`[start, end)` is doubled throughout; `size` characters, spaces apart, `letters` different ones."""

    start: int
    end: int
    size: int
    letters: int
    mark: bool  # a doubled full-width mark is among them


def glyph_doubling(view: View) -> Iterator[Edit | Mark]:
    """Bold runs in which every character is doubled, or written three or four times.

    Decided over the document: it takes three runs of three letters or more; then shorter ones that end
    in a doubled mark or go on over a line end are undone too. 实实在在 and 时时刻刻 stay, and numbers
    like 1122 do where nothing beside them is doubled.

    >>> from reportparse.clean import run_rule
    >>> run_rule("glyph-doubling", "一。抓抓好好提提升升。。二。强强化化保保障障。。三。推推动动发发展展。。实实在在。")
    '一。抓好提升。二。强化保障。三。推动发展。实实在在。'
    >>> run_rule("glyph-doubling", "清清楚楚列清单，仔仔细细核数据，共1122件。")
    '清清楚楚列清单，仔仔细细核数据，共1122件。'
    """
    text = view.text
    hints = (found for found in _hints(text) if sum(map(str.isalpha, set(found.group()))) > 1)
    if len(list(islice(hints, 2))) < 2:
        return
    times, chains = _decided(text)
    if not chains:
        return
    count = sum(run.size for chain in chains for run in chain)
    first = chains[0][0]
    view.note(
        "overstruck", f"bold drawn {times} times glyph by glyph: {count} characters undone", first.start, first.end
    )
    yield from (Mark(run.start, run.end, "bold") for chain in chains for run in chain)
    yield from settled(text, _edits(text, times, chains), lambda left: _edits(left, *_decided(left)))


def _hints(text: str) -> Iterator[re.Match[str]]:
    same = doubled(text)
    at = 0
    while (likely := _LIKELY.search(same, at)) is not None:
        at = likely.start()
        if (blanks := _BLANKS.match(text, at)) is not None:
            at = blanks.end()
        elif (found := _HINT.match(text, at)) is not None:
            yield found
            at = found.end()
        else:
            at += 1


def _decided(text: str) -> tuple[int, list[list[_Run]]]:
    """How often the document strikes a glyph, and the stretches that are to be undone."""
    for times, pattern in _RUNS.items():
        runs = [run for match in pattern.finditer(text) for run in _cut(text, match.start(), match.end(), times)]
        strong = [run for run in runs if run.size >= 3 and run.letters >= 3]
        if len(strong) >= 3 or (len(strong) >= 2 and max(run.letters for run in strong) >= 6):
            return times, [chain for chain in _chains(text, runs) if _is_struck(chain)]
    return 2, []


def _cut(text: str, start: int, end: int, times: int) -> Iterator[_Run]:
    """One run a sentence: what follows a doubled full stop is another, or not struck at all (。。实实在在)."""
    begin = at = start
    count = 0
    mark = False
    letters: set[str] = set()
    while at < end:
        character = text[at]
        if character in " \u3000":
            at += 1
            continue
        at += times
        count += 1
        mark = mark or character in _MARKS
        if character.isalpha():
            letters.add(character)
        if character == "." and count <= _LONGEST_LABEL and _labels(text, begin, at):
            continue
        if character in SENTENCE_ENDS and text[at : at + 1] not in ("”", "’", "）", '"', ")", "»"):
            yield _Run(begin, at, count, len(letters), mark)
            begin, count, mark, letters = at, 0, False, set()
    if count:
        yield _Run(begin, end, count, len(letters), mark)


def _labels(text: str, start: int, end: int) -> bool:
    """Is this the label at the head of a line (II..  TThhee  RRooaadd), and not a short sentence?"""
    return text[start - 1 : start] in ("", "\n", " ", "\u3000") and (
        text[end : end + 1] == " " or text[end : end + 1].isdigit()
    )


def _chains(text: str, runs: list[_Run]) -> list[list[_Run]]:
    """Runs that go on over a line end."""
    chains: list[list[_Run]] = []
    for run in runs:
        if chains:
            gap = text[chains[-1][-1].end : run.start]
            if gap and "\n" in gap and gap.isspace() and text[run.start - 1] in "\n \u3000":
                chains[-1].append(run)
                continue
        chains.append([run])
    return chains


def _is_struck(chain: list[_Run]) -> bool:
    count = sum(run.size for run in chain)
    letters = sum(run.letters for run in chain)
    if letters == 0:
        return False
    return count >= 3 or (count == 2 and any(run.mark for run in chain))


def _edits(text: str, times: int, chains: list[list[_Run]]) -> list[Edit]:
    return [edit for chain in chains for run in chain for edit in _of_run(text, run, times)]


def _of_run(text: str, run: _Run, times: int) -> Iterator[Edit]:
    at = run.start
    while at < run.end:
        if text[at] in " \u3000":
            blank = at
            while at < run.end and text[at] in " \u3000":
                at += 1
            if at - blank > 1:
                yield Edit(blank + 1, at)
            continue
        yield Edit(at + 1, at + times)
        at += times
