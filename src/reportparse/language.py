"""The language of a text, as far as its script and its commonest words tell: `language_of()`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

_LOOK = 1000  # characters whose script is counted, at each of three places
_WORDS_LOOK = 4000  # characters whose words are
_FEWEST_WORDS = 40  # of a language's commonest: a text of half a page has as many
_FEW_WORDS = 15  # of them, if they are at least one in eight of all words: a shorter text
_CLEARLY = 1.5  # times as many as of any other language
# The commonest small words of languages in Latin letters, those that several of them share left out.
_COMMON = {
    "en": "the of and to that is was for with are by this from which has have it its their been were not",
    "de": "der die das und ist von den mit für auf nicht sich dem eine werden wir sind im auch zum zur wird",
    "fr": "le les et des du une dans est pour qui sur au par avec aux cette sont ces nous pas ont été",
    "es": "el los las y del una con por al lo su sus más como este ha esta entre sobre son",
    "pt": "o os as do da dos das e em um uma não com por para ao à pela pelo mais são foi seu sua",
    "it": "il lo gli di della dei delle e che è per una con del nel alla dal sono non più anche",
    "nl": "het een van en dat met voor niet zijn op aan ook wordt worden bij door naar uit deze",
    "pl": "i w z na się do nie jest oraz przez od dla że po przy ich został były tym",
    "sv": "och att det som en för av är med till den har inte om ett från vi kan ska",
    "ro": "și în de cu pe care este sunt din pentru nu mai prin această au fost",
    "cs": "a v na se že je pro s z do byl byla jako nebo při které jsou podle",
    "tr": "ve bir bu için ile olarak da de olan daha gibi çok sonra kadar",
    "id": "yang dan di untuk dengan dari pada dalam ini tidak oleh akan adalah telah",
    "vi": "và của các là được có cho trong những không một với này đã",
}
_COMMON_IN: dict[str, list[str]] = {}  # of each such word, the languages that have it
for _tag, _words in _COMMON.items():
    for _one in _words.split():
        _COMMON_IN.setdefault(_one, []).append(_tag)
_WORD = re.compile(r"[^\W\d_]+")


# Characters that only one of the two Chinese scripts has, and that every report is full of.
_SIMPLIFIED = re.compile("[为务员会议报产发业东严个这对们区协县国总统战历书还进过达时场实学应当]")
_TRADITIONAL = re.compile("[為務員會議報產發業東嚴個這對們區協縣國總統戰歷書還進過達時場實學應當]")


def language_of(text: str) -> str | None:
    """BCP 47 tag of a text: by its script zh-Hans, zh-Hant, ja, ko, el, th, he, hi …; in Cyrillic and Arabic script by
    its letters: ru, uk, bg …, ar, fa; in Latin letters by its small words, or by letters of its own.

    Looks at the beginning, the middle and further on: a cover may be in another language. None where neither tells,
    as in a text of a few words.

    >>> language_of("各位委员：现在报告工作。"), language_of("The state of the roads was poor. " * 15)
    ('zh-Hans', 'en')
    >>> language_of("تقرير سنوي عن حماية المستهلك")
    'ar'
    >>> language_of("О состоянии дорог и мостов края"), language_of("Про стан доріг і мостів області")
    ('ru', 'uk')
    """
    sample = _sample(text)
    if (most := _of_ideographs(sample)) is not None:
        return most
    counts: dict[str, int] = {}
    characters = Counter(sample)
    for character, times in characters.items():
        script = _script(character)
        counts[script] = counts.get(script, 0) + times
    counts.pop("", None)
    if not counts:
        return None
    if counts.get("kana", 0) * 20 > counts.get("han", 0) + counts.get("kana", 0):
        return "ja"
    best = max(counts, key=lambda script: (counts[script], script))
    if best == "han":
        return _chinese(sample)
    if best == "latin":
        return _by_words(text[:_WORDS_LOOK]) or _by_own_letters(characters)
    if best == "cyrillic":
        return _by_letters(characters)
    if best == "arabic":
        return "fa" if sum(characters[letter] for letter in "پچژگ") * 100 > counts["arabic"] else "ar"
    return _SCRIPTS[best]


def _of_ideographs(sample: str) -> str | None:
    """The language of a text most of which is ideographs, told without a count of each character, which is slow."""
    high = sample.encode("utf-16-le", "surrogatepass")[1::2]
    han = len(high) - len(high.translate(None, _HIGH_HAN))
    if han * 2 <= len(high):
        return None
    kana = len(_KANA.findall(sample))
    return "ja" if kana * 20 > han + kana else _chinese(sample)


_HIGH_HAN = bytes(range(0x4E, 0xA0))  # the higher bytes of ideographs in UTF-16
_KANA = re.compile("[\u3041-\u30ff]")


def _chinese(sample: str) -> str:
    """Of the two Chinese scripts the one whose own characters a text has more of."""
    return "zh-Hant" if len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample)) else "zh-Hans"


def _sample(text: str) -> str:
    if len(text) <= 4 * _LOOK:
        return text[:_LOOK]
    places = (0, len(text) // 2, len(text) * 3 // 4)
    return "".join([text[at : at + _LOOK] for at in places])


# Letters that only some of the languages in Cyrillic have, the surest first.
_LETTERS = (
    ("ru", "ѣ"),  # before 1918, when it had і as well
    ("be", "ў"),
    ("mk", "ѓќѕ"),
    ("sr", "јљњћђџ"),
    ("kk", "әғқұ"),
    ("uk", "їєґі"),
    ("ru", "ыэё"),
    ("mn", "өү"),
)


def _by_letters(characters: Counter[str]) -> str:
    """The language of a text in Cyrillic: of those whose own letters it has, the first; Bulgarian has none."""
    total = sum(times for character, times in characters.items() if _script(character) == "cyrillic")
    for tag, letters in _LETTERS:
        if sum(characters[letter] for letter in letters) * 500 >= total:
            return tag
    return "bg" if characters["ъ"] * 200 >= total and total >= 200 else "ru"


def _by_words(text: str) -> str | None:
    """The language whose commonest words the text has most of, and clearly more than any other's."""
    words = Counter(_WORD.findall(text.lower()))
    counts = dict.fromkeys(_COMMON, 0)
    for word in words.keys() & _COMMON_IN.keys():
        for tag in _COMMON_IN[word]:
            counts[tag] += words[word]
    (second, _), (most, tag) = sorted((count, tag) for tag, count in counts.items())[-2:]
    enough = most >= _FEWEST_WORDS or (most >= _FEW_WORDS and most * 8 >= words.total())
    return tag if enough and most >= second * _CLEARLY else None


