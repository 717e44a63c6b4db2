"""The imports of every module, held against the table of layers in docs/architecture.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "reportparse"
ROW = re.compile(r"^\| (?P<layer>\d+) \| (?P<modules>`[^|]+`) \| (?P<among>[^|]+) \|")


class Place(NamedTuple):
    """Where a module stands in the table."""

    layer: int
    turn: int  # from the left
    strangers: bool  # those of the layer do not know each other


def table() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for line in (ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines():
        row = ROW.match(line)
        if row:
            for turn, name in enumerate(re.findall(r"`([a-z_]+)/?`", row["modules"])):
                assert name not in places, f"{name} stands in the table twice"
                places[name] = Place(int(row["layer"]), turn, "nothing" in row["among"])
    return places


PLACES = table()
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def unit(name: str) -> str:
    """The entry of the table that a dotted name belongs to: `clean` for `reportparse.clean.lines`."""
    return name.split(".")[1]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and unit of all imports from our package, inside functions and for type checking too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "reportparse" or alias.name.startswith("reportparse."):
                    yield node.lineno, unit(f"{alias.name}.")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            if node.module == "reportparse":
                for alias in node.names:
                    if not alias.name.startswith("__"):  # __version__
                        yield node.lineno, alias.name
            elif node.module and node.module.startswith("reportparse."):
                yield node.lineno, unit(node.module)


def test_the_table_is_complete() -> None:
    present = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert present == PLACES.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    here = PLACES[own]
    for line, name in imports(path):
        if name == own:
            continue
        there = PLACES.get(name)
        assert there is not None, f"{path.name}:{line}: {name} is not in the table of docs/architecture.md"
        fine = there.layer < here.layer or (there.layer == here.layer and there.turn < here.turn and not here.strangers)
        assert fine, f"{path.name}:{line}: {own} (layer {here.layer}) imports {name} (layer {there.layer})"
