"""Labels and what they say: `（二）` is style HAN, ordinal 2, form `（{han}）`."""

from __future__ import annotations

import re
import unicodedata
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
from reportparse.numerals import (
    ALPHABETS,
    HALF_KANA_ORDER,
    HAN_DIGITS,
    HANGUL_ORDER,
    IROHA,
    JAMO_ORDER,
    KANA_ORDER,
    NATIONAL,
    STEMS,
    letter_values,
    national_values,
    ordinal_of,
    roman_number,
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


_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾貳參陸")  # 壹、 stands above 一、 and counts by itself
_LATIN = "A-Za-z"
_OTHER = "çÇğĞıİöÖşŞüÜđĐčČćĆšŠžŽñÑА-Яа-яЄєІіЇїΑ-Ωα-ωأ-يא-תก-ฮक-हক-হ"
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
      第{_B}?(?P<unit_number>[{HAN_DIGITS}]+|\d+)(?:(?:{_HAN_UNITS})|{_B}(?:{_HAN_UNITS})(?={_B}|$))(?:[之の](?:[{HAN_DIGITS}]{{1,3}}|\d{{1,2}}))*(?:[:：]|[－–—-](?=[^\W\d第]))?
    | 第[ ]?(?P<only_number>[{HAN_DIGITS}]{{1,3}}|\d{{1,2}})(?=[ \u3000\t\xa0]+[^\d\s])
    | 第(?P<wide_number>[１-９][０-９]?)$
    | 제[ ]?(?P<hangul_number>\d{{1,3}})[ ]?[{_HANGUL_UNITS}](?:의[ ]?\d{{1,2}})?(?=[ .:(（\t]|$)
    | (?:{"|".join(CJK_ANNEXES)}){_B}?(?P<annex_number>[{HAN_DIGITS}]{{1,3}}|\d{{1,2}}|[A-Z])(?:(?![\w至]|[、和及]\S)|(?=[\u3400-\u9fff])(?![至和及與与或中所的])(?=[^，。；：]*$))[:：.]?
    | §[ ]?(?P<paragraph_number>\d{{1,4}}(?:[.]\d{{1,3}})*[a-z]?)[.]?(?={_B}|$)
    | [（(〔]{_B}?(?P<paren>[{HAN_DIGITS}]{{1,5}}|\d{{1,3}}|[ivxlIVXLⅰ-ⅻⅠ-Ⅻ]{{1,6}}|{_DOUBLED}|[{STEMS}]
        |الف|[{_LATIN}{_OTHER}{HANGUL_ORDER}{JAMO_ORDER}{KANA_ORDER}{HALF_KANA_ORDER}]){_B}?[）)〕](?![a-z])
    | [（(](?P<paren_decimal>\d{{1,2}}(?:[.]\d{{1,2}})+)[）)]
    | (?P<han>[{HAN_DIGITS}]{{1,5}})(?:{_B}?[、．.)）]|(?=[\u3000\xa0]+\S|[ ]{{2,}}\S)|$)
    | (?P<circled>[{_CIRCLED}])
    | (?P<enclosed>[{_ENCLOSED}])
    | (?P<stem>[{STEMS}])[、．.]
    | (?P<bullet>[{_BULLETS}]|[-–—―*·+‒ㅇ](?={_B})|．(?=[^\W\d]))
    | (?P<hangul>[{HANGUL_ORDER}{JAMO_ORDER}])[.)](?={_B})
    | (?P<kana>[{KANA_ORDER}{HALF_KANA_ORDER}])(?:[．.、)）]|(?=[ \u3000\xa0]))
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
# Before a word: 1. fejezet, II. rész, 1 luku, 3-тарау, 1er chapitre, 1.º, 2. számú melléklet.
_BEFORE = re.compile(
    rf"(?P<number>\d{{1,3}}|[IVXLC]{{1,7}})(?:[.]?[ºª°]?|-?[^\W\d_]{{1,3}}[.]?)(?:{_B}|-)(?:(?:számú|sz[.]){_B})?(?P<word>[^\W\d_][^\s\d.:,;()（）–—/-]*)"
)
_SPELLED_ALONE = re.compile(rf"{_B}?[:：]|[.]{_B}?[–—-](?!\w)|{_B}[–—-](?={_B})")
_REST = re.compile(rf"[.:：)]?(?:{_B}|$)|{_B}?[–—-]")
_DIGITS = "".join(filter(str.isdecimal, map(chr, range(0xFFFF))))
# What a label can begin with: most lines are told from labels by their first character alone.
LABEL_FIRST = (
    frozenset(
        f"第{HAN_DIGITS}{STEMS}{KANA_ORDER}{HALF_KANA_ORDER}{_BULLETS}{_DIGITS}{HANGUL_ORDER}{JAMO_ORDER}·–—―-*+‒．§제（(〔"
    )
    | frozenset(character for alphabet in ALPHABETS + NATIONAL for character in alphabet + alphabet.upper())
    | frozenset(
        map(chr, (*range(0x2160, 0x2180), *range(0x2460, 0x2500), *range(0x2776, 0x2794), *range(0x3200, 0x3300)))
    )
    | frozenset(word[0] for word in CJK_ANNEXES)
    | FIRST_LETTERS
)
_WEAK = re.compile(f"[a-z][.．/、]|[A-Z][ ]?[–—-]|[{HAN_DIGITS}]{{1,5}}$")  # a. m.; 一 alone on its line


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
    return Label(label, style, ordinal_of(numeral, style), form, kind)


_WITH_KIND = frozenset(
    ("unit_number", "only_number", "wide_number", "hangul_number", "annex_number", "paragraph_number")
)


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
        ordinal = ordinal_of(numeral, style)
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
    ordinal = ordinal_of(found["number"], style)
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
        values = dict.fromkeys(letter_values(numeral))
        return found + [label._replace(ordinal=value) for value in values if value != label.ordinal]
    if label.style is Style.KANA and (at := IROHA.find(unicodedata.normalize("NFKC", numeral))) >= 0:
        return [label._replace(ordinal=at + 1)]
    return []


def national_readings(label: Label) -> list[Label]:
    """A plain letter in lists that count letters of their own: d behind ç, e behind đ.

    >>> [one.ordinal for one in national_readings(label_at("d) roads"))]
    [5, 6]
    """
    if label.style is not Style.LETTER or label.kind:
        return []
    return [
        label._replace(ordinal=value)
        for numeral in _NUMERAL_LETTERS.findall(label.text)
        for value in national_values(numeral)
    ]


_NUMERAL_LETTERS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


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
    if first in HANGUL_ORDER or first in JAMO_ORDER:
        return Style.HANGUL
    if first in KANA_ORDER or first in HALF_KANA_ORDER:
        return Style.KANA
    if first in STEMS:
        return Style.STEM
    if first in HAN_DIGITS:
        return Style.HAN
    if first.isdigit():
        return Style.DECIMAL if "." in numeral else Style.ARABIC
    if len(numeral) == 1:
        return Style.ROMAN if first in "IVXivx" or "Ⅰ" <= first <= "ⅿ" else Style.LETTER
    return Style.ROMAN if (numeral.isascii() and numeral[0] != numeral[1]) or roman_number(numeral) else Style.LETTER
