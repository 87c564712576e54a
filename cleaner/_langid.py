"""py3langid, restricted to the languages we know and their neighbours; loaded on first use."""

from __future__ import annotations

from functools import cache
from typing import Any

from cleaner.languages import UNKNOWN, known

_NEIGHBOURS = ("af", "az", "be", "bs", "ca", "eo", "et", "eu", "gl", "hr", "kk", "la", "lt", "lv", "mk", "ms", "nn", "oc", "sk", "sl", "sq", "sr", "ur")
"""Languages that are taken for ours when they cannot be named (bg for ru, ms for id ...)."""


@cache
def _model() -> tuple[Any, frozenset[str]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    wanted = {"no" if lang == "nb" else lang for lang in known()} | set(_NEIGHBOURS)
    available = frozenset(identifier.labels)
    identifier.set_languages(sorted(wanted & available))
    return identifier, available


def classify(sample: str) -> str:
    """The likeliest language; ``und`` for one we know nothing of."""
    lang = str(_model()[0].classify(sample)[0])
    lang = "nb" if lang in ("no", "nn") else lang
    return lang if lang in known() else UNKNOWN
