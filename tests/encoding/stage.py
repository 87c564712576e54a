"""The encoding stage as the pipeline runs it, without the other stages."""

from __future__ import annotations

from dataclasses import replace

from cleaner import edits as law
from cleaner.draft import Draft
from cleaner.model import Document, Edit, Markup
from cleaner.settings import Settings
from cleaner.stages.encoding import find_encoding


def repair(text: str, lang: str | None = None, markup: Markup = "text") -> tuple[str, list[Edit]]:
    document, done = Document("test", text, lang, markup), list[Edit]()
    for _ in range(6):
        draft = Draft(text, document, Settings())
        found = [_settled(edit) for edit in find_encoding(draft)]
        found = law.arrange(found, draft.layout.protected)
        before, text = text, law.apply(text, found)
        assert law.undo(text, found) == before
        done += found
        if not any(edit.changes for edit in found):
            break
    return text, done


def changed_rules(text: str, lang: str | None = None, markup: Markup = "text") -> set[str]:
    return {edit.rule for edit in repair(text, lang, markup)[1] if edit.changes}


def _settled(edit: Edit) -> Edit:
    if edit.safety != "unsafe":
        return edit
    return replace(edit, action="flag", after=edit.before, suggestion=edit.after)
