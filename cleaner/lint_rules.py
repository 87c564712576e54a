"""The rules that need more than one text, or a text and its comments; ``cleaner/lint`` runs them.

They stand here, below the catalog, so that ``--select`` and ``cleaner explain`` know their names.
"""

from __future__ import annotations

UNUSED_COMMENT = (
    "ign-any-unused-comment",
    "an ignore comment silences nothing: delete it or correct its code",
)
ELSEWHERE = ("dup-any-elsewhere", "the paragraph stands in another file, too (check --against)")

TRANSLATION = {
    "number": ("num-any-lost-number", "the source has {}, the translation has not"),
    "scale": ("num-any-other-scale", "the source has {}: compare the scale"),
    "address": ("mrk-any-lost-address", "the source has {}, the translation has not"),
    "placeholder": ("mrk-any-lost-placeholder", "the source has {}, the translation has not"),
    "code": ("mrk-any-lost-code", "the source has {}, the translation has not"),
    "name": ("ent-any-lost-name", "the source has {}, the translation has not"),
    "paragraph": ("unt-any-lost-paragraph", "the source has a paragraph here that the translation has not: {}"),
    "same": ("unt-any-left-in-source", "word for word as in the source: left untranslated"),
}
"""What ``check --source`` finds: each kind with its rule and its reason."""

RULES = (
    UNUSED_COMMENT,
    ELSEWHERE,
    *((rule, reason.format("something")) for rule, reason in TRANSLATION.values()),
)
