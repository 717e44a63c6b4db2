"""Files that a command writes, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from reportparse.cli.streams import UnreadableError, named


def write(target: Path | None, text: str, file: str) -> None:
    """To a file, or to standard output; `file` is the input that it was made of. Raises `UnreadableError`."""
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
        raise UnreadableError(f"{named(file)}: cannot write {target}: {error.strerror or error}") from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotADirectoryError(errno.ENOTDIR, f"{folder} is or lies below a file, not a folder") from None
