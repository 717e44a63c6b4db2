"""`Origin`: what a written report says about the text it came from and the program that wrote it."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from reportparse.source import Piece, Source


@frozen(kw_only=True)
class Origin:
    """The `<source>` and `<generator>` of a written report; a `<source>` for each piece, if it is of several.

    >>> origin = Origin.of(Source(text="各位委员：", name="report.txt"), version="1.0")
    >>> origin.name, origin.length, origin.encoding, origin.sha256[:8]
    ('report.txt', 5, None, '369417a3')
    """

    name: str | None = None  # "report.txt"; None for a str from nowhere
    sha256: str = ""  # of the bytes received, or of UTF-8 with surrogatepass for a str; 64 hex digits
    length: int = 0  # of the source, in code points
    encoding: str | None = None  # "utf-8"; None if the text came as str
    version: str = ""  # of reportparse, "0.1.0"
    pieces: tuple[Piece, ...] = ()  # what the source is made of; then it has no name and no `sha256` of its own

    @classmethod
    def of(cls, source: Source, version: str | None = None) -> Origin:
        """The origin of a source; `version` is the installed one unless given."""
        return cls(
            name=source.name,
            sha256="" if source.pieces else source.sha256,
            length=len(source.text),
            encoding=source.encoding,
            version=_installed_version() if version is None else version,
            pieces=source.pieces,
        )


@cache
def _installed_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("reportparse")
    except PackageNotFoundError:
        return "0"
