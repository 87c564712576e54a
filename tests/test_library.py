"""The library: pure, picklable, never raising on content."""

import pickle
import subprocess
import sys

import pytest

import cleaner

DAMAGED = "Le marché pèse $7 trillions, dit-on. Les prix montent dans le pays."


def test_clean_gives_text_and_edits():
    cleaned = cleaner.clean(DAMAGED, lang="fr")
    assert cleaned.text == "Le marché pèse 7 000 milliards de dollars, dit-on. Les prix montent dans le pays."
    assert [e.rule for e in cleaned.edits] == ["num-fr-dollar-trillion"]
    start = cleaned.text.index("Les prix")
    assert DAMAGED[slice(*cleaned.origin(start, start + 8))] == "Les prix"


def test_a_cleaner_survives_pickling_and_is_equal():
    step = cleaner.Cleaner(cleaner.Settings(ignore=("NUM",)))
    assert pickle.loads(pickle.dumps(step)) == step
    assert step.clean(DAMAGED, lang="fr").text == DAMAGED


def test_clean_batch_is_a_dict_of_lists_in_and_out():
    batch = {"text": [DAMAGED, None, float("nan"), "", "Rien à dire."], "id": [1, 2, 3, 4, 5]}
    out = cleaner.Cleaner().clean_batch(batch)
    assert out["id"] == batch["id"]
    assert out["text"][0] != DAMAGED
    assert out["text"][1] is None
    assert out["text"][2] is batch["text"][2]
    assert out["text"][3:] == ["", "Rien à dire."]
    assert out["cleaner_changed"] == [True, False, False, False, False]
    assert batch["text"][0] == DAMAGED


def test_what_is_not_text_is_a_type_error_and_a_missing_column_names_the_others():
    with pytest.raises(TypeError, match="must be a str, not bytes"):
        cleaner.clean(b"bytes")
    with pytest.raises(KeyError, match="no column 'txt'; there are text, id"):
        cleaner.Cleaner().clean_batch({"text": [], "id": []}, "txt")


def test_import_alone_loads_nothing_heavy():
    code = "import cleaner, sys; print(sorted(m for m in sys.modules if m.split('.')[0] in {'numpy','ftfy','regex','click','numba'}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
