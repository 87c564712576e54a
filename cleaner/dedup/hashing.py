"""Tokens and shingles as 64-bit numbers: the definition in plain Python.

The compiled kernel (``kernels``) does the same from UTF-8 bytes and must agree bit for bit. A shingle's
low 32 bits are what datasketch's MinHash is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from cleaner.dedup.folding import compact

SEED = 0x1234567
PRIME = 0x100000001B3
"""FNV-1a's, here over code points instead of bytes."""
STRIDE = 0x9E3779B97F4A7C15
"""Keeps (a, b) apart from (b, a): 2**64 by the golden ratio."""
MULTIPLIER = 0xD6E8FEB86659FD93
"""Of the 64-bit finaliser, as published by Mulvey for his hash prospector."""
MASK = 0xFFFF_FFFF_FFFF_FFFF


def mix(value: int) -> int:
    """A bijection of 64 bits in which every input bit moves every output bit."""
    for _ in range(2):
        value = (value ^ value >> 32) * MULTIPLIER & MASK
    return value ^ value >> 32


def _absorb(codes: Iterable[int]) -> int:
    value = SEED
    for code in codes:
        value = (value ^ code) * PRIME & MASK
    return mix(value)


@lru_cache(maxsize=1 << 16)
def token_hash(token: str) -> int:
    """The 64-bit number of a folded token."""
    return _absorb(map(ord, token))


def text_hash(text: str) -> int:
    """Equal for texts that are equal after folding, spaces left out."""
    return _absorb(map(ord, compact(text)))


def shingle_hashes(tokens: Sequence[str]) -> list[int]:
    """The 64-bit numbers of the neighbouring token pairs, in order, repeats included."""
    return [mix((a * STRIDE + b) & MASK) for a, b in pairwise(map(token_hash, tokens))]
