"""`reportparse convert`: documents as XML, JSON, an outline or the clean text, into files or to standard output."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportparse.cli.many import count, each_of, expand, left_over, no_resuming
from reportparse.cli.reading import FOLDER, JOINING, Commands, Outcome, read, ready
from reportparse.cli.remarks import concise, severity_of
from reportparse.cli.streams import STDIN, UsageError, counted, remark, say, sentence
from reportparse.cli.writing import write

if TYPE_CHECKING:
    from reportparse.pipeline import Document

_ENDINGS = {"xml": ".xml", "json": ".json", "outline": ".outline.txt", "text": ".txt"}


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = "write XML, JSON, an outline or the clean text"
    convert = commands.add_parser("convert", parents=[reading], help=what, description=sentence(what))
    convert.add_argument("files", metavar="FILE", nargs="+", help=FOLDER)
    convert.add_argument("-o", "--output", metavar="OUT", help="file, or for several inputs a folder (default: stdout)")
    convert.add_argument("--join", action="store_true", help=JOINING)
    convert.add_argument(
        "--all", action="store_true", help="each report of a file by itself: OUT/FILE-1.xml, OUT/FILE-2.xml, ..."
    )
    convert.add_argument("-t", "--to", choices=tuple(_ENDINGS), default="xml", help="format (default: xml)")
    convert.add_argument(
        "--provenance",
        choices=("none", "standoff", "inline"),
        help="record every change in the XML: apart from the text, or in place (default: none)",
    )
    convert.add_argument(
        "--evidence", action="store_true", help="say in the XML by what each heading was told, and how surely"
    )
    convert.add_argument(
        "-j", "--jobs", metavar="N", type=count, default=1, help="how many processes; 0: one for each core (default: 1)"
    )
    convert.add_argument(
        "--resume", action="store_true", help="leave out files whose output is there, and no older than they are"
    )
    convert.add_argument("-q", "--quiet", action="store_true", help="no diagnostics on stderr")
    convert.set_defaults(run=_convert)


def _convert(arguments: argparse.Namespace) -> int:
    for option in ("provenance", "evidence"):
        if getattr(arguments, option) and arguments.to != "xml":
            cure = "JSON always holds it" if arguments.to == "json" else "write XML or JSON to keep it"
            raise UsageError(f"--{option} goes with -t xml; {cure}")
    below = expand(arguments)
    if arguments.resume:
        no_resuming(arguments)
    targets = _targets(arguments, below)
    disable = ready(arguments)
    files: list[str] = arguments.files
    if arguments.join:
        outcome = _one(arguments, disable, targets, files[0])
    else:
        files = left_over(files, targets) if arguments.resume else files
        outcome = each_of(files, partial(_one, arguments, disable, targets), arguments.jobs)
    told = outcome.told()
    if len(files) < len(arguments.files):
        told = f", {len(arguments.files) - len(files)} before{told}"
    if len(arguments.files) > 1 and not arguments.join and (outcome.bad or not arguments.quiet):
        say(f"{outcome.fine} of {counted(len(arguments.files), 'file')} converted{told}")
    return outcome.code


def _one(
    arguments: argparse.Namespace, disable: tuple[str, ...], targets: Mapping[str, Path | None], name: str
) -> Outcome:
    """Convert a file, or with --join all of them."""
    number = 0

    def work(file: str, document: Document) -> None:
        nonlocal number
        place = targets[file]
        if arguments.all and place is not None:
            number += 1
            ending = _ENDINGS[arguments.to]
            place = place.with_name(f"{place.name.removesuffix(ending)}-{number}{ending}")
        write(place, _rendered(document, arguments), file)
        if not arguments.quiet:
            for one in document.diagnostics:
                if one.severity >= severity_of("warning"):
                    remark(concise(file, document, one))

    return read(arguments.files if arguments.join else [name], arguments, disable, work)


def _rendered(document: Document, arguments: argparse.Namespace) -> str:
    match arguments.to:
        case "xml":
            text = document.to_xml(provenance=arguments.provenance or "none", evidence=arguments.evidence)
        case "json":
            text = document.to_json(indent=2)
        case "outline":
            text = document.to_outline()
        case _:
            text = document.text
    return text if text.endswith("\n") or not text else f"{text}\n"


def _targets(arguments: argparse.Namespace, below: Mapping[str, Path]) -> dict[str, Path | None]:
    """Where each input is written; None is stdout. What lies in a folder given keeps its place `below` it.

    Refuses what would overwrite an input or another output."""
    files: list[str] = arguments.files[:1] if arguments.join else arguments.files
    if arguments.output is None:
        if arguments.all:
            raise UsageError("several reports on one standard output cannot be told apart; name a folder: -o OUT/")
        if len(files) > 1:
            raise UsageError(f"{len(files)} files on one standard output cannot be told apart; name a folder: -o OUT/")
        return {files[0]: None}
    out = Path(arguments.output)
    folder = arguments.all or len(files) > 1 or out.is_dir() or arguments.output.endswith(("/", os.sep))
    if not folder:
        targets = {files[0]: out}
    elif out.exists() and not out.is_dir():
        what = "several reports" if arguments.all else f"{len(files)} inputs"
        raise UsageError(f"{out} is a file; {what} need a folder: -o OUT/")
    else:
        ending = _ENDINGS[arguments.to]
        targets = {file: out / _place(file, below, ending) for file in files}
    taken: dict[Path, str] = {}
    for file, target in targets.items():
        if target in taken:
            raise UsageError(
                f"{taken[target]} and {file} would both be written to {target}; "
                "convert them apart, or name the folder they lie below, whose folders are kept"
            )
        taken[target] = file
    inputs = {_identity(Path(file)) for file in arguments.files if file != STDIN} - {None}
    for place in _numbered(targets.values(), _ENDINGS[arguments.to]) if arguments.all else taken:
        if _identity(place) in inputs:
            raise UsageError(f"{place} is an input and would be overwritten; name another place with -o")
    return dict(targets)


def _place(file: str, below: Mapping[str, Path], ending: str) -> Path:
    """Where in the folder of results the one of a file stands."""
    place = below.get(file) or Path("stdin" if file == STDIN else Path(file).name)
    return place.with_name(f"{place.stem}{ending}")


def _identity(path: Path) -> tuple[int, int] | None:
    """What all names of a file share; None if there is no such file, or no way to it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _numbered(targets: Iterable[Path], ending: str) -> Iterator[Path]:
    """The files that are called as the reports of an input may be: `page1-1.xml` where `page1.xml` would stand."""
    places = set(targets)
    for folder in {place.parent for place in places}:
        for path in folder.iterdir() if folder.is_dir() else ():
            stem, dash, number = path.name.removesuffix(ending).rpartition("-")
            if dash and number.isdecimal() and path.with_name(f"{stem}{ending}") in places:
                yield path
