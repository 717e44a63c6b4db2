"""Front and back matter: what is printed before and after the report's divisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from attrs import frozen

from reportparse.chars import em_width
from reportparse.evidence import Evidence
from reportparse.nodes import FrontKind
from reportparse.patterns import finds, opens
from reportparse.structure.blocks import Block

_HAN_DATE = r"[0-9０-９〇零一二三四五六七八九十]{2,4}[ \u3000]?年[ \u3000]?[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]?月(?:[ \u3000]?[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]?日)?"
_LATIN_DATE = (
    r"\d{1,2}\.?[ ][A-Z][a-zäéû]+[ ]\d{4}|[A-Z][a-z]+[ ]\d{1,2},[ ]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
DATE = re.compile(f"{_HAN_DATE}|{_LATIN_DATE}")
_ERA_DATE = r"(?:令和|平成|昭和|大正|明治)[ \u3000]?[0-9０-９元]{1,2}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
_ONLY_DATE = re.compile(rf"[（(]?(?:{_HAN_DATE}|{_ERA_DATE}|{_LATIN_DATE})[）)]?$")
# Presented on 11 January 2022: a short line with a date in it
_WITH_DATE = re.compile(rf"^[A-Z][^.;:]{{0,40}}(?:{_LATIN_DATE})$")
_OCCASION = re.compile(rf"^(?:[（(]|[—–-]{{1,2}}).*(?:{_HAN_DATE}|{_LATIN_DATE})|^(?:{_HAN_DATE})[ \u3000]?在.*上$")
# A name behind a wide space: 白沙洲区政协主席　朱志强
_SPEAKER = re.compile(
    r"^(?P<role>[^\s，。：]{2,30}?)[ \u3000]{1,3}(?P<name>[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]{1,4}[ \u3000]{1,2}[\u4e00-\u9fff]{1,4})$"
)
# By Thomas Okafor, Chair of the Council
_SPEAKER_LATIN = re.compile(
    r"^(?:By[ ])?(?P<name>[A-ZÀ-Þ][\w.\'’-]+(?:[ ][A-ZÀ-Þ][\w.\'’-]*){1,3}),[ ](?P<role>[A-ZÀ-Þ][^,.;:]{3,60})$"
)
_LONGEST_TITLE = 64.0  # em
_MOST_FRONT = 12  # blocks


@frozen
class MatterOptions:
    """Words of a family that announce front and back matter, as patterns for the start of a block."""

    title: str | None = None  # how titles end, searched in a line: "工作报告$"
    issuer: str | None = None  # how the line above a title ends, if it names whose report it is: "委员会$"
    addressing: str | None = None  # "各位(委员|代表)"
    after_sections: str | None = None  # opens paragraphs after the last section that belong to the part
    closing: str | None = None  # opens the closing address
    contents: str | None = None  # the line above a table of contents: "目录$"


class Front(NamedTuple):
    """The front matter: which block is what; `length` blocks of the text belong to it."""

    lines: tuple[tuple[Block, FrontKind], ...]
    addressing: Block | None
    before: tuple[Block, ...]  # what is printed above the title: a file's head, a reference number
    length: int


NO_FRONT = Front((), None, (), 0)


def front(found: Sequence[Block], options: MatterOptions, listed: frozenset[int] = frozenset()) -> Front:
    """The title block and its company, up to the addressing line or the first division or paragraph.

    `listed` are the blocks that a table of contents above them lists: headings, not the title.
    """
    first = _title(found, options)
    if first in listed:
        first = None
    if first is None and options.addressing is not None:
        greeted = _up_to_addressing(found, options)
        if greeted is not None:
            return greeted
    at = 0 if first is None else first
    lines: list[tuple[Block, FrontKind]] = []
    while at < min(len(found), _MOST_FRONT):
        kind = front_kind(found[at], have_title=any(kind == "title" for _, kind in lines), options=options)
        if kind is None:
            break
        lines.append((found[at], kind))
        at += 1
    if (
        len(lines) > 1
        and at + 1 < len(found)
        and _stands_for_speaker(found[at])
        and is_addressing(found[at + 1], options)
    ):
        lines.append((found[at], "speaker"))  # 市长王海 without a gap, between the occasion and the salutation
        at += 1
    if at < len(found) and is_addressing(found[at], options) and not (first is None and _leads_in(found, at, options)):
        addressing, length = found[at], at + 1
    elif first is not None and (len(lines) > 1 or options.title is not None or not _is_head(found, at)):
        addressing, length = None, at
    else:
        return NO_FRONT
    return Front(tuple(lines), addressing, tuple(found[: length - len(lines) - (addressing is not None)]), length)


def _up_to_addressing(found: Sequence[Block], options: MatterOptions) -> Front | None:
    """The front matter of a text without a title: the salutation, and the occasion, date and speaker above it."""
    assert options.addressing is not None
    end = next(
        (
            at
            for at, block in enumerate(found[:_MOST_FRONT])
            if is_addressing(block, options) and opens(options.addressing, block.text)
        ),
        None,
    )
    if end is None:
        return None
    lines: list[tuple[Block, FrontKind]] = []
    at = end - 1
    while at >= 0:
        titled = any(kind == "title" for _, kind in lines)
        known = options.title is not None and finds(options.title, found[at].text)
        kind = front_kind(found[at], have_title=titled or not known, options=options)
        if kind is None and at == end - 1 and at and _stands_for_speaker(found[at]):
            above = front_kind(found[at - 1], have_title=True, options=options)
            kind = "speaker" if above in ("occasion", "date") else None
        if kind is None:
            break
        lines.insert(0, (found[at], kind))
        at -= 1
    return Front(tuple(lines), found[end], tuple(found[: end - len(lines)]), end + 1)


def _stands_for_speaker(block: Block) -> bool:
    return block.is_line and block.label is None and em_width(block.text) <= 30


def _leads_in(found: Sequence[Block], at: int, options: MatterOptions) -> bool:
    """Does a line with a colon lead in a list or a table, rather than greet the meeting?"""
    if options.addressing is not None and opens(options.addressing, found[at].text):
        return False
    return at + 1 < len(found) and (found[at + 1].label is not None or found[at + 1].kept is not None)


def _title(found: Sequence[Block], options: MatterOptions) -> int | None:
    """The title's block: the family's words tell it, also below a few other lines; without them, the first line."""
    if options.title is None:
        first = next((at for at, block in enumerate(found) if block.kept is None), None)
        if first is None or front_kind(found[first], have_title=False, options=options) != "title":
            return None
        return first
    for at, block in enumerate(found[:_MOST_FRONT]):
        if block.label is not None or (not block.is_line and len(block.text) > 100):
            return None
        if finds(options.title, block.text) and front_kind(block, have_title=False, options=options) == "title":
            # 区人民代表大会常务委员会 / 工作报告: the body whose report it is may have a line of its own.
            above = found[at - 1] if at else None
            return at - 1 if above is not None and above.is_line and _is_issuer(above.text, options) else at
    return None


def _is_issuer(text: str, options: MatterOptions) -> bool:
    return options.issuer is not None and finds(options.issuer, text)


def _is_head(found: Sequence[Block], at: int) -> bool:
    """Is a first line without company the heading of a division rather than a title?"""
    return at >= len(found) or (found[at].is_line and found[at].label is None)


def front_kind(block: Block, *, have_title: bool, options: MatterOptions) -> FrontKind | None:
    """What a block of the front matter is; None if it belongs to the text."""
    text = block.text
    if block.kept is not None:
        return None
    if block.label is not None and not text.startswith(("（", "(")):
        return None
    if _ONLY_DATE.match(text) or _WITH_DATE.match(text):
        return "date"
    if len(text) < 120 and _OCCASION.search(text):
        return "occasion"
    if not block.is_line or em_width(text) > _LONGEST_TITLE:
        return None
    if have_title and _SPEAKER_LATIN.match(text):
        return "speaker"
    if _SPEAKER.match(text) and (options.title is None or not finds(options.title, text)):
        return "speaker"
    if have_title or em_width(text) < 3:
        return None
    if options.title is not None and not finds(options.title, text) and _is_issuer(text, options):
        return "issuer"
    return "title"


def evidence(kind: FrontKind | Literal["addressing"], options: MatterOptions, *, displaced: bool = False) -> Evidence:
    """By what a line of the front matter was told, unless its block knows better."""
    if kind in ("occasion", "date", "speaker"):
        reason = "form"
    else:
        known = {"title": options.title, "issuer": options.issuer, "addressing": options.addressing}[kind]
        reason = "position" if known is None else "words"
    if not displaced:
        return Evidence.of(reason)
    # A line behind the last paragraph that nothing but its place makes the title is so one time in three.
    return Evidence.of("displaced", reason, cert=0.33 if reason == "position" else None)


def is_addressing(block: Block, options: MatterOptions) -> bool:
    """`各位委员：`, `Mr President,`: a short line with a colon, or one the family knows."""
    text = block.text
    if em_width(text) > 20 or block.label is not None or block.kept is not None:
        return False
    if options.addressing is not None and opens(options.addressing, text):
        return text[-1] in "：:！!，,"
    return text[-1] in "：:" and not re.search("[。；，]", text)


def speaker_parts(text: str) -> tuple[str, str] | None:
    """Role and name of a speaker line.

    >>> speaker_parts("白沙洲区政协主席　朱志强")
    ('白沙洲区政协主席', '朱志强')
    >>> speaker_parts("By Thomas Okafor, Chair of the Council")
    ('Chair of the Council', 'Thomas Okafor')
    """
    latin = _SPEAKER_LATIN.match(text)
    if latin is not None:
        return latin.group("role"), latin.group("name")
    found = _SPEAKER.match(text)
    if found is None:
        return None
    return found.group("role"), re.sub(r"\s", "", found.group("name"))


def iso_date(text: str) -> str | None:
    """The first date in a text as ISO 8601, as exact as printed.

    >>> iso_date("（2024年1月9日在会议上）"), iso_date("二〇二四年三月"), iso_date("9 January 2024"), iso_date("今年")
    ('2024-01-09', '2024-03', '2024-01-09', None)
    """
    era = _ERA.search(text)
    if era is not None:
        name, year, month, day = era.groups()
        return f"{_ERAS[name] + (1 if year == '元' else int(year))}-{int(month):02d}-{int(day):02d}"
    found = _PARTS.search(text)
    if found is not None:
        values = [han_or_arabic(one) for one in found.groups() if one]
        if None not in values and values[0] and 1000 <= values[0] <= 2999:
            return "-".join(f"{value:0{4 if not at else 2}d}" for at, value in enumerate(values) if value is not None)
        return None
    english = re.search(r"(?:(\d{1,2}) )?([A-Z][a-z]{2,8})(?: (\d{1,2}),)? (\d{4})", text)
    if english is not None and english.group(2)[:3] in _MONTHS:
        day = english.group(1) or english.group(3)
        month = _MONTHS.index(english.group(2)[:3]) + 1
        return f"{english.group(4)}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    iso = re.search(r"\d{4}-\d{2}-\d{2}", text)
    return iso.group() if iso else None


_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = re.compile(r"(令和|平成|昭和|大正|明治)[ \u3000]?([0-9０-９]{1,2}|元)年([0-9０-９]{1,2})月([0-9０-９]{1,2})日")
_PARTS = re.compile(
    r"([0-9０-９〇零一二三四五六七八九十]{4})[ \u3000]?年[ \u3000]?(?:([0-9０-９一二三四五六七八九十]{1,3})[ \u3000]?月)?"
    r"(?:[ \u3000]?([0-9０-９一二三四五六七八九十]{1,3})[ \u3000]?日)?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def han_or_arabic(numeral: str) -> int | None:
    """The value of a number printed in either way."""
    from reportparse.numbering import han_number

    return int(numeral) if numeral.isdigit() else han_number(numeral)


class Cluster(NamedTuple):
    """Front lines printed out of their place, one behind the other."""

    first: int  # index of the first block
    lines: tuple[tuple[Block, FrontKind], ...]


def displaced(found: Sequence[Block], first: int, options: MatterOptions) -> Cluster | None:
    """The title block, where it is printed after the text or in its middle.

    It is known by the family's words, by the date or speaker under it, or, without either,
    as one line alone behind the last paragraph.
    """
    for at in range(len(found) - 1, first, -1):
        if front_kind(found[at], have_title=False, options=options) != "title":
            continue
        lines: list[tuple[Block, FrontKind]] = [(found[at], "title")]
        for below in found[at + 1 : at + 4]:
            kind = front_kind(below, have_title=True, options=options)
            if kind is None:
                break
            lines.append((below, kind))
        text = found[at].text
        ends = at + len(lines) == len(found)
        if options.title is not None:
            likely = finds(options.title, text)
        else:
            likely = (len(lines) > 1 or (ends and found[at - 1].label is None)) and em_width(text) >= 8
        # In the middle of a text of no known family, a line and a date (an address, a letter's head) are not enough.
        if likely and (ends or len(lines) > (1 if options.title is not None else 2)):
            return Cluster(at, tuple(lines))
    return None


def closing(found: Sequence[Block], first: int, options: MatterOptions, heads: Callable[[Block], bool]) -> int:
    """Where the back matter begins: the closing address and what is signed under it.

    It is opened by words of the family, behind the last division's text.
    """
    start = len(found)
    for at in range(len(found) - 1, first, -1):
        block = found[at]
        if is_signature(block) and start == at + 1:
            start = at
        elif heads(block):
            break
        elif options.closing is not None and opens(options.closing, block.text) and not heads(found[at - 1]):
            start = at  # behind some text: what stands right under a heading is that division's
    return start


def is_signature(block: Block) -> bool:
    """A date alone on its line, under the text."""
    return em_width(block.text) <= 30 and _ONLY_DATE.match(block.text) is not None
