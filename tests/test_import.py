"""`import reportparse` stays quick: the modules that may load with it are named here. No timing: that is bench/."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import ROOT

OURS = {
    "reportparse",
    "reportparse.chars",
    "reportparse.diagnostics",
    "reportparse.evidence",
    "reportparse.errors",
    "reportparse.metadata",
    "reportparse.nodes",
    "reportparse.origin",
    "reportparse.pipeline",
    "reportparse.provenance",
    "reportparse.seams",
    "reportparse.source",
    "reportparse.span",
    "reportparse.stitch",
    "reportparse.stitch.joining",
    "reportparse.stitch.order",
    "reportparse.stitch.stretches",
    "reportparse.style",
}
THIRD_PARTY = {"attr", "attrs"}
# Of the standard library: what is heavy, and not needed before the first report is read.
HEAVY = {
    "argparse",
    "asyncio",
    "concurrent",
    "csv",
    "decimal",
    "difflib",
    "email",
    "http",
    "json",
    "logging",
    "multiprocessing",
    "pickle",
    "shutil",
    "socket",
    "sqlite3",
    "ssl",
    "statistics",
    "subprocess",
    "tempfile",
    "tomllib",
    "unittest",
    "urllib.request",
    "xml",
    "zipfile",
}


def loaded(statement: str) -> set[str]:
    """The modules that a statement loads in a fresh interpreter, beyond those that any program has."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); before = set(sys.modules); {statement}; "
        "print('\\n'.join(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def modules() -> set[str]:
    return loaded("import reportparse")


def test_our_own(modules: set[str]) -> None:
    assert {name for name in modules if name.partition(".")[0] == "reportparse"} <= OURS


def test_third_party(modules: set[str]) -> None:
    tops = {name.partition(".")[0] for name in modules}
    assert tops - sys.stdlib_module_names - {"reportparse"} <= THIRD_PARTY


def test_standard_library(modules: set[str]) -> None:
    assert not modules & HEAVY


def test_help_does_not_load_the_parser() -> None:
    """`reportparse --help` answers at once."""
    modules = loaded("from reportparse.cli.arguments import parser; parser().format_help()")
    tops = {name.partition(".")[0] for name in modules}
    assert not tops & {"lxml", "cattrs", "regex", "tomllib", "json"}
    assert not {name for name in modules if name.startswith(("reportparse.clean", "reportparse.structure"))}
