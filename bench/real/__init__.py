"""Measures on documents that are not part of the project: a module for each folder of a corpus."""
