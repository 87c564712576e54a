"""The command line: a group that imports a command only when it is called, so that the hook starts fast."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from re import fullmatch

import click

from cleaner import __version__

_SELDOM = 100_000
"""Objects made between two looks for garbage cycles: at the usual 700, a start spends 15 ms on looking."""


class LazyGroup(click.Group):
    """Commands are the modules of this folder; each has a click command named ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, found by listing this folder."""
        return _names()

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"cleaner.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a name that does not exist."""
        if args and args[0] not in self.list_commands(ctx):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean {near[0]!r}?" if near else " See 'cleaner --help'."
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@cache
def _names() -> list[str]:
    """By plain listing: to glob costs a start two milliseconds."""
    return sorted(name[:-3] for name in os.listdir(os.path.dirname(__file__)) if fullmatch(r"[a-z]\w*\.py", name))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cleaner")
def group() -> None:
    """Clean damaged multilingual text; every change is named, explained and can be undone.

    \b
    cleaner run pages/ --out clean/     clean a directory into a new one, with a ledger
    cleaner check docs/                 show what would change, write nothing
    cleaner fix docs/                   apply the safe fixes in place
    cleaner explain num-fr-dollar-trillion
    cleaner restore clean/ back/        the original files, byte for byte
    """


def main(args: Sequence[str] | None = None) -> None:
    """Entry point: a closed pipe is quiet, Ctrl-C ends with one line and exit code 130."""
    gc.set_threshold(_SELDOM)
    try:
        group.main(args=list(args) if args is not None else None, prog_name="cleaner", standalone_mode=True)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    finally:
        gc.freeze()  # what is left is not searched once more on the way out: 20 ms
