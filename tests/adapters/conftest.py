"""Texts every host is given, and what the bare library makes of them."""

import pytest

from cleaner import Cleaner

TEXTS = [
    "Le marché pèse $7 trillions, dit-on. Les prix montent dans le pays.",
    "L'Ã©tÃ© a Ã©tÃ© long et les rÃ©coltes sont bonnes.",
    "Das Wetter bleibt freundlich, sagt der Dienst.",
    None,
    "",
    "El alcalde llegó tarde.Nadie lo esperaba ya en la plaza del pueblo.",
    "这座图书馆每天早上九点开门，周末除外。",
] * 30


@pytest.fixture(scope="session")
def texts():
    return list(TEXTS)


@pytest.fixture(scope="session")
def cleaned(texts):
    step = Cleaner()
    return [step.clean(text).text if text is not None else None for text in texts]


@pytest.fixture(scope="session")
def changed(texts, cleaned):
    return [a != b for a, b in zip(texts, cleaned, strict=True)]
