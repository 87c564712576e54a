"""ftfy with settings that are safe for every language: encodings only, no typography."""

from __future__ import annotations

import re
from typing import NamedTuple

import ftfy

from cleaner.languages import obvious
from cleaner.stages.encoding.codecs import FTFY
from cleaner.stages.encoding.gate import has_intruder, is_bad, is_calm_at_sight, is_suspicious, surplus
from cleaner.stages.encoding.holes import Partial, read_partly, read_through
from cleaner.stages.encoding.likelihood import cost, is_common_han
from cleaner.stages.encoding.reversal import Reading, evident, weigh, weigh_in_language
from cleaner.stages.encoding.rivals import is_doubtful
from cleaner.stages.encoding.whole import (
    is_at_home,
    is_clean,
    is_clean_at_sight,
    is_nearly_of_one_language,
    is_varied,
)

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
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
_ASKED = re.compile(r"\?[^\W\d_]|[^\W\d_][{}|~\\^@`][^\W\d_]")
"""A question mark before a letter, one that the codec of a layer below did not have; signs where bytes were lost."""
_LETTERS = re.compile("[\x80-\u052f\u1e00-\u1fff]")
_HALF_A_HOLE = re.compile(
    r"(?![‘’“”„«»–—…•])(?:[^\w\s\0-\x7f\u2600-\U0010ffff]|[ªº²³¹¼½¾])(?:(?<=\ufffd.)(?!\ufffd)|(?<!\ufffd.)(?=\ufffd))"
)
"""A sign beside U+FFFD: what is left of a letter that lost its first byte in a layer below (manh\ufffd£). Not
between two of them, as ftfy leaves it of a quote, and no emoji."""
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_FEW = 8
_SPLIT = re.compile(r"[^\W\d_]à (?=[^\W\d_])")
_WITH_A_GRAVE = (None, "fr", "it", "ca", "pt", "gl", "oc")
"""ftfy takes a space for the no-break space of à: right for voilà, wrong for Sà i Gòn, and for daß cut short."""
_FEW_KINDS = 5
"""Kinds of characters beyond ASCII up to which letters of one language may be those of another codec by chance."""
_MOST_LEFT = 0.8

_LONG = 200
_GAIN_LOSSY = 15.0
_GAIN_IN_PART = 9.0
_LEAD = 5.0


class Step(NamedTuple):
    """What undoes one wrong decoding or several: the rule, the text after it, and the steps in words."""

    rule: str
    text: str
    reason: str
    partly: bool = False
    """True where ftfy took the text to pieces: something may be left, or spaces gone."""
    legacy: bool = False
    """True where the last step read another codec than UTF-8."""
    layers: int = 1
    settled: bool = False
    """True where the text is usual, and all of one language."""
    sure: bool = True


def repair(text: str) -> Step | None:
    """A text freed from mojibake, or not ``sure`` and its best reading; None where there is nothing to do.

    Provable reversals run first: ftfy alters legacy and CJK mojibake so that it cannot be undone
    any more. Layers of several kinds may lie on one another. Sure is what leaves nothing of them.
    """
    step = _undone(text)
    return step if step and _is_whole(text, step) else _best_reading(text, step)


def _best_reading(text: str, step: Step | None) -> Step | None:
    if step is None and (doubtful := weigh(text, margin=0.0)):
        reason = f"{doubtful.reason}, but other readings are as likely"
        return Step("enc-any-legacy", doubtful.text, reason, sure=False)
    reading = read_through(text)
    if reading and (reading.lost <= reading.read if step else _is_likely(text, reading)):
        reason = f"UTF-8 was read as {reading.codec} and lost bytes"
        return Step("enc-any-lossy", reading.text, reason, sure=False)
    return Step("enc-any-lossy", step.text, step.reason, sure=False) if step else _in_part(text)


def _undone(text: str) -> Step | None:
    """As many layers undone as can be; below the first the text may look usual and still be of no language."""
    steps, now, quiet, settled = list[Step](), text, False, False
    for _ in range(_ROUNDS):
        step = _in_language(now) if quiet else _reversed(evident(now)) or _weighed(now)
        if step is None:
            break
        steps.append(step)
        now = step.text
        quiet = is_calm_at_sight(now) or not is_suspicious(now)
        settled = quiet and is_at_home(now)
        if settled:
            break
    if now == text:
        return None
    return Step(
        steps[0].rule,
        now,
        "; ".join(step.reason for step in steps),
        any(step.partly for step in steps),
        steps[-1].legacy,
        sum(step.layers for step in steps),
        settled,
    )


