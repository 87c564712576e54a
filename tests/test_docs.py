"""The documentation is true: every command, option class and host example stands and runs."""

import re
from pathlib import Path

import pytest

from cleaner.cli import group
from cleaner.settings import CLASSES

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
HOSTS = [name for name in TEXTS if name.startswith("docs/adapters/")]


def test_every_command_and_class_is_in_the_readme():
    for name in group.list_commands(None):
        assert f"cleaner {name}" in TEXTS["README.md"]
    for cls in CLASSES:
        assert re.search(rf"\b{cls}\b", TEXTS["README.md"])


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_links_lead_somewhere(name):
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", TEXTS[name]):
        assert (folder / target).exists(), target


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTS)
def test_every_block_of_a_host_page_runs(name):
    """In the page's order and one namespace, as a reader would type them."""
    host = Path(name).stem
    if host not in ("python", "duplicates"):
        pytest.importorskip("pyspark" if host == "spark" else host)
    blocks = BLOCK.findall(TEXTS[name])
    assert blocks
    namespace = {"__name__": "docs"}
    for code in blocks:
        exec(compile(code, name, "exec"), namespace)


def test_every_host_has_its_page():
    hosts = {path.stem for path in (ROOT / "cleaner" / "adapters").glob("[!_]*.py")} - {"arrow", "plain"}
    assert hosts <= {Path(name).stem for name in HOSTS}
    for name in HOSTS:
        assert name.removeprefix("docs/") in TEXTS["docs/hosts.md"]


def test_the_readme_example_runs():
    for code in BLOCK.findall(TEXTS["README.md"]):
        exec(compile(code, "README.md", "exec"), {})
