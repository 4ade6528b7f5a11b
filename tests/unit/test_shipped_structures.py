"""The shipped structures: their sources are sound, and the workbooks of the repository say the same."""

import csv
import importlib.util
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dts_eval.criteria.definitions import criteria
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import read_workbook

TEMPLATES = Path(__file__).parents[2] / "data_templates"
SPEC = importlib.util.spec_from_file_location("build", TEMPLATES / "build.py")
assert SPEC is not None and SPEC.loader is not None
build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build)

SOURCES = build.SOURCES
CASES = tuple(stem for stem in SOURCES if stem.startswith("iii-"))
YEARS = (2022, 2023, 2024)
BAND_OF = {
    "wages_insertion": "wages", "wages_permanent": "wages", "purchases": "purchases",
    "local_taxes": "charges", "contributions": "charges",
}  # fmt: skip
# Where the invented territories of Brumeval are, as its sheet Territoires says.
PLACES = {
    "Brumeval": "in_territory", "Pays de Brumeval": "in_territory", "le reste du département": "in_departement",
}  # fmt: skip
SAID_BY_PEOPLE = {
    "quote", "before", "since", "words", "argument_for", "argument_against",
    "dissent", "reason", "core_reason", "argument",
}  # fmt: skip
FIRST_PERSON = re.compile(r"\b(?:je|j’|nous|notre|nos|mon|ma|mes|moi)\b", re.I)
E_MAIL = re.compile(r"\S+@\S+\.\w+")
PHONE = re.compile(r"(?<!\d)(?:0|\+33[\s.]?)[1-9](?:[\s.-]?\d{2}){4}(?!\d)")
NIR = re.compile(r"(?<!\d)[12][\s.]?\d{2}[\s.]?(?:0[1-9]|1[0-2])[\s.]?\d{2}[\s.]?\d{3}[\s.]?\d{3}(?!\d)")


@pytest.fixture(scope="module")
def brumeval() -> dict[str, Any]:
    return build.read_source("la-cordee-de-brumeval")["sheets"]


@pytest.fixture(scope="module")
def pathways() -> list[dict[str, str]]:
    path = TEMPLATES / "sources" / "la-cordee-de-brumeval.pathways.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def records(source: Any) -> list[tuple[str, dict[str, Any]]]:
    """List every record of a source with its sheet, passages included."""
    return [(sheet, dict(record)) for sheet, said in build.records_of(source).items() for record in said]


def texts(stem: str) -> list[tuple[str, str, str]]:
    """List every text that a workbook shows, with its sheet and column."""
    contents = build.contents_of(build.read_source(stem))
    shown = {
        (sheet.sheet_id, column.column_id)
        for sheet in layout().sheets
        for column in sheet.columns
        if column.type in ("text", "long_text", "when")
    }
    return [
        (sheet, column, value)
        for sheet, lines in contents.items()
        for line in lines
        for column, value in line.items()
        if (sheet, column) in shown
    ]


def test_the_workbooks_of_the_repository_are_what_their_sources_say(tmp_path: Path) -> None:
    names = build.build(tmp_path)
    assert len(names) == len(SOURCES) + 2
    assert build.differing(tmp_path, names) == []


def test_a_workbook_changed_by_hand_is_named(tmp_path: Path) -> None:
    for name in build.MODELS:
        (tmp_path / name).write_bytes((TEMPLATES / name).read_bytes())
    changed = tmp_path / "modele-leger.xlsx"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert build.differing(tmp_path, list(build.MODELS)) == ["modele-leger.xlsx"]


@pytest.mark.parametrize("stem", SOURCES)
def test_a_shipped_workbook_is_read_without_a_problem(stem: str) -> None:
    reading = read_workbook(TEMPLATES / build.read_source(stem)["workbook"])
    assert [(found.code, found.sheet, found.cell) for found in reading.problems] == []
    expected = Counter(sheet for sheet, _ in records(build.read_source(stem)))
    assert {sheet: len(lines) for sheet, lines in reading.records.items() if lines} == expected


@pytest.mark.parametrize("stem", SOURCES)
def test_every_name_is_known(stem: str) -> None:
    found = records(build.read_source(stem))
    known: dict[str, set[str]] = {"criterion": set(criteria()), "indicator": set(indicators())}
    for kind, home in (("criterion", "criteria"), ("indicator", "indicators")):
        named = [record[kind] for sheet, record in found if sheet == home]
        known[kind] |= {name["local"] for name in named if isinstance(name, dict)}
    for sheet, record in found:
        columns = {column.column_id: column for column in layout().sheet(sheet).columns}
        assert set(record) <= set(columns), sheet
        for name, value in record.items():
            column = columns[name]
            if column.type in known:
                assert (value["local"] if isinstance(value, dict) else value) in known[column.type]
            if column.type in ("choice", "choices", "yes_no"):
                items = value if isinstance(value, list) else [value]
                assert set(items) <= set(layout().lists[column.list]), (sheet, name, value)


