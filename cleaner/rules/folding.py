"""One form for letters that a pattern may take for the same: what the scans look at."""

from __future__ import annotations

import re

_RARE = {
    **dict.fromkeys("ᲀ", "в"),
    **dict.fromkeys("ᲁ", "д"),
    **dict.fromkeys("ᲂ", "о"),
    **dict.fromkeys("ᲃ", "с"),
    **dict.fromkeys("ᲄᲅ", "т"),
    **dict.fromkeys("ᲆ", "ъ"),
    **dict.fromkeys("ᲇ", "ѣ"),
    **dict.fromkeys("ᲈ", "ꙋ"),
    **dict.fromkeys("\u0345\u1fbe", "ι"),
    **dict(zip("µϐϵϑϰϖϱϕ", "μβεθκπρφ", strict=True)),
    **dict(zip("ſẛ", "sṡ", strict=True)),
}
"""Letters that fold to another (Unicode's CaseFolding.txt) and that ``str.lower`` leaves alone."""

_ANY_RARE = re.compile("[" + "".join(_RARE) + "]")
_TABLE = str.maketrans(_RARE)


def fold(text: str) -> str:
    """Lower case, letter by letter, in which all that ``regex`` takes for the same ignoring case is the same.

    >>> fold("İSTANBUL Straße ΟΔΟΣ")
    'istanbul straße οδοσ'
    """
    text = text.replace("İ", "i").lower().replace("ı", "i").replace("ς", "σ")
    return text.translate(_TABLE) if _ANY_RARE.search(text) else text
