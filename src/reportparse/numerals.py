"""The numerals of labels and their values: 二十一, XIV, ア, 甲, (b): `ordinal_of()`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportparse.style import Style

HAN_DIGITS = "〇零一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾貳參陸"
STEMS = "甲乙丙丁戊己庚辛壬癸"
KANA_ORDER = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
HALF_KANA_ORDER = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
HANGUL_ORDER = "가나다라마바사아자차카타파하"
JAMO_ORDER = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_COMPATIBLE_JAMO = unicodedata.normalize("NFKC", JAMO_ORDER)  # what ㉠ has inside its circle
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# The order of letters as labels; Russian leaves out some, Ukrainian and Bulgarian do not.
ALPHABETS = (
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

# Latin ones with letters of their own, which lists count: ç stands behind c, đ behind d.
NATIONAL = (
    "abcçdefgğhıijklmnoöprsştuüvyz",  # Turkish
    "abcdđeghiklmnopqrstuvxy",  # Vietnamese
    "abcčćdđefghijklmnoprsštuvzž",  # Croatian
    "abcčdefghijklmnoprsštuvzž",  # Slovene
    "abcdefghijklmnñopqrstuvwxyz",  # Spanish
)


@lru_cache(maxsize=4096)
def ordinal_of(numeral: str, style: Style) -> int | None:
    """What a numeral counts in a style; None if it cannot be read, and for bullets.

    >>> ordinal_of("十二", Style.HAN), ordinal_of("xiv", Style.ROMAN), ordinal_of("1.3", Style.DECIMAL)
    (12, 14, 3)
    """
    if style is Style.BULLET:
        return None
    if style is Style.DECIMAL:
        return int(re.split("[.．－-]", numeral)[-1])
    if style is Style.STEM:
        return STEMS.index(numeral) + 1
    if style is Style.HANGUL:
        return (HANGUL_ORDER if numeral in HANGUL_ORDER else JAMO_ORDER).index(numeral) + 1
    if style is Style.LETTER:
        letters = numeral[:1] if len(numeral) == 2 and numeral[0] == numeral[1] and numeral.isascii() else numeral
        letters = unicodedata.normalize("NFKC", letters).strip("()")
        return next(iter(letter_values(letters)), None)
    if style is Style.KANA:
        kana = unicodedata.normalize("NFKC", numeral)
        return KANA_ORDER.index(kana) + 1
    if len(numeral) == 1 and not numeral.isascii() and style in (Style.HAN, Style.CIRCLED, Style.ARABIC, Style.ROMAN):
        compatible = unicodedata.normalize("NFKC", numeral).strip("(.)")
        value = int(unicodedata.numeric(numeral, 0))
        if value > 0 or style is Style.ROMAN or compatible.isdigit():
            return value or None
        if compatible and compatible in KANA_ORDER:
            return KANA_ORDER.index(compatible) + 1
        if compatible and compatible in HANGUL_ORDER + _COMPATIBLE_JAMO:
            return (HANGUL_ORDER if compatible in HANGUL_ORDER else _COMPATIBLE_JAMO).index(compatible) + 1
    if style is Style.HAN:
        return han_number(numeral)
    if style is Style.ARABIC:
        return int(numeral.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if style is Style.CIRCLED:
        return None
    return roman_number(numeral)


def letter_values(numeral: str) -> list[int]:
    """What a letter counts in each alphabet that has it; α to θ, ια and so on as Greek numerals."""
    small = "ا" if numeral == "الف" else numeral.lower()
    known = NATIONAL if "\u00df" <= small[:1] < "\u0250" else ALPHABETS
    values = [alphabet.index(small) + 1 for alphabet in known if small in alphabet and len(small) == 1]
    if small and "α" <= small[0] <= "ω" and all(one in _GREEK_VALUES for one in small):
        values.append(6 if small == "στ" else sum(_GREEK_VALUES[one] for one in small))
    if small and "א" <= small[0] <= "ת" and len(small) > 1:
        values.append(sum(_HEBREW_VALUES.get(one, 0) for one in small))
    return values


def national_values(letter: str) -> list[int]:
    """What a letter counts in a Latin alphabet with letters of its own, where that differs from the plain one.

    >>> national_values("c"), national_values("d"), letter_values("ç")
    ([], [5, 6], [4])
    """
    small = letter.lower()
    values = {alphabet.index(small) + 1 for alphabet in NATIONAL if small in alphabet}
    return sorted(values - set(letter_values(small)))


_GREEK_VALUES = dict(zip("αβγδεϛζηθικλμ", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40), strict=True))
_HEBREW_VALUES = dict(zip("אבגדהוזחטיכל", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30), strict=True))


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
