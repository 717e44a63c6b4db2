"""Labels in their order: which reading of each the document means, which labels count on, which are none.

Labels of one list or of sibling divisions make a *run*: 一、 二、 三、, or 1.1, 1.2. A label goes on with the run that
stands at the number before its own, the innermost first; or it is a first one, and opens a run inside those that are
open. A run that goes on closes what was opened inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from attrs import define, field

from reportparse.kinds import ARTICLES, folded
from reportparse.numbering import Label, Style, label_at, national_readings, readings
from reportparse.structure.bare import with_bare
from reportparse.structure.barenumbers import with_bare_letters, with_bare_numbers
from reportparse.structure.blocks import Block
from reportparse.structure.counted import with_counted

_LONGEST_GAP = 3  # numbers that may be missing in a run
_DATE = re.compile(r"\d{1,2}\.[ \xa0]?[^\W\d_]+\.?[ \xa0]\d{4}\b|\d{1,2}\.[ \xa0]?\d{1,2}\.[ \xa0]?\d{4}\b")
_MARKS = str.maketrans("（）〔〕．，", "()().,")
_PLAIN_MARKS = re.compile(r"[.、()/–—-]")
_MOST_OPEN = 100  # runs of a form, the innermost ones, that a label may go on with
_NEVER = 1 << 60  # behind the last block

Key = tuple[str, ...]


class Doubt(NamedTuple):
    """A number that is missing before a label, or stands twice."""

    at: int  # the block
    code: str  # "ordinal-gap"
    message: str


@define(eq=False)
class Run:
    """Labels that count on, and where they stand."""

    key: Key
    places: list[int] = field(factory=list)  # of blocks
    first: int = 0  # its first number
    last: int = 0  # the number it stands at
    printed: str = ""  # its last label
    heads: int = 0  # how many of its labels stand before a heading
    outer: Run | None = None  # the run of the same form that was open when it began
    doubts: list[Doubt] = field(factory=list)

    @property
    def is_nested(self) -> bool:
        """Does the outer run of its own form go on behind it?"""
        return self.outer is not None and self.outer.places[-1] > self.places[-1]


class Settled(NamedTuple):
    """Blocks with the labels the sequence chose, and the labels that it refused."""

    blocks: list[Block]
    runs: list[Run]
    refused: list[tuple[int, Label]]  # blocks that stay text, and the label each opens with


def settle(found: Sequence[Block]) -> Settled:
    """Choose between the readings of each label, and take from the blocks the labels that count nowhere."""
    made = with_counted(with_bare_letters(with_bare_numbers(_with_tight(with_bare(_parted(found))))))
    heads = [block.label is not None and block.shaped_as_heading for block in made]
    options = [_options(block) if block.label is not None else () for block in made]
    if any(_is_national(label) for labels in options for label in labels):
        options = [(*labels, *(other for label in labels for other in national_readings(label))) for labels in options]
    ahead = _ahead(options)
    chain = _Chain()
    chosen: dict[int, tuple[Run, Label]] = {}
    for at, labels in enumerate(options):
        if labels and labels[0].style is not Style.BULLET:
            date = made[at].text[0].isdigit() and _DATE.match(made[at].text) is not None
            run, label = chain.take(at, labels, heads[at], ahead, sure=not date)
            chosen[at] = run, label
    refused: list[tuple[int, Label]] = []
    kept: dict[int, int] = {}
    runs = chain.runs
    proven = {run.key for run in runs if len(run.places) > 1}
    paths = {path_of(label) for _, label in chosen.values() if label.style in _PATH_STYLES and not label.kind}
    for number, run in enumerate(runs):
        if _counts(run, made, heads, chosen, proven=run.key in proven) and not _stands_apart(run, chosen, heads, paths):
            kept.update(dict.fromkeys(run.places, number))
    for at, (_, label) in sorted(chosen.items()):
        if at in kept:
            made[at] = made[at].counted(label, kept[at])
        else:
            refused.append((at, label))
            made[at] = made[at]._replace(label=None)
    return Settled(made, runs, refused)


def _options(block: Block) -> tuple[Label, ...]:
    return readings(block.text, block.label)


def _is_national(label: Label) -> bool:
    """ç), đ): a letter that the plain alphabet does not have."""
    return label.style is Style.LETTER and not label.kind and not label.text.isascii() and label.text < "\u0250"


def key_of(label: Label) -> Key:
    """What labels of one run share: the word, the form, or all numbers but the last.

    >>> from reportparse.numbering import label_at
    >>> key_of(label_at("（二）加强学习")) == key_of(label_at("(一) 学习")), key_of(label_at("1.2 Roads"))
    (True, ('decimal', '1'))
    """
    if label.style is Style.DECIMAL:
        return ("decimal", *path_of(label)[:-1])
    if label.kind:
        return ("kind", label.kind, "letter" if label.style is Style.LETTER else "")
    case = ""
    if label.style in (Style.LETTER, Style.ROMAN):
        letters = "".join(filter(str.isalpha, label.text))
        case = "lower" if letters.islower() else "upper"
    return (label.form.translate(_MARKS), case)


def path_of(label: Label) -> tuple[str, ...]:
    """The numbers of a decimal label: 1.2.3 is ("1", "2", "3"), A.1 is ("A", "1")."""
    return _path(label.text)


@lru_cache(maxsize=1024)  # each asked for again and again
def _path(text: str) -> tuple[str, ...]:
    return tuple(_RUNGS.split(text.rstrip(".．、)）:").lstrip("(（")))


_RUNGS = re.compile("[.．－-]")


def _loose(key: Key) -> Key:
    """The form but for the mark, which may change in one run, or be lost: 1. 2、 3．, （二） 三）."""
    if key[0] in ("kind", "decimal"):
        return key
    form = key[0]
    return (_PLAIN_MARKS.sub("", form) + ")" * form.endswith(")"), *key[1:])


def _ahead(options: Sequence[tuple[Label, ...]]) -> dict[tuple[Key, int], list[int]]:
    """Where each number of each form stands."""
    found: dict[tuple[Key, int], list[int]] = {}
    for at, labels in enumerate(options):
        for label in labels:
            if label.ordinal is not None:
                found.setdefault((key_of(label), label.ordinal), []).append(at)
    return found


class _Chain:
    """The runs that are open, the innermost last."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._open: list[Run] = []
        self._alike: dict[Key, list[int]] = {}  # by the form but for the mark, the places of runs among the open ones
        self._open_now: set[int] = set()  # the ids of the open runs
        self._latest: dict[Key, Run] = {}  # of each form, the run last gone on with, open or closed

    def take(
        self, at: int, labels: Sequence[Label], head: bool, ahead: dict[tuple[Key, int], list[int]], *, sure: bool
    ) -> tuple[Run, Label]:
        """Put the label of a block into a run. One that is not `sure` may be a date: it fills no gap."""
        best: tuple[float, Run | None, Label] | None = None
        next_at = {label: self._next(at, label, ahead) for label in labels} if len(labels) > 1 else {}
        soonest = min(next_at.values(), default=_NEVER)
        for label in labels:
            score, run = self._score(at, label, head, sure)
            if soonest < _NEVER and next_at[label] == soonest:
                score += 4
            if best is None or score > best[0]:
                best = score, run, label
        assert best is not None
        score, run, label = best
        ordinal = label.ordinal or 0
        if run is None:
            run = Run(key=key_of(label), first=ordinal)
            if ordinal > 1:
                run.doubts.append(Doubt(at, "ordinal-gap", f"{label.text} is the first of its kind"))
            alike = (self._open[place] for place in reversed(self._alike.get(_loose(run.key), ())))
            run.outer = next((other for other in alike if other.key == run.key), None)
            self.runs.append(run)
            self._push(run)
        else:
            if id(run) in self._open_now:
                while self._open[-1] is not run:
                    self._pop()
            else:
                self._push(run)
            if ordinal != run.last + 1:
                code = "ordinal-duplicate" if ordinal == run.last else "ordinal-gap"
                run.doubts.append(Doubt(at, code, f"{label.text} follows {run.printed}"))
        run.places.append(at)
        run.last, run.printed = ordinal, label.text
        run.heads += head
        self._latest[run.key] = run
        return run, label

    def _push(self, run: Run) -> None:
        self._alike.setdefault(_loose(run.key), []).append(len(self._open))
        self._open.append(run)
        self._open_now.add(id(run))

    def _pop(self) -> None:
        run = self._open.pop()
        self._alike[_loose(run.key)].pop()
        self._open_now.discard(id(run))

    def _next(self, at: int, label: Label, ahead: dict[tuple[Key, int], list[int]]) -> int:
        """Where the number behind this label's stands next; `_NEVER` if it does not."""
        places = ahead.get((key_of(label), (label.ordinal or 0) + 1), [])
        following = bisect_right(places, at)
        return places[following] if following < len(places) else _NEVER

    def _score(self, at: int, label: Label, head: bool, sure: bool) -> tuple[float, Run | None]:
        """How well a label fits, and the run it goes on with; None where it begins one."""
        key, ordinal = key_of(label), label.ordinal
        if ordinal is None:
            return 0.0, None
        best: tuple[float, Run | None] = (7.0 if ordinal <= 1 else 0.0, None)
        for place in islice(reversed(self._alike.get(_loose(key), ())), _MOST_OPEN):
            run, depth = self._open[place], len(self._open) - 1 - place
            same = run.key == key
            if ordinal == run.last + 1:
                alike = head and 2 * run.heads >= len(run.places)
                # Items stand one below the other, divisions seldom.
                beside = at == run.places[-1] + 1 and (len(run.places) > 1 or run.heads > 0)
                score = (10.0 if same else 6.0) + 2.0 * alike + 3.0 * beside - min(depth, 99) / 100
            elif sure and same and run.last <= ordinal <= run.last + _LONGEST_GAP and ordinal > 1:
                score = (2.0 if ordinal == run.last else 3.0) - min(depth, 99) / 100
            else:
                continue
            if score > best[0]:
                best = score, run
        if best[0] < 9:
            closed = self._latest.get(key)
            if closed is not None and id(closed) not in self._open_now and closed.last == ordinal - 1:
                score = 9.0 if label.kind else 5.0
                if score > best[0]:
                    best = score, closed
        return best


