"""The head that a file of text was given by who keeps it: rule `file-head`.

    ---
    title: Annual report 2023
    source: https://example.org/report
    ---

Corpora and site generators put it before the text, in YAML between lines of three hyphens, or in TOML between
lines of three plus signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.clean.rule import View
from reportparse.provenance import Mark

_ENTRY = r"(?:[\w-]{1,40}[ ]?[:=](?:[ \t][^\n]*)?|[ \t]+\S[^\n]*|-[ \t][^\n]*|[\]}],?|#[^\n]*)[ \t]*\n"
_YAML = rf"---[ \t]*\n(?:{_ENTRY}){{1,60}}?(?:---|\.\.\.)"
_TOML = rf"\+\+\+[ \t]*\n(?:{_ENTRY}){{1,60}}?\+\+\+"
# What a reader of web pages puts before a page that it made Markdown of.
_FETCHED = r"Title:[^\n]*\n+URL Source:[^\n]*\n+(?:[A-Z][\w ]{2,30}:[^\n]*\n+){0,4}?Markdown Content:"
_HEAD = re.compile(rf"\s*(?P<head>{_YAML}|{_TOML}|{_FETCHED})[ \t]*(?=\n|\Z)")
_NAMED = re.compile(r"^[\w-]+[ ]?[:=]", re.MULTILINE)


def file_head(view: View) -> Iterator[Mark]:
    """The entries about a file at its very beginning, whose lines stay lines: marked for the tree.

    A line of hyphens that has no entries below it, or that stands further down, is none.

    >>> from reportparse.clean import run_rule
    >>> run_rule("file-head", "---\\ntitle: Report\\n---\\n\\nRoads.")
    '---\\ntitle: Report\\n---\\n\\nRoads.'
    """
    found = _HEAD.match(view.text)
    if found is not None and _NAMED.search(found["head"]):
        yield Mark(*found.span("head"), "verbatim", "file head")
