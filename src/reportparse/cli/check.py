"""`reportparse check`: what is remarkable in documents, with its places; and how a profile fits them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reportparse.cli.many import expand
from reportparse.cli.reading import FOLDER, JOINING, Commands, each
from reportparse.cli.remarks import as_dict, concise, severity_of
from reportparse.cli.streams import FAILED, OK, UsageError, counted, print_json, remark, sentence

if TYPE_CHECKING:
    from reportparse.pipeline import Document

_SEVERITIES = ("info", "warning", "error")


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = "list what is remarkable: file:line:column"
    check = commands.add_parser("check", parents=[reading], help=what, description=sentence(what))
    check.add_argument("files", metavar="FILE", nargs="+", help=FOLDER)
    check.add_argument("--join", action="store_true", help=JOINING)
    check.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="full: with a hint to each; concise: a line each (default: full)",
    )
    check.add_argument(
        "--fail-on",
        choices=_SEVERITIES,
        default="warning",
        help="severity from which the exit code is 1 (default: warning)",
    )
    check.add_argument(
        "--fit",
        action=argparse.BooleanOptionalAction,
        help="show how the profile fits: outline, labels that fit no rung, furniture kept, share understood "
        "(default: if --profile is a file and --format is full)",
    )
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from collections import Counter

    from reportparse.profiles import is_path

    counts: Counter[str] = Counter()
    listed: list[dict[str, Any]] = []
    bound = severity_of(arguments.fail_on)
    worst = 0
    fits = arguments.fit
    if fits is None:
        fits = arguments.format == "full" and is_path(arguments.profile)
    elif fits and arguments.format == "json":
        raise UsageError("--fit goes with --format full or concise; JSON is the list of remarks")

    def work(file: str, document: Document) -> None:
        nonlocal worst
        for one in document.diagnostics:
            counts[one.severity.name.lower()] += 1
            worst = max(worst, one.severity)
            if arguments.format == "json":
                listed.append(as_dict(file, document, one))
            else:
                print(concise(file, document, one))
                if arguments.format == "full":
                    print(f"    {one.hint}")
        if fits:
            _print_fit(document, arguments.profile, bool(document.diagnostics))

    expand(arguments)
    outcome = each(arguments, work)
    if arguments.format == "json":
        print_json(listed)
    elif outcome.fine:
        sys.stdout.flush()
        found = ", ".join(_found(name, counts[name]) for name in reversed(_SEVERITIES) if counts[name])
        remark(f"{found or 'nothing found'} in {counted(outcome.fine, 'file')}{outcome.told()}")
    return outcome.code or (FAILED if worst >= bound else OK)


def _found(severity: str, count: int) -> str:
    return f"{count} info" if severity == "info" else counted(count, severity)


def _print_fit(document: Document, name: str, below: bool) -> None:
    """How the profile fits; an empty line parts it from the remarks above."""
    from reportparse.fit import fit
    from reportparse.profiles import load

    if below:
        print()
    print(fit(document, load(document.profile if name == "auto" else name)).to_text(), end="")
