"""Measure documents that are not part of the project: python bench/real/run.py CORPUS [--only FOLDER,...] [--each]

CORPUS is a folder whose folders are named in the modules beside this file (FOLDER). Each module names the FAMILY
(a profile) of its documents too: every document is read with `generic` and with that profile, and both figures stand
in the table.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from statistics import fmean
from types import ModuleType

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from real.table import Row  # noqa: E402


def modules() -> list[ModuleType]:
    """Every module beside this file that measures a folder."""
    names = sorted(path.stem for path in HERE.glob("*.py"))
    found = [importlib.import_module(f"real.{name}") for name in names if name not in ("__init__", "run", "table")]
    return [one for one in found if hasattr(one, "measure")]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder that holds the folders")
    parser.add_argument("--only", default="", help="folders, by name (default: all that are there)")
    parser.add_argument("--each", action="store_true", help="a line for each document, not only the mean")
    arguments = parser.parse_args()
    print(f"{'':48} {'generic':>8} {'family':>8}  {'of':>6}  family")
    for module in modules():
        folder = arguments.corpus / module.FOLDER
        if not folder.is_dir() or (arguments.only and module.FOLDER not in arguments.only.split(",")):
            continue
        plain: list[Row] = list(module.measure(folder, "generic"))
        family: list[Row] = list(module.measure(folder, module.FAMILY)) if module.FAMILY != "generic" else plain
        other = {(row.document, row.what): row.value for row in family}
        for what in dict.fromkeys(row.what for row in plain):
            rows = [row for row in plain if row.what == what]
            if arguments.each:
                for row in rows:
                    value = other[row.document, row.what]
                    print(f"  {row.document[:30]:30} {what:15} {row.value:8.3f} {value:8.3f}  {row.of:6}")
            means = fmean(row.value for row in rows), fmean(other[row.document, row.what] for row in rows)
            total = sum(row.of for row in rows)
            name = f"{module.FOLDER} ({len(rows)}): {what}"
            print(f"{name:48} {means[0]:8.3f} {means[1]:8.3f}  {total:6}  {module.FAMILY}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
