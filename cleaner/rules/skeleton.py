r"""A pattern made coarse, so that one machine can run many of them over raw bytes.

Whatever a pattern matches, its skeleton matches too (property-tested): as the text stands where case
counts, else once the text is folded. It matches a little more. What a byte scanner cannot do is left out (references, most assertions) or widened: a property
of letters beyond ASCII becomes any character beyond ASCII. Compiling the patterns themselves with
Unicode classes takes hyperscan minutes, their skeletons a second a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import regex

from cleaner.rules.folding import fold

_PROPERTY = re.compile(r"\\[pP](?:\{\^?[^}]*\}|\w)")
_NAME = re.compile(r"\(\?P([<=])(\w+)[>)]")
_CHOICE = re.compile(r"\(\?P<(\w+)>([^()\[\]]*)\)")
_FIRST_MARK = 0xE000
_LONGEST_COUNT = 8
_ENDLESS = re.compile(rb"[)\]](?:[+*]|\{\d+,\})")
"""A repetition without end: to count a group around it bounds little, and makes what hyperscan calls too large."""
_MOST_CONTEXTS = 4
_LAST_DIGIT = 0x1FBF9
_MOST_LISTED = 40
_ANYTHING = rb"[\x00-\xff]*"
_BEYOND = rb"[\xc2-\xf4][\x80-\xbf]{1,3}"
_SPACES_BEYOND = [rb"[\xc2\xe1-\xe3][\x80-\xbf]{1,2}"]
_DIGITS_BEYOND = [rb"[\xd9\xdb\xdf-\xe1\xea\xef\xf0][\x80-\xbf]{1,3}"]
_SPACES = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace())
_MOST_BEYOND = 200
"""Characters beyond ASCII that are told apart; of a larger class any character beyond may be one."""
_TOLD_APART = b"\xc3\xc4\xc5\xc8\xce\xcf\xd0\xd1\xe2"
"""First bytes of the usual Latin, Greek and Cyrillic letters, and of quotation marks: there capitals are told apart."""


VERSION = 17
"""To be raised with every change of what a skeleton is: machines built from another version are stale."""


class Letters(NamedTuple):
    """What one character can be: ASCII ones, some beyond, or any beyond (None)."""

    ascii: frozenset[int]
    beyond: frozenset[str] | None = frozenset()


_ALL = Letters(frozenset(range(128)), None)
_WORD = Letters(frozenset(code for code in range(128) if chr(code).isalnum() or code == 0x5F))
_FOLDED = frozenset(b"isk")
"""ASCII letters that a letter beyond ASCII folds to."""


def counts_case(pattern: str, case: bool) -> bool:
    """True where the skeleton speaks of the text as it stands, not of the folded one."""
    return case and "(?i" not in pattern


def is_chain(pattern: str) -> bool:
    """True for a pattern that is one thing again and again up to the end, as ``phrases.lines_pattern`` makes them.

    Of such a list the first thing is enough to look for: to count on for another takes hyperscan minutes to compile.
    """
    return pattern.startswith("(?:") and pattern.endswith(r")++\Z")


def skeleton(pattern: str, case: bool, counted: bool = True, inward: bool = False) -> bytes | None:
    r"""A pattern for UTF-8 (DOTALL, MULTILINE), or None where too little is left of it.

    Without ``counted`` every repetition may go on: a smaller machine, for what is too large with its counts.
    With ``inward`` a context that holds the words themselves is looked for with them; it may end before or
    begin behind them, so this is not for patterns of whole paragraphs.

    >>> skeleton(r"(?<=Un )Billions?", case=True), skeleton(r"(?<=Un )Billions?", case=False)
    (b'Un\\x20Billion(?:s){0,1}', b'un\\x20billion(?:s){0,1}')
    """
    marks: list[str] = []

    def mark(match: re.Match[str]) -> str:
        marks.append(match[0])
        return chr(_FIRST_MARK + len(marks) - 1)

    source = _with_names_once(_spelled_out(_PROPERTY.sub(mark, pattern)))
    try:
        parsed = parser.parse(source, re.VERBOSE if "(?x)" in pattern else 0)
    except (re.error, OverflowError):
        return None
    if parsed.getwidth()[0] == 0:
        return None
    items = list(parsed)
    if is_chain(pattern) and items[0][0] is op.POSSESSIVE_REPEAT:
        items = list(items[0][1][2])
    return _Skeleton(marks, counts_case(pattern, case), counted, inward).whole(items)


def _spelled_out(pattern: str) -> str:
    """A reference to a group of plain words (a doubled word) written out, word by word."""
    for match in _CHOICE.finditer(pattern):
        group, name, words = match[0], match[1], match[2].split("|")
        reference = f"(?P={name})"
        if reference in pattern and pattern.count(f"(?P<{name}>") == 1:
            return "|".join(
                pattern.replace(group, f"(?:{word})").replace(reference, f"(?:{word})") for word in words
            )
    return pattern


def _with_names_once(pattern: str) -> str:
    """The pattern as ``re`` takes it: a name that stands twice is nobody's, a reference to it anything."""
    names = [match[2] for match in _NAME.finditer(pattern) if match[1] == "<"]

    def once(match: re.Match[str]) -> str:
        if names.count(match[2]) == 1:
            return match[0]
        return "(" if match[1] == "<" else r"[\s\S]*"

    return _NAME.sub(once, pattern)


