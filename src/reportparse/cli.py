"""The command line: arguments and printing, nothing else. Results go to stdout, all else to stderr.

Exit codes: 0 fine; 1 a document failed, or `check` found what `--fail-on` names; 2 wrong use, or
nothing could be read; 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import glob
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportparse import __version__
from reportparse.errors import ReportparseError, suggestion

if TYPE_CHECKING:
    from reportparse.diagnostics import Diagnostic
    from reportparse.explain import Told
    from reportparse.pipeline import Document
    from reportparse.provenance import Change
    from reportparse.source import Place

OK, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

_ENDINGS = {"xml": ".xml", "json": ".json", "outline": ".outline.txt", "text": ".txt"}
_SEVERITIES = ("info", "warning", "error")
_STDIN = "-"


class UsageError(Exception):
    """The command cannot be carried out as given; says how to cure it."""


class UnreadableError(Exception):
    """An input or output file cannot be opened, or is not text."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `argv` are the arguments after the program's name."""
    try:
        _ready_streams()
        arguments = _arguments(argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except (UsageError, UnreadableError, ReportparseError) as error:
        _say(str(error))
        return WRONG_USE
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough.
        _forget_output()
        return OK
    except OSError as error:
        # Files are named where they are read and written, so this is the standard output: a full disk, or closed.
        _say(f"cannot write to standard output: {error.strerror or error}")
        _forget_output()
        return WRONG_USE
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED


def _ready_streams() -> None:
    """Reports are written in UTF-8, whatever the locale says; what UTF-8 cannot hold is escaped, not fatal."""
    if sys.stdout is None:  # closed, as some schedulers do: what is written to it has to fail
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """Python would complain once more when it exits, and find the output as it was."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    _remark(f"reportparse: {message}")


def _remark(line: str) -> None:
    """To standard error; where that is closed or full, there is nobody to tell."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr)


# Arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reportparse",
        description="The extracted text of a government report becomes a clean text, a typed tree and XML.",
        epilog="FILE is text as an extractor wrote it, in UTF-8 or --encoding; - is standard input. "
        "Exit codes: 0 fine; 1 a document failed, or check found something; 2 wrong use or unreadable input.",
    )
    parser.add_argument("--version", action="version", version=f"reportparse {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("--profile", metavar="NAME|PATH", default="auto", help="family of reports (default: auto)")
    reading.add_argument("--encoding", metavar="NAME", help="for input that is not UTF-8: gb18030, big5, ...")
    reading.add_argument(
        "--disable", metavar="RULE,...", action="append", default=[], help="cleaning rules to leave out"
    )
    reading.add_argument("--debug", action="store_true", help="if a document fails, show where in the program")

    convert = commands.add_parser("convert", parents=[reading], help="write XML, JSON, an outline or the clean text")
    convert.add_argument("files", metavar="FILE", nargs="+")
    convert.add_argument("-o", "--output", metavar="OUT", help="file, or for several inputs a folder (default: stdout)")
    joining = "the files are pieces of one report, such as pages of a newspaper"
    convert.add_argument("--join", action="store_true", help=joining)
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
    convert.add_argument("-q", "--quiet", action="store_true", help="no diagnostics on stderr")
    convert.set_defaults(run=_convert)

    check = commands.add_parser("check", parents=[reading], help="list what is remarkable: file:line:column")
    check.add_argument("files", metavar="FILE", nargs="+")
    check.add_argument("--join", action="store_true", help=joining)
    check.add_argument("--format", choices=("full", "concise", "json"), default="full", help="(default: full)")
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

    explain = commands.add_parser(
        "explain",
        parents=[reading],
        help="what was changed where, by which rule; by what each heading was told, and how surely; "
        "without FILE: what each rule and reason is",
    )
    explain.add_argument("files", metavar="FILE", nargs="*")
    explain.add_argument("--join", action="store_true", help=joining)
    one = explain.add_mutually_exclusive_group()
    one.add_argument("--rule", metavar="NAME", help="the changes of this rule only, and what it is")
    one.add_argument("--reason", metavar="NAME", help="what was told by this reason only, and what it is")
    explain.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    explain.set_defaults(run=_explain)

    look = commands.add_parser(
        "look",
        parents=[reading],
        help="the facts of a text: extractor, pages, repeated lines, doubling, widths, labels",
    )
    look.add_argument("files", metavar="FILE", nargs="+")
    look.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    look.set_defaults(run=_look)

    profiles = commands.add_parser("profiles", help="the families of reports: list, show NAME, new NAME")
    profiles.set_defaults(run=_profiles)
    tasks = profiles.add_subparsers(metavar="TASK")
    listing = tasks.add_parser("list", help="the families there are (what `profiles` alone does)")
    listing.set_defaults(run=_profiles)
    show = tasks.add_parser("show", help="a profile as a whole: what it says itself, and what it inherits from whom")
    show.add_argument("profile", metavar="NAME|PATH")
    show.set_defaults(run=_profiles_show)
    new = tasks.add_parser("new", parents=[reading], help="the first draft of a profile, from the facts of a file")
    new.add_argument("name", metavar="NAME", help="of the family: small letters, digits, hyphens")
    new.add_argument("--from", dest="file", metavar="FILE", required=True, help="a report of the family, as text")
    new.add_argument("-o", "--output", metavar="OUT", help="where to write it: my.toml (default: stdout)")
    new.set_defaults(run=_profiles_new)

    schema = commands.add_parser("schema", help="print the grammar of the XML (RELAX NG)")
    syntax = schema.add_mutually_exclusive_group()
    syntax.add_argument("--rnc", dest="syntax", action="store_const", const="rnc", help="compact syntax (default)")
    syntax.add_argument("--rng", dest="syntax", action="store_const", const="rng", help="XML syntax")
    schema.set_defaults(run=_schema, syntax="rnc")
    return parser


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for. Files may stand among the options: `convert a.txt -o out/ b.txt`."""
    parser = _parser()
    arguments, rest = parser.parse_known_args(argv)
    unknown = [one for one in rest if one.startswith("-") and one != _STDIN]
    if unknown or (rest and "files" not in arguments):
        parser.error(f"unrecognized arguments: {' '.join(unknown or rest)}")
    if rest:
        arguments.files += rest
    return arguments


def _disabled(arguments: argparse.Namespace) -> tuple[str, ...]:
    named = tuple(name.strip() for given in arguments.disable for name in given.split(",") if name.strip())
    for name in named:
        _known_rule(name, arguments.profile)
    return named


def _known_rule(name: str, profile: str) -> None:
    from reportparse.pipeline import rule_names

    names = rule_names(profile)
    if name not in names:
        raise UsageError(f"no rule {name!r}{suggestion(name, names)}; there are: {', '.join(names)}")


def _known_reason(name: str) -> None:
    from reportparse.evidence import REASONS

    if name not in REASONS:
        raise UsageError(f"no reason {name!r}{suggestion(name, REASONS)}; there are: {', '.join(REASONS)}")


# Reading


def _read(file: str) -> bytes:
    try:
        if file == _STDIN:
            if sys.stdin is None:
                raise UnreadableError("cannot read standard input: it is closed")
            return sys.stdin.buffer.read()
        if not file:
            raise UnreadableError("a file has no name: '' was given")
        return Path(file).read_bytes()
    except IsADirectoryError:
        raise UnreadableError(f"{file} is a folder; name the files in it: {Path(file) / '*.txt'}") from None
    except OSError as error:
        raise UnreadableError(f"cannot read {file}: {error.strerror or error}") from None


def _documents(files: Sequence[str], arguments: argparse.Namespace, disable: tuple[str, ...]) -> list[Document]:
    """The document of a file; of several, which are one report; or of each report in them."""
    from reportparse.errors import EncodingError
    from reportparse.pipeline import parse
    from reportparse.stitch import parse_all, parse_parts

    texts = [_read(file) for file in files]
    names = [None if file == _STDIN else Path(file).name for file in files]
    given: dict[str, Any] = {"profile": arguments.profile, "disable": disable, "encoding": arguments.encoding}
    try:
        if getattr(arguments, "all", False):
            return parse_all(texts, names=names, **given)
        if getattr(arguments, "join", False):
            return [parse_parts(texts, names=names, **given)]
        return [parse(texts[0], name=names[0], **given)]
    except EncodingError as error:
        shown = "" if len(files) > 1 else f"{_shown(files[0])}: "
        raise UnreadableError(f"{shown}{_with_option(str(error))}") from None


def _with_option(message: str) -> str:
    """The cure in the words of the command line: `try --encoding gb18030`."""
    told, found, name = message.rpartition("try encoding ")
    return f"{told}try --encoding {name.strip(chr(34))}" if found else message


def _shown(file: str) -> str:
    return "<stdin>" if file == _STDIN else file


class _Outcome(NamedTuple):
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
        if self.failed or (self.fine and self.unreadable):
            return FAILED
        return WRONG_USE if self.unreadable else OK


def _each(arguments: argparse.Namespace, work: Callable[[str, Document], None]) -> _Outcome:
    """Do `work` for every input file. A bad one is reported and does not stop the others."""
    from reportparse import profiles
    from reportparse.decoding import decode

    disable = _disabled(arguments)
    if arguments.profile != "auto":
        profiles.load(arguments.profile)  # a wrong one is wrong for all: it raises before anything is read
    elif not getattr(arguments, "quiet", False):
        _say_left_out()
    decode(b"", arguments.encoding)
    if arguments.files.count(_STDIN) > 1:
        raise UsageError("- stands for standard input, which can be read once only")

    groups = [arguments.files] if getattr(arguments, "join", False) else [[file] for file in arguments.files]
    fine = unreadable = failed = 0
    for files in groups:
        file = files[0]
        try:
            for document in _documents(files, arguments, disable):
                work(file, document)
            fine += len(files)
        except OSError:
            raise
        except UnreadableError as error:
            _say(str(error))
            unreadable += 1
        except Exception as error:
            if arguments.debug:
                raise
            _say(f"{_shown(file)}: {error}" if isinstance(error, ReportparseError) else _internal(file, error))
            failed += 1
    return _Outcome(fine, unreadable, failed)


def _internal(file: str, error: Exception) -> str:
    return (
        f"{_shown(file)}: internal error: {type(error).__name__}: {error}; "
        "please report it with the file and the output of --debug"
    )


# convert


def _convert(arguments: argparse.Namespace) -> int:
    for option in ("provenance", "evidence"):
        if getattr(arguments, option) and arguments.to != "xml":
            cure = "JSON always holds it" if arguments.to == "json" else "write XML or JSON to keep it"
            raise UsageError(f"--{option} goes with -t xml; {cure}")
    target = _targets(arguments)
    counts: dict[str, int] = {}

    def work(file: str, document: Document) -> None:
        place = target[file]
        if arguments.all and place is not None:
            counts[file] = counts.get(file, 0) + 1
            ending = _ENDINGS[arguments.to]
            place = place.with_name(f"{place.name.removesuffix(ending)}-{counts[file]}{ending}")
        _write(place, _rendered(document, arguments), file)
        if not arguments.quiet:
            for one in document.diagnostics:
                if one.severity >= _severity("warning"):
                    _remark(_concise(file, document, one))

    outcome = _each(arguments, work)
    if len(arguments.files) > 1 and not arguments.join and (outcome.bad or not arguments.quiet):
        _say(f"{outcome.fine} of {_files(len(arguments.files))} converted{outcome.told()}")
    return outcome.code


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


def _targets(arguments: argparse.Namespace) -> dict[str, Path | None]:
    """Where each input is written; None is stdout. Refuses what would overwrite an input or another output."""
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
        targets = {file: out / f"{'stdin' if file == _STDIN else Path(file).stem}{ending}" for file in files}
    taken: dict[Path, str] = {}
    for file, target in targets.items():
        if target in taken:
            raise UsageError(
                f"{taken[target]} and {file} would both be written to {target}; "
                "convert them apart, into folders of their own"
            )
        taken[target] = file
        made = [target]
        if arguments.all:
            stem = target.name.removesuffix(_ENDINGS[arguments.to])
            made = [*target.parent.glob(f"{glob.escape(stem)}-*{_ENDINGS[arguments.to]}")]
        inputs = [Path(one) for one in arguments.files if one != _STDIN and Path(one).exists()]
        if any(one.exists() and one.samefile(given) for one in made for given in inputs):
            raise UsageError(f"{target} is an input and would be overwritten; name another place with -o")
    return dict(targets)


def _write(target: Path | None, text: str, file: str) -> None:
    if target is None:
        sys.stdout.write(text)
        return
    data = text.encode("utf-8", "backslashreplace")
    try:
        _make_folder(target.parent)
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # /dev/stdout, a named pipe
            return
        # Nobody sees half a file: it is written beside its place, then moved there.
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            beside.write_bytes(data)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UnreadableError(f"{_shown(file)}: cannot write {target}: {error.strerror or error}") from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotADirectoryError(errno.ENOTDIR, f"{folder} is or lies below a file, not a folder") from None


# check


def _severity(name: str) -> int:
    from reportparse.diagnostics import Severity

    return Severity[name.upper()]


def _check(arguments: argparse.Namespace) -> int:
    from collections import Counter

    counts: Counter[str] = Counter()
    listed: list[dict[str, Any]] = []
    bound = _severity(arguments.fail_on)
    worst = 0
    fits = arguments.fit
    if fits is None:
        fits = arguments.format == "full" and _is_file(arguments.profile)
    elif fits and arguments.format == "json":
        raise UsageError("--fit goes with --format full or concise; JSON is the list of remarks")

    def work(file: str, document: Document) -> None:
        nonlocal worst
        for one in document.diagnostics:
            counts[one.severity.name.lower()] += 1
            worst = max(worst, one.severity)
            if arguments.format == "json":
                listed.append(_as_dict(file, document, one))
            else:
                print(_concise(file, document, one))
                if arguments.format == "full":
                    print(f"    {one.hint}")
        if fits:
            _print_fit(document, arguments.profile, bool(document.diagnostics))

    outcome = _each(arguments, work)
    if arguments.format == "json":
        _print_json(listed)
    elif outcome.fine:
        sys.stdout.flush()
        found = ", ".join(_counted(name, counts[name]) for name in reversed(_SEVERITIES) if counts[name])
        _remark(f"{found or 'nothing found'} in {_files(outcome.fine)}{outcome.told()}")
    return outcome.code or (FAILED if worst >= bound else OK)


def _counted(severity: str, count: int) -> str:
    """`2 warnings`; info has no plural."""
    return f"{count} {severity}{'' if count == 1 or severity == 'info' else 's'}"


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _is_file(profile: str) -> bool:
    return profile.endswith(".toml") or "/" in profile or os.sep in profile


def _print_fit(document: Document, name: str, below: bool) -> None:
    """How the profile fits; an empty line parts it from the remarks above."""
    from reportparse.fit import fit
    from reportparse.profiles import load

    if below:
        print()
    print(fit(document, load(document.profile if name == "auto" else name)).to_text(), end="")


def _concise(file: str, document: Document, one: Diagnostic) -> str:
    """`report.txt:3:1: ordinal-gap warning: 二 is followed by 四`; a remark on the whole document stands at 1:1."""
    place = document.place(one)
    where = "1:1" if place is None else f"{place.line}:{place.column}"
    return f"{_in_file(file, document, place)}:{where}: {one.code} {one.severity.name.lower()}: {_visible(one.message, 400)}"


def _in_file(file: str, document: Document, place: Place | None) -> str:
    """The name of the file a place is in: of several, the one whose piece it is."""
    several = document.source is not None and len(document.source.pieces) > 1
    return place.piece if several and place is not None and place.piece is not None else _shown(file)


def _as_dict(file: str, document: Document, one: Diagnostic) -> dict[str, Any]:
    place = document.place(one)
    return {
        "file": _in_file(file, document, place),
        "code": one.code,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "hint": one.hint,
        "page": place and place.page,
        "line": place and place.line,
        "column": place and place.column,
        "start": one.span and one.span.start,
        "end": one.span and one.span.end,
    }


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


# look


def _look(arguments: argparse.Namespace) -> int:
    from reportparse.look import look

    listed: list[dict[str, Any]] = []

    def work(file: str, document: Document) -> None:
        found = look(document)
        if arguments.format == "json":
            listed.append({"file": _shown(file), **found.to_dict()})
            return
        if len(arguments.files) > 1:
            print(f"== {_shown(file)}")
        print(found.to_text(), end="" if len(arguments.files) == 1 else "\n")

    outcome = _each(arguments, work)
    if arguments.format == "json":
        _print_json(listed)
    return outcome.code


# explain


def _explain(arguments: argparse.Namespace) -> int:
    if arguments.rule is not None:
        _known_rule(arguments.rule, arguments.profile)
    if arguments.reason is not None:
        _known_reason(arguments.reason)
    if not arguments.files:
        return _explain_names(arguments)
    if len(arguments.files) > 1 and not arguments.join:
        raise UsageError("one file is explained at a time; of the pieces of one report all, with --join")

    def work(file: str, document: Document) -> None:
        assert document.trace is not None
        from reportparse.explain import told

        changes = document.trace.changes()
        if arguments.rule is not None:
            changes = tuple(change for change in changes if arguments.rule in change.rules)
        nodes = [] if arguments.rule is not None else list(told(document, arguments.reason))
        if arguments.format == "json":
            found: dict[str, Any] = {}
            if arguments.reason is None:
                found["changes"] = [_change_as_dict(document, change) for change in changes]
            if arguments.rule is None:
                found["nodes"] = [node.to_dict() for node in nodes]
            _print_json(found)
            return
        blocks: list[Iterable[str]] = []
        if arguments.rule is not None:
            blocks.append(_rule_lines(arguments.rule))
        if arguments.reason is not None:
            blocks.append(_reason_lines(arguments.reason))
        else:
            blocks.append(_explained(_shown(file), document, changes))
        if arguments.rule is None:
            blocks += [] if arguments.reason is not None else [_family(document)]
            blocks += [_told_lines(nodes)] if nodes or arguments.reason is not None else []
        _print_blocks(blocks)

    return _each(arguments, work).code


def _explain_names(arguments: argparse.Namespace) -> int:
    """What rules and reasons are."""
    from reportparse.clean import RULES
    from reportparse.evidence import REASONS

    rules = [rule for rule in RULES if arguments.reason is None and arguments.rule in (None, rule.name)]
    reasons = [name for name in REASONS if arguments.rule is None and arguments.reason in (None, name)]
    if arguments.rule is not None and not rules:
        raise UsageError(f"{arguments.rule} is a family's own rule; name a file to see what it did")
    if arguments.format == "json":
        found: dict[str, Any] = {}
        if arguments.reason is None:
            found["rules"] = [{"name": rule.name, "summary": rule.summary, "doc": _doc(rule.doc)} for rule in rules]
        if arguments.rule is None:
            found["reasons"] = [{"name": name, **REASONS[name]._asdict()} for name in reasons]
        _print_json(found)
        return OK
    _print_blocks([*(_rule_lines(rule.name) for rule in rules), *map(_reason_lines, reasons)])
    return OK


def _print_blocks(blocks: Iterable[Iterable[str]]) -> None:
    """Lines, with a blank one between the blocks."""
    for at, lines in enumerate(blocks):
        if at:
            print()
        for line in lines:
            print(line)


def _reason_lines(name: str) -> Iterator[str]:
    from reportparse.evidence import REASONS

    reason = REASONS[name]
    yield name
    yield f"    {reason.meaning}"
    yield f"    Right {'in' if reason.measured else 'in about'} {reason.cert:.0%} of the cases."


def _told_lines(nodes: Sequence[Told]) -> Iterator[str]:
    """`12:1  97 %  label, contents  section 二、 主要工作`: a node each, in columns."""
    yield f"{len(nodes)} node{'' if len(nodes) == 1 else 's'} told: line:column, how surely, by what, what it is"
    rows = [
        (
            "-" if node.place is None else f"{node.place.line}:{node.place.column}",
            f"{node.evidence.cert:.0%}",
            ", ".join(node.evidence.reasons),
            f"{node.kind} {node.label}".rstrip(),
            _visible(node.text, _WIDTH),
        )
        for node in nodes
    ]
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(3)]
    for place, cert, reasons, what, text in rows:
        yield f"    {place:>{widths[0]}}  {cert:>{widths[1]}}  {reasons:{widths[2]}}  {what} {text}".rstrip()


def _rule_lines(name: str) -> Iterator[str]:
    from reportparse.clean import RULES

    for rule in RULES:
        if rule.name == name:
            yield name
            for line in _doc(rule.doc).splitlines():
                yield f"    {line}".rstrip()


def _doc(text: str) -> str:
    """A docstring without the indentation of the source it stands in."""
    import inspect

    return inspect.cleandoc(text)


def _explained(file: str, document: Document, changes: tuple[Change, ...]) -> Iterator[str]:
    """The changes by the rules that made them, in running order; equal ones on one line, with their places."""
    from reportparse.clean import RULES

    order = {rule.name: at for at, rule in enumerate(RULES)}
    summaries = {rule.name: rule.summary for rule in RULES}
    groups: dict[tuple[str, ...], dict[tuple[str, str], list[str]]] = {}
    touched = 0
    for change in changes:
        touched += len(change.was)
        place = document.place(change.span.start)
        line_column = "" if place is None else f"{place.line}:{place.column}"
        if place is not None and place.piece is not None:
            line_column = f"{place.piece}:{line_column}"
        groups.setdefault(change.rules, {}).setdefault((change.was, change.now), []).append(line_column)
    length = 0 if document.source is None else len(document.source.text)
    count = len(changes)
    yield f"{file}: {count} change{'' if count == 1 else 's'}, {touched} of {length} characters"
    for rules in sorted(groups, key=lambda names: [order.get(name, len(order)) for name in names]):
        places = sum(map(len, groups[rules].values()))
        yield ""
        summary = summaries.get(rules[0], "") if len(rules) == 1 else "one after the other, on the same characters"
        yield f"{' + '.join(rules)} ({places}): {summary}"
        for (was, now), where in groups[rules].items():
            more = f" and {len(where) - _PLACES} more" if len(where) > _PLACES else ""
            shown_now = _visible(now, _WIDTH) if now else "(removed)"
            yield f"    {_visible(was, _WIDTH)} -> {shown_now}   at {', '.join(where[:_PLACES])}{more}"


def _family(document: Document) -> Iterator[str]:
    """The profile the report was read with, and why."""
    from reportparse.look import reasons

    yield f"profile {document.profile}"
    yield from (f"    {one}" for one in reasons(document))


_PLACES = 5  # of equal changes that are listed
_WIDTH = 60  # characters of a change that are shown
_PICTURES = {"\n": "⏎", "\r": "␍", "\t": "⇥", "\f": "␌", " ": "␣", "\N{IDEOGRAPHIC SPACE}": "□"}


def _visible(text: str, width: int) -> str:
    """Characters nobody can see as pictures or code points; a long text without its middle.

    >>> _visible("a\\n b", 60), _visible("\\ufeff\\x00", 60), _visible("0123456789", 5)
    ('a⏎ b', '<U+FEFF><U+0000>', '01…89')
    >>> _visible(" \\n", 60)
    '␣⏎'
    """
    if len(text) > width:
        half = width // 2
        return f"{_visible(text[:half], width)}…{_visible(text[-half:], width)}"
    if text.isspace():
        return "".join(_PICTURES.get(character) or f"<U+{ord(character):04X}>" for character in text)
    return "".join(_pictured(character) for character in text)


def _pictured(character: str) -> str:
    if character == " " or character.isprintable():
        return character
    return _PICTURES.get(character) or f"<U+{ord(character):04X}>"


def _change_as_dict(document: Document, change: Change) -> dict[str, Any]:
    place = document.place(change.span.start)
    return {
        "rules": list(change.rules),
        "start": change.span.start,
        "end": change.span.end,
        **({"piece": place.piece} if place is not None and place.piece is not None else {}),
        "page": place and place.page,
        "line": place and place.line,
        "column": place and place.column,
        "was": change.was,
        "now": change.now,
    }


# profiles, schema


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
    _say_left_out()
    return OK


def _say_left_out() -> None:
    """The families from elsewhere that are wrong, so that nobody wonders why theirs is not chosen."""
    from reportparse.profiles import unusable

    for fault in unusable():
        _say(f"left out: {fault}")


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
        _write(out, draft(arguments.name, document, "standard input" if file == _STDIN else Path(file).name), file)

    return _each(arguments, work).code


def _schema(arguments: argparse.Namespace) -> int:
    from reportparse.schema import schema_text

    sys.stdout.write(schema_text(arguments.syntax))
    return OK


if __name__ == "__main__":
    sys.exit(main())
