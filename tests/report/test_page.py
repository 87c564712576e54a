"""The page as a file: what it counts, that nothing in it can run, how large it gets."""

import json
import re
from collections import Counter

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from cleaner.corpus.ledgers import read_ledger
from cleaner.report import write_report
from tests.report.runs import large, run, small


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small"))


def page(out):
    return (out / "report.html").read_text(encoding="utf-8")


def held(out):
    """The data of the page."""
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page(out), re.DOTALL)[1])


def test_counts_are_those_of_the_ledger_and_the_manifest(out):
    rows = list(read_ledger(out / "ledger"))
    counted = Counter()
    for cls, rule, _, safety, action, count in held(out)["edits"]:
        counted[cls, rule, safety, action] += count
    assert counted == Counter((row["class"], row["rule"], row["safety"], row["action"]) for row in rows)
    totals = json.loads((out / "manifest.json").read_bytes())["totals"]
    tiles = [int(n.replace(",", "")) for n in re.findall(r"<b>([\d,]+)</b> (?:fixed|removed|flagged)", page(out))]
    assert tiles == [totals["fixed"], totals["removed"], totals["flagged"]]


def test_a_small_run_is_shown_whole_and_side_by_side(out):
    documents = {doc["n"]: doc for doc in held(out)["documents"]}
    rows = list(read_ledger(out / "ledger"))
    assert set(documents) == {row["doc"] for row in rows}
    lines = documents["deep/b.md"]["v"]
    after = "".join(s if isinstance(s, str) else (s[1] or s[0]) for row in lines if isinstance(row, list) for s in row[1])
    assert "2 milliards de dollars. Dans le bourg" in after
    assert any(edit[11] and edit[11][0] == "a.txt" for edit in documents["deep/b.md"]["e"])


def test_nothing_of_a_document_can_run(out):
    text = page(out)
    assert text.count("<script") == 2
    assert "<img" not in text
    assert "onload=document" not in re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    assert "hostile<b>" not in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_long_lines_are_cut_and_hold_the_edit(out):
    document = next(doc for doc in held(out)["documents"] if doc["n"] == "long.txt")
    assert len(json.dumps(document)) < 10_000
    assert "7 000 milliards de dollars" in json.dumps(document, ensure_ascii=False)


def test_report_again_and_a_run_with_more_workers_give_the_same_bytes(out, tmp_path):
    before = (out / "report.html").read_bytes()
    assert CliRunner().invoke(group, ["report", str(out)]).exit_code == 0
    assert (out / "report.html").read_bytes() == before
    run(out.parent / "in", tmp_path / "out", "--workers", "2")
    assert (tmp_path / "out" / "report.html").read_bytes() == before


def test_a_folder_without_a_run_is_refused(tmp_path):
    result = CliRunner().invoke(group, ["report", str(tmp_path)])
    assert result.exit_code == 2
    assert "no finished run" in result.output


def test_a_corpus_that_is_gone_leaves_the_edits(out, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    shutil.rmtree(copy / "corpus")
    write_report(copy)
    assert {doc["v"] is None for doc in held(copy)["documents"]} == {True}


def test_clean_text_gives_a_page_that_says_so(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Une phrase claire et achevée.\n", encoding="utf-8")
    run(tmp_path / "in", tmp_path / "out")
    assert "Nothing to change" in page(tmp_path / "out")


def test_many_documents_stay_under_five_megabytes(tmp_path):
    out = large(tmp_path / "out", 20_000)
    write_report(out)
    found = held(out)
    assert (out / "report.html").stat().st_size < 5_000_000
    assert sum(row[5] for row in found["edits"]) == 20_000
    assert {edit[1] for doc in found["documents"] for edit in doc["e"]} == {row[1] for row in found["edits"]}
    assert all(doc["v"] for doc in found["documents"])


def test_a_file_cut_into_parts_is_shown_by_its_own_lines(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.corpus.plan.PART", 4_000)
    words = ["rivière", "montagne", "village", "chemin", "maison", "lumière", "fenêtre", "jardin"]
    calm = [f"{words[i % 8]} {words[i // 8 % 8]} et {words[i // 64]} au bord de la route.".capitalize() for i in range(200)]
    calm[180] = "Le projet coûte $7 trillions selon le journal."
    calm[190] = "Je suis désolé, mais je ne peux pas répondre à cette demande."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text("\n".join(calm) + "\n", encoding="utf-8")
    rows = "".join(json.dumps({"text": line}) + "\n" for line in calm)
    (tmp_path / "in" / "rows.jsonl").write_text(rows, encoding="utf-8")
    run(tmp_path / "in", tmp_path / "out", "--duplicates", "off")
    seen = set()
    for doc in held(tmp_path / "out")["documents"]:
        edited = {row[0] for row in doc["v"] if isinstance(row, list) and any(isinstance(s, list) for s in row[1])}
        assert edited == {edit[5] for edit in doc["e"]}
        seen.add((doc["n"], *sorted(edited)))
    assert {("long.txt", 181, 191), ("rows.jsonl:181", 1), ("rows.jsonl:191", 1)} <= seen
