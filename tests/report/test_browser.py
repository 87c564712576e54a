"""The page in a real Chromium: filters, documents, links, keyboard, dark, phone, hostile text, size, axe."""

import shutil

import pytest

from cleaner.report import write_report
from tests.report.runs import large, small

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium"),
]
VIEWS = ("#view=overview", "#view=edits", "#view=documents", "#doc=deep%2Fb.md&edit=0", "#doc=hostile%3Cb%3E.txt")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make .venv/.dev")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser, out):
    """Opens the page at an address; fails the test where the console says anything wrong."""
    said, contexts = [], []

    def opened(address="", width=1280, scheme="light", folder=out):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"file://{folder}/report.html{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_fits_and_nothing_of_a_document_runs(open_page, address, width):
    page = open_page(address, width)
    assert page.title() == "cleaner: what was done"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(open_page, address, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_page(address, 390 if scheme == "dark" else 1280, scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_filters_narrow_the_edits_and_the_address_says_so(open_page):
    page = open_page("#view=edits")
    page.select_option("select[name=cls]", "DUP")
    assert "cls=DUP" in page.url
    assert set(page.locator("#edit-list code").all_inner_texts()) == {"dup-any-repeat"}
    page.select_option("select[name=cls]", "")
    page.select_option("select[name=action]", "flag")
    assert page.locator("#edit-list .card:not(.flag)").count() == 0
    page.fill("input[name=q]", "no such document")
    assert page.locator("#edit-list li").count() == 0
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelectorAll('#edit-list li').length > 1")
    for name in ("rule", "lang", "safety"):
        assert page.locator(f"select[name={name}] option").count() > 1


def test_a_space_that_is_all_that_differs_is_shown(open_page):
    page = open_page("#view=edits&rule=glu-any-sentence-stop")
    assert page.locator("#edit-list .old").inner_text() == "."
    assert page.locator("#edit-list .new").inner_text() == ".␣"


def test_a_link_opens_at_its_edit_with_the_reason(open_page):
    page = open_page("#doc=deep%2Fb.md&edit=1")
    assert page.evaluate("document.activeElement.dataset.edit") == "1"
    tip = page.locator("#tip")
    assert tip.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_hover_tells_the_reason_on_either_side(open_page):
    page = open_page("#doc=a.txt")
    page.hover(".new .mark.fix")
    assert "num-fr-dollar-trillion" in page.locator("#tip").inner_text()


def test_removals_name_the_kept_twin(open_page):
    page = open_page()
    assert "Kept, 100 % alike" in page.locator("#removed .twin").first.inner_text()


def test_keys_go_from_edit_to_edit_find_and_go_back(open_page):
    page = open_page("#doc=deep%2Fb.md")
    page.keyboard.press("j")
    first = page.url
    page.keyboard.press("j")
    assert page.url != first
    page.keyboard.press("k")
    assert page.url == first
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#documents").is_visible()
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.name === 'name'")
    page.keyboard.type("rows")
    page.keyboard.press("Tab")


def test_a_document_that_is_not_shown_names_the_command(open_page):
    page = open_page("#doc=elsewhere.txt")
    assert "cleaner explain OUT 'elsewhere.txt'" in page.locator("#document-note").inner_text()


def test_dark_follows_the_system_and_the_button(open_page):
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page().evaluate(colour), open_page(scheme="dark").evaluate(colour)
    assert light != dark
    page = open_page()
    page.click("#theme")
    assert page.evaluate(colour) == dark


def test_direction_overrides_are_shown_by_name(open_page):
    page = open_page("#doc=hostile%3Cb%3E.txt")
    assert "U+202E" in page.locator("#text").inner_text()
    assert "\u202e" not in page.locator("#text").inner_text()


def test_a_hundred_thousand_documents_open_at_once(open_page, tmp_path):
    folder = large(tmp_path / "large")
    write_report(folder)
    assert (folder / "report.html").stat().st_size < 5_000_000
    page = open_page(folder=folder)
    page.wait_for_selector("#overview .tile")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") < 2_000
    assert "100,000" in page.locator("#overview .lead").inner_text()
    page.click("nav a[data-view=edits]")
    assert "of 100,000 in the run" in page.locator("#edit-count").inner_text()
