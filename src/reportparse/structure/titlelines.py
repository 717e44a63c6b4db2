"""Titles of several lines in Han, kana and hangul, where no capital and no blank tells that a line goes on.

清溪街道2024年工作总结 / 和2025年工作计划: the lower line begins with an and. 海澄市113年度總預算案 / 社會福利支出執行
情形專題報告: the upper one names a year and nothing else does. A dash opens what stands below a title: 齐心协力
建设美丽家园 / ——在……第十五次代表大会上的报告.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.chars import em_width
from reportparse.structure.dates import find_date
from reportparse.structure.names import Names

_YEAR = re.compile(
    r"(?:19|20|[１２][９０])[0-9０-９]{2}[年년]|[二一][〇○零一二三四五六七八九]{3}年|(?<![0-9])[0-9]{2,3}年度"
    r"|(?:令和|平成|昭和|民[國国])[0-9０-９元一二三四五六七八九十]{1,3}年"
)
_NUMBERED = re.compile(r"第[ ]?[0-9０-９一二三四五六七八九十百]+[ ]?[期号號集版卷輯辑호]|[。，；：:]|^[（(—–―─-]")
_DASH = re.compile(r"[—–―─]{1,2}[^—–―─\s]")
_NARROWEST = 6.0  # em, of a first line
_NARROWEST_OVER_DASH = 8.0
_MOST_OVER_DASH = 2  # lines


def goes_on(above: str, below: str, words: Sequence[Names]) -> bool:
    """Does a line of a title go on in the one below: a word that joins ends it, or begins the other?"""
    return any(one.joined.match(below) is not None for one in words) and not _NUMBERED.search(above)


def begins_title(above: str, below: str) -> bool:
    """Is the line above one of a title its beginning: a year, which is no date and numbers no issue?"""
    return (
        em_width(above) >= _NARROWEST
        and _YEAR.search(above) is not None
        and _YEAR.match(below) is None
        and not _NUMBERED.search(above)
        and find_date(above) is None
    )


def is_dashed(text: str) -> bool:
    """——在……上的报告: what a dash opens stands below a title."""
    return text[0] in "—–―─" and _DASH.match(text) is not None


def over_dash(texts: Sequence[str], kinds: Sequence[str | None], at: int) -> int:
    """The first line of the title that stands right over a line that a dash opens; `at` if none does."""
    start = at
    while (
        start
        and at - start < _MOST_OVER_DASH
        and kinds[start - 1] == "line"
        and texts[start - 1][0] >= "\u2e80"
        and em_width(texts[start - 1]) >= _NARROWEST_OVER_DASH
        and not _NUMBERED.search(texts[start - 1])
        and not any(map(str.isdigit, texts[start - 1]))
    ):
        start -= 1
    return start
