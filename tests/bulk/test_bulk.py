"""The scans over many documents say nothing of a document that would be changed or flagged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.bulk import bulk_for
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.rules.load import load
from cleaner.settings import Settings

SETTINGS = Settings(select=("ALL",), duplicates="document")
RULES = load().rules


def texts_of(rule):
    """A rule's texts one by one, and as the paragraphs of one page."""
    texts = [*(before for before, _ in rule.examples), *rule.near_misses]
    return [*texts, "\n\n".join(texts), "\r\n".join(texts)]


def differences(texts):
    bulk = bulk_for(SETTINGS)
    _, glances = bulk.judge(texts, [text.encode() for text in texts])
    for text, glance in zip(texts, glances, strict=True):
        careful = clean_document(Document("", text), SETTINGS).edits
        scouted = clean_document(Document("", text), SETTINGS, scout=bulk.take(glance)).edits if glance else ()
        if scouted != careful:
            yield text, [edit.rule for edit in careful], [edit.rule for edit in scouted]


@pytest.mark.slow
@pytest.mark.parametrize("share", range(8))
def test_the_texts_of_all_rules_come_out_the_same(share):
    assert list(differences([text for rule in RULES[share::8] for text in texts_of(rule)])) == []


PIECES = st.sampled_from(
    [text for rule in RULES[::40] for text in texts_of(rule)[:2]]
    + ["\n", "\n\n", "\r\n", " ", "\u00a0", "Ã©", "İ", "ſ", "Σας", "\u200b", "é", "\u2028", "\x85", "a" * 200]
)


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_mixture_comes_out_the_same(texts):
    assert list(differences(texts)) == []
