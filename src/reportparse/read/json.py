"""JSON back into tree, origin and trace: `read_json()`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from reportparse import nodes
from reportparse.errors import ReadError
from reportparse.metadata import VALUE_NAMES, Meta, Value
from reportparse.nodes import Node, Report
from reportparse.origin import Origin
from reportparse.provenance import Change, Edit, Mark, Step, Trace, TraceBuilder
from reportparse.read import ReadBack, content_of
from reportparse.source import Source
from reportparse.span import Span

if TYPE_CHECKING:
    from cattrs import Converter

_VERSION = 1
_SHOWN = 10  # errors in one message
_NODES = {
    name: kind
    for name, kind in vars(nodes).items()
    if isinstance(kind, type) and issubclass(kind, Node) and kind.__module__ == nodes.__name__
}


def read_json(data: str | bytes | os.PathLike[str]) -> ReadBack:
    """Read what `to_json()` wrote: content as str or bytes, or a path (`pathlib.Path`).

    Raises `ReadError` with everything that is wrong, each with its path in the document;
    `OSError` if a file cannot be read.

    >>> read_json('{"reportparse": 1, "report": {"meta": {"title": "工作报告"}}}').report.title
    '工作报告'
    """
    from json import JSONDecodeError, loads

    content = content_of(data, "{")
    try:
        found = loads(content)
    except (JSONDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"not JSON: {error}") from None
    except RecursionError:
        raise ReadError("the JSON is nested too deeply for a report") from None
    if not isinstance(found, dict) or found.get("reportparse") != _VERSION:
        raise ReadError(f'not a JSON report of version {_VERSION}: it has "reportparse": {_VERSION} at its top')
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    convert = _converter().structure
    try:
        return ReadBack(
            report=convert(found.get("report", {}), Report),
            origin=convert(found.get("origin", {}), Origin),
            trace=_trace(found["trace"]) if "trace" in found else None,
            provenance="standoff" if "trace" in found else "none",
        )
    except BaseValidationError as error:
        errors = transform_error(error, format_exception=_said)
        more = f"; and {len(errors) - _SHOWN} more" if len(errors) > _SHOWN else ""
        raise ReadError("; ".join(errors[:_SHOWN]) + more) from None
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ReadError(f"not a report: {error!r}; compare with what to_json() writes") from None


def _said(error: BaseException, kind: type | None) -> str:
    from cattrs.v import format_exception

    return str(error) if type(error) is ValueError else format_exception(error, kind)


def _trace(found: dict[str, Any]) -> Trace:
    convert = _converter().structure
    source = convert(found["source"], Source)
    marks = convert(found.get("marks", ()), tuple[Mark, ...])
    if "recorded" in found:
        return Trace.of_changes(source, convert(found["recorded"], tuple[Change, ...]), marks).with_pages()
    builder = TraceBuilder(source)
    steps = convert(found.get("steps", ()), tuple[Step, ...])
    for step in steps:
        builder.apply(step.rule, step.edits)
    return Trace(source=source, steps=steps, text=builder.text, marks=marks).with_pages()


@cache
def _converter() -> Converter:
    from cattrs import Converter

    converter = Converter()
    converter.register_structure_hook(str, _text)
    for kind, fields in ((Span, (int, int)), (Mark, (int, int, str, str)), (Edit, (int, int, str))):
        converter.register_structure_hook(kind, partial(_tuple, fields))
    converter.register_structure_hook(Step, _step)
    converter.register_structure_hook(Meta, _meta)
    converter.register_structure_hook_func(
        lambda kind: kind is Node,
        lambda value, _: converter.structure(value, _class_of(value)),
    )
    return converter


def _tuple(fields: tuple[type, ...], value: object, kind: Callable[..., Any]) -> Any:
    """A named tuple from `[start, end, …]`."""
    if not isinstance(value, list | tuple) or len(value) != len(fields):
        raise ValueError(f"expected {len(fields)} values, found {value!r}")
    found = [_text(one, str) if of is str else one for one, of in zip(value, fields, strict=True)]
    if not all(isinstance(one, of) and not isinstance(one, bool) for one, of in zip(found, fields, strict=True)):
        raise ValueError(f"expected {[of.__name__ for of in fields]}, found {value!r}")
    return kind(*found)


def _step(value: object, _: type) -> Step:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(f"expected [rule, edits], found {value!r}")
    return Step(_text(value[0], str), _converter().structure(value[1], tuple[Edit, ...]))


def _meta(value: object, _: type) -> Meta:
    """Each name with its value, or with several in a list; a text alone is a value that is printed so."""
    from cattrs.errors import AttributeValidationNote, ClassValidationError

    if not isinstance(value, dict):
        raise ValueError(f"expected the values by their names, found {value!r}")
    found: list[Value] = []
    errors: list[Exception] = []
    for name, said in value.items():
        try:
            if name not in VALUE_NAMES:
                raise ValueError(f"no value {name!r}; there are: {', '.join(VALUE_NAMES)}")
            found += [_value(name, one) for one in (said if isinstance(said, list) else [said])]
        except Exception as error:
            error.add_note(AttributeValidationNote(f"Structuring class Meta @ attribute {name}", name, Value))
            errors.append(error)
    if errors:
        raise ClassValidationError("While structuring Meta", errors, Meta)
    return Meta(values=found)


def _value(name: str, said: object) -> Value:
    if isinstance(said, dict):
        return _converter().structure({"text": "", **said, "name": name}, Value)
    if isinstance(said, str):
        return _converter().structure({"name": name, "value": said, "text": said}, Value)
    raise ValueError(f"expected text, found {said!r}")


def _class_of(value: object) -> type[Node]:
    name = value.get("node") if isinstance(value, dict) else None
    if name not in _NODES:
        raise ValueError(f'"node" is {name!r}, which is no class of the tree')
    return _NODES[str(name)]


def _text(value: object, _: type) -> str:
    """A text, or the parts of one that holds two surrogates side by side."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "".join(value)
    if isinstance(value, str):
        return value
    raise ValueError(f"expected text, found {value!r}")
