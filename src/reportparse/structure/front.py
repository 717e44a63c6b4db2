"""The front matter of a report: where it ends, and what each of its lines is: `front()`.

A cover and the head of a speech look alike everywhere: short lines before the first running text, the first
numbered heading, the table of contents, or the next page. Among them are the title, over one line or several, a
line below it, the body whose report it is, a reference number, to whom or where it was given, when, and by whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import HAN, em_width
from reportparse.nodes import FrontKind
from reportparse.patterns import finds, opens
from reportparse.provenance import Trace
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.dates import HAN_DATE, find_date, is_date
from reportparse.structure.matter import (
    LONGEST_TITLE,
    OCCASION,
    MatterOptions,
    is_addressing,
    speaker_parts,
    without_call,
)
from reportparse.structure.names import Names
from reportparse.structure.reading import Reading
from reportparse.structure.titlelines import begins_title, goes_on, is_dashed, over_dash

_MOST_FRONT = 24  # blocks
_FORMAL = ("date", "number", "occasion", "issuer")
_MOST_TITLE = 5  # lines
_MOST_UNREPEATED = 2  # lines of a title over those that the pages repeat
_MOST_NARROW = 10  # lines of one that stands in a narrow column
_NARROW = 14.0  # em, of its widest line
_LONGEST_WHOLE = 140.0  # em of all lines of a title
_COLON = re.compile(r"[:：][ ]?\S")  # Chair: Jane Roe
_SHORTEST_TITLE = 10.0  # em, of one without words that tell it
_LONGEST_LINE = 200  # characters of an occasion
_HEAD = re.compile(
    rf"^(?P<title>\S.{{1,60}}?)[ \u3000]*(?P<rest>(?:[—–―─-]{{1,2}}|[（(])[ ]?(?:在|于)?(?:{HAN_DATE}).{{2,80}}[上）)]?)$"
)
_DASHED = re.compile(
    r"^(?P<title>[^\s，。：；—][^，。：；—]{5,40})(?P<rest>——在[^，。：；—]{6,60}上(?:的[^，。：；—]{2,6})?)$"
)
_LONGEST_NAME = 3  # Han of a name whose office is not known
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}][ \u3000]{{1,2}}[{HAN}]")
_OPENED = re.compile(r"^(?:[（(]|[—–―─-]{1,2})")
_NUMBER = re.compile(
    r"(?:(?:(?:No|Nr|N°|Ref(?:erence)?|№|Doc(?:ument)?|Report|Bundesdrucksache|Drucksache|Cm|Cmnd|CP|HC|HL|HCP|Volume|Vol)\b[.:]?[ ]?)+"
    r"[A-Z0-9][\w/.()-]*\d[\w/.()-]*(?:[ ](?:final|Rev\.?[ ]?\d|[IVX]+|of[ ](?:session[ ])?\d{4}[-–/]\d{2,4}))?"
    r"|[A-Z]{1,6}(?:[/-][A-Za-z0-9.()]{1,12}){1,5}|(?:COM|SWD|JOIN|SEC)[ ]?\(\d{4}\)[ ]?\d+(?:[ ]final)?"
    r"|.{0,12}[〔\[（(]\d{4}[〕\]）)]第?\d{1,5}[号號]|第[0-9０-９一二三四五六七八九十百]+[号號])"
)
_CONTACT = re.compile(
    r"www\.|https?:|@|\bISBN|\bISSN|©|\bTel\b|[0-9]{3}[-. ][0-9]{4}|\b[A-Z]{2}[ ][0-9]{5}\b|邮编|电话|^[0-9]+$"
)
_ORDINAL = re.compile(r"\b[0-9]{1,3}\.[ ]")
_TITLE_GOES_ON = re.compile(r"[^\W\d_](?:(?![.!?;:][ ]).){3,80}[:,]$")
_INITIALS = re.compile(r"(?:[^\W\d_a-z][.][ ]?){2,4}")
_SENTENCE = re.compile(r"[。！？；]|[.!?;](?:[ ]|$)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ONE_SENTENCE = re.compile(r"[.。！？][”’\"')）]*$")


_GLUED = re.compile(
    rf"^(?P<title>.*(?:{HAN_DATE})?.*(?:会议|會議|大会|大會)上)(?P<rest>(?!的)[^\\s，。：、](?:[^，。：、]){{1,19}})$"
)


class Front(NamedTuple):
    """The front matter: what each of the first blocks is (None: nothing of its own), and the salutation behind them."""

    lines: tuple[tuple[Block, FrontKind | None], ...] = ()
    addressing: Block | None = None

    @property
    def length(self) -> int:
        """How many blocks of the text belong to it."""
        return len(self.lines) + (self.addressing is not None)


def _nobody_knows(count: int) -> None:
    return None


def front(
    found: Sequence[Block],
    options: MatterOptions,
    words: Sequence[Names],
    listed: Collection[int] = (),
    cover: int | None = None,
    apart: Callable[[int], Collection[int] | None] = _nobody_knows,
    title: range = range(0),
    repeated: range = range(0),
) -> Front:
    """The front matter of a text, as far as its lines tell it.

    `listed` are the blocks that a table of contents above them lists: headings, not the title. `cover` is how many
    blocks stand on the first page, where pages are known. `apart` tells which of so many blocks a blank line parts from the
    one above, None if nobody knows; it is asked where a title is in letters. `title` are the blocks of the title, if
    something else than the front matter tells it; `repeated` are lines that the pages repeat, the title, or the last
    of its lines.
    """
    return _Reader(found, options, words, listed, cover, apart, title, repeated).front()


def set_apart(found: Sequence[Block], reading: Reading, trace: Trace) -> frozenset[int] | None:
    """Which of some blocks at the head of a text a blank line parts from the one above; None where all of them are."""
    source = trace.source.text
    spans = [reading.spans(Span(block.start, block.end)) for block in found]
    edges = [(trace.source_span(one[0]).start, trace.source_span(one[-1]).end) for one in spans if one]
    made = frozenset(
        at + 1
        for at, ((_, end), (start, _)) in enumerate(pairwise(edges))
        if len(_BREAK.findall(source, end, start)) > 1 or start < end
    )
    return made if len(made) < len(edges) - 1 else None


_BREAK = re.compile(r"\r\n?|\n|\f")


def parted(block: Block) -> tuple[Block, ...]:
    """Two lines in one block: 政府工作报告——2024年1月23日在……会议上, 奋力谱写新篇章——在……大会上的报告, or
    ——2024年1月23日在……会议上市长王海."""
    if block.label is not None or block.kept is not None or len(block.text) > 160:
        return (block,)
    found = _HEAD.match(block.text) or _DASHED.match(block.text)
    if found is None and _OPENED.match(block.text):
        found = _GLUED.match(block.text)
    if found is None or not block.is_line:
        return (block,)
    cut, end = block.start + found.start("rest"), block.start + found.end("title")
    return (
        block._replace(end=end, text=found["title"], bold=_within(block.bold, block.start, end)),
        block._replace(start=cut, text=found["rest"], bold=_within(block.bold, cut, block.end)),
    )


def _within(bold: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    return tuple(Span(max(one.start, start), min(one.end, end)) for one in bold if one.start < end and start < one.end)


class _Reader:
    def __init__(
        self,
        found: Sequence[Block],
        options: MatterOptions,
        words: Sequence[Names],
        listed: Collection[int],
        cover: int | None,
        apart: Callable[[int], Collection[int] | None],
        title: range,
        repeated: range,
    ) -> None:
        self._found = found
        self._options = options
        self._words = words
        self._listed = listed
        self._cover = cover
        self._told = title
        self._repeated = repeated
        self._apart = lru_cache(maxsize=1)(apart)

    def front(self) -> Front:
        found = self._found
        end, how = self._reach()
        kinds: list[str | None] = [self._kind(at) for at in range(end)]
        self._wrapped_occasions(kinds)
        first = next((at for at in range(end) if found[at].kept is None), end)
        # Report to Congressional Addressees: to whom it was given, where there is another title.
        addressed = [
            at
            for at in range(end)
            if kinds[at] == "line" and found[at].text[0] < "\u2e80" and self._tells_occasion(found[at].text)
        ]
        for at in addressed:
            kinds[at] = "occasion"
        wrapped = self._wrapped(kinds)
        title = self._title(kinds, first, how)
        if title is None and addressed:
            for at in (*addressed, *wrapped):
                kinds[at] = "line"
            title = self._title(kinds, first, how)
        if title is not None:
            self._below(kinds, title, how)
        named = next((at for at in range(1, end) if self._names_speaker(kinds, at)), None)
        if named is not None:
            kinds[named] = "speaker"
        addressing = None
        if how == "addressing":
            addressing = found[end]
            if end and kinds[end - 1] == "line" and self._stands_for_speaker(kinds, end - 1):
                kinds[end - 1] = "speaker"
        elif title is None:
            formal = [at for at in range(end) if kinds[at] in _FORMAL]
            told = len(formal) > 1 and any(kinds[at] != "issuer" for at in formal)
            end = 1 + formal[-1] if told else first  # else nothing but the head of a file
        elif how not in ("contents", "page"):
            end = 1 + max(at for at in range(end) if kinds[at] not in ("line", None))
        lines = [(found[at], None if kinds[at] == "line" else kinds[at]) for at in range(end)]
        return Front(tuple(lines), addressing)  # type: ignore[arg-type]

    def _reach(self) -> tuple[int, str]:
        """The first block that cannot be front matter, and what it is."""
        found = self._found
        greeted = self._family_addressing()
        if greeted is not None:
            return greeted, "addressing"
        for at, block in enumerate(found[:_MOST_FRONT]):
            if at == self._cover:
                return at, "page"
            if at < self._repeated.stop and block.kept is None:
                continue  # above the title, or of it
            if block.kept is not None:
                if block.kept.kind == "verbatim":
                    continue
                return at, "contents" if block.kept.kind == "toc" else "text"
            if self._greets(at):
                return at, "addressing"
            if at in self._listed or (block.label is not None and not self._counts_no_division(block.text)):
                return at, "label"
            if not self._is_line(block) and not self._opens_title(at):
                return at, "text"
        return min(len(found), _MOST_FRONT), "end"

    def _opens_title(self, at: int) -> bool:
        """A Fair Chance at Sea: / A White Paper on Coastal Fisheries; Report of the Special Rapporteur, / Jane Roe."""
        if at + 1 >= len(self._found) or not _TITLE_GOES_ON.match(self._found[at].text):
            return False
        below = self._found[at + 1]
        return (
            below.label is None
            and below.kept is None
            and at + 1 not in self._listed
            and em_width(below.text) <= LONGEST_TITLE
            and self._is_line(below)
        )

    def _counts_no_division(self, text: str) -> bool:
        """（2024年1月23日……）, 20. Wahlperiode: a label that is none, or the number of a term."""
        return _OPENED.match(text) is not None or any(
            one.term.fullmatch(text) or one.session.fullmatch(text) for one in self._words
        )

    def _family_addressing(self) -> int | None:
        pattern = self._options.addressing
        if pattern is None:
            return None
        for at, block in enumerate(self._found[:_MOST_FRONT]):
            if is_addressing(block, self._options) and opens(pattern, block.text):
                return at
            if block.label is not None and block.is_line and not _OPENED.match(block.text):
                return None
        return None

    def _greets(self, at: int) -> bool:
        """A short line with a colon before running text; in letters one that begins as salutations do."""
        block = self._found[at]
        below = self._found[at + 1] if at + 1 < len(self._found) else None
        if below is None or below.label is not None or below.kept is not None or below.is_line:
            return False
        if block.text[:1] >= "\u2e80":
            if is_addressing(block, self._options):
                return True
            if em_width(block.text) > LONGEST_TITLE or not any(one.greeting.match(block.text) for one in self._words):
                return False
            if block.text[-1] in "：:":  # 各乡镇人民政府，县政府各部门：
                return "。" not in block.text
            return em_width(block.text) <= 20 and block.text[-1] in "！!，,"  # 各位代表！
        if em_width(block.text) > 40 or block.label is not None or block.kept is not None:
            return False
        return block.text[-1] in ",:!，：" and any(one.greeting.match(block.text) for one in self._words)

    def _is_line(self, block: Block) -> bool:
        text = block.text
        if block.is_line:
            return len(text) <= _LONGEST_LINE
        if len(text) > _LONGEST_LINE:
            return False
        if is_date(text) or (_OPENED.match(text) and text[-1] in "）)上"):
            return True
        if em_width(text) > LONGEST_TITLE or text[-1] in "。；;：:,，":
            return False
        if _INITIALS.fullmatch(text):
            return True  # T.C., over the name of a Turkish authority
        plain = _ORDINAL.sub("", text)
        if plain != text and plain and not _SENTENCE.search(plain):
            return True  # 20. Wahlperiode
        if text[-1] in "?？!！" and self._options.title is not None and finds(self._options.title, text):
            return True  # Are the roads in order?  A question, and the family knows it for a title
        # Some Strategies Discourage Breastfeeding; State Contracts Should Protect Better
        long = _WORD.findall(text)
        return len(long) >= 3 and 5 * sum(word[0].isupper() for word in long) >= 4 * len(long)

    def _kind(self, at: int) -> str | None:
        """What a line is by its form, or "line"; None if it is none of the title block."""
        block = self._found[at]
        text = block.text
        if block.kept is not None or len(text) > _LONGEST_LINE:
            return None
        if not self._is_line(block) and not self._opens_title(at):
            return None
        if is_date(text):
            return "date"
        if len(text) <= 60 and not self._names_report(text) and text[:1].isupper():
            dated = find_date(text)
            if dated is not None and dated.end() >= len(text) - 4 and not _ONE_SENTENCE.search(text):
                return "date"  # Presented on 11 January 2022
        if self._is_occasion(text):
            return "occasion"
        if _NUMBER.fullmatch(text) or any(one.number.fullmatch(text) for one in self._words):
            return "number"
        if self._found[at].label is not None and not _OPENED.match(text):
            return None
        if (text[0] in "<>" and text[-1] in "<>") or not any(map(str.isalnum, text)):
            return None
        if _CONTACT.search(text) or any(one.notice.fullmatch(text) for one in self._words):
            return None
        if self._names_report(text):
            return "line"
        if self._is_issuer(text):
            return "issuer"
        parts = speaker_parts(text)
        if parts is not None and (text[:1] < "\u2e80" or self._holds_office(*parts)):
            return "speaker"
        if any(one.spoken(text) for one in self._words):
            return "speaker"
        for one in self._words:
            office = one.office.match(text)
            if office is not None and 2 <= len(text) - office.end() <= 4:
                return "speaker"  # 青山市市长王海
        return "line"

    def _is_occasion(self, text: str) -> bool:
        if OCCASION.match(text) or (_OPENED.match(text) and find_date(text)):
            return True
        return self._tells_occasion(text) and not self._names_report(text)

    def _tells_occasion(self, text: str) -> bool:
        return any(one.occasion.search(text) for one in self._words)

    def _names_report(self, text: str) -> bool:
        if em_width(text) > LONGEST_TITLE:
            return False
        text = without_call(text)
        pattern = self._options.title
        return (pattern is not None and finds(pattern, text)) or any(one.titles.search(text) for one in self._words)

    def _is_issuer(self, text: str) -> bool:
        if _DIGIT.search(text):
            return False
        pattern = self._options.issuer
        return (pattern is not None and finds(pattern, text)) or any(one.issuer.fullmatch(text) for one in self._words)

    def _holds_office(self, role: str, name: str) -> bool:
        """市长　王海; but 高举旗帜　凝心聚力 are two halves of a title."""
        if any(one.office.search(role) for one in self._words):
            return True
        return self._options.addressing is not None and (len(name) <= _LONGEST_NAME or "·" in name)

    def _wrapped_occasions(self, kinds: list[str | None]) -> None:
        """——在青山市第八届 / 人民代表大会第四次会议上"""
        for at in range(1, len(kinds)):
            above, text = self._found[at - 1].text, self._found[at].text
            if (
                kinds[at - 1] in ("line", "occasion")
                and kinds[at] in ("line", "issuer")
                and _OPENED.match(above)
                and self._is_occasion(above + text)
                and not self._is_occasion(above)
            ):
                kinds[at - 1] = kinds[at] = "occasion"
            if (
                kinds[at] == "occasion"
                and kinds[at - 1] == "line"
                and _OPENED.match(above)
                and not text.startswith("在")
            ):
                kinds[at - 1] = "occasion"
            elif (
                kinds[at - 1] == "occasion"
                and kinds[at] in ("line", "issuer")
                and above[-1] not in "上）)"
                and text[-1] in "上）)"
            ):
                kinds[at] = "occasion"

    def _wrapped(self, kinds: list[str | None]) -> list[int]:
        """Report to the Chairman, Committee on / Roads and Bridges, House of / Representatives: all of it the occasion."""
        made: list[int] = []
        for at in range(1, len(kinds)):
            above = self._found[at - 1].text
            if (
                kinds[at - 1] == "occasion"
                and kinds[at] in ("line", "speaker", "issuer")
                and above[0] < "\u2e80"
                and not _OPENED.match(above)
                and self._goes_on(above, self._found[at].text)
            ):
                kinds[at] = "occasion"
                made.append(at)
        return made

    def _title(self, kinds: list[str | None], first: int, how: str) -> int | None:
        """The first line of the title; `kinds` of its lines are set."""
        found = self._found
        if 0 < self._told.stop <= len(kinds):
            for one in self._told:
                kinds[one] = "title"
            return self._told.start
        at = self._known(kinds)
        if at is not None and is_dashed(found[at].text):
            start = over_dash([block.text for block in found[:at]], kinds, at)
            if start < at:
                kinds[start:at] = ["title"] * (at - start)
                kinds[at] = "occasion" if self._tells_occasion(found[at].text) else "subtitle"
                return start
        if 0 < self._repeated.stop <= len(kinds):
            first = self._repeated.start
            if at is not None and 0 < first - at <= _MOST_UNREPEATED:
                first = at  # Report of the Auditor / on / Rural Water Supply: the pages repeat the last line
            kinds[first : self._repeated.stop] = ["title"] * (self._repeated.stop - first)
            self._go_down(kinds, self._repeated.stop - 1, how)
            return first
        if at is None:
            at = self._by_place(kinds, first, how)
        if at is None:
            return None
        kinds[at] = "title"
        start = at
        if at + 1 < len(kinds) and is_dashed(found[at + 1].text):
            start = over_dash([block.text for block in found[:at]], kinds, at)
            kinds[start:at] = ["title"] * (at - start)
        while start and kinds[start - 1] == "line" and self._begins(found[start - 1].text, found[start].text):
            start -= 1
            kinds[start] = "title"
        above = self._printed_above(kinds, start)
        kinds[above:start] = ["title"] * (start - above)
        start = above
        self._go_down(kinds, at, how)
        return start

    def _go_down(self, kinds: list[str | None], at: int, how: str) -> None:
        """The lines below one of the title that belong to it."""
        end = self._printed_with(kinds, at, how)
        while at + 1 < len(kinds) and (
            at + 1 < end or (kinds[at + 1] == "line" and self._goes_on(self._found[at].text, self._found[at + 1].text))
        ):
            at += 1
            kinds[at] = "title"

    def _printed_above(self, kinds: Sequence[str | None], at: int) -> int:
        """The first of the lines right above one of the title, where a blank line parts them from what is above.

        Visit to Karvelia / Report of the Special Rapporteur
        """
        start = at
        apart = None if self._found[at].text[0] >= "\u2e80" else self._apart(len(kinds) + 1)
        if apart is None:
            return at
        while start and start not in apart and at - start < 2 and self._may_go_on(kinds, start - 1):
            start -= 1
        return start if start and start in apart else at

    def _printed_with(self, kinds: Sequence[str | None], at: int, how: str) -> int:
        """One past the last of the lines right below one of the title, without a blank line between them.

        Rapport d’observations définitives / Commune de Saint-Aubin / Exercices 2017 et suivants: a title in several
        lines of one size. What stands right above running text heads that, unless a blank line parts it from it.
        """
        found = self._found
        apart = None if found[at].text[0] >= "\u2e80" else self._apart(len(kinds) + 1)
        if apart is None:
            return at + 1
        end = at + 1
        width = widest = em_width(found[at].text)
        while (
            end < len(kinds)
            and end not in apart
            and (end - at < _MOST_TITLE or (end - at < _MOST_NARROW and widest < _NARROW))
            and self._may_go_on(kinds, end)
            and not self._is_smaller(at, end)
        ):
            width += em_width(found[end].text)
            widest = max(widest, em_width(found[end].text))
            end += 1
        if width > _LONGEST_WHOLE:
            return at + 1
        if end == len(kinds) and how == "text" and end not in apart:
            end -= 1
        return max(end, at + 1)

    def _is_smaller(self, at: int, below: int) -> bool:
        """GRANTS / MANAGEMENT / What Has Been Done: a title in capitals, and below it one in smaller type."""
        lines = [block.text for block in self._found[at:below]]
        return (
            all(map(str.isupper, lines))
            and len(" ".join(lines).split()) > 1
            and any(map(str.islower, self._found[below].text))
            and not self._goes_on(lines[-1].lower(), self._found[below].text)
        )

    def _may_go_on(self, kinds: Sequence[str | None], at: int) -> bool:
        text = self._found[at].text
        if kinds[at] != "line" and (kinds[at] != "issuer" or at + 1 == len(kinds) or kinds[at + 1] == "date"):
            return False
        return at not in self._listed and not _COLON.search(text) and not _OPENED.match(text)

    def _known(self, kinds: Sequence[str | None]) -> int | None:
        """The first line, or the first lines together, that name a report."""
        texts = [block.text for block in self._found[: len(kinds)]]
        free = [at for at, kind in enumerate(kinds) if kind == "line" and at not in self._listed]
        pattern = self._options.title
        if pattern is not None:  # the family knows better than the words of the language: Court of Audit
            for at in free:
                if em_width(texts[at]) <= LONGEST_TITLE and finds(pattern, without_call(texts[at])):
                    return at
        for at in free:
            if self._names_report(texts[at]):
                # 2025年工作总结 below 民政局2025年工作总结和2026年工作思路 is the first part of it.
                return next((one for one in free if one < at and texts[at] in texts[one]), at)
        for at in range(1, len(kinds)):
            if kinds[at - 1] == kinds[at] == "line" and self._names_report(f"{texts[at - 1]} {texts[at]}"):
                return at - 1
        return None

    def _by_place(self, kinds: Sequence[str | None], first: int, how: str) -> int | None:
        """Without words that tell it: the first line of a cover, or of one that a date, an occasion or a name is under."""
        found = self._found
        at = next((at for at in range(first, len(kinds)) if self._may_be_title(at, kinds)), None)
        if at is None or any(found[one].text[0].isdigit() for one in range(first, at)):
            return None  # a street and a number: the head of a letter
        if self._options.title is not None:
            # 振奋精神 加快发展, right above who said it
            below = kinds[at + 1] if at + 1 < len(kinds) else None
            said = how == "addressing" and below in ("date", "occasion", "speaker")
            return (
                at
                if said and em_width(found[at].text) >= _SHORTEST_TITLE and not _OPENED.match(found[at].text)
                else None
            )
        if how == "addressing" and any(one.letter.match(found[len(kinds)].text) for one in self._words):
            return None
        company = any(kind in ("date", "occasion", "speaker") for kind in kinds[at + 1 :])
        if company or how in ("contents", "page", "addressing"):
            return at
        if at + 1 < len(kinds) and sum(kind in ("date", "occasion", "number") for kind in kinds[:at]) > 1:
            return at  # a cover whose last lines are its title
        # Above text or a number, or above the first heading of the text: A Plan for the Coast / Introduction / …
        over = (1, 2) if how == "text" else (1,)
        alone = at == first and len(kinds) - first in over and how in ("text", "label")
        words = len(found[at].text.split()) > 1 or (found[at].text[0] >= "\u2e80" and em_width(found[at].text) >= 4)
        return at if alone and words else None

    def _may_be_title(self, at: int, kinds: Sequence[str | None]) -> bool:
        text = self._found[at].text
        if kinds[at] != "line" or at in self._listed or em_width(text) > LONGEST_TITLE or em_width(text) < 3:
            return False
        return not text[0].isdigit() and sum(map(str.isalpha, text)) * 2 > len(text)

    def _below(self, kinds: list[str | None], title: int, how: str) -> None:
        """The line below the title, unless it heads the text behind it."""
        at = title
        while at < len(kinds) and kinds[at] == "title":
            at += 1
        start = at
        apart = self._apart(len(kinds) + 1) if start < len(kinds) and self._is_smaller(title, start) else None
        smaller = apart is not None
        while (
            at < len(kinds)
            and (kinds[at] == "line" or (smaller and self._may_go_on(kinds, at)))
            and (
                at == start
                or self._goes_on(self._found[at - 1].text, self._found[at].text)
                or (smaller and at not in (apart or ()) and at - start < _MOST_NARROW)
            )
        ):
            at += 1
        known = any(kind not in ("line", None) for kind in kinds[at:])
        if at > start and (known or smaller or how in ("addressing", "contents", "page")):
            if at == len(kinds) and how == "addressing" and kinds[start - 1] != "title":
                return
            if how == "addressing" and at == len(kinds) and em_width(self._found[start].text) <= 10:
                return  # 青山市市长王海: the speaker
            kinds[start:at] = ["subtitle"] * (at - start)

    def _goes_on(self, above: str, below: str) -> bool:
        """Does a line of a title go on in the next? 关于……情况与 / ……计划草案的报告; Report of the / Commission."""
        if above[0] >= "\u2e80":
            joined = any(one.joins.search(above) for one in self._words) and not self._names_report(above)
            return joined or goes_on(above, below, self._words)
        return below[0].islower() or any(one.joins.search(above) for one in self._words)

    def _begins(self, above: str, title: str) -> bool:
        """Is a line right above one of the title its beginning?"""
        if not is_dashed(title) and self._goes_on(above, title):
            return True
        return max(above[0], title[0]) >= "\u2e80" and begins_title(above, title)

    def _names_speaker(self, kinds: Sequence[str | None], at: int) -> bool:
        """A name and nothing else, right behind the occasion: ——在某市第十二次代表大会上 / 王海."""
        return (
            kinds[at] == "line"
            and kinds[at - 1] == "occasion"
            and _HAN_NAME.fullmatch(self._found[at].text) is not None
        )

    def _stands_for_speaker(self, kinds: Sequence[str | None], at: int) -> bool:
        """市长王海 without a gap, between the occasion and the salutation."""
        block = self._found[at]
        above = kinds[at - 1] if at else None
        return (
            block.is_line
            and block.label is None
            and em_width(block.text) <= 30
            and above in ("occasion", "date", "title")
        )
