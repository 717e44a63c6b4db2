"""Two halves of a printed line in the wrong order, parted by a bold run and its copy: rule `crossed-lines`.

    实实在在办实事。形成人
    硬招落地见效。实实在在办实事
    人有责、人人尽责、人人享有的治理格

The line is 硬招落地见效。实实在在办实事。形成人. The copy of the run cannot stand beside it, so pdfminer makes two lines of
the one, and where the copy was drawn a hair higher, the half that begins with it comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import BLANKS, CLOSERS, SENTENCE_ENDS
from reportparse.clean.movedcopies import WORDY
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit, Mark

_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)[^\S\n\f]*(\n(?![^\S\n\f]{0,99}[\n\f]))?")
_LONGEST = 80  # characters of a run
_SHORTEST = 4
_MOST_COPIES = 4
_LONGEST_TAIL = 20  # characters of a run on the line before
_FEWEST = 3  # such lines in a document
_MARKS = SENTENCE_ENDS | frozenset("，、；：,;:")


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    tight: bool  # the next line follows without a blank one


class _Crossed(NamedTuple):
    """A line that begins with a run of `size` characters, and one behind it, which ends with its copy."""

    opens: int  # where the run begins: in this line, or at the end of the one before
    first: _Line
    second: _Line
    size: int
    alone: int  # where lines between the two end that are nothing but copies; where the first ends, without any
    copy: bool = False  # the first line is nothing but the copy of what ends the second one
    closes: int = 0  # where the run of such a line ends: there, or at the head of the line behind it


def crossed_lines(view: View) -> Iterator[Edit | Mark]:
    """The half line behind a bold run printed before the half line in front of it: pdfminer.

    The second copy goes. Cleaning moves nothing: marks `crossed` say that the first half is read behind the
    second. Where the run opens the line, the second half is nothing but its copy. The run opens a sentence and
    ends with it, and it takes three such lines.

    >>> from reportparse.clean import run_rule
    >>> run_rule("crossed-lines", "共建平安家园。夜间有\\n各方都说好。共建平安家园\\n人值守。\\n提升服务水平。办事\\n提升服务水平\\n"
    ...     "大厅开门早。\\n扩大对外开放。来\\n局面稳定。扩大对外开放\\n访团组三十个。")
    '共建平安家园。夜间有\\n各方都说好。\\n人值守。\\n提升服务水平。办事\\n大厅开门早。\\n扩大对外开放。来\\n局面稳定。\\n访团组三十个。'
    """
    text = view.text
    found = _found(text)
    if not found:
        return
    view.note(
        "overstruck",
        f"halves of printed lines in the wrong order, parted by bold drawn again: {len(found)}",
        found[0].first.start,
        found[0].second.end,
    )
    for one in found:
        first, second = one.first, one.second
        if one.copy:
            yield Mark(second.end - one.size, one.closes, "bold")
            continue
        stop = text[first.start + one.size : first.start + one.size + 1] in SENTENCE_ENDS
        yield Mark(one.opens, first.start + one.size + stop, "bold")
        if one.size < len(second.text):
            yield Mark(first.start, first.end, "crossed", "behind")
            yield Mark(second.start, _before_run(one), "crossed", "before")
    yield from settled(text, _edits(found), lambda left: _edits(_found(left)))


def _edits(found: Sequence[_Crossed]) -> list[Edit]:
    edits: list[Edit] = []
    for one in found:
        if one.copy:
            edits.append(Edit(one.first.start, one.second.start))
            continue
        whole = one.size == len(one.second.text)
        if one.alone > one.first.end:
            edits.append(Edit(one.first.end, one.second.end if whole else one.alone))
        elif whole:
            edits.append(Edit(one.first.end, one.second.end))
        if not whole:
            edits.append(Edit(_before_run(one), one.second.end))
    return edits


def _before_run(one: _Crossed) -> int:
    """Where what stands in front of the second copy ends."""
    return one.second.start + len(one.second.text[: -one.size].rstrip(BLANKS))


def _may_be_crossed(text: str) -> bool:
    """A quick look: lines whose last characters stand in the line before, and the first ones of that in them."""
    lines = list(map(str.strip, text.replace("\f", "\n").split("\n")))
    likely = [
        (one, other)
        for one, other in pairwise(lines)
        if other and one and other[-_SHORTEST:] in one and one[:_SHORTEST] in other
    ]
    return (
        len(likely) >= _FEWEST
        and sum(_copied(one, other) >= _SHORTEST or _ends_with(one, other) for one, other in likely) >= _FEWEST
    )


def _found(text: str) -> list[_Crossed]:
    if not _may_be_crossed(text):
        return []
    lines = [_Line(*match.span(1), match.group(1), bool(match.group(2))) for match in _LINE.finditer(text)]
    found: list[_Crossed] = []
    at = 0
    while at + 1 < len(lines):
        first = lines[at]
        size, last = 0, at
        while last + 1 < len(lines) and lines[last].tight and last < at + _MOST_COPIES:
            copied = _copied(first.text, lines[last + 1].text)
            if not copied or (size and copied != size):
                break
            size, last = copied, last + 1
            if size < len(lines[last].text):
                break
        if size:
            opens = _opens(lines[at - 1], first) if at else first.start
            found.append(_Crossed(opens, first, lines[last], size, lines[last - 1].end))
        elif first.tight and _ends_with(first.text, lines[at + 1].text):
            second = lines[at + 1]
            closes = _closes(second, lines[at + 2]) if at + 2 < len(lines) else second.end
            found.append(_Crossed(first.start, first, second, len(first.text), first.end, True, closes))
        at = last + 1
    sure = [one.first.text[: one.size] for one in found if one.size >= _SHORTEST and _is_sentence(one)]
    return found if len(sure) >= _FEWEST and len(set(sure)) > 1 else []


def _is_sentence(one: _Crossed) -> bool:
    """Does the run end with a full stop, or before one? Others are copies only where there are such runs."""
    text = one.second.text if one.copy else one.first.text
    return one.copy or not SENTENCE_ENDS.isdisjoint(text[one.size - 1 : one.size + 1])


def _opens(before: _Line, first: _Line) -> int:
    """Where the run begins that the line goes on with: behind the last full stop of the line before, if that is near.

    …加强意识形态工 / 作责任制。围绕河道清淤 / 作责任制。
    """
    tail = before.text[max(map(before.text.rfind, "。！？")) + 1 :]
    broken = before.tight and len(tail) < len(before.text) and 0 < len(tail) <= _LONGEST_TAIL
    return before.end - len(tail) if broken and "，" not in tail and tail[0] >= "\u2e80" else first.start


def _closes(line: _Line, behind: _Line) -> int:
    """Where a run ends that the line breaks: at the first full stop of the next line, if that is near."""
    found = _TO_STOP.match(behind.text)
    if not line.tight or line.text[-1] in SENTENCE_ENDS or found is None:
        return line.end
    return behind.start + found.end()


_TO_STOP = re.compile(rf"[^，,；;：。！？\s]{{1,{_LONGEST_TAIL}}}[。！？]")


def _ends_with(copy: str, line: str) -> bool:
    """Is a line the copy of a run that opens a sentence and ends the next line?"""
    before = line[: -len(copy)].rstrip(BLANKS)
    return (
        _SHORTEST <= len(copy) < len(line)
        and line.endswith(copy)
        and before[-1:] in _OPENS_BEHIND
        and WORDY.search(copy) is not None
    )


_OPENS_BEHIND = frozenset("。！？：；")


def _copied(first: str, second: str) -> int:
    """How many characters at the head of the first line stand again at the end of the second, if they are a run."""
    last = second[-1]
    if len(second) < _SHORTEST:  # the end of a run that was broken: 部署。
        return len(second) if len(second) > 1 and last in SENTENCE_ENDS and first.startswith(second) else 0
    at = first.rfind(last, 0, min(len(first) - 1, _LONGEST))
    while at + 1 >= _SHORTEST:
        run = first[: at + 1]
        if second.endswith(run):
            before = second[: -len(run)].rstrip(BLANKS)
            closes = last in SENTENCE_ENDS or first[at + 1] in (SENTENCE_ENDS if before else _MARKS)
            opens = (
                not before or before[-1] in SENTENCE_ENDS or (before[-1] in CLOSERS and before[-2:-1] in SENTENCE_ENDS)
            )
            return len(run) if opens and closes and WORDY.search(run) else 0
        at = first.rfind(last, 0, at)
    return 0
