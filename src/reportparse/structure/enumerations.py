"""Labels inside a paragraph that count: run-in lists, and enumerations inside one sentence.

`一是……。二是……。`, `(a) … . (b) … .` and `First, … . Second, … .` are run-in lists: each label opens a sentence.
`一是……；二是……。` and `(a) …, (b) … and (c) … .` are enumerations inside a sentence, and stay in it: each of their
points is a mark of kind `seg` with its ordinal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import BLANKS, CLOSERS
from reportparse.numbering import Label, Style, label_at, other_readings
from reportparse.numerals import han_number
from reportparse.provenance import Mark
from reportparse.span import Span, trimmed


class Point(NamedTuple):
    """A label inside a text, and what stands behind it up to the next one."""

    label: Span
    ordinal: int
    style: Style
    form: str
    text: Span


class _Place(IntEnum):
    """What stands before a label, from weak to strong."""

    WORD = 0
    COMMA = 1
    SEMICOLON = 2
    COLON = 3
    SENTENCE = 4  # the end of one, or nothing


class _Found(NamedTuple):
    """A label that may belong to an enumeration."""

    start: int
    end: int
    ordinal: int
    style: Style
    form: str
    place: _Place
    bare: bool  # not in brackets, so that only its place tells it from the words of a sentence
    spoken: bool  # said in words: 一是, 第一，, First,
    word: str  # the word right before it, if no mark parts them


_HAN = "一二三四五六七八九十"
# Numerals in words, of which sentences are made as of 第一, 第二.
_ORDINALS = {
    word: ordinal
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "firstly secondly thirdly fourthly fifthly sixthly seventhly eighthly ninthly tenthly",
        "erstens zweitens drittens viertens fünftens sechstens siebtens achtens neuntens zehntens",
        "premièrement deuxièmement troisièmement quatrièmement cinquièmement sixièmement septièmement",
        "primero segundo tercero cuarto quinto sexto séptimo octavo",
        "primeiro segundo terceiro",
        "primo secondo terzo quarto quinto",
        "во-первых во-вторых в-третьих в-четвёртых в-пятых в-шестых",
        "во-первых во-вторых в-третьих в-четвертых в-пятых",
        "첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째",
    )
    for ordinal, word in enumerate(words.split(), 1)
}
_FIRST_LETTERS = frozenset(word[0] for word in _ORDINALS)
_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_WORD = re.compile(rf"(?<!\w)(?P<word>(?i:{_WORDS}))(?:[,，:：]|(?<=tens)(?=[ ]))")  # erstens needs no comma
# Begins with one class of characters, so that the engine passes over all others: 4 times as quick in Latin.
_LABEL = re.compile(
    rf"""
    [{_HAN}第其0-9０-９①-⑳㈠-㈩⑴-⒇⒈-⒛（(](?:
      (?<!\w.)(?:
        (?<=[①-⑳㈠-㈩⑴-⒇⒈-⒛])(?P<circled>)
      | (?<=[{_HAN}])(?P<han>[{_HAN}]{{0,2}})(?:[是要][，,]?|、)
      | (?<=第)(?P<nth>[{_HAN}]{{1,3}})(?:[，,：:是要]|、(?![{_HAN}第])|に、)
      | (?<=其)(?P<its>[{_HAN}]{{1,2}})[，,：:是]
      | (?<=[{_HAN}1-9１-９])(?P<times>)(?:つ目|点目|番目)は
      | (?<=[0-9０-９])(?P<bare>[0-9０-９]?(?:[、．)）°]|[.](?![0-9０-９])))
      )
    | (?<=[（(])(?<![0-9A-Za-z第].)(?P<paren>[{_HAN}]{{1,3}}|[0-9０-９]{{1,2}}|[a-z]|[ivx]{{1,5}}|[A-Z])[）)]
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_LETTER = re.compile(r"(?<![\w(（])(?P<bare>(?:[a-z]|[ivx]{1,5})[)）])")
_SECOND_LETTER = re.compile(r"[)）](?:(?<=[^\w(（]b.)|(?<=[^\w(（]ii.))")
_FROM_START = ("circled", "han", "times", "bare")  # their numeral begins with the label
# What every enumeration has, a second label: looked for first, since most paragraphs have none.
_SECOND = re.compile(
    r"[②㈡⑵⒉2２二)）](?:(?<=[②㈡⑵⒉])|(?<=[2２])[.．、)）°つ点番]|(?<=二)(?:[是要、）)，,：:つ点番]|に、)"
    r"|(?<=[bB].)|(?<=ii.))"
)
_SECOND_WORDS = ("econd", "weitens", "uxièmement", "egundo", "вторых", "둘째")
_SECOND_WORD = re.compile(rf"(?:{'|'.join(_SECOND_WORDS)})(?:ly|o)?(?:[,，:：]|(?<=tens) )")
_HEADS = frozenset(f"第其{_HAN}123456789１２３４５６７８９")
_CONJUNCTION = re.compile(r"(?:(?<=[ ,;，；])|^)(?:[^\W\d_]{1,4}|[^\W\d_]{1,2},)[ ]$|[和与與及或]$")
_LONGEST_CONJUNCTION = 5  # characters, with the blank or comma behind it
_MARKS = frozenset(",;，；、。.:：")
_SAYS = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]{2}|[^\W\d_]{3}|\d+ [^\W\d_]")
# The end of a sentence; not that of a word cut short: 15 руб. 20 коп. and so on
_ENDS = re.compile(r"[。！？!?]|[.](?=\s*$|\s+[^\s\da-zß-ÿа-яё])")


