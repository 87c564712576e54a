"""The main text of a web page, by resiliparse (98 MB/s) or trafilatura (better at leaving menus out, a sixth as fast)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_JOINERS = {"\u200c": ("&zwnj;", "&#8204;", "&#x200c;", "&#x200C;"), "\u200d": ("&zwj;", "&#8205;", "&#x200d;", "&#x200D;")}
"""Persian, Indic scripts and emoji need them; trafilatura deletes them as control characters."""
_STAND_INS = range(0xA500, 0xA60C)
"""Letters of the Vai script: two that are not on the page stand for the joiners meanwhile."""


def main_text(html: str, extractor: str) -> str:
    """The text of a page by the extractor named; raises ValueError where that is not installed."""
    if extractor == "trafilatura":
        return _trafilatura(html)
    extract = _library("resiliparse.extract.html2text").extract_plain_text
    return str(extract(html, main_content=True, alt_texts=False))


def _trafilatura(html: str) -> str:
    stand_ins = dict(zip(_JOINERS, (chr(code) for code in _STAND_INS if chr(code) not in html), strict=False))
    for joiner, letter in stand_ins.items():
        for form in (joiner, *_JOINERS[joiner]):
            html = html.replace(form, letter)
    text = _library("trafilatura").extract(html, fast=True, include_comments=False) or ""
    for joiner, letter in stand_ins.items():
        text = text.replace(letter, joiner)
    return str(text)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ValueError(f"is a web page, and {name.split('.')[0]} is not installed: pip install 'cleaner[html]'") from error
