"""`reportparse profiles`: the families of reports; one as a whole; the draft of a new one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportparse.cli.reading import Commands, each, say_left_out
from reportparse.cli.streams import OK, STDIN, UsageError, sentence
from reportparse.cli.writing import write

if TYPE_CHECKING:
    from reportparse.pipeline import Document


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = "list the families of reports; show one; draft a new one"
    profiles = commands.add_parser("profiles", help=what, description=sentence(what))
    profiles.set_defaults(run=_profiles)
    tasks = profiles.add_subparsers(metavar="[TASK]")
    what = "list the families there are (what `profiles` alone does)"
    listing = tasks.add_parser("list", help=what, description=sentence(what))
    listing.set_defaults(run=_profiles)
    what = "show a profile as a whole: what it says itself, and what it inherits from whom"
    show = tasks.add_parser("show", help=what, description=sentence(what))
    show.add_argument("profile", metavar="NAME|PATH", help="of a family, or of its TOML file")
    show.set_defaults(run=_profiles_show)
    what = "write the first draft of a profile, from the facts of a file"
    new = tasks.add_parser("new", parents=[reading], help=what, description=sentence(what))
    new.add_argument("name", metavar="NAME", help="of the family: small letters, digits, hyphens")
    new.add_argument("--from", dest="file", metavar="FILE", required=True, help="a report of the family, as text")
    new.add_argument("-o", "--output", metavar="OUT", help="where to write it: my.toml (default: stdout)")
    new.set_defaults(run=_profiles_new)


def _profiles(arguments: argparse.Namespace) -> int:
    from reportparse.profiles import available

    rows = [("NAME", "STATUS", "LANGUAGES", "PARENT", "TITLE")]
    for profile in available():
        languages = ", ".join(profile.languages) or "any"
        rows.append((profile.name, profile.status, languages, profile.parent or "-", profile.title))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    sys.stdout.flush()
    say_left_out()
    return OK


def _profiles_show(arguments: argparse.Namespace) -> int:
    from reportparse.profiles import load, show

    sys.stdout.write(show(load(arguments.profile)))
    return OK


def _profiles_new(arguments: argparse.Namespace) -> int:
    from reportparse.draft import draft
    from reportparse.profiles import wrong_name

    wrong = wrong_name(arguments.name)
    if wrong is not None:
        raise UsageError(f"{arguments.name!r} is no name for a family: {wrong}")
    out = None if arguments.output is None else Path(arguments.output)
    if out is not None and out.exists():
        raise UsageError(f"{out} is there already, and may hold your changes; name another file or delete it")
    arguments.files = [arguments.file]

    def work(file: str, document: Document) -> None:
        write(out, draft(arguments.name, document, "standard input" if file == STDIN else Path(file).name), file)

    return each(arguments, work).code
