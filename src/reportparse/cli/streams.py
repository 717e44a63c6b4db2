"""What the commands share in saying things: exit codes, errors of use, standard error, characters nobody can see."""

from __future__ import annotations

import contextlib
import sys

OK, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
STDIN = "-"
_PICTURES = {"\n": "⏎", "\r": "␍", "\t": "⇥", "\f": "␌", " ": "␣", "\N{IDEOGRAPHIC SPACE}": "□"}


class UsageError(Exception):
    """The command cannot be carried out as given; says how to cure it."""


class UnreadableError(Exception):
    """An input or output file cannot be opened, or is not text."""


def say(message: str) -> None:
    """To standard error, as the program's own word."""
    remark(f"reportparse: {message}")


def remark(line: str) -> None:
    """To standard error; where that is closed or full, there is nobody to tell."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr)


def print_json(value: object) -> None:
    """To standard output, in the letters of the text."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def called(file: str) -> str:
    """The name of an input file, as it is."""
    return "<stdin>" if file == STDIN else file


def named(file: str) -> str:
    """How messages call an input file: on one line, whatever characters are in its name."""
    return "".join(map(_pictured, called(file)))


def sentence(what: str) -> str:
    """What a command does, as its own help says it.

    >>> sentence("print the grammar")
    'Print the grammar.'
    """
    return f"{what[0].upper()}{what[1:]}."


def counted(count: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def visible(text: str, width: int) -> str:
    """Characters nobody can see as pictures or code points; a long text without its middle.

    >>> visible("a\\n b", 60), visible("\\ufeff\\x00", 60), visible("0123456789", 5)
    ('a⏎ b', '<U+FEFF><U+0000>', '01…89')
    >>> visible(" \\n", 60)
    '␣⏎'
    """
    if len(text) > width:
        half = width // 2
        return f"{visible(text[:half], width)}…{visible(text[-half:], width)}"
    if text.isspace():
        return "".join(_PICTURES.get(character) or f"<U+{ord(character):04X}>" for character in text)
    return "".join(_pictured(character) for character in text)


def _pictured(character: str) -> str:
    if character == " " or character.isprintable():
        return character
    return _PICTURES.get(character) or f"<U+{ord(character):04X}>"
