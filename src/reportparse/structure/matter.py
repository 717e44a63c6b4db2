"""Front and back matter: the words that announce it, the lines of a title block, what is printed after the text."""

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
from reportparse.structure.dates import HAN_DATE, is_date
from reportparse.structure.names import Names
from reportparse.structure.signed import signed

# （2024年1月23日……）, 2024年1月23日在……会议上
OCCASION = re.compile(rf"^(?:[（(]|[—–―─-]{{1,2}}).*(?:{HAN_DATE})|^(?:{HAN_DATE})[ \u3000]?(?:在|于|於).*上$")
# A name behind a wide space: 白沙洲区政协主席　朱志强
_SPEAKER = re.compile(
    r"^(?P<role>[^\s，。：]{2,30}?(?:[^\S\n]{1,3}[^\s，。：]{3,30})?)[^\S\n]{1,4}"
    r"(?P<name>[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]{1,4}[^\S\n]{1,2}[\u4e00-\u9fff]{1,4})$"
)
# By Thomas Okafor, Chair of the Council
_SPEAKER_LATIN = re.compile(
    r"^(?:(?:By|Statement of|Speech by)[ ])?(?P<name>[A-ZÀ-Þ][\w.\'’-]+(?:[ ][A-ZÀ-Þ][\w.\'’-]*){1,3}),[ ](?P<role>[A-ZÀ-Þ][^,.;:]{3,60})$"
)
_DATE_ENDS = frozenset("）).月日월일гГаА\n")  # what a date alone ends with, unless it is a digit
LONGEST_TITLE = 64.0  # em


@frozen
class MatterOptions:
    """Words of a family that announce front and back matter, as patterns for the start of a block."""

    title: str | None = None  # how titles end, searched in a line: "工作报告$"
    issuer: str | None = None  # how the line above a title ends, if it names whose report it is: "委员会$"
    addressing: str | None = None  # "各位(委员|代表)"
    after_sections: str | None = None  # opens paragraphs after the last section that belong to the part
    closing: str | None = None  # opens the closing address
    contents: str | None = None  # the line above a table of contents: "目录$"


def front_kind(block: Block, *, have_title: bool, options: MatterOptions) -> FrontKind | None:
    """What a block of the front matter is; None if it belongs to the text."""
    text = block.text
    if block.kept is not None:
        return None
    if block.label is not None and not text.startswith(("（", "(")):
        return None
    if len(text) > 120:
        return None
    if (text[-1:].isdecimal() or text[-1:] in _DATE_ENDS) and is_date(text):
        return "date"
    if len(text) < 120 and OCCASION.match(text):
        return "occasion"
    if not block.is_line or em_width(text) > LONGEST_TITLE:
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


def without_call(title: str) -> str:
    """A line of a title, without the call of a note.

    >>> without_call("Annual Report[1]")
    'Annual Report'
    """
    return _CALL.sub("", title)


_CALL = re.compile(r"\[\^?\w{1,4}\]$")


def _is_issuer(text: str, options: MatterOptions) -> bool:
    return options.issuer is not None and finds(options.issuer, text)


def evidence(
    kind: FrontKind | Literal["addressing"], text: str, options: MatterOptions, *, displaced: bool = False
) -> Evidence:
    """By what a line of the front matter was told, unless its block knows better: by words that the line has."""
    if kind in ("occasion", "date", "speaker", "number"):
        reason = "form"
    else:
        known = {"title": options.title, "issuer": options.issuer, "addressing": options.addressing}.get(kind)
        look = opens if kind == "addressing" else finds
        reason = "position" if known is None or not look(known, text) else "words"
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


class Cluster(NamedTuple):
    """Front lines printed out of their place, one behind the other."""

    first: int  # index of the first block
    lines: tuple[tuple[Block, FrontKind], ...]


