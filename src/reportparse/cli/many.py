"""Thousands of files: the folders they lie in, several processes at once, going on where an earlier run ended."""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from reportparse.cli.reading import Outcome
from reportparse.cli.streams import STDIN, UnreadableError, UsageError, counted, named, remark, say

One: TypeAlias = Callable[[str], Outcome]  # what is done with a file

_ENDING = ".txt"


def expand(arguments: argparse.Namespace) -> dict[str, Path]:
    """Put the texts of each folder in its place among `files`; where in its folder each of them lies.

    They are the files below it that end in .txt, sorted, but hidden ones and what lies below `--output`.
    """
    below: dict[str, Path] = {}
    files: list[str] = []
    for given in arguments.files:
        if given == STDIN or not given or not Path(given).is_dir():
            files.append(given)
            continue
        found = list(_texts(Path(given), getattr(arguments, "output", None)))
        if not found:
            raise UnreadableError(f"no file in {named(given)} ends in {_ENDING}; name the files")
        below.update((str(path), path.relative_to(given)) for path in found)
        files += map(str, found)
    arguments.files = list(dict.fromkeys(files)) if below else files
    return below


def _texts(folder: Path, output: str | None) -> Iterator[Path]:
    out = None if output is None else Path(output).resolve()
    for place, folders, files in os.walk(folder):  # follows no links to folders, which may lead in a circle
        folders[:] = sorted(name for name in folders if name[0] != "." and (Path(place) / name).resolve() != out)
        yield from (Path(place) / name for name in sorted(files) if name.endswith(_ENDING) and name[0] != ".")


def left_over(files: Sequence[str], targets: Mapping[str, Path | None]) -> list[str]:
    """The files whose output is not there, or older than they are."""
    return [file for file in files if not _is_done(Path(file), targets[file])]


def _is_done(file: Path, target: Path | None) -> bool:
    try:
        return target is not None and target.stat().st_mtime_ns >= file.stat().st_mtime_ns
    except OSError:
        return False


def count(text: str) -> int:
    """How many processes: the argument of `--jobs`."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number or os.cpu_count() or 1


count.__name__ = "number of processes"  # argparse: invalid number of processes value: 'many'


def each_of(files: Sequence[str], one: One, jobs: int) -> Outcome:
    """Do `one` for every file, in as many processes; what is said of them is said in their order."""
    total = Outcome(0, 0, 0)
    outcomes = map(one, files) if jobs == 1 or len(files) == 1 else _in_processes(files, one, jobs)
    for at, outcome in enumerate(outcomes, 1):
        total = Outcome(*(had + more for had, more in zip(total, outcome, strict=True)))
        if len(files) > _FEW and sys.stderr is not None and sys.stderr.isatty():
            # The next line is written over it.
            with contextlib.suppress(OSError):
                print(f"\r\x1b[K{at} of {counted(len(files), 'file')}\r", end="", file=sys.stderr, flush=True)
    return total


_FEW = 20  # files, whose progress nobody needs to see


def _in_processes(files: Sequence[str], one: One, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting = deque(files)
    width = jobs = min(jobs, len(files))
    while waiting:
        pool = ProcessPoolExecutor(width, initializer=_begin, initargs=(one,))
        try:
            some = itertools.islice(waiting, None if width > 1 else 2 * jobs + 1)
            for future in [pool.submit(_apart, file) for file in some]:
                outcome, said = future.result()
                waiting.popleft()
                _repeat(said)
                yield outcome
            width = jobs
        except BrokenProcessPool:
            # A process was killed, perhaps for want of memory. Which of the files it was is found by reading them alone.
            if width == 1:
                say(f"{named(waiting.popleft())}: the process that read it was killed; is there enough memory?")
                yield Outcome(0, 0, 1)
            width = 1 if width > 1 else jobs
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_work: list[One] = []  # of this process; it holds the place of every output, and is sent once, not with each file


def _begin(one: One) -> None:
    """In a process of its own. Ctrl-C is for the first one, which lets the others end the file they are at."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [one]


def _apart(file: str) -> tuple[Outcome, str]:
    """In a process of its own: what became of a file, and what is to be said of it."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        outcome = _work[0](file)
    return outcome, said.getvalue()


def _repeat(said: str) -> None:
    for line in said.splitlines():
        remark(line)


def no_resuming(arguments: argparse.Namespace) -> None:
    """Raises `UsageError` where nobody can tell what is done."""
    if arguments.output is None or arguments.all or arguments.join or STDIN in arguments.files:
        raise UsageError("--resume goes with -o and one output for each file; not with --join, --all or -")
