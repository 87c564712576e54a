"""The chosen documents as the page holds them, as many as there is room for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from cleaner.report.rows import Group, Row
from cleaner.report.tally import key, language
from cleaner.report.texts import Corpus
from cleaner.report.view import MOST_EDITS, cut, view

ROOM = 2_500_000
"""Bytes of the page for documents; with everything else a page stays under 4 MB."""

_LOOKED_AT = 1_000
"""A document of more edits is shown by its edits alone: laying out its text costs too much."""

_EXCERPT = 300


def documents(
    found: Iterator[Group], order: Sequence[int], corpus: Corpus, reasons: Mapping[str, str]
) -> list[bytes]:
    """The chosen documents as JSON in the order of the input; ``reasons`` are known by rule and not repeated."""
    wanted = {number: rank for rank, number in enumerate(order)}
    chosen = (group for group in found if group.number in wanted)
    made: dict[int, bytes] = {}
    for part, groups in groupby(chosen, key=lambda group: group.part):
        together = list(groups)
        times = Counter(group.doc for group in together)
        for group, page in _laid_out(part, together, corpus):
            # Of rows with one id each is named by its place, too.
            name = f"{group.doc} ({group.row})" if times[group.doc] > 1 and group.row else group.doc
            made[group.number] = to_json(document(name, group, page, reasons))
    room, kept = ROOM, set[int]()
    for number in order:
        room -= len(made[number])
        if room < 0:
            break
        kept.add(number)
    return [made[number] for number in sorted(kept)]


def _laid_out(part: int, groups: Sequence[Group], corpus: Corpus) -> Iterator[tuple[Group, list[Any] | None]]:
    """Each document with its lines, or None where its text is not to be had."""
    waiting = {i: group for i, group in enumerate(groups) if len(group.rows) <= _LOOKED_AT}
    for name, text in corpus.texts(part, {group.doc for group in groups}):
        for i in [i for i, group in waiting.items() if group.doc == name]:
            page = _try(text, waiting[i].rows)
            if page is not None:
                yield waiting.pop(i), page
                break
    for i, group in enumerate(groups):
        if i in waiting or len(group.rows) > _LOOKED_AT:
            yield group, _try("", group.rows)


def _try(text: str, rows: Sequence[Row]) -> list[Any] | None:
    try:
        return view(text, rows, MOST_EDITS)
    except ValueError:
        return None  # Another document of this name, or the corpus was changed since.


def document(name: str, group: Group, page: list[Any] | None, reasons: Mapping[str, str]) -> dict[str, Any]:
    """What the page holds of a document: ``n``ame, ``c``ounts by action, ``e``dits, ``v``iew."""
    own = language(group.rows)
    counts = Counter(row.action for row in group.rows)
    return {
        "n": name,
        "c": [counts["fix"], counts["remove"], counts["flag"]],
        "e": [_edit(row, own, reasons) for row in group.rows[:MOST_EDITS]],
        "v": page,
    }


def _edit(row: Row, own: str, reasons: Mapping[str, str]) -> list[Any]:
    twin = row.twin and [row.twin["doc"], row.twin["line"], row.twin["similarity"], cut(row.twin["text"], _EXCERPT)]
    found = key(row, own)
    told = [found.cls, row.rule, found.lang, row.safety, row.action, row.line, row.col]
    after = 0 if row.after == row.before else cut(row.after, _EXCERPT)
    suggestion = None if row.suggestion is None else cut(row.suggestion, _EXCERPT)
    return [*told, cut(row.before, _EXCERPT), after, 0 if row.reason == reasons[row.rule] else row.reason, suggestion, twin]


def to_json(value: Any) -> bytes:
    """JSON that may stand inside a script element: nothing in it ends one, lone surrogates are escapes.

    >>> to_json("</script><!-- \\ud800")
    b'"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\ud800"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace")
