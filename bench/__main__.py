"""``python -m bench NAME [ARGS]`` runs ``bench.NAME.main(ARGS)``; without a name, lists them."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(argv: list[str]) -> int:
    names = sorted(
        p.stem for p in HERE.iterdir() if not p.name.startswith("_") and (p.suffix == ".py" or (p / "__init__.py").exists())
    )
    if not argv or argv[0] not in names:
        print(f"usage: python -m bench NAME [ARGS]; names: {', '.join(names)}", file=sys.stderr)
        return 2
    return int(import_module(f"bench.{argv[0]}").main(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
