"""What ``fix --diff`` prints, git takes: with the same result as ``fix`` in place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from helpers import DAMAGED, cleaner

CONTENTS = {
    "page.md": f"# Titre\n\n{DAMAGED}\n\nFin.\n",
    "a folder/été, page.md": f"# Titre\n\n{DAMAGED}\n",
    "crlf.md": f"# Titre\r\n\r\n{DAMAGED}\r\n\r\nFin.\r\n",
    "no end.md": f"# Titre\n\n{DAMAGED}",
    "bom.md": f"\ufeff{DAMAGED}\n",
    "far.md": f"{DAMAGED}\n" + "\nEntre les deux, rien à redire.\n" * 9 + f"\nEncore : {DAMAGED}\n",
    "clean.md": "Rien à redire.\n",
}


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    for name, text in CONTENTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in CONTENTS}


def test_git_apply_does_what_fix_does(repo: Path) -> None:
    before = contents(repo)
    patch = cleaner("fix", "--diff", ".", cwd=repo)
    assert patch.returncode == 1
    subprocess.run(["git", "apply", "-"], cwd=repo, input=patch.stdout, check=True)
    applied = contents(repo)
    for name, data in before.items():
        (repo / name).write_bytes(data)
    cleaner("fix", ".", cwd=repo)
    assert applied == contents(repo)
    assert {name for name in before if applied[name] == before[name]} == {"clean.md"}
    assert cleaner("fix", "--diff", ".", cwd=repo).stdout == b""
