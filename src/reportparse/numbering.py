"""Labels and what they say: `（二）` is style HAN, ordinal 2, form `（{han}）`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Style(StrEnum):
    """The numerals of a label."""

    HAN = "han"  # 一 十二 廿 壹
    ARABIC = "arabic"  # 12 １２
    CIRCLED = "circled"  # ① ㈠ ⑴ ⒈
    ROMAN = "roman"  # IV iv Ⅳ
    LETTER = "letter"  # A a
    STEM = "stem"  # 甲 乙
    DECIMAL = "decimal"  # 1.2.3
    KANA = "kana"  # ア イ
    HANGUL = "hangul"  # 가 나 다
    BULLET = "bullet"  # ● •
    WORD = "word"  # first, erstens, во-первых


# Bullets of every glyph; those of the private use area are Symbol's and Wingdings', as Word writes them.
BULLETS = frozenset(
    "●○■□◆◇▪▫•‣⁃◦►▶▸➢➤➔✓✔☑★☆◎❖❑⚫・･\uf0b7\uf0a7\uf0d8\uf0fc\uf06c\uf06e\uf075\uf076\uf077\uf0a8\uf0be\uf0e0"
)


class Label(NamedTuple):
    """A label found at the start of a text: `（二）`."""

    text: str  # as printed, with its marks, without the space after it
    style: Style
    ordinal: int | None  # of the last numeral, for 1.2 it is 2; None if unreadable
    form: str  # "（{han}）": the label with its numeral replaced by the style
    kind: str  # "章", "chapter"; empty for a bare numeral


_HAN_DIGITS = "〇零一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾貳參陸"
_ARABIC = "0-9０-９"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_HANGUL = "가나다라마바사아자차카타파하"
# What divisions are called before their number, from the top down; case does not matter.
_WORDS = (
    "part|chapter|section|article|annex|appendix|title|schedule"
    "|teil|kapitel|abschnitt|artikel|anhang|anlage"
    "|partie|titre|chapitre|annexe"
    "|parte|título|titulo|capítulo|capitulo|sección|seccion|seção|artículo|articulo|artigo|anexo"
    "|titolo|capitolo|capo|sezione|articolo|allegato"
    "|часть|раздел|глава|статья|приложение"
)
_BULLETS = "".join(sorted(BULLETS))
_CIRCLED = "①-⑳㈠-㈩⑴-⒇⒈-⒛㉑-㉟㊀-㊉"

# The label at the start of a block. Longer forms first; each alternative holds one numeral.
_LABEL = re.compile(
    rf"""
      第[ \u3000]?(?P<unit_number>[{_HAN_DIGITS}]+|[{_ARABIC}]+)[ \u3000]?(?P<unit>编|篇|部分|部份|章|节|節|条|條|款|项|項|目|講|讲|卷|編)(?=\s|\S)
    | 제[ ]?(?P<hangul_number>[0-9]{{1,3}})[ ]?(?P<hangul_unit>편|장|절|조|항|부)(?=[ .:]|$)
    | §[ ]?(?P<paragraph_number>[0-9]{{1,3}}[a-z]?)[.]?(?=[ ])
    | [（(](?P<hangul_paren>[{_HANGUL}])[）)]
    | (?P<hangul>[{_HANGUL}])(?P<hangul_mark>[.)])(?=[ ])
    | [（(][ \u3000]?(?P<paren>[{_HAN_DIGITS}]{{1,5}}|[{_ARABIC}]{{1,3}}|[ivxIVX]{{1,5}}|[A-Za-z])[ \u3000]?[）)]
    | (?P<han>[{_HAN_DIGITS}]{{1,5}})(?P<han_mark>[、．.]|(?=[\u3000\xa0]+\S))
    | (?P<circled>[{_CIRCLED}])
    | (?P<stem>[{_STEMS}])、
    | (?P<bullet>[{_BULLETS}]|[-–—*·](?=[ \u3000\t\xa0])|．(?=[^\W\d]))
    | (?P<kana>[{_KANA}])(?=[ \u3000\xa0])
    | (?P<wide>[０-９]{{1,2}})(?=[ \u3000\xa0])
    | (?P<decimal>[{_ARABIC}]{{1,3}}(?:[.．][{_ARABIC}]{{1,3}})+)(?P<decimal_mark>[.．、]?)(?=[ \u3000\t\xa0])
    | (?P<arabic>[{_ARABIC}]{{1,3}})(?P<arabic_mark>[、．]|[.](?![{_ARABIC}])|[)）]|(?=[\u3000\xa0]+\S))
    | (?P<roman>[IVXLC]{{1,7}}|[Ⅰ-Ⅻ]|[ivx]{{1,5}})(?P<roman_mark>[.、．]|[)）])(?=\s|[^\x00-\x7f])
    | (?P<letter>[A-Z])(?P<letter_mark>[.．、)）])[ \u3000]
    | (?P<word>(?i:{_WORDS}))[ ](?P<word_number>\d{{1,3}}|[IVXLC]{{1,7}}|[A-Z])(?=[.:\s—–-]|$)[.:]?
    """,
    re.VERBOSE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# What a label can begin with: most lines are told from labels by their first character alone.
LABEL_FIRST = frozenset(
    character
    for code in (*range(0x21, 0x7F), *range(0x2160, 0x24FF), *range(0x3200, 0x3300), *range(0xFF08, 0xFF1A))
    if re.match(rf"[（(A-Za-zⅠ-Ⅻ{_ARABIC}{_CIRCLED}]", character := chr(code))
) | frozenset(f"第{_HAN_DIGITS}{_STEMS}{_KANA}{_BULLETS}·–—-*．§제{_HANGUL}ТЧРГСПтчргсп")


def label_at(text: str) -> Label | None:
    """The label a text opens with, or None.

    >>> label_at("（二）加强学习")
    Label(text='（二）', style=<Style.HAN: 'han'>, ordinal=2, form='（{han}）', kind='')
    >>> label_at("2024年主要任务") is None, label_at("1.5个百分点") is None
    (True, True)
    """
    found = _LABEL.match(text)
    if found is None:
        return None
    group = found.lastgroup or ""
    name = next(key for key in _NUMERALS if found.group(key))
    numeral = found.group(name)
    style = _style(name, numeral)
    kind = found["unit"] or found["hangul_unit"] or (found["word"] or "").lower() or ("§" if text[0] == "§" else "")
    label = found.group().rstrip(" \u3000\t\xa0")
    start, end = found.span(name)
    form = f"{text[:start]}{{{style}}}{text[end : len(label)]}".replace(" ", "").replace("\u3000", "") if group else ""
    return Label(label, style, _ordinal(numeral, style), form, kind)


_NUMERALS = (
    "unit_number",
    "paren",
    "han",
    "circled",
    "stem",
    "bullet",
    "kana",
    "wide",
    "decimal",
    "arabic",
    "roman",
    "letter",
    "word_number",
    "hangul_number",
    "paragraph_number",
    "hangul_paren",
    "hangul",
)


def opens_division(text: str) -> bool:
    """Does a line open with a label that may head a division or an item?

    >>> opens_division("二、紧紧围绕"), opens_division("二次全会期间")
    (True, False)
    """
    first = text[:1]
    if first not in LABEL_FIRST or (first in _LATIN and _LATIN_LABEL.match(text) is None):
        return False
    return _LABEL.match(text) is not None


_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LATIN_LABEL = re.compile(f"[IVXLCivxlc]{{1,7}}[.．、)）]|[A-Z][.．、)）]|(?i:{_WORDS}) ")


def as_letter(label: Label) -> Label | None:
    """The other reading of a label that is a roman numeral or a letter: `C.`, `(i)`; None if it has only one.

    >>> as_letter(label_at("C. Risk and Assurance")).ordinal
    3
    """
    numeral = "".join(character for character in label.text if character.isalpha())
    if label.style is not Style.ROMAN or len(numeral) != 1 or not numeral.isascii():
        return None
    ordinal = ord(numeral.lower()) - ord("a") + 1
    return label._replace(style=Style.LETTER, ordinal=ordinal, form=label.form.replace("{roman}", "{letter}"))


def climbs(path: tuple[int, ...], to: tuple[int, ...]) -> bool:
    """Does a decimal label continue a ladder: 1.2 after 1.1, 1.1.1 below it, 2 after all of them?

    >>> climbs((1, 1), (1, 2)), climbs((1, 2), (1, 2, 1)), climbs((1, 2, 1), (2,)), climbs((1, 2), (8,))
    (True, True, True, False)
    """
    if len(to) > len(path):
        return to == (*path, 1)
    return to[:-1] == path[: len(to) - 1] and to[-1] == path[len(to) - 1] + 1


def climbing(labels: Sequence[tuple[int, ...]]) -> list[bool]:
    """Which of the decimal labels found in a text climb a ladder from its first rung; none if fewer than two do.

    A text may hold more than one ladder: its table of contents climbs it too. A rung or two may be missing, where
    its line was not found. Numbers that happen to stand at the start of a line do not climb.

    >>> climbing([(1,), (1, 1), (87, 2), (1, 2), (5,), (2,)])
    [True, True, False, True, False, True]
    >>> climbing([(1,), (1, 1), (2,), (1,), (1, 1), (1, 3), (2,)])
    [True, True, True, True, True, True, True]
    """
    taken = [False] * len(labels)
    while True:
        chain = _longest_climb(labels, taken)
        fewest = 2 if chain and _begins(labels[chain[0]]) == 1 else 3
        if len(chain) < fewest or (any(taken) and all(len(labels[at]) == 1 for at in chain)):
            return taken
        for at in chain:
            taken[at] = True


def _longest_climb(labels: Sequence[tuple[int, ...]], taken: Sequence[bool]) -> list[int]:
    """The labels, not taken yet, of the ladder that reaches furthest; each looks back a while for the one before."""
    best: list[float] = []
    before: list[int] = []
    for at, label in enumerate(labels):
        most, last = _begins(label), -1
        if not taken[at]:
            for other in range(at - 1, max(-1, at - _LOOK_BACK), -1):
                if best[other] and best[other] + 1 > most:
                    reached = best[other] + _climb(labels[other], label) if not taken[other] else 0.0
                    if reached > max(most, best[other]):
                        most, last = reached, other
        best.append(0.0 if taken[at] else most)
        before.append(last)
    at = max(range(len(labels)), key=best.__getitem__, default=-1)
    chain: list[int] = []
    while at >= 0 and best[at]:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _begins(label: tuple[int, ...]) -> float:
    """How well a ladder begins with a label: with 1 or 1.1; less well with 2.1, where chapters stand as Chapter 2."""
    if any(rung != 1 for rung in label[1:]):
        return 0.0
    return 1.0 if label[0] == 1 else 0.5 if len(label) > 1 else 0.0


_LOOK_BACK = 80  # labels
_MOST_MISSING = 2  # rungs between two that were found


def _climb(path: tuple[int, ...], to: tuple[int, ...]) -> float:
    """What one more label adds to a ladder: 1 where it is the next, less where rungs are missing, 0 where it is none."""
    at = 0
    for one, other in zip(path, to, strict=False):
        if one != other:
            break
        at += 1
    if at == len(to) or any(rung != 1 for rung in to[at + 1 :]):
        return 0.0
    step = to[at] - (path[at] if at < len(path) else 0)
    if step == 1:
        return 1.0 - 0.1 * (len(to) - at - 1)
    return 0.7 if 1 < step <= 1 + _MOST_MISSING and len(to) > 1 else 0.0


_BARE = re.compile(r"(\d{1,2})[ \t]+(?=[^\W\d])")


def bare_label(text: str) -> Label | None:
    """A number alone before a heading: `1 Priorities`. For documents whose next rung is 1.1 only.

    >>> bare_label("1 Priorities").form, bare_label("2024 was good") is None
    ('{arabic}', True)
    """
    found = _BARE.match(text)
    return None if found is None else Label(found.group(1), Style.ARABIC, int(found.group(1)), "{arabic}", "")


def _style(group: str, numeral: str) -> Style:
    if group in ("circled", "stem", "decimal", "bullet", "kana"):
        return Style(group)
    if numeral[0] in _HANGUL:
        return Style.HANGUL
    first = numeral[0]
    if first.isdigit() and first not in _HAN_DIGITS:
        return Style.ARABIC
    if group == "letter":
        return Style.LETTER
    if group == "roman" or (len(numeral) > 1 and numeral.isascii()) or numeral in ("I", "V", "X", "i", "v", "x"):
        return Style.ROMAN
    return Style.HAN if first in _HAN_DIGITS else Style.LETTER


@lru_cache(maxsize=4096)
def _ordinal(numeral: str, style: Style) -> int | None:
    if style is Style.HAN:
        return han_number(numeral)
    if style is Style.ARABIC:
        return int(numeral.rstrip("abcdefghijklmnopqrstuvwxyz"))
    if style is Style.HANGUL:
        return _HANGUL.index(numeral) + 1
    if style is Style.DECIMAL:
        return int(re.split("[.．]", numeral)[-1])
    if style is Style.BULLET:
        return None
    if style is Style.KANA:
        return _KANA.index(numeral) + 1
    if style is Style.STEM:
        return _STEMS.index(numeral) + 1
    if style is Style.LETTER:
        return ord(numeral.lower()) - ord("a") + 1
    if style is Style.CIRCLED or not numeral.isascii():
        return int(unicodedata.numeric(numeral, 0)) or None
    return roman_number(numeral)


def han_number(numeral: str) -> int | None:
    """The value of a Chinese numeral; None if it is none.

    >>> [han_number(one) for one in ("二", "十", "十二", "二十", "一百零五", "廿三", "二〇二四", "百")]
    [2, 10, 12, 20, 105, 23, 2024, 100]
    """
    total, digit, digits_only = 0, 0, True
    for character in numeral:
        if character in "〇零":
            value = 0
        elif character == "两":
            value = 2
        else:
            value = int(unicodedata.numeric(character, -1))
        if value < 0:
            return None
        if value in (10, 100, 1000):
            total += (digit or (1 if not total or value < 1000 else 0)) * value
            digit, digits_only = 0, False
        elif value > 10:  # 廿 卅
            total, digits_only = total + value, False
        elif digits_only and digit:
            digit = digit * 10 + value  # 二〇二四 is read digit by digit
        else:
            digit = value
    return total + digit


def roman_number(numeral: str) -> int | None:
    """The value of a roman numeral, upper or lower case; None if it is none.

    >>> roman_number("XIV"), roman_number("iv"), roman_number("IIX")
    (14, 4, None)
    """
    total, last = 0, 1000
    values = [_ROMAN_VALUES.get(character, 0) for character in numeral.upper()]
    for at, value in enumerate(values):
        following = values[at + 1] if at + 1 < len(values) else 0
        if not value or (value < following and following not in (5 * value, 10 * value)):
            return None
        total += -value if value < following else value
        if value > last and total < 0:
            return None
        last = value
    return total if numeral and _roman(total) == numeral.upper() else None


def _roman(value: int) -> str:
    made = ""
    for amount, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= amount:
            made, value = made + letters, value - amount
    return made
