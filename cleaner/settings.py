"""What a user can set, with the defaults: frozen, picklable, hashable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cleaner.model import Safety

CLASSES = ("ENC", "MRK", "PRM", "LLM", "BPL", "DUP", "FRG", "GLU", "HAL", "UNT", "NUM", "LIT", "ENT", "CAL", "GRM", "TYP")
"""The defect classes in order of precedence: where spans overlap, the first wins."""

OFF_BY_DEFAULT = ("TYP", "CAL")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides the output; two equal settings give equal bytes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str | None = None
    variant: str | None = None
    unsafe: bool = False
    remove: bool = True
    duplicates: Literal["off", "document", "source", "run"] = "run"
    threshold: float = 0.6
    keep: Literal["first", "longest"] = "first"
    furniture_documents: int = 5
    furniture_share: float = 0.3
    packs: tuple[str, ...] = ()
    extend_safe: tuple[str, ...] = ()
    extend_unsafe: tuple[str, ...] = ()

    def selects(self, rule: str, cls: str) -> bool:
        """True where the rule runs: a rule's name beats a class, ``ignore`` beats ``select``."""
        if rule in self.ignore or (cls in self.ignore and rule not in self.select):
            return False
        if rule in self.select or cls in self.select or "ALL" in self.select:
            return True
        return not self.select and cls not in OFF_BY_DEFAULT

    def safety_of(self, rule: str, cls: str, safety: Safety) -> Safety:
        """The rule's safety, promoted by ``extend_safe`` or demoted by ``extend_unsafe``."""
        if safety == "flag":
            return safety
        if rule in self.extend_unsafe or cls in self.extend_unsafe:
            return "unsafe"
        return "safe" if rule in self.extend_safe or cls in self.extend_safe else safety