# Letters that of the languages in Latin script only one has, or hardly any other.
_OWN_LETTERS = {
    "vi": "ươđạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "pl": "łńśźż",
    "tr": "ğı",
    "hu": "őű",
    "cs": "ěřů",
    "ro": "țșţ",
}


def _by_own_letters(characters: Counter[str]) -> str | None:
    """The language that has letters of its own, if at least one letter in eighty is: names alone are not enough."""
    total = sum(times for character, times in characters.items() if _script(character) == "latin")
    counts = {tag: sum(characters[letter] for letter in own) for tag, own in _OWN_LETTERS.items()}
    tag = max(counts, key=lambda one: counts[one])
    return tag if counts[tag] * 80 >= total and counts[tag] >= _FEW_WORDS else None


_SCRIPTS = {"hangul": "ko", "greek": "el", "thai": "th", "hebrew": "he", "devanagari": "hi", "georgian": "ka"}
# Where the characters of a script begin, and where those behind its last begin.
_RANGES = {
    0x0370: "greek",
    0x0400: "cyrillic",
    0x0530: "",
    0x0590: "hebrew",
    0x0600: "arabic",
    0x0700: "",
    0x0900: "devanagari",
    0x0980: "",
    0x0E00: "thai",
    0x0E80: "",
    0x10A0: "georgian",
    0x1100: "",
    0x3041: "kana",
    0x3100: "",
    0x4E00: "han",
    0xA000: "",
    0xAC00: "hangul",
    0xD7A4: "",
    0xFB50: "arabic",
    0xFE00: "",
    0xFE70: "arabic",
    0xFF00: "",
}
_STARTS = tuple(_RANGES)
_NAMES = tuple(_RANGES.values())


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    at = bisect_right(_STARTS, ord(character)) - 1
    return (_NAMES[at] if at >= 0 else "") or ("latin" if character.isalpha() else "")
