"""The peers on the same corpus, each as a whole process, those that are installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.dedup.measure import Cost, measure

_HOME = Path("out/bench-dedup-peers")
_PACKAGES = ("datasketch", "text-dedup>=0.4", "datatrove>=0.10", "tokenizers", "xxhash", "orjson", "rensa")
_DOLMA = (
    *("dolma", "fasttext-wheel", "msgspec", "omegaconf", "smart-open", "wrapt"),
    *("necessary", "nltk", "joblib", "anyascii", "uniseg", "boto3", "botocore", "jmespath", "s3transfer"),
    *("python-dotenv", "platformdirs", "jq", "jsonpath-ng", "ply", "blingfire", "rich", "zstandard"),
)
"""Its pins contradict the others', and pip takes hours over them: what its dedupe command needs, and no more."""


def environment() -> str:
    """The peers' own interpreter, made on first use."""
    python = _HOME / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True)
        pip = [str(python), "-m", "pip", "install", "-q"]
        subprocess.run([*pip, *_PACKAGES], check=True)
        if subprocess.run([*pip, "--no-deps", *_DOLMA]).returncode:
            print("dolma cannot be installed here")
    return str(python)


class Found(NamedTuple):
    """What a peer's run took, and how many paragraphs it kept."""

    cost: Cost
    kept: int


class Peer(NamedTuple):
    """A tool: its name, the module that must be there, and a script given a corpus and an output."""

    name: str
    module: str
    script: str

    def run(self, python: str, paragraphs: Path, folder: Path) -> Found | None:
        """None where the tool is not installed for that interpreter, or fails."""
        if subprocess.run([python, "-c", f"import {self.module}"], capture_output=True).returncode:
            print(f"{self.name:28}not installed")
            return None
        script, out = folder / f"run_{self.module}.py", folder / f"{self.module}.out"
        script.write_text(self.script, encoding="utf-8")
        try:
            cost = measure([python, str(script), str(paragraphs), str(out)])
        except subprocess.CalledProcessError:
            print(f"{self.name:28}failed")
            return None
        return Found(cost, int(out.read_text()))


_DATASKETCH = """
import sys
from datasketch import MinHash, MinHashLSH
lsh, kept = MinHashLSH(threshold=0.8, num_perm=128), 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    words = line.lower().split()
    minhash = MinHash(num_perm=128)
    minhash.update_batch({" ".join(words[i:i + 3]).encode() for i in range(max(1, len(words) - 2))})
    if not lsh.query(minhash):
        lsh.insert(number, minhash)
        kept += 1
open(sys.argv[2], "w").write(str(kept))
"""

_RENSA = """
import sys
from rensa import RMinHash, RMinHashLSH
lsh, kept = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16), 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    words = line.lower().split()
    minhash = RMinHash(num_perm=128, seed=42)
    minhash.update([" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2))])
    if not lsh.query(minhash):
        lsh.insert(number, minhash)
        kept += 1
open(sys.argv[2], "w").write(str(kept))
"""

_TEXT_DEDUP = """
import json, subprocess, sys
lines = open(sys.argv[1], encoding="utf-8")
data = sys.argv[2] + ".jsonl"
with open(data, "w", encoding="utf-8") as out:
    out.writelines(json.dumps({"text": line.rstrip()}) + "\\n" for line in lines)
subprocess.run([sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", data, "--split", "train",
    "--cache_dir", sys.argv[2] + ".cache", "--output", sys.argv[2] + ".data", "--column", "text", "--num_proc", "1",
    "--batch_size", "10000", "--ngram", "3", "--min_length", "1", "--threshold", "0.8"], check=True,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from datasets import load_from_disk
open(sys.argv[2], "w").write(str(len(load_from_disk(sys.argv[2] + ".data"))))
"""

_DATATROVE = """
import os, sys
sys.stderr = open(os.devnull, "w")
import xxhash
from datatrove.data import Document
from datatrove.pipeline.dedup import minhash
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
class Split:
    def word_tokenize(self, text):
        return text.split()
minhash.load_word_tokenizer = lambda language: Split()
minhash.create_hash_func = lambda config: lambda text: xxhash.xxh64_intdigest(text.encode())
config = minhash.MinhashConfig(n_grams=3)
out = sys.argv[2]
def documents():
    for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
        yield Document(text=line, id=str(number))
MinhashDedupSignature(out + ".s", config=config).run(documents(), 0, 1)
for bucket in range(config.num_buckets):
    MinhashDedupBuckets(out + ".s", out + ".b", config=config).run(None, bucket, config.num_buckets)
MinhashDedupCluster(out + ".b", out + ".r", config=config).run(None, 0, 1)
kept = sum(1 for _ in MinhashDedupFilter(out + ".r").run(documents(), 0, 1))
open(out, "w").write(str(kept))
"""

_DOLMA = """
import gzip, json, pathlib, subprocess, sys
home = pathlib.Path(sys.argv[2] + ".dolma")
(home / "documents").mkdir(parents=True)
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
with gzip.open(home / "documents" / "0.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as out:
    for at in range(0, len(lines), 10):
        row = {"id": str(at), "text": "\\n".join(lines[at:at + 10]), "source": "bench"}
        out.write(json.dumps(row, ensure_ascii=False) + "\\n")
# Sized for as many n-grams as there are words or, in unspaced scripts, characters.
count = sum(max(len(line.split()), len(line) // 6) for line in lines)
subprocess.run(["dolma", "dedupe", "--documents", str(home / "documents" / "*.gz"), "--dedupe.name", "found",
    "--dedupe.paragraphs.attribute_name", "found", "--dedupe.paragraphs.by_ngram.ngram_length", "5",
    "--dedupe.paragraphs.by_ngram.stride", "1", "--dedupe.paragraphs.by_ngram.overlap_threshold", "0.6",
    "--bloom_filter.file", str(home / "bloom"), "--bloom_filter.estimated_doc_count", str(count),
    "--bloom_filter.desired_false_positive_rate", "0.0001", "--no-bloom_filter.read_only",
    "--processes", "1"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    executable=str(pathlib.Path(sys.executable).parent / "dolma"))
flagged = 0
for file in (home / "attributes").rglob("*.gz"):
    for row in gzip.open(file, "rt", encoding="utf-8"):
        flagged += sum(span[2] >= 0.6 for span in json.loads(row)["attributes"]["found"])
open(sys.argv[2], "w").write(str(len(lines) - flagged))
"""

PEERS = (
    Peer("datasketch, first one stays", "datasketch", _DATASKETCH),
    Peer("rensa, first one stays", "rensa", _RENSA),
    Peer("text-dedup minhash", "text_dedup", _TEXT_DEDUP),
    Peer("datatrove minhash, split()", "datatrove", _DATATROVE),
    Peer("dolma 5-gram bloom, flags", "dolma", _DOLMA),
)
