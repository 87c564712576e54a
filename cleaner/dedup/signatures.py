"""Signatures of paragraphs, and the band keys by which near-duplicates meet.

datasketch is the definition: ``MinHash`` with 128 permutations, seed 1 and the scheme "affine32" (pinned:
its default has changed before), given the low 32 bits of each shingle's hash.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.dedup import hashing
from cleaner.dedup.folding import tokens, weight
from cleaner.dedup.shingles import SHORTEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

PERMUTATIONS, SEED, SCHEME = 128, 1, "affine32"

BANDS, ROWS = 32, 4
"""A pair of Jaccard J meets in a band with probability 1 - (1 - J**4)**32: 0.99 at 0.6, 0.9999 at 0.7, and
0.000005 at 0.02, where unrelated paragraphs of one language are."""

SKETCH = 32
"""Bytes: two bits of each value, enough to tell a chance meeting from a pair worth reading."""

WORTH_COMPILING = 1_000_000
"""Bytes of text. Loading the kernels takes a second or two, their first compilation twenty."""

VERSION = "2:pairs:affine32:32x4"
"""Changes whenever the same text would get other keys: an index of another version is refused."""


class Signed(NamedTuple):
    """What is known of some texts without their words.

    ``hashes`` (equal for texts equal after folding) and ``long`` have an entry for each text; ``keys``
    (band by band) and ``sketches`` one for each long text.
    """

    hashes: NDArray[np.uint64]
    long: NDArray[np.bool_]
    keys: NDArray[np.uint64]
    sketches: NDArray[np.uint8]


def sign(texts: Sequence[bytes], wanted: Sequence[bool], scopes: ArrayLike) -> Signed:
    """Signs UTF-8 texts; only those that are wanted and long enough get keys.

    Texts of different scopes never meet. With numba about 150 MB/s a core, without it about 2.
    """
    import numpy as np

    hashes, values, long = signatures(texts, wanted)
    scope = np.asarray(scopes, np.int64)[long]
    return Signed(hashes, long, _keys(values, scope), _sketches(values))


@cache
def permutations() -> tuple[Any, Any]:
    """datasketch's odd multipliers and its summands, drawn as it draws them: importing it takes a second."""
    import numpy as np

    generator = np.random.RandomState(SEED)
    halves = generator.randint(0, 1 << 31, PERMUTATIONS, dtype=np.uint32)
    summands = generator.randint(0, 1 << 32, PERMUTATIONS, dtype=np.uint32)
    return halves * np.uint32(2) + np.uint32(1), summands


def compiled(module: str, texts: Sequence[bytes]) -> Any:
    """A module of kernels, or None where numba is missing or loading it takes longer than doing without."""
    name = f"cleaner.dedup.{module}"
    if name not in sys.modules and sum(map(len, texts)) < WORTH_COMPILING:
        return None
    try:
        return import_module(name)
    except ImportError:
        return None


def signatures(texts: Sequence[bytes], wanted: Sequence[bool], shortest: int = SHORTEST) -> tuple[Any, Any, Any]:
    """``(text hashes, signatures, long)``: signatures of those texts only that are wanted and weigh ``shortest``."""
    import numpy as np

    kernels = compiled("kernels", texts)
    if kernels is None:
        return _by_datasketch(texts, np.asarray(wanted, np.bool_), shortest)
    from cleaner.dedup.tables import tables

    buffer, offsets = pack(texts)
    mask = np.asarray(wanted, np.bool_)
    hashes, values, long = kernels.sign(buffer, offsets, mask, shortest, tuple(tables()), *permutations())
    return hashes, values, long


def _by_datasketch(texts: Sequence[bytes], wanted: NDArray[np.bool_], shortest: int) -> tuple[Any, Any, Any]:
    """The same without a compiler."""
    import numpy as np
    from datasketch import MinHash

    spelled = [text.decode("utf-8", "surrogatepass") for text in texts]
    words = [tokens(text) for text in spelled]
    long = wanted & np.fromiter((weight(found) >= shortest for found in words), np.bool_, len(words))
    hashes = np.fromiter(map(hashing.text_hash, spelled), np.uint64, len(spelled))
    values = np.empty((int(long.sum()), PERMUTATIONS), np.uint32)
    for row, i in enumerate(np.flatnonzero(long)):
        minhash = MinHash(PERMUTATIONS, SEED, hashfunc=int, scheme=SCHEME)
        minhash.update_batch([value & 0xFFFFFFFF for value in hashing.shingle_hashes(words[i])])
        values[row] = minhash.hashvalues
    return hashes, values, long


def _keys(signatures: NDArray[np.uint32], scopes: NDArray[np.int64]) -> NDArray[np.uint64]:
    """``keys[band, text]``: a hash of the band's number, the scope and the band's values."""
    import numpy as np

    keys = np.empty((BANDS, len(signatures)), np.uint64)
    start = scopes.astype(np.uint64) << np.uint64(32)
    for band in range(BANDS):
        value = start ^ np.uint64(band + 1)
        for column in range(band * ROWS, (band + 1) * ROWS):
            value = _mix(value * np.uint64(hashing.STRIDE) + signatures[:, column])
        keys[band] = value
    return keys


def _sketches(signatures: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The lowest two bits of each value (Li and König, 2010, "b-bit minwise hashing"), four to a byte."""
    import numpy as np

    low = (signatures & np.uint32(3)).astype(np.uint8).reshape(len(signatures), SKETCH, 4)
    packed: NDArray[np.uint8] = np.zeros((len(signatures), SKETCH), np.uint8)
    for place in range(4):
        packed |= low[:, :, place] << np.uint8(2 * place)
    return packed


def agreement(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The Jaccard of pairs of sketches, roughly: a quarter of the values agree by chance."""
    import numpy as np

    other = first.view(np.uint64) ^ second.view(np.uint64)
    other = (other | other >> np.uint64(1)) & np.uint64(0x5555555555555555)
    differ = np.bitwise_count(other).sum(axis=1, dtype=np.int64)
    shares: NDArray[np.float64] = 1 - differ / (0.75 * PERMUTATIONS)
    return shares


def _mix(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """``hashing.mix`` on an array."""
    import numpy as np

    for _ in range(2):
        value = (value ^ (value >> np.uint64(32))) * np.uint64(hashing.MULTIPLIER)
    return value ^ (value >> np.uint64(32))


def pack(texts: Sequence[bytes]) -> tuple[Any, Any]:
    """``(buffer, offsets)``: the texts one behind the other, and where each begins."""
    import numpy as np

    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    return np.frombuffer(b"".join(texts), np.uint8), offsets
