"""The documentation is true: every command, option class and host example stands and runs."""

import re
from pathlib import Path

import pytest

from cleaner.cli import group
from cleaner.settings import CLASSES

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}


def test_every_command_and_class_is_in_the_readme():
    for name in group.list_commands(None):
        assert f"cleaner {name}" in TEXTS["README.md"]
    for cls in CLASSES:
        assert re.search(rf"\b{cls}\b", TEXTS["README.md"])


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_links_lead_somewhere(name):
    folder = ROOT if name == "README.md" else ROOT / "docs"
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", TEXTS[name]):
        assert (folder / target).exists(), target


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BLOCK.findall(TEXTS["hosts.md"]))))
def test_host_examples_run(number):
    code = BLOCK.findall(TEXTS["hosts.md"])[number]
    exec(compile(code, "docs/hosts.md", "exec"), {"__name__": "docs"})


def test_the_readme_example_runs():
    for code in BLOCK.findall(TEXTS["README.md"]):
        exec(compile(code, "README.md", "exec"), {})
