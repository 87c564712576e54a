"""Patterns made from lists: whole lines, and lines that are made of interface words alone.

A list is easier to write and to review than a pattern. ``strán*`` stands for the word and its endings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import regex

from cleaner.rules.folding import fold

_FLEXIBLE_APOSTROPHE = "['’]"
_DOTTED = {unicodedata.normalize("NFD", letter): letter for letter in "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f\u09dc\u09dd\u09df"}
"""Hindi and Bengali letters with a dot: Unicode never composes them, keyboards write either form."""
SPELLINGS = re.compile("|".join((_FLEXIBLE_APOSTROPHE, *_DOTTED, *_DOTTED.values())))
"""What stands in an entry in one spelling, and in texts in two."""
_BULLETS = r"[\s•·|›»→▶←«+*(\[¡¿–—-]*"
_PARTED = r"[\s.…:!»›→>|·•/,()\[\]*–—।۔؟。！？-]+"
_GLUED = r"(?<=(?-i:\p{Ll}))(?=(?-i:\p{Lu}))"
_ENDING = r"\w{0,6}"
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

_MARKS = r"\s:/()\[\]¡¿!?？！：、…|·•&+»›«‹→←↑↓>.,;'’\"“”„*–—।۔؟،-"
_TOKEN = r"[\w'’{}%$#@]+"
_BETWEEN = r"[ \xa0:/()\[\]!?？！：、…|·•&+»›«‹→←↑↓>\"“”„*–—-]+"
"""Between two words of such a line: no stop and no comma, so that a byte scan rarely takes prose for one."""
_MOST = 8
"""Words before and after the strong one: what the scan's skeletons can count."""

_EVERYWHERE = (
    r"(?:facebook|twitter|linkedin|instagram|youtube|pinterest|whatsapp|telegram|reddit|tumblr|tiktok|messenger|flipboard|pocket|"
    r"xing|vk|weibo|qzone|threema|mastodon|fediverse|bluesky|threads|snapchat|skype|viber|stumbleupon|buffer|diaspora|tencent|wechat|"
    r"github|google|analytics|apple|android|spotify|flickr|vimeo|discord|slack|disqus|paypal|patreon|cookie)\w{0,6}|"
    r"x|line|ios|rss|pdf|apis?|e-?mail|sms|qr|faq|gdpr|blog|ok|html|css|javascript|hatena|ctrl|esc|enter|\w+\.(?:com|org|net|de|fr|pl|es|it|io|js)|"
    r"\{[^{}\s]*\}|\$\{[^{}\s]*\}|%\w|\{\{.*?\}\}|\d+"
)


def lines_pattern(lines: Sequence[str]) -> str:
    """Whole lines as one pattern: any spacing, either apostrophe, list marks before and end marks behind.

    Several of them may share a line ("Home | News | Sport"), parted by signs, or glued where a small letter meets a
    capital ("Skip to contentSkip to search"). The longest is taken first, and never again: linear whatever the line.
    """
    listed = _any_of(sorted(lines, key=len, reverse=True), _literal)
    return rf"(?:{_BULLETS}(?:{listed})(?:{_PARTED}|\Z|{_GLUED}))++\Z"


def words_pattern(strong: Sequence[str], others: Sequence[str]) -> str:
    """A line in which every word is of the lists, and one at least of ``strong``.

    The words are read greedily, the longest first, and never again: linear whatever the line.
    """
    words = sorted(sorted({*strong, *others}), key=len, reverse=True)  # one pattern in every process: machines are kept by it
    between = rf"[{_MARKS}]*" if any(map(_NO_SPACES.search, words)) else rf"(?:[{_MARKS}]+|\Z)"
    listed = _any_of(words, _word)
    whole = rf"(?:(?:{listed}|{_EVERYWHERE}){between})++\Z"
    least = _any_of(sorted(strong, key=len, reverse=True), _word)
    if not between.endswith("*"):
        return rf"[ «→←·•|(¡¿]*(?={whole})(?:{_TOKEN}{_BETWEEN}){{0,{_MOST}}}(?:{least})(?:{_BETWEEN}{_TOKEN}){{0,{_MOST}}}{_BETWEEN}?[.…!?।۔؟]*".replace("]+?[", "]*[")
    return rf"[ «→←·•|(¡¿]*(?={whole})[\w {{}}%・ー]*?(?:{least})(?:{_TOKEN}|{_BETWEEN})*[.…!?।۔؟]*"


def _any_of(entries: Sequence[str], form: Callable[[str], str]) -> str:
    """The entries in their order, those with one first letter behind it: of three hundred words few are tried on a word."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(fold(entry[:1]), []).append(entry)
    return "|".join(_led(group[0][:1], list(map(form, group))) for group in groups.values())


def _led(first: str, forms: Sequence[str]) -> str:
    """Alternatives behind their first letter; as they are where one may be written otherwise."""
    if len(forms) > 1 and first.isalpha() and all(form.startswith(first) for form in forms):
        return f"{first}(?:{'|'.join(form[1:] for form in forms)})"
    return "|".join(forms)


def _word(word: str) -> str:
    return _literal(word.removesuffix("*")) + (_ENDING if word.endswith("*") else "")


def _literal(line: str) -> str:
    escaped = regex.escape(line, special_only=True, literal_spaces=True)
    if SPELLINGS.search(line):
        escaped = regex.sub("|".join(_DOTTED), lambda dotted: f"(?:{dotted[0]}|{_DOTTED[dotted[0]]})", escaped)
        escaped = regex.sub("['’]", _FLEXIBLE_APOSTROPHE, escaped)
    return escaped.replace(" ", r"\s+")
