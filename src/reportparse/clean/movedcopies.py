"""Copies of bold runs that were drawn when the paragraph was done: rule `moved-copies`.

    位。步步为营抓根基。区委主要负责同
    志带队走访，建成11个示范
    点。认真实施旧区改造。
    步步为营抓根基。
    建成11个示范
    点。
    着力落实队伍。全面推进提案办理

The page goes back and draws every bold run of the paragraph again, broken where it is broken;
pdfminer sorts the copy before its line.

    出对策建议 214 条。着力强化责任。。委员立足岗位
    着力强化责任
    细化高标准农田，带头落实

Or the full stop alone is struck where it stands, and the copy of the words follows on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import HAN, HANGUL, KANA
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit, Mark

_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)\s*")
# A bold run opens and ends at a line's edge or where a sentence ends, or with the clause that opens one.
_PIECE = re.compile(r"(\S[^，,。]*?[，,])?.*?(?:[。！？：][”’）》」』]?|[.!?:](?=[ ])|$)")
_FINAL = frozenset("。！？.!?”’）》」』")
_ENDS = _FINAL | frozenset("：:")  # a head in the line may end with a colon
_NEAR = 120  # lines between a run and its copy
_BESIDE = 4  # the same, where copies are sorted among the lines
_SHORTEST = 4  # characters of a piece that is looked for
_KNOWN = 20  # bold runs; where so many were struck in another way, none is struck in this one
_FEWEST = 3  # different runs in a document
# What a copy has to say to be one: three characters of Han, or two words.
WORDY = re.compile(rf"[{HAN}{KANA}{HANGUL}]{{3}}|[^\W\d_]{{3,}}\W.*[^\W\d_]{{3}}")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Place(NamedTuple):
    """Where a piece stands: in which line, `[start, end)` in the text."""

    line: int
    start: int
    end: int


class _Run(NamedTuple):
    """Lines `[first, last]` are a copy of the text in `[start, end)`."""

    first: int
    last: int
    start: int
    end: int
    lines: range  # in which the original stands
    sure: bool  # the original opens where a sentence ends before it, and is no mere word


def moved_copies(view: View) -> Iterator[Edit | Mark]:
    """Bold runs drawn again on lines of their own behind their paragraph, or before their line.

    A copy breaks where the run itself breaks, and is only a part of the lines it copies: whole lines that come
    again are headings, rows, refrains, and stay. It takes three runs.

    >>> from reportparse.clean import run_rule
    >>> run_rule("moved-copies", "筑牢安全根基。全年完成任\\n务。深化重点改革。积极推进，取\\n得成效。统筹区域发展。结束。\\n"
    ...     "筑牢安全根基。\\n深化重点改革。\\n统筹区域发展。\\n着力落实队伍建设，全年完成任务。")
    '筑牢安全根基。全年完成任\\n务。深化重点改革。积极推进，取\\n得成效。统筹区域发展。结束。\\n着力落实队伍建设，全年完成任务。'
    """
    text = view.text
    behind = list(_behind_their_line(text, view.marks))
    runs, lines = _decided(text) if len(view.marks) < _KNOWN else ([], [])
    # What a copy is of has to stay.
    runs = [run for run in runs if all(run.end <= copy.edit.start or copy.edit.end <= run.start for copy in behind)]
    if not runs and not behind:
        return
    if behind:
        view.note("overstruck", f"bold drawn again behind its line: {len(behind)} copies taken out", *behind[0].words)
        yield from (Mark(*copy.words, "bold") for copy in behind)
    if not runs:
        yield from (copy.edit for copy in behind)
        return
    view.note(
        "overstruck", f"bold drawn again after its paragraph: {len(runs)} runs taken out", runs[0].start, runs[0].end
    )
    yield from (Mark(run.start, run.end, "bold") for run in runs)
    first = _united([*_edits(text, runs, lines), *(copy.edit for copy in behind)])
    yield from settled(text, first, lambda left: _edits(left, *_decided(left)))


def _united(edits: list[Edit]) -> list[Edit]:
    """Edits that take out text, those that overlap as one."""
    united: list[Edit] = []
    for edit in sorted(edits):
        if united and edit.start < united[-1].end:
            united[-1] = Edit(united[-1].start, max(edit.end, united[-1].end))
        else:
            united.append(edit)
    return united


class _Behind(NamedTuple):
    """The words that are drawn again, and the line that goes."""

    words: tuple[int, int]
    edit: Edit


def _behind_their_line(text: str, marks: Sequence[Mark]) -> Iterator[_Behind]:
    """Where no more than a mark was struck, and the words before it are all that the next line holds."""
    last = 0
    for mark in marks:
        start = mark.start
        if mark.kind != "bold" or mark.end != start + 1 or text[start] not in _STOPS:
            continue
        words = _WORDS.search(text, max(last, start - _LONGEST), start)
        if words is None or words.end() - words.start() < _SHORTEST:
            continue
        line_end = text.find("\n", start)
        copy = _COPY.match(text, line_end) if line_end >= 0 else None
        if copy is None or copy[2] != words[0]:
            continue
        yield _Behind(words.span(), Edit(copy.start(1), copy.end()))
        last = copy.end()


_STOPS = frozenset("。，：；！？.,:;!?")
_LONGEST = 40
_WORDS = re.compile(r"[^\s。！？](?:[^\n\f。！？]*[^\s。！？])?\Z")
_COPY = re.compile(r"\s*\n([ \u3000]*(\S[^\n\f]*?))[ \u3000]*(?:\n[^\S\f]*|(?=\f)|\Z)")


def _edits(text: str, runs: Sequence[_Run], lines: Sequence[_Line]) -> list[Edit]:
    """The lines of each copy go, with the white space behind them."""
    return [
        Edit(lines[run.first].start, lines[run.last + 1].start)
        if run.last + 1 < len(lines)
        else Edit(lines[run.first].start, len(text))
        for run in runs
    ]


def _may_be_struck(text: str) -> bool:
    """A quick look: sentences or lines that come again."""
    seen: set[str] = set()
    again = 0
    for piece in text.replace("。", "。\n").replace("：", "：\n").replace(". ", ".\n").split("\n"):
        if piece not in seen:
            seen.add(piece)
        elif len(piece) > _SHORTEST:
            again += 1
    return again >= _FEWEST


def _decided(text: str) -> tuple[list[_Run], list[_Line]]:
    if not _may_be_struck(text):
        return [], []
    lines = [_Line(*match.span(1), match.group(1)) for match in _LINE.finditer(text)]
    groups = [group for group in _groups(lines) if any(run.sure for run in group)]
    gone = {number for group in groups for run in group for number in range(run.first, run.last + 1)}
    # What a copy is of has to stay.
    runs = [run for group in groups for run in group if gone.isdisjoint(run.lines)]
    # The same words over and over are the head of a table's column.
    different = {text[run.start : run.end] for run in runs if run.sure}
    return (runs, lines) if len(different) >= _FEWEST else ([], [])


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Run]]:
    """The copies behind each paragraph: in its order, and of nothing that stands before the copies of the last."""
    places: dict[str, list[_Place]] = {}
    for number, line in enumerate(lines):
        for match in _PIECE.finditer(line.text):
            for piece in match.group(0, 1):
                if piece and len(piece) < len(line.text):
                    start = line.start + match.start()
                    places.setdefault(piece.strip(), []).append(_Place(number, start, start + len(piece)))
    at = 1
    since = 0  # where the text begins that these copies can be of
    while at < len(lines):
        group: list[_Run] = []
        if lines[at - 1].text[-1] in _FINAL and lines[at].text in places:
            reached = since
            while (run := _run_at(at, lines, places, reached)) is not None:
                group.append(run)
                at, reached = run.last + 1, run.end
                if at == len(lines):
                    break
        if group:
            since = lines[group[-1].last].end
            yield group
        elif lines[at].text in places:
            beside = _beside(at, lines, places)
            at = beside[-1].last if beside else at
            at += 1
            if beside:
                yield beside
        else:
            at += 1


def _run_at(at: int, lines: Sequence[_Line], places: dict[str, list[_Place]], reached: int) -> _Run | None:
    """The copy that begins with this line, if one does."""
    for place in places.get(lines[at].text, ()):
        if place.start < reached or not at - _NEAR <= place.line < at:
            continue
        last, original, end = at, place.line, place.end
        # Broken where the run is broken: the next line copies the head of the next line of the original.
        while (
            lines[last].text[-1] not in _ENDS
            and end == lines[original].end
            and last + 1 < len(lines)
            and original + 1 < at
            and _opens(lines[original + 1].text, lines[last + 1].text)
        ):
            last, original = last + 1, original + 1
            end = lines[original].start + len(lines[last].text)
        opens = place.start > lines[place.line].start or lines[place.line - 1].text[-1] in _FINAL
        words = WORDY.search("".join(line.text for line in lines[at : last + 1]))
        return _Run(
            at,
            last,
            place.start,
            end,
            range(place.line, original + 1),
            opens and lines[last].text[-1] in _ENDS and words is not None,
        )
    return None


def _beside(at: int, lines: Sequence[_Line], places: dict[str, list[_Place]]) -> list[_Run]:
    """The copy that was sorted among the lines of its paragraph: of a sentence in one of the lines around, or,
    in two halves, before the line that it ends and before the line that it opens.

        “惠民生”强化责
        益群众八千余人。“惠民生”强化责
        任。
        任。坚持推动机制
    """
    copy = lines[at]
    if not WORDY.search(copy.text):
        return []
    for place in places[copy.text]:
        inside = place.start > lines[place.line].start
        if inside and place.line != at and abs(place.line - at) <= _BESIDE and copy.text[-1] in _ENDS:
            return [_Run(at, at, place.start, place.end, range(place.line, place.line + 1), True)]
        if inside and place.line == at + 1 and place.end == lines[at + 1].end:
            runs = [_Run(at, at, place.start, place.end, range(at + 1, at + 2), True)]
            if at + 3 < len(lines):
                copy, line = lines[at + 2], lines[at + 3]
                if copy.text[-1] in _ENDS and line.text.startswith(copy.text) and len(copy.text) < len(line.text):
                    end = line.start + len(copy.text)
                    runs.append(_Run(at + 2, at + 2, line.start, end, range(at + 3, at + 4), False))
            return runs
    return []


def _opens(line: str, copy: str) -> bool:
    """Is `copy` the first sentence of the line, or all of it?"""
    return line.startswith(copy) and (len(line) == len(copy) or copy[-1] in _ENDS)
