"""A candidate with its concordance, and the rule it would become: a flag, its examples all from the corpus."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regex

from cleaner.mine.concordance import Uses, as_pattern, with_neighbour
from cleaner.mine.disagreements import Saying
from cleaner.mine.words import carries_meaning, words_of

SIDES = ("left", "right")
LEAST = 3
"""Examples and near-misses a rule carries at the least (``packcheck.LEAST``)."""

_MOST = 8
_WIDTHS = (2, 3, 4, 6, 9, 12)
"""Words on either side of an excerpt."""


def told(rows: Iterable[dict[str, Any]], uses: Uses) -> list[dict[str, Any]]:
    """The rows with the uses of each side outside the pairs, which side looks wrong, and a draft rule.

    The side that is less at home in the corpus is suspected; where both are equally so, the one whose
    sentence is suspected elsewhere: a bad translation is seldom wrong once. The reader decides.
    """
    found = [
        row | {"concordance": {side: _uses(number, i, uses) for i, side in enumerate(SIDES)}}
        for number, row in enumerate(rows)
    ]
    known = Counter(_sentence(row, side) for row in found if (side := _suspect(row)))
    for row in found:
        left, right = (known[_sentence(row, side)] for side in SIDES)
        likely = _suspect(row) or (None if left == right else "left" if left > right else "right")
        row |= {"suspect": likely, "rule": draft(row, likely or SIDES[0])}
    return found


def _sentence(row: Mapping[str, Any], side: str) -> str:
    text: str = row["sentences"][0][SIDES.index(side)]["text"]
    return text


def _uses(number: int, side: int, uses: Uses) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, alone in (("alone", True), ("with_neighbour", False)):
        phrase = next((p for p in uses.counts if p[:3] == (number, side, alone)), None)
        shown = [use._asdict() for use in uses.shown[phrase]] if phrase else []
        found[name] = {"count": uses.counts[phrase] if phrase else 0, "uses": shown}
    return found


def _suspect(row: Mapping[str, Any]) -> str | None:
    """The side that is used less elsewhere; None where neither is."""
    if row["kind"] == "missing":
        return "left"
    left, right = ([row["concordance"][side][how]["count"] for how in ("with_neighbour", "alone")] for side in SIDES)
    return None if left == right else "left" if left < right else "right"


def draft(row: Mapping[str, Any], wrong: str) -> dict[str, Any]:
    """The rule that flags one side of a candidate, as the fields of a pack."""
    pairs = [(_saying(pair[SIDES.index(wrong)]), _saying(pair[1 - SIDES.index(wrong)])) for pair in row["sentences"]]
    bad, good = pairs[0]
    pattern = _lost_pattern(bad) if row["kind"] == "missing" else as_pattern(with_neighbour(bad, row["lang"]))
    legitimate = [use["text"] for use in row["concordance"][wrong]["with_neighbour"]["uses"]]
    rule: dict[str, Any] = {
        "id": f"{row['class'].lower()}-{_folder(row['lang'])}-{_slug(bad, row)}",
        "reason": _reason(row, bad, good),
        "safety": "flag",
        "pattern": pattern,
    }
    if legitimate:
        rule["forbid"] = _forbid(legitimate, [bad.text for bad, _ in pairs], pattern, row["lang"])
    rule["examples"] = _first(text for bad, _ in pairs for text in _excerpts(bad, row) if fires(rule, text))
    alone = (use["text"] for use in row["concordance"][wrong]["alone"]["uses"])
    twins = (text for _, good in pairs for text in _excerpts(good, row))
    rule["near_misses"] = _first(text for text in (*legitimate, *alone, *twins) if not fires(rule, text))
    return rule


def _saying(told: Mapping[str, Any]) -> Saying:
    return Saying(0, told["text"], told["start"], told["end"])


def fires(rule: Mapping[str, Any], text: str) -> bool:
    """Whether the rule would match the text, a paragraph of its own."""
    match = regex.search(rule["pattern"], text, regex.IGNORECASE)
    if match is None:
        return False
    around = f"{text[: match.start()]}\n{text[match.end() :]}"
    return not any(regex.search(word, around, regex.IGNORECASE) for word in rule.get("forbid", ()))


def _lost_pattern(bad: Saying) -> str:
    """The first words of a fragment, or the words on either side of where text is missing."""
    if bad.start == 0:
        words = words_of(bad.text)[:LEAST]
        lead = bad.text[: words[0].start].strip()
        return (r"(?:^|[.!?…。！？]\s*)" + regex.escape(lead) + r"\s*" if lead else "^") + as_pattern(bad.text[words[0].start : words[-1].end])
    before, after = words_of(bad.text[: bad.start])[-2:], words_of(bad.text[bad.end :])[:2]
    return as_pattern(bad.text[before[0].start : bad.end + after[-1].end])


def _reason(row: Mapping[str, Any], bad: Saying, good: Saying) -> str:
    if row["kind"] == "missing":
        return f"text is missing here; another translation of the sentence says '{_bare(good.words)}'"
    return f"another translation of the sentence says '{_bare(good.words)}', not '{_bare(bad.words)}'"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return _plain(text).strip(" \"“”«»„‘’'")


def _folder(lang: str) -> str:
    return "any" if lang == "und" else lang.split("-")[0]


def _slug(bad: Saying, row: Mapping[str, Any]) -> str:
    """A short name in plain letters, with the candidate's own so that no two are the same."""
    phrase = with_neighbour(bad, row["lang"]) if bad.words else bad.text[:30]
    plain = unicodedata.normalize("NFKD", phrase.lower()).encode("ascii", "ignore").decode()
    words = regex.findall(r"[a-z0-9]+", plain)[:4]
    return "-".join([*words, row["id"][:4]])


def _excerpts(saying: Saying, row: Mapping[str, Any]) -> Iterator[str]:
    """The sentence, then stretches of it around the words, the widest first."""
    yield _plain(saying.text)
    before, after = words_of(saying.text[: saying.start]), words_of(saying.text[saying.end :])
    for width in reversed(_WIDTHS):
        start = before[-width].start if len(before) > width else 0
        end = saying.end + after[width - 1].end if len(after) > width else len(saying.text)
        yield _plain(saying.text[start:end])


def _first(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))[:_MOST]


def _forbid(legitimate: Iterable[str], wrong: Iterable[str], pattern: str, lang: str) -> list[str]:
    """One word of each legitimate use that no wrong one has: the longest, as the most telling."""
    seen = {word.folded for text in wrong for word in words_of(text)}
    found = []
    for text in legitimate:
        outside = regex.sub(pattern, " ", text, flags=regex.IGNORECASE)
        words = [w for w in words_of(outside) if w.folded not in seen and carries_meaning(w.folded, lang)]
        if words:
            word = max(words, key=lambda w: (w.end - w.start, -w.start))
            found.append(as_pattern(outside[word.start : word.end]))
    return list(dict.fromkeys(found))
