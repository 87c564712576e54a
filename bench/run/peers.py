"""The peers, each a plain script over the same JSON lines: input folder, output folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PACKAGES = (
    "ftfy>=6.3",
    "datasketch>=2.0",
    "datatrove>=0.10",
    "text-dedup>=0.4",
    "tokenizers",
    "xxhash",
    "orjson",
)
_HOME = Path("out/bench-peers")


class Peer(NamedTuple):
    """A tool: its name, a short name, and its script."""

    name: str
    module: str
    text: str

    def script(self, folder: Path) -> Path:
        path = folder / f"run_{self.module}.py"
        path.write_text(self.text, encoding="utf-8")
        return path


def environment() -> str:
    """The peers' own interpreter, made on first use: their pins are not ours."""
    python = _HOME / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return str(python)


_FTFY_DATASKETCH = """
import json, sys
from pathlib import Path
import ftfy
from datasketch import MinHash, MinHashLSH
out = Path(sys.argv[2]); out.mkdir()
lsh, number = MinHashLSH(threshold=0.8, num_perm=128), 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    with open(path, encoding="utf-8") as lines, open(out / path.name, "w", encoding="utf-8") as written:
        for line in lines:
            row, kept = json.loads(line), []
            for paragraph in ftfy.fix_text(row["text"]).split("\\n\\n"):
                words = paragraph.lower().split()
                minhash = MinHash(num_perm=128)
                minhash.update_batch({" ".join(words[i:i + 3]).encode() for i in range(max(1, len(words) - 2))})
                number += 1
                if not lsh.query(minhash):
                    lsh.insert(number, minhash)
                    kept.append(paragraph)
            row["text"] = "\\n\\n".join(kept)
            written.write(json.dumps(row, ensure_ascii=False) + "\\n")
"""

_DATATROVE = """
import os, sys
sys.stderr = open(os.devnull, "w")
import datatrove.utils.text as text
class Split:
    def word_tokenize(self, text):
        return text.split()
    def sent_tokenize(self, text):
        return text.split(". ")
from datatrove.pipeline.dedup import minhash
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.filters import gopher_repetition_filter, GopherRepetitionFilter
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
import xxhash
minhash.load_word_tokenizer = lambda language: Split()
gopher_repetition_filter.split_into_words = lambda text, language=None: text.split()
minhash.create_hash_func = lambda config: lambda text: xxhash.xxh64_intdigest(text.encode())
config, out = minhash.MinhashConfig(n_grams=3), sys.argv[2]
def read():
    return JsonlReader(sys.argv[1], glob_pattern="*.jsonl").run(None, 0, 1)
def fixed():
    return GopherRepetitionFilter().run(FTFYFormatter().run(read(), 0, 1), 0, 1)
for document in JsonlWriter(out + "/fixed", compression=None).run(fixed(), 0, 1):
    pass
def again():
    return JsonlReader(out + "/fixed").run(None, 0, 1)
MinhashDedupSignature(out + "/s", config=config).run(again(), 0, 1)
for bucket in range(config.num_buckets):
    MinhashDedupBuckets(out + "/s", out + "/b", config=config).run(None, bucket, config.num_buckets)
MinhashDedupCluster(out + "/b", out + "/r", config=config).run(None, 0, 1)
for document in JsonlWriter(out + "/kept", compression=None).run(MinhashDedupFilter(out + "/r").run(again(), 0, 1), 0, 1):
    pass
"""

_TEXT_DEDUP = """
import subprocess, sys
subprocess.run([sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", sys.argv[1] + "/*.jsonl",
    "--split", "train", "--cache_dir", sys.argv[2] + ".cache", "--output", sys.argv[2], "--column", "text",
    "--num_proc", "1", "--batch_size", "10000", "--ngram", "3", "--min_length", "1", "--threshold", "0.8"], check=True,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""

PEERS = (
    Peer("ftfy + datasketch, paragraphs", "ftfy_datasketch", _FTFY_DATASKETCH),
    Peer("datatrove: ftfy, repetition filter, MinHash", "datatrove", _DATATROVE),
    Peer("text-dedup MinHash, documents, no repair", "text_dedup", _TEXT_DEDUP),
)
