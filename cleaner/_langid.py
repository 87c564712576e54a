"""py3langid, restricted to the languages asked for and their neighbours; loaded on first use."""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from cleaner.disk import kept

_NEIGHBOURS = (
    "af", "az", "be", "bs", "ca", "cy", "eo", "et", "eu", "ga", "gl", "ha", "hr", "ht", "is", "jv", "kk", "ku", "ky", "la", "lb", "lt", "lv",
    "mg", "mk", "mn", "ms", "mt", "nn", "oc", "ps", "rw", "sk", "sl", "so", "sq", "sr", "sw", "tg", "tl", "tt", "ur", "uz", "xh", "yo", "zu",
)  # fmt: skip
"""Languages that are taken for ours when they cannot be named (bg for ru, ms for id, sw for tr ...)."""


@cache
def _model(langs: tuple[str, ...]) -> Any:
    """py3langid's classifier for these languages; unpacking its own file takes half a second, so it is kept."""
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    file = Path(MODEL_DIR) / MODEL_FILE
    kind, scores, priors, labels, moves, rows, outputs = kept(
        f"langid-{crc32(repr((langs, _NEIGHBOURS)).encode()):08x}", lambda: _unpacked(file, langs), [file]
    )
    # in 32 bits, as every product with the 16 bits of the file would make them
    table = np.frombuffer(scores, kind).reshape(-1, len(labels)).astype(np.float32)
    return LanguageIdentifier(table, np.frombuffer(priors, np.float32), labels, array(*moves), outputs, tk_row=array(*rows))


def _unpacked(file: Path, langs: tuple[str, ...]) -> tuple[Any, ...]:
    """What the classifier is made of, as plain values, without the languages that are not asked for."""
    from py3langid.langid import LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(file)
    wanted = {"no" if lang == "nb" else lang for lang in langs} | set(_NEIGHBOURS)
    whole.set_languages(sorted(wanted & set(whole.labels)))
    scores, moves, rows = whole.nb_ptc, whole.tk_nextmove, whole.tk_row
    return (
        scores.dtype.str,
        scores.tobytes(),
        whole.nb_pc.tobytes(),
        list(whole.nb_classes),
        (moves.typecode, moves.tobytes()),
        (rows.typecode, rows.tobytes()),
        list(whole.tk_output),
    )


@lru_cache(maxsize=1024)
def classify(sample: str, langs: tuple[str, ...]) -> str | None:
    """The likeliest of ``langs``; None where it is another language."""
    lang = str(_model(langs).classify(sample)[0])
    lang = "nb" if lang in ("no", "nn") else lang
    return lang if lang in langs else None
