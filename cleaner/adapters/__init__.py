"""The same step for each host: one small file each, imported only by who has the host installed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def host(module: str, extra: str) -> ModuleType:
    """A host's module; where it is missing, one line that says how to get it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(f"{module} is not installed: pip install 'cleaner[{extra}]'") from error