def _counts(
    run: Run, found: Sequence[Block], heads: Sequence[bool], chosen: dict[int, tuple[Run, Label]], *, proven: bool
) -> bool:
    """Is a run one of labels? One label alone may be an initial, a quantity or a reference.

    `proven`: labels of its form count on elsewhere in the document.
    """
    if len(run.places) > 1:
        return True
    at = run.places[0]
    label = chosen[at][1]
    head = heads[at]
    if label.style is Style.WORD and not label.kind:
        return False  # First: …, and no Second
    if label.kind and run.first > 1 and folded(label.kind) in ARTICLES:
        return False  # §16 Abs. 3 MRG: an article alone is one of another text
    if label.kind == "第" and run.first > 1:
        return False  # 第 22 / 届: a line torn there
    if label.kind or (proven and run.first == 1 and head):
        return head
    if label.style in (Style.LETTER, Style.ROMAN):
        if label.text[0] in "(（":
            return not _COPYRIGHT.match(found[at].text)
        if sum(map(str.isalpha, label.text)) > 1:
            return head
        return run.first == 1 and label.style is Style.ROMAN and head  # not A. Merkel
    if label.style is Style.ARABIC and _DATE.match(found[at].text):
        return False  # 5. Mai 2020
    if label.style in (Style.DECIMAL, Style.ARABIC) and not head:
        return run.first <= (1 if label.style is Style.DECIMAL else _LARGEST_ALONE)
    return True


