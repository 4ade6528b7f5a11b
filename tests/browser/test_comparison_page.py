"""The page of a comparison in a real browser: twelve structures hold on a phone, an odd identifier opens its proof."""

import pytest
from comparison_samples import ODD_ID, many, oddly_named
from visits import IN_CHROMIUM, Visit

import dts_eval as dts
from dts_eval.presentation.blocks import CasesPortrait
from dts_eval.presentation.skins.html import write_html

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("twelve") / "comparison.html"
    path.write_text(write_html(dts.present(many())), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("odd") / "comparison.html"
    path.write_text(write_html(dts.present(oddly_named())), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_twelve_structures_fit_the_page_and_nothing_leaves(browser, twelve: str, width: int, scheme: str) -> None:
    with Visit(browser, twelve, width, color_scheme=scheme) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        assert visit.asked == [twelve] and visit.complaints == []


def test_on_a_phone_the_portrait_moves_in_its_own_box_and_the_criteria_stay(browser, twelve: str) -> None:
    with Visit(browser, twelve, 390) as visit:
        box = visit.page.locator(".defile")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.evaluate("box => { box.scrollLeft = 300 }")
        places = "[...document.querySelectorAll('.cas tbody th')].map(head => head.getBoundingClientRect().left)"
        assert {round(left) for left in visit.page.evaluate(places)} == {16}
        assert visit.page.evaluate("document.documentElement.scrollLeft") == 0


def test_letters_are_tall_enough_for_a_finger(browser, twelve: str) -> None:
    with Visit(browser, twelve) as visit:
        boxes = "[...document.querySelectorAll('a.nature')].map(letter => letter.getBoundingClientRect())"
        sizes = visit.page.evaluate(f"{boxes}.map(box => [box.width, box.height])")
        portraits = [
            block for part in dts.present(many()).sections for block in part.blocks if isinstance(block, CasesPortrait)
        ]
        cells = [cell for portrait in portraits for _, line in portrait.lines for cell in line]
        places = [place for cell in cells if isinstance(cell, tuple) for place in cell if place.evidence_ids]
        assert len(sizes) == len(places) > 50
        assert min(min(size) for size in sizes) >= 24


def test_a_letter_opens_its_proofs_under_the_labels_of_the_report(browser, twelve: str) -> None:
    with Visit(browser, twelve) as visit:
        letter = visit.page.locator("a.nature").first
        proofs = letter.get_attribute("data-evidence")
        assert proofs
        letter.click()
        titles = visit.page.locator("dialog[open] article h3").all_inner_texts()
        assert len(titles) == len(proofs.split())
        assert all(title.startswith("A·") for title in titles)


def test_an_identifier_with_odd_signs_opens_its_proof(browser, odd: str) -> None:
    with Visit(browser, odd) as visit:
        visit.page.locator("#structures a.e").first.click()
        assert visit.page.locator("dialog[open] article").count() == 1
        assert f"{ODD_ID}:E1" in visit.page.locator("dialog[open] article").inner_text()
        assert visit.complaints == []


def test_without_script_an_identifier_with_odd_signs_leads_to_its_proof(browser, odd: str) -> None:
    with Visit(browser, odd, java_script_enabled=False) as visit:
        visit.page.locator("#structures a.e").first.click()
        visit.page.wait_for_timeout(200)
        assert visit.page.locator("article:target").count() == 1
        assert visit.page.locator("article:target h3").inner_text().startswith("A·1")
