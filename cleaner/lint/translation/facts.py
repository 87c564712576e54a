"""What must be the same in a text and its translation: numbers, addresses, placeholders, code, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import regex

from cleaner.languages import profile
from cleaner.markup.literals import blank, literals
from cleaner.model import Layout, Paragraph

FactKind = Literal["number", "address", "placeholder", "code", "name"]


class Fact(NamedTuple):
    """Something that a paragraph states; two facts are of one another where they share a key.

    ``value`` is that of a number with a scale word.
    """

    kind: FactKind
    shown: str
    keys: frozenset[str]
    value: str = ""


_NUMBER = regex.compile(
    r"(?<![\p{Latin}\p{Cyrillic}\p{Greek}\p{N}_.,-])\p{N}++(?:[.,’'\u00a0\u202f ٬]\p{N}{3}(?!\p{N}))*(?:[.,٫]\p{N}+)?+(?!\p{Latin}\p{N})"
)
_ORDINAL = regex.compile(r"(?:st|nd|rd|th)\b")
_ADDRESS = re.compile(r"https?://[^\s)>\]\"'`]+")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_SENTENCE_START = regex.compile(r"(?:^|[.!?:;…]|\n)[\s\"'“«(*_-]*$")
_NAME = regex.compile(r"\b\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]+)+|\b\p{L}*\p{Ll}\p{Lu}\p{L}*")
_CAPITAL_NOUNS = ("de", "lb")
"""In German any two nouns look like a name."""
_TRANSLATED = frozenset(
    [
        "act",
        "agreement",
        "application",
        "association",
        "bank",
        "bill",
        "board",
        "center",
        "centre",
        "certificate",
        "code",
        "commission",
        "committee",
        "community",
        "conference",
        "council",
        "court",
        "declaration",
        "department",
        "developer",
        "director",
        "engineer",
        "engineering",
        "european",
        "federal",
        "foundation",
        "free",
        "fund",
        "government",
        "group",
        "guide",
        "initiative",
        "institute",
        "international",
        "kingdom",
        "law",
        "library",
        "license",
        "licence",
        "manager",
        "ministry",
        "modeling",
        "national",
        "office",
        "open",
        "parliament",
        "policy",
        "president",
        "process",
        "program",
        "programme",
        "project",
        "protocol",
        "public",
        "report",
        "research",
        "review",
        "school",
        "science",
        "security",
        "server",
        "service",
        "society",
        "software",
        "source",
        "standard",
        "state",
        "states",
        "survey",
        "system",
        "testing",
        "treaty",
        "trust",
        "united",
        "university",
        "version",
        "workshop",
        "world",
        "your",
    ]
)
"""English words of which names are made that have a name of their own in each language."""
_SPELT = 20
"""Up to here translators write numbers as words."""


def facts_of(
    text: str, paragraph: Paragraph, layout: Layout, lang: str, common: frozenset[str]
) -> list[Fact]:
    """All that a paragraph states, in no order; ``common`` words, seen in lower case, are no names."""
    start, end, _ = paragraph
    body = text[start:end]
    inside = [
        (max(a, start) - start, min(b, end) - start) for a, b in layout.protected if a < end and start < b
    ]
    prose = blank(body, inside)
    return [
        *_addresses(body),
        *_placeholders(body),
        *(Fact("code", m[0], frozenset((m[2].strip(),))) for m in _CODE.finditer(body)),
        *_numbers(prose, lang),
        *(_names(prose, common) if lang.split("-")[0] not in _CAPITAL_NOUNS else ()),
    ]


def _addresses(body: str) -> Iterator[Fact]:
    """Pages are often linked in the reader's language, or from an archive, so the site alone must stay."""
    for match in _ADDRESS.finditer(body):
        site = urlsplit(match[0][match[0].rfind("http") :]).hostname or match[0]
        yield Fact("address", match[0], frozenset((".".join(site.split(".")[-2:]),)))


def _placeholders(body: str) -> Iterator[Fact]:
    for start, end in literals(body):
        shown = body[start:end]
        if shown[0] in "{%" or shown.startswith("${"):
            yield Fact("placeholder", shown, frozenset((" ".join(shown.split()),)))


def _numbers(prose: str, lang: str) -> Iterator[Fact]:
    """Numbers that are not small enough to be written out; keys are digits alone, and with the scale."""
    for match in _NUMBER.finditer(prose):
        digits = "".join(str(unicodedata.digit(c)) for c in match[0] if unicodedata.category(c) == "Nd")
        if not digits or _ORDINAL.match(prose, match.end()):
            continue
        power, words = _scale_at(prose, match.end(), lang)
        if not power and len(match[0]) == len(digits) and int(digits) <= _SPELT:
            continue
        value = format(_value(match[0]).scaleb(power).normalize(), "f") if power else ""
        keys = frozenset((digits.lstrip("0") or "0", value)) - {""}
        yield Fact("number", match[0] + words, keys, value)


def _value(number: str) -> Decimal:
    """The value, three digits after the last mark taken for a group: "1,234.5" and "1.234,5" are one."""
    parts = re.findall(r"\d+", "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in number))
    if len(parts) > 1 and len(parts[-1]) != 3:
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return Decimal("".join(parts))


def _scale_at(prose: str, at: int, lang: str) -> tuple[int, str]:
    """The power of ten of the scale word that follows, and the word; ``(0, "")`` where none does."""
    pattern, powers = _scales(lang)
    match = pattern.match(prose, at) if powers else None
    return (powers[match[1].casefold()], match[0]) if match else (0, "")


@cache
def _scales(lang: str) -> tuple[regex.Pattern[str], dict[str, int]]:
    """A pattern of the language's scale words, and their powers (from its profile)."""
    base = lang.split("-")[0]
    money = profile(base).get("money", {})
    tables = [money, *(table for table in money.values() if isinstance(table, dict))]
    rows = [row for table in tables for row in table.get("scales", ()) if isinstance(row, dict)]
    words = {
        str(w).casefold(): int(row["power"]) for row in rows for form, w in row.items() if form != "power"
    }
    longest = sorted(words, key=len, reverse=True)
    end = "" if base in ("zh", "ja", "ko") else r"\b"
    return regex.compile(
        rf"[\s\u00a0-]?({'|'.join(map(regex.escape, longest))}){end}", regex.IGNORECASE
    ), words


def _names(prose: str, common: frozenset[str]) -> Iterator[Fact]:
    """Names of several words, and those with a capital inside; one of their words must stay."""
    for match in _NAME.finditer(prose):
        words = match[0].split()
        if len(words) > 1 and _SENTENCE_START.search(prose[max(0, match.start() - 8) : match.start()]):
            words = words[1:]  # the capital of a sentence's first word says nothing
        stems = frozenset(s for word in words if len(s := stem(word)) >= 3 and word.casefold() not in common)
        if any(word.casefold().removesuffix("'s") in _TRANSLATED for word in words):
            continue
        if stems and (len(words) > 1 or len(match[0].split()) == 1):
            yield Fact("name", " ".join(words), stems)


def stem(word: str) -> str:
    """A name without accents and without what a case ending changes."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if c.isalpha())
    return plain[:5]
