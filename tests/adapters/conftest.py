"""Texts every host is given, and what the bare library makes of them."""

import sys

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


@pytest.fixture
def spark_of(tmp_path, monkeypatch):
    """Gives a Spark session for a master; stopped when the test ends."""
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    sessions = []

    def start(master):
        builder = SparkSession.builder.master(master)
        for name in ("spark.driver.host", "spark.driver.bindAddress"):
            builder = builder.config(name, "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false").config("spark.local.dir", str(tmp_path))
        sessions.append(builder.config("spark.sql.shuffle.partitions", "4").getOrCreate())
        return sessions[0]

    yield start
    for session in sessions:
        session.stop()