@lru_cache(maxsize=16)  # asked for the lists of a paragraph, then for what is left of it
def enumerations(text: str) -> Sequence[tuple[_Found, ...]]:
    """The labels of one form in a text that count from one, two or more of them, at the heads of clauses."""
    said = any(map(text.__contains__, _SECOND_WORDS)) and _SECOND_WORD.search(text) is not None
    if not said and _SECOND.search(text) is None:
        return ()
    chains: dict[str, list[_Found]] = {}
    ended: list[tuple[_Found, ...]] = []
    for one in _labels(text, said):
        chain = chains.get(one.form)
        if one.ordinal == 1:
            if one.bare and one.place is _Place.WORD:
                continue
            if chain and one.place is _Place.WORD < chain[0].place:
                continue  # (1) The fee under (1) is due. (2) …
            if chain:
                ended.append(tuple(chain))
            chains[one.form] = [one]
        elif chain and one.ordinal == chain[-1].ordinal + 1 and _goes_on(text, chain, one):
            chain.append(one)
    ended += (tuple(chain) for chain in chains.values())
    return sorted((chain for chain in ended if len(chain) > 1 and _says(text, chain)), key=_start)


def _start(chain: Sequence[_Found]) -> int:
    return chain[0].start


def _goes_on(text: str, chain: Sequence[_Found], one: _Found) -> bool:
    """Does a label stand where the next point may begin?"""
    if one.place is not _Place.WORD:
        return True
    # … and (c), … and 3) but not "paragraph (a) … and paragraph (b)"
    return (not one.bare or one.form[-1] in ")）") and one.word != "" and one.word != chain[0].word


def _says(text: str, chain: Sequence[_Found]) -> bool:
    """Does each label have something to say? "(a) and (b) of paragraph 3", "第一、二产业" are no points."""
    contents = [text[one.end : _before(text, one.end, other.start)] for one, other in pairwise(chain)]
    contents.append(text[chain[-1].end :])
    return all(_SAYS.search(content) for content in contents)


def _before(text: str, start: int, end: int) -> int:
    """Where a point ends: before the marks, and the conjunction, that part it from the next."""
    found = _conjunction(text, start, end)
    end = end if found is None else found.start()
    while end > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    return end


def _labels(text: str, said: bool) -> Iterator[_Found]:
    """All that looks like a label, in all its readings; also in words, if `said`."""
    found: Iterable[re.Match[str]] = _LABEL.finditer(text)
    if said:
        found = merge(found, _WORD.finditer(text), key=re.Match.start)
    if _SECOND_LETTER.search(text):
        found = merge(found, _LETTER.finditer(text), key=re.Match.start)
    for one in found:
        yield from _read(text, one)


