"""Make the text and the gold of a document from its manuscript: python tests/eval/make/make.py seeds/NNN_slug [...]

Reads NNN_slug/manuscript.txt and the `[made]` table of NNN_slug/about.toml, writes NNN_slug.txt and
NNN_slug/gold.json; `--gold` writes the gold only, `--keep FOLDER` keeps page and PDF, `--all` tells what every
extractor gives, for choosing one. The engines and extractors are named in docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[2] / "src")]

from eval.make import manuscript, newspaper, page  # noqa: E402
from eval.make.extract import EXTRACTORS  # noqa: E402


def main() -> int:
    """Make each document that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--gold", action="store_true", help="the gold only: no page, no text")
    parser.add_argument("--keep", type=Path, help="a folder for the page and the PDF")
    parser.add_argument("--all", action="store_true", help="with --keep: the text of every extractor, too")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        make(folder, arguments.gold, arguments.keep, arguments.all)
    return 0


def make(folder: Path, gold_only: bool = False, keep: Path | None = None, every: bool = False) -> None:
    """Gold and text of one document."""
    blocks = manuscript.read(folder / "manuscript.txt")
    (folder / "gold.json").write_text(written(manuscript.gold(blocks)), "utf-8", newline="\n")
    if gold_only:
        return
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        work = keep or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        pdf = work / f"{folder.name}.pdf"
        typeset(blocks, about["language"], about["made"], pdf)
        folder.with_suffix(".txt").write_bytes(EXTRACTORS[about["extractor"]](pdf).encode("utf-8"))
        if every and keep:
            for name, extract in EXTRACTORS.items():
                (work / f"{folder.name}.{name.replace(' ', '')}.txt").write_bytes(extract(pdf).encode("utf-8"))


def written(gold: dict[str, Any]) -> str:
    """The gold as it stands in the file."""
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


def typeset(blocks: list[manuscript.Block], language: str, made: dict[str, Any], pdf: Path) -> None:
    """The PDF, by the engine that `[made]` names."""
    engine = made["engine"]
    if engine == "newspaper":
        newspaper.typeset(blocks, newspaper.Layout(**made["layout"]), pdf)
        return
    source = pdf.with_suffix(".html")
    source.write_text(page.page(blocks, language, made["style"], footnotes=engine == "weasyprint"), "utf-8")
    if engine == "weasyprint":
        import_module("weasyprint").HTML(filename=str(source)).write_pdf(str(pdf))
    elif engine == "chromium":
        with tempfile.TemporaryDirectory() as profile:
            quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
            target = [f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", str(source)]
            subprocess.run(["chromium", *quiet, *target], check=True, capture_output=True)
    elif engine == "libreoffice":
        convert = ["--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf", "--outdir", str(pdf.parent)]
        subprocess.run(["soffice", *convert, str(source)], check=True, capture_output=True)
    else:
        raise ValueError(f"no engine {engine!r}")


if __name__ == "__main__":
    sys.exit(main())
