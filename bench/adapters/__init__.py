"""``python -m bench adapters``: the step in each host, beside ``cleaner run`` and beside the bare library.

equal DATA [ROWS] [HOST...]       is each host's output, with 1 and 2 processes, that of ``cleaner run``, byte for byte?
duplicates DATA [ROWS] [HOST...]  the same for what is removed across rows, for the hosts that have such a step
overhead DATA [MB] [HOST...]      CPU seconds of each host with and without the step, over the step alone

ROWS is 20,000 and MB 10 unless told; hosts are those of ``bench.adapters.hosts``.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    from bench.adapters import equal, overhead
    from bench.adapters.hosts import DUPLICATES, HOSTS

    match argv:
        case ["equal" | "duplicates" | "overhead" as what, data, *rest]:
            size = int(rest.pop(0)) if rest and rest[0].isdigit() else 0
            if unknown := set(rest) - HOSTS.keys():
                print(f"no host {', '.join(sorted(unknown))}; there are {', '.join(HOSTS)}", file=sys.stderr)
                return 2
            if what == "overhead":
                return overhead.run(Path(data), size or 10, rest or list(HOSTS))
            able = list(HOSTS) if what == "equal" else DUPLICATES
            return equal.run(Path(data), size or 20_000, what, [host for host in able if not rest or host in rest])
        case _:
            print(__doc__, file=sys.stderr)
            return 2
