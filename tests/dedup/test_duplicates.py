"""The stage on one document: what goes, what stays. The no-op table comes first."""

import pytest

from cleaner import edits as law
from cleaner.draft import Draft
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.settings import Settings
from cleaner.stages.duplicates import find_duplicates
from tests.dedup.paragraphs import BAKERY, BRIDGE, HARBOUR, WALNUT


def find(text: str, **settings: object):
    return find_duplicates(Draft(text, Document("page", text), Settings(**settings)))


def clean(text: str, **settings: object) -> str:
    return law.apply(text, law.arrange(find(text, **settings)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(f"{HARBOUR}\n\n{BRIDGE}\n", id="two different paragraphs"),
        pytest.param("Oui.\nNon.\nOui.\nOui.\n", id="replies in a dialogue"),
        pytest.param("Contents\n\nA word.\n\nContents\n\nAnother.\n", id="a heading twice"),
        pytest.param(
            "The river runs, the river runs\nand takes the leaves away\n\nI had a house of seven doors\n\n"
            "The river runs, the river runs\nand takes the leaves away\n",
            id="a refrain",
        ),
        pytest.param(
            "In 2021 the town sold 340 parcels of land near the station to families with children.\n\n"
            "In 2022 the town sold 512 parcels of land near the station to families with children.\n",
            id="other numbers",
        ),
        pytest.param(
            "The court finds that the driver is guilty of leaving the place of the accident before dawn.\n\n"
            "The court finds that the driver is not guilty of leaving the place of the accident before dawn.\n",
            id="a negation",
        ),
        pytest.param(
            "After the vote Marta Lindqvist thanked all members who had come through the snow to the hall.\n\n"
            "After the vote Jonas Berggren thanked all members who had come through the snow to the hall.\n",
            id="another name",
        ),
        pytest.param(
            "Le magasin ouvre chaque lundi de mars à neuf heures et ferme quand le dernier client est parti.\n\n"
            "Le magasin ouvre chaque lundi de juin à neuf heures et ferme quand le dernier client est parti.\n",
            id="another month, no capital",
        ),
        pytest.param(
            "该公司三月在北京开设了新的办公室并计划招聘五名工程师。\n该公司三月在北京开设了新的办公室并计划招聘九名工程师。\n",
            id="Han numerals",
        ),
        pytest.param("春天来了。\n花开了。\n春天来了。\n", id="short Chinese lines"),
        pytest.param(
            "1.1 The seller bears the cost of carriage to the port named in the order form.\n"
            "1.2 The seller bears the cost of carriage to the port named in the order form.\n",
            id="legal numbering",
        ),
        pytest.param("The price is 1.5 percent\nThe price is 15 percent\n", id="a point is a fact"),
    ],
)
def test_nothing_is_removed(text: str) -> None:
    assert clean(text) == text


REPEATED = f"Harbour news\n{HARBOUR}\nThe bridge\n{BRIDGE}\n{BAKERY}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{HARBOUR}\n\n{HARBOUR}\n", f"{HARBOUR}\n", id="twice, the file's end kept"),
        pytest.param(
            f"{HARBOUR}\r\n\r\n{BRIDGE}\r\n\r\n{HARBOUR}", f"{HARBOUR}\r\n\r\n{BRIDGE}", id="no final newline"
        ),
        pytest.param(f"{HARBOUR}\n{HARBOUR.upper()}\n", f"{HARBOUR}\n", id="case"),
        pytest.param(f"{HARBOUR}\n{HARBOUR.replace(' ', chr(0xA0))}\n", f"{HARBOUR}\n", id="spacing"),
        pytest.param(
            f"{HARBOUR}\n{HARBOUR.replace('spring', 'winter')}\n", f"{HARBOUR}\n", id="one word changed"
        ),
        pytest.param(
            f"{REPEATED}A title of its own\n{REPEATED}",
            f"{REPEATED}A title of its own\n",
            id="article with headings",
        ),
        pytest.param(
            f"{HARBOUR}\n{BRIDGE}\n{BAKERY}\nMore\n{HARBOUR}\n{WALNUT}\n{BRIDGE}\n{BAKERY}\n",
            f"More\n{HARBOUR}\n{WALNUT}\n{BRIDGE}\n{BAKERY}\n",
            id="the fuller copy stays",
        ),
        pytest.param(
            "该公司在北京开设了新的办公室并计划招聘更多工程师来开发软件。\n该公司在北京开设了新的办公室，并计划招聘更多工程师来开发软件\n",
            "该公司在北京开设了新的办公室并计划招聘更多工程师来开发软件。\n",
            id="Chinese, punctuation lost",
        ),
        pytest.param(
            "บริษัทได้เปิดสำนักงานแห่งใหม่ในเมืองหลวงและวางแผนจ้างวิศวกรเพิ่ม\nบริษัทได้เปิดสำนักงานแห่งใหม่ในเมืองหลวงและวางแผนจ้างวิศวกรเพิ่ม\n",
            "บริษัทได้เปิดสำนักงานแห่งใหม่ในเมืองหลวงและวางแผนจ้างวิศวกรเพิ่ม\n",
            id="Thai",
        ),
    ],
)
def test_what_repeats_goes(text: str, expected: str) -> None:
    assert clean(text) == expected
    assert clean(expected) == expected


def test_a_copy_cut_short_goes_wherever_it_stands() -> None:
    short = HARBOUR.rsplit(" ", 2)[0]
    assert clean(f"{short}\n{BRIDGE}\n{HARBOUR}\n") == f"{BRIDGE}\n{HARBOUR}\n"


def test_the_removal_names_its_twin() -> None:
    text = f"First line\n{HARBOUR}\n{HARBOUR}\n"
    (edit,) = find(text)
    assert (edit.rule, edit.action, edit.safety) == ("dup-any-repeat", "remove", "safe")
    assert edit.twin
    assert (edit.twin.doc, edit.twin.line, edit.twin.similarity) == ("page", 2, 1.0)
    assert edit.twin.text == HARBOUR
    assert law.undo(law.apply(text, [edit]), [edit]) == text


def test_a_twins_line_is_the_inputs_whatever_was_mended_before() -> None:
    text = f"And Ã©tÃ© is summer, and so the winter is long.\n\n{BRIDGE}\n{HARBOUR}\n\n{HARBOUR}\n"
    mended = clean_document(Document("page", "Ã©tÃ© " * 60 + text), Settings())
    assert [edit.twin.line for edit in mended.edits if edit.twin] == [4]


def test_near_copies_tell_how_near() -> None:
    (edit,) = find(f"{HARBOUR}\n{HARBOUR.replace('spring', 'winter')}\n")
    assert edit.rule == "dup-any-near"
    assert edit.twin
    assert 0.6 <= edit.twin.similarity < 1


def test_what_stands_inside_another_is_flagged() -> None:
    text = f"“{HARBOUR} {BRIDGE}” said the mayor, who had come by boat.\n{HARBOUR.replace('dredged', 'deepened')}\n"
    (edit,) = find(text)
    assert (edit.rule, edit.action, edit.changes) == ("dup-any-contained", "flag", False)


def test_the_longest_stays_when_asked() -> None:
    longer = HARBOUR.replace("closer", "very much closer")
    assert clean(f"{HARBOUR}\n{longer}\n") == f"{HARBOUR}\n"
    assert clean(f"{HARBOUR}\n{longer}\n", keep="longest") == f"{longer}\n"


def test_off_is_off() -> None:
    assert find(f"{HARBOUR}\n{HARBOUR}\n", duplicates="off") == []
