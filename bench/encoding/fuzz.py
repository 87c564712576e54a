"""Random text against the encoding stage: ``python -m bench encoding fuzz [--seconds N] [--seed N]``.

Bytes read with any codec, mojibake up to ten layers deep, floods of invisible characters and random
code points. Whatever comes: no crash, edits that undo, the same with and without the bulk scan,
nothing left to change after the last round, bytes that come back, and time that grows with the text.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

from bench.encoding.chains import LEGACY, READ_AS
from bench.encoding.sentences import SENTENCES
from bench.encoding.stage import SETTINGS, repair
from cleaner import edits as law
from cleaner.draft import Draft
from cleaner.formats.decode import decode, encode
from cleaner.model import Document
from cleaner.stages.encoding import find_encoding
from cleaner.stages.encoding.codecs import BEYOND_FTFY, CJK, FTFY, characters
from cleaner.stages.encoding.scan import scan

_CODECS = (*FTFY, *BEYOND_FTFY, *CJK, "utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f\u202a\u202e\u2066\u2069\u061c\x80\x85\x9d\xa0\ufffd"
)
_PIECES = (
    *(text for texts in SENTENCES.values() for text in texts),
    *(
        "Ã©",
        "â€™",
        "Ð",
        "вЂ",
        "├®",
        "鏂囦",
        "縺薙",
        "锟斤拷",
        "占쏙옙",
        "ï¿½",
        "&eacute;",
        "&amp;amp;",
        "d?j\ufffd",
        "0:A;",
        "\n",
    ),
)
_DEEPEST = 10
_LONGEST = 60_000
_SHORT, _TIMES, _TRIES = 4_000, 8, 3
_TIMED = 8
"""One text in so many is timed, which takes as long as checking several."""
_SLOWEST = 4.0
"""Times as long a character may take in a text eight times as long; twice is noise, eight is quadratic."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench encoding fuzz")
    parser.add_argument("--seconds", type=float, default=600, help="how long (600)")
    parser.add_argument("--seed", type=int, default=0, help="which texts (0)")
    args = parser.parse_args(argv)
    end = time.monotonic() + args.seconds
    count, failures = fuzz(args.seed, lambda _: time.monotonic() < end)
    print(f"{count.total()} texts in {args.seconds:.0f} s: {dict(count)}; {len(failures)} failures")
    for failure in failures:
        print(f"  {failure}")
    return bool(failures)


def fuzz(seed: int, goes_on: Callable[[int], bool]) -> tuple[Counter[str], list[str]]:
    """How many texts of each kind were tried, and what failed; ``goes_on`` is asked with their number."""
    dice, count, failures = random.Random(seed), Counter[str](), list[str]()
    while goes_on(count.total()):
        name = dice.choice(list(KINDS))
        text = KINDS[name](dice)
        count[name] += 1
        try:
            found = [*check(text), *(check_time(text) if count.total() % _TIMED == 0 else ())]
            failures += [f"{name}: {what}: {text[:200]!r}" for what in found]
        except Exception as error:  # whatever it is, it is what we look for
            failures.append(f"{name}: {error!r}: {text[:200]!r}")
    return count, failures


def check(text: str) -> Iterator[str]:
    """What is wrong with the stage's findings in the text."""
    document = Document("fuzz", text, None)
    careful = find_encoding(Draft(text, document, SETTINGS))
    flags = list(map(int, scan((text + "\n").encode())))
    if careful != find_encoding(Draft(text, document, SETTINGS), flags):
        yield "the scan and the careful path differ"
    found = law.arrange([edit for edit in careful if edit.safety == "safe"])
    if law.undo(law.apply(text, found), found) != text:
        yield "the edits do not undo"
    once = repair(text)[0]
    if repair(once)[0] != once:
        yield "a second run changes more"


