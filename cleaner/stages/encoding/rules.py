"""The names of the encoding rules, each with its reason."""

from __future__ import annotations

REASONS = {
    "enc-any-mojibake": "UTF-8 that was read with a single-byte codec, undone by ftfy.",
    "enc-any-utf8": "UTF-8 that was read with another codec: the bytes decode strictly, and the result is text.",
    "enc-any-legacy": "Text in a legacy codec that was read with another: the bytes decode strictly, and the result is text.",
    "enc-any-lossy": "Mojibake that lost bytes: it cannot be undone wholly, so it is left as it is.",
    "enc-any-lost": "Replacement characters that were themselves read with a wrong codec: the text is gone.",
    "enc-ru-low-byte": "Russian letters cut to the low byte of their code points.",
    "enc-any-replaced": "U+FFFD stands where a character could not be decoded.",
    "enc-any-question-mark": "A question mark stands where a letter could not be encoded.",
    "enc-any-dropped": "A letter or apostrophe beyond ASCII was deleted: no word of the language is left without it.",
    "enc-any-soft-hyphen": "A soft hyphen inside a word: it breaks searching and matching.",
    "enc-any-zero-width": "A zero-width character inside a word of a script that needs none.",
    "enc-any-bom": "A byte order mark inside the text.",
    "enc-any-bidi": "A direction mark in a text without right-to-left letters.",
    "enc-any-control": "A C1 control character, which no text needs.",
    "enc-any-lookalike": "A letter of another alphabet that looks like the right one.",
    "enc-any-entity": "An HTML character reference in plain prose.",
}

RULES: tuple[tuple[str, str], ...] = tuple(REASONS.items())
