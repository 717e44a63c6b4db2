"""The command line: commands with their input, output and exit code, from `cli/*.toml`."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, SEEDS, TESTS, case_file
from reportparse import pipeline
from reportparse.cli import main
from reportparse.cli.many import each_of
from reportparse.cli.reading import Outcome

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['why']}")
    for path in sorted((TESTS / "cli").glob("*.toml"))
    for case in case_file(f"cli/{path.name}")["case"]
]
KEYS = {"why", "command", "stdin", "files", "hex", "exit", "stdout", "stdout-has", "stderr", "stderr-has"}
KEYS |= {"written", "absent"}


class Input(io.TextIOWrapper):
    """A standard input that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


def run(command: str, monkeypatch: pytest.MonkeyPatch, stdin: bytes = b"") -> int:
    """The exit code of `main()`; the arguments are split as a shell would."""
    monkeypatch.setattr(sys, "stdin", Input(stdin))
    try:
        return main(shlex.split(command))
    except SystemExit as left:  # argparse leaves like this
        return int(left.code or 0)


@pytest.mark.parametrize("case", CASES)
def test_command(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not case.keys() - KEYS, f"unknown keys: {case.keys() - KEYS}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, text in case.get("files", {}).items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode())
    for name, data in case.get("hex", {}).items():
        Path(name).write_bytes(bytes.fromhex(data))

    code = run(case["command"], monkeypatch, case.get("stdin", "").encode())
    out, err = capsys.readouterr()

    assert "Traceback" not in err
    assert code == case.get("exit", 0), err
    if "stdout" in case:
        assert out == case["stdout"]
    for part in case.get("stdout-has", []):
        assert part in out
    if "json" in case["command"]:
        json.loads(out)
    if "stderr" in case:
        assert err == case["stderr"]
    for part in case.get("stderr-has", []):
        assert part in err
    for name, text in case.get("written", {}).items():
        assert Path(name).read_bytes() == text.encode()
    for name in case.get("absent", []):
        assert not Path(name).exists()


def test_a_document_that_crashes_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody sees a traceback, even where the program is wrong, unless they ask for it."""
    parse = pipeline.parse

    def fragile(text: bytes, *arguments: Any, **options: Any) -> pipeline.Document:
        if text == b"crash":
            raise RuntimeError("a bug")
        return parse(text, *arguments, **options)

    monkeypatch.setattr(pipeline, "parse", fragile)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("crash", "utf-8")
    Path("b.txt").write_text("建议 5条。", "utf-8")
    assert run("convert a.txt b.txt -t text -o out", monkeypatch) == 1
    assert "a.txt: internal error: RuntimeError: a bug; please report it" in capsys.readouterr().err
    assert Path("out/b.txt").read_text("utf-8") == "建议5条。\n"
    with pytest.raises(RuntimeError, match="a bug"):
        main(["convert", "a.txt", "--debug"])


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: Any, **__: Any) -> pipeline.Document:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "parse", interrupted)
    assert run("convert -", monkeypatch) == 130
    assert capsys.readouterr().err == "reportparse: interrupted\n"


def fragile_one(file: str) -> Outcome:
    if file == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(1, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="kills a process")
@pytest.mark.parametrize("at", [0, 3, 8])
def test_a_process_that_is_killed_costs_one_file(at: int, capsys: pytest.CaptureFixture[str]) -> None:
    """As the system does with one that takes too much memory."""
    files = [f"{number}" for number in range(9)]
    files[at] = "bad"
    assert each_of(files, fragile_one, 2) == Outcome(8, 0, 1)
    assert capsys.readouterr().err == "reportparse: bad: the process that read it was killed; is there enough memory?\n"


def interrupting_one(file: str) -> Outcome:
    path = Path(file)
    if path.name == "3":
        os.kill(os.getppid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)  # a terminal interrupts all processes
    time.sleep(0.05)
    path.touch()
    return Outcome(1, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_interrupted_in_several_processes(tmp_path: Path) -> None:
    """What is begun is ended, so that there are no half files; the rest is left."""
    files = [str(tmp_path / f"{number}") for number in range(2000)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            each_of(files, interrupting_one, 2)
    finally:
        signal.signal(signal.SIGINT, before)
    done = {path.name for path in tmp_path.iterdir()}
    assert "3" in done
    assert len(done) < len(files)


def test_interrupted_while_it_loads() -> None:
    """No traceback, though nothing of the package runs yet."""
    code = """
import sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "reportparse":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
from reportparse_command import main
sys.exit(main())
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, b"", [b"reportparse:", b"interrupted"])


def shell(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "reportparse", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )


def test_output_is_utf8_whatever_the_locale() -> None:
    done = shell("convert", "-", "-t", "text", stdin="意见 108条。".encode(), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"意见108条。{os.linesep}", b"")


def test_the_seed_converts_to_the_same_bytes_whatever_the_hash_seed() -> None:
    first, second = (shell("convert", "-q", str(SEEDS[0]), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr.decode()
    assert first.stdout.startswith(b"<?xml")
    assert first.stdout == second.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows reports a closed pipe in other words")
def test_a_reader_that_has_seen_enough() -> None:
    """`reportparse schema | head -1` ends in silence."""
    command = f"{shlex.quote(sys.executable)} -m reportparse explain {shlex.quote(str(SEEDS[0]))} | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, timeout=120, check=False)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("command", ["convert {}", "explain {}", "schema", "profiles"])
def test_a_full_disk(command: str) -> None:
    """No traceback, and no talk of a fault in the program."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportparse", *command.format(SEEDS[0]).split()],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith("reportparse: cannot write to standard output: ")


@pytest.mark.skipif(os.name == "nt", reason="a shell that can close a stream")
@pytest.mark.parametrize(
    ("redirected", "says"),
    [(">&-", "cannot write to standard output"), ("<&-", "cannot read standard input: it is closed")],
)
def test_closed_streams(redirected: str, says: str) -> None:
    """Schedulers start programs so."""
    command = f"echo a | {shlex.quote(sys.executable)} -m reportparse convert - {redirected}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, timeout=120, check=False)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_family_of_ones_own_that_is_wrong_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once a run, so that nobody wonders why it is not chosen; not where the family is named."""
    (tmp_path / "mine.toml").write_text('titel = "x"', "utf-8")
    monkeypatch.setenv("REPORTPARSE_PROFILES", str(tmp_path))
    assert run("convert - -t text", monkeypatch, "建议。".encode()) == 0
    assert capsys.readouterr().err == (
        f"reportparse: left out: {tmp_path}: mine:\n  line 1: titel: unknown; did you mean 'title'?\n"
    )
    assert run("convert - -t text --profile generic", monkeypatch, "建议。".encode()) == 0
    assert capsys.readouterr().err == ""
