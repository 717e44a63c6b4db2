"""Dates as reports print them, in the languages they are printed in: `iso_date()`."""

from __future__ import annotations

import re
from functools import cache

# Month names and their usual short forms; a longer name is tried before one it begins with.
_MONTHS = (
    "january januar janvier enero janeiro gennaio januari jan. jan января январь ianuarie styczeń stycznia leden ledna січня січень ocak يناير",
    "february februar février fevrier febrero fevereiro febbraio februari feb. feb fév. февраля февраль februarie luty lutego únor února лютого лютий şubat فبراير",
    "march märz marz mars marzo março marco maart mrt mar. mar марта март martie marzec marca březen března березня березень mart مارس maret",
    "april avril abril aprile apr. apr avr. апреля апрель aprilie kwiecień kwietnia duben dubna квітня квітень nisan أبريل",
    "may mai mayo maio maggio mei maj мая май maja květen května травня травень mayıs مايو",
    "june juni juin junio junho giugno jun. jun июня июнь iunie czerwiec czerwca červen června червня червень haziran يونيو",
    "july juli juillet julio julho luglio jul. jul juil. июля июль iulie lipiec lipca červenec července липня липень temmuz يوليو",
    "august août aout agosto augustus augusti aug. aug ago. августа август sierpień sierpnia srpen srpna серпня серпень ağustos أغسطس agustus",
    "september septembre septiembre setiembre setembro settembre sept. sep. sept sep сентября сентябрь septembrie wrzesień września září вересня вересень eylül سبتمبر",
    "october oktober octobre octubre outubro ottobre oct. okt. oct okt октября октябрь octombrie październik października říjen října жовтня жовтень ekim أكتوبر",
    "november novembre noviembre novembro nov. nov ноября ноябрь noiembrie listopad listopada listopadu листопада листопад kasım نوفمبر",
    "december dezember décembre decembre diciembre dezembro dicembre dec. dez. déc. dec dez déc декабря декабрь decembrie grudzień grudnia prosinec prosince грудня грудень aralık ديسمبر desember",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTH_OF, key=len, reverse=True))
_DIGIT = "0-9０-９"
_HAN_DIGIT = "〇○零一二三四五六七八九十"
_GAP = r"[ \u3000]{0,3}"
HAN_DATE = (
    rf"(?<![{_DIGIT}])[{_DIGIT}{_HAN_DIGIT}]{{2,4}}{_GAP}年{_GAP}[{_DIGIT}{_HAN_DIGIT}]{{1,3}}{_GAP}月"
    rf"(?:{_GAP}[{_DIGIT}{_HAN_DIGIT}]{{1,3}}{_GAP}日)?"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
ERA = "|".join(_ERAS)  # a pattern
_ERA_YEAR = rf"(?:中[華华])?(?P<era>{ERA}){_GAP}(?P<year>[{_DIGIT}]{{1,3}}|[{_HAN_DIGIT}]{{1,3}}|元){_GAP}年"
_ERA_DATE = rf"{_ERA_YEAR}{_GAP}(?P<month>[{_DIGIT}{_HAN_DIGIT}]{{1,3}}){_GAP}月(?:{_GAP}(?P<day>[{_DIGIT}{_HAN_DIGIT}]{{1,3}}){_GAP}日)?"
_KOREAN = r"(?P<year>\d{4})[ ]?년[ ]?(?P<month>\d{1,2})[ ]?월(?:[ ]?(?P<day>\d{1,2})[ ]?일)?"
_DOTTED = r"\b(?P<year>(?:19|20)\d\d)[.][ ](?P<month>\d{1,2})[.](?:[ ](?P<day>\d{1,2})[.])?"  # 2024. 1. 23.
_VIETNAMESE = r"(?:ngày[ ](?P<day>\d{1,2})[ ])?tháng[ ](?P<month>\d{1,2})[ ]năm[ ](?P<year>\d{4})"
_NUMERIC = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})|(?P<day>\d{1,2})[.](?P<month>\d{1,2})[.](?P<year>\d{4})"
_NAMED = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?[ ](?:de[ ]|of[ ])?(?P<name>{_MONTH}),?[ ](?:del?[ ])?(?P<year>\d{{4}})"
    rf"|\b(?P<name>{_MONTH})[ ](?P<day>\d{{1,2}})(?:st|nd|rd|th)?,[ ](?P<year>\d{{4}})"
    rf"|\b(?P<name>{_MONTH}),?[ ](?:del?[ ])?(?P<year>\d{{4}})"
)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_DAY_NAME = r"(?:\w{3,12},?[ ]|(?:le|den|am|el|il|dated)[ ])?"
_PLACE = r"(?:[^\W\d_][\w.’'-]*(?:[ ][^\W\d_][\w.’'-]*){0,2},[ ])?"
# Three kinds of date by what they are written in. Names of months make long patterns: each kind is compiled where a
# text may hold it.
_KINDS = (
    f"{_unnamed(_ERA_DATE)}|{HAN_DATE}",
    f"{_unnamed(_KOREAN)}|{_unnamed(_DOTTED)}|{_unnamed(_NUMERIC)}",
    f"{_unnamed(_VIETNAMESE)}|{_unnamed(_NAMED)}",
)
_FOUR_DIGITS = re.compile(r"\d{4}")
_LETTER = re.compile("[A-Za-z\u00c0-\u2e7f]")


