"""What a rule says. A rule, its reason and its examples are one block of TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from cleaner.model import Safety

Unit = Literal["span", "sentence", "paragraph"]
Scope = Literal["sentence", "paragraph", "document"]

ARTEFACTS = ("MRK", "FRG", "GLU", "HAL", "UNT", "NUM", "LIT", "ENT", "CAL", "GRM", "TYP")
BOILERPLATE = ("PRM", "LLM", "BPL")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack; see docs/rules.md for what each field means to its author."""

    id: str
    cls: str
    lang: str
    safety: Safety
    source: str
    reason: str
    pattern: str
    examples: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]
    langs: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    case: bool = False
    unit: Unit = "span"
    at: Literal["anywhere", "edge"] = "anywhere"
    headings: bool = True
    weak: bool = False
    scope: Scope = "document"
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    forbid_before: tuple[str, ...] = ()
    replace: str | None = None
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fn: Mapping[str, Any] = field(default_factory=dict)
    fixups: tuple[str, ...] = ()
    evidence: str = ""
    probes: tuple[str, ...] = ()

    @property
    def removes(self) -> bool:
        """True for a rule that takes whole paragraphs or sentences away."""
        return self.unit != "span" and self.replace == ""

    def speaks(self, lang: str) -> bool:
        """True where the rule runs on a text in ``lang`` (a tag with its variant, or ``und``)."""
        return speaks(self, lang)


class Spoken(Protocol):
    """What tells the languages of a rule."""

    @property
    def lang(self) -> str: ...  # noqa: D102
    @property
    def langs(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def variants(self) -> tuple[str, ...]: ...  # noqa: D102


def speaks(rule: Spoken, lang: str) -> bool:
    """True where a rule runs on a text in ``lang`` (a tag with its variant, or ``und``)."""
    parts = lang.split("-")
    tags = ["-".join(parts[:n]) for n in range(1, len(parts) + 1)]
    if rule.variants and not any(tag in rule.variants for tag in tags):
        return False
    if rule.lang == "any":
        return not rule.langs or any(tag in rule.langs for tag in tags)
    return rule.lang in tags
