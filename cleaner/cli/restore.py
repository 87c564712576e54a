"""``cleaner restore``: the input of a run again, byte for byte."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path))
def command(out: Path, dest: Path) -> None:
    """Undo every change of the run in OUT and write the original files to DEST.

    Each file is checked against the hash of what was read.

    \b
    cleaner restore clean/ back/
    """
    from cleaner.corpus.job import Job
    from cleaner.corpus.restore import DamagedError, restore

    job = Job(out)
    if not job.manifest.exists():
        raise click.UsageError(f"{out}: no manifest.json here; name the folder of a finished run")
    if dest.exists() and (not dest.is_dir() or any(dest.iterdir())):
        raise click.UsageError(f"{dest}: exists and is not an empty folder")
    try:
        count = sum(1 for _ in restore(job, dest))
    except (DamagedError, OSError) as error:
        click.echo(f"cleaner restore: {error}", err=True)
        raise SystemExit(2) from error
    click.echo(f"{count} files restored to {dest}, each with the hash it had", err=True)
