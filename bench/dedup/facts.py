"""Copies in which one fact was changed: none of them may go. Some kinds of change, every language."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import regex

from bench.dedup.graded import removed_pairs
from cleaner.dedup.folding import fold, tokens
from cleaner.dedup.shingles import is_long
from cleaner.dedup.words import function_words, telling_words

_PER_LANGUAGE = 60
_NAME = regex.compile(r"(?<=[\p{Ll}\p{M},] )\p{Lu}[\p{Ll}\p{M}]{2,}(?= )")
_FIRST = regex.compile(r"\p{Lu}[\p{Ll}\p{M}]{2,}(?= )")
_INSIDE = regex.compile(r"(?<=\p{L})[^\p{L}\p{M}]+(?=\p{L})")
_MEASURED = regex.compile(r"(?<=\p{Nd} ?)[\p{L}\p{M}]+")
_NUMBER = regex.compile(r"\p{Nd}+")

Change = Callable[[str, list[str], random.Random], str | None]


def run(data: Path) -> int:
    """Prints how many changed copies are removed, by kind of change, with the languages it happens in."""
    rng = random.Random(5)
    pairs = [pair for file in sorted((data / "clean_ud").glob("*.jsonl")) for pair in _pairs(file, rng)]
    removed = removed_pairs(pairs)
    total, gone = Counter(pair["op"] for pair in pairs), Counter(pairs[n]["op"] for n in removed)
    where = Counter((pairs[n]["op"], pairs[n]["lang"]) for n in removed)
    print(f"{'changed':28}{'pairs':>7}{'removed':>9}")
    for name in total:
        langs = " ".join(f"{lang}:{count}" for (op, lang), count in sorted(where.items()) if op == name)
        print(f"{name:28}{total[name]:7}{gone[name]:9}  {langs}")
    return 0


def _pairs(file: Path, rng: random.Random) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        texts = [" ".join(json.loads(line)["text"].split()) for line in lines]
    lang = file.stem.partition("-")[0]
    names = sorted({match[0] for text in texts for match in _names(text, lang)})
    texts = [text for text in texts if is_long(tokens(text))]
    rng.shuffle(texts)
    for kind, change in changes(lang):
        found = ((text, change(text, names, rng)) for text in texts)
        wanted = [(a, b) for a, b in found if b is not None and b != a][:_PER_LANGUAGE]
        for a, b in wanted:
            yield {"op": kind, "lang": file.stem, "a": a, "b": b}


def _swap(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _digit(text: str, _: list[str], rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c.isdecimal()]
    if not places:
        return None
    at = rng.choice(places)
    return _swap(text, at, at + 1, chr(ord(text[at]) - int(text[at]) + (int(text[at]) + 1) % 10))


def _digit_more(text: str, _: list[str], rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    match = rng.choice(found) if found else None
    return _swap(text, *match.span(), match[0] + match[0][:1]) if match else None


def _numbers_swapped(text: str, _: list[str], __: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    a, b = found[:2]
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def _is_told(word: str, table: str, lang: str | None = None) -> bool:
    """A word of the table by itself: "N:o" and "l'Eden" only fold to one."""
    return fold(word) in telling_words(table, lang) and not _INSIDE.search(word)


def _word_of(table: str, lang: str) -> Change:
    def change(text: str, _: list[str], rng: random.Random) -> str | None:
        words = text.split(" ")
        places = [i for i, word in enumerate(words) if _is_told(word, table, lang)]
        if not places:
            return None
        at = rng.choice(places)
        return " ".join(words[:at] + words[at + 1 :])

    return change


def _another_of(table: str, lang: str) -> Change:
    told = sorted(telling_words(table, lang))

    def change(text: str, _: list[str], rng: random.Random) -> str | None:
        words = text.split(" ")
        places = [i for i, word in enumerate(words) if _is_told(word, table, lang)]
        if not places:
            return None
        at = rng.choice(places)
        words[at] = rng.choice([word for word in told if word != fold(words[at])])
        return " ".join(words)

    return change


def _date(text: str, _: list[str], rng: random.Random) -> str | None:
    words, told = text.split(" "), sorted(telling_words("dates"))
    places = [i for i, word in enumerate(words) if _is_told(word, "dates")]
    if not places:
        return None
    at = rng.choice(places)
    words[at] = rng.choice([word for word in told if word != fold(words[at])])
    return " ".join(words)


def _unit_of(lang: str) -> Change:
    told = telling_words("units", lang)

    def change(text: str, _: list[str], rng: random.Random) -> str | None:
        found = [match for match in _MEASURED.finditer(text) if fold(match[0]) in told]
        if not found:
            return None
        match = rng.choice(found)
        return _swap(text, *match.span(), rng.choice(sorted(told - {fold(match[0])})))

    return change


def _names(text: str, lang: str) -> list[regex.Match[str]]:
    """Capitalised words inside sentences; a function word of the language begins one that was not seen to begin."""
    return [match for match in _NAME.finditer(text) if fold(match[0]) not in function_words(lang)]


def _name_of(lang: str) -> Change:
    def change(text: str, names: list[str], rng: random.Random) -> str | None:
        found = _names(text, lang)
        if not found:
            return None
        match = rng.choice(found)
        return _swap(text, *match.span(), rng.choice([name for name in names if fold(name) != fold(match[0])]))

    return change


def _first_name(text: str, names: list[str], rng: random.Random) -> str | None:
    match = _FIRST.match(text)
    if not match or match[0] not in names or fold(match[0]) in function_words():
        return None
    return _swap(
        text, *match.span(), rng.choice([name for name in names if fold(name) not in function_words()])
    )


def _name_and_word_of(lang: str) -> Change:
    def change(text: str, names: list[str], rng: random.Random) -> str | None:
        changed = _name_of(lang)(text, names, rng)
        words = changed.split(" ") if changed else []
        places = [i for i, word in enumerate(words) if word.islower() and word.isalpha() and len(word) > 3]
        if not places:
            return None
        at = rng.choice(places)
        words[at] = words[rng.choice(places)] + "e"
        return " ".join(words)

    return change


def _two_names_of(lang: str) -> Change:
    def change(text: str, names: list[str], rng: random.Random) -> str | None:
        changed = _name_of(lang)(text, names, rng)
        return _name_of(lang)(changed, names, rng) if changed and len(_names(text, lang)) > 1 else None

    return change


def changes(lang: str) -> tuple[tuple[str, Change], ...]:
    """The kinds of change by name; what denies is a word of that language (Portuguese "no" does not)."""
    return (
        ("a digit", _digit),
        ("a digit more", _digit_more),
        ("two numbers exchanged", _numbers_swapped),
        ("a month or weekday", _date),
        ("a unit", _unit_of(lang)),
        ("a number as a word", _another_of("numbers", lang)),
        ("a place without capitals", _another_of("places", lang)),
        ("a negation taken out", _word_of("negations", lang)),
        ("a name", _name_of(lang)),
        ("a name that begins the text", _first_name),
        ("two names", _two_names_of(lang)),
        ("a name and a word", _name_and_word_of(lang)),
    )
