"""The scans over many documents say nothing of a document that would be changed or flagged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.bulk import worth
from cleaner.bulk.scout import Bulk, bulk_for
from cleaner.bulk.seen import text_of
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.rules.load import load
from cleaner.settings import Settings


@pytest.fixture(autouse=True)
def enough_to_do(monkeypatch):
    """Machines that are not kept are compiled, as for a large run."""
    monkeypatch.setattr(worth, "_told", worth.WORTH_COLD)


SETTINGS = Settings(select=("ALL",), duplicates="document")
RULES = load().rules


def texts_of(rule):
    """A rule's texts one by one, and as the paragraphs of one page."""
    texts = [*(before for before, _ in rule.examples), *rule.near_misses]
    return [*texts, "\n\n".join(texts), "\r\n".join(texts)]


def differences(texts, markup="text", settings=SETTINGS):
    bulk = bulk_for(settings)
    _, glances = bulk.judge([text_of(text, markup) for text in texts])
    for text, glance in zip(texts, glances, strict=True):
        document = Document("", text, markup=markup)
        careful = clean_document(document, settings).edits
        scouted = clean_document(document, settings, scout=bulk.take(glance)).edits if glance else ()
        if scouted != careful:
            yield text, [edit.rule for edit in careful], [edit.rule for edit in scouted]


def marked_up(text):
    """A text as Markdown has it: in a quotation, in a list and as it stands, beside code and a link."""
    quoted, item = text.replace("\n", "\n> "), text.replace("\n", "\n  ")
    return f"---\ntitle: The end\n---\n\n# {text[:40]}\n\n> {quoted}\n\n- {item}\n\n{text} [x](http://a.b/the) `and the`\n"


@pytest.mark.slow
@pytest.mark.parametrize("share", range(8))
def test_the_texts_of_all_rules_come_out_the_same(share):
    assert list(differences([text for rule in RULES[share::8] for text in texts_of(rule)])) == []


@pytest.mark.slow
@pytest.mark.parametrize("share", range(2))
def test_the_texts_of_all_rules_come_out_the_same_in_markdown(share):
    texts = [text for rule in RULES[share::6] for text in texts_of(rule)[::3]]
    assert list(differences([*map(marked_up, texts)], "markdown")) == []


PIECES = st.sampled_from(
    [text for rule in RULES[::40] for text in texts_of(rule)[:2]]
    + ["\n", "\n\n", "\r\n", " ", "\u00a0", "Ã©", "İ", "ſ", "Σας", "\u200b", "é", "\u2028", "\x85", "a" * 200]
)


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_mixture_comes_out_the_same(texts):
    assert list(differences(texts)) == []


MARKS = st.sampled_from(["* ", "> ", "# ", "    ", "`a`", "[a](b)", "<b>", "|", "\\", "---\n", "```\n", "{% raw %}"])


@given(st.lists(st.lists(PIECES | MARKS, max_size=8).map("".join), min_size=1, max_size=4), st.sampled_from(["markdown", "html", "rst"]))
@settings(deadline=None, max_examples=60)
def test_any_mixture_in_markup_comes_out_the_same(texts, markup):
    assert list(differences(texts, markup)) == []


@pytest.mark.parametrize(("old", "lang"), [("iw", "he"), ("in", "id"), ("no", "nb")])
def test_an_older_name_of_a_language_that_was_set_is_understood(old, lang):
    texts = [before for rule in RULES if rule.lang == lang for before, _ in rule.examples]
    assert list(differences(texts, settings=Settings(lang=old))) == []


def test_without_a_machine_the_probes_are_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(worth, "_told", worth.WORTH)
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path))
    bulk, text = Bulk(SETTINGS), "La société a levé $287B milliards."
    _, [glance] = bulk.judge([text_of(text)])
    assert glance.rules is None
    edits = [clean_document(Document("", text), SETTINGS, scout=scout).edits for scout in (None, bulk.take(glance))]
    assert edits[0] == edits[1] != ()
