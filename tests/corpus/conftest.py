"""A run through the command line, and a folder of small files of every kind."""

import gzip
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from cleaner.cli import group

FRENCH = "Le projet coûte $7 trillions selon le journal."
TWICE = (
    "The committee met on Tuesday in the old town hall and agreed that the bridge has to stay closed "
    "for repairs until the very end of the summer."
)


def cleaner(*arguments: object, stdin: bytes | None = None):
    """The command's result: ``exit_code``, ``output``."""
    return CliRunner().invoke(group, [str(argument) for argument in arguments], input=stdin)


def warc(kind: str, mime: str, content: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: {mime}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def files() -> dict[str, bytes]:
    """Name and content of inputs of every format that are restored byte for byte."""
    wet = warc("conversion", "text/plain", f"{FRENCH}\nUne autre ligne.".encode())
    line = f'{{"n": 1.00, "text": "{FRENCH}", "id": 5, "more": [1, {{"text": "x"}}]}}\n'.encode()
    return {
        "crlf.txt": f"{FRENCH}\r\n\r\nUne fin sans fin de ligne.".encode(),
        "bom.txt": b"\xef\xbb\xbf" + f"{FRENCH}\n".encode(),
        "latin.txt": f"{FRENCH} Déjà vu à côté.\n".encode("cp1252"),
        "wide.txt": f"{FRENCH}\n".encode("utf-16"),
        "empty.txt": b"",
        "page.md": f"# Titre\n\n{FRENCH}\n\n```\n$7 trillions\n```\n".encode(),
        "page.html": f"<html><body><p>{FRENCH}</p></body></html>".encode(),
        "page.rst": f"Titre\n=====\n\n{FRENCH}\n".encode(),
        "rows.jsonl": line + b'{"text": "d\\u00e9j\\u00e0 $7 trillions \\/ vu"}\n\n{"text": null}\n' + line.strip(),
        "rows.csv": f'id,title,text\r\n1,"a, b","{FRENCH}"\r\n2,x,{FRENCH}\r\n3,y,"a\nb ""c"""\r\n'.encode(),
        "rows.tsv": f"text\tid\n{FRENCH}\t9\n".encode(),
        "crawl.wet": warc("warcinfo", "application/warc-fields", b"a: b\r\n") + wet,
        "deep/one.txt": f"{TWICE}\n\nOnly here.\n".encode(),
        "deep/two.txt": f"A start.\n\n{TWICE}\n\nAn end.\n".encode(),
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The files on disk, with a compressed copy of some."""
    folder = tmp_path / "in"
    content = files()
    content["packed.jsonl.gz"] = gzip.compress(content["rows.jsonl"])
    content["packed.wet.zst"] = zstandard.compress(content["crawl.wet"])
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
