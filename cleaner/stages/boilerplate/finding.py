"""What one paragraph was found to be."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Safety


class Finding(NamedTuple):
    """A paragraph taken as a whole, by a rule of the packs or by one written in code."""

    rule: str
    cls: str
    reason: str
    safety: Safety = "safe"
    removes: bool = True
    weak: bool = False