def _stands_apart(
    run: Run, chosen: dict[int, tuple[Run, Label]], heads: Sequence[bool], paths: set[tuple[str, ...]]
) -> bool:
    """Does a run never count: 4.6 without a 4, a 4.5 or a 4.6.1, the value of a chart; (B) … (B) …, a tag?"""
    if run.first == 1 or run.places[0] == next(iter(chosen)):
        return False  # the first label of all may head a piece of a larger text
    label = chosen[run.places[0]][1]
    if len(run.places) > 1:
        return run.first > 1 and run.first == run.last and label.style is Style.LETTER and not label.kind
    if label.style is Style.DECIMAL and not label.kind and heads[run.places[0]]:
        path = path_of(label)
        last = path[-1]
        if not last.isdecimal() or path[:-1] in paths or (*path, "1") in paths:
            return False
        if int(last):
            return True
        first = path[0]  # 2.0 Roads: beside 1.0, or before 2.1
        beside = {(str(int(first) + step), *path[1:]) for step in (-1, 1)} if first.isdecimal() else set()
        return len(last) > 1 or ((*path[:-1], "1") not in paths and beside.isdisjoint(paths))
    return label.style is Style.LETTER and not label.kind and label.text[0] in "(（" and heads[run.places[0]]


_PATH_STYLES = frozenset({Style.DECIMAL, Style.ARABIC})
_COPYRIGHT = re.compile(r"\([cC]\)[ ]?\d{4}")
_LARGEST_ALONE = 50  # (202) 512-6000


