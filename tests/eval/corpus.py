"""The documents of `seeds/`: text, gold, what is told about them, and a hash that says whether they are the same."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import frozen

import reportparse as rp
from eval.form import Tree
from neutral import neutral

SEEDS = Path(__file__).parents[2] / "seeds"


@frozen
class Document:
    """One document: `NNN_slug.txt` and the folder `NNN_slug/`."""

    path: Path  # of the text

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def folder(self) -> Path:
        return self.path.with_suffix("")

    @property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "about.toml").read_text("utf-8"))

    @property
    def gold(self) -> Tree:
        return Tree.read(self.folder / "gold.json")

    @property
    def strict(self) -> bool:
        """Whether the program has to give the gold exactly (tests/test_seeds.py)."""
        return bool(self.about.get("strict", False))

    def found(self, profile: str = "auto") -> Tree:
        """What the program makes of the text."""
        return Tree.of(neutral(rp.parse_file(self.path, profile).report))

    def hash(self) -> str:
        """The first 16 digits of the SHA-256 of text and gold."""
        digest = hashlib.sha256(self.path.read_bytes())
        digest.update(b"\0" + (self.folder / "gold.json").read_bytes())
        return digest.hexdigest()[:16]


def documents(folder: Path = SEEDS) -> list[Document]:
    """All of them, by name."""
    return [Document(path) for path in sorted(folder.glob("*.txt"))]


def corpus_hash(hashes: Iterable[tuple[str, str]]) -> str:
    """One hash for all documents: of their names and hashes, sorted."""
    lines = "".join(f"{name} {one}\n" for name, one in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()
