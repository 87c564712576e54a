"""The peers on the same corpus, each as a whole process, those that are installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import NamedTuple

from bench.dedup.measure import Cost, measure


class Found(NamedTuple):
    """What a peer's run took, and how many paragraphs it kept."""

    cost: Cost
    kept: int


class Peer(NamedTuple):
    """A tool: its name, the module that must be there, and a script given a corpus and an output."""

    name: str
    module: str
    script: str

    def run(self, paragraphs: Path, folder: Path) -> Found | None:
        """None where the tool is not installed."""
        if importlib.util.find_spec(self.module) is None:
            print(f"{self.name:28}not installed")
            return None
        script, out = folder / f"{self.module}.py", folder / f"{self.module}.out"
        script.write_text(self.script, encoding="utf-8")
        cost = measure([sys.executable, str(script), str(paragraphs), str(out)])
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

PEERS = (
    Peer("datasketch, first one stays", "datasketch", _DATASKETCH),
    Peer("rensa, first one stays", "rensa", _RENSA),
)
