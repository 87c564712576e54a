"""Where the inline marks of Markdown stand in a block: markdown-it-py's own rules, made to tell.

Its inline tokens carry no places, so each rule is wrapped to write down what it matched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.model import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    InlineRule = Callable[[StateInline, bool], bool]


_MARK = re.compile(r"[`<&\\\[]")
"""No rule that is made to tell matches without one of these; most blocks have none."""


def parse_blocks(text: str) -> tuple[list[Any], dict[str, Any]]:
    """The block tokens of a Markdown text, and the environment with its link definitions."""
    env: dict[str, Any] = {}
    return _parser().parse(text, env), env


def inline_holes(content: str, env: dict[str, Any]) -> list[Span]:
    """Spans of a block's content that are no prose: code, tags, escapes, link targets and labels."""
    if not _MARK.search(content):
        return []
    env["holes"], env["base"] = [], 0
    _parser().inline.parse(content, _parser(), env, [])
    return list(env["holes"])


@cache
def plain_parser() -> MarkdownIt:
    """CommonMark with tables, as it comes: the judge of an edit."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it import rules_inline as rules

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    whole = {
        "backticks": rules.backtick,
        "autolink": rules.autolink,
        "html_inline": rules.html_inline,
        "entity": rules.entity,
        "escape": rules.escape,
    }
    for name, rule in whole.items():
        parser.inline.ruler.at(name, _noting(rule))
    parser.inline.ruler.at("link", _noting_label(rules.link, "["))
    parser.inline.ruler.at("image", _noting_label(rules.image, "!["))
    return parser


def _noting(rule: InlineRule) -> InlineRule:
    """The rule, which also writes down the span it matched."""

    def run(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = rule(state, silent)
        if found and not silent:
            _note(state, start, state.pos)
        return found

    return run


def _noting_label(rule: InlineRule, opening: str) -> InlineRule:
    """The rule of links or images, which writes down all but the label; a label that is a key, too."""

    def run(state: StateInline, silent: bool) -> bool:
        start, base = state.pos, state.env["base"]
        inner = start + len(opening)
        if silent or not state.src.startswith(opening, start):
            return rule(state, silent)
        close = state.md.helpers.parseLinkLabel(state, inner - 1, opening == "[")
        if opening == "![":  # an image parses its label as a text of its own
            state.env["base"] = base + inner
        found = rule(state, silent)
        state.env["base"] = base
        if found and state.src[close + 1 : state.pos] in ("", "[]"):
            _note(state, start, state.pos)
        elif found:
            _note(state, start, inner)
            _note(state, close, state.pos)
        return found

    return run


def _note(state: StateInline, start: int, end: int) -> None:
    base = state.env["base"]
    state.env["holes"].append((base + start, base + end))