def check_time(text: str) -> Iterator[str]:
    """Whether a character takes longer where the text is repeated eight times as often.

    The slowest of three shorter texts counts: what is cheap with a repetition more is not with one less.
    """
    if not text:
        return
    times, slowest = _SHORT // len(text) + 1, 0.0
    for more in range(_TRIES):
        short, long = text * (times + more), text * (times + more) * _TIMES
        slowest = max(slowest, _seconds(short), 0.002)
        growth = _seconds(long) / slowest / _TIMES
        if growth < _SLOWEST:
            return
    yield f"a character takes {growth:.1f} times as long"


def _seconds(text: str) -> float:
    document = Document("fuzz", text, None)
    start = time.process_time()
    find_encoding(Draft(text, document, SETTINGS))
    return time.process_time() - start


def _bytes(dice: random.Random) -> str:
    """Random bytes as a file: what is decoded must give them back."""
    data = dice.randbytes(dice.randrange(200))
    if dice.random() < 0.5:
        text = dice.choice(_PIECES)
        data += text.encode(dice.choice(("utf-8", "utf-16", "cp1252", "gb18030", "koi8-r")), "replace")
    found = decode(data)
    if found.exact and encode(found.text, found.coding) != data:
        raise ValueError(f"{data!r} does not come back from {found.coding}")
    return _line_feeds(found.text)


def _misread(dice: random.Random) -> str:
    codec = dice.choice(_CODECS)
    return _read(dice.randbytes(dice.randrange(200)), codec)


def _nested(dice: random.Random) -> str:
    """Sentences read wrongly again and again."""
    lang = dice.choice(list(SENTENCES))
    text = dice.choice(SENTENCES[lang])
    if dice.random() < 0.3:
        text = _read(text.encode(dice.choice(LEGACY[lang]), "ignore"), dice.choice(READ_AS))
    for _ in range(dice.randint(1, _DEEPEST)):
        data = text.encode("utf-8", "replace")
        if dice.random() < 0.2:
            data = data[: -dice.randrange(1, 4)]
        if len(data) > _LONGEST:
            break
        text = _read(data, dice.choice(READ_AS) if dice.random() < 0.5 else "sloppy-windows-1252")
    return text


def _flood(dice: random.Random) -> str:
    """Invisible characters and nothing but them, or between the letters of a sentence."""
    some = dice.sample(_INVISIBLE, dice.randint(1, 3))
    if dice.random() < 0.3:
        return "".join(dice.choices(some, k=dice.randrange(2_000)))
    return "".join(c + "".join(dice.choices(some, k=dice.randrange(4))) for c in dice.choice(_PIECES))


def _code_points(dice: random.Random) -> str:
    top = dice.choice((0x100, 0x250, 0x530, 0x3100, 0x10000, 0x110000))
    points = (dice.randrange(top) for _ in range(dice.randrange(120)))
    return _line_feeds("".join(chr(p) for p in points if not 0xD800 <= p < 0xE000))


def _pieces(dice: random.Random) -> str:
    parts = dice.choices(_PIECES, k=dice.randint(1, 6))
    text = dice.choice(("", " ", "\n")).join(part[: dice.randint(1, 40)] for part in parts)
    return _read(text.encode(), dice.choice(READ_AS)) if dice.random() < 0.5 else text


def _read(data: bytes, codec: str) -> str:
    if codec.startswith("sloppy"):
        table = characters(codec, 0, 256)
        return _line_feeds("".join(table[byte] for byte in data))
    return _line_feeds(data.decode(codec, "replace"))


def _line_feeds(text: str) -> str:
    """The text as a reader of files hands it on: without lone surrogates."""
    return text.encode("utf-8", "replace").decode()


KINDS: dict[str, Callable[[random.Random], str]] = {
    "bytes of a file": _bytes,
    "bytes misread": _misread,
    "nested mojibake": _nested,
    "flood of invisible": _flood,
    "code points": _code_points,
    "pieces": _pieces,
}
