"""`reportparse schema`: the grammar of the XML."""

from __future__ import annotations

import argparse
import sys

from reportparse.cli.reading import Commands
from reportparse.cli.streams import OK, sentence


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = "print the grammar of the XML (RELAX NG)"
    schema = commands.add_parser("schema", help=what, description=sentence(what))
    syntax = schema.add_mutually_exclusive_group()
    syntax.add_argument("--rnc", dest="syntax", action="store_const", const="rnc", help="compact syntax (default)")
    syntax.add_argument("--rng", dest="syntax", action="store_const", const="rng", help="XML syntax")
    schema.set_defaults(run=_schema, syntax="rnc")


def _schema(arguments: argparse.Namespace) -> int:
    from reportparse.schema import schema_text

    sys.stdout.write(schema_text(arguments.syntax))
    return OK
