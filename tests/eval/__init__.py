"""The evaluation: every document of `seeds/` scored against its gold, with floors (docs/evaluation.md)."""
