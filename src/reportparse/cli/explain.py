"""`reportparse explain`: what was changed where and by which rule, and by what headings were told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportparse.cli.reading import FILE, JOINING, Commands, each, known_rule
from reportparse.cli.streams import OK, UsageError, counted, named, print_json, sentence, visible
from reportparse.errors import suggestion

if TYPE_CHECKING:
    from reportparse.explain import Told
    from reportparse.pipeline import Document
    from reportparse.provenance import Change

_PLACES = 5  # of equal changes that are listed
_WIDTH = 60  # characters of a change that are shown


def add(commands: Commands, reading: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    what = (
        "say what was changed where, by which rule; by what each heading was told, and how surely; "
        "without FILE: what each rule and reason is"
    )
    explain = commands.add_parser("explain", parents=[reading], help=what, description=sentence(what))
    explain.add_argument("files", metavar="FILE", nargs="*", help=FILE)
    explain.add_argument("--join", action="store_true", help=JOINING)
    one = explain.add_mutually_exclusive_group()
    one.add_argument("--rule", metavar="NAME", help="the changes of this rule only, and what it is")
    one.add_argument("--reason", metavar="NAME", help="what was told by this reason only, and what it is")
    explain.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    explain.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    if arguments.rule is not None:
        known_rule(arguments.rule, arguments.profile)
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
            print_json(found)
            return
        blocks: list[Iterable[str]] = []
        if arguments.rule is not None:
            blocks.append(_rule_lines(arguments.rule))
        if arguments.reason is not None:
            blocks.append(_reason_lines(arguments.reason))
        else:
            blocks.append(_explained(named(file), document, changes))
        if arguments.rule is None:
            blocks += [] if arguments.reason is not None else [_family(document)]
            blocks += [_told_lines(nodes)] if nodes or arguments.reason is not None else []
        _print_blocks(blocks)

    return each(arguments, work).code


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
        print_json(found)
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


def _known_reason(name: str) -> None:
    from reportparse.evidence import REASONS

    if name not in REASONS:
        raise UsageError(f"no reason {name!r}{suggestion(name, REASONS)}; there are: {', '.join(REASONS)}")


def _reason_lines(name: str) -> Iterator[str]:
    from reportparse.evidence import REASONS

    reason = REASONS[name]
    yield name
    yield f"    {reason.meaning}"
    yield f"    Right {'in' if reason.measured else 'in about'} {reason.cert:.0%} of the cases."


def _told_lines(nodes: Sequence[Told]) -> Iterator[str]:
    """`12:1  97 %  label, contents  section 二、 主要工作`: a node each, in columns."""
    yield f"{counted(len(nodes), 'node')} told: line:column, how surely, by what, what it is"
    rows = [
        (
            "-" if node.place is None else f"{node.place.line}:{node.place.column}",
            f"{node.evidence.cert:.0%}",
            ", ".join(node.evidence.reasons),
            f"{node.kind} {node.label}".rstrip(),
            visible(node.text, _WIDTH),
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
    yield f"{file}: {counted(len(changes), 'change')}, {touched} of {length} characters"
    for rules in sorted(groups, key=lambda names: [order.get(name, len(order)) for name in names]):
        places = sum(map(len, groups[rules].values()))
        yield ""
        summary = summaries.get(rules[0], "") if len(rules) == 1 else "one after the other, on the same characters"
        yield f"{' + '.join(rules)} ({places}): {summary}"
        for (was, now), where in groups[rules].items():
            more = f" and {len(where) - _PLACES} more" if len(where) > _PLACES else ""
            shown_now = visible(now, _WIDTH) if now else "(removed)"
            yield f"    {visible(was, _WIDTH)} -> {shown_now}   at {', '.join(where[:_PLACES])}{more}"


def _family(document: Document) -> Iterator[str]:
    """The profile the report was read with, and why."""
    from reportparse.look import reasons

    yield f"profile {document.profile}"
    yield from (f"    {one}" for one in reasons(document))


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
