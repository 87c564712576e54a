"""One candidate as a screen of text, for any terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from cleaner.mine.draft import SIDES
from cleaner.report.terminal import one_line

_AROUND = 90
_LINE = 150
_USES = 3

KEYS = {
    "words": "1 first is wrong   2 second is wrong   = synonyms   s skip for good   l later   q quit",
    "missing": "1 text is missing in the first   s skip for good   l later   q quit",
}


def screen(row: Mapping[str, Any], number: int, total: int) -> Iterator[str]:
    """The lines: both sides in their sentences, where else each is used, and the keys."""
    counts = f"{row['pairs']} pair{'s' * (row['pairs'] != 1)}, {row['sources']} source{'s' * (row['sources'] != 1)}"
    yield click.style(f"{number} of {total}", bold=True) + f"   {row['class']}  {row['lang']}  {counts}"
    yield ""
    for pair in row["sentences"][:2]:
        for i, side in enumerate(pair):
            mark = " <- suspected" if row["suspect"] == SIDES[i] else ""
            yield f"  {click.style(str(i + 1), bold=True)}  {_in_sentence(side)}"
            yield click.style(f"     {one_line(side['doc'], _LINE)}:{side['line']}{mark}", dim=True)
        yield ""
    if row["kind"] == "words":
        yield from _elsewhere(row)
    yield KEYS[row["kind"]]


def _in_sentence(side: Mapping[str, Any], around: int = _AROUND) -> str:
    text, start, end = side["text"], side["start"], side["end"]
    before, after = one_line(text[:start], len(text) * 6), one_line(text[end:], len(text) * 6)
    words = one_line(text[start:end].strip(), 3 * _AROUND) or "…"
    before = before if len(before) <= around else "… " + before[-around:]
    after = after if len(after) <= around else after[:around] + " …"
    return f"{before}{click.style(f'[{words}]', fg='yellow', bold=True)}{after}"


def _elsewhere(row: Mapping[str, Any]) -> Iterator[str]:
    yield "Elsewhere in the corpus, outside these pairs:"
    for i, side in enumerate(SIDES):
        found = row["concordance"][side]
        with_neighbour, alone = found["with_neighbour"], found["alone"]
        words = row["sentences"][0][i]["words"]
        yield f"  {i + 1}  “{one_line(words, _LINE)}” {alone['count']}×, beside the same word {with_neighbour['count']}×"
        uses = {use["text"]: use for use in (*with_neighbour["uses"], *alone["uses"])}
        for use in list(uses.values())[:_USES]:
            place = f"{one_line(use['doc'], 40)}:{use['line']}"
            yield f"     {_in_sentence(use, _AROUND // 2)}  {click.style(place, dim=True)}"
    yield ""
