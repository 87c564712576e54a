"""The scans say too much at times, and never too little."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.folding import fold
from cleaner.rules.load import load
from cleaner.rules.match import compile_rule
from cleaner.rules.prefilter import Prefilter
from cleaner.rules.scan import Scanner

RULES = load().rules
NUMBERS = range(len(RULES))


def forms(text):
    """A text as it may stand on a page: in capitals too, and with letters that fold to others."""
    return (text, text.upper(), text.replace("s", "ſ").replace("i", "İ"), f"  {text}\r")


def matches(number, text):
    rule = RULES[number]
    pattern = compile_rule(rule)
    return bool(pattern.fullmatch(text.strip()) if rule.unit == "paragraph" else pattern.search(text))


def own_texts(number):
    rule = RULES[number]
    return [form for text in (*(e[0] for e in rule.examples), *rule.near_misses) for form in forms(text)]


def test_the_scan_names_every_rule_that_matches():
    missed = [
        (RULES[n].id, text)
        for n in NUMBERS
        for text in own_texts(n)
        if n not in load().scanner.candidates(text) and matches(n, text)
    ]
    assert missed == []


def without_hyperscan(monkeypatch):
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    scanner = load().scanner
    return Scanner(scanner._probes, scanner._always)


def test_without_hyperscan_the_candidates_are_the_same(monkeypatch):
    plainly = without_hyperscan(monkeypatch)
    texts = [form for n in NUMBERS[::7] for text in own_texts(n)[:4] for form in forms(text)]
    assert [plainly.candidates(t) for t in texts] == [load().scanner.candidates(t) for t in texts]


@given(st.text(alphabet="iİıIsſSkKKσςΣßẞåÅÅ x"), st.text(alphabet="iİıIsſSkKKσςΣßẞåÅÅ x"))
def test_folding_knows_every_letter_that_an_engine_takes_for_another(a, b):
    import regex

    if regex.fullmatch(regex.escape(a), b, regex.I):
        assert fold(a) == fold(b)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "de", "tr", "el", "ru", "zh"])
def test_the_machine_of_a_language_names_every_rule_that_matches(language):
    machine = Prefilter(load(), NUMBERS, [])
    spoken = [n for n in NUMBERS if RULES[n].lang in ("any", language)]
    missed = [
        (RULES[n].id, text)
        for n in spoken
        for text in own_texts(n)
        if (not RULES[n].langs or language in RULES[n].langs)
        and n not in machine.candidates([text], [text.encode()], [frozenset({language})])[0]
        and matches(n, text)
    ]
    assert missed == []