_INNER = re.compile(r"(?<=[^\W\d）])(?:（一）|一、|第一[节節章]|1[、．])(?=[^\W\d])")
_INNER_LOOK = 60  # blocks


def _parted(found: Sequence[Block]) -> list[Block]:
    """第八节 人员一、简介 / … / 二、兼职: two headings that the extractor left on one line, as two blocks."""
    made: list[Block] = []
    for at, block in enumerate(found):
        inner = None
        text = block.text
        if (
            block.label is not None
            and len(text) <= _LONGEST_PARTED
            and not text.isascii()
            and not _SENTENCE.search(text)
        ):
            inner = _INNER.search(text, len(block.label.text))
        label = label_at(block.text[inner.start() :]) if inner is not None else None
        if inner is None or label is None or block.label is None or key_of(label) == key_of(block.label):
            made.append(block)
            continue
        ahead = (other.label for other in found[at + 1 : at + _INNER_LOOK])
        following = next((one for one in ahead if one is not None and key_of(one) == key_of(label)), None)
        if following is None or following.ordinal != 2:
            made.append(block)
            continue
        cut = block.start + inner.start()
        upper, lower = block.text[: inner.start()], block.text[inner.start() :]
        made += [
            block._replace(end=cut, text=upper, bold=tuple(one for one in block.bold if one.end <= cut), called=False),
            block._replace(
                start=cut, text=lower, label=label, bold=tuple(one for one in block.bold if one.start >= cut)
            ),
        ]
    return made


_LONGEST_PARTED = 120  # characters
_SENTENCE = re.compile("[。；！？，]")


def _with_tight(found: list[Block]) -> list[Block]:
    """24.“6+1”…, 1.2021年专项债券: a label with a number right behind it, between labels that count on."""
    last: Label | None = None
    for at, block in enumerate(found):
        label = block.label
        if label is None and (tight := _TIGHT.match(block.text)) is not None:
            label = Label(tight[1] + tight[2], Style.ARABIC, int(tight[1]), f"{{arabic}}{tight[2]}", "")
            before = last is not None and _goes_on(last, label)
            if not (before or label.ordinal == 1) or not (_is_followed(found, at, label) or (before and tight[3])):
                continue
            found[at] = block._replace(label=label)
        if label is not None and label.style is Style.ARABIC and not label.kind:
            last = label
    return found


def _goes_on(one: Label, other: Label) -> bool:
    return (one.ordinal or 0) + 1 == other.ordinal and _loose(key_of(one)) == _loose(key_of(other))


def _is_followed(found: Sequence[Block], at: int, label: Label) -> bool:
    """Does the next label go on: 25. behind 24.; behind a first one, 2.2021年 behind 1.2021年?"""
    year = _TIGHT.match(found[at].text)
    for other in found[at + 1 : at + (_INNER_LOOK if year is not None and year[3] else _TIGHT_LOOK)]:
        if other.label is not None and _goes_on(label, other.label):
            return label.ordinal != 1
        tight = _TIGHT.match(other.text) if year is not None and year[3] and other.label is None else None
        if tight is not None and tight[3] and int(tight[1]) == (label.ordinal or 0) + 1:
            return True
    return False


_TIGHT = re.compile(r"(\d{1,3})([.．])(?=(?:((?:19|20)\d\d年)|\d))")
_TIGHT_LOOK = 6  # blocks
