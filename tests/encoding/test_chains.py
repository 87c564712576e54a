"""Chains of wrong decodings, whole and with losses: all of it comes back, or nothing is touched."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.encoding.chained import outcome
from bench.encoding.chains import Damaged, lossy, whole
from bench.encoding.sentences import SENTENCES
from tests.encoding.stage import repair

CASES: dict[str, list[Damaged]] = {
    "whole 1": list(whole(SENTENCES, 1, 2)),
    "whole 2": list(whole(SENTENCES, 2, 2)),
    "lossy 1": list(lossy(SENTENCES, 1, 1)),
    "lossy 2": list(lossy(SENTENCES, 2, 1)),
}
_FEW = 0.01
"""What a wrong decoding can make by chance of few letters that are none of the language."""


def _outcomes(cases: list[Damaged]) -> Counter[str]:
    found = Counter[str]()
    for case in cases:
        text, edits = repair(case.text)
        found[outcome(text, case, bool(edits))] += 1
    return found


@pytest.mark.parametrize("kind", CASES)
def test_nothing_is_repaired_half_or_wrongly(kind: str) -> None:
    found = _outcomes(CASES[kind])
    assert found["half"] + found["wrong"] <= _FEW * found.total()
    assert found["right"]


@pytest.mark.parametrize("layers", [1, 2])
def test_utf8_that_lost_nothing_comes_back(layers: int) -> None:
    cases = [case for case in CASES[f"whole {layers}"] if case.chain.count("utf-8") == layers]
    assert _outcomes(cases) == {"right": len(cases)}


HALF = [
    ("the end is cut", "Das grÃ¶Ã\x9fte SchloÃ\x9f steht Ã¼ber dem FluÃ"),
    ("control characters went", "DziÄkujÄ, juÅ¼ pÃ³Åºno, a mrÃ³z coraz wiÄkszy."),
    ("question marks", "DziÄ?kujÄ?, juÅ¼ pÃ³Åºno, a mrÃ³z coraz wiÄ?kszy."),
    ("the last character lost a byte", "Roman ç¬¬äºŒå¹• é²\x81 Â· é«˜å›"),
    ("a layer of DOS below", "Dzi─Щkuj─Щ, ju┼╝ p├│┼║no, a mr├│z coraz wi─"),
    ("soft hyphens that are bytes", "ă‡ăĽă‚żă‚’äżťĺ\xadă—ăľă—ăź"),
    ("a letter of a legacy page below", "Ein schĂŽner GruÂˇ"),
    ("a Czech page below that was read as another", "TeĂŻ jen nenĂ­"),
    ("half a letter that a layer below lost", "Amanhã será de manhÃ?Â£ e à tarde"),
    ("the end of a letter that is cut", "Se espera que pida JosÃ"),
]


@pytest.mark.parametrize("text", [row[1] for row in HALF], ids=[row[0] for row in HALF])
def test_what_cannot_be_undone_wholly_is_shown(text: str) -> None:
    after, edits = repair(text)
    assert after == text
    assert edits
    assert not any(edit.changes for edit in edits)


def test_the_best_reading_is_in_the_reason() -> None:
    (edit,) = repair(HALF[0][1])[1]
    assert edit.rule == "enc-any-lossy"
    assert "Das größte Schloß steht über dem Flu\ufffd" in edit.reason


WHOLE = [
    ("a letter of another language", "Ministre taïwanais à Zürich"),
    ("capitals inside a word", "дивіться #ГолосКраїни"),
    ("a sign with a number", "Tambah ½ cangkir gula"),
    ("a name", "Kaisar Shōwa dari Jepang"),
    ("accents that stress", "wie niet komt, wordt geacht vóór te stemmen"),
]


@pytest.mark.parametrize("text", [row[1] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_what_is_whole_is_taken(text: str) -> None:
    assert repair(text.encode().decode("latin-1"))[0] == text