def displaced(
    found: Sequence[Block], first: int, options: MatterOptions, words: Sequence[Names] = ()
) -> Cluster | None:
    """The title block, where it is printed after the text or in its middle.

    Its words tell it, those of the family or those that name reports in its language, and in the middle of a text
    a date or speaker under it; a file's last line, a signature, and the head of a letter do not.
    """
    for at in range(len(found) - 1, first, -1):
        if front_kind(found[at], have_title=False, options=options) != "title":
            continue
        text = found[at].text
        if options.title is not None:
            likely = finds(options.title, text)
        else:
            likely = em_width(text) >= 4 and any(one.titles.search(text) for one in words)
        if not likely:
            continue
        lines: list[tuple[Block, FrontKind]] = [(found[at], "title")]
        for below in found[at + 1 : at + 4]:
            kind = front_kind(below, have_title=True, options=options)
            if kind is None:
                break
            lines.append((below, kind))
        ends = at + len(lines) == len(found)
        # In the middle of a text of no known family, a line and a date are not enough.
        if (ends and found[at - 1].label is None) or len(lines) > (1 if options.title is not None else 2):
            return Cluster(at, tuple(lines))
    return None


def closing(
    found: Sequence[Block],
    first: int,
    options: MatterOptions,
    heads: Callable[[Block], bool],
    is_listed: Callable[[Block], bool],
    greeting: str = "",
) -> tuple[int, int]:
    """Where the back matter begins, and where in it what is signed: the closing address, and names and date under it.

    The closing is opened by words of the family, or those that greet the audience in the salutation, behind the last
    division's text; nothing in it has a number or a head of its own, for a speaker says the same words between the
    points of the text (各位代表！打铁还需自身硬。).
    """
    under = start = min(_signed(found, first), signed(found, first, is_listed))
    greets = _greeted(greeting)
    for at in range(under - 1, max(first, under - 1 - _MOST_CLOSING), -1):
        if heads(found[at]) or _has_point(found[at], options):
            break
        opened = (options.closing is not None and opens(options.closing, found[at].text)) or _opens_with(
            greets, found[at]
        )
        if opened and not heads(found[at - 1]):
            start = at  # behind some text: what stands right under a heading is that division's
    return start, under


def _greeted(greeting: str) -> tuple[str, ...]:
    """Those who are greeted: 主任、各位副主任、各位委员： has them all, 各位代表，同志们： two."""
    whole = greeting.rstrip(" \u3000:：!！,，")
    parts = [part.strip() for part in re.split("[，,]", whole)]
    return tuple(part for part in {whole, *parts} if len(part) >= _SHORTEST_GREETING)


def _opens_with(greets: tuple[str, ...], block: Block) -> bool:
    """Does a paragraph address the audience again, with a mark behind the words?"""
    text = block.text
    return any(text.startswith(one) and len(text) > len(one) and text[len(one)] in "！!，,：:" for one in greets)


_SHORTEST_GREETING = 3
_MOST_CLOSING = 12  # blocks
_MOST_SIGNED = 4  # lines


def _has_point(block: Block, options: MatterOptions) -> bool:
    """A label, a table, or a head in bold; 各位代表！ may be bold."""
    if block.label is not None or block.kept is not None:
        return True
    for start, end in block.bold:
        head = block.text[start - block.start : end - block.start]
        if (
            start == block.start
            and end < block.end
            and not (options.closing is not None and opens(options.closing, head))
        ):
            return True
    return False


def _signed(found: Sequence[Block], first: int) -> int:
    """A date alone as the last line, and the names and offices above it: what only a date stands under heads nothing."""
    end = at = len(found)
    while at - 1 > first and end - at < _MOST_UNDER_DATE and _is_bracketed(found[at - 1]):
        at -= 1  # （联系人：周立群，联系电话：……）
    if at - 1 <= first or not is_signature(found[at - 1]):
        return end
    at -= 1
    while at - 1 > first and is_signature(found[at - 1]):
        at -= 1
    names = at
    while names - 1 > first and at - names < _MOST_SIGNED and _may_sign(found[names - 1]):
        names -= 1
    return names if _ends_text(found[names - 1]) else at


_MOST_UNDER_DATE = 2  # lines in brackets


def _is_bracketed(block: Block) -> bool:
    text = block.text
    return block.label is None and block.kept is None and text[0] in "（(" and text[-1] in "）)" and len(text) <= 80


def _may_sign(block: Block) -> bool:
    return block.is_line and block.label is None and em_width(block.text) <= 30


def _ends_text(block: Block) -> bool:
    return block.kept is None and not block.is_line


def is_signature(block: Block) -> bool:
    """A date alone on its line, under the text."""
    return em_width(block.text) <= 30 and is_date(block.text)
