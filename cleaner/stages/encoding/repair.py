"""ftfy with settings that are safe for every language: encodings only, no typography."""

from __future__ import annotations

import re

import ftfy

from cleaner.stages.encoding.gate import has_intruder, is_bad, is_calm_at_sight, is_suspicious, surplus
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
_STRANGE = re.compile("(?<=[a-z])(?:[ÀÁÂÄÅÆÇÈÉÊËÍÎÓÔÖØÙÚÛÜŠŽŸŒ‘“”„‚–—…•](?=[a-z])|[†‡‰‹ˆ˜ŠŽŸŒ])")
"""What Windows-1252 makes of the letters of DOS and of the Mac: gewŠhlt, p†, v‘re."""
_MOST_LEFT = 0.8

Step = tuple[str, str, str]


def repair(text: str) -> Step | None:
    """``(rule, text, reason)`` of a text freed from mojibake; None where there is nothing to do.

    Provable reversals run first: ftfy alters legacy and CJK mojibake so that it cannot be undone
    any more. Layers of several kinds may lie on one another.
    """
    rule, reasons, now = "", list[str](), text
    for _ in range(_ROUNDS):
        step = _reversed(evident(now)) or _weighed(now)
        if step is None:
            break
        name, now, reason = step
        rule, reasons = rule or name, [*reasons, reason]
        if is_calm_at_sight(now) or not is_suspicious(now):
            break
    return (rule, now, "; ".join(reasons)) if now != text else None


def _weighed(text: str) -> Step | None:
    """ftfy's answer where it leaves much calmer text, else the likeliest reading of both methods."""
    fixed, plan = ftfy.fix_and_explain(text, CONFIG) if is_bad(text) else (text, [])
    answered = fixed != text and _is_answer(fixed, text)
    reading = None if answered else weigh(text, rival=fixed)
    if reading or fixed == text:
        return _reversed(reading)
    if not answered and not _helps(fixed, text):
        return None
    steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or [])
    return "enc-any-mojibake", fixed, f"ftfy: {steps}"


def _is_answer(fixed: str, text: str) -> bool:
    if has_intruder(fixed) or _STRANGE.search(fixed):
        return False
    return 2 * surplus(fixed) < surplus(text) or not is_suspicious(fixed)


def _helps(fixed: str, text: str) -> bool:
    """False for sequences that two signs of another codec make by chance: most of the damage stays."""
    return "\ufffd" in fixed or surplus(fixed) < _MOST_LEFT * surplus(text)


def _reversed(reading: Reading | None) -> Step | None:
    if reading is None:
        return None
    return (
        "enc-any-utf8" if reading.steps[0][1] == "utf-8" else "enc-any-legacy",
        reading.text,
        reading.reason,
    )
