"""``cleaner mine``: where translations of one text disagree, as candidates for new rules."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the candidates go (JSON lines)."
)
@click.option("--text-field", default="text", show_default=True, help="Where the text is in a file of rows.")
@click.option("--id-field", default="id", show_default=True, help="Where a row's id is.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Folder for the sentences meanwhile.  [default: a temporary one]")
def command(sources: tuple[str, ...], out: Path, text_field: str, id_field: str, work: Path | None) -> None:
    """Find sentences that are variants of one text and what they disagree on; no rule is used.

    \b
    cleaner mine pages/ --out candidates.jsonl
    cleaner review candidates.jsonl
    """
    import tempfile

    from cleaner.corpus.jsons import to_line
    from cleaner.files import write_atomic
    from cleaner.formats.record import Fields
    from cleaner.mine import mine

    try:
        if work:
            work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=work) as folder:
            mined = mine(sources, Path(folder), Fields(text_field, id_field))
        write_atomic(out, b"".join(to_line(row) for row in mined.rows))
    except OSError as error:
        raise click.UsageError(f"cannot go on: {error}") from error
    for problem in mined.problems:
        click.secho(problem, fg="red", err=True)
    click.echo(
        f"{mined.sentences:,} sentences, {mined.pairs:,} pairs read, {len(mined.rows):,} candidates: {out}. "
        f"Next: cleaner review {out}",
        err=True,
    )
    raise SystemExit(1 if mined.problems else 0)
