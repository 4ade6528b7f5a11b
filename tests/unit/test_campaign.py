"""What a campaign writes: the same bytes for the same outcomes, names in their order, words and never a rate."""

import csv
import dataclasses
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from campaign_samples import GIVEN, entry, failed, made, skipped

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.campaign_index import write_index
from dts_eval.runs import campaign as campaign_module
from dts_eval.runs.campaign import COLUMNS, Campaign, Outcome, State, campaign_json, index_of, write_campaign


class Page(HTMLParser):
    """The words of a page by the element they stand in, its links and its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        given = dict(attributes)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag != "meta":
            self.open.append(tag)
            self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words[self.open[-1]][-1] += data

    def said(self, tag: str) -> list[str]:
        return [re.sub(r"\s+", " ", words).strip() for words in self.words.get(tag, [])]


def page_of(*outcomes: Outcome, language: str = "fr", notes: tuple = ()) -> Page:
    return parsed(write_index(index_of(Campaign(language, outcomes, notes))))


def parsed(page: bytes) -> Page:
    return Page(re.sub(r"<style>.*?</style>", "", page.decode("utf-8"), flags=re.S))


def test_structures_stand_in_the_order_of_their_names_whatever_their_values():
    names = ["écureuil", "Zèbre", "Abeille", "Étourneau", "elan"]
    order = ["Abeille", "Écureuil", "Elan", "Étourneau", "Zèbre"]
    for shift in range(5):
        covered = [{"needs": {"figures": (number + shift) % 5, "accounts": 1, "effects": 0}} for number in range(5)]
        pairs = zip(names, covered, strict=True)
        outcomes = [made(f"{number}.xlsx", name, covered=given) for number, (name, given) in enumerate(pairs)]
        assert page_of(*outcomes).said("h3") == order


def test_what_the_data_cover_is_said_in_words_by_criterion_in_the_catalogue_s_order():
    covered = {
        "local_gaiete": {"figures": 0, "accounts": 1, "effects": 0},
        "innovation": {"figures": 0, "accounts": 0, "effects": 0},
        "needs": {"figures": 3, "accounts": 2, "effects": 4},
        "activity": {"figures": 12, "accounts": 0, "effects": 1},
    }
    page = page_of(made("a.xlsx", covered=covered, labels={"local_gaiete": "la gaieté"}))
    assert list(zip(page.said("dt"), page.said("dd"), strict=True)) == [
        ("Activité", "12 chiffres et un effet"),
        ("Besoins non satisfaits", "Trois chiffres, deux récits et quatre effets"),
        ("Innovation", "Rien encore"),
        ("La gaieté", "Un récit"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_holds_no_rate_and_no_sum(language):
    page = page_of(made("a.xlsx"), made("b.xlsx"), failed("c.xlsx"), skipped("d.xlsx"), language=language)
    words = " ".join(" ".join(said) for said in page.words.values())
    assert not re.search(r"%|score|rang|taux|moyenne|total|average|rate\b|rank", words, re.I)


def test_counts_come_first_then_what_failed_then_the_structures_then_what_was_left_aside():
    outcomes = (made("a.xlsx"), made("b.xlsx", state=State.UNCHANGED), failed("c.xlsx"), skipped("d.xlsx"))
    page = page_of(*outcomes)
    assert page.said("p")[1] == (
        "Deux rapports sont en place. Un rapport n’a pas pu être fait. Un modèle vide a été laissé de côté."
    )
    assert page.said("h2") == ["Ce qui n’a pas pu être fait", "Les structures", "Laissés de côté"]
    assert page.said("h3") == ["c.xlsx", "A", "B"]
    assert "d.xlsx" in page.said("li")


def test_a_failure_is_told_whole_and_harmless():
    page = page_of(failed("c.xlsx"))
    (message,) = [words for words in page.said("p") if words.startswith("À corriger")]
    assert message.startswith("À corriger – « c.xlsx », feuille « Relevés », cellule E4 : « <b>douze</b> » a été lu")
    assert "Aucun rapport n’est en place." in page.said("p")


def test_links_lead_to_the_files_from_the_index_wherever_they_are():
    page = page_of(made("x.xlsx", folder="sous dossier é/#1"))
    files = [unquote(link) for link in page.links if not link.startswith("#")]
    assert files == [
        *(f"sous dossier é/#1/x-2024.{kind}" for kind in ("html", "pdf", "ipynb", "rows.csv", "evidence.csv")),
        "sous dossier é/#1/x-2024.manifest.json", "campaign.csv", "campaign.json",
    ]  # fmt: skip
    assert not any("#" in link or " " in link for link in page.links[1:])


def test_the_page_needs_no_script_and_no_network():
    index = write_index(index_of(Campaign("fr", (made("a.xlsx"), failed("b.xlsx"))))).decode("utf-8")
    # The shapes of the grades are drawings inside the style: their namespace is a name, which nobody asks for.
    addresses = re.findall(r"https?://[\w./-]*", index)
    assert "<script" not in index and set(addresses) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\((?!data:)", index)
    assert "default-src 'none'" in index and "<link" not in index


def test_a_fictitious_structure_says_so_and_no_other_does():
    assert page_of(made("a.xlsx", fictitious=True)).said("span") == ["fictif"]
    assert page_of(made("a.xlsx")).said("span") == []


def test_the_version_and_what_was_pointed_out_are_said():
    told = {"code": "likely_name", "level": "to_check", "file": "a.xlsx", "sheet": "", "cell": "", "message": "Vu."}
    outcome = made("a.xlsx", problems=[told, told])
    external = dataclasses.replace(outcome, entry=entry("a.xlsx", audience="external", lang="en"))
    page = page_of(external)
    assert "Année 2024, version pour les partenaires, en anglais" in page.said("p")
    assert page.said("summary") == ["Un point signalé dans le classeur"] and page.said("p").count("Vu.") == 1


def test_both_languages_say_all():
    notes = (problem("listed_twice", "liste.csv", cell="4", typed="a.xlsx", first="2"),)
    outcomes = (made("a.xlsx"), failed("b.xlsx"), skipped("c.xlsx"))
    english = page_of(*outcomes, language="en", notes=notes)
    assert english.said("h2") == ["What could not be made", "The structures", "Left aside", "About the list"]
    assert english.elements == page_of(*outcomes, notes=notes).elements


def test_the_json_is_the_same_again_and_says_what_became_of_each_entry():
    outcomes = (made("cases/a.xlsx", folder="cases"), failed("b.xlsx"), skipped("c.xlsx"))
    campaign = Campaign("fr", outcomes)
    assert campaign_json(campaign) == campaign_json(Campaign("fr", outcomes))
    content = json.loads(campaign_json(campaign))
    first, second, third = content["entries"]
    assert (first["workbook"], first["folder"], first["report"]) == ("cases/a.xlsx", "cases", "a-2024")
    assert first["manifest"] == "a-2024.manifest.json" and len(first["outputs"]) == 5
    assert first["structure"]["structure_id"] == "a" and first["completeness"] == GIVEN
    assert (second["state"], second["structure"], second["report"]) == ("failed", None, "")
    assert [(one["code"], one["sheet"], one["cell"]) for one in second["problems"]] == [
        ("number_as_text", "Relevés", "E4")
    ]
    assert third["state"] == "skipped" and third["problems"][0]["code"] == "blank_template"
    assert {"program", "versions", "problems"} < set(content)


def test_the_columns_of_the_csv_are_documented():
    assert [name for name in COLUMNS if f"``{name}``" not in campaign_module.__doc__] == []


def lines_of(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "campaign.csv").read_text(encoding="utf-8"))))


def test_three_files_are_written_whole_over_those_of_an_earlier_campaign(tmp_path):
    (tmp_path / "autre.html").write_text("un rapport d’ailleurs", encoding="utf-8")
    write_campaign(Campaign("fr", (failed("a.xlsx"), failed("b.xlsx"))), tmp_path)
    write_campaign(Campaign("fr", (made("a.xlsx", "Brouette", fictitious=True), failed("b.xlsx"))), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "autre.html", "campaign.csv", "campaign.json", "index.html",
    ]  # fmt: skip
    first, second = lines_of(tmp_path)
    assert list(first) == list(COLUMNS)
    assert (first["structure"], first["year"], first["fictitious"]) == ("Brouette", "2024", "yes")
    assert (first["criteria"], first["only_named"], first["formats"]) == ("needs innovation", "innovation", "html pdf")
    assert first["message"] == "" and second["problems"] == "number_as_text"
    assert second["message"].startswith("À corriger – «") and second["structure_id"] == second["fictitious"] == ""


def test_an_earlier_campaign_stays_whole_when_the_new_one_cannot_be_written(tmp_path, monkeypatch):
    write_campaign(Campaign("fr", (failed("a.xlsx"),)), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DataProblems) as raised:
        write_campaign(Campaign("fr", (made("a.xlsx"),)), tmp_path)
    assert [found.code for found in raised.value.problems] == ["output_not_writable"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_many_structures_are_in_pages_that_the_index_lists_and_that_lead_back(tmp_path, monkeypatch):
    monkeypatch.setattr("dts_eval.presentation.campaign_index.ON_A_PAGE", 2)
    names = ("Abeille", "Buse", "Cygne", "Daim", "Élan")
    many = Campaign("fr", (failed("z.xlsx"), *(made(f"{name}.xlsx", name) for name in names)))
    write_campaign(many, tmp_path)
    pages = {path.name: parsed(path.read_bytes()) for path in tmp_path.glob("index*.html")}
    assert set(pages) == {"index.html", "index-1.html", "index-2.html", "index-3.html"}
    shown = [name for number in (1, 2, 3) for name in pages[f"index-{number}.html"].said("h3")]
    assert shown == list(names)
    # What stopped stays on the index, where it is looked for.
    assert pages["index.html"].said("h3") == ["z.xlsx"]
    assert {"index-1.html", "index-2.html", "index-3.html"} <= set(pages["index.html"].links)
    assert "Abeille – Buse : deux rapports" in pages["index.html"].said("a")
    assert "Élan : un rapport" in pages["index.html"].said("a")
    assert "index.html" in pages["index-2.html"].links and "Daim-2024.html" in pages["index-2.html"].links


def test_pages_that_a_smaller_campaign_has_no_more_go(tmp_path, monkeypatch):
    monkeypatch.setattr("dts_eval.presentation.campaign_index.ON_A_PAGE", 1)
    (tmp_path / "index-2024.html").write_text("le rapport du classeur « index »", "utf-8")
    write_campaign(Campaign("fr", (made("a.xlsx"), made("b.xlsx"), made("c.xlsx"))), tmp_path)
    write_campaign(Campaign("fr", (made("a.xlsx"), made("b.xlsx"))), tmp_path)
    assert {path.name for path in tmp_path.glob("index*.html")} == {
        "index.html", "index-1.html", "index-2.html", "index-2024.html",
    }  # fmt: skip
    write_campaign(Campaign("fr", (made("a.xlsx"),)), tmp_path)
    assert {path.name for path in tmp_path.glob("index*.html")} == {"index.html", "index-2024.html"}
