"""What stands inside one printed paragraph: run-in heads, and a lead sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import printed_width as em_width
from reportparse.span import Span, trimmed
from reportparse.structure.blocks import Block
from reportparse.structure.shape import COUNTED

_FULL_STOP = "。！？!?."
_SENTENCE_END = re.compile(r"[。！？!?][”’）》」』]*|[.!?][\"”’)]*(?=\s|$)")
_OPENS_SENTENCE = re.compile(r"(?:[。！？!?；;：:][”’）》」』]*|[.!?][\"”’)]*\s+)$")
_STOP_BEHIND = re.compile("[”’）》」』]*[。！？.：:]")
_COLONS = frozenset("：:")
_SHORTEST_WITH_COLON = 4  # characters
_FEWEST_WITH_COLON = 2  # different ones in a document
_LONGEST_HEAD = 44.0  # em; a run-in head longer than two printed lines is emphasis
_LONGEST_LEAD = 20.0  # em; as short as a heading


class Head(NamedTuple):
    """A run-in head and how far its text goes, in clean coordinates."""

    head: Span
    end: int


class RunIn(NamedTuple):
    """A printed paragraph taken apart, in clean coordinates."""

    lead: Span | None  # a first sentence that heads what follows
    text: Span | None  # plain text before the first item
    heads: tuple[Head, ...]


def run_in(block: Block, *, torn: bool = False, colons: Container[int] = ()) -> RunIn | None:
    """The run-in heads of a block, and whether its first sentence heads them; None without any.

    A bold run that opens a sentence and ends in a full stop is a head, and one that ends in a colon if its end
    is among `colons`, as `colon_heads()` tells. A first sentence as
    short as a heading is a lead where plain text, and then heads, follow it; where heads
    follow it directly it only leads in. `torn`: the block's first words are not its beginning.
    """
    found = bold_heads(block, *block.shaped, colons=colons)
    if not found:
        return None
    if block.shaped and not block.bold and len(found) > 1 and found[0].start <= block.body and not torn:
        found = found[1:]  # what the eye would know by its plain type: the first sentence heads the others
    ends = [head.start for head in found[1:]] + [block.end]
    heads = tuple(Head(head, end) for head, end in zip(found, ends, strict=True))
    first = found[0].start
    if first <= block.body:
        return RunIn(None, None, heads)
    before = block.text[block.body - block.start : first - block.start]
    sentence = _SENTENCE_END.search(before)
    if not torn and sentence is not None and before[sentence.end() :].strip() and _is_lead(before[: sentence.end()]):
        lead = Span(block.body, block.body + sentence.end())
        return RunIn(lead, _trimmed(block, lead.end, first), heads)
    return RunIn(None, _trimmed(block, block.body, first), heads)


def colon_heads(found: Sequence[Block]) -> frozenset[int]:
    """Where the bold runs end that head what follows with a colon; none if they all have the same words (各位委员：).

    One that has its block to itself, between heads that end otherwise, only leads a sentence in: **Our aims are:** a
    harbour, two schools. Behind a report, the terms of a glossary follow one another.
    """
    if not any(_by_colon(block, bold) for block in found for bold in block.bold):
        return frozenset()
    heads = [_EDGE]
    for block in found:
        for bold in block.bold:
            head = _head(block, bold, range(block.end + 1))
            if head is not None:
                heads.append(
                    _BoldHead(bold.end, block.text[head.start - block.start : head.end - block.start], block.start)
                )
    heads.append(_EDGE)
    if len({one.text for one in heads if one.text[-1:] in _COLONS}) < _FEWEST_WITH_COLON:
        return frozenset()
    return frozenset(
        one.run_end
        for before, one, after in zip(heads, heads[1:], heads[2:], strict=False)
        if one.text[-1:] in _COLONS
        and (one.block in (before.block, after.block) or not _COLONS.isdisjoint((before.text[-1:], after.text[-1:])))
    )


def _by_colon(block: Block, bold: Span) -> bool:
    """Does a bold run end in a colon, or right before one?"""
    behind = bold.end - block.start
    return not _COLONS.isdisjoint(block.text[behind - 1 : behind + 1])


class _BoldHead(NamedTuple):
    run_end: int  # where its bold run ends
    text: str
    block: int  # where its block begins


_EDGE = _BoldHead(-1, "", -1)


def bold_heads(block: Block, *others: Span, colons: Container[int] = ()) -> list[Span]:
    """The bold runs of a block, and others, that are run-in heads, in order."""
    runs = sorted((*block.bold, *others)) if others else block.bold
    return [head for bold in runs if (head := _head(block, bold, colons)) is not None]


def _head(block: Block, bold: Span, colons: Container[int]) -> Span | None:
    text, offset = block.text, block.start
    start, end = max(bold.start, block.body) - offset, bold.end - offset
    content = text[start:end].rstrip()
    if content[-1:] not in _FULL_STOP:
        # The full stop behind the run may be plain, or hang outside, and so may a mark that closes: 增进“大团结”。
        # A colon may end it as well, if it is more than a word of two signs: 记者：
        if not content or content[-1] in "，、；,;":
            return None
        if content[-1] not in _COLONS:
            closed = _STOP_BEHIND.match(text, end)
            if closed is None:
                return None
            end = closed.end()
            content = text[start:end]
        if content[-1] in _COLONS and (bold.end not in colons or len(content) < _SHORTEST_WITH_COLON):
            return None
    if end >= len(text.rstrip()) or em_width(content) > _LONGEST_HEAD:
        return None
    if start > block.body - offset and not _OPENS_SENTENCE.search(text[max(0, start - 4) : start]):
        return None
    if _SENTENCE_END.search(content[:-1]):
        return None
    return Span(offset + start, offset + end)


def shaped(found: Sequence[Block]) -> list[Block]:
    """The blocks, with the sentences that look like run-in heads: for a text whose extractor undid the bold.

    Some extractors take out what was struck twice, and with it all trace of bold. That paragraphs are made of
    heads and their texts still shows, if most long ones are: 筑牢服务阵地。就社区食堂……，…… 深化交流合作。先后
    ……，…… A short sentence without comma or count, then a longer one, over and over. Of 178 reports of
    cities and states, without marks, one reaches the bounds, and is of this kind; where a text does not
    reach both, nothing is taken for a head.
    """
    heads = {at: heads_by_shape(block) for at, block in enumerate(found) if block.kept is None and len(block.text) > 30}
    long = [at for at in heads if em_width(found[at].text) >= _LONG_PARAGRAPH]
    rich = sum(len(heads[at]) > 1 for at in long)
    width = sum(em_width(found[at].text) for at in long)
    if rich < _FEWEST_RICH or rich < _RICH * len(long) or sum(len(heads[at]) for at in long) < _DENSE * width:
        return list(found)
    return [block._replace(shaped=heads.get(at, ())) for at, block in enumerate(found)]


def heads_by_shape(block: Block) -> tuple[Span, ...]:
    """The sentences of a block that look like run-in heads: short, without a comma or a count, before longer ones."""
    sentences = [Span(*one.span()) for one in _SENTENCE.finditer(block.text, block.body - block.start) if one[1]]
    return tuple(
        Span(block.start + one.start, block.start + one.end)
        for one, other in pairwise(sentences)
        if _looks_like_head(block.text[one.start : one.end], block.text[other.start : other.end])
    )


def _looks_like_head(sentence: str, following: str) -> bool:
    width, behind = em_width(sentence), em_width(following)
    return (
        4 <= width <= _WIDEST_SHAPED
        and behind >= 1.3 * width
        and ("，" in following or behind > 22)
        and sentence[-1] not in "！？"
        and not re.search("[，；：,*]", sentence)
        and not COUNTED.search(sentence)
    )


# What no full stop ends is found as well, once, not looked for again from each of its characters.
_SENTENCE = re.compile(r"[^。！？]+(?:([。！？])[”’）》」』]*|\Z)")
_LONG_PARAGRAPH = 100.0  # em
_WIDEST_SHAPED = 16.0
_FEWEST_RICH = 4  # long paragraphs with two heads and more
_RICH = 0.5  # of the long paragraphs
_DENSE = 0.7 / 100  # heads for each em


def short_head(block: Block) -> Span | None:
    """The first sentence of a paragraph or item, if it is as short as a heading and text follows: `Roads. The …`.

    Up to four words and no comma; in Chinese and Japanese up to 14 em, with nothing counted in it.
    """
    text, start = block.text, block.body - block.start
    found = _SENTENCE_END.search(text, start, start + _LONGEST_SHORT)
    if found is None or len(text) - start < 2 * (found.end() - start) or not text[found.end() :].strip():
        return None
    sentence = text[start : found.end()]
    if (
        re.search("[，,、；;：:]", sentence)
        or em_width(sentence) > _WIDEST_SHORT
        or not any(map(str.isalpha, sentence))
    ):
        return None
    if sentence.isascii() or sentence[0] < "\u2e80":
        words = sentence.split()
        if len(words) > _MOST_WORDS or sentence[0].islower() or len(words[-1].rstrip(".")) < 3:
            return None
    elif COUNTED.search(sentence):
        return None
    return Span(block.body, block.start + found.end())


_LONGEST_SHORT = 40  # characters
_WIDEST_SHORT = 14.0  # em
_MOST_WORDS = 4


def _is_lead(sentence: str) -> bool:
    """As short as a heading, of three clauses at most, and nothing counted in it."""
    return em_width(sentence) <= _LONGEST_LEAD and sentence.count("，") <= 2 and not COUNTED.search(sentence)


def _trimmed(block: Block, start: int, end: int) -> Span:
    span = trimmed(block.text, start - block.start, end - block.start)
    return Span(span.start + block.start, span.end + block.start)
