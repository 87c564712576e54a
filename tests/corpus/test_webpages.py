"""Web pages by ``--to``: the main text comes out by either extractor, joiners and all."""

import json

import pytest

from tests.corpus.conftest import cleaner

WORDS = "می\u200cخواهم این متن را دوباره بخوانم و درباره\u200cی آن بنویسم، چون هر بار چیز تازه\u200cای در آن هست."
FAMILY = "👨\u200d👩\u200d👧 were drawn on the wall of the ferry house, between two gulls and a boat without oars."
PAGE = (
    "<html><head><title>x</title></head><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>About</a></li></ul></nav>"
    "<article><h1>Ferry</h1><p>{}</p><p>{}</p><p>Subscribe to our newsletter</p></article><footer>© 2024 Quay Press</footer></body></html>"
)


@pytest.mark.parametrize("extractor", ["resiliparse", "trafilatura"])
@pytest.mark.parametrize("escaped", [False, True], ids=["characters", "entities"])
def test_joiners_survive_and_the_stages_run(tmp_path, extractor, escaped):
    pytest.importorskip(extractor)
    html = PAGE.format(WORDS, FAMILY)
    if escaped:
        html = html.replace("\u200c", "&zwnj;").replace("\u200d", "&#x200D;")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/page.html").write_text(html, encoding="utf-8")
    result = cleaner("run", tmp_path / "in", "--out", tmp_path / "out", "--to", "jsonl", "--extractor", extractor, "--lang", "en")
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out/corpus").iterdir()
    text = json.loads(path.read_text(encoding="utf-8"))["text"]
    assert WORDS in text
    assert FAMILY in text
    assert "newsletter" not in text
    assert "Home" not in text
