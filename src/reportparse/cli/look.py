"""`reportparse look`: the facts of a text."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from reportparse.cli.many import expand
from reportparse.cli.reading import FOLDER, Commands, each
from reportparse.cli.streams import called, named, print_json, sentence

if TYPE_CHECKING:
    from reportparse.pipeline import Document


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = "show the facts of a text: extractor, pages, repeated lines, doubling, widths, labels"
    look = commands.add_parser("look", parents=[reading], help=what, description=sentence(what))
    look.add_argument("files", metavar="FILE", nargs="+", help=FOLDER)
    look.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    look.set_defaults(run=_look)


def _look(arguments: argparse.Namespace) -> int:
    from reportparse.look import look

    listed: list[dict[str, Any]] = []

    def work(file: str, document: Document) -> None:
        found = look(document)
        if arguments.format == "json":
            listed.append({"file": called(file), **found.to_dict()})
            return
        if len(arguments.files) > 1:
            print(f"== {named(file)}")
        print(found.to_text(), end="" if len(arguments.files) == 1 else "\n")

    expand(arguments)
    outcome = each(arguments, work)
    if arguments.format == "json":
        print_json(listed)
    return outcome.code
