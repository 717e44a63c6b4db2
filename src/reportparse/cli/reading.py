"""The documents of the files that a command names, one after the other; a bad one does not stop the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reportparse.cli.streams import FAILED, OK, STDIN, WRONG_USE, UnreadableError, UsageError, named, say
from reportparse.errors import ReportparseError, suggestion

if TYPE_CHECKING:
    from reportparse.pipeline import Document

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # what a command is added to
FILE = "text as an extractor wrote it, in UTF-8 or --encoding; - is standard input"
FOLDER = f"{FILE}; of a folder, all files below it that end in .txt"
JOINING = "the files are pieces of one report, such as pages of a newspaper"


class Outcome(NamedTuple):
    """How many documents went well, could not be read or written, or failed inside."""

    fine: int
    unreadable: int
    failed: int

    @property
    def bad(self) -> int:
        """How many are not fine."""
        return self.unreadable + self.failed

    def told(self) -> str:
        """`; 2 could not be read or written, 1 failed`: what did not go well; nothing if all did."""
        counts = ((self.unreadable, "could not be read or written"), (self.failed, "failed"))
        found = ", ".join(f"{count} {what}" for count, what in counts if count)
        return f"; {found}" if found else ""

    @property
    def code(self) -> int:
        """The exit code of the command."""
        if self.failed or (self.fine and self.unreadable):
            return FAILED
        return WRONG_USE if self.unreadable else OK


def each(arguments: argparse.Namespace, work: Callable[[str, Document], None]) -> Outcome:
    """Do `work` for every input file. A bad one is reported and does not stop the others."""
    disable = ready(arguments)
    groups = [arguments.files] if getattr(arguments, "join", False) else [[file] for file in arguments.files]
    outcomes = [read(files, arguments, disable, work) for files in groups]
    return Outcome(*map(sum, zip(*outcomes, strict=True))) if outcomes else Outcome(0, 0, 0)


def ready(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The rules to leave out. What is wrong for all files raises, before anything is read."""
    from reportparse import profiles
    from reportparse.decoding import decode

    disable = _disabled(arguments)
    if arguments.profile != "auto":
        profiles.load(arguments.profile)
    elif not getattr(arguments, "quiet", False):
        say_left_out()
    decode(b"", arguments.encoding)
    if arguments.files.count(STDIN) > 1:
        raise UsageError("- stands for standard input, which can be read once only")
    return disable


def read(
    files: Sequence[str], arguments: argparse.Namespace, disable: tuple[str, ...], work: Callable[[str, Document], None]
) -> Outcome:
    """Do `work` for each document of a file, or of several that are one report; what is wrong is reported."""
    file = files[0]
    try:
        for document in _documents(files, arguments, disable):
            work(file, document)
    except OSError:
        raise
    except UnreadableError as error:
        say(str(error))
        return Outcome(0, 1, 0)
    except Exception as error:
        if arguments.debug:
            raise
        say(f"{named(file)}: {error}" if isinstance(error, ReportparseError) else _internal(file, error))
        return Outcome(0, 0, 1)
    return Outcome(len(files), 0, 0)


def _documents(files: Sequence[str], arguments: argparse.Namespace, disable: tuple[str, ...]) -> list[Document]:
    """The document of a file; of several, which are one report; or of each report in them."""
    from reportparse.errors import EncodingError
    from reportparse.pipeline import parse
    from reportparse.stitch import parse_all, parse_parts

    texts = [_read(file) for file in files]
    names = [None if file == STDIN else Path(file).name for file in files]
    given: dict[str, Any] = {"profile": arguments.profile, "disable": disable, "encoding": arguments.encoding}
    try:
        if getattr(arguments, "all", False):
            return parse_all(texts, names=names, **given)
        if getattr(arguments, "join", False):
            return [parse_parts(texts, names=names, **given)]
        return [parse(texts[0], name=names[0], **given)]
    except EncodingError as error:
        shown = "" if len(files) > 1 else f"{named(files[0])}: "
        raise UnreadableError(f"{shown}{_with_option(str(error))}") from None


def _read(file: str) -> bytes:
    try:
        if file == STDIN:
            if sys.stdin is None:
                raise UnreadableError("cannot read standard input: it is closed")
            return sys.stdin.buffer.read()
        if not file:
            raise UnreadableError("a file has no name: '' was given")
        return Path(file).read_bytes()
    except IsADirectoryError:
        raise UnreadableError(f"{named(file)} is a folder; name the files in it: {Path(file) / '*.txt'}") from None
    except OSError as error:
        raise UnreadableError(f"cannot read {named(file)}: {error.strerror or error}") from None


def _with_option(message: str) -> str:
    """The cure in the words of the command line: `try --encoding gb18030`."""
    told, found, name = message.rpartition("try encoding ")
    return f"{told}try --encoding {name.strip(chr(34))}" if found else message


def _internal(file: str, error: Exception) -> str:
    return (
        f"{named(file)}: internal error: {type(error).__name__}: {error}; "
        "please report it with the file and the output of --debug"
    )


def say_left_out() -> None:
    """The families from elsewhere that are wrong, so that nobody wonders why theirs is not chosen."""
    from reportparse.profiles import unusable

    for fault in unusable():
        say(f"left out: {fault}")


def _disabled(arguments: argparse.Namespace) -> tuple[str, ...]:
    rules = tuple(name.strip() for given in arguments.disable for name in given.split(",") if name.strip())
    for name in rules:
        known_rule(name, arguments.profile)
    return rules


def known_rule(name: str, profile: str) -> None:
    """Raises `UsageError` for a rule that neither the package nor the family has."""
    from reportparse.pipeline import rule_names

    names = rule_names(profile)
    if name not in names:
        raise UsageError(f"no rule {name!r}{suggestion(name, names)}; there are: {', '.join(names)}")
