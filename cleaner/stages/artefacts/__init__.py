"""What machine translation and content farms leave inside running text.

Nearly all of it is found by the rules of the packs; what no pattern can say (a paragraph in another
language, amounts that were put back in the wrong places) is found here.
"""

from __future__ import annotations

from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.rules.drafts import candidates, find_spans
from cleaner.rules.schema import ARTEFACTS
from cleaner.stages.artefacts import amounts, untranslated

RULES = (*amounts.RULES, *untranslated.RULES)


def find_artefacts(draft: Draft) -> list[Edit]:
    """Fixes and flags of the artefact classes, by precedence."""
    ruleset, rules = candidates(draft, ARTEFACTS)
    found = list(find_spans(draft, rules, ruleset)) if rules else []
    return [*found, *amounts.find_swapped(draft), *untranslated.find_untranslated(draft)]