class _Skeleton:
    """The translation of one parsed pattern; ``marks`` are the Unicode properties cut out of it."""

    def __init__(self, marks: Sequence[str], case: bool, counted: bool, inward: bool) -> None:
        self._marks = marks
        self._case = case
        self._inward = inward
        self._most = _LONGEST_COUNT if counted else 1
        self._groups: dict[int, bytes] = {}

    def whole(self, items: Sequence[Any]) -> bytes:
        """A pattern, or an alternative of one: what it asserts of its two ends is kept."""
        if ways := _alternatives(items, self._inward):
            return b"(?:" + b"|".join(map(self.whole, ways)) + b")"
        start, end = 0, len(items)
        before, after = [b""], [b""]
        while start < end and _is_assertion(items[start]):
            if self._says_more(items[start], 1, items):
                return self.whole([*items[:start], *items[start][1][1]])
            if _looks(items[start], -1):
                before.append(self._asserted(items[start], items[start + 1 :], 0))
            start += 1
        while end > start and _is_assertion(items[end - 1]):
            if self._says_more(items[end - 1], -1, items):
                return self.whole([*items[end - 1][1][1], *items[end:]])
            if _looks(items[end - 1], 1):
                after.append(self._asserted(items[end - 1], items[: end - 1], -1))
            end -= 1
        return max(before, key=_telling) + self._sequence(items[start:end]) + max(after, key=_telling)

    def _says_more(self, item: Any, direction: int, items: Sequence[Any]) -> bool:
        """True for a context that has what the pattern takes inside it, and more: it stands for both."""
        if not self._inward or item[0] is not op.ASSERT or item[1][0] != direction:
            return False
        return bool(item[1][1].getwidth()[0] > parser.SubPattern(parser.State(), list(items)).getwidth()[0])

    def _asserted(self, item: Any, rest: Sequence[Any], end: int) -> bytes:
        """What must stand before (0) or behind (-1) the rest; a paragraph's ends are a line's, or spaces."""
        kind, value = item
        if kind is op.ASSERT:
            return self._sequence(list(value[1])) if value[1].getwidth()[0] else b""
        outside: Letters | None = None
        if kind is op.ASSERT_NOT and len(value[1]) == 1:
            outside = self._one(value[1][0])
        elif kind is op.AT and value is op.AT_BOUNDARY and _letter(rest, end):
            outside = _WORD
        if outside is None:
            return b""
        left = _ALL.ascii - {code for code in outside.ascii if not chr(code).isspace()}
        return b"(?:%b|%b)" % (b"$" if end else b"^", _byte(self._settled(Letters(left, None)).ascii, True))

    def _sequence(self, items: Iterable[Any]) -> bytes:
        return b"".join(map(self._item, items))

    def _item(self, item: Any) -> bytes:
        kind, value = item
        if kind is op.LITERAL and not self._is_mark(value):
            return _escaped(chr(value) if self._case else fold(chr(value)))
        if one := self._one(item):
            return _character(self._settled(one))
        if kind is op.BRANCH:
            return b"(?:" + b"|".join(map(self._sequence, value[1])) + b")"
        if kind is op.SUBPATTERN:
            self._groups[value[0]] = b"(?:" + self._sequence(value[3]) + b")"
            return self._groups[value[0]]
        if kind is op.GROUPREF:
            return self._groups.get(value, _ANYTHING)
        if kind is op.ATOMIC_GROUP:
            return b"(?:" + self._sequence(value) + b")"
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(*value)
        return b"" if kind in (op.AT, op.ASSERT, op.ASSERT_NOT) else _ANYTHING

    def _repeat(self, least: int, most: int, items: Sequence[Any]) -> bytes:
        one = self._one(items[0]) if len(items) == 1 else None
        body, wide = b"(?:" + self._sequence(items) + b")", 1
        if one and one.beyond is None:
            body, wide = _byte(self._settled(one).ascii, True), 4
            if most > self._most:
                return body + b"{%d,}" % min(least, self._most) if least > 1 else body + _count(least, None)
        counted = most <= self._most and not (most > 1 and _ENDLESS.search(body))
        return body + (_count(least, most * wide) if counted else _count(min(least, 1), None))

    def _one(self, item: Any) -> Letters | None:
        """What an item of one character can be; None for any other item."""
        kind, value = item
        if kind in (op.ANY, op.NOT_LITERAL):
            return _ALL
        if kind is op.LITERAL:
            return self._member(item)
        if kind is not op.IN:
            return None
        members = [self._member(member) for member in value if member[0] is not op.NEGATE]
        inside = frozenset[int]().union(*(member.ascii for member in members))
        if value[0][0] is op.NEGATE:
            return Letters(_ALL.ascii - inside, None)
        if any(member.beyond is None for member in members):
            return Letters(inside, None)
        return Letters(inside, frozenset[str]().union(*(member.beyond or () for member in members)))

    def _member(self, member: Any) -> Letters:
        kind, value = member
        if kind is op.LITERAL and self._is_mark(value):
            return _having(self._marks[value - _FIRST_MARK], self._case)
        if kind is op.LITERAL:
            return self._range(value, value)
        if kind is op.RANGE:
            return self._range(*value)
        names = {op.CATEGORY_SPACE: r"\s", op.CATEGORY_DIGIT: r"\d", op.CATEGORY_WORD: r"\w"}
        return _having(names.get(value, ""), self._case)

    def _range(self, first: int, last: int) -> Letters:
        forms = "".join(map(chr, range(first, min(last, first + 0x250) + 1)))
        if not self._case:
            forms += "".join(other for other in forms.swapcase() if other.isascii())
        few = last - first < _MOST_LISTED
        beyond = frozenset(form for form in forms if form > "\x7f")
        return Letters(frozenset(ord(form) for form in forms if form < "\x80"), beyond if few else None)

    def _is_mark(self, code: int) -> bool:
        return _FIRST_MARK <= code < _FIRST_MARK + len(self._marks)

    def _settled(self, letters: Letters) -> Letters:
        """What the letters are in the text that is looked at: folded, where case does not count."""
        return letters if self._case else _folded(letters)


