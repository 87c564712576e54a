"""Words that are boilerplate only in company: *Home* alone is a heading, among *About* and *Log in* a menu."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from cleaner.draft import Draft
from cleaner.stages.boilerplate.features import WORD
from cleaner.stages.boilerplate.finding import Finding

_NEAR = 4
_LONGEST_LIST = 30
_INTRODUCES = (":", "：")
_TELLING = ("bpl-any-progress", "bpl-any-label", "bpl-any-term")
"""Rules whose single words no text is: *Loading...*, *Tags:* with nothing behind, *Sitemap*."""
_SENTENCES = ("-appeal", "-notice")
"""Rules whose pattern leaves room for the words of any text."""
_LABELS = ("-credit", "-byline-date")
"""Rules whose line may be a caption or a time of the text."""
_NAMES = regex.compile(r"[/|@©ⓒ\p{Lu}]|\p{Nd}{4}")
_COUNT = regex.compile(r"[^\p{Nd}:]*\p{Nd}{1,3}[^\p{Nd}:]*|[\p{Nd}\s年月日.:/-]+")
_STOP = regex.compile(r"(?<!\.)[.。।۔]\s*$")
_SHORT = 5
"""Words."""
_BRIEF, _LONG = 14, 30
"""Code points: of a short sentence in a script that parts no words, and of the longest caption without a name."""


def without_lonely(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """The findings, without those that ask for company and do not stand near other interface lines.

    A word needs two such neighbours, a phrase one; what may be a sentence of the text, one on each side. A text that
    is nothing but interface phrases has no neighbours to ask (a string of a translation file, a scraped button): it is
    flagged and stays.
    """
    alone = _is_all(draft, found) and all(_size(draft, i) > 1 or finding.rule in _TELLING for i, finding in found.items())
    kept: dict[int, Finding] = {}
    for index, finding in found.items():
        if not _asks(draft, found, index) or (not _is_listed(draft, found, index) and _in_company(draft, found, index)):
            kept[index] = finding
        elif alone:
            kept[index] = finding._replace(removes=False)
    return kept


def _asks(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """True of a weak rule; and of any where a line names nothing (*3 years ago*) or may be a sentence (*Follow us.*)."""
    finding = found[index]
    if finding.cls != "BPL" or finding.rule.endswith("-copyright") or _is_all(draft, found):
        return finding.weak
    return finding.weak or _may_be_sentence(draft, found, index) or _is_bare(draft, found, index)


def _in_company(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    if _may_be_sentence(draft, found, index):
        return _is_surrounded(draft, found, index)
    near = range(index - _NEAR, index + _NEAR + 1)
    company = sum(_is_witness(draft, found, i) for i in near if i != index)
    return company >= (2 if _size(draft, index) < 2 else 1)


def _may_be_sentence(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """A text's own sentence stands beside interface lines, too: its last one, over the share bar."""
    if _is_all(draft, found):
        return False
    if found[index].rule.endswith(_SENTENCES):
        return True
    line, bare = _line(draft, index), _is_bare(draft, found, index)
    return (bool(_STOP.search(line)) and (bare or _size(draft, index) <= _SHORT or len(line) <= _BRIEF)) or (bare and len(line) > _LONG)


def _is_bare(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """A credit or a date without a name or a year: *3 years ago* may open a story; where a script has no capitals,
    *Photo: all that was left* has the form of a credit."""
    line = _line(draft, index)
    counts = _size(draft, index) <= _SHORT and _COUNT.fullmatch(line)
    return bool(counts) or (found[index].rule.endswith(_LABELS) and not _NAMES.search(line))


def _is_witness(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    return index in found and found[index].cls == "BPL" and not _may_be_sentence(draft, found, index)


def _is_surrounded(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """Two interface lines or more in one run of found lines, on both sides or up to the text's edge."""
    first = last = index
    while first - 1 in found and index - first < _LONGEST_LIST:
        first -= 1
    while last + 1 in found and last - index < _LONGEST_LIST:
        last += 1
    before = sum(_is_witness(draft, found, i) for i in range(first, index))
    after = sum(_is_witness(draft, found, i) for i in range(index + 1, last + 1))
    return before + after >= 2 and (before > 0 or first == 0) and (after > 0 or last == len(draft.paragraphs) - 1)


def _is_listed(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """In Markdown a list item or a table cell is the author's, however short; so is what a colon introduces."""
    if draft.document.markup == "markdown" and draft.paragraphs[index].kind != "prose":
        return True
    before = index - 1
    while before in found and index - before < _LONGEST_LIST:
        before -= 1
    if before < 0:
        return False
    return _line(draft, before).endswith(_INTRODUCES) and len(WORD.findall(_line(draft, before))) > 3


def _is_all(draft: Draft, found: Mapping[int, Finding]) -> bool:
    """Nothing but findings: there is no text whose sentence one of them might be."""
    return len(found) == len(draft.paragraphs)


def _line(draft: Draft, index: int) -> str:
    paragraph = draft.paragraphs[index]
    return draft.text[paragraph.start : paragraph.end]


def _size(draft: Draft, index: int) -> int:
    return len(WORD.findall(_line(draft, index)))
