"""Some words of a text, and what may be asked of them."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.mine.words import Word, carries_meaning, weight

NOUNS_HAVE_CAPITALS = ("de", "lb")


class Side(NamedTuple):
    """Some words of a text."""

    text: str
    words: list[Word]
    place: int = 0

    @property
    def weight(self) -> int:
        """See ``words.weight``."""
        return weight(self.words)

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand; of none, the place between their neighbours."""
        return (self.words[0].start, self.words[-1].end) if self.words else (self.place, self.place)

    def cut(self, first: int, end: int) -> Side:
        """Some of the words."""
        return Side(self.text, self.words[first:end], self.words[first - 1].end if first else 0)

    def names(self, lang: str) -> set[str]:
        """Words with a capital; in German, where every noun has one, those with a second."""
        skip = 1 if lang in NOUNS_HAVE_CAPITALS else 0
        return {w.folded for w in self.words if any(c.isupper() for c in self._spelt(w)[skip:][: None if skip else 1])}

    def meant(self, lang: str) -> list[str]:
        """The words that carry meaning, acronyms among them."""
        return [w.folded for w in self.words if carries_meaning(w.folded, lang) or self._acronym(w)]

    def _acronym(self, word: Word) -> bool:
        return word.end - word.start > 1 and self._spelt(word).isupper()

    def _spelt(self, word: Word) -> str:
        return self.text[word.start : word.end]


Sides = tuple[Side, Side]
