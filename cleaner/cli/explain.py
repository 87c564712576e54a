"""``cleaner explain``: why a rule exists, with its examples; or what was done to a document of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cleaner.rules.schema import Rule


@click.command()
@click.argument("what", metavar="RULE|OUT")
@click.argument("doc", required=False, metavar="[DOC[:LINE]]")
@click.option("--packs", multiple=True, type=click.Path(exists=True, file_okay=False), help="House packs to add.")
def command(what: str, doc: str | None, packs: tuple[str, ...]) -> None:
    """Show a rule's reason, the idea it comes from, its examples and its near-misses; or what a run did.

    \b
    cleaner explain num-fr-dollar-trillion
    cleaner explain clean/ pages/one.txt        every edit of a document of the run in clean/
    cleaner explain clean/ pages/one.txt:12     those of its line 12
    cleaner explain clean/ dump.jsonl:7         every edit of the row on line 7, whatever its id
    """
    if doc is not None:
        _explain_document(Path(what), doc)
        return
    _explain_rule(what, packs)


def _explain_document(out: Path, doc: str) -> None:
    import json

    from cleaner.report.rows import groups
    from cleaner.report.terminal import explain
    from cleaner.report.texts import Corpus
    from cleaner.report.view import made_by

    if not (out / "ledger").is_dir() or not (out / "manifest.json").is_file():
        raise click.UsageError(f"{out}: no finished run here; name the folder that 'cleaner run' wrote")
    corpus = Corpus(out, json.loads((out / "manifest.json").read_bytes()))
    name, _, line = doc.rpartition(":") if doc.rpartition(":")[2].isdigit() else (doc, "", "")
    texts: dict[tuple[int, str], Iterator[tuple[str, str]]] = {}
    found = False
    for group in groups(out / "ledger"):
        names = {group.doc, group.row}
        if not names & {doc, name}:
            continue
        # Rows of one id stand in the order of their texts.
        waiting = texts.setdefault((group.part, group.doc), corpus.texts(group.part, {group.doc}))
        text = next((text for _, text in waiting if made_by(text, group.rows)), None)
        # The whole of a document whose name ends like a line number, else its line.
        shown = list(explain(group.rows, text, None if doc in names else int(line)))
        if shown and group.row and group.row != doc:
            click.secho(group.row, dim=True)
        for told in shown:
            click.echo(told)
        found = found or bool(shown)
    if not found:
        click.echo(f"{doc}: nothing was changed or flagged there, or the run has no such document", err=True)


def _explain_rule(rule_id: str, packs: tuple[str, ...]) -> None:
    from cleaner.catalog import all_rules
    from cleaner.rules.load import load

    rules = {rule.id: rule for rule in all_rules(load(packs))}
    if rule_id not in rules:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, rules, 3)
        hint = f"Did you mean {', '.join(near)}?" if near else "'cleaner rules' lists them."
        raise click.UsageError(f"no rule {rule_id!r}. {hint}")
    click.echo("\n".join(_page(rules[rule_id])))


def _page(rule: Rule) -> list[str]:
    page = [f"{rule.id}  ({rule.cls}, {rule.safety})", "", rule.reason]
    for label, value in (("From", rule.source), ("Evidence", rule.evidence)):
        if value:
            page.append(f"{label}: {value}")
    for label, values in (("Needs one of", rule.require), ("Silent near", rule.forbid)):
        if values:
            page.append(f"{label}: {', '.join(values)}")
    if rule.examples:
        page += ["", "Examples"]
    for before, after in rule.examples:
        page += [f"  - {before}", *([f"  + {after}"] if after != before else ["    (flagged)"])]
    if rule.near_misses:
        page += ["", "Left alone", *(f"    {text}" for text in rule.near_misses)]
    return page
