"""What is taken off a page by where it stands, and what is no page at all."""

import pytest

from cleaner import clean
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.settings import Settings
from cleaner.stages.boilerplate import furniture, trees
from cleaner.stages.boilerplate.features import best_stretch, features

PROSE = [
    "The council of Ellery met on Monday evening to decide what is to become of the old stone bridge over the river.",
    "Masons had found the third pier cracked from top to bottom, and carts now go round by Linden, an hour more each way.",
    "Nobody at the meeting wanted to hear of a ferry, which had been given up in the year of the great flood.",
    "In the end the twelve members voted for a wooden span, to be paid for by the timber of the parish forest.",
    "Work is to begin in spring, when the water is low, and the mayor hopes to cross it dry-shod by the harvest.",
    "Until then the school will open an hour later, so that children from the far bank can come on foot.",
]
TOP = ["Skip to main content", "Home", "Local", "Harbour", "Parish", "Orchards", "Weather", "Sports", "Obituaries", "Log in", "Subscribe to our newsletter"]
BOTTOM = [
    "Share this article",
    "You may also like",
    "Mill wheel turns again after sixty years",
    "Late frost takes the blossom",
    "Two trawlers sold to Norway",
    "Ferry house painted by its own guests",
    "Leave a comment",
    "Advertise",
    "Careers",
    "Privacy policy",
    "© 2024 Ellery Courier. All rights reserved.",
]
PAGE = "\n".join([*TOP, "Wooden span for the old bridge", *PROSE, *BOTTOM])

POEM = "\n".join(f"{a}\nBut the river runs on" for a in ("Fog on the quay", "Home", "The wind, the wind", "Search me, said the sea", "Share", "Contact"))
README = "Harbour\n\nInstallation\n\npip install harbour\n\nUsage\n\nSearch\n\nContact\n\nLicense\n\nMIT\n"
LIST = "The page shows the following links in its menu:\n\nHome\nAbout\nContact\nLog in\nSearch\n\nEach of them opens in a new window, which we shall change."


def removed(text: str) -> list[str]:
    return [edit.before.strip() for edit in clean(text, lang="en").edits if edit.action == "remove"]


def test_the_frame_of_a_page_goes_and_its_text_stays():
    text = clean(PAGE, lang="en").text
    assert all(line in text for line in PROSE)
    assert not any(line in text.splitlines() for line in ("Orchards", "Obituaries", "Careers", "Two trawlers sold to Norway"))


def test_each_removal_says_why():
    (edit,) = [e for e in clean(PAGE, lang="en").edits if e.before.strip() == "Two trawlers sold to Norway"]
    assert edit.rule == "bpl-any-furniture"
    assert edit.reason.startswith("site furniture, score ")
    assert any(name in edit.reason for name in features(["a"], {})[0])


@pytest.mark.parametrize("text", [POEM, README, LIST, "\n".join(PROSE), "Search", "Home\nContact"])
def test_what_is_no_page_stays(text):
    assert removed(text) == []


def test_a_page_in_markdown_keeps_its_lists():
    text = "# Harbour\n\n- Home\n- About\n- Contact\n- Log in\n\n" + "\n\n".join(PROSE)
    assert clean_document(Document("r", text, "en", "markdown"), Settings()).text == text


def test_a_lone_phrase_is_shown_and_stays():
    cleaned = clean("Toggle the navigation bar", lang="en")
    assert cleaned.text == "Toggle the navigation bar"
    assert [(edit.rule, edit.action) for edit in cleaned.edits] == [("bpl-any-words", "flag")]


def test_rows_of_dates_are_data():
    rows = [f"June {day} – Hall of {town}" for day, town in enumerate(("Linden", "Ellery", "Port", "Quay"), 9)]
    assert furniture.rows_of_lists(["Tour", *rows, "The end"]) == {1, 2, 3, 4}
    assert furniture.rows_of_lists(["Home", "About", "News", "Log in"]) == set()


def test_the_best_stretch_has_the_largest_sum():
    assert best_stretch([-1, 2, -1, 3, -5, 1]) == (1, 4)
    assert best_stretch([-1.0]) == (0, 0)


def test_the_steps_of_a_tree_add_up_to_its_answer():
    model = trees.model()
    assert model is not None
    row = features(PAGE.splitlines(), {0: "skip-link"})[4]
    values = [row[name] for name in model.names]
    for tree in model.trees:
        assert all(node[0] < len(values) and (node[0] < 0 or node[2] > at < node[3]) for at, node in enumerate(tree))
    assert trees.PATH.stat().st_size < 2 << 20


def test_a_title_above_the_menu_stays():
    title = "A bridge of timber for the town of Ellery"
    text = clean("\n".join([title, *TOP, *PROSE, *BOTTOM]), lang="en").text
    assert text.splitlines()[0] == title
    assert "Orchards" not in text.splitlines()


def test_a_heading_stays_over_a_paragraph_that_a_link_protects():
    page = "# Hafen\n\nDie Fähre fährt wieder.\n\n## Rechte\n\nAlle Inhalte unterliegen dem Copyright. [Alle Rechte vorbehalten](https://example.org) © 2024 Hafenbote.\n\n## Karte\n\nSie hängt am Kai.\n"
    assert clean(page, markup="markdown").text == page


def test_a_word_with_the_sign_of_progress_is_shown_and_the_bare_word_is_not():
    assert [edit.rule for edit in clean("Copied!", lang="en").edits] == ["bpl-any-progress"]
    assert not clean("Copied", lang="en").edits


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "To read the minutes of the meeting, please register at the desk on the second floor."),
        ("en", "Are you a member of the crew or a guest?"),
        ("de", "Um das Buch lesen zu können, müssen Sie sich im Lesesaal anmelden."),
        ("fr", "Certains liens de parenté dans ce village sont des liens d'affiliation au clan."),
        ("nl", "Geregistreerde leden kunnen in mei stemmen."),
        ("pl", "Prosimy o zachowanie ciszy w kościele podczas mszy."),
        ("pt", "Para ver o manuscrito você precisa se registrar na recepção."),
        ("ru", "Только зарегистрированные кандидаты могут участвовать в выборах мэра."),
    ],
)
def test_what_might_be_a_sites_word_to_its_readers_stays_in_a_text(lang, line):
    """Removed alone once, since a desk and a church ask for a sign-in and for silence, too."""
    text = f"12 + 3 = 15\n\n{line}\n\n7 - 4 = 3"
    assert clean(text, lang=lang).text == text
