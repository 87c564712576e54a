"""The index finds what comparing everything with everything finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.dedup.exact import Copy, Keep, find_copies, repeats
from cleaner.dedup.folding import tokens
from cleaner.dedup.shingles import is_long

WORDS = [
    "le",
    "vent",
    "tourne",
    "et",
    "la",
    "mer",
    "monte",
    "sous",
    "un",
    "ciel",
    "de",
    "plomb",
    "Marta",
    "12",
    "40",
    "ne",
    "pas",
]
LONG = st.lists(st.sampled_from(WORDS), min_size=13, max_size=30).map(" ".join)


@st.composite
def families(draw: st.DrawFn, copies: int = 8) -> list[str]:
    """Some texts and copies of them with a word changed, cut or added."""
    texts = draw(st.lists(LONG, min_size=1, max_size=4))
    for _ in range(draw(st.integers(0, copies))):
        words = draw(st.sampled_from(texts)).split()
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(WORDS), max_size=2))
        texts.append(" ".join(words))
    return [text for text in texts if is_long(tokens(text))]


def compare_all(texts: list[str], threshold: float, keep: Keep, published: int) -> dict[int, Copy]:
    """The definition, without an index."""
    copies: dict[int, Copy] = {}
    kept: list[int] = []

    def order(i: int) -> tuple[bool, int, int]:
        return i >= published, -len(texts[i]) if keep == "longest" else 0, i

    for i in sorted(range(len(texts)), key=order):
        near = [(repeats(texts[j], texts[i], 0.0), repeats(texts[i], texts[j], 0.0), j) for j in kept]
        going = [(-a, j) for a, _, j in near if a is not None and a >= threshold and i >= published]
        if going:
            alike, twin = min(going)
            copies[i] = Copy(twin, -alike)
            continue
        staying = sorted((-b, j) for _, b, j in near if b is not None and b >= threshold and i >= published)
        for _, j in staying:
            moved = [j, *(k for k, copy in copies.items() if copy.kept == j)]
            alike_all = [repeats(texts[i], texts[k], threshold) for k in moved]
            if j >= published and None not in alike_all:
                copies |= {k: Copy(i, a) for k, a in zip(moved, alike_all, strict=True) if a is not None}
                kept.remove(j)
                break
        kept.append(i)
    return copies


@given(families(), st.sampled_from(["first", "longest"]), st.integers(0, 2), st.sampled_from([0.5, 0.6, 0.8]))
@settings(max_examples=150, deadline=None)
def test_the_index_finds_what_comparing_all_finds(
    texts: list[str], keep: Keep, published: int, threshold: float
) -> None:
    published = min(published, len(texts))
    assert find_copies(texts, threshold, keep, published) == compare_all(texts, threshold, keep, published)


@given(families())
@settings(max_examples=100, deadline=None)
def test_a_copy_goes_only_against_a_kept_text(texts: list[str]) -> None:
    copies = find_copies(texts, 0.6)
    for removed, (kept, alike) in copies.items():
        assert kept not in copies
        assert repeats(texts[kept], texts[removed], 0.6) == alike


def test_a_crowd_of_form_letters_takes_no_quadratic_time() -> None:
    letters = [
        f"Dear Ms Nr{i}, thank you for your order, which left our house this morning by ship."
        for i in range(3000)
    ]
    typo = letters[2800].replace("morning", "mornin")
    found = find_copies([*letters, letters[2900], typo], 0.6)
    assert {number: copy.kept for number, copy in found.items()} == {3000: 2900, 3001: 2800}


def test_letters_that_differ_in_a_number_at_their_end() -> None:
    """Its only shingle of its own broken by a typo, what the copy states still leads to its twin."""
    letters = [
        f"Thank you for your order, which left our house this morning by ship as number {i}"
        for i in range(500)
    ]
    found = find_copies([*letters, letters[400].replace("as number", "as nmber")], 0.6)
    assert {number: copy.kept for number, copy in found.items()} == {500: 400}
