"""Score the documents of `seeds/` and hold them against their floors (docs/evaluation.md).

python tests/eval/run.py                          the table; exit code 1 if a document falls below a floor
python tests/eval/run.py --each --only 004,012    a line for each document
python tests/eval/run.py --pin                    raise floors to what is reached, take in new documents
python tests/eval/run.py --lower NAME --why TEXT  lower the floors that a document misses, on the record
python tests/eval/run.py --candidates FOLDER      another tool's trees: FOLDER/NAME.json, in the neutral form
python tests/eval/run.py --gold A.json --candidate B.json    two trees, every measure
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from eval.corpus import Document, documents  # noqa: E402
from eval.floors import FLOORS, Floors  # noqa: E402
from eval.form import Tree  # noqa: E402
from eval.score import PINNED, Score, score  # noqa: E402

FINE, MISSED, WRONG = 0, 1, 2


def main() -> int:
    """Score, print, compare, pin."""
    arguments = _arguments()
    if arguments.gold or arguments.candidate:
        return _two(Path(arguments.gold), Path(arguments.candidate), arguments.json)
    found = [one for one in documents() if _wanted(one.name, arguments.only)]
    if not found:
        return _tell(f"no document of seeds/ is called {arguments.only}", WRONG)
    if (arguments.pin or arguments.lower) and (arguments.only or arguments.candidates or arguments.profile != "auto"):
        return _tell("floors are pinned on all documents, as the program reads them by default", WRONG)
    try:
        trees = {one.name: _candidate(one, arguments.candidates, arguments.profile) for one in found}
    except (OSError, ValueError) as error:
        return _tell(str(error), WRONG)
    scores = {one.name: score(one.gold, trees[one.name]) for one in found}
    values = {name: one.values() for name, one in scores.items()}
    if arguments.json:
        json.dump(values, sys.stdout, indent=1)
        print()
    else:
        _table(found, scores, each=arguments.each)
    if arguments.candidates or arguments.profile != "auto":
        return FINE
    return _floors(found, values, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of documents, or their beginnings, with commas")
    parser.add_argument("--each", action="store_true", help="a line for each document")
    parser.add_argument("--json", action="store_true", help="all measures of each document, as JSON")
    parser.add_argument("--profile", default="auto", help="read all documents with this profile; floors are not asked")
    parser.add_argument("--pin", action="store_true", help="raise floors; never lowers one")
    parser.add_argument("--lower", metavar="NAME", help="lower the floors that this document misses")
    parser.add_argument("--why", default="", help="with --lower: the reason, which the file keeps")
    parser.add_argument("--candidates", type=Path, help="a folder of another tool's trees")
    parser.add_argument("--gold", help="with --candidate: one tree to hold the other against")
    parser.add_argument("--candidate")
    given = parser.parse_args()
    if bool(given.gold) != bool(given.candidate):
        parser.error("--gold and --candidate go together")
    if bool(given.lower) != bool(given.why.strip()):
        parser.error("--lower NAME goes with --why TEXT")
    return given


def _wanted(name: str, only: str) -> bool:
    return not only or any(name.startswith(one) for one in only.split(","))


def _candidate(document: Document, folder: Path | None, profile: str) -> Tree:
    if folder is None:
        return document.found(profile)
    return Tree.read(folder / f"{document.name}.json")


def _two(gold: Path, candidate: Path, as_json: bool) -> int:
    try:
        made = score(Tree.read(gold), Tree.read(candidate))
    except (OSError, ValueError) as error:
        return _tell(str(error), WRONG)
    if as_json:
        json.dump(made.values(), sys.stdout, indent=1)
        print()
        return FINE
    for name, rate in made.rates.items():
        print(
            f"{name:16} {rate.f1:.4f}   P {rate.precision:.4f}  R {rate.recall:.4f}"
            f"   {rate.agree} of {rate.gold} in gold, {rate.found} found"
        )
    print(f"{'steds':16} {made.steds:.4f}")
    print(f"natural repeats: {made.repeats.kept} of {made.repeats.total} kept, {made.repeats.collapsed} collapsed")
    print(f"doublings left over: {made.leftover_doublings}")
    return FINE


def _table(found: list[Document], scores: Mapping[str, Score], each: bool) -> None:
    """Means over all documents, and over those of each language, family and extractor."""
    groups: dict[str, list[str]] = {"all": [one.name for one in found]}
    for key in ("language", "family", "extractor"):
        for value, name in sorted((_short(one.about[key]), one.name) for one in found):
            groups.setdefault(f"{key} {value}", []).append(name)
    print(f"{'':36} {'':>3} " + " ".join(f"{_column(name):>9}" for name in PINNED))
    if each:
        for one in found:
            _line(one.name, [scores[one.name]])
    for group, names in groups.items():
        _line(group, [scores[name] for name in names])


def _short(value: str) -> str:
    """`pdftotext 22.12 -raw` without its version."""
    return " ".join(word for word in value.split() if not word[0].isdigit())


def _column(name: str) -> str:
    return name.replace("boundary", "b").replace("natural_", "").replace("_", " ")


def _line(label: str, of: list[Score]) -> None:
    means = (fmean(one.values()[name] for one in of) for name in PINNED)
    print(f"{label[:36]:36} {len(of):3} " + " ".join(f"{mean:9.3f}" for mean in means))


def _floors(found: list[Document], values: Mapping[str, Mapping[str, float]], arguments: argparse.Namespace) -> int:
    floors = Floors.read()
    if arguments.lower:
        if arguments.lower not in floors.least:
            return _tell(f"no floors of {arguments.lower}; its full name is wanted, as in {FLOORS.name}", WRONG)
        floors = floors.with_lowered(arguments.lower, values[arguments.lower], arguments.why)
        FLOORS.write_text(floors.written(), "utf-8", newline="\n")
    if arguments.pin:
        floors = floors.pinned(found, values)
        FLOORS.write_text(floors.written(), "utf-8", newline="\n")
    code = FINE
    if not arguments.only and (changed := floors.changed(found)):
        for line in changed:
            print(line, file=sys.stderr)
        _tell("these floors are of another corpus: look at the scores with --each, then take it in with --pin", WRONG)
        code = WRONG
    missed = [(one.name, *miss) for one in found for miss in floors.missed(one.name, values[one.name])]
    for name, measure, least, value in missed:
        print(f"{name}: {measure} {value:.4f} is below its floor {least:.3f}", file=sys.stderr)
    if missed:
        names = ", ".join(dict.fromkeys(name for name, *_ in missed))
        _tell(f"below their floors: {names}; mend it, or lower each on the record with --lower NAME --why TEXT", MISSED)
    elif code == FINE and not arguments.json:
        print(f"no document is below its floors ({FLOORS.name})")
    return code or (MISSED if missed else FINE)


def _tell(message: str, code: int) -> int:
    print(f"run.py: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
