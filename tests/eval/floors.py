"""Floors: what each document has reached in each measure, kept in a file with the hash of what it was reached on."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from eval.corpus import Document, corpus_hash
from eval.score import PINNED

FLOORS = Path(__file__).with_name("floors.toml")
_PLACES = 1000  # floors are written with three decimals, rounded down

Values = Mapping[str, float]

_HEAD = """\
# What the program reaches on each document of seeds/, as F1 or a share; below that, `python tests/eval/run.py` fails.
# Written by `python tests/eval/run.py --pin`, which raises floors and never lowers one (docs/evaluation.md).

"""


@frozen(kw_only=True)
class Lowered:
    """A floor that somebody lowered, and why."""

    document: str
    measure: str
    before: float
    now: float
    why: str


@frozen(kw_only=True)
class Floors:
    """The content of the file."""

    corpus: str = ""  # hash of all documents
    hashes: dict[str, str] = field(factory=dict)
    least: dict[str, dict[str, float]] = field(factory=dict)  # document, measure
    lowered: tuple[Lowered, ...] = ()

    @classmethod
    def read(cls, path: Path = FLOORS) -> Floors:
        """From the file; empty if there is none."""
        if not path.exists():
            return cls()
        data = tomllib.loads(path.read_text("utf-8"))
        return cls(
            corpus=data["corpus"],
            hashes={name: one["hash"] for name, one in data["documents"].items()},
            least={name: {key: one[key] for key in PINNED if key in one} for name, one in data["documents"].items()},
            lowered=tuple(Lowered(**one) for one in data.get("lowered", ())),
        )

    def written(self) -> str:
        """As TOML, a line for each document, so that a change of one is one line of a diff."""
        lines = [_HEAD, f'corpus = "{self.corpus}"\n\n[documents]\n']
        for name in sorted(self.hashes):
            values = ", ".join(f"{key} = {self.least[name][key]:.3f}" for key in PINNED if key in self.least[name])
            lines.append(f'{name} = {{ hash = "{self.hashes[name]}", {values} }}\n')
        for one in self.lowered:
            lines.append(f'\n[[lowered]]\ndocument = "{one.document}"\nmeasure = "{one.measure}"\n')
            lines.append(f"before = {one.before:.3f}\nnow = {one.now:.3f}\n")
            lines.append(f"why = {json.dumps(one.why, ensure_ascii=False)}\n")
        return "".join(lines)

    def changed(self, documents: list[Document]) -> list[str]:
        """What is not as it was when the floors were pinned: a line each."""
        now = {one.name: one.hash() for one in documents}
        told = [f"{name} is new" for name in sorted(now.keys() - self.hashes.keys())]
        told += [f"{name} is gone" for name in sorted(self.hashes.keys() - now.keys())]
        told += [
            f"{name}: text or gold has changed" for name in sorted(now) if self.hashes.get(name, now[name]) != now[name]
        ]
        if not told and corpus_hash(now.items()) != self.corpus:
            told = ["the hash of the corpus does not fit those of its documents"]
        return told

    def missed(self, name: str, values: Values) -> Iterator[tuple[str, float, float]]:
        """The measures of a document below their floor: name, floor, value."""
        for measure, least in self.least.get(name, {}).items():
            if values[measure] < least - 1e-9:
                yield measure, least, values[measure]

    def pinned(self, documents: list[Document], values: Mapping[str, Values]) -> Floors:
        """With the present hashes, and each floor raised to what is reached; none is lowered."""
        hashes = {one.name: one.hash() for one in documents}
        least = {
            name: {key: max(down(values[name][key]), self.least.get(name, {}).get(key, 0.0)) for key in PINNED}
            for name in hashes
        }
        return evolve(self, corpus=corpus_hash(hashes.items()), hashes=hashes, least=least)

    def with_lowered(self, name: str, values: Values, why: str) -> Floors:
        """With the floors of one document lowered to what it reaches now, on the record."""
        found = [
            Lowered(document=name, measure=measure, before=least, now=down(value), why=why)
            for measure, least, value in self.missed(name, values)
        ]
        least = self.least[name] | {one.measure: one.now for one in found}
        return evolve(self, least={**self.least, name: least}, lowered=(*self.lowered, *found))


def down(value: float) -> float:
    """Three decimals, never rounded up.

    >>> down(0.99999), down(0.57), down(1.0)
    (0.999, 0.57, 1.0)
    """
    return math.floor(value * _PLACES + 1e-9) / _PLACES
