"""Readers: the own XML and JSON back into the tree. One file per format."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import field, frozen

from reportparse.chars import shortened
from reportparse.errors import ReadError
from reportparse.nodes import Report
from reportparse.origin import Origin
from reportparse.provenance import Trace


@frozen(kw_only=True)
class ReadBack:
    """What a file of our own says: the tree, where it came from, and the trace if the file has one."""

    report: Report
    origin: Origin
    trace: Trace | None = field(default=None, repr=False)
    provenance: str = "none"  # "none", "standoff" or "inline": written again like this, the file is the same


def content_of(data: str | bytes | os.PathLike[str], opening: str) -> str | bytes:
    """The content of a file, or the content itself; `opening` is what it begins with: `<` or `{`.

    Raises `ReadError` for a str that is rather a file's name, `OSError` if the file cannot be read.
    """
    if isinstance(data, os.PathLike):
        return Path(data).read_bytes()
    if isinstance(data, str):
        data = data.removeprefix("\ufeff")
        if not data.lstrip().startswith(opening):
            shown = shortened(data, 40)
            raise ReadError(
                f"a str is read as content, and {shown!r} does not begin with {opening}; for a file: Path({shown!r})"
            )
        return data
    if isinstance(data, bytes | bytearray | memoryview):
        return bytes(data)
    raise ReadError(f"give str, bytes or a path, not {type(data).__name__}")
