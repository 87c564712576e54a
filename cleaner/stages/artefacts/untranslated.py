"""Text left in another language: English in a document of any other, a paragraph of another in an English one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from cleaner import segments
from cleaner.draft import Draft
from cleaner.languages import function_words, identify, profile
from cleaner.markup.literals import subtract
from cleaner.model import Edit, Paragraph, Span
from cleaner.rules.match import compile_pattern

_PARAGRAPH = "unt-any-english-paragraph"
_SENTENCE = "unt-any-english-sentence"
_FOREIGN = "unt-any-foreign-paragraph"
_REASONS = {
    _PARAGRAPH: "a paragraph in English inside a document of another language: left untranslated, or a quotation",
    _SENTENCE: "a sentence in English inside a paragraph of another language: left untranslated, or a quotation",
    _FOREIGN: "a paragraph in another language inside an English document: left untranslated, or a quotation",
}
RULES = tuple(_REASONS.items())

_TRACES = (" the ", " and ", "The ", " with ", " from ", " said ", " that ", " for ")
_FOREIGN_TRACES = (" la ", " de ", " der ", " die ", " di ", " het ", " el ")
ENGLISH, FOREIGN = ("|".join(map(regex.escape, traces)) for traces in (_TRACES, _FOREIGN_TRACES))
"""What stands in every text of another language, or of English, that holds a trace: for the bulk scan."""
_LEAST_FOREIGN_TRACES = 2
"""A name in English text has one ("Rio de Janeiro"), a sentence has more."""
_LEAST_PARAGRAPHS = 2
_LEAST_WORDS = 8
_LEAST_FOREIGN = 3
_ONLY_ENGLISH = (
    r"the|of|and|to|is|are|with|that|this|for|you|your|should|would|before|about|from|by|have|has|were|which|their"
    r"|when|who|been|after|into|because|how|what|not"
)
_SHARED = "in|on|at|as|it|its|an|said|will|than|more|but|we|they|he|she|can|be|had|was"
"""Words that German, Dutch or French write, too: they tell what may be English, not what is not."""
_ENGLISH = rf"\b(?:{_ONLY_ENGLISH}|{_SHARED})\b"
_SURELY_ENGLISH = rf"\b(?:{_ONLY_ENGLISH})\b"
_WORD = regex.compile(r"[A-Za-z][a-z’'-]*[,;:]?")
_OTHER_SCRIPT = regex.compile(r"(?!\p{Latin})\p{L}")
_FEW_OWN = 12
"""Words of which one in the document's own language makes a paragraph no untranslated one; a name may have one ("Rio de Janeiro")."""
_QUOTED = "\"'“”„«»‘‚「『《»_*([&#"
_ENDS = ".!?。"


def has_trace(text: str, lang: str) -> bool:
    """False where ``find_untranslated`` surely has nothing to say of a text: for the bulk scan."""
    if lang == "en":
        return sum(text.count(trace) for trace in _FOREIGN_TRACES) >= _LEAST_FOREIGN_TRACES
    return any(trace in text for trace in _traces(lang))


@cache
def _traces(lang: str) -> tuple[str, ...]:
    """Those words of English that the language does not write itself, as French does "on"; none if it is not known."""
    own = profile(lang).get("function_words", ())
    return () if lang == "und" else tuple(trace for trace in _TRACES if trace.strip().lower() not in own)


def find_untranslated(draft: Draft) -> Iterator[Edit]:
    """Flags on what is English where most of the document speaks another language, or the other way round.

    Of a document that is not English only English is looked for: it is what translations are made from,
    and asking every paragraph for its language would cost more than all other rules together. Quotations,
    code and headings are left out.
    """
    lang = draft.language.split("-")[0]
    if has_trace(draft.text, lang):
        prose = [p for p in draft.paragraphs if _is_prose(p)]
        yield from _find_foreign(draft, prose) if lang == "en" else _find_english(draft, prose)


