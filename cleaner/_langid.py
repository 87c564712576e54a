"""py3langid, restricted to the languages asked for and their neighbours; loaded on first use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_NEIGHBOURS = (
    "af", "az", "be", "bs", "ca", "eo", "et", "eu", "gl", "hr", "kk", "la",
    "lt", "lv", "mk", "ms", "nn", "oc", "sk", "sl", "sq", "sr", "ur",
)  # fmt: skip
"""Languages that are taken for ours when they cannot be named (bg for ru, ms for id ...)."""


@cache
def _model(langs: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    wanted = {"no" if lang == "nb" else lang for lang in langs} | set(_NEIGHBOURS)
    identifier.set_languages(sorted(wanted & set(identifier.labels)))
    return identifier


@lru_cache(maxsize=1024)
def classify(sample: str, langs: tuple[str, ...]) -> str | None:
    """The likeliest of ``langs``; None where it is another language."""
    lang = str(_model(langs).classify(sample)[0])
    lang = "nb" if lang in ("no", "nn") else lang
    return lang if lang in langs else None
