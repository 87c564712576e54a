"""What returns in many documents of one source: the frame of its pages goes, all else that returns stays."""

import json

import pytest

from tests.corpus.conftest import cleaner, tree

STORIES = {
    "bridge": ("Masons found the third pier cracked from top to bottom.", "Carts now go round by Linden, an hour more each way."),
    "mill": ("Flour has not been ground here since the flood of 1954.", "Its new owner, a cellist, wants to keep the wheel turning."),
    "harbour": ("Two trawlers were sold to Norway before the season began.", "Ice is brought by lorry, since the plant has closed."),
    "school": ("Eleven children remain, and four of them will leave in June.", "Parents offered to paint the classrooms themselves."),
    "orchard": ("Late frost took nearly every blossom on the east slope.", "What is left goes to the cider press of the Hale family."),
    "chapel": ("Bats nest under the roof and must not be disturbed.", "Services are held in the parish hall until autumn."),
    "quarry": ("Granite for the lighthouse was cut in its upper gallery.", "Divers say the water is forty metres deep today."),
    "ferry": ("Captain Reed retires after thirty-one years at the helm.", "His daughter holds the licence and will not take the job."),
    "market": ("Fishwives won back their stands by the east gate.", "Rents rise again in January, the council has decided."),
    "well": ("Nobody had drawn from it since the pipes were laid.", "Coins from four reigns lay in the mud at the bottom."),
}
TOPICS = tuple(STORIES)
MOTTO = "The Ellery Courier is kept alive by its readers: every gift, however small, goes into reporting from the coast."
LICENCE = "This text is licensed under the terms of the Harbour licence; see the file beside it for the whole wording."
FIRST, LAST = "Fog over Ellery, 11 degrees", "Ellery Courier, Quay Street 4"


def page(topic: str) -> str:
    first, second = STORIES[topic]
    return (
        f"{FIRST}\nTide tables by the hour\n\n{first}\n\nBackground\n\n{second}\n\n{MOTTO}\n\n"
        f"O {topic} of ours\nBut the river runs on\nYears of the {topic}\nBut the river runs on\n\n"
        f"{LICENCE}\n\nLetters to the night desk\n{LAST}\n"
    )


@pytest.fixture
def pages(tmp_path):
    for topic in TOPICS:
        path = tmp_path / "in/courier" / f"{topic}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(topic))
    (tmp_path / "in/other.txt").write_text(f"{FIRST}\n\nA single page of another source.\n\n{LAST}\n")
    return tmp_path / "in"


def run(pages, out, *more):
    result = cleaner("run", pages, "--out", out, "--workers", 1, "--ignore", "DUP", *more)
    assert result.exit_code == 0, result.output
    return {name: data.decode() for name, data in tree(out / "corpus").items()}


def test_the_frame_goes_from_every_page(pages, tmp_path):
    for name, text in run(pages, tmp_path / "out").items():
        if name != "other.txt":
            assert not any(line in text for line in (FIRST, LAST, MOTTO, "Tide tables", "night desk")), name


def test_heading_refrain_and_licence_stay(pages, tmp_path):
    texts = run(pages, tmp_path / "out")
    assert all("Background" in texts[f"courier/{topic}.txt"] for topic in TOPICS)
    assert all(texts[f"courier/{topic}.txt"].count("But the river runs on") == 2 for topic in TOPICS)
    assert LICENCE in texts["courier/bridge.txt"]


def test_another_source_keeps_its_lines(pages, tmp_path):
    assert FIRST in run(pages, tmp_path / "out")["other.txt"]


def test_the_ledger_tells_how_many_and_which(pages, tmp_path):
    run(pages, tmp_path / "out")
    rows = [json.loads(line) for line in cleaner("ledger", tmp_path / "out", "--rule", "bpl-any-recurring").output.splitlines()]
    assert len(rows) == 5 * len(TOPICS)
    assert "stands in 10 of 10 documents of its source, as in courier/bridge.txt" in rows[0]["reason"]


def test_what_was_taken_is_restored(pages, tmp_path):
    run(pages, tmp_path / "out")
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert tree(tmp_path / "back") == tree(pages)


def test_copies_of_one_document_are_no_frame(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text("A short notice\n\nThe quay is closed.\n\nCome back in May\n")
    assert "The quay is closed." in run(folder, tmp_path / "out")["0.txt"]


@pytest.mark.parametrize("setting", ["furniture-documents = 11", "extend-unsafe = ['bpl-any-recurring']"])
def test_settings_spare_it(pages, tmp_path, setting):
    config = tmp_path / "cleaner.toml"
    config.write_text(setting)
    assert LAST in run(pages, tmp_path / "out", "--config", config)["courier/bridge.txt"]


def test_two_workers_give_the_same(pages, tmp_path):
    one = run(pages, tmp_path / "one")
    result = cleaner("run", pages, "--out", tmp_path / "two", "--workers", 2, "--ignore", "DUP")
    assert result.exit_code == 0
    assert {name: data.decode() for name, data in tree(tmp_path / "two/corpus").items()} == one
