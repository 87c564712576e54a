"""Ignore comments."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.markup.silence import silences

BAD = "Le chiffre de $7 trillions est connu."


def fixed(text: str, markup: str = "markdown") -> int:
    cleaned = Cleaner().clean(text, "fr", markup)  # type: ignore[arg-type]
    return sum(edit.rule == "num-fr-dollar-trillion" for edit in cleaned.edits)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{BAD}\n", 1),
        (f"<!-- cleaner: off -->\n\n{BAD}\n", 0),
        (f"<!-- cleaner: off NUM -->\n\n{BAD}\n\n<!-- cleaner: on -->\n\n{BAD}\n", 1),
        (f"<!-- cleaner: off LIT, num-fr-dollar-trillion -->\n\n{BAD}\n", 0),
        (f"<!-- cleaner: off LIT -->\n\n{BAD}\n", 1),
        (f"<!-- cleaner: ignore-next NUM -- a quotation -->\n{BAD}\n\n{BAD}\n", 1),
        (f"<!--cleaner:ignore-next-->\n\n{BAD}\n\n{BAD}\n", 1),
        (f"{BAD}\n\n<!-- cleaner: off-file NUM -->\n", 0),
        (f"{{/* cleaner: off NUM */}}\n\n{BAD}\n", 0),
        (f"```\n<!-- cleaner: off -->\n```\n\nEcrire `<!-- cleaner: off -->`.\n\n{BAD}\n", 1),
        (f"<!-- cleaner: of NUM -->\n\n{BAD}\n", 1),
    ],
)
def test_what_a_comment_silences(text: str, count: int) -> None:
    assert fixed(text) == count
    assert fixed(text.replace("\n", "\r\n")) == count


def test_restructuredtext_has_its_own_comments_and_plain_text_none() -> None:
    assert fixed(f".. cleaner: off NUM\n\n{BAD}\n", "rst") == 0
    assert fixed(f"<!-- cleaner: off -->\n\n{BAD}\n", "text") == 1


def test_an_on_with_codes_ends_only_its_own_off() -> None:
    text = "<!-- cleaner: off NUM -->a<!-- cleaner: off LIT -->b<!-- cleaner: on NUM -->c"
    assert [(s.codes, text[s.end - 1]) for s in silences(text, "html")] == [(("NUM",), "b"), (("LIT",), "c")]
