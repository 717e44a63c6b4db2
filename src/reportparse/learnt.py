"""Labels that a document teaches: words of its own before numbers that count, `Goal 1:`, `Hedef 1.1:`, 戦略１."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.kinds import CAPTIONS, KINDS, SPELLED, folded
from reportparse.numbering import Label, Style
from reportparse.numerals import roman_number

_PLAIN = r"[^\s\d:;,.!?()\[\]{}<>=/\"“”«»‘（）、。，；：「」『』【】〈〉《》–—|*_~#№+]"
_MARK = r"[:：.)．、]|(?=\u3000)|(?=[ \u3000\xa0]?[–—-][ \u3000\xa0])"
# Goal 1: …; Objectif n° 1.1 – …; EIXO II — …; Proposal A: …; Q1. …; 戦略１　… (its space stands for a mark)
_COUNTED = re.compile(
    rf"""(?P<words>{_PLAIN}+(?:[ \xa0]{_PLAIN}+){{0,3}}?)
    (?:(?:[ \xa0](?:[Nn]o[.]?|[Nn][.]?[º°]|[Nn]r[.]?|\#|№))?[ \xa0]?(?P<number>\d{{1,2}}(?:[.．-]\d{{1,2}}){{0,2}})
      |[ \xa0](?P<roman>[IVX]{{1,5}}|[Ⅰ-Ⅻ])
      |[ \xa0](?P<letter>[A-Z]))
    (?:[ \xa0]?(?P<mark>{_MARK})|(?=[ \u3000\xa0]))
    """,
    re.VERBOSE,
)
# Priority Reform One – …; المحور الأول: …; First pillar: …: a mark closes what is spelled out.
_SPELLED_OUT = re.compile(rf"(?P<words>{_PLAIN}+(?:[ \xa0]{_PLAIN}+){{1,3}})(?:[ \xa0]?[:：]|(?=[ \xa0][–—-][ \xa0]))")
_CLOSING = re.compile("[:：]|[ \xa0][–—-]")  # the marks that close it
_BEHIND = re.compile("[ \u3000\xa0]*(?:[–—-][ \u3000\xa0]+)?")
_DASH = re.compile("[ \u3000\xa0]?[–—-](?=[ \u3000\xa0])")
_CLOSED_UP = re.compile("[A-Z]{1,3}|.*[\u2e80-\uffef]", re.DOTALL)  # Q1., 戦略１: no space before the number
_LONGEST_WORDS = 40  # characters
_LONGEST_SPELLED = 60
_ZERO = frozenset("0０")


class Learnt(NamedTuple):
    """A label that a text opens with, if its words count in the document."""

    label: Label
    path: tuple[int, ...]  # 1.2 is (1, 2)
    marked: bool  # is there a mark behind the number?


def learnt_label(text: str) -> Learnt | None:
    """The label of words and a number that a text opens with; whether the words count only the document can tell.

    >>> learnt_label("Goal 1.2: Roads that last").path, learnt_label("Table 1: Length of the roads") is None
    ((1, 2), True)
    """
    first = text[0]
    if not first.isalpha() or first.islower():
        return None
    found = _COUNTED.match(text)
    if found is None:
        return _spelled_out(text)
    words, mark = found["words"], found["mark"]
    if len(words) > _LONGEST_WORDS:
        return None
    numeral = found["number"] or found["roman"] or found["letter"]
    start = found.start("number" if found["number"] else "roman" if found["roman"] else "letter")
    if start == found.end("words") and not (mark is not None and _CLOSED_UP.fullmatch(words)) and words[-1] < "\u2e80":
        return None
    path: tuple[int, ...]
    if found["number"]:
        if numeral[0] in _ZERO:
            return None
        path = tuple(map(int, re.split("[.．-]", numeral)))
        style = Style.DECIMAL if len(path) > 1 else Style.ARABIC
    elif found["roman"]:
        value = roman_number(numeral) if numeral.isascii() else ord(numeral) - ord("Ⅰ") + 1
        if value is None:
            return None
        path, style = (value,), Style.ROMAN
    else:
        if mark is None:
            return None
        path, style = (ord(numeral) - ord("A") + 1,), Style.LETTER
    return _made(text, words, (start, start + len(numeral)), found.end(), path, style, marked=mark is not None)


def _spelled_out(text: str) -> Learnt | None:
    found = _SPELLED_OUT.match(text, 0, _LONGEST_SPELLED) if _CLOSING.search(text, 0, _LONGEST_SPELLED) else None
    if found is None:
        return None
    words = found["words"]
    first, last = words.split()[0], words.split()[-1]
    if (value := SPELLED.get(folded(last))) is not None:
        number = (len(words) - len(last), len(words))
        words = words[: number[0]].rstrip()
    elif (value := SPELLED.get(folded(first))) is not None:
        number = (0, len(first))
        words = words[len(first) :].lstrip()
    else:
        return None
    return _made(text, words, number, found.end(), (value,), Style.WORD, marked=True)


def _made(
    text: str,
    words: str,
    number: tuple[int, int],
    end: int,
    path: tuple[int, ...],
    style: Style,
    *,
    marked: bool,
) -> Learnt | None:
    kind = " ".join(words.split())
    last = folded(kind.split()[-1])
    if last in CAPTIONS or folded(kind.split()[0]) in CAPTIONS or folded(kind) in KINDS:
        return None
    behind = _BEHIND.match(text, end)
    rest = text[behind.end() if behind is not None else end :]
    if not rest or not (rest[0].isalnum() or rest[0] in "“\"«‘'„「『《¿¡(（"):
        return None
    if rest[0].islower() and text[end - 1] not in ":：":
        return None
    if not marked and rest[0].isdigit():
        return None
    if (dash := _DASH.match(text, end)) is not None:
        end = dash.end()
    label = text[:end].rstrip(" \u3000\xa0")
    form = f"{label[: number[0]]}{{{style}}}{label[number[1] :]}".replace(" ", "").replace("\xa0", "")
    return Learnt(Label(label, style, path[-1], form, kind.lower()), path, marked)


def counts(group: Sequence[Learnt]) -> bool:
    """Do the numbers count on, or begin anew: 1, 2, 1, 2, 3; 1.1, 1.2, 2.1?"""
    steps = sum(_goes_on(one.path, other.path) for one, other in pairwise(group))
    good = steps + sum(begins(one.path) for one in group)
    fewest = 1 if all(one.marked for one in group) else 2
    return steps >= fewest and good * 10 >= len(group) * 8 and begins(group[0].path)


def _goes_on(path: tuple[int, ...], to: tuple[int, ...]) -> bool:
    return path[:-1] == to[:-1] and to[-1] == path[-1] + 1


def begins(path: tuple[int, ...]) -> bool:
    return path[-1] == 1


# A line that may open with such a label, in Arabic digits with a mark behind them: most lines do not.
_MARKED_LINE = re.compile(
    r"\n[ \t\u3000]*([^\W\d][^\n\d:：;,.，。]{0,39}+\d{1,2}(?:[.．-]\d{1,2}){0,2}[ \xa0]?(?:[:：.\u3000]|[–—-][ ])[^\n]*)"
)


# What stands behind the first number, in ASCII and in wide digits.
_BEHIND_FIRST = (": ", " : ", "：", ". ", " –", " —", " - ", "\u3000", "\xa0:")
_BEHIND_WIDE_FIRST = ("：", "\u3000", "．")


def taught(text: str) -> set[int]:
    """Where in a text lines begin that open with words which count in it, a mark behind their number.

    >>> text = "Goal 1: Roads\\nThey are bad.\\nGoal 2: Wells\\nTable 1: Depths\\n"
    >>> sorted(taught(text))
    [0, 28]
    """
    if not (_stands(text, "1", _BEHIND_FIRST) or _stands(text, "１", _BEHIND_WIDE_FIRST)):
        return set()
    groups: dict[str, list[tuple[int, Learnt]]] = {}
    for match in _MARKED_LINE.finditer(f"\n{text}"):  # a line end to begin with is found sooner than ^
        learnt = learnt_label(match[1])
        if learnt is not None and learnt.marked:
            groups.setdefault(learnt.label.kind, []).append((match.start(1) - 1, learnt))
    return {at for group in groups.values() if len(group) > 1 and counts([one for _, one in group]) for at, _ in group}


def _stands(text: str, number: str, behind: tuple[str, ...]) -> bool:
    """Does the number stand before one of these anywhere? Quicker than a search for each."""
    return any(rest.startswith(behind) for rest in text.split(number)[1:])