@pytest.mark.parametrize("stem", SOURCES)
def test_every_document_cited_is_in_the_register_once(stem: str) -> None:
    found = records(build.read_source(stem))
    codes = Counter(record["code"] for sheet, record in found if sheet == "supports")
    assert max(codes.values()) == 1
    columns = ("supports", "supports_against")
    cited = {code for _, record in found for column in columns for code in record.get(column, ())}
    assert cited <= set(codes)


@pytest.mark.parametrize("stem", SOURCES)
def test_nobody_can_be_reached_or_recognised(stem: str) -> None:
    for sheet, column, text in texts(stem):
        for pattern in (E_MAIL, PHONE, NIR):
            assert not pattern.search(text), (sheet, column, text)


@pytest.mark.parametrize("stem", SOURCES)
def test_french_is_set_as_it_is_printed(stem: str) -> None:
    for sheet, column, text in texts(stem):
        assert build.set_typography(text) == text
        assert "'" not in text and '"' not in text and "..." not in text, (sheet, column, text)
        assert text.count("«") == text.count("»"), text
        assert not re.search(r"[^\S\u202f][;!?]|[^\S\u00a0][:»%€]|«[^\u00a0]", text), text


@pytest.mark.parametrize("stem", SOURCES)
def test_only_people_say_i_and_we(stem: str) -> None:
    spoken = [
        (sheet, column, text)
        for sheet, column, text in texts(stem)
        if column not in SAID_BY_PEOPLE and FIRST_PERSON.search(re.sub(r"«[^»]*»", "", text))
    ]
    assert spoken == []


def test_pathways_hold_pseudonyms_and_plausible_dates(pathways: list[dict[str, str]]) -> None:
    for line in pathways:
        assert re.fullmatch(r"P-\d{3}", line["pseudonym"])
        assert line["entry"] <= f"{line['year']}-12-31"
        assert bool(line["exit"]) == bool(line["exit_category"])
        if line["exit"]:
            assert line["entry"] < line["exit"] and line["exit"][:4] == line["year"]
    lines = Counter((line["pseudonym"], line["year"]) for line in pathways)
    assert max(lines.values()) == 1
    entries: dict[str, set[str]] = {}
    gone: dict[str, str] = {}
    for line in pathways:
        entries.setdefault(line["pseudonym"], set()).add(line["entry"])
        assert line["pseudonym"] not in gone, "somebody who left comes back"
        if line["exit"]:
            gone[line["pseudonym"]] = line["exit"]
    assert all(len(dates) == 1 for dates in entries.values())


def test_nobody_disappears_between_two_years(pathways: list[dict[str, str]]) -> None:
    by_year = {year: [line for line in pathways if line["year"] == str(year)] for year in YEARS}
    assert [len(by_year[year]) for year in YEARS] == [49, 56, 58]
    for year in (2022, 2023):
        staying = {line["pseudonym"] for line in by_year[year] if not line["exit"]}
        arrived = {line["pseudonym"] for line in by_year[year + 1] if line["entry"] >= f"{year + 1}-01-01"}
        assert staying | arrived == {line["pseudonym"] for line in by_year[year + 1]}


def test_the_people_of_brumeval_in_2024(pathways: list[dict[str, str]]) -> None:
    now = [line for line in pathways if line["year"] == "2024"]
    assert Counter(line["referral"] for line in now) == {
        "france_travail": 22, "department": 17, "self": 11, "mission_locale": 8,
    }  # fmt: skip
    assert sum(not line["exit"] for line in now) == 32
    assert Counter(line["exit_category"] for line in now if line["exit"]) == {
        "lasting_job": 7, "transition_job": 5, "positive": 5, "other": 9,
    }  # fmt: skip
    assert sum(int(line["hours"]) for line in now) == round(18.1 * 1820)


def test_the_money_of_brumeval(brumeval: dict[str, Any]) -> None:
    spent: Counter[tuple[str, str]] = Counter()
    for line in brumeval["expenses"]:
        if line["year"] == 2024:
            kind = BAND_OF[line["kind"]]
            spent[kind, line.get("place") or PLACES[line["commune"]]] += line["amount"]
    assert {key: amount // 1000 for key, amount in spent.items()} == {
        ("wages", "in_territory"): 541, ("wages", "in_departement"): 58, ("wages", "elsewhere"): 13,
        ("purchases", "in_territory"): 139, ("purchases", "in_departement"): 96,
        ("purchases", "elsewhere"): 71, ("purchases", "unknown"): 42,
        ("charges", "in_territory"): 18, ("charges", "elsewhere"): 213,
    }  # fmt: skip
    assert sum(spent.values()) == 1_191_000


