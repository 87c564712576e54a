"""What is compiled gives bit for bit what plain Python and datasketch give."""

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.dedup import exact, gaps, guard, hashing, signatures, verify
from cleaner.dedup.exact import Copy, find_copies
from cleaner.dedup.folding import tokens, weight
from cleaner.dedup.signatures import pack, sign
from cleaner.dedup.tables import tables
from tests.dedup.test_exact import families

kernels = pytest.importorskip("cleaner.dedup.kernels")
filling = pytest.importorskip("cleaner.dedup.filling")
stating = pytest.importorskip("cleaner.dedup.stating")

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TELLING = st.lists(
    st.sampled_from(
        [
            "Anna",
            "don't",
            "DON’T",
            "a-t-il",
            "não foi em uma",
            "no",
            "sin",
            "el que las",
            "l'Île",
            "ない",
            "サーバー",
            "c'est",
            "-5-a",
            "1,5",
            "ไม่",
            "コード",
            "三",
            "25公里",
            "25 km m",
            "12メートル12",
            "1か月",
            "月曜",
            "30 นาที",
            "มกราคม",
            "12.5",
            "서울은 부산에서",
            "بفرنسا three",
            "25킬로미터는",
            "1,040 -1,040积",
            "1.040,000",
            "1,040,000",
            "0,123,456.7",
            "في 1.234.567",
            "南1,40京1,0405",
            "the House of this These and The and",
            "-3",
            "€",
            "٤٢",
            "мая",
            "nicht",
            ". The",
            "MAY",
            "ß",
            "葛\U000e0100",
            "\U000e01ef",
            "𠮟",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(ANY, TELLING))
@settings(max_examples=400, deadline=None)
def test_shingles_and_weight(text: str) -> None:
    data = np.frombuffer(text.encode() + b" ", np.uint8)
    out = np.empty(3 * data.size + 1, np.uint64)
    count, found, whole = kernels.shingle(data, 0, data.size - 1, tables().folds, tables().kinds, out)
    assert out[:count].tolist() == hashing.shingle_hashes(tokens(text))
    assert (found, int(whole)) == (weight(tokens(text)), hashing.text_hash(text))


@given(st.one_of(ANY, TELLING))
@example("a digit of Unicode 15: \U00011f50")
@settings(max_examples=400, deadline=None)
def test_facts(text: str) -> None:
    data = np.frombuffer(text.encode() + b" ", np.uint8)
    found, flags = np.empty(data.size, np.uint64), np.empty(data.size, np.uint32)
    count, *rest = stating.state(data, 0, data.size - 1, tuple(tables()), found, flags)
    expected = guard.facts(text)
    assert (found[:count].tolist(), flags[:count].tolist(), *map(int, rest)) == expected[2:]


@given(
    st.lists(st.sampled_from(["在1960年", "1,040平", " Björn ", "Anaya", "Москва", "𐌰𐌱𐌲𐌳", "三千2006", "𠮟12345", "٤٢٤٢"])).map("".join),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("\ufffd有ー𠮟千x")), max_size=3),
)
@settings(max_examples=400, deadline=None)
def test_filled(kept: str, losses: list[tuple[int, str]]) -> None:
    removed = list(kept)
    for place, letter in losses:
        removed[place : place + 1] = letter
    a, b = kept.encode(), "".join(removed).encode()
    data = np.frombuffer(a + b + b" ", np.uint8)
    found = filling.filled(data, np.array((0, len(a))), np.array((len(a), len(a + b))), tables().kinds)
    assert (bytes(found) or b) == gaps.filled(kept, b.decode()).encode()


def test_the_scheme_is_datasketchs() -> None:
    minhash = MinHash(num_perm=128, seed=1, scheme="affine32")
    assert np.array_equal(np.array(signatures.permutations()), minhash.permutations)


@given(st.lists(ANY, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_signatures_with_and_without_a_compiler(texts: list[str]) -> None:
    data, wanted = [(text + " word" * 12).encode() for text in texts], [True] * len(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signatures, "WORTH_COMPILING", 0)
        fast = sign(data, wanted, [0] * len(data))
        patch.setattr(signatures, "compiled", lambda *_: None)
        plain = sign(data, wanted, [0] * len(data))
    for a, b in zip(fast, plain, strict=True):
        assert np.array_equal(a, b)


@given(
    st.lists(st.one_of(families(), families(copies=60)), min_size=1, max_size=4),
    st.sampled_from(["first", "longest"]),
    st.integers(0, 2),
    st.sampled_from([exact._FEW, exact.CROWDED]),
)
@settings(max_examples=80, deadline=None)
def test_clusters_with_and_without_a_compiler(
    groups: list[list[str]], keep: str, published: int, crowded: int
) -> None:
    groups = [group for group in groups if group]
    sizes, stay = [len(group) for group in groups], [min(published, len(group)) for group in groups]
    texts = [text.encode() for group in groups for text in group]
    expected: dict[int, Copy] = {}
    start = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "CROWDED", crowded)
        for group, first in zip(groups, stay, strict=True):
            found = find_copies(group, 0.6, keep, first)
            expected |= {start + i: Copy(start + copy.kept, copy.similarity) for i, copy in found.items()}
            start += len(group)
        patch.setattr(signatures, "WORTH_COMPILING", 0)
        assert verify.settle_clusters(texts, sizes, stay, 0.6, keep).as_dict() == expected


def test_pack_keeps_empty_texts() -> None:
    buffer, offsets = pack([b"ab", b"", b"c"])
    assert (bytes(buffer), offsets.tolist()) == (b"abc", [0, 2, 2, 3])