def _read(text: str, found: re.Match[str]) -> Iterator[_Found]:
    start, end = found.span()
    name = found.lastgroup or ""
    numeral = text[start : found.end(name)] if name in _FROM_START else found[name]
    place, word = _place(text, start)
    if name in ("han", "nth", "its", "times"):
        ordinal = int(numeral) if numeral.isdecimal() else han_number(numeral)
        style = Style.ARABIC if numeral.isdecimal() else Style.HAN
        form = found.group().rstrip("，,：:").replace(numeral, f"{{{style}}}")
        spoken = form != f"{{{Style.HAN}}}、"
        if ordinal is not None and (spoken or place >= _Place.SEMICOLON):
            yield _Found(start, end, ordinal, style, form, place, True, spoken, word)
    elif name == "word":
        yield _Found(start, end, _ORDINALS[numeral.lower()], Style.WORD, "{word}", place, True, True, word)
    elif name != "bare" or numeral[-1] not in ".．、" or place >= _Place.SEMICOLON:
        label = label_at(f"{found.group()}\N{IDEOGRAPHIC SPACE}x")
        for one in () if label is None else _readings(label):
            if one.ordinal is not None:
                yield _Found(start, end, one.ordinal, one.style, one.form, place, name != "paren", False, word)


def _readings(label: Label) -> Iterator[Label]:
    yield label
    yield from other_readings(label)


def _place(text: str, start: int) -> tuple[_Place, str]:
    """What stands before a label, and the short word right before it, if it is that."""
    at = start
    while at and (text[at - 1] in BLANKS or text[at - 1] == "\n"):
        at -= 1
    inked = at
    while at and text[at - 1] in CLOSERS:
        at -= 1
    if not at:
        return _Place.SENTENCE, ""
    mark = text[at - 1]
    if mark in "。！？!?．…" or (mark == "." and inked < start):
        return _Place.SENTENCE, ""
    if at < inked:  # behind a quotation or a bracket only the end of a sentence parts
        return _Place.WORD, ""
    if mark in "：:":
        return _Place.COLON, ""
    if mark in "；;":
        return _Place.SEMICOLON, ""
    if mark in "，,—–":
        return _Place.COMMA, ""
    found = _conjunction(text, 0, start)
    return _Place.WORD, "" if found is None else found.group().strip()


def _conjunction(text: str, start: int, end: int) -> re.Match[str] | None:
    """The short word right before `end`: `and `, `or, `, 和."""
    return _CONJUNCTION.search(text, max(start, end - _LONGEST_CONJUNCTION), end)


def run_in_lists(text: str, *, alone: bool = False) -> tuple[tuple[Point, ...], ...]:
    """The run-in lists of a text, one behind the other: in each, every label opens a sentence.

    The first may also follow the colon or comma of the words that lead it in. `alone`: one label at the head of
    the text is enough, whatever it counts, since the paragraphs beside it go on with it.

    >>> [[(point.ordinal, text[slice(*point.text)]) for point in points]
    ...  for text in ("稳中有进。一是抓项目。二是抓投资。", "一是抓项目；二是抓投资。") for points in run_in_lists(text)]
    [[(1, '抓项目。'), (2, '抓投资。')]]
    """
    chosen: list[tuple[_Found, ...]] = []
    for chain in enumerations(text):
        # One of another form stands inside a point of the first, and is a list of that point.
        if _opens_sentences(chain) and (not chosen or chain[0].form == chosen[0][0].form):
            chosen.append(chain)
    if not chosen and alone:
        found = _LABEL.match(text) or _WORD.match(text)
        first = next(_read(text, found), None) if found else None
        chosen += [] if first is None else [(first,)]
    if not chosen:
        return ()
    ends = [_leads_in(text, one[-1].end, other[0]) for one, other in pairwise(chosen)] + [len(text)]
    ends = [_wraps_up(text, chain, end) for chain, end in zip(chosen, ends, strict=True)]
    return tuple(tuple(_points(text, chain, end)) for chain, end in zip(chosen, ends, strict=True))


