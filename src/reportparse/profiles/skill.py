"""A family's own cleaning rule, named in its profile: `rule = "package.module:function"`.

It is Python, and runs: so it is loaded only when a document is read with the profile, and only from an installed
package, never from the folder one happens to stand in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from reportparse.clean import Rule, View
from reportparse.errors import ProfileError
from reportparse.provenance import Edit, Mark

_TARGET = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*")
DEFAULT_AFTER = "running-heads"


@frozen(kw_only=True)
class Skill:
    """Which function, and the rule it runs behind."""

    target: str  # "mypackage.rules:seal_lines"
    after: str = DEFAULT_AFTER

    @property
    def name(self) -> str:
        """The rule's name in the log of changes: `seal-lines`."""
        return self.target.rpartition(":")[2].strip("_").replace("_", "-").lower()

    def rule(self) -> Rule:
        """The rule, its function imported. Raises `ProfileError` that says what to do."""
        return _rule(self.target, self.name)


def wrong_target(target: str) -> str | None:
    """What is wrong with the name of a function, as far as its letters tell.

    >>> wrong_target("mypackage.rules:seal_lines") is None, wrong_target("mypackage.rules.seal_lines")
    (True, "'mypackage.rules.seal_lines' does not name a function; write package.module:function")
    """
    if _TARGET.fullmatch(target):
        return None
    return f"{target!r} does not name a function; write package.module:function"


@lru_cache(maxsize=16)
def _rule(target: str, name: str) -> Rule:
    import importlib

    module, _, function = target.partition(":")
    where = f"the rule {target}"
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names or not _installed(top):
        raise ProfileError(f"{where}: no installed package {top!r}; install it where reportparse is installed")
    try:
        found = getattr(importlib.import_module(module), function, None)
    except (Exception, SystemExit) as error:
        raise ProfileError(f"{where}: {module} cannot be imported: {type(error).__name__}: {error}") from error
    if not callable(found):
        raise ProfileError(f"{where}: {module} has no function {function!r}")

    def run(view: View) -> Iterable[Edit | Mark]:
        try:
            made = list(found(view))
        except Exception as error:
            raise ProfileError(f"{where} failed: {type(error).__name__}: {error}") from error
        for one in made:
            if not isinstance(one, Edit | Mark):
                raise ProfileError(f"{where} gave {one!r}; it has to yield Edit and Mark only")
            if not 0 <= one.start <= one.end <= len(view.text):
                raise ProfileError(f"{where} gave {one!r}, which lies outside the text of {len(view.text)} characters")
        return made

    run.__doc__ = found.__doc__ or f"The rule {target}, of a profile."
    return Rule(name, run)


def _installed(top: str) -> bool:
    """Does a package come from where packages are installed, and not only from the folder one stands in?"""
    import importlib.util
    from importlib.machinery import PathFinder

    try:
        found = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return False
    if found is None:
        return False
    here = Path.cwd()
    elsewhere = [entry for entry in sys.path if entry and Path(entry).absolute() != here]
    if PathFinder.find_spec(top, elsewhere) is not None:
        return True
    places = [*(found.submodule_search_locations or ()), found.origin or ""]
    return not any(Path(place).absolute().is_relative_to(here) for place in places if place)
