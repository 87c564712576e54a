"""Texts damaged by chains of wrong decodings, of one layer and two, whole and with losses."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.stages.encoding.codecs import characters, decode, encode

LEGACY: dict[str, tuple[str, ...]] = {
    "fr": ("cp1252", "iso8859-15", "macroman", "cp850", "cp437"),
    "de": ("cp1252", "macroman", "cp850", "cp437"),
    "es": ("cp1252", "macroman", "cp850", "cp437"),
    "pt": ("cp1252", "macroman", "cp850"),
    "pl": ("cp1250", "iso8859-2", "cp852"),
    "cs": ("cp1250", "iso8859-2", "cp852"),
    "tr": ("cp1254", "cp857"),
    "vi": ("cp1258",),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"),
    "uk": ("cp1251", "koi8-u"),
    "el": ("cp1253", "iso8859-7", "cp737"),
    "he": ("cp1255",),
    "ar": ("cp1256", "iso8859-6"),
    "th": ("cp874",),
    "zh": ("gb18030", "big5"),
    "zh-Hant": ("big5", "gb18030"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
}
"""What text of a language was written in before Unicode."""
_LATIN = ("latin-1", "sloppy-windows-1252", "sloppy-windows-1250", "sloppy-windows-1251", "iso8859-2")
_DOS = ("cp437", "cp850", "cp852", "macroman", "koi8-r", "cp866")
_CJK = ("gb18030", "cp932", "cp949", "big5")
READ_AS = _LATIN + _DOS + _CJK
"""What text is wrongly read with."""
LOSSES = ("replace", "ignore", "byte", "end", "question", "strip")
"""How bytes get lost: unreadable ones become U+FFFD or go, one is dropped, the end is cut, what Windows-1252
lacks becomes a question mark, control characters go and no-break spaces become spaces."""
_CONTROL = re.compile("[\x80-\x9f]")


class Damaged(NamedTuple):
    """A text and what became of it; ``chain`` names the codecs and the loss.

    ``within`` is what the damaged text says when it is read back strictly: the original, or that
    without the letters that left no trace. None where strict reading is not possible any more.
    """

    lang: str
    chain: str
    text: str
    original: str
    within: str | None


Chain = tuple[tuple[str, str], ...]
"""Layers, each ``(written in, read as)``."""


def chains(lang: str, layers: int) -> list[Chain]:
    """UTF-8 or a legacy codec read with another, and that once or twice saved as UTF-8 and read wrongly again."""
    first = [
        (really, wrong) for really in ("utf-8", *LEGACY.get(lang, ())) for wrong in READ_AS if wrong != really
    ]
    if layers == 1:
        return [(layer,) for layer in first]
    return [(layer, ("utf-8", wrong)) for layer in first for wrong in READ_AS]


def damage(text: str, chain: Chain, loss: str, dice: random.Random) -> str | None:
    """The text after the chain, with a loss in one of its layers; None where the codecs cannot do that."""
    hit = dice.randrange(len(chain)) if loss else -1
    for i, (really, wrong) in enumerate(chain):
        data = _written(text, really)
        if data is None:
            return None
        if i == hit:
            data = _cut(data, loss, dice)
        errors = loss if i == hit and loss in ("replace", "ignore") else "strict"
        read = _read(data, wrong, errors)
        if read is None:
            return None
        text = _lose(read, loss) if i == hit else read
    return text


def undone(text: str, chain: Chain) -> str | None:
    """The text with its layers undone; None where one of them cannot be undone strictly."""
    now: str | None = text
    for really, wrong in reversed(chain):
        data = encode(now, wrong) if now is not None else None
        now = decode(data, really) if data is not None else None
    return now


def whole(texts: Mapping[str, Sequence[str]], layers: int, times: int) -> Iterator[Damaged]:
    """Each text damaged by some chains of so many layers that lose nothing."""
    for lang, text, dice in _texts(texts, f"{layers}"):
        tried = dice.sample(options := chains(lang, layers), len(options))
        made = ((chain, damage(text, chain, "", dice)) for chain in tried)
        yield from _first(lang, text, made, "", times)


def lossy(texts: Mapping[str, Sequence[str]], layers: int, times: int) -> Iterator[Damaged]:
    """Each text damaged by some chains of so many layers, by each of the losses."""
    for lang, text, dice in _texts(texts, f"lossy {layers}"):
        for loss in LOSSES:
            tried = dice.sample(options := chains(lang, layers), len(options))
            made = (
                (chain, bad)
                for chain in tried
                if (bad := damage(text, chain, loss, dice)) is not None
                and bad != damage(text, chain, "", dice)
            )
            yield from _first(lang, text, made, loss, times)


def _texts(texts: Mapping[str, Sequence[str]], seed: str) -> Iterator[tuple[str, str, random.Random]]:
    for lang, own in texts.items():
        for text in own:
            yield lang, text, random.Random(f"{seed} {text}")


def _first(
    lang: str, text: str, made: Iterator[tuple[Chain, str | None]], loss: str, times: int
) -> Iterator[Damaged]:
    count = 0
    for chain, bad in made:
        if bad is not None and bad != text and "\n" not in bad:
            name = " > ".join(f"{really} as {wrong}" for really, wrong in chain)
            yield Damaged(lang, f"{name} {loss}".strip(), bad, text, undone(bad, chain))
            count += 1
        if count == times:
            return


def _written(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None


def _read(data: bytes, codec: str, errors: str) -> str | None:
    if codec.startswith("sloppy"):
        table = characters(codec, 0, 256)
        return "".join(table[byte] for byte in data)
    try:
        return data.decode(codec, errors)
    except UnicodeDecodeError:
        return None


def _cut(data: bytes, loss: str, dice: random.Random) -> bytes:
    """The bytes without one that is not ASCII, or without the last of them and what follows."""
    places = [i for i, byte in enumerate(data) if byte > 0x7F]
    if not places or loss not in ("byte", "end"):
        return data
    place = dice.choice(places)
    return data[:place] + data[place + 1 :] if loss == "byte" else data[: places[-1]]


def _lose(text: str, loss: str) -> str:
    """The text without what a page of Windows-1252, or one cleared of control characters, cannot hold."""
    if loss == "strip":
        return _CONTROL.sub("", text).replace("\xa0", " ")
    if loss != "question":
        return text
    asked = text.encode("cp1252", "replace").decode("cp1252")
    gone = sum(a != b for a, b in zip(text, asked, strict=True))
    return asked if 2 * gone < sum(not c.isascii() for c in text) else text
