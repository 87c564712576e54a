"""Running the command line in the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DAMAGED = "Le chiffre de $7 trillions est connu, mais il ne sera pas revu dans les mois qui viennent."
FIXED = "Le chiffre de 7 000 milliards de dollars est connu, mais il ne sera pas revu dans les mois qui viennent."
CLEAN = "Une phrase claire et achevée, que personne ne voudrait changer."


def cleaner(
    *args: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """``cleaner`` with these arguments in a process of its own."""
    command = [sys.executable, "-m", "cleaner", *map(str, args)]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, check=False
    )
