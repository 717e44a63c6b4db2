"""Labels and what they say: `（二）` is style HAN, ordinal 2, form `（{han}）`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportparse.kinds import (
    BETWEEN,
    CJK_ANNEXES,
    FIRST_LETTERS,
    FIRST_WORDS,
    HAN_UNITS,
    HANGUL_UNITS,
    KINDS,
    NUMBER_FIRST,
    SPELLED,
    TEENS,
    TENS,
    folded,
)
from reportparse.style import Style as Style

# Bullets of every glyph; those of the private use area are Symbol's and Wingdings', as Word writes them.
BULLETS = frozenset(
    "●○■□◆◇▪▫•‣⁃◦►▶▸➢➤➔✓✔☑★☆◎❖❑⚫・･\uf0b7\uf0a7\uf0d8\uf0fc\uf06c\uf06e\uf075\uf076\uf077\uf0a8\uf0be\uf0e0"
    "∙⋅⦁⦿◉◈◌◘▢▣◾◽◼◻⬛⬜▻▷▹△▲▽▼❍❏❐☐☒✗✘✦✧✱✲✳✴✷✸✹✺➜➙➛➝➞➟➠➡→⇒⇨❯❱⮚⁌⁍※\uf02d\uf06f\uf071\uf0b0\uf0de\uf0e8\uf0f0\uf0fe"
)


class Label(NamedTuple):
    """A label found at the start of a text: `（二）`."""

    text: str  # as printed, with its marks, without the space after it
    style: Style
    ordinal: int | None  # of the last numeral, for 1.2 it is 2; None if unreadable
    form: str  # "（{han}）": the label with its numeral replaced by the style
    kind: str  # "章", "chapter"; empty for a bare numeral


_HAN_DIGITS = "〇零一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾貳參陸"
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾貳參陸")  # 壹、 stands above 一、 and counts by itself
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_HANGUL = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
# The order of letters as labels; Russian leaves out some, Ukrainian and Bulgarian do not.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдеєжзиіїйклмнопрстуфхцчшщюя",
    "абвгдежзийклмнопрстуфхцчшщъюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "αβγδεϛζηθικλμνξοπρστυφχψω",  # as numerals: ϛ or στ is six
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LATIN = "A-Za-z"
_OTHER = "А-Яа-яЄєІіЇїΑ-Ωα-ωأ-يא-תก-ฮक-हক-হ"
_DOUBLED = "|".join(2 * chr(code) for code in range(ord("a"), ord("z") + 1))
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴⓵-⓾➀-➓㋐-㋾㉠-㉻㊀-㊉"
_ENCLOSED = "㈠-㈩⑴-⒇⒈-⒛⒜-⒵"  # one character for （一）, (1), 1., (a)
_BULLETS = "".join(sorted(BULLETS))
_B = "[ \u3000\t\xa0]"
_D = "[ ]?[–—-](?=[ ])"  # I. – Les recettes
_HAN_UNITS = "|".join(
    "部(?![分份门門])" if unit == "部" else unit
    for unit in sorted((unit for units in HAN_UNITS.values() for unit in units.split(",")), key=len, reverse=True)
)
_HANGUL_UNITS = "".join(HANGUL_UNITS.values()).replace(",", "")

# The label at the start of a text, but for words before a number. Longer forms first; each alternative holds one
# numeral, its last group. What may stand behind a label keeps 1.5个百分点 and 3.14 from being one.
_LABEL = re.compile(
    rf"""
      第{_B}?(?P<unit_number>[{_HAN_DIGITS}]+|\d+)(?:(?:{_HAN_UNITS})|{_B}(?:{_HAN_UNITS})(?={_B}|$))(?:[之の](?:[{_HAN_DIGITS}]{{1,3}}|\d{{1,2}}))*(?:[:：]|[－–—-](?=[^\W\d第]))?
    | 第[ ]?(?P<only_number>[{_HAN_DIGITS}]{{1,3}}|\d{{1,2}})(?=[ \u3000\t\xa0]+[^\d\s])
    | 제[ ]?(?P<hangul_number>\d{{1,3}})[ ]?[{_HANGUL_UNITS}](?:의[ ]?\d{{1,2}})?(?=[ .:(（\t]|$)
    | (?:{"|".join(CJK_ANNEXES)}){_B}?(?P<annex_number>[{_HAN_DIGITS}]{{1,3}}|\d{{1,2}}|[A-Z])(?:(?![\w至]|[、和及]\S)|(?=[\u3400-\u9fff])(?![至和及與与或中所的])(?=[^，。；：]*$))[:：.]?
    | §[ ]?(?P<paragraph_number>\d{{1,4}}(?:[.]\d{{1,3}})*[a-z]?)[.]?(?={_B}|$)
    | [（(〔]{_B}?(?P<paren>[{_HAN_DIGITS}]{{1,5}}|\d{{1,3}}|[ivxlIVXLⅰ-ⅻⅠ-Ⅻ]{{1,6}}|{_DOUBLED}|[{_STEMS}]
        |الف|[{_LATIN}{_OTHER}{_HANGUL}{_JAMO}{_KANA}{_HALF_KANA}]){_B}?[）)〕](?![a-z])
    | [（(](?P<paren_decimal>\d{{1,2}}(?:[.]\d{{1,2}})+)[）)]
    | (?P<han>[{_HAN_DIGITS}]{{1,5}})(?:{_B}?[、．.)）]|(?=[\u3000\xa0]+\S)|$)
    | (?P<circled>[{_CIRCLED}])
    | (?P<enclosed>[{_ENCLOSED}])
    | (?P<stem>[{_STEMS}])[、．.]
    | (?P<bullet>[{_BULLETS}]|[-–—―*·+‒ㅇ](?={_B})|．(?=[^\W\d]))
    | (?P<hangul>[{_HANGUL}{_JAMO}])[.)](?={_B})
    | (?P<kana>[{_KANA}{_HALF_KANA}])(?:[．.、)）]|(?=[ \u3000\xa0]))
    | (?P<wide>[０-９]{{1,2}})(?=[ \u3000\xa0])
    | (?P<wide_decimal>[０-９]{{1,2}}(?:[－-][０-９]{{1,2}})+)(?=[ \u3000\xa0])
    | (?P<decimal>(?:\d{{1,3}}|[A-Z]{{1,4}})(?:[.．]\d{{1,3}})+)[.．、)）:]?(?={_B}|$)
    | (?P<tight_decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{2,}})[.．、]?(?=[^\W\d])
    | (?P<arabic>\d{{1,3}})(?:[.]?[ºª°][.)]?(?:{_D})?(?={_B}|$)|[.]?[)）]|[、．]|[.](?:{_D}|(?!\d))|[–/-](?={_B})
        |[ ][–—-](?=[ ]{{1,3}}[^\W\d])|(?=[\u3000\xa0]+\S))
    | (?P<roman>[IVXLCDM]{{1,8}}|[Ⅰ-Ⅻⅰ-ⅻ]|[ivxl]{{1,6}})(?:[.、．)）/-]|[ ][–—-](?=[ ]))(?:{_D})?(?=\s|[^\x00-\x7f]|$)
    | (?P<wide_roman>[Ⅰ-Ⅻ])(?=[^A-Za-z])
    | (?P<letter>[{_LATIN}])[.．、)）/](?:{_D})?(?=[ \u3000\t\xa0]|$)
    | (?P<dashed_letter>[A-Z])[ ]?[–—-](?=[ ])
    | (?P<doubled_letter>{_DOUBLED})[.)](?={_B})
    | (?P<other_letter>الف|[{_OTHER}])['’΄´]?[.)-](?={_B}|$)
    """,
    re.VERBOSE,
)
_KIND = re.compile(
    rf"第{_B}?[^{_B[1:-1]}]*?{_B}?({_HAN_UNITS})|제[ ]?\d+[ ]?([{_HANGUL_UNITS}])|(§|第|{'|'.join(CJK_ANNEXES)})"
)
# A word, with the hyphen of sous-section but not that of Annex-1.
_WORD = re.compile(r"[^\W\d_](?:[^\s\d.:,;()（）–—/-]|-(?=[^\W\d]{4}))*")
_GAP = re.compile(rf"{_B}*")
# Behind a word: 3, 2.1, 12a, IV, C, Γ', 1.º, and the mark behind it; then a space, a dash, another mark or nothing.
_AFTER = re.compile(
    rf"""(?:[.]?{_B}*|-)(?P<number>\d{{1,3}}(?:[.]\d{{1,3}})*(?![\d.]*%)[A-Za-z]?|[IVXLCDM]{{1,8}}|[Ⅰ-Ⅻ]|[ivxl]{{2,6}}|[A-Z]|[{_OTHER}]{{1,2}}['’΄´׳]?)
        (?:er|ère|re|o|-lea|-a)?(?![^\W\dºª]|[.,]\d)(?:[.]?[ºª°](?!\w))?[.:：)、．]?(?=-?(?:{_B}|$)|[–—(（\[]|[^\x00-\u2e7f])""",
    re.VERBOSE,
)
_SPELLED_MARK = re.compile(r"[.:：)]?")
# Before a word: 1. fejezet, II. rész, 1 luku, 3-тарау, 1er chapitre, 1.º, 2. számú melléklet.
_BEFORE = re.compile(
    rf"(?P<number>\d{{1,3}}|[IVXLC]{{1,7}})(?:[.]?[ºª°]?|-?[^\W\d_]{{1,3}}[.]?)(?:{_B}|-)(?:(?:számú|sz[.]){_B})?(?P<word>[^\W\d_][^\s\d.:,;()（）–—/-]*)"
)
_SPELLED_ALONE = re.compile(rf"{_B}?[:：]|[.]{_B}?[–—-](?!\w)|{_B}[–—-](?={_B})")
_REST = re.compile(rf"[.:：)]?(?:{_B}|$)|{_B}?[–—-]")
_DIGITS = "".join(filter(str.isdecimal, map(chr, range(0xFFFF))))
# What a label can begin with: most lines are told from labels by their first character alone.
LABEL_FIRST = (
    frozenset(f"第{_HAN_DIGITS}{_STEMS}{_KANA}{_HALF_KANA}{_BULLETS}{_DIGITS}{_HANGUL}{_JAMO}·–—―-*+‒．§제（(〔")
    | frozenset(character for alphabet in _ALPHABETS for character in alphabet + alphabet.upper())
    | frozenset(
        map(chr, (*range(0x2160, 0x2180), *range(0x2460, 0x2500), *range(0x2776, 0x2794), *range(0x3200, 0x3300)))
    )
    | frozenset(word[0] for word in CJK_ANNEXES)
    | FIRST_LETTERS
)
_WEAK = re.compile(f"[a-z][.．/、]|[A-Z][ ]?[–—-]|[{_HAN_DIGITS}]{{1,5}}$")  # a. m.; 一 alone on its line


def label_at(text: str) -> Label | None:
    """The label a text opens with, or None; of two readings (`C.`, `1. Kapitel`) the likelier one.

    >>> label_at("（二）加强学习")
    Label(text='（二）', style=<Style.HAN: 'han'>, ordinal=2, form='（{han}）', kind='')
    >>> label_at("Chapter the First. Of Roads").kind, label_at("2. fejezet").ordinal
    ('chapter', 2)
    >>> label_at("2024年主要任务") is None, label_at("1.5个百分点") is None, label_at("Section 4 of the Act") is None
    (True, True, True)
    """
    first = text[:1]
    if first not in LABEL_FIRST:
        return None
    if first < "\u2e80" and first.isalpha():
        if "a" <= first <= "z":
            second = text[1:2]
            return _plain_label(text) if second in _BEHIND_SMALL or second == first else None
        if _is_plain_word(text):
            return None
        word = _word_label(text)
        if word is not None:
            return word
    if first.isdigit() or "A" <= first <= "Z":
        word = _number_first(text)
        if word is not None and folded(word.kind) in NUMBER_FIRST:
            return word
    return _plain_label(text)


def _is_plain_word(text: str) -> bool:
    """A quick look: does a text begin with letters that no label begins with?"""
    start = text[:3]
    return (
        start.isascii()
        and start.lower() not in _WORD_STARTS
        and (start[2:].isalpha() or start[:2].lower() not in _SHORT_WORDS)
        and _MARKED_LETTERS.match(text) is None
    )


_BEHIND_SMALL = frozenset("ivxl.．、)）/- ")  # what stands behind a small letter that may be a label: most words do not
_NAMING_WORDS = frozenset(word for words in (KINDS, FIRST_WORDS, SPELLED) for word in words)
_WORD_STARTS = frozenset(word[:3] for word in _NAMING_WORDS)
_SHORT_WORDS = frozenset(word for word in _NAMING_WORDS if len(word) < 3)
# With a mark behind them, as _LABEL has it, or a roman number before a word, as _BEFORE has it.
_MARKED_LETTERS = re.compile(
    rf"[A-Za-z]{{1,8}}[ ]?[.．、)）/–—-]|[IVXLC]{{1,7}}(?:[.]?[ºª°]?|-?[^\W\d_]{{1,3}}[.]?)(?:{_B}|-)"
)


def _plain_label(text: str) -> Label | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    name = found.lastgroup or ""
    numeral = found.group(name)
    style = _style(name, numeral)
    label = found.group().rstrip(" \u3000\t\xa0")
    start, end = found.span(name)
    kind = ""
    if name in _WITH_KIND:
        known = _KIND.match(label)
        kind = known.group(known.lastindex or 0) if known is not None else ""
    if name == "enclosed":
        form = re.sub(r"\d+|[a-z]|\w", f"{{{style}}}", unicodedata.normalize("NFKC", numeral))
    else:
        numerals = "formal" if style is Style.HAN and numeral[0] in _FORMAL else style
        form = f"{label[:start]}{{{numerals}}}{label[end:]}".replace(" ", "").replace("\u3000", "").replace("\xa0", "")
    return Label(label, style, _ordinal(numeral, style), form, kind)


_WITH_KIND = frozenset(("unit_number", "only_number", "hangul_number", "annex_number", "paragraph_number"))


def _word_label(text: str) -> Label | None:
    """A word that names a division, with its number behind it or, spelled, before it: `Part One`, `Première partie`."""
    found = None if text[0].islower() else _WORD.match(text)
    if found is None:
        return None
    word, end = found.group(), found.end()
    key = folded(word)
    if key in FIRST_WORDS and (second := _WORD.match(text, _skip(text, end))) is not None:
        both = f"{word} {second.group()}"
        if folded(both) in KINDS:
            word, end, key = both, second.end(), folded(both)
    if key in KINDS:
        return _number_behind(text, word, end)
    value = SPELLED.get(key)
    if value is None:
        return None
    mark = _SPELLED_ALONE.match(text, end)
    if mark is not None and text[mark.end() :].strip():  # Primero: …, ثانياً: …
        return Label(text[: mark.end()].rstrip(), Style.WORD, value, "{word}:", "")
    behind = _WORD.match(text, _skip(text, end))
    if behind is None or folded(behind.group()) not in KINDS:
        return None
    return _with_rest(text, behind.end(), (0, end), value, Style.WORD, behind.group())


def _number_behind(text: str, word: str, end: int) -> Label | None:
    at = end + (text[end : end + 1] == ".")
    between = _BETWEEN.match(text, _skip(text, at))
    if between is not None:
        at = between.end()
    found = _AFTER.match(text, at)
    if found is not None:
        numeral = found["number"].rstrip("'’΄´׳")
        style = _style("word", numeral)
        ordinal = _ordinal(numeral, style)
        if ordinal is not None or style is not Style.ROMAN:
            return _with_rest(text, found.end(), found.span("number"), ordinal, style, word)
    spelled = _WORD.match(text, _skip(text, at))
    if spelled is None:
        return None
    value, stop = _spelled(text, spelled)
    return None if value is None else _with_rest(text, stop, (spelled.start(), stop), value, Style.WORD, word)


_BETWEEN = re.compile(rf"№|č[.]|n[.]?[º°]|(?:{'|'.join(BETWEEN)})(?![^\W_])[.]?", re.IGNORECASE)


def _spelled(text: str, found: re.Match[str]) -> tuple[int | None, int]:
    """The value of one or two words, and where they end."""
    key, end = folded(found.group()), found.end()
    tens, _, unit = key.partition("-")
    if tens in TENS and unit in SPELLED:
        return TENS[tens] + SPELLED[unit], end
    second = _WORD.match(text, _skip(text, end) + (text[end : end + 1] == "-"))
    if second is not None:
        other = folded(second.group())
        if key in TENS and SPELLED.get(other, 10) < 10:
            return TENS[key] + SPELLED[other], second.end()
        if key in SPELLED and other in TEENS:
            return SPELLED[key] + 10, second.end()
    return SPELLED.get(key, TENS.get(key)), end


def _number_first(text: str) -> Label | None:
    found = _BEFORE.match(text)
    if found is None or folded(found["word"]) not in KINDS:
        return None
    style = _style("word", found["number"])
    ordinal = _ordinal(found["number"], style)
    if ordinal is None:
        return None
    return _with_rest(text, found.end(), found.span("number"), ordinal, style, found["word"])


def _with_rest(
    text: str, end: int, number: tuple[int, int], ordinal: int | None, style: Style, word: str
) -> Label | None:
    """The label, if what stands behind it may be a heading: not `Section 4 of the Act`, nor `Article 5, paragraph 2`."""
    if text[end - 1 : end] not in _MARKS:
        rest = _REST.match(text, end)
        if rest is None and text[end : end + 1] not in ("(", "（", "", "–", "—") and text[end : end + 1] < "\u2e80":
            return None
        if rest is not None:
            behind = text[rest.end() : rest.end() + 1]
            if rest.group()[:1] in _MARKS:
                end += 1
            elif rest.group().isspace() and behind.islower():
                return None
    if (dash := _DASH.match(text, end)) is not None:
        end = dash.end()
    label = text[:end].rstrip(" \u3000\t\xa0")
    form = f"{label[: number[0]]}{{{style}}}{label[number[1] :]}".replace(" ", "").replace("\xa0", "")
    return Label(label, style, ordinal, form, word.lower())


_MARKS = frozenset(".:：)、．")
_DASH = re.compile(rf"{_B}?[–—-](?={_B})")


def _skip(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return at if found is None else found.end()


def opens_division(text: str) -> bool:
    """Does a line open with a label that may head a division or an item?

    >>> opens_division("二、紧紧围绕"), opens_division("二次全会期间"), opens_division("a. m.")
    (True, False, False)
    """
    return text[:1] in LABEL_FIRST and label_at(text) is not None and _WEAK.match(text) is None


def readings(text: str, label: Label | None = None) -> tuple[Label, ...]:
    """Every reading of the label that a text opens with, the likelier first: `C.` is a letter or a hundred.

    `label` is the one that the text is known to open with.

    >>> [(one.style.value, one.ordinal) for one in readings("C. Risk and Assurance")]
    [('letter', 3), ('roman', 100)]
    >>> [(one.kind, one.form) for one in readings("1. Kapitel")]
    [('kapitel', '{arabic}.Kapitel'), ('', '{arabic}.')]
    """
    label = label or label_at(text)
    if label is None:
        return ()
    found = [label]
    if label.kind and (text[0].isdigit() or text[0] in "IVXLC"):
        other = _plain_label(text)
        if other is not None and not other.kind:
            found.append(other)
    elif not label.kind and label.style in (Style.ARABIC, Style.ROMAN, Style.LETTER):
        other = _number_first(text)
        if other is not None:
            found.append(other)
    return tuple(found + [other for one in found for other in other_readings(one)])


def other_readings(label: Label) -> list[Label]:
    """The other readings of one numeral: roman or letter, letter of another alphabet, アイウ or イロハ.

    >>> [one.ordinal for one in other_readings(label_at("(i) Roads"))]
    [9]
    """
    letters = _NUMERAL_LETTERS.findall(label.text)
    numeral = letters[-1] if letters else ""
    if label.style is Style.ROMAN and len(numeral) == 1 and numeral.isascii():
        form = label.form.replace("{roman}", "{letter}")
        return [label._replace(style=Style.LETTER, ordinal=ord(numeral.lower()) - ord("a") + 1, form=form)]
    if label.style is Style.LETTER:
        found: list[Label] = []
        if numeral.isascii() and (value := roman_number(numeral)) is not None:
            form = label.form.replace("{letter}", "{roman}")
            found.append(label._replace(style=Style.ROMAN, ordinal=value, form=form))
        values = dict.fromkeys(_letter_values(numeral))
        return found + [label._replace(ordinal=value) for value in values if value != label.ordinal]
    if label.style is Style.KANA and (at := _IROHA.find(unicodedata.normalize("NFKC", numeral))) >= 0:
        return [label._replace(ordinal=at + 1)]
    return []


_NUMERAL_LETTERS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


def _letter_values(numeral: str) -> list[int]:
    """What a letter counts in each alphabet that has it; α to θ, ια and so on as Greek numerals."""
    small = "ا" if numeral == "الف" else numeral.lower()
    values = [alphabet.index(small) + 1 for alphabet in _ALPHABETS if small in alphabet and len(small) == 1]
    if small and "α" <= small[0] <= "ω" and all(one in _GREEK_VALUES for one in small):
        values.append(6 if small == "στ" else sum(_GREEK_VALUES[one] for one in small))
    if small and "א" <= small[0] <= "ת" and len(small) > 1:
        values.append(sum(_HEBREW_VALUES.get(one, 0) for one in small))
    return values


_GREEK_VALUES = dict(zip("αβγδεϛζηθικλμ", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40), strict=True))
_HEBREW_VALUES = dict(zip("אבגדהוזחטיכל", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30), strict=True))


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
    free = [at for at in range(len(labels)) if not taken[at]]
    best: dict[int, float] = {}
    before: dict[int, int] = {}
    first = 0  # of the free ones in sight
    for number, at in enumerate(free):
        label = labels[at]
        most, last = _begins(label), -1
        while free[first] <= at - _LOOK_BACK:
            first += 1
        for other in reversed(free[first:number]):
            if (height := best[other]) and height + 1 > most:
                reached = height + _climb(labels[other], label)
                if reached > max(most, height):
                    most, last = reached, other
        best[at] = most
        before[at] = last
    at = max(free, key=best.__getitem__, default=-1)
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


_STYLES = {
    "circled": Style.CIRCLED,
    "stem": Style.STEM,
    "bullet": Style.BULLET,
    "kana": Style.KANA,
    "hangul": Style.HANGUL,
    "roman": Style.ROMAN,
    "wide_roman": Style.ROMAN,
    "letter": Style.LETTER,
    "dashed_letter": Style.LETTER,
    "doubled_letter": Style.LETTER,
    "other_letter": Style.LETTER,
    "decimal": Style.DECIMAL,
    "paren_decimal": Style.DECIMAL,
    "wide_decimal": Style.DECIMAL,
    "tight_decimal": Style.DECIMAL,
}


def _style(group: str, numeral: str) -> Style:
    first = numeral[0]
    known = _STYLES.get(group)
    if known is Style.ROMAN and len(numeral) == 1 and first in "CDLMcdlm":
        return Style.LETTER  # until the sequence says otherwise
    if known is not None:
        return known
    if group == "enclosed":
        first = unicodedata.normalize("NFKC", first).strip("(.)")[0]
    if first in _HANGUL or first in _JAMO:
        return Style.HANGUL
    if first in _KANA or first in _HALF_KANA:
        return Style.KANA
    if first in _STEMS:
        return Style.STEM
    if first in _HAN_DIGITS:
        return Style.HAN
    if first.isdigit():
        return Style.DECIMAL if "." in numeral else Style.ARABIC
    if len(numeral) == 1:
        return Style.ROMAN if first in "IVXivx" or "Ⅰ" <= first <= "ⅿ" else Style.LETTER
    return Style.ROMAN if (numeral.isascii() and numeral[0] != numeral[1]) or roman_number(numeral) else Style.LETTER


@lru_cache(maxsize=4096)
def _ordinal(numeral: str, style: Style) -> int | None:
    if style is Style.BULLET:
        return None
    if style is Style.DECIMAL:
        return int(re.split("[.．－-]", numeral)[-1])
    if style is Style.STEM:
        return _STEMS.index(numeral) + 1
    if style is Style.HANGUL:
        return (_HANGUL if numeral in _HANGUL else _JAMO).index(numeral) + 1
    if style is Style.LETTER:
        letters = numeral[:1] if len(numeral) == 2 and numeral[0] == numeral[1] and numeral.isascii() else numeral
        letters = unicodedata.normalize("NFKC", letters).strip("()")
        return next(iter(_letter_values(letters)), None)
    if style is Style.KANA:
        kana = unicodedata.normalize("NFKC", numeral)
        return _KANA.index(kana) + 1
    if len(numeral) == 1 and not numeral.isascii() and style in (Style.HAN, Style.CIRCLED, Style.ARABIC, Style.ROMAN):
        compatible = unicodedata.normalize("NFKC", numeral).strip("(.)")
        value = int(unicodedata.numeric(numeral, 0))
        if value > 0 or style is Style.ROMAN or compatible.isdigit():
            return value or None
        if compatible and compatible in _KANA:
            return _KANA.index(compatible) + 1
        if compatible and compatible in _HANGUL + _JAMO:
            return (_HANGUL if compatible in _HANGUL else _JAMO).index(compatible) + 1
    if style is Style.HAN:
        return han_number(numeral)
    if style is Style.ARABIC:
        return int(numeral.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if style is Style.CIRCLED:
        return None
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
