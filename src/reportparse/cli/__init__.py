"""The command line: arguments and printing, nothing else. Results go to stdout, all else to stderr.

Exit codes: 0 fine; 1 a document failed, or `check` found what `--fail-on` names; 2 wrong use, or
nothing could be read; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from reportparse.cli.arguments import arguments_of
from reportparse.cli.streams import INTERRUPTED, OK, WRONG_USE, UnreadableError, UsageError, say
from reportparse.errors import ReportparseError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `argv` are the arguments after the program's name."""
    try:
        _ready_streams()
        arguments = arguments_of(argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except (UsageError, UnreadableError, ReportparseError) as error:
        say(str(error))
        return WRONG_USE
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough.
        _forget_output()
        return OK
    except OSError as error:
        # Files are named where they are read and written, so this is the standard output: a full disk, or closed.
        say(f"cannot write to standard output: {error.strerror or error}")
        _forget_output()
        return WRONG_USE
    except KeyboardInterrupt:
        say("interrupted")
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
