"""What every test module shares: `--accept`, the settings of hypothesis, and where the data is."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

# A run is repeatable, so that whoever tries the library sees what its makers saw; `RANDOM=1` looks for more.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("random" if os.environ.get("RANDOM") else "repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite golden files with what the program gives now, where the laws hold; look at the diff",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files may be rewritten."""
    return bool(request.config.getoption("--accept"))


def case_file(name: str) -> dict[str, list[dict[str, Any]]]:
    """The cases of `tests/<name>`, by the table they stand in: `[[fires]]`."""
    tables = tomllib.loads((TESTS / name).read_text("utf-8"))
    for table, cases in tables.items():
        for at, case in enumerate(cases):
            assert case.get("why"), f"{name}: {table}[{at}] does not say why"
    return tables
