"""ftfy with settings that are safe for every language: encodings only, no typography."""

from __future__ import annotations

import ftfy

from cleaner.stages.encoding.gate import judge
from cleaner.stages.encoding.reversal import is_utf8_read_as_single_byte, reverse

CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
_ROUNDS = 6


def repair(text: str) -> tuple[str, str, str] | None:
    """``(rule, text, reason)`` of a text freed from mojibake; None where there is nothing to do.

    The reversals that ftfy does not know run first: ftfy alters legacy and CJK mojibake so that it
    cannot be undone any more. Layers of both kinds may lie on one another.
    """
    rule, reasons, now = "", list[str](), text
    for _ in range(_ROUNDS):
        step = _one_layer(now)
        if step is None:
            break
        name, now, reason = step
        rule, reasons = rule or name, [*reasons, reason]
        if not judge(now).suspicious:
            break
    return (rule, now, "; ".join(reasons)) if now != text else None


def _one_layer(text: str) -> tuple[str, str, str] | None:
    """One wrong decoding undone: ftfy's answer where it is whole or leaves calm text, else the likeliest."""
    fixed, plan = ftfy.fix_and_explain(text, CONFIG)
    answered = fixed != text and (is_utf8_read_as_single_byte(text) or not judge(fixed).suspicious)
    reading = None if answered else reverse(text, rival=fixed)
    if reading:
        rule = "enc-any-utf8" if reading.steps[0][1] == "utf-8" else "enc-any-legacy"
        return rule, reading.text, reading.reason
    if fixed == text:
        return None
    steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or [])
    return "enc-any-mojibake", fixed, f"ftfy: {steps}"
