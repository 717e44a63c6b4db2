"""Where families come from: this package, other packages (entry points), a folder of the user's own."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

GROUP = "reportparse.profiles"  # of the entry points
FOLDERS = "REPORTPARSE_PROFILES"  # the variable that names folders, parted as in PATH
OURS = "reportparse"
_ENDING = ".toml"


class Place(NamedTuple):
    """A profile's file, and whose it is: `reportparse`, `package county-reports`, a folder."""

    file: Traversable
    home: str


class Catalogue(NamedTuple):
    """The files of all families by name, in order of their names; and what is wrong with where they come from."""

    places: dict[str, Place]
    faults: tuple[str, ...]


def catalogue() -> Catalogue:
    """Every family that can be named. What is broken is told in `faults`; it hides no other family."""
    return _catalogue(os.environ.get(FOLDERS, ""))


@lru_cache(maxsize=8)
def _catalogue(folders: str) -> Catalogue:
    places: dict[str, Place] = {}
    faults: list[str] = []
    _add(resources.files("reportparse.profiles") / "data", OURS, places, faults)
    _add_packages(places, faults)
    for folder in folders.split(os.pathsep):
        if folder:
            _add(Path(folder), folder, places, faults, said=f"{FOLDERS}: ")
    return Catalogue(dict(sorted(places.items())), tuple(faults))


def _add_packages(places: dict[str, Place], faults: list[str]) -> None:
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        home = f"package {entry.dist.name if entry.dist else entry.name}"
        said = f"entry point {entry.name} = {entry.value!r} of {home}: "
        try:
            found = entry.load()
            folder = _folder(found)
        except (Exception, SystemExit) as error:  # another package's code: whatever it does, we go on
            faults.append(f"{said}{type(error).__name__}: {error}")
            continue
        if folder is None:
            faults.append(
                f"{said}it names {type(found).__name__} {found!r}; a package with TOML files or a path is needed"
            )
        else:
            _add(folder, home, places, faults, said)


def _folder(found: object) -> Traversable | None:
    """What an entry point names, as a folder or file: a package, a path, a resource."""
    import types

    if isinstance(found, types.ModuleType):
        return resources.files(found) if hasattr(found, "__path__") else None
    if isinstance(found, str | os.PathLike):
        return Path(found)
    return found if isinstance(found, Traversable) else None


def _add(folder: Traversable, home: str, places: dict[str, Place], faults: list[str], said: str = "") -> None:
    try:
        if folder.is_file() and folder.name.endswith(_ENDING):
            files = [folder]
        else:
            files = sorted((one for one in folder.iterdir() if one.name.endswith(_ENDING)), key=lambda one: one.name)
    except OSError as error:
        faults.append(f"{said}cannot read {folder}: {error.strerror or error}")
        return
    if not files:
        faults.append(f"{said}no TOML files in {folder}")
    for file in files:
        name = file.name.removesuffix(_ENDING)
        if name in places:
            faults.append(f"{said}the name {name} is taken by {places[name].home}; give the file {file} another")
        else:
            places[name] = Place(file, home)
