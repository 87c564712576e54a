"""What is prose in HTML and what no edit may touch."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.markup.html import layout, protected_parts
from cleaner.markup.literals import subtract


def prose(text: str) -> list[str]:
    found = layout(text)
    return [
        text[a:b]
        for a, b in subtract([p[:2] for p in found.paragraphs], found.protected)
        if text[a:b].strip()
    ]


PROTECTED = [
    ("<p>Un <b class='x'>mot</b> gras</p>", ["Un ", "mot", " gras"]),
    ("<script>var a = 'é'</script><p>Suite</p>", ["Suite"]),
    ("<p>avec <code>x &lt; y</code> ici</p>", ["avec ", " ici"]),
    ("<pre>\n  code\n</pre>", []),
    ("<!-- note --><p>Suite", ["Suite"]),
    ("<a title=\"a > b\" href='c'>lien</a>", ["lien"]),
    ("D&eacute;but, voir https://a.b/c.", ["D", "but, voir ", "."]),
    ("---\nlayout: x\n---\n<h1>{{ page.title }} ici</h1>", [" ici"]),
    ("{% if a %}<p>mot</p>{% endif %}", ["mot"]),
    ("1 < 2 et 3 > 2", ["1 < 2 et 3 > 2"]),
    ("<p>ouvert <b", ["ouvert <b"]),
]


@pytest.mark.parametrize(("text", "expected"), PROTECTED)
def test_only_text_nodes_are_open_to_edits(text: str, expected: list[str]) -> None:
    assert prose(text) == expected


def test_block_tags_part_paragraphs_and_give_the_kind() -> None:
    text = "<h2> Titre </h2><ul><li>un<li>deux <i>mots</i></ul><p>trois<br>quatre</p><table><td>cinq</td></table>"
    found = [(p.kind, text[p.start : p.end]) for p in layout(text).paragraphs]
    assert found[:3] == [("heading", "Titre"), ("item", "un"), ("item", "deux <i>mots")]
    assert found[-1] == ("table", "cinq")


def test_the_guard_sees_each_kind_of_change() -> None:
    text = "<p title='a'>mot &eacute; <code>x</code></p><!-- y -->"
    for old, new in [("'a'", "'b'"), ("&eacute;", "é"), ("x", "z"), ("y", "z"), ("<code>", "<b>")]:
        assert protected_parts(text.replace(old, new, 1)) != protected_parts(text)
    assert protected_parts(text.replace("mot", "pas")) == protected_parts(text)


WORDS = st.sampled_from(
    ["mot", "Été", " ", "\n", "&amp;", "https://a.b/mot", "5 < 6", "{{ mot }}", "<br/>", "<!-- mot -->"]
)
TAGS = st.sampled_from(["p", "b", "code", "li", "h1", "td", "pre", "blockquote"])
ELEMENTS = st.recursive(
    st.lists(WORDS, max_size=4).map("".join),
    lambda inner: st.builds("<{0} title='mot > x'>{1}</{0}>{2}".format, TAGS, inner, inner),
    max_leaves=8,
)


@given(ELEMENTS)
@example("https://a.b/mot&amp;{{ mot }}")
def test_letters_of_prose_can_be_swapped(text: str) -> None:
    found = layout(text)
    swapped = text
    for a, b in subtract([p[:2] for p in found.paragraphs], found.protected):
        swapped = swapped[:a] + text[a:b].replace("mot", "wxz") + swapped[b:]
    assert protected_parts(swapped) == protected_parts(text)
