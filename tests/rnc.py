"""RELAX NG in its two syntaxes as one value, so that they can be compared: as much of it as `report.rnc` uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Pattern: TypeAlias = "tuple[str, str, tuple[Pattern, ...]]"  # ("element", "", (("name", "p", ()), ...))

_TOKEN = re.compile(r"""\s+|\#.*|(?P<token>"[^"]*"|\\?[\w.:-]+|[{}()=,|&*+?~])""")
_MANY = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_JOINED = {",": "group", "|": "choice", "&": "interleave"}


def of_rng(text: str) -> Pattern:
    """XML syntax, without what is only another way of writing: names in attributes, groups that need not be said."""
    return _of_element(etree.fromstring(text.encode()))


def _of_element(node: etree._Element) -> Pattern:
    tag, name = etree.QName(node).localname, node.get("name")
    below = [_of_element(child) for child in node.iterchildren(tag=etree.Element)]
    if tag in ("element", "attribute") and name is not None:
        below = [("name", name, ()), *below]
    if tag == "attribute" and len(below) == 1:
        below.append(("text", "", ()))
    words = name if tag in ("define", "ref", "param") else node.get("type") if tag == "data" else None
    if tag in ("name", "value", "param"):
        words = f"{words or ''} {(node.text or '').strip()}".strip()
    return _made(tag, words or "", below)


def _made(tag: str, words: str, below: list[Pattern]) -> Pattern:
    flat: list[Pattern] = []
    for one in below:
        merged = (one[0] == "group" and tag not in ("choice", "interleave")) or one[0] == tag == "choice"
        flat.extend(one[2] if merged else [one])
    return tag, words, tuple(flat)


def of_rnc(text: str) -> Pattern:
    """Compact syntax. Raises `ValueError` at the first thing that is not understood."""
    reader = _Reader(list(_tokens(text)))
    below: list[Pattern] = []
    while reader.ahead() is not None:
        name = reader.take()
        if name == "datatypes":  # datatypes xsd = "…": what the prefix is, which is always the same
            for _ in range(3):
                reader.take()
            continue
        reader.take("=")
        tag, words = ("start", "") if name == "start" else ("define", name.removeprefix("\\"))
        below.append(_made(tag, words, [reader.joined()]))
    return _made("grammar", "", below)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"not understood: {text[at : at + 40]!r}")
        if found.group("token") is not None:
            yield found.group("token")
        at = found.end()


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def ahead(self, by: int = 0) -> str | None:
        return self._tokens[self._at + by] if self._at + by < len(self._tokens) else None

    def take(self, wanted: str | None = None) -> str:
        token = self.ahead()
        if token is None or (wanted is not None and token != wanted):
            raise ValueError(f"{wanted or 'more'} expected, not {token}")
        self._at += 1
        return token

    def joined(self) -> Pattern:
        parts = [self._repeated()]
        mark = self.ahead()
        while mark in _JOINED and self.ahead() == mark:
            self.take()
            parts.append(self._repeated())
        return parts[0] if len(parts) == 1 else _made(_JOINED[str(mark)], "", parts)

    def _repeated(self) -> Pattern:
        one = self._single()
        mark = self.ahead()
        if mark in _MANY:
            self.take()
            return _made(_MANY[str(mark)], "", [one])
        return one

    def _single(self) -> Pattern:
        token = self.take()
        if token == "(":
            inner = self.joined()
            self.take(")")
            return inner
        if token in ("element", "attribute"):
            name: Pattern = ("name", self.take(), ())
            return _made(token, "", [name, self._braced()])
        if token in ("list", "mixed"):
            return _made(token, "", [self._braced()])
        if token in ("text", "empty"):
            return token, "", ()
        if token.startswith('"'):
            return "value", token.strip('"'), ()
        if token.startswith("xsd:"):
            return _made("data", token.removeprefix("xsd:"), self._params() if self.ahead() == "{" else [])
        return "ref", token.removeprefix("\\"), ()

    def _braced(self) -> Pattern:
        self.take("{")
        inner = self.joined()
        self.take("}")
        return inner

    def _params(self) -> list[Pattern]:
        self.take("{")
        found: list[Pattern] = []
        while self.ahead() != "}":
            name = self.take()
            self.take("=")
            found.append(("param", f"{name} {self.take().strip(chr(34))}", ()))
        self.take("}")
        return found
