"""Where a text may stand twice in a row: the look that spares a slow pattern nearly every character.

To try forty lengths at each character was a third of what cleaning costs. In `提升提升` each of the first two
characters is the same as the one two further on; and of n characters in a row one stands at a multiple of n. So for
each length a few characters are enough to look at, one in n, and they are compared all at once: one byte for each,
the bytes of a text as one number. Where four characters in a row agree, which are one byte too, there is nearly
always a repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_GRAM = 4  # characters that make one byte
_SHUFFLED = bytes(37 * code % 256 for code in range(256))  # so that ab is not ba
_FEWEST = 3  # characters; shorter texts count if they are of wide characters
_NARROW = bytes(code < 0x20 for code in range(256))  # by the higher byte of a character
_SHORT = 8  # characters: of a longer text is looked how far it repeats


def doubled(text: str) -> bytes:
    """A zero byte for each character that is the same as the next one, and here and there for one that is not.

    >>> doubled("全全面").count(0), doubled("全面").count(0)
    (1, 0)
    """
    codes = text.encode("utf-32-le", "surrogatepass")[::4]
    return _unlike(codes[:-1], codes[1:])


def _unlike(ones: bytes, others: bytes, besides: bytes = b"") -> bytes:
    """Zero where two strings of bytes of one length have the same byte, and where a third has a zero, too."""
    number = int.from_bytes(ones, "little") ^ int.from_bytes(others, "little") | int.from_bytes(besides, "little")
    return number.to_bytes(len(ones), "little")


class Stretch(NamedTuple):
    """Places `[first, end)` at which a text of up to `size` characters may be followed by itself."""

    first: int
    end: int
    size: int


def repeats(text: str, longest: int) -> list[Stretch]:
    """Where a text of up to `longest` characters may be followed by itself: stretches, sorted and disjoint.

    At no other place does one of three characters, or of one or two that are wide, stand twice in a row on a line; at
    most of these one does.

    >>> repeats("全面推动推动发展", 8), repeats("natural text", 8)
    ([Stretch(first=2, end=3, size=2)], [])
    """
    grams = _grams(text)
    found: list[Stretch] = []
    some = grams[_GRAM - 1][::_GRAM]
    if _unlike(some[:-1], some[1:]).count(0) * _FEW > len(some):
        text, found = _without_fillers(text, longest)
        grams = _grams(text)
    for size in range(1, longest + 1):
        found += _of_size(text, grams, size)
    united: list[Stretch] = []
    last = -1
    for one in sorted(found):
        if one.first > last:
            united.append(one)
            last = one.end
        else:
            last = max(last, one.end)
            united[-1] = Stretch(united[-1].first, last, max(united[-1].size, one.size))
    return united


def _grams(text: str) -> list[bytes]:
    """For each character one byte, made of it alone, of it and the next one, and so on; then one that is 0 if it is wide."""
    data = text.encode("utf-32-le", "surrogatepass")
    codes = data[::4]
    number = int.from_bytes(codes, "little")
    grams = [codes]
    for behind in range(1, _GRAM):
        codes = codes.translate(_SHUFFLED)
        number ^= int.from_bytes(codes[behind:], "little")
        grams.append(number.to_bytes(len(text), "little"))
    return [*grams, data[1::4].translate(_NARROW)]


def _without_fillers(text: str, longest: int) -> tuple[str, list[Stretch]]:
    """Leaders and gaps, which are the same at any distance, are left to the pattern: others stand for them here."""
    codes = text.encode("utf-32-le", "surrogatepass")[::4]
    found = [
        Stretch(run.start(), run.end() + period, longest)
        for period in range(1, 5)  # ......, . . . ., –  –  –
        for run in _FILLER.finditer(_unlike(codes[:-period], codes[period:]))
    ]
    noise = _NOISE * (len(text) // len(_NOISE) + 1)
    pieces: list[str] = []
    last = 0
    for first, end, _ in sorted(found):
        if end > last:
            pieces += (text[last : max(first, last)], noise[max(first, last) : end])
            last = end
    stretches = [one._replace(first=max(0, one.first - longest)) for one in found]
    return "".join((*pieces, text[last:])), stretches


_FILLER = re.compile(b"\\0{7,}")
_NOISE = "".join(map(chr, range(0xE000, 0xF000)))
_FEW = 64  # characters for one that begins four of which the next four are a copy


def _of_size(text: str, grams: list[bytes], size: int) -> Iterator[Stretch]:
    """The same for texts of `size` characters, in any order."""
    new = tuple.__new__  # half the time of calling the class
    gram = min(size, _GRAM)
    before = size - gram  # characters by which a repeat may begin before the gram that shows it
    step = before + 1
    ones, others = grams[gram - 1][:-size:step], grams[gram - 1][size::step]
    differences = _unlike(ones, others, grams[-1][:-size] if size < _FEWEST else b"")
    at = differences.find(0)
    while at >= 0:
        place = at * step
        at += 1
        character = text[place]
        if character == text[place + size]:
            first, end = place - before, place + 1
            if size > _SHORT:
                first, stop = _stretch(text, place, size)
                end = stop - size + 1
                at = max(at, -(-end // step))
            if first < end:
                yield new(Stretch, (first if first > 0 else 0, end, size))
        at = differences.find(0, at)


def _stretch(text: str, place: int, size: int) -> tuple[int, int]:
    """The stretch around a place in which each character is the same as the one `size` further on."""
    first, end, last = place, place + 1, len(text) - size
    while first and text[first - 1] == text[first - 1 + size] != "\n":
        first -= 1
    while end < last and text[end] == text[end + size] != "\n":
        end += 1
    return first, end
