"""Reports in English and German as an extractor leaves them, made from invented words: `made()`.

Pages of 44 lines with a running head and a number, form feeds between them, numbered headings, wrapped paragraphs
with line-end hyphens, bullets, and a footnote now and then. The same arguments give the same text.
"""

from __future__ import annotations

import random
import textwrap

_SMALL = {
    "en": [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "are",
        "as",
        "with",
        "be",
        "by",
        "at",
        "from",
        "this",
    ],
    "de": [
        "die",
        "der",
        "und",
        "in",
        "zu",
        "den",
        "das",
        "von",
        "für",
        "mit",
        "ist",
        "auf",
        "dem",
        "des",
        "ein",
        "eine",
        "im",
        "wird",
        "sich",
        "nicht",
    ],
}
_SYLLABLES = {
    "en": [
        "ber",
        "cal",
        "den",
        "fer",
        "gan",
        "hol",
        "ing",
        "kel",
        "lan",
        "mor",
        "ner",
        "pol",
        "ran",
        "ser",
        "tan",
        "ver",
        "wil",
        "ton",
        "ment",
        "tion",
    ],
    "de": [
        "bau",
        "dorf",
        "fahr",
        "gen",
        "haus",
        "keit",
        "land",
        "mark",
        "neu",
        "ord",
        "platz",
        "recht",
        "schul",
        "stadt",
        "ung",
        "ver",
        "wald",
        "wirt",
        "zeit",
        "lich",
    ],
}
_HEADS = {"en": "County Council Annual Report", "de": "Bericht der Landesregierung"}
_COLUMN = 92  # characters
_PAGE = 44  # lines


def adversarial(size: int) -> dict[str, str]:
    """Texts of about so many characters that nobody prints, by what they are made of: time should grow as they do.

    >>> {name: len(text) for name, text in adversarial(1000).items()}
    {'points': 1000, 'decimals': 1000, 'pages of a letter': 1000, 'lines of a letter': 1000, 'hyphens': 1000}
    """
    points = "".join(f"({'abcdefghij'[at % 10]}) the road works; " for at in range(size // 20))
    decimals = "".join(f"{at // 100 + 1}.{at // 10 % 10 + 1}.{at % 10 + 1} Road works\n\n" for at in range(size // 15))
    texts = {
        "points": points,
        "decimals": decimals,
        "pages of a letter": "a\n\f" * size,
        "lines of a letter": "a\n" * size,
        "hyphens": "commit-\ntee " * size,
    }
    return {name: text[:size] for name, text in texts.items()}


def made(language: str, pages: int) -> str:
    """A report of so many pages, "en" or "de".

    >>> made("en", 2).count("\\f"), made("de", 1) == made("de", 1)
    (1, True)
    """
    chance = random.Random(f"{language}{pages}")
    small, syllables = _SMALL[language], _SYLLABLES[language]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(1200)]
    lines: list[str] = []
    chapter = section = 0
    while len(lines) < pages * (_PAGE - 2):
        turn = chance.random()
        if turn < 0.06 or not chapter:
            chapter, section = chapter + 1, 0
            lines.append(f"{chapter}. {_title(chance, words)}")
        elif turn < 0.2:
            section += 1
            lines.append(f"{chapter}.{section} {_title(chance, words)}")
        elif turn < 0.35:
            first, *rest = _wrapped(chance, words, small, 12)
            lines += [f"• {first}", *rest]
        else:
            lines += _wrapped(chance, words, small, chance.randint(40, 120))
    kept = _PAGE - 2
    bodies = [lines[at : at + kept] for at in range(0, pages * kept, kept)]
    return "\f".join("\n".join([_HEADS[language], *body, str(at)]) for at, body in enumerate(bodies, 1))


def _title(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(2, 5))).capitalize()


def _wrapped(chance: random.Random, words: list[str], small: list[str], count: int) -> list[str]:
    """A paragraph as lines; a long word that does not fit is torn, as a typesetter would."""
    made = [chance.choice(small if chance.random() < 0.5 else words) for _ in range(count)]
    for at in range(9, count, 13):
        made[at] += "."
        if at + 1 < count:
            made[at + 1] = made[at + 1].capitalize()
    text = f"{' '.join(made).capitalize().rstrip('.')}."
    lines = textwrap.wrap(text, _COLUMN)
    for at in range(len(lines) - 1):
        first, _, rest = lines[at + 1].partition(" ")
        if len(first) > 7 and rest and chance.random() < 0.5:
            lines[at], lines[at + 1] = f"{lines[at]} {first[:4]}-", f"{first[4:]} {rest}"
    return lines
