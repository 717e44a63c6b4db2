"""reportparse: the extracted text of a government report becomes a clean text, a typed tree and XML.

>>> import reportparse as rp
>>> document = rp.parse("一、主要工作\\n\\n提出意见 108条。")
>>> [section.heading.text for section in document.report.find(rp.Section)]
['主要工作']
"""

from __future__ import annotations

from reportparse.diagnostics import Diagnostic
from reportparse.errors import EncodingError, ProfileError, ReadError, ReportparseError
from reportparse.nodes import (
    FrontLine,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Report,
    Section,
    Subsection,
    Table,
    TableOfContents,
)
from reportparse.pipeline import Document, parse, parse_file, read_json, read_xml
from reportparse.provenance import Trace
from reportparse.span import Span
from reportparse.stitch import parse_all, parse_parts

__all__ = [
    "Diagnostic",
    "Document",
    "EncodingError",
    "FrontLine",
    "Heading",
    "Item",
    "Note",
    "Paragraph",
    "Part",
    "ProfileError",
    "ReadError",
    "Report",
    "ReportparseError",
    "Section",
    "Span",
    "Subsection",
    "Table",
    "TableOfContents",
    "Trace",
    "parse",
    "parse_all",
    "parse_file",
    "parse_parts",
    "read_json",
    "read_xml",
]
__version__ = "0.1.0"
