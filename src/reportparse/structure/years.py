"""The years that a text names, of every calendar: `years()`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.structure.dates import ERA, era_year, han_or_arabic

_ERA_YEAR = rf"(?:{ERA})[ \u3000]?(?:[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}|元)[ \u3000]?年度?"
_YEAR = re.compile(
    rf"{_ERA_YEAR}|(?<![0-9０-９/.,-])(?P<from>(?:1[89]|20)[0-9]{{2}}|(?:１[８９]|２０)[０-９]{{2}}|[一二][〇○零九八][〇○零一二三四五六七八九]{{2}})"
    r"(?:[ ]?[-–—/至到][ ]?(?P<to>(?:1[89]|20)?[0-9]{2})(?![0-9/-]))?[ ]?(?:年(?!版)度?)?(?![0-9０-９.,])"
)


def years(text: str) -> Iterator[tuple[str, int, int]]:
    """The years a text names, each with where: "2023", or "2022/2023" of several.

    >>> [year for year, _, _ in years("2023年计划执行情况与2024年计划草案")]
    ['2023', '2024']
    >>> [year for year, _, _ in years("Annual Report 2022-23; 平成17年度")]
    ['2022/2023', '2005']
    """
    for found in _YEAR.finditer(text):
        era = era_year(found.group())
        if era is not None:
            yield str(era), *found.span()
            continue
        first = han_or_arabic(found["from"])
        if first is None:
            continue
        last = found["to"]
        if last is None:
            yield str(first), *found.span()
            continue
        until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first < until <= first + 30:
            yield f"{first}/{until}", *found.span()
        elif len(last) == 4 or until <= first:
            yield str(first), *found.span("from")
