"""What machine translation and content farms leave inside running text.

Nearly all of it is found by the rules of the packs; what no pattern can say (a paragraph in another
language, amounts that were put back in the wrong places) is found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleaner.draft import Draft
from cleaner.markup.literals import meeting, merge
from cleaner.model import Edit, Span
from cleaner.rules.drafts import candidates, find_spans
from cleaner.rules.schema import ARTEFACTS
from cleaner.stages.artefacts import amounts, untranslated

RULES = (*amounts.RULES, *untranslated.RULES)


def find_artefacts(draft: Draft) -> list[Edit]:
    """Fixes and flags of the artefact classes, by precedence."""
    ruleset, rules = candidates(draft, ARTEFACTS)
    found = list(without_echoes(list(find_spans(draft, rules, ruleset)))) if rules else []
    return [*found, *amounts.find_swapped(draft), *untranslated.find_untranslated(draft)]


def without_echoes(found: Sequence[Edit]) -> Iterator[Edit]:
    """The edits without flags of rules for any language where a rule of the language itself speaks of the same words."""
    own: defaultdict[str, list[Span]] = defaultdict(list)
    for edit in found:
        if not _is_common(edit):
            own[edit.cls].append((edit.start, edit.end))
    spoken = {cls: merge(spans) for cls, spans in own.items()}
    for edit in found:
        if edit.changes or not _is_common(edit) or not meeting(spoken.get(edit.cls, ()), edit.start, edit.end):
            yield edit


def _is_common(edit: Edit) -> bool:
    return edit.rule.split("-")[1] == "any"
