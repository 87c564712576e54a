"""The gate for a whole buffer: which lines of it the careful path must see.

One compiled pass over UTF-8, with the definitions of ``gate.py`` as tables. A line that is not
flagged is one of which ``gate.judge`` gives 0, so ``find_encoding`` has nothing to say about it.
Characters beyond the basic plane are taken for one, which may flag a line more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.stages.encoding import lexicon
from cleaner.stages.encoding.gate import ODD, SUSPICIOUS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def scan(buffer: bytes) -> NDArray[np.uint8]:
    """For each line what ``gate.judge`` says of it; a last line needs no line feed.

    The buffer must be valid UTF-8. The first call ever compiles the kernel (seconds), the first of
    a process builds the tables (half a second).
    """
    import numpy as np

    from cleaner.stages.encoding.kernel import scan_lines
    from cleaner.stages.encoding.tables import tables

    lines = buffer.count(b"\n") + (not buffer.endswith(b"\n"))
    flags = np.zeros(lines, np.uint8)
    if buffer:
        scan_lines(np.frombuffer(buffer, np.uint8), flags, *tables())
    if not lexicon.available():
        flags &= ODD | SUSPICIOUS
    return flags if buffer else flags[:0]
