"""The scan and the gate say the same, and what they skip the careful path would not touch."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.draft import Draft
from cleaner.model import Document
from cleaner.settings import Settings
from cleaner.stages.encoding import find_encoding, may_change
from cleaner.stages.encoding.automaton import badness_automaton
from cleaner.stages.encoding.gate import badness, judge
from cleaner.stages.encoding.scan import scan
from cleaner.stages.encoding.structure import DOUBLE
from tests.encoding.test_mojibake import SENTENCES

PIECES = [
    *SENTENCES.values(),
    *"abc XYZ&#;?:<=>@019,.-",
    *"éèàüÜßøñçÂÃÄÐÎ€™œŒ†‡ƒ»«’”°¢³",
    *"абгвђЂЉПТ",
    *"αβγΔΩΒΓ",
    *"中文锟斤拷縺繧한글뷁かナｿｽ",
    *"\u200b\u200d\xad\ufeff\u202e\x85\x9d\xa0\ufffd\ue000",
    *"😀𝐀☎️ığşĞðþýÐÞÝáíİ",
    *"├╝┬┤√∂∞®©±²ﬁ",
    *"茅貌챔貉¥‾€ﾃ｡\u0304",
    "вЂ",
    "Ã ",
    "Â ",
    "&eacute;",
    "d?j",
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\uffff"), max_size=40),
    st.tuples(
        st.sampled_from(list(SENTENCES.values())),
        st.sampled_from(["latin-1", "cp1252", "cp1251", "iso8859-2", "koi8-r", "macroman", "cp850", *DOUBLE]),
    ).map(lambda pair: pair[0].encode().decode(pair[1], "replace")),
)


def _flags(text: str) -> list[int]:
    return list(map(int, scan(text.encode())))


@settings(max_examples=1_500, deadline=None)
@given(texts)
def test_the_scan_flags_what_the_gate_flags(text: str) -> None:
    judged = [judge(line) for line in text.split("\n")]
    flags = _flags(text + "\n")
    assert len(flags) == len(judged)
    for line, flag, verdict in zip(text.split("\n"), flags, judged, strict=True):
        assert flag & verdict == verdict
        if not line or max(line) < "\uffff":
            assert flag == verdict


@settings(max_examples=300, deadline=None)
@given(texts)
def test_with_and_without_the_scan_the_edits_are_the_same(text: str) -> None:
    draft = Draft(text, Document("x", text, "fr"), Settings())
    assert find_encoding(draft) == find_encoding(draft, _flags(text + "\n"))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_what_may_not_change_is_not_flagged(text: str) -> None:
    assert may_change(text) or not any(_flags(text))


def test_the_automaton_holds_every_sequence_of_ftfy() -> None:
    masks, starts, finals = badness_automaton()
    assert masks.any(axis=0).all()
    assert sum(int(word).bit_count() for word in finals) >= 30
    assert badness().search("Ã©")
    assert starts.any()


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2)])
def test_lines_are_counted_as_they_are_split(text: str, lines: int) -> None:
    assert len(_flags(text)) == lines


@pytest.mark.parametrize("lang", ["fr", "de", "ru", "zh"])
def test_clean_text_imports_nothing_heavy(lang: str) -> None:
    code = (
        "import sys\n"
        "from cleaner.draft import Draft\nfrom cleaner.model import Document\nfrom cleaner.settings import Settings\n"
        "from cleaner.stages.encoding import find_encoding\n"
        f"text = {SENTENCES[lang]!r}\n"
        "assert find_encoding(Draft(text, Document('x', text), Settings())) == []\n"
        "print(sorted({'numpy', 'numba', 'ftfy', 'wordfreq'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
