"""A PDF's text as each extractor gives it. The tools are not part of the project (docs/evaluation.md names them)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

PDFBOX = "/usr/share/java/pdfbox2.jar:/usr/share/java/pdfbox2-tools.jar:/usr/share/java/fontbox2.jar:/usr/share/java/commons-logging.jar"


def _command(*words: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        line = [word.replace("PDF", str(path)) for word in words]
        return subprocess.run(line, check=True, capture_output=True).stdout.decode("utf-8")

    return run


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in import_module("pypdf").PdfReader(str(path)).pages)


def _pdfminer(path: Path) -> str:
    return str(import_module("pdfminer.high_level").extract_text(str(path)))


def _pdfplumber(path: Path) -> str:
    with import_module("pdfplumber").open(str(path)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _pypdfium2(path: Path) -> str:
    document: Any = import_module("pypdfium2").PdfDocument(str(path))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pymupdf(path: Path) -> str:
    return "\f".join(page.get_text() for page in import_module("pymupdf").open(str(path)))


def _tika(path: Path) -> str:
    """Apache Tika as compiled into extractous."""
    found: tuple[str, Any] = import_module("extractous").Extractor().extract_file_to_string(str(path))
    return found[0]


EXTRACTORS: dict[str, Callable[[Path], str]] = {
    "pdftotext": _command("pdftotext", "-enc", "UTF-8", "PDF", "-"),
    "pdftotext -raw": _command("pdftotext", "-enc", "UTF-8", "-raw", "PDF", "-"),
    "pdftotext -layout": _command("pdftotext", "-enc", "UTF-8", "-layout", "PDF", "-"),
    "mutool": _command("mutool", "draw", "-q", "-F", "txt", "PDF"),
    "pdfbox": _command(
        "java",
        "-Dfile.encoding=UTF-8",
        "-cp",
        PDFBOX,
        "org.apache.pdfbox.tools.ExtractText",
        "-encoding",
        "UTF-8",
        "-console",
        "PDF",
    ),
    "pypdf": _pypdf,
    "pdfminer": _pdfminer,
    "pdfplumber": _pdfplumber,
    "pypdfium2": _pypdfium2,
    "pymupdf": _pymupdf,
    "tika": _tika,
}