def _find_english(draft: Draft, prose: Sequence[Paragraph]) -> Iterator[Edit]:
    seen = ((p, _visible(draft, p)) for p in prose if _looks_english(draft.text[p.start : p.end]))
    english = [p for p, text in seen if _speaks_english(text) and not _is_mixed(text, draft.language.split("-")[0])]
    if 2 * len(english) > len(draft.paragraphs) or len(draft.paragraphs) < _LEAST_PARAGRAPHS:
        english = []
    for paragraph in english:
        yield _flag(_PARAGRAPH, draft.text, paragraph.start, paragraph.end)
    for paragraph in prose:
        if paragraph not in english:
            for start, end in _english_sentences(draft.text[paragraph.start : paragraph.end], draft.language):
                yield _flag(_SENTENCE, draft.text, paragraph.start + start, paragraph.start + end)


def _find_foreign(draft: Draft, prose: Sequence[Paragraph]) -> Iterator[Edit]:
    told = [(p, _foreign(draft.text[p.start : p.end])) for p in prose]
    found = [(paragraph, lang) for paragraph, lang in told if lang]
    if 2 * len(found) < len(draft.paragraphs):
        for paragraph, lang in found:
            yield _flag(_FOREIGN, draft.text, paragraph.start, paragraph.end, lang)


def _foreign(body: str) -> str:
    """The other language of a paragraph with hardly an English function word and three of others; names tell none."""
    words = body.lower().split()
    if len(words) < _LEAST_WORDS or body[0] in _QUOTED or body[-1] in _QUOTED:
        return ""
    table = function_words()
    foreign = sum("en" not in table.get(word, ("en",)) for word in words)
    if foreign < _LEAST_FOREIGN or 16 * len(compile_pattern(_SURELY_ENGLISH, False).findall(body)) > len(words):
        return ""
    lang = identify(body)
    return "" if lang in ("en", "und") else lang


def _flag(rule: str, text: str, start: int, end: int, lang: str = "en") -> Edit:
    body = text[start:end]
    return Edit("artefacts", rule, "UNT", "flag", "flag", start, end, body, body, _REASONS[rule], lang=lang)


def _visible(draft: Draft, paragraph: Paragraph) -> str:
    """A paragraph without addresses and tags: their words are English on every page."""
    spans = subtract([paragraph[:2]], draft.layout.protected_in(*paragraph[:2]))
    return " ".join(draft.text[start:end] for start, end in spans).strip()


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.kind in ("prose", "item")


def _is_mixed(text: str, lang: str) -> bool:
    """True where the document's own language speaks, too: a sentence of it around an English title or link."""
    words, table = text.split(), function_words()
    own = sum(lang in (langs := table.get(word, ())) and "en" not in langs for word in words)
    return _FEW_OWN * (own + sum(bool(_OTHER_SCRIPT.match(word)) for word in words)) >= len(words)


def _looks_english(body: str) -> bool:
    words = body.split()
    if len(words) < _LEAST_WORDS or body[0] in _QUOTED or body[-1] in _QUOTED:
        return False
    return _speaks_english(body)


def _speaks_english(body: str) -> bool:
    return len(compile_pattern(_ENGLISH, False).findall(body)) * 8 >= len(body.split()) and identify(body) == "en"


def _english_sentences(body: str, lang: str) -> Iterator[Span]:
    """Whole sentences of plain English words, where the rest of the paragraph is not English, too."""
    if not has_trace(body, lang):
        return
    found: list[Span] = []
    rest: list[str] = []
    for start, end in segments.sentences(body):
        text = body[start:end].strip()
        if text and text[0].isupper() and text[-1] in _ENDS and _is_plain(text) and not _inside_quotes(body[:start]):
            start += len(body[start:end]) - len(body[start:end].lstrip())
            found.append((start, start + len(text)))
        else:
            rest.append(text)
    if found and any(rest) and identify(" ".join(rest), lang) != "en":
        yield from found


def _is_plain(sentence: str) -> bool:
    """True for running English; names, figures and links are few in it."""
    words = sentence[:-1].split()
    return 8 * sum(bool(_WORD.fullmatch(word)) for word in words) >= 7 * len(words) and _looks_english(sentence)


def _inside_quotes(before: str) -> bool:
    """True where a quotation or bracket was opened and not closed."""
    pairs = ("“”", "„”", "«»", "「」", "『』", "()", "（）", "‘’")
    return any(before.count(pair[0]) > before.count(pair[1]) for pair in pairs) or before.count('"') % 2 == 1
