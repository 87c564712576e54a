"""``python -m bench screenshots [FOLDER]``: the pictures of the README and docs, from real runs in a real Chromium.

Needs Debian's chromium (apt-get install chromium) and the dev group's playwright. Writes PNG files to FOLDER (docs/screenshots).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.mine.corpus import write

ROOT = Path(__file__).parent.parent
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #16181d; } pre { margin: 0; padding: 22px 26px; color: #e6e4df; line-height: 1.5;
font: 14px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap; } .prompt { color: #8b93a1; }
</style><pre><span class="prompt">$ %s</span>
%s</pre>"""

PAGES = {
    "report-overview": ("#view=overview", 1280, 1180, "light"),
    "report-document": ("#doc=fr%2Ffonderie.txt&edit=8", 1280, 860, "light"),
    "report-edits-dark": ("#view=edits&cls=NUM", 1280, 860, "dark"),
    "report-phone": ("#doc=fr%2Ffonderie.txt&edit=8", 390, 844, "light"),
}
"""Name, address, width, height, colours."""


def main(argv: list[str]) -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no chromium here: apt-get install chromium", file=sys.stderr)
        return 2
    target = Path(argv[0]) if argv else ROOT / "docs" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _browser(chromium) as browser:
        os.chdir(folder)
        shutil.copytree(ROOT / "seeds", "seeds")
        _said("run", "seeds", "--out", "clean", "--workers", "1")
        for name, (address, width, height, scheme) in PAGES.items():
            _page(browser, Path(folder, "clean", "report.html").as_uri() + address, target / f"{name}.png", width, height, scheme)
        _terminal(browser, target / "explain.png", "cleaner explain clean/ fr/fonderie.txt:6", "explain", "clean", "fr/fonderie.txt:6")
        write(Path("pages"))
        _said("mine", "pages", "--out", "candidates.jsonl")
        _terminal(browser, target / "review.png", "cleaner review candidates.jsonl", "review", "candidates.jsonl", keys="l")
    print(*sorted(path.name for path in target.glob("*.png")), sep="\n")
    return 0


@contextmanager
def _browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def _page(browser: Any, address: str, target: Path, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(300)
    page.screenshot(path=target)
    context.close()


def _terminal(browser: Any, target: Path, command: str, *arguments: str, keys: str = "") -> None:
    """What a command says in a colour terminal, as a picture."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=118, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(Text.from_ansi(_said(*arguments, keys=keys)), soft_wrap=False)
    shown = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    page = browser.new_page(viewport={"width": 1060, "height": 200})
    page.set_content(_TERMINAL % (command, shown))
    page.screenshot(path=target, full_page=True)
    page.close()


def _said(*arguments: str, keys: str = "") -> str:
    """The output of a command, its colours kept as for a terminal; of a review the screen that was left last."""
    code = "import click.utils, click._compat, cleaner.cli; click.utils.should_strip_ansi = lambda *a, **k: False; cleaner.cli.main()"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, input=keys, capture_output=True, text=True, check=False)
    screens = re.split(r"\n(?=\x1b\[1m\d+ of )", done.stdout)
    return re.sub(r"\n\d+ rules written.*", "", screens[-1], flags=re.DOTALL).rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
