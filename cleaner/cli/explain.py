"""``cleaner explain``: why a rule exists, with its examples; or what was done to a document."""

from __future__ import annotations

import click

from cleaner.rules.schema import Rule


@click.command()
@click.argument("rule_id", metavar="RULE")
@click.option("--packs", multiple=True, type=click.Path(exists=True, file_okay=False), help="House packs to add.")
def command(rule_id: str, packs: tuple[str, ...]) -> None:
    """Show a rule's reason, the idea it comes from, its examples and its near-misses.

    \b
    cleaner explain num-fr-dollar-trillion
    """
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
