"""How the documents of `seeds/` were made: a manuscript, from which page, text and gold derive (docs/evaluation.md)."""
