"""The numerals of labels: `Style`. By itself, since every node knows it, and few need to read a label."""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """The numerals of a label."""

    HAN = "han"  # 一 十二 廿 壹 ㈠
    ARABIC = "arabic"  # 12 １２ ๑๒ ⑴ ⒈
    CIRCLED = "circled"  # ① ❶ ㋐ ㉠
    ROMAN = "roman"  # IV iv Ⅳ
    LETTER = "letter"  # A a б γ ب
    STEM = "stem"  # 甲 乙
    DECIMAL = "decimal"  # 1.2.3 A.1
    KANA = "kana"  # ア イ
    HANGUL = "hangul"  # 가 나 다
    BULLET = "bullet"  # ● •
    WORD = "word"  # first, erstens, во-первых; Part One
