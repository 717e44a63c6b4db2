"""What is known of a report as a whole, read out of its tree: `read_meta()`.

Each value has its cue. Nothing is guessed: a value that no line, heading or opening sentence tells is not there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.kinds import SPELLED, folded
from reportparse.metadata import Meta, Value, ValueName
from reportparse.nodes import Addressing, FrontLine, Heading, Leaf, Node, Paragraph, Signature, Verbatim
from reportparse.numerals import roman_number
from reportparse.span import Span
from reportparse.structure.dates import find_date, han_or_arabic, iso_date
from reportparse.structure.matter import speaker_parts, without_call
from reportparse.structure.names import Names, names
from reportparse.structure.years import years

_HAN_SPACE = re.compile(r"(?<=[\u3041-\u30ff\u4e00-\u9fff])[ \u3000]+(?=[\u3041-\u30ff\u4e00-\u9fff])")
_ENTRY = re.compile(r"^(title|date|author|publisher|Title)[ ]?[:=][ ]*[\"']?([^\n]*?)[\"']?[ ]*$", re.MULTILINE)
_HAS_YEAR = re.compile("[0-9０-９〇○零九八年]")  # a quick look: most lines have none
_WIDE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_FISCAL = re.compile(r"[^年년]{1,8}(?:年度|년도)")  # 令和6年度, 2024년도
_ONE_YEAR_KINDS = frozenset({"annual-report", "progress-report", "survey", "statistical-communique", "audit-report"})
_OPENING = 4  # blocks of the body in which its year may be told
_HEADINGS = 60  # that are looked at
_LONGEST_HEADING = 40.0  # em: a line this short may head what stands below it
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
# Of ordinals in the genitive, as sessions have them in Russian; `kinds.SPELLED` has the others.
_GENITIVES = {
    **{"первого": 1, "второго": 2, "третьего": 3, "четвертого": 4, "пятого": 5, "шестого": 6, "седьмого": 7},
    **{"восьмого": 8, "девятого": 9, "десятого": 10},
}


_SYMBOL = re.compile(r"(?<!\S)(?=\S*\d)[A-Z]{1,4}(?:/[A-Z0-9.]{1,12}){2,5}(?!\S)")
_LONGEST_HEAD = 160  # characters of a line at the head of a document
_SMALL = re.compile(r"\b(?:Of|The|And|De|La|Las|Los|Del|Du|Des|D[aeo]s?)\b")


def _in_small(text: str) -> str:
    """A name in capitals as it is written elsewhere, character for character.

    >>> _in_small("CITY OF MAWINGU"), _in_small("UNESCO and ILO")
    ('City of Mawingu', 'UNESCO and ILO')
    """
    if not text.isupper():
        return text
    small = _SMALL.sub(lambda found: found.group().lower(), text.title())
    return small if len(small) == len(text) else text


class _Text(NamedTuple):
    """A stretch of the document that may tell something, and where each of its characters stands."""

    text: str
    cue: str
    leaves: tuple[tuple[int, Leaf], ...]  # where each leaf begins in the text

    def value(self, name: ValueName, value: str, start: int = 0, end: int | None = None, cue: str = "") -> Value:
        end = len(self.text) if end is None else end
        spans = tuple(self._spans(start, end))
        return Value(name=name, value=value, text=self.text[start:end], cue=cue or self.cue, spans=spans)

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        for offset, leaf in self.leaves:
            for at, (first, last) in leaf.pieces() or ():
                begin, stop = max(start, offset + at), min(end, offset + at + last - first)
                if begin < stop:
                    yield Span(first + begin - offset - at, first + stop - offset - at)


class _Head(NamedTuple):
    """A heading, or a line that looks like one."""

    leaf: Leaf
    below: Leaf | None  # the text below it

    @property
    def text(self) -> str:
        return self.leaf.text

    def value(self, name: ValueName, value: str, start: int, end: int, cue: str = "") -> Value:
        return _of(self.leaf, "heading").value(name, value, start, end, cue)


def read_meta(front: Sequence[Node], body: Sequence[Node], back: Sequence[Node], language: str | None) -> Meta:
    """The values that front matter, headings, opening and signature of a report tell. `language` is its BCP 47 tag."""
    return Meta(values=_Reader(front, body, back, names(language)).values())


def plain(text: str) -> str:
    """Without spaces between Han or kana: `政 府 工 作 报 告`."""
    return _HAN_SPACE.sub("", text.strip())


class _Reader:
    def __init__(
        self, front: Sequence[Node], body: Sequence[Node], back: Sequence[Node], languages: Sequence[Names]
    ) -> None:
        self._names = languages
        self._lines = {
            kind: [_of(node, kind) for node in front if isinstance(node, FrontLine) and node.kind == kind]
            for kind in ("title", "subtitle", "number", "occasion", "speaker", "date", "issuer")
        }
        self._lines["occasion"] = list(_wrapped(front))
        self._title = _joined(self._lines["title"])
        self._loose = [_of(node, "cover") for node in front if isinstance(node, Paragraph) and len(node.text) <= 200]
        self._file = [
            _of(node, "file head") for node in front if isinstance(node, Verbatim) and node.reason == "file head"
        ]
        self._signed = [_of(node, "signature") for node in back if isinstance(node, Signature)]
        self._greeted = [_of(node, "salutation") for node in front if isinstance(node, Addressing)]
        opening = list(itertools.islice(_leaves(body), _OPENING))
        self._opening = [_of(leaf, "opening") for leaf in opening if isinstance(leaf, Paragraph)]
        self._behalves: dict[tuple[re.Pattern[str], str], re.Match[str] | None] = {}
        self._body = body
        self._heads: list[_Head] | None = None  # looked for when they are first asked for

    def values(self) -> Iterator[Value]:
        title = self._title_value()
        if title is not None:
            yield title
        subtitle = _joined(self._lines["subtitle"])
        if subtitle is not None:
            yield subtitle.value("subtitle", plain(subtitle.text))
        for name in ("number", "issuer", "occasion"):
            yield from (line.value(name, plain(line.text)) for line in self._lines[name])
        if not self._lines["number"]:
            yield from itertools.islice(self._symbols(), 1)
        if not self._lines["issuer"]:
            yield from itertools.islice(self._on_behalf(), 1)
        yield from self._speakers()
        date = next(self._dates(), None)
        if date is not None:
            yield date
        kind = self._kind()
        if kind is not None:
            yield kind
        yield from self._place()
        yield from self._meeting()
        yield from self._years(date, "" if kind is None else kind.value)

    def _symbols(self) -> Iterator[Value]:
        """The symbol of a document beside the name of the body, at the other edge of the page: United Nations  A/79/331."""
        for line in self._loose:
            found = _SYMBOL.search(line.text) if len(line.text) <= _LONGEST_HEAD else None
            if found is not None:
                yield line.value("number", found.group(), *found.span())

    # The title and who gives it

    def _title_value(self) -> Value | None:
        if self._title is not None:
            return self._title.value("title", plain(without_call(self._title.text)))
        for head in self._file:
            for found in _ENTRY.finditer(head.text):
                if found[1].lower() == "title" and found[2].strip():
                    return head.value("title", plain(found[2]), *found.span(2))
        return None

    def _file_title(self) -> list[_Text]:
        if self._title is not None:
            return []
        return self._file

    def _speakers(self) -> Iterator[Value]:
        for line in self._lines["speaker"]:
            parts = speaker_parts(line.text)
            if parts is None:
                yield from self._without_gap(line)
                continue
            role, name = parts
            at = _find_spaced(line.text, name)
            yield line.value("speaker", name, *at)
            if role:
                yield line.value("speaker_role", role, *_find_spaced(line.text, role))

    def _without_gap(self, line: _Text) -> Iterator[Value]:
        """市长王海: office and name without a space between them; or a name alone."""
        for one in self._names:
            found = one.spoken(line.text)
            if found is not None:
                yield line.value("speaker", found["name"], *found.span("name"))
                if found["role"]:
                    yield line.value("speaker_role", found["role"], *found.span("role"))
                return
            office = one.office.match(line.text)
            if office is not None and office.end() == len(line.text):
                yield line.value("speaker_role", plain(line.text))
                return
            if office is not None and 2 <= len(plain(line.text[office.end() :])) <= 4:
                name = plain(line.text[office.end() :])
                yield line.value("speaker", name, *_find_spaced(line.text, name))
                yield line.value("speaker_role", plain(office["role"]), *office.span("role"))
                return
        yield line.value("speaker", plain(line.text))

    def _behalf(self, one: Names, text: _Text) -> re.Match[str] | None:
        """On whose behalf a text of the opening is said to be given; asked for by three."""
        key = one.on_behalf, text.text
        if key not in self._behalves:
            self._behalves[key] = one.on_behalf.search(text.text)
        return self._behalves[key]

    def _on_behalf(self) -> Iterator[Value]:
        """现在，我代表市人民政府，向大会报告工作: whose report it is, and of which place, as its title or occasion says."""
        for one in self._names:
            for text in self._opening:
                found = self._behalf(one, text)
                if found is not None:
                    yield text.value("issuer", self._in_full(plain(found["n"])), *found.span("n"))

    def _in_full(self, issuer: str) -> str:
        """市人民政府 in 武汉市 is 武汉市人民政府."""
        region = next(self._regions(), None)
        if region is not None and len(issuer) > 2 and region.value.endswith(issuer[0]):
            return region.value + issuer[1:]
        return issuer

    # When

    def _dates(self) -> Iterator[Value]:
        for lines in (self._lines["date"], self._lines["occasion"], self._lines["title"], self._signed):
            for line in lines:
                date = iso_date(line.text)
                if date is not None:
                    where = find_date(line.text)
                    yield line.value("date", date, *(where.span() if where else ()))
        for line in (*self._lines["speaker"], *self._loose):
            where = find_date(line.text) if len(line.text) <= 80 else None
            date = None if where is None else iso_date(where.group())
            if where is not None and date is not None:
                yield line.value("date", date, *where.span())
        for head in self._file:
            for found in _ENTRY.finditer(head.text):
                if found[1] == "date" and (date := iso_date(found[2])) is not None:
                    yield head.value("date", date, *found.span(2))
        for head in self._file_title():
            where = find_date(head.text)
            if where is not None and (date := iso_date(where.group())) is not None and len(date) == 10:
                yield head.value("date", date, *where.span())

    # What

    def _kind(self) -> Value | None:
        texts = [one for one in (self._title, _joined(self._lines["subtitle"])) if one is not None]
        for text in (*texts, *self._file_title(), *self._loose):
            for one in self._names:
                for pattern, kind in one.kinds:
                    if text.cue == "cover" and one.notice.fullmatch(text.text) is None:
                        continue
                    found = pattern.search(plain(text.text)) and pattern.search(text.text)
                    if found:
                        return text.value("kind", kind, *found.span())
        return None

    def _place(self) -> Iterator[Value]:
        region = next(self._regions(), None)
        if region is not None:
            yield region
        level = next(self._levels(region), None)
        if level is not None:
            yield level

    def _telling(self) -> Iterator[_Text]:
        """The texts that name a place, a body or a meeting, the surest first."""
        yield from self._lines["issuer"]
        yield from self._lines["occasion"]
        if self._title is not None:
            yield self._title
        yield from self._lines["subtitle"]
        yield from self._lines["speaker"]
        yield from self._file_title()
        yield from self._loose

    def _regions(self) -> Iterator[Value]:
        for text in self._telling():
            for one in self._names:
                for found in one.region.finditer(_in_small(text.text[:400])):
                    group = next((name for name, got in found.groupdict().items() if got), None)
                    if group is not None:
                        yield text.value("region", plain(found[group]), *found.span(group))
        for text in self._opening:
            for one in self._names:
                behalf = self._behalf(one, text)
                place = None if behalf is None else one.region.search(text.text, *behalf.span())
                if place is not None and place["region"]:
                    yield text.value("region", plain(place["region"]), *place.span("region"))

    def _levels(self, region: Value | None) -> Iterator[Value]:
        """By the name of the region; without one, by that of the body, the meeting or the office."""
        if region is not None:
            for one in self._names:
                for pattern, level in one.levels:
                    if pattern.search(region.text):
                        yield Value(name="level", value=level, text=region.text, cue="region", spans=region.spans)
        for text in self._telling():
            for one in self._names:
                matches = [(found, level) for pattern, level in one.levels if (found := pattern.search(text.text))]
                if matches:
                    found, level = matches[0]
                    yield text.value("level", level, *found.span())
        for text in self._opening[:3]:
            for one in self._names:
                behalf = self._behalf(one, text)
                if behalf is not None:
                    for pattern, level in one.levels:
                        if pattern.search(behalf["n"]):
                            yield text.value("level", level, *behalf.span("n"))

    def _meeting(self) -> Iterator[Value]:
        texts = [*self._lines["occasion"], *self._lines["title"], *self._lines["subtitle"], *self._loose]
        for name in ("meeting", "term", "session"):
            for text, one in itertools.product((*texts, *self._file_title()), self._names):
                found = getattr(one, name).search(text.text)
                if found is None:
                    continue
                if name == "meeting":
                    yield text.value("meeting", plain(found.group()), *found.span())
                    break
                numeral = next((got for got in found.groupdict().values() if got), None)
                number = None if numeral is None else ordinal(numeral)
                if number is not None:
                    yield text.value(name, str(number), *found.span())
                    break

    # The years

    def _years(self, date: Value | None, kind: str) -> Iterator[Value]:
        reported = next(
            itertools.chain(self._years_in_title(kind, ahead=False), self._years_told(date, ahead=False)), None
        )
        planned = next(
            itertools.chain(self._years_in_title(kind, ahead=True), self._years_told(date, ahead=True)), None
        )
        yield from (one for one in (reported, planned) if one is not None)

    def _years_in_title(self, kind: str, *, ahead: bool) -> Iterator[Value]:
        name: ValueName = "year_planned" if ahead else "year_reported"
        for text in (*([self._title] if self._title else ()), *self._lines["subtitle"]):
            found = list(years(text.text))
            edges = [0, *(end for _, _, end in found)], [*(start for _, start, _ in found[1:]), len(text.text)]
            ahead_of_years = bool(found) and _words_stand_before(text.text, found[-1][2])
            for at, (year, start, end) in enumerate(found):
                said = text.text[edges[0][at] : start] if ahead_of_years else text.text[end : edges[1][at]]
                if self._says(said)[ahead]:
                    yield text.value(name, year, start, end)
            if len(found) == 1:
                year, start, end = found[0]
                fiscal = _FISCAL.match(text.text, start) is not None or "/" in year
                # 令和6年度 施政方針, 2024년도 시정연설: an address that names a fiscal year is about what that year will bring.
                plans = kind == "plan" or (fiscal and kind == "policy-address")
                if plans if ahead else kind in _ONE_YEAR_KINDS or (fiscal and not plans and kind != "budget-report"):
                    yield text.value(name, year, start, end)

    def _says(self, text: str) -> tuple[bool, bool]:
        """Is a text about the year behind (a review), or about the one before (a plan) and not about both?"""
        for one in self._names:
            if one.review.search(text):
                return True, False
        for one in self._names:
            if one.plan.search(text):
                return False, True
        return False, False

    def _first_heads(self) -> list[_Head]:
        if self._heads is None:
            self._heads = list(itertools.islice(self._all_heads(), _HEADINGS))
        return self._heads

    def _all_heads(self) -> Iterator[_Head]:
        """Headings, and lines that look like some, each with the text below it."""
        leaves = list(itertools.islice(_leaves(self._body, headings=True), 12 * _HEADINGS))
        for leaf, below in itertools.zip_longest(leaves, leaves[1:]):
            text = leaf.text
            if (
                isinstance(leaf, Heading)
                or (
                    len(text) <= 2 * _LONGEST_HEADING  # a character is half an em wide, or one
                    and em_width(text) <= _LONGEST_HEADING
                    and text[-1:] not in "。；：:.;，,"
                )
            ):
                yield _Head(leaf, None if isinstance(below, Heading) else below)

    def _years_told(self, date: Value | None, *, ahead: bool) -> Iterator[Value]:
        name: ValueName = "year_planned" if ahead else "year_reported"
        year, month = (int(date.value[:4]), int(date.value[5:7] or 0)) if date is not None else (0, 0)
        heads = self._first_heads()
        for head in heads:
            found = next(years(head.text), None) if _HAS_YEAR.search(head.text) else None
            if found is not None and self._says(head.text)[ahead]:
                yield head.value(name, found[0], *found[1:])
        if ahead:
            for head in heads if 1 <= month <= 7 else ():
                for one in self._names:
                    said = one.ahead.search(head.text)
                    if said is not None:
                        yield head.value(name, str(year), *said.span(), cue="heading and date")
            return
        for head in heads:
            for one in self._names if year and 1 <= month <= 7 else ():
                several = one.past_years.search(head.text)
                number = next((ordinal(got) for got in several.groupdict().values() if got), None) if several else None
                if several and number:
                    value = f"{year - number}/{year - 1}"
                    yield head.value(name, value, *several.span(), cue="heading and date")
            if head.below is not None and _HAS_YEAR.search(head.below.text, 0, 12):
                first = next(years(head.below.text[:60]), None)
                if first is not None and first[1] < 12 and self._says(head.text)[False]:
                    yield _of(head.below, "text").value(name, first[0], *first[1:])
        behind = None
        if 1 <= month <= 7:
            behind = year - 1
        elif month >= 11:  # a meeting at the end of the year it looks back on
            behind = year
        texts: Iterable[_Head | _Text] = itertools.chain(heads, self._opening)
        for text in texts if behind is not None else ():
            for one in self._names:
                said = one.past.search(text.text, 0, 80)
                if said is not None:
                    cue = "opening and date" if isinstance(text, _Text) else "heading and date"
                    yield text.value(name, str(behind), *said.span(), cue=cue)


def _words_stand_before(title: str, last: int) -> bool:
    """Does a title name its years behind what it says of them? `last` is where the last of them ends.

    >>> title = "Report on 2023 and priorities for 2024"
    >>> _words_stand_before(title, len(title)), _words_stand_before("2023年工作总结（2024）", 12)
    (True, False)
    """
    return not any(map(str.isalpha, title[last:])) and _WIDE.search(title) is None


def ordinal(numeral: str) -> int | None:
    """The value of an ordinal in digits, Chinese, roman numerals or words.

    >>> [ordinal(one) for one in ("十四", "79th", "Seventy-ninth", "XIV", "20.", "седьмого", "next")]
    [14, 79, 79, 14, 20, 7, None]
    """
    digits = re.match(r"[0-9０-９]+", numeral)
    if digits is not None:
        return int(digits.group())
    word = folded(numeral)
    value = _GENITIVES.get(word, SPELLED.get(word))
    if value is not None:
        return value
    tens, dash, ones = word.partition("-")
    for stem, value in _TENS.items():
        if dash and tens == f"{stem}y" and ones in SPELLED:
            return value + SPELLED[ones]
        if not dash and word == f"{stem}ieth":
            return value
    if re.fullmatch("[IVXLC]+", numeral):
        return roman_number(numeral)
    return han_or_arabic(numeral) if numeral >= "\u2e80" else None


def _of(leaf: Leaf, cue: str) -> _Text:
    return _Text(leaf.text, cue, ((0, leaf),))


def _joined(lines: Sequence[_Text]) -> _Text | None:
    """Lines that are one title: with a space between them, but not in Han and kana."""
    if not lines:
        return None
    text, leaves = "", []
    for line in lines:
        if text and (text[-1] < "\u2e80" or line.text[:1] < "\u2e80"):
            text += " "
        leaves += [(len(text) + at, leaf) for at, leaf in line.leaves]
        text += line.text
    return _Text(text, lines[0].cue, tuple(leaves))


def _wrapped(front: Sequence[Node]) -> Iterator[_Text]:
    """The occasions, each in one: ——在青山市第八届 / 人民代表大会第四次会议上."""
    open_lines: list[_Text] = []
    for node in front:
        if isinstance(node, FrontLine) and node.kind == "occasion":
            open_lines.append(_of(node, "occasion"))
            if node.text[-1:] >= "\u2e80" and node.text[-1] not in "上）":
                continue
        if open_lines:
            joined = _joined(open_lines)
            open_lines = []
            if joined is not None:
                yield joined
    last = _joined(open_lines)
    if last is not None:
        yield last


def _find_spaced(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text that may have spaces inside them."""
    found = re.search(r"\s*".join(re.escape(one) for one in words if not one.isspace()), text)
    return found.span() if found else (0, len(text))


def _leaves(nodes: Iterable[Node], *, headings: bool = False) -> Iterator[Leaf]:
    """The paragraphs below some nodes, and their headings if asked, in reading order."""
    waiting = [*nodes][::-1]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Leaf):
            waiting += node.children[::-1]
        elif isinstance(node, Paragraph) or (headings and isinstance(node, Heading)):
            yield node
