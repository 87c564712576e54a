"""``cleaner rules``: the list of rules, and the tests of a pack."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from cleaner.settings import CLASSES


@click.group(invoke_without_command=True)
@click.option("--lang", help="Only rules of this language (a folder of the packs, or 'any').")
@click.option("--class", "cls", type=click.Choice(CLASSES, case_sensitive=False), help="Only rules of this class.")
@click.option("--packs", multiple=True, type=click.Path(exists=True, file_okay=False), help="House packs to add.")
@click.pass_context
def command(ctx: click.Context, lang: str | None, cls: str | None, packs: tuple[str, ...]) -> None:
    """List the rules by language and class, with their safety and their reason.

    \b
    cleaner rules --lang fr --class NUM
    cleaner rules test house/
    cleaner rules compile en fr
    """
    if ctx.invoked_subcommand:
        return
    from cleaner.catalog import all_rules
    from cleaner.rules.load import load

    rules = [
        rule
        for rule in all_rules(load(packs))
        if lang in (None, rule.lang) and (cls is None or cls.upper() == rule.cls)
    ]
    for rule in sorted(rules, key=lambda r: (r.lang, r.cls, r.id)):
        click.echo(f"{rule.id:40} {rule.safety:6}  {rule.reason}")
    counts = Counter(rule.safety for rule in rules)
    click.echo(f"{len(rules)} rules: {', '.join(f'{n} {safety}' for safety, n in sorted(counts.items()))}", err=True)


@command.command("test")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def test(path: Path) -> None:
    """Run the examples of a pack: PATH is a pack folder, a language folder in it, or one file.

    Exits with 1 where a rule breaks an invariant, each named with what to do.
    """
    from cleaner import packcheck
    from cleaner.languages import PACKS
    from cleaner.rules.load import PackError, load

    root, keep = _pack_of(path)
    try:
        ruleset = load(() if root == PACKS else (str(root),))
    except PackError as error:
        raise click.UsageError(str(error)) from error
    builtin = set() if root == PACKS else {head.id for head in load().heads}
    mine = {r.id for r in ruleset.rules if (r.lang, r.cls.lower()) in keep} - builtin
    found = list(packcheck.problems(ruleset, mine))
    for problem in found:
        click.echo(problem)
    click.echo(f"{len(mine)} rules, {len(found)} problems", err=True)
    raise SystemExit(1 if found else 0)


@command.command("compile")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
def compile_(languages: tuple[str, ...]) -> None:
    """Compile what many files are scanned with: two minutes for all languages, then kept until a pack changes.

    The first run over 16 MB does it by itself. Smaller ones, and checks of a whole repository, use what is compiled
    and are two to four times as fast with it. Takes the rules the settings file here selects.
    """
    from cleaner.bulk.scout import bulk_for
    from cleaner.bulk.worth import can_run
    from cleaner.config import load_config

    if not can_run():
        raise click.UsageError("there is nothing to compile without numba and hyperscan: pip install numba hyperscan")
    here = Path.cwd() / "-"
    machines = bulk_for(load_config(here).settings_for(here)).machines
    known = machines.languages()
    if unknown := set(languages) - set(known):
        raise click.UsageError(f"no rules for {', '.join(sorted(unknown))}; there are rules for {', '.join(known)}")
    wanted = sorted({"any", *languages}) if languages else known
    with click.progressbar(wanted, label="Compiling", item_show_func=lambda lang: lang, file=sys.stderr) as shown:
        for language in shown:
            machines.prepare(language)


def _pack_of(path: Path) -> tuple[Path, set[tuple[str, str]]]:
    """The pack folder a path lies in, and the (language, class) files it names."""
    files = [path] if path.is_file() else sorted(path.rglob("*.toml"))
    if not files:
        raise click.UsageError(f"{path}: holds no .toml file; a pack is <folder>/<language>/<class>.toml")
    return files[0].resolve().parent.parent, {(f.parent.name, f.stem) for f in files}
