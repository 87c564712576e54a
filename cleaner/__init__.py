"""cleaner: damaged multilingual text in, clean text out; every change is named and can be undone.

>>> import cleaner
>>> cleaner.clean("Le chiffre de $7 trillions est connu.").text
'Le chiffre de 7 000 milliards de dollars est connu.'
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Cleaned", "Cleaner", "Document", "Edit", "Settings", "clean"]

_HOMES = {
    "Cleaned": "cleaner.pipeline",
    "Cleaner": "cleaner.library",
    "Document": "cleaner.model",
    "Edit": "cleaner.model",
    "Settings": "cleaner.settings",
    "clean": "cleaner.library",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: ``import cleaner`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
