"""Imports point one way; this table is the architecture."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "cleaner"

LAYERS = (
    ("model",),
    ("edits", "segments", "files"),
    ("disk",),
    ("_langid",),
    ("languages",),
    ("settings", "markup", "lint_rules"),
    ("config_schema",),
    ("draft",),
    ("rules", "dedup"),
    ("stages",),
    ("pipeline", "catalog", "bulk"),
    ("packcheck",),
    ("config",),
    ("ledger",),
    ("step",),
    ("library",),
    ("formats",),
    ("corpus", "lint"),
    ("report",),
    ("mine",),
    ("adapters",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules():
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts != ("__init__",):
            yield parts, path


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleaner."):
            yield tuple(node.module.split(".")[1:])
        elif isinstance(node, ast.Import):
            yield from (tuple(a.name.split(".")[1:]) for a in node.names if a.name.startswith("cleaner."))


def test_every_module_has_its_layer():
    assert {parts[0] for parts, _ in modules()} <= set(LEVEL)


def test_imports_point_down():
    wrong = [
        f"{'.'.join(parts)} imports {'.'.join(target)}"
        for parts, path in modules()
        for target in imported(path)
        if target[0] != parts[0] and LEVEL[target[0]] >= LEVEL[parts[0]]
    ]
    assert wrong == []


def test_stages_do_not_import_each_other():
    wrong = [
        f"{'.'.join(parts)} imports {'.'.join(target)}"
        for parts, path in modules()
        for target in imported(path)
        if parts[0] == target[0] == "stages"
        and len(parts) > 1
        and len(target) > 1
        and parts[1] != target[1]
        and parts[1] != "__init__"
    ]
    assert wrong == []