def _is_whole(text: str, step: Step) -> bool:
    """True where nothing of the mojibake is left, and no letter was lost that is not marked already."""
    now = step.text
    if step.settled and len(now) > _LONG and not step.partly and not step.legacy:
        return True
    if not is_clean_at_sight(now):
        return False
    if not step.settled or step.partly:
        left = read_through(now) if is_suspicious(now) else None
        if (left and _is_likely(now, left)) or not is_clean(now):
            return False
    if (not step.settled or _kinds(now) <= _FEW_KINDS) and is_doubtful(now):
        return False
    if step.legacy and not _is_text(now):
        return False
    if "restore_byte_a0" in step.reason and _SPLIT.search(now) and obvious(now) not in _WITH_A_GRAVE:
        return False
    if (step.partly and step.layers > 1) or ("\ufffd" in now and _has_bad_holes(now)):
        return False
    return not step.partly or _has_no_strays(text, now)


def _kinds(text: str) -> int:
    return sum(c > "\x7f" for c in set(text))


def _is_text(reading: str) -> bool:
    """True for a legacy reading in one language, without first bytes of UTF-8, rare characters and holes."""
    few = 0 < len(_LETTERS.findall(reading)) <= _FEW
    return (
        not _ASKED.search(reading)
        and is_varied(reading)
        and (is_at_home(reading) if few else is_nearly_of_one_language(reading))
        and all(map(is_common_han, set(_HAN.findall(reading))))
    )


def _has_bad_holes(text: str) -> bool:
    """True where holes are as many as letters, or one is half a letter."""
    holes, letters = text.count("\ufffd"), sum(c > "\x7f" and c.isalpha() for c in text)
    return 0 < letters <= holes or _HALF_A_HOLE.search(text) is not None


def _has_no_strays(text: str, now: str) -> bool:
    """True where no byte of a sequence of UTF-8 is left over."""
    reading = read_through(text)
    if reading is None:
        return now.count("\ufffd") <= text.count("\ufffd")
    return not any(now.count(c) > reading.text.count(c) for c in reading.strays)


def _in_language(text: str) -> Step | None:
    """A layer below, of a legacy codec."""
    found = weigh_in_language(text)
    return _reversed(found[0]) if found and found[1] > _GAIN_LOSSY and found[2] > _LEAD else None


def _is_likely(text: str, reading: Partial) -> bool:
    return (
        reading.read >= 2
        and 2 * reading.lost < reading.read
        and cost(text) - cost(reading.text) > _GAIN_LOSSY
    )


def _weighed(text: str) -> Step | None:
    """ftfy's answer where it leaves much calmer text, else the likeliest reading of both methods."""
    fixed, plan = ftfy.fix_and_explain(text, CONFIG) if is_bad(text) else (text, [])
    strict = any(step.parameter.startswith("utf-8") for step in plan or [])
    answered = fixed != text and _is_answer(fixed, text) and (strict or not _CONTROL.search(text))
    reading = None if answered else weigh(text, rival=fixed)
    if reading or fixed == text:
        return _reversed(reading)
    if not answered and not _helps(fixed, text):
        return None
    steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or [])
    names = [step.parameter for step in plan or []]
    layers = sum(name.startswith("utf-8") or name == "decode_inconsistent_utf8" for name in names)
    partly = not strict or "restore_byte_a0" in names or "decode_inconsistent_utf8" in names
    return Step("enc-any-mojibake", fixed, f"ftfy: {steps}", partly, layers=layers)


def _in_part(text: str) -> Step | None:
    """Sequences of UTF-8 among characters that were never misread, where ftfy counts them as meant: – DrÃ¥ber."""
    best = next(iter(read_partly(text)), None) if is_bad(text) else None
    if best is None or best.lost or best.codec not in FTFY or cost(text) - cost(best.text) < _GAIN_IN_PART:
        return None
    return Step("enc-any-utf8", best.text, f"utf-8 was read as {best.codec} in a part", sure=False)


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
    legacy = reading.steps[0][1] != "utf-8"
    return Step("enc-any-legacy" if legacy else "enc-any-utf8", reading.text, reading.reason, legacy=legacy)
