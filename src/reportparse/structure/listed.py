"""The headings that a table of contents lists, and where the text has them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from attrs import define, field

from reportparse.chars import em_width, lettered, letters
from reportparse.nodes import TocEntry
from reportparse.numbering import label_at
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.reading import Reading

_LONGEST_TITLE = 200  # characters
_WORD_END = re.compile(r"(?<=\w)[ ]+(?=[A-ZÀ-ÞА-Я“\"])")
_MOST_WORDS = 12  # before which a heading from the margin ends
_MOST_LINES = 3  # behind the first one
_SENTENCE = re.compile("[。！？]")
_FEWEST_LETTERS = 4  # of a title behind its label
_HEAD = 6  # characters by which a broken title is looked up

# Figure 4: …, Table 2 …, 表1 …: lists of figures and tables list captions, which head nothing.
_CAPTION = re.compile(r"[^\W\d_]{1,12}[ .]{0,2}[0-9０-９]{1,3}(?:[.-][0-9]{1,3})?[ :：.　]")


def _titles(found: Sequence[Block]) -> frozenset[str]:
    """The titles of all tables of contents, without spaces and marks."""
    titles: set[str] = set()
    cover = found[-1].kept.entries[0].start if bookmarked_title(found) and found[-1].kept is not None else -1
    for block in found:
        if block.kept is not None and block.kept.kind == "toc":
            first = block.kept.span.start
            entries = [TocEntry(text=block.text[start - first : end - first]) for start, end in block.kept.entries]
            if block.kept.entries[0].start == cover:
                del entries[0]  # the title
            for title in _joined(entries, found):
                if not title or title[:1].islower():
                    continue  # a number alone; the rest of an entry on several lines
                if label_at(title) is not None or not _CAPTION.match(title):
                    titles.add(lettered(title))
    return frozenset(titles)


def _joined(entries: Sequence[TocEntry], found: Sequence[Block]) -> list[str]:
    """The titles of entries; what the extractor left on several lines as several entries is one.

    The upper line has no page number and fills the measure, and the text has both as one. The longest title of all seems
    to fill it anyway, and may stand over another in the text as well: one such joint alone is none.
    """
    titles = [entry.title for entry in entries]
    widths = list(map(em_width, titles))
    measure = max((width for width, entry in zip(widths, entries, strict=True) if entry.page is None), default=0.0)
    full = [
        at
        for at, (entry, below) in enumerate(zip(entries, titles[1:], strict=False))
        if entry.page is None
        and below
        and label_at(below) is None
        and widths[at] + em_width(" " + below.split(None, 1)[0]) > measure >= _NARROWEST
    ]
    if len(full) < _FEWEST_JOINTS:
        return titles
    text = "".join([letters(block.text) for block in found if block.kept is None])
    joints = {at for at in full if letters(titles[at] + titles[at + 1]) in text}
    if len(joints) < _FEWEST_JOINTS:
        return titles
    made: list[str] = []
    for at, title in enumerate(titles):
        if at - 1 in joints:
            made[-1] += " " + title
        else:
            made.append(title)
    return made


_FEWEST_JOINTS = 2
_NARROWEST = 20.0  # em of a line of a table of contents that goes on


def bookmarked_title(found: Sequence[Block]) -> range:
    """Which blocks are the report's title as the first bookmark of its PDF says it; none where that is a heading.

    The lines stand on the cover, over other lines, or over the first number. Tika writes the bookmarks behind the text.
    """
    last = found[-1].kept if found else None
    if last is None or last.kind != "toc" or len(found) <= _MOST_ABOVE + _MOST_LINES:
        return range(0)
    first = last.entries[0]
    title = lettered(found[-1].text[: first.end - first.start])
    for at in range(_MOST_ABOVE - 1):
        words, end = "", at
        while words != title and title.startswith(words) and found[end].kept is None and end - at < _MOST_LINES:
            words += found[end].lettered
            end += 1
        if words == title:
            below = found[end]
            over = below.kept is None and (below.label is not None or below.is_line)
            return range(at, end) if over and found[at].label is None else range(0)
    return range(0)


_MOST_ABOVE = 6  # blocks


def _stem(text: str) -> str:
    """The words of what may be the first lines of a title."""
    words = lettered(text)
    return words if words[-1:].isalnum() else words[:-1]


def _by_head(titles: Iterable[str]) -> dict[str, list[str]]:
    """Titles by their first letters, in the order in which they are tried; shorter ones than these are none."""
    heads: dict[str, list[str]] = {}
    for title in titles:
        if len(title) >= _HEAD:
            heads.setdefault(title[:_HEAD], []).append(title)
    return heads


def _by_first_letter(titles: Iterable[str]) -> dict[str, list[str]]:
    """The letters of titles, without the mark that one may end with."""
    made: dict[str, list[str]] = {}
    for title in titles:
        made.setdefault(title[:1], []).append(title if title[-1:].isalnum() else title[:-1])
    return made


@define
class Listed:
    """The titles of all tables of contents, without spaces and marks; none where a text has no table of contents."""

    titles: frozenset[str] = frozenset()
    _unprinted: set[str] = field(factory=set)  # those of them that no line bears alone
    _run_on: dict[str, list[str]] = field(factory=dict)  # their letters, by the first of them, longer ones first
    _margin: dict[str, list[str]] = field(factory=dict)  # their letters, by the first of them
    _end: int = 0  # of the first table of contents, in the reading

    @classmethod
    def of(cls, found: Sequence[Block]) -> Listed:
        """The titles that the tables of contents among the blocks list."""
        return cls(titles=_titles(found))

    def locate(self, found: Sequence[Block]) -> None:
        """Look which titles no line bears alone, and where the first table of contents ends."""
        self._unprinted = {*self.titles} - {block.lettered for block in found if len(block.text) < _LONGEST_TITLE}
        self._run_on = _by_head(sorted(map(_stem, self._unprinted), key=lambda title: (-len(title), title)))
        self._margin = _by_first_letter(self._unprinted)
        self._end = next(block.end for block in found if block.kept is not None and block.kept.kind == "toc")

    def __contains__(self, block: Block) -> bool:
        """Does a table of contents list it?"""
        return (
            bool(self.titles)
            and block.kept is None
            and len(block.text) <= _LONGEST_TITLE
            and block.lettered in self.titles
            and not block.text[0].islower()
        )

    def places(self, found: Sequence[Block]) -> frozenset[int]:
        """The indexes of the blocks that a table of contents lists."""
        return frozenset(at for at, block in enumerate(found) if block in self) if self.titles else frozenset()

    def below(self, block: Block) -> bool:
        """Is it listed, and behind the first table of contents?"""
        return block.start >= self._end and block in self

    def broken(self, found: Sequence[Block], reading: Reading) -> list[tuple[Span, str]]:
        """Where a listed heading stands on two or three lines that cleaning could not join: what parts them."""
        starts = _by_head(sorted(self.titles, key=lambda title: (len(title), title)))
        cuts: list[tuple[Span, str]] = []
        for at, block in enumerate(found):
            if block.kept is not None or len(block.text) > _LONGEST_TITLE or block in self:
                continue
            words = _stem(block.text)
            title = next((one for one in starts.get(words[:_HEAD], ()) if one.startswith(words)), None)
            last, printed = at, block.text
            while (
                title is not None
                and lettered(printed) != title
                and title.startswith(_stem(printed))
                and last + 1 < len(found)
                and last - at < _MOST_LINES
                and found[last + 1].kept is None
            ):
                last += 1
                printed += found[last].text
            if title is None or lettered(printed) != title or last == at:
                continue
            for one, other in itertools.pairwise(found[at : last + 1]):
                glue = " " if one.text[-1] < "\u2e80" else ""
                cuts += ((cut, glue) for cut in reading.between(one.end, other.start))
        return cuts

    def run_on(self, found: Sequence[Block]) -> bool:
        """Does some listed heading run into its text?"""
        return any(self._cut(block) for block in found)

    def parted(self, found: list[Block]) -> list[Block]:
        """三、利润的分配根据公司……: a listed heading and the text behind it on its line, as two blocks."""
        if not self._unprinted:
            return found
        made: list[Block] = []
        for block in found:
            while cut := self._cut(block):
                at, text, bold = block.start + cut, block.text, block.bold
                upper = tuple(one for one in bold if one.end <= at)
                made.append(block._replace(end=at, text=text[:cut].rstrip(), bold=upper, called=False))
                cut += len(text[cut:]) - len(text[cut:].lstrip())
                lower = tuple(one for one in bold if one.start >= at)
                block = block._replace(start=block.start + cut, text=text[cut:], label=label_at(text[cut:]), bold=lower)
            made.append(block)
        return made

    def _cut(self, block: Block) -> int:
        """How long the listed heading is that a block opens with and that no line bears alone; 0 if there is none.

        Behind it stands a sentence or another listed heading: not the last words of a heading that the table of
        contents has shorter.
        """
        if block.label is None or block.kept is not None or block.start < self._end:
            return 0
        head = block.text[:_LONGEST_TITLE]
        words, label = _stem(head), _stem(block.label.text)
        titles = self._run_on.get(words[:_HEAD], ())
        title = next((one for one in titles if words.startswith(one) and one.startswith(label)), None)
        if title is None or len(title) < len(label) + _FEWEST_LETTERS:
            return 0
        letters = [at for at, character in enumerate(head, 1) if character.isalnum()]
        at = letters[len(title) - 1]
        rest = block.text[at:].lstrip()
        # Han runs on without a blank; in other scripts a title that goes on cannot be told from its text.
        if not rest[:1].isalpha() or rest[0] < "\u2e80" or _stem(head[:at]) != title:
            return 0
        return at if _SENTENCE.search(rest) or lettered(rest) in self.titles else 0

    def side_head(self, block: Block) -> Span | None:
        """A listed heading from the margin, which the extractor put before the first words of its text."""
        if not self._unprinted or block.label is not None or block.kept is not None or block.start < self._end:
            return None
        words = letters(block.text[:_LONGEST_TITLE])
        if not any(map(words.startswith, self._margin.get(words[:1], ()))):
            return None
        for match in itertools.islice(_WORD_END.finditer(block.text, 0, _LONGEST_TITLE), _MOST_WORDS):
            if lettered(block.text[: match.start()]) in self._unprinted:
                return Span(block.start, block.start + match.start())
        return None

    def found(self, title: str) -> None:
        """A title that no line bears alone was found in the margin."""
        self._unprinted.discard(lettered(title))