def test_the_resources_of_brumeval(brumeval: dict[str, Any]) -> None:
    table = {}
    for year in YEARS:
        lines = [line for line in brumeval["resources"] if line["year"] == year]
        gifts = [line for line in lines if line["nature"] == "non_monetary"]
        by_nature = [
            sum(line["amount"] for line in lines if line["nature"] == nature) // 1000
            for nature in ("market", "non_market", "non_monetary")
        ]
        table[year] = (*by_nature, sum(line["low"] for line in gifts), sum(line["high"] for line in gifts))
        assert all(line["convention"] for line in gifts)
    assert table == {
        2022: (318, 884, 71, 58_000, 90_000),
        2023: (349, 902, 88, 71_000, 111_000),
        2024: (372, 918, 96, 78_000, 121_000),
    }
    assert sum(line.get("hours", 0) for line in brumeval["resources"] if line["year"] == 2024) == 4_900


def test_the_votes_and_the_debate_of_brumeval(brumeval: dict[str, Any]) -> None:
    votes = {
        "needs": (17, 1, 1), "integration": (19, 0, 0), "anchoring": (15, 2, 2),
        "accessibility": (14, 3, 2), "environment": (16, 1, 2), "social_ties": (18, 0, 1),
        "citizenship": (11, 5, 3), "innovation": (6, 9, 4), "Santé": (13, 2, 4),
    }  # fmt: skip
    voted = {}
    for line in brumeval["criteria"]:
        name = line["criterion"]["local"] if isinstance(line["criterion"], dict) else line["criterion"]
        if "votes_for" in line:
            voted[name] = (line["votes_for"], line["votes_against"], line["abstentions"])
            assert sum(voted[name]) == 19
            assert line["decision"] == {"innovation": "rejected", "Santé": "added"}.get(name, "kept")
    assert voted == votes
    opinions = Counter(line["subject"] for line in brumeval["opinions"] if "opinion" in line)
    assert opinions == {f"F-0{number}": 5 for number in range(1, 6)} | {"F-09": 2}
    assert sum(line.get("hours", 0) for line in brumeval["evaluation_cost"]) == 118


def test_what_is_noted_down_agrees_with_its_parts(brumeval: dict[str, Any]) -> None:
    shares = {}
    for line in brumeval["measures"]:
        if "numerator" in line:
            assert abs(line["value"] - 100 * line["numerator"] / line["denominator"]) < 0.06, line
            name = line["indicator"]["local"] if isinstance(line["indicator"], dict) else line["indicator"]
            shares[name, line["year"]] = (line["numerator"], line["denominator"])
        if "value" not in line:
            assert line["status"] in ("not_available", "not_applicable"), line
    housing, steps = "Personnes ayant un logement stable", "Personnes qui disent mener seules leurs démarches"
    assert [shares[housing, year] for year in YEARS] == [(37, 49), (44, 56), (46, 58)]
    assert [shares.get((steps, year)) for year in YEARS] == [None, (21, 37), (27, 42)]


def test_every_criterion_kept_in_brumeval_has_a_voice(brumeval: dict[str, Any]) -> None:
    kept = [line["criterion"] for line in brumeval["criteria"] if line["decision"] != "rejected"]
    heard = [line["criterion"] for line in brumeval["testimonies"] if line["consent"] == "public"]
    assert [criterion for criterion in kept if criterion not in heard] == []
    assert {"internal", "withdrawn"} <= {line["consent"] for line in brumeval["testimonies"]}


@pytest.mark.parametrize("stem", CASES)
def test_a_case_of_the_manual_says_nothing_of_its_own(stem: str) -> None:
    source = build.read_source(stem)
    form = source["sheets"]["structure"]
    assert (form["fictitious"], form["threshold"], form["year"]) == ("no", 1, 2010)
    assert "testimonies" not in source["sheets"], "the manual quotes nobody in these fiches"
    for passage in source["passages"].values():
        assert len(passage["quote"].split()) <= 20
    for sheet, record in records(source):
        if sheet not in ("structure", "indicators", "supports"):
            assert record["supports"], (sheet, record)
        if sheet == "criteria":
            assert not {"votes_for", "votes_against", "abstentions", "dissent"} & set(record)
        if sheet == "measures":
            assert record.get("year", 2010) <= 2010
        if sheet == "effects":
            assert not {"contested_by", "argument_for", "argument_against", "contracted"} & set(record)


def test_only_brumeval_is_fictitious(brumeval: dict[str, Any]) -> None:
    assert brumeval["structure"]["fictitious"] == "yes"
    assert "inventés" in brumeval["structure"]["context"]
    assert not any("insee" in line for line in brumeval["territories"])