def _folded(letters: Letters) -> Letters:
    """What the letters are once folded: some beyond ASCII become ASCII ones."""
    inside = {ord(fold(chr(code))) for code in letters.ascii}
    if letters.beyond is None:
        return Letters(frozenset(inside | _FOLDED), None)
    forms = {fold(form) for form in letters.beyond}
    return Letters(
        frozenset(inside | {ord(form) for form in forms if form < "\x80"}),
        frozenset(form for form in forms if form > "\x7f"),
    )


def _telling(asserted: bytes) -> tuple[bool, int]:
    """How much an assertion says: what is to stand there more than what is not."""
    return bool(asserted) and not asserted.startswith((b"(?:^|", b"(?:$|")), len(asserted)


def _alternatives(items: Sequence[Any], inward: bool) -> list[list[Any]]:
    """The ways to match a sequence that is one choice or, where asked for, ends in a choice of contexts; else none."""
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return [list(branch) for branch in items[0][1][1]]
    if not inward or not items:
        return []
    group = items[-1][1][3] if items[-1][0] is op.SUBPATTERN else items[-1:]
    if len(group) != 1 or group[0][0] is not op.BRANCH:
        return []
    choices = [list(branch) for branch in group[0][1][1]]
    contexts = all(choice and all(map(_is_assertion, choice)) for choice in choices)
    return [[*items[:-1], *choice] for choice in choices] if contexts and len(choices) <= _MOST_CONTEXTS else []


def _is_assertion(item: Any) -> bool:
    return item[0] in (op.AT, op.ASSERT, op.ASSERT_NOT)


def _looks(item: Any, direction: int) -> bool:
    """True for an assertion of what stands outside: before (-1) the sequence it begins, or behind (1) the one it ends."""
    kind, value = item
    return kind is op.AT or value[0] == direction


