"""JSON: tree, origin and trace, every field of them: `to_json()`.

Each node is an object with its class under `"node"`; fields at their default are left out.
A span is `[start, end]`, a mark `[start, end, kind, value]`. The trace is the source, and the
steps of the rules (`[rule, [[start, end, now], …]]`), from which everything else follows.

The output has no lone surrogate: each is an escape (`\\ud800`). Two of them side by side would be
read as one character, so a text that holds such a pair is an array of texts to be joined.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reportparse.metadata import Meta
from reportparse.nodes import Node, Report
from reportparse.origin import Origin
from reportparse.provenance import Trace
from reportparse.source import Source

if TYPE_CHECKING:
    from cattrs import Converter

VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def to_json(report: Report, trace: Trace | None, origin: Origin, *, indent: int | None = None) -> str:
    """The report as JSON, with spans; and its trace, if there is one. `read_json()` gives all of it back.

    >>> from reportparse.nodes import Body, Paragraph
    >>> report = Report(body=Body(content=(Paragraph(text="各位"),)))
    >>> print(to_json(report, None, Origin(version="1")).partition('"report": ')[2])
    {"body": {"content": [{"node": "Paragraph", "text": "各位"}]}}}
    """
    from json import dumps

    convert = _converter().unstructure
    content = {"reportparse": VERSION, "origin": convert(origin), "report": convert(report, Report)}
    if trace is not None:
        content["trace"] = convert(trace)
    text = dumps(content, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(str, _text)
    converter.register_unstructure_hook(
        Source,
        make_dict_unstructure_fn(Source, converter, _cattrs_omit_if_default=True, page_starts=override(omit=True)),
    )
    converter.register_unstructure_hook(
        Trace, make_dict_unstructure_fn(Trace, converter, _cattrs_omit_if_default=True, text=override(omit=True))
    )
    converter.register_unstructure_hook(Meta, _meta)
    by_class: dict[type[Node], Any] = {}

    def node(value: Node) -> dict[str, Any]:
        kind = type(value)
        if kind not in by_class:
            by_class[kind] = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)
        return {"node": kind.__name__, **by_class[kind](value)}

    converter.register_unstructure_hook_func(lambda kind: kind is Node, node)
    return converter


def _meta(meta: Meta) -> dict[str, Any]:
    """`{"date": {"value": "2024-01-09", "text": …, "cue": …, "spans": [[11, 20]]}}`; a list where there are several."""
    found: dict[str, Any] = {}
    for one in meta.values:
        said = {"value": _text(one.value), "text": _text(one.text), "cue": _text(one.cue), "spans": list(one.spans)}
        made = {key: value for key, value in said.items() if value or key == "value"}
        if one.name not in found:
            found[one.name] = made
        elif isinstance(found[one.name], list):
            found[one.name].append(made)
        else:
            found[one.name] = [found[one.name], made]
    return found


def _text(text: str) -> str | list[str]:
    if text.isascii() or not _PAIR.search(text):
        return text
    return _PAIR.split(text)