def _opens_sentences(chain: Sequence[_Found]) -> bool:
    return chain[0].place >= _Place.COMMA and all(one.place is _Place.SENTENCE for one in chain[1:])


def head_label(text: str) -> tuple[str, int] | None:
    """Form and ordinal of a label at the head of a text that is said in words: `一是`, `第一，`, `First,`."""
    first = text[:1]
    if first not in _HEADS and first.lower() not in _FIRST_LETTERS:
        return None
    found = (_LABEL if first in _HEADS else _WORD).match(text)
    one = None if found is None else next(_read(text, found), None)
    return (one.form, one.ordinal) if one is not None and one.spoken else None


def last_point(text: str) -> tuple[str, int] | None:
    """Form and ordinal of the last label of a text's run-in lists, or of the label at its head."""
    lists = run_in_lists(text)
    return (lists[-1][-1].form, lists[-1][-1].ordinal) if lists else head_label(text)


def _leads_in(text: str, start: int, first: _Found) -> int:
    """Where the sentence begins that leads in the next list, behind the last point of the one before."""
    end = first.start - 1
    while first.place is not _Place.COLON and end >= start and text[end].isspace():
        end -= 1
    last = start
    for found in _ENDS.finditer(text, start, max(start, end)):
        last = found.end()
    while last < first.start and text[last] in CLOSERS:
        last += 1
    return first.start if last == start else last


def _in_one_sentence(chain: tuple[_Found, ...]) -> tuple[_Found, ...]:
    """The labels up to one that opens a sentence behind others that did not: （1）…；（2）…。 …（3）"""
    inside = False
    for at, one in enumerate(chain[1:], 1):
        if one.place is _Place.SENTENCE and inside:
            return chain[:at]
        inside = inside or one.place is not _Place.SENTENCE
    return chain


def _wraps_up(text: str, chain: Sequence[_Found], end: int) -> int:
    """Where the last point ends, if three or more before it are of one sentence: what follows wraps the list up."""
    if len(chain) > 3 and all(
        (first := _ENDS.search(text, one.end, other.start)) and not text[first.end() : other.start].strip(_AFTER)
        for one, other in pairwise(chain)
    ):
        first = _ENDS.search(text, chain[-1].end, end)
        if first is not None:
            stop = first.end()
            while stop < end and text[stop] in CLOSERS:
                stop += 1
            return stop
    return end


_AFTER = " \t\n\u3000" + CLOSERS


def _points(text: str, chain: Sequence[_Found], end: int) -> Iterator[Point]:
    ends = [one.start for one in chain[1:]] + [end]
    for one, stop in zip(chain, ends, strict=True):
        yield Point(Span(one.start, one.end), one.ordinal, one.style, one.form, trimmed(text, one.end, stop))


def segments(text: str) -> list[Mark]:
    """The points of enumerations inside a sentence, as marks of kind `seg`, each with its ordinal.

    A point goes from its label to before the mark or conjunction that parts it from the next; the last one to the
    end of the sentence.

    >>> text = "The board (a) meets, (b) decides and (c) reports."
    >>> [(mark.value, text[mark.start : mark.end]) for mark in segments(text)]
    [('1', '(a) meets'), ('2', '(b) decides'), ('3', '(c) reports')]
    >>> segments("as (a) and (b) of paragraph 3 say"), segments("第一、二、三产业")
    ([], [])
    """
    marks: list[Mark] = []
    stops: list[int] | None = None  # where sentences end, looked for once
    for chain in enumerations(text):
        if _opens_sentences(chain):
            continue
        chain = _in_one_sentence(chain)
        if len(chain) < 2:
            continue
        if stops is None:
            stops = [found.start() for found in _ENDS.finditer(text)]
        last = bisect_left(stops, chain[-1].end)
        ends = [_before(text, one.end, other.start) for one, other in pairwise(chain)]
        ends.append(_before(text, chain[-1].end, stops[last] if last < len(stops) else len(text)))
        marks += (Mark(one.start, end, "seg", str(one.ordinal)) for one, end in zip(chain, ends, strict=True))
    return marks
