"""Runs to report on: real ones of small inputs, and one of many documents written straight to disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import zstandard
from click.testing import CliRunner

from cleaner.cli import group

HOSTILE = (
    "<script>document.title='owned'</script> $7 trillions </script><!-- <img src=x onerror=document.title='owned'>\n"
    "Le texte \u202eÉVIL\u202c finit ici, pour $7 trillions \u2066et la suite.\u0007\n"
    "{{ totals }} ${document.title='owned'} '\"><svg onload=document.title='owned'>.Dans le bourg, rien.\n"
)
TWICE = "Le conseil s'est réuni mardi dans la vieille mairie et a décidé de fermer le pont jusqu'à la fin de l'été.\n"


def run(source: Path, out: Path, *options: str) -> None:
    """A real run; fails where it does."""
    result = CliRunner().invoke(group, ["run", str(source), "--out", str(out), "--workers", "1", *options])
    assert result.exit_code == 0, result.output


def small(folder: Path) -> Path:
    """A run over damage of several kinds, one of its files hostile."""
    files = {
        "a.txt": f"Le pays a besoin de $7 trillions.\n\n{TWICE}\nUne fin.\n",
        "deep/b.md": f"# Titre\n\n{TWICE}\nLe projet coûte $2 milliards.Dans le bourg, on attend.\n\nJe suis désolé, mais je ne peux pas répondre à cette demande.\n",
        "hostile<b>.txt": HOSTILE,
        "long.txt": "et les mots de la page " * 45_000 + "pour $7 trillions " + "et la fin de la page " * 1000 + "\n",
        "rows.jsonl": "".join(
            json.dumps({"id": f"r{i}", "text": f"Le numéro {i} coûte ${i} trillions, dit-on."}) + "\n" for i in range(1, 9)
        ),
    }
    for name, text in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run(folder / "in", folder / "out")
    return folder / "out"


def large(folder: Path, documents: int = 100_000) -> Path:
    """What a run over that many damaged rows leaves, without the run."""
    (folder / "ledger").mkdir(parents=True)
    (folder / "corpus").mkdir()
    rules = [f"num-{lang}-rule-{i}" for lang in ("fr", "es", "de") for i in range(100)]
    size = 0
    with (
        zstandard.open(folder / "ledger" / "000000.jsonl.zst", "wt", encoding="utf-8") as ledger,
        (folder / "corpus" / "rows.jsonl").open("w", encoding="utf-8") as corpus,
    ):
        for number in range(documents):
            rule = rules[number % 7 if number % 50 else number // 50 % len(rules)]
            name, before, after = f"page-{number}", f"${number}", f"{number} dollars"
            text = f"Voici le document {number}, qui parle longuement de bien des choses. Il coûte {after} en tout. " + "Et la suite. " * 20
            size += corpus.write(json.dumps({"id": name, "text": text}) + "\n")
            at = text.index(after)
            ledger.write(json.dumps(_row(name, rule, at, before, after)) + "\n")
    (folder / "manifest.json").write_text(json.dumps(_manifest(documents, size)))
    return folder


def _row(doc: str, rule: str, at: int, before: str, after: str) -> dict[str, Any]:
    place = {"doc": doc, "line": 1, "col": at + 1, "start": at, "end": at + len(before)}
    told = {"class": "NUM", "rule": rule, "stage": "artefacts", "action": "fix", "safety": "safe"}
    edit = {"before": before, "after": after, "reason": "the currency goes behind", "twin": None}
    return {**place, **told, **edit, "lang": rule.split("-")[1], "suggestion": None, "at": at}


def _manifest(documents: int, size: int) -> dict[str, Any]:
    counts = {"fixed": documents, "removed": 0, "flagged": 0}
    file = {"path": "rows.jsonl", "source": "in/rows.jsonl", "root": "in", "errors": [], "set_aside": []}
    return {
        "version": "0",
        "settings": {"packs": []},
        "options": {"fields": {"text": "text", "id": "id", "encoding": None}},
        "settings_hash": "0" * 64,
        "packs_hash": "0" * 64,
        "totals": {"documents": documents, "paragraphs": documents, "bytes": size, **counts},
        "classes": {"NUM fix": documents},
        "files": [{**file, "documents": documents, **counts, "classes": {"NUM fix": documents}, "parts": [[0, size]]}],
        "unreadable": [],
    }
