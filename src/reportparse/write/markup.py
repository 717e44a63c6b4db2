"""Text and attributes as XML: `escaped()`, `attributes()`.

Two things XML cannot hold, and what is written instead:

- **Characters.** NUL, most C0 controls, lone surrogates, U+FFFE and U+FFFF; and U+000D, which a
  parser turns into a line feed. In text they are `<char cp="0 D800"/>`: code points in hexadecimal.
  In an attribute each is U+FFFD, and `@cp` of the same element lists what every U+FFFD of its
  attributes stands for (a real one as `FFFD`), attributes in alphabetical order.
- **Length.** libxml2 refuses text of more than 10 MB in one piece; an empty `<char cp=""/>` cuts it.
"""

from __future__ import annotations

import re

_IMPOSSIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_CARE_IN_TEXT = re.compile(f"[&<>\r{_IMPOSSIBLE}]")
_CARE_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_IMPOSSIBLE}]')
_CHARS = re.compile(f"[\r{_IMPOSSIBLE}]+")
_IMPOSSIBLE_CHAR = re.compile(f"[{_IMPOSSIBLE}]")
_CHAR_OR_SIGN = re.compile(f"[\ufffd{_IMPOSSIBLE}]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ATTRIBUTE_ESCAPES = _ESCAPES | {ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;"}
LONGEST = 2_000_000  # code points in one piece: 8 MB at most
_CUT = '<char cp=""/>'


def escaped(text: str) -> str:
    """Text as element content, any code point and any length.

    >>> escaped("a<b\\x00"), escaped("plain")
    ('a&lt;b<char cp="0"/>', 'plain')
    """
    if len(text) > LONGEST:
        return _CUT.join(escaped(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST))
    if _CARE_IN_TEXT.search(text) is None:
        return text
    pieces, last = [], 0
    for found in _CHARS.finditer(text):
        pieces.append(text[last : found.start()].translate(_ESCAPES))
        pieces.append(f'<char cp="{_code_points(found.group())}"/>')
        last = found.end()
    pieces.append(text[last:].translate(_ESCAPES))
    return "".join(pieces)


def attributes(**values: str | None) -> str:
    """Attributes as written in a start tag, in the order given, without those that are None; `@cp` if needed.

    >>> attributes(kind="章", n=None), attributes(name="a\\x00.txt")
    (' kind="章"', ' name="a\\ufffd.txt" cp="0"')
    """
    given = {name: value for name, value in values.items() if value is not None}
    if any(_CARE_IN_ATTRIBUTE.search(value) for value in given.values()):
        if any(_IMPOSSIBLE_CHAR.search(value) for value in given.values()):
            codes: list[str] = []
            for name in sorted(given):
                codes += map(_code_points, _CHAR_OR_SIGN.findall(given[name]))
                given[name] = _CHAR_OR_SIGN.sub("\N{REPLACEMENT CHARACTER}", given[name])
            given["cp"] = " ".join(codes)
        given = {name: value.translate(_ATTRIBUTE_ESCAPES) for name, value in given.items()}
    return "".join([f' {name}="{value}"' for name, value in given.items()])


def _code_points(characters: str) -> str:
    return " ".join(f"{ord(character):X}" for character in characters)
