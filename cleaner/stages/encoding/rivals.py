"""Whether a text that came back may still be of a legacy codec that was read wrongly, in a layer below.

*Teď jen není* that went through two pages of Eastern Europe comes back as *Teï jen není*: no byte of
UTF-8 is left, and still it is another text. Where another reading of the same bytes is as much at home in
the language of the text, neither is taken. Of 7,300 clean sentences in 28 languages 10 have such a rival.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import and_

from cleaner.stages.encoding.codecs import CJK, LEGACY, characters
from cleaner.stages.encoding.gate import has_intruder, is_bad, is_surprising, surplus
from cleaner.stages.encoding.likelihood import alphabet, cost, fold, letters_of
from cleaner.stages.encoding.structure import possible_codecs
from cleaner.stages.encoding.whole import is_clean_at_sight, is_written_in, language_of

_SAMPLE = 120
_GAIN, _GAIN_OF_FOREIGN = 4.0, -0.5
"""Nats by which a rival is likelier; a text with letters that its language has not is not asked to be dearer."""
_USUAL = -60
"""Half nats of surplus below which no rival was ever found in a text without odd letters."""
_LETTER = r"(?![²³¹¼½¾])[^\W\d_]"
_INSIDE = re.compile(rf"{_LETTER}[“”„‘‚–—…†‡•®©°¹²³](?={_LETTER})")
_EVIDENCE = re.compile(rf"(?=[^\0-\x7f]){_LETTER}|{_INSIDE.pattern}|{_LETTER}[‚„–—†‡‰®©]")
"""A letter beyond ASCII, or a sign that touches one; … and ½ tell nothing."""
_ODD = re.compile("[“”„‘’‚–—†‡•§](?=[\u0400-\u04ff])|[а-яё][А-ЯЁ]")
_NO_LETTERS = ("en", "id", "tl", "sw", "eu")
"""Languages without letters beyond ASCII of their own: there they are those of any name."""
_ALONE = re.compile(r"(?<![^\W\d_])(?:[²³¹¼½¾]|(?!\w)[^\0-\x7f\s])(?![^\W\d_])")
_LETTERS = re.compile("[\x80-\u052f\u1e00-\u1fff]")
_LETTERS_OF_A_NAME = 2
_PAIRS = tuple(
    (wrong, really)
    for wrong, origins in LEGACY.items()
    for really in origins
    if wrong not in CJK and really not in CJK
)


def is_doubtful(text: str) -> bool:
    """True where something of a layer below is left to be seen, or where the text has a rival."""
    return _is_left(text) or _has_rival(text)


def _is_left(text: str) -> bool:
    """True for what the gate would still look at, but for signs between spaces and the letters of a name."""
    text = _ALONE.sub(" ", text.replace("\ufffd", " "))
    if is_bad(text) or has_intruder(text) or possible_codecs(text):
        return True
    return len(set(_LETTERS.findall(text))) > _LETTERS_OF_A_NAME and is_surprising(text)


def _has_rival(text: str) -> bool:
    """True where the first words beyond ASCII have another reading that the language of the text likes as much."""
    sample = _sample(text)
    if not _EVIDENCE.search(sample) or (surplus(sample) < _USUAL and not _ODD.search(sample)):
        return False
    lang = language_of(text)
    if lang in _NO_LETTERS:
        return False
    usual = is_written_in(sample, lang) and is_clean_at_sight(sample) and not _INSIDE.search(sample)
    most = cost(sample, lang) - (_GAIN if usual else _GAIN_OF_FOREIGN)
    return any(is_clean_at_sight(other) and cost(other, lang) <= most for other in _others(sample, lang))


def _sample(text: str) -> str:
    return " ".join(w for w in text.split(" ") if not w.isascii() and "\ufffd" not in w)[:_SAMPLE]


def _others(sample: str, lang: str) -> Iterator[str]:
    """What the bytes of the sample are in other codecs: letters remain letters, all of the language."""
    own = {c for c in sample if c > "\x7f"}
    seen, places = {sample}, reduce(and_, (_fitting(c, lang) for c in own))
    while places:
        pair = places.bit_length() - 1
        places ^= 1 << pair
        other = sample.translate({ord(c): _reread(c)[pair] for c in own})
        if other not in seen:
            seen.add(other)
            yield other


@lru_cache(maxsize=1 << 14)
def _fitting(c: str, lang: str) -> int:
    """The pairs of codecs in which the character comes of one that the language has, as bits."""
    letters = letters_of(lang)
    return sum(
        1 << i
        for i, other in enumerate(_reread(c))
        if other > "\x9f" and (other.isalpha() or not c.isalpha()) and _fits(other, letters)
    )


def _fits(c: str, letters: str) -> bool:
    return not letters or not alphabet(c) or fold(c) in letters


@lru_cache(maxsize=1 << 12)
def _reread(c: str) -> tuple[str, ...]:
    """For each pair ``(read as, is really)`` what was read as the character; empty where nothing was."""
    return tuple(_origins(wrong, really).get(c, "") for wrong, really in _PAIRS)


@cache
def _origins(wrong: str, really: str) -> dict[str, str]:
    pairs = zip(characters(wrong, 0x80, 0x100), characters(really, 0x80, 0x100), strict=True)
    return {seen: meant for seen, meant in pairs if "\ufffd" not in (seen, meant)}