def _kinds(text: str) -> list[int]:
    """Which kinds of date a text may hold."""
    kinds = [0] if "年" in text else []
    if _FOUR_DIGITS.search(text):
        kinds += [1, 2] if _LETTER.search(text) else [1]
    return kinds


@cache
def _any(kind: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{_KINDS[kind]})(?![{_DIGIT}])", re.IGNORECASE)


@cache
def _only(kind: int) -> re.Pattern[str]:
    ending = r"(?:[ ]?(?:г(?:ода|\.)?|року|р\.))?[）)]?\.?$"
    return re.compile(rf"[（(]?{_PLACE}{_DAY_NAME}(?:{_KINDS[kind]}){ending}", re.IGNORECASE)


def find_date(text: str) -> re.Match[str] | None:
    """The first date in a text, with a month at least.

    >>> find_date("held on 9 January 2024 and later").group(), find_date("in 2024")
    ('9 January 2024', None)
    """
    found = (_any(kind).search(text) for kind in _kinds(text))
    return min((match for match in found if match), key=re.Match.start, default=None)


def is_date(text: str) -> bool:
    """Is a text a date alone, with the name of a day or in brackets, or behind the name of a place?

    >>> is_date("（2024年1月9日）"), is_date("Musterstadt, den 8. März 2023"), is_date("9 January 2024 was cold")
    (True, True, False)
    """
    return any(_only(kind).match(text) for kind in _kinds(text))


@cache
def _readers(kind: int) -> tuple[re.Pattern[str], ...]:
    alternatives = ([_ERA_DATE], [_KOREAN, _DOTTED, *_NUMERIC.split("|")], [_VIETNAMESE, *_split(_NAMED)])[kind]
    return tuple(re.compile(rf"(?<![\d]){one}(?!\d)", re.IGNORECASE) for one in alternatives)


def _split(pattern: str) -> list[str]:
    """The three orders of day, month name and year: each has its own groups."""
    return [pattern[: pattern.index(r"|\b")], *(r"\b" + one for one in pattern.split(r"|\b")[1:])]


_HAN_PARTS = re.compile(
    rf"([{_DIGIT}{_HAN_DIGIT}]{{4}}){_GAP}年(?:{_GAP}([{_DIGIT}{_HAN_DIGIT}]{{1,3}}){_GAP}月)?"
    rf"(?:{_GAP}([{_DIGIT}{_HAN_DIGIT}]{{1,3}}){_GAP}日)?"
)


def iso_date(text: str) -> str | None:
    """The first date in a text as ISO 8601, as exact as printed.

    >>> iso_date("（2024年1月9日在会议上）"), iso_date("二〇二四年三月"), iso_date("9 January 2024"), iso_date("今年")
    ('2024-01-09', '2024-03', '2024-01-09', None)
    >>> iso_date("令和６年６月"), iso_date("3 de mayo de 2023"), iso_date("8. März 2023"), iso_date("30 декабря 1828 г.")
    ('2024-06', '2023-05-03', '2023-03-08', '1828-12-30')
    >>> iso_date("2024. 1. 23."), iso_date("Phú An, ngày 12 tháng 12 năm 2022"), iso_date("12 Mart 2021")
    ('2024-01-23', '2022-12-12', '2021-03-12')
    """
    matches = (reader.search(text) for kind in _kinds(text) for reader in _readers(kind))
    found = min((match for match in matches if match), key=_where, default=None)
    if found is not None:
        return _iso(found.groupdict())
    han = _HAN_PARTS.search(text)
    if han is not None:
        values = [han_or_arabic(one) for one in han.groups() if one]
        if None not in values and values[0] and 1000 <= values[0] <= 2999:
            return "-".join(f"{value:0{4 if not at else 2}d}" for at, value in enumerate(values) if value is not None)
    return None


def _where(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _iso(parts: dict[str, str | None]) -> str | None:
    year = parts["year"] or ""
    if parts.get("era"):
        number = 1 if year == "元" else han_or_arabic(year)
        value = None if number is None else _ERAS[str(parts["era"])] + number
    else:
        value = int(year)
    month = _MONTH_OF[str(parts["name"]).lower()] if parts.get("name") else han_or_arabic(parts["month"] or "")
    day = han_or_arabic(str(parts["day"])) if parts.get("day") else None
    if value is None or month is None or not 1 <= month <= 12 or not (day is None or 1 <= day <= 31):
        return None
    return f"{value:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def era_year(text: str) -> int | None:
    """The year of a Japanese era, or of the Republic.

    >>> era_year("平成17年度"), era_year("令和元年"), era_year("2024年")
    (2005, 2019, None)
    """
    found = re.match(_ERA_YEAR, text)
    if found is None:
        return None
    number = 1 if found["year"] == "元" else han_or_arabic(found["year"])
    return None if number is None else _ERAS[found["era"]] + number


def han_or_arabic(numeral: str) -> int | None:
    """The value of a number printed in either way."""
    from reportparse.numerals import han_number

    return int(numeral) if numeral.isdigit() else han_number(numeral)
