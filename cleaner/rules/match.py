"""One rule on one paragraph: matches that its context allows, as edits."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from zlib import crc32

import regex

from cleaner import disk, segments
from cleaner.model import Edit, Paragraph, Span
from cleaner.rules.context import Contexts, allows
from cleaner.rules.schema import ARTEFACTS, Rule

_GROUP = regex.compile(r"\\g<(\w+)>")
_LONGEST_NAME = 40
_ACRONYM = 4
"""Letters of the longest acronym a pattern is likely to be."""


class Place(NamedTuple):
    """A paragraph of a text, its language, and the contexts rules may ask for."""

    text: str
    paragraph: Paragraph
    lang: str
    contexts: Contexts

    @property
    def body(self) -> str:
        """The paragraph alone: patterns run on it, so that ``^`` and ``$`` are its ends."""
        return self.text[self.paragraph.start : self.paragraph.end]


def compile_rule(rule: Rule) -> regex.Pattern[str]:
    """A rule's pattern; ``.`` spans the line ends inside a wrapped paragraph. Raises regex.error."""
    return compile_pattern(rule.pattern, rule.case)


@cache
def compile_pattern(pattern: str, case: bool) -> regex.Pattern[str]:
    """A pattern from the cache, thirty times as fast to read as it is to compile."""
    name = f"patterns/{regex.__version__}-{case:d}-{crc32(pattern.encode('utf-8', 'surrogatepass')):08x}-{len(pattern)}.bin"
    if kept := disk.fetch(name):
        try:
            found: regex.Pattern[str] = pickle.loads(kept)
            if found.pattern == pattern:
                return found
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError):
            pass
    made = regex.compile(pattern, regex.DOTALL | (0 if case else regex.IGNORECASE))
    disk.keep(name, pickle.dumps(made))
    return made


def matcher(rule: Rule) -> Callable[[str], object]:
    """What is true of a paragraph's text that the rule's pattern matches: all of it for a paragraph rule."""
    pattern = compile_rule(rule)
    return pattern.fullmatch if rule.unit == "paragraph" else pattern.search


def find(rule: Rule, place: Place) -> Iterator[Edit]:
    """The rule's edits inside a paragraph, spans in the whole text. Paragraph rules: see takes_all."""
    pattern = compile_rule(rule)
    if rule.unit == "sentence":
        yield from _sentences(rule, pattern, place)
        return
    for match in pattern.finditer(place.body):
        if _allowed(rule, place, match.span()):
            yield _edit(rule, place, match)


def takes_all(rule: Rule, place: Place) -> bool:
    """True where a paragraph rule matches the paragraph from end to end and its context allows."""
    body = place.body
    return bool(compile_rule(rule).fullmatch(body)) and _allowed(rule, place, (0, len(body)))


def _sentences(rule: Rule, pattern: regex.Pattern[str], place: Place) -> Iterator[Edit]:
    body = place.body
    if not pattern.search(body):
        return
    for start, end in segments.sentences(body):
        inner = start + _leading(body[start:end]), end - _leading(body[start:end][::-1])
        if pattern.fullmatch(body[inner[0] : inner[1]]) and _allowed(rule, place, inner):
            span = _with_space(body, inner) if rule.removes else inner
            before = body[span[0] : span[1]]
            yield _make(rule, place, place.paragraph.start + span[0], before, "" if rule.removes else before)


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


def _with_space(body: str, span: Span) -> Span:
    """A sentence goes with the space before it, or after it where it opens the paragraph."""
    start, end = span
    if body[:start].strip():
        return start - _leading(body[:start][::-1]), end
    return start, end + _leading(body[end:])


def _allowed(rule: Rule, place: Place, match: Span) -> bool:
    start, end, _ = place.paragraph
    scopes = {"paragraph": (start, end), "document": (0, len(place.text)), "sentence": (start, end)}
    if rule.scope == "sentence" and rule.require:
        spans = segments.sentences(place.body)
        scopes["sentence"] = next(((start + a, start + b) for a, b in spans if b >= match[1]), (start, end))
    return allows(rule, place.lang, place.text, scopes, (start + match[0], start + match[1]), place.contexts)


