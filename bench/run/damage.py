"""One paragraph damaged the ways pages are: mojibake of several kinds most often, and what the other stages mend."""

from __future__ import annotations

import random

_CODECS = {
    "ru": ("cp1251", "koi8-r", "latin-1"),
    "uk": ("cp1251", "latin-1"),
    "bg": ("cp1251", "latin-1"),
    "el": ("cp1253", "cp1252"),
    "pl": ("cp1250", "cp1252"),
    "cs": ("cp1250", "cp1252"),
    "hu": ("cp1250", "cp1252"),
    "ro": ("cp1250", "cp1252"),
    "tr": ("cp1254", "cp1252"),
}
_RESIDUE = (
    "As an AI language model, I cannot browse the internet.",
    "Certainly! Here is the article you asked for:",
    "Click here to subscribe to our newsletter.",
    "Make this article seo compatible, be in french, create at least 700 words",
)


def damaged(text: str, lang: str, dice: random.Random) -> str:
    """Seven times in ten mojibake where the text is not ASCII; else entities, a lost space, a line of residue."""
    if not text.isascii() and dice.random() < 0.7:
        return _mojibake(text, dice.choice(_CODECS.get(lang, ("cp1252", "latin-1"))))
    kind = dice.randrange(3)
    if kind == 0:
        return text.replace(" ", "&nbsp;", 1).replace('"', "&quot;")
    if kind == 1:
        return text.replace(". ", ".", 1)
    return f"{text}\n\n{dice.choice(_RESIDUE)}"


def _mojibake(text: str, codec: str) -> str:
    """UTF-8 read in the wrong codec; a byte it lacks is read as in Latin-1, as browsers do."""
    read = (bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    return "".join(read).replace("\n", " ").replace("\r", " ").replace("\x85", " ")
