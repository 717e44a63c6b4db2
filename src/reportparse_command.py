"""The program `reportparse`: `reportparse.cli`, with a quiet end if it is interrupted while it still loads.

A module of its own, since a part of the package can run only when the package is loaded.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        from reportparse.cli import main as run

        return run()
    except KeyboardInterrupt:
        print("reportparse: interrupted", file=sys.stderr)
        return 130
