"""On which line of a TOML file a value stands: tomllib forgets it, and a message should say it."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
      (?P<string>\"{3}.*?(?<!\\)\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<comment>\#[^\n]*)
    | (?P<mark>[\[\]{},=\n])
    | (?P<word>[^\s\#\[\]{},="']+)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> dict[str, int]:
    r"""The line, counted from 1, of each key and each element of a list, by its path. The text is good TOML.

    >>> lines_of('a = 1\n[b]\nc = [\n  { d = "x" },\n  2,\n]')
    {'a': 1, 'b': 2, 'b.c': 3, 'b.c[0]': 4, 'b.c[0].d': 4, 'b.c[1]': 5}
    """
    made: dict[str, int] = {}
    table = ""
    # What is open, from outside: ("[", path, index of the element) or ("{", path, 0).
    inside: list[tuple[str, str, int]] = []
    key: list[str] = []  # the pieces of the key being read
    value = False  # are we behind the = of a key?
    at_key = ""
    line = 1
    header = fresh = False
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        piece = token["string"] or token["word"]
        if mark == "\n" and not inside:
            if header and key:
                table = _joined("", key)
                made.setdefault(table, line)
            key, value, header = [], False, False
        elif token["comment"] or mark == "\n":
            pass
        elif not inside and not value and mark == "[":
            header = True
        elif header:
            if piece:
                key.append(piece)
        elif inside and inside[-1][0] == "[":
            bracket, path, index = inside[-1]
            element = f"{path}[{index}]"
            if mark == ",":
                inside[-1] = (bracket, path, index + 1)
            elif mark == "]":
                inside.pop()
            else:
                made.setdefault(element, line)
                if mark in ("[", "{"):
                    inside.append((str(mark), element, 0))
                    key, value = [], False
        elif mark == "=" and not value:
            at_key = _joined(inside[-1][1] if inside else table, key)
            made.setdefault(at_key, line)
            key, value, fresh = [], True, True
        elif not value:
            if mark == "}" and inside:
                inside.pop()
                value = not inside or inside[-1][0] == "{"
            elif piece:
                key.append(piece)
        elif mark in ("[", "{") and fresh:
            inside.append((str(mark), at_key, 0))
            value = mark == "["
        elif inside and mark == ",":
            key, value = [], False
        elif inside and mark == "}":
            inside.pop()
            value = True
        fresh = fresh and mark == "="
        line += token.group().count("\n")
    return made


def _joined(table: str, key: list[str]) -> str:
    """`matter` and `title`: `matter.title`; quotes around a key are no part of it."""
    name = ".".join(piece.strip("\"'") for piece in "".join(key).split(".") if piece)
    return f"{table}.{name}" if table else name
