"""ftfy with settings that are safe for every language: encodings only, no typography."""

from __future__ import annotations

import ftfy

from cleaner.stages.encoding.gate import badness, is_suspicious, surplus
from cleaner.stages.encoding.reversal import Reading, evident, weigh

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
_ROUNDS = 12
_GLANCE = 200
"""Characters looked at to see whether another layer lies below; the next round sees the rest."""

Step = tuple[str, str, str]


def repair(text: str) -> Step | None:
    """``(rule, text, reason)`` of a text freed from mojibake; None where there is nothing to do.

    Provable reversals run first: ftfy alters legacy and CJK mojibake so that it cannot be undone
    any more. Layers of several kinds may lie on one another.
    """
    rule, reasons, now = "", list[str](), text
    for _ in range(_ROUNDS):
        bad = badness().search(now) is not None
        step = _reversed(evident(now, bad)) or _weighed(now, bad)
        if step is None:
            break
        name, now, reason = step
        rule, reasons = rule or name, [*reasons, reason]
        if surplus(now[:_GLANCE]) < 0:
            break
    return (rule, now, "; ".join(reasons)) if now != text else None


def _weighed(text: str, bad: bool) -> Step | None:
    """ftfy's answer where it leaves much calmer text, else the likeliest reading of both methods."""
    fixed, plan = ftfy.fix_and_explain(text, CONFIG) if bad else (text, [])
    answered = fixed != text and (2 * surplus(fixed) < surplus(text) or not is_suspicious(fixed))
    reading = None if answered else weigh(text, rival=fixed)
    if reading or fixed == text:
        return _reversed(reading)
    steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or [])
    return "enc-any-mojibake", fixed, f"ftfy: {steps}"


def _reversed(reading: Reading | None) -> Step | None:
    if reading is None:
        return None
    return (
        "enc-any-utf8" if reading.steps[0][1] == "utf-8" else "enc-any-legacy",
        reading.text,
        reading.reason,
    )