def _letter(items: Sequence[Any], at: int) -> bool:
    """True where the first (0) or last (-1) character of a sequence is surely a letter or digit."""
    if not items:
        return False
    kind, value = items[at]
    if kind is op.LITERAL:
        return chr(value).isalnum()
    if kind is op.IN:
        return all(k is op.LITERAL and chr(v).isalnum() for k, v in value)
    if kind is op.BRANCH:
        return all(_letter(list(branch), at) for branch in value[1])
    return kind is op.SUBPATTERN and _letter(list(value[3]), at)


@cache
def _having(property_: str, case: bool) -> Letters:
    """The characters of a class; ``""`` is one that is not known here."""
    if property_ == r"\s":
        return Letters(frozenset(ord(c) for c in _SPACES if c < "\x80"), _coarse().spaces)
    pattern = regex.compile(property_ or r"(?s:.)", 0 if case else regex.I)
    inside = frozenset(code for code in range(128) if pattern.match(chr(code)))
    if property_ == r"\d":
        return Letters(inside, _coarse().digits)
    return Letters(inside, _coarse().capitals if case and property_ == r"\p{Lu}" else None)


class _Coarse(NamedTuple):
    """Large classes beyond ASCII, which are widened to a few ranges of bytes: hyperscan finds them too large."""

    spaces: frozenset[str]
    digits: frozenset[str]
    capitals: frozenset[str]


@cache
def _coarse() -> _Coarse:
    beyond = "".join(chr(code) for code in range(0x80, _LAST_DIGIT + 1) if not 0xD800 <= code < 0xE000)
    return _Coarse(
        frozenset(space for space in _SPACES if space > "\x7f"),
        frozenset(c for c in beyond if c.isdecimal()),
        frozenset(regex.findall(r"\p{Lu}", beyond)),
    )


def _character(letters: Letters) -> bytes:
    """One character in UTF-8."""
    own = [_byte(letters.ascii)] if letters.ascii else []
    return _either([*own, _BEYOND] if letters.beyond is None else [*own, *_listed(letters.beyond)])


@cache
def _listed(letters: frozenset[str]) -> list[bytes]:
    """Alternatives for some characters: one for each first byte, each place with all bytes seen in it."""
    found = []
    for known, alternatives in zip(_coarse(), (_SPACES_BEYOND, _DIGITS_BEYOND, _capitals()), strict=True):
        if known <= letters:
            letters -= known
            found += alternatives
    return [_BEYOND] if len(letters) > _MOST_BEYOND else [*found, *_spelled(letters)]


def _spelled(letters: Iterable[str]) -> list[bytes]:
    places: dict[tuple[int, int], list[set[int]]] = {}
    for letter in letters:
        spelled = letter.encode("utf-8", "surrogatepass")
        seen = places.setdefault((spelled[0], len(spelled)), [set() for _ in spelled])
        for place, code in zip(seen, spelled, strict=True):
            place.add(code)
    return [b"".join(map(_byte, seen)) for _, seen in sorted(places.items())]


@cache
def _capitals() -> list[bytes]:
    spelled = [letter.encode() for letter in _coarse().capitals]
    told = [letter.decode() for letter in spelled if letter[0] in _TOLD_APART]
    pairs, longer = ({letter[0] for letter in spelled if (len(letter) == 2) is two} - {*_TOLD_APART} for two in (True, False))
    return [*_spelled(told), _byte(pairs) + rb"[\x80-\xbf]", _byte(longer) + rb"[\x80-\xbf]{2,3}"]


def _either(alternatives: Iterable[bytes]) -> bytes:
    found = list(alternatives)
    return found[0] if len(found) == 1 else b"(?:" + b"|".join(found) + b")"


def _escaped(letter: str) -> bytes:
    return (
        letter.encode()
        if letter.isascii() and letter.isalnum()
        else _escape(letter.encode("utf-8", "surrogatepass"))
    )


def _escape(data: bytes) -> bytes:
    return b"".join(rb"\x%02x" % code for code in data)


def _byte(inside: Iterable[int], beyond: bool = False) -> bytes:
    """A class of bytes, as ranges: hyperscan takes 16,000 bytes of a pattern."""
    codes = sorted({*inside, *(range(0x80, 0x100) if beyond else ())})
    starts = [code for code, before in zip(codes, [-2, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -2], strict=True) if code + 1 != after]
    runs = zip(starts, ends, strict=True)
    return b"[" + b"".join(_escape(bytes([a])) + (b"-" + _escape(bytes([b])) if b > a else b"") for a, b in runs) + b"]"


def _count(least: int, most: int | None) -> bytes:
    if most is None:
        return b"+" if least else b"*"
    return b"{%d,%d}" % (least, most)
