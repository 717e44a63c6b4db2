"""The arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reportparse import __version__
from reportparse.cli import check, convert, explain, look, profiles, schema
from reportparse.cli.reading import Commands
from reportparse.cli.streams import STDIN


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; each adds its own."""
    made = argparse.ArgumentParser(
        prog="reportparse",
        description="The extracted text of a government report becomes a clean text, a typed tree and XML.",
        epilog="FILE is text as an extractor wrote it, in UTF-8 or --encoding; - is standard input. "
        "Exit codes: 0 fine; 1 a document failed, or check found something; 2 wrong use or unreadable input.",
    )
    made.add_argument("--version", action="version", version=f"reportparse {__version__}")
    commands: Commands = made.add_subparsers(metavar="COMMAND", required=True)

    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("--profile", metavar="NAME|PATH", default="auto", help="family of reports (default: auto)")
    reading.add_argument("--encoding", metavar="NAME", help="for input that is not UTF-8: gb18030, big5, ...")
    reading.add_argument(
        "--disable", metavar="RULE,...", action="append", default=[], help="cleaning rules to leave out"
    )
    reading.add_argument("--debug", action="store_true", help="if a document fails, show where in the program")
    for command in (convert, check, explain, look, profiles, schema):
        command.add(commands, reading)
    return made


def arguments_of(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for. Files may stand among the options: `convert a.txt -o out/ b.txt`."""
    asked = parser()
    arguments, rest = asked.parse_known_args(argv)
    unknown = [one for one in rest if one.startswith("-") and one != STDIN]
    if unknown or (rest and "files" not in arguments):
        asked.error(f"unrecognized arguments: {' '.join(unknown or rest)}")
    if rest:
        arguments.files += rest
    return arguments
