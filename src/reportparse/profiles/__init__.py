"""Profiles: the facts about families of reports, from TOML."""

from __future__ import annotations

from reportparse.profiles.detection import Candidate, Detection, Reason, detect
from reportparse.profiles.loader import available, is_path, load, unusable, web_words, wrong_name
from reportparse.profiles.model import Clue, Profile
from reportparse.profiles.shown import quoted, show
from reportparse.profiles.skill import Skill

__all__ = [
    "Candidate",
    "Clue",
    "Detection",
    "Profile",
    "Reason",
    "Skill",
    "available",
    "detect",
    "is_path",
    "load",
    "quoted",
    "show",
    "unusable",
    "web_words",
    "wrong_name",
]