def _edit(rule: Rule, place: Place, match: regex.Match[str]) -> Edit:
    after = _replacement(rule, place.lang, match)
    start, before = match.start(), match[0]
    if after is not None and rule.fn:
        before += _named_again(after, place.body[match.end() : match.end() + _LONGEST_NAME])
    if after is not None and rule.fixups:
        from cleaner.rules import fixups

        lead_at = max(0, start - fixups.REACH)
        lead = place.body[lead_at:start]
        fixed = fixups.fix_before(rule.fixups, lead, after)
        start, before, after = _without_common_head(lead_at, lead + before, fixed + after)
    return _make(rule, place, place.paragraph.start + start, before, before if after is None else after)


def _named_again(amount: str, behind: str) -> str:
    """The currency's name where it follows an amount that ends with it: "$3 trillion dólares"."""
    name = amount.split()[-1]
    again = regex.match(rf"\s(?:\p{{L}}{{2}}\s)?{regex.escape(name)}\b", behind, regex.I) if name.isalpha() else None
    return again[0] if again else ""


def _without_common_head(start: int, before: str, after: str) -> tuple[int, str, str]:
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    return start + head, before[head:], after[head:]


def _make(rule: Rule, place: Place, start: int, before: str, after: str) -> Edit:
    changes = before != after
    return Edit(
        stage="artefacts" if rule.cls in ARTEFACTS else "boilerplate",
        rule=rule.id,
        cls=rule.cls,
        action=("remove" if rule.removes else "fix") if changes else "flag",
        safety=rule.safety if changes else "flag",
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        reason=rule.reason,
        lang=place.lang,
    )


def _replacement(rule: Rule, lang: str, match: regex.Match[str]) -> str | None:
    """What the match becomes; None where the rule only flags or the amount has no sure reading."""
    if rule.safety == "flag":
        return None
    groups = {name: value or "" for name, value in match.groupdict().items()}
    if rule.fn:
        amount, tail = _call(rule, lang, groups), _mapped(rule.maps.get("t", {"": ""}), groups.get("t", ""))
        return None if amount is None or tail is None else amount + tail
    for name, table in rule.maps.items():
        mapped = _mapped(table, groups[name])
        if mapped is None:
            return None
        groups[name] = mapped
    text = _GROUP.sub(lambda ref: groups[ref[1]], rule.replace or "")
    return _copy_case(match[0], text)


def _mapped(table: Mapping[str, str], form: str) -> str | None:
    """The table's answer, with the form's first-letter case; None for a form it does not know."""
    if form in table:
        return table[form]
    answer = table.get(form.lower())
    return answer if answer is None else _copy_case(form, answer)


def _copy_case(source: str, text: str) -> str:
    """The text with the source's capitals: all of them in a headline (acronyms are shorter), or the first."""
    letters = [letter for letter in source if letter.isalpha()]
    if len(letters) > _ACRONYM and all(letter.isupper() for letter in letters):
        return text.upper()
    upper = source[:1].isupper() and not source[1:2].isupper()
    return text[:1].upper() + text[1:] if upper and text[:1].islower() else text


def _call(rule: Rule, lang: str, groups: Mapping[str, str]) -> str | None:
    """The one function packs may name: ``money`` with groups a, b (range), j (joiner), c (currency)."""
    from cleaner.rules import numbers  # with decimal, 1 ms that a clean text need not wait for

    figures = [groups[name] for name in ("a", "b") if groups.get(name)]
    currency = groups.get("c") or str(rule.fn.get("currency", "$"))
    joiner = str(rule.fn.get("joiner", groups.get("j") or " "))
    return numbers.money(figures, int(rule.fn["power"]), currency, joiner, lang)
