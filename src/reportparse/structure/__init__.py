"""Structure: clean text into a tree."""

from __future__ import annotations

from reportparse.structure.articles import Headed, article_starts, headings, title
from reportparse.structure.build import ParseOptions, build
from reportparse.structure.matter import MatterOptions
from reportparse.structure.outline import OutlineOptions
from reportparse.structure.share import explained

__all__ = [
    "Headed",
    "MatterOptions",
    "OutlineOptions",
    "ParseOptions",
    "article_starts",
    "build",
    "explained",
    "headings",
    "title",
]
