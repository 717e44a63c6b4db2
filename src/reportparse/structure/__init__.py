"""Structure: clean text into a tree."""

from __future__ import annotations

from reportparse.structure.build import ParseOptions, build
from reportparse.structure.matter import MatterOptions
from reportparse.structure.outline import OutlineOptions

__all__ = ["MatterOptions", "OutlineOptions", "ParseOptions", "build"]
