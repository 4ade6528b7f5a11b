"""All that is spoiled, and the words in which it must be told, gathered from the modules that declare them.

A module ``situations_*.py`` declares ``COMMANDS`` (what is asked and cannot be done) or ``SPOILED`` (files), and a
module ``words_*.py`` declares ``TOLD``.
"""

import importlib
from pathlib import Path

import situations
import words

HERE = Path(__file__).parent


def _beside(prefix: str) -> list:
    return [importlib.import_module(path.stem) for path in sorted(HERE.glob(f"{prefix}_*.py"))]


OTHERS = _beside("situations")
COMMANDS = (*situations.COMMANDS, *(made for module in OTHERS for made in getattr(module, "COMMANDS", ())))
FILES = situations.FILES
SPOILED = (
    *situations.SPOILED,
    *(made for module in OTHERS for made in getattr(module, "SPOILED", ())),
    *COMMANDS[len(situations.COMMANDS) :],
)
TOLD = {**words.TOLD}
for _module in _beside("words"):
    TOLD |= _module.TOLD
