"""The catalogue of indicators is sound, and a spoiled declaration is told with its file and its line."""

import dataclasses
import datetime
import re
from pathlib import Path

import pandas as pd
import pytest

from dts_eval.criteria.definitions import criteria, dimensions, load_criteria
from dts_eval.foundation.language import typeset
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.foundation.units import units
from dts_eval.indicators.computed import Frame
from dts_eval.indicators.definitions import COMBINES, indicators, load_indicators
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.indicators.rules import load_rules, rule_in_force
from dts_eval.workbook.layout import layout

# The words that no text of the report may hold (whole words): praise, blame, cause, rank.
FORBIDDEN = {
    "fr": (
        r"exemplaires? remarquables? exceptionnel\w* inédite?s? incontestables? incontournables? véritables? "
        r"vertueu\w+ performan\w+ excellence succès réussites? échecs? leaders? pionni\w+ records? impact\w* "
        r"leviers? valeur_ajoutée plus-value SROI prouv\w+ démontr\w+ garanti\w* grâce_à malheureusement "
        r"heureusement seulement à_peine au_niveau_de en_termes_de au_final les_publics bénéficiaires? "
        r"inemployables? stocks? cohortes? cibles? scores? rangs? classements? meilleure?s? significati\w+"
    ),
    "en": (
        r"beneficiar\w+ thanks_to proves? demonstrates? outstanding unique leading best-in-class impact\w* "
        r"leverage success\w* failures? significant\w* scores? rank\w*"
    ),
}
ARTICLES = {"fr": r"(le|la|les|un|une|des|du|l’|de|d’)\b", "en": r"(the|a|an)\b"}

SOUND = """
{id}:
  nature: count
  unit: person
  label: {{fr: Personnes, en: People}}
  definition: {{fr: Des personnes., en: People.}}
  needs: {{sheet: pathways, columns: [pseudonym, hours]}}
  computed_by: {id}
  result: measured
  calculation: {{fr: Un compte., en: A count.}}
  combine: sum
  misuse: {{fr: Rien de plus., en: Nothing more.}}
  references: [{{since: "2010-12", fiche: II-2, lines: "2628"}}]
"""


def load(folder: Path, text: str, name: str = "activity.yaml", formulas: tuple[str, ...] = ("people",)):
    (folder / name).write_text(text, encoding="utf-8")
    return load_indicators(folder, formulas)


def every_text(language: str) -> dict[str, str]:
    found = {}
    for name, indicator in indicators().items():
        for kind in ("label", "definition", "misuse", "calculation"):
            found[f"{name}.{kind}"] = getattr(indicator, kind)(language)
    return found


def test_the_catalogue_is_large_enough_for_each_criterion_and_has_stories():
    found = indicators().values()
    assert len(found) >= 42
    for criterion in criteria():
        own = [indicator for indicator in found if indicator.criterion == criterion]
        assert len(own) >= 3, criterion
        assert any(indicator.nature == "account" for indicator in own), criterion


def test_indicators_come_in_the_order_of_the_criteria():
    order = [indicator.criterion for indicator in indicators().values()]
    # What speaks of the evaluation itself belongs to no criterion, and comes last.
    assert list(dict.fromkeys(order)) == [*criteria(), ""]


def test_every_formula_is_declared_under_its_name():
    assert {indicator.computed_by for indicator in indicators().values()} - {""} == set(FORMULAS)


def test_every_formula_says_what_it_does_in_full():
    for name, formula in FORMULAS.items():
        for part in ("Unit:", "Shape:", "Missing:", "Source:"):
            assert part in (formula.__doc__ or ""), f"{name} {part}"


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_a_formula_reads_the_columns_it_declares_and_no_other(name):
    indicator = indicators()[name]
    frame = Frame(2024, hours_per_fte=1820, fte_contracted=2)
    cells = {
        "pseudonym": "P-1", "year": 2024, "scheme": "aci", "sex": "woman", "referral": "self", "hours": 900,
        "entry": datetime.date(2023, 1, 2), "exit": datetime.date(2024, 5, 2), "exit_category": "positive",
        "rsa": "yes", "training_hours": 7, "nature": "non_monetary", "amount": 10, "low": 9, "high": 12,
        "kind": "purchases", "place": "in_territory", "in_scope": "yes", "since": 2024, "stage": "running",
        "need": "besoin", "publics": "a ; b", "birth_year": 1980, "activity": "a", "territory": "b",
        "registration": "from_24", "education": "bac", "certification": "SST", "immersions": 1,
        "housing_entry": "relatives", "housing_exit": "own_home", "rated_by": "both",
        **dict.fromkeys(("ass", "aah", "disability", "qpv", "frr"), "yes"),
        **{f"{domain}_{when}": "hard" for domain in layout().lists["domain"] for when in ("before", "after")},
        "count": 12, "unit": "household", "cost_low": 300,
        "cost_central": 400, "cost_high": 600, "duration": 1, "share_low": 30, "share_high": 60, "deadweight_low": 20,
        "deadweight_high": 50, "group": "relogés",
        "level": "site", "client_type": "households", "funder_level": "state", "funder": "l’État", "rate": 12,
        "convention": "le salaire minimum", "volunteering": "action",
        "family": "residents", "degree": "information", "people": 6, "step": "debate", "code": "F-01",
        "subject": "une décision", "changed": "oui", "date": datetime.date(2024, 3, 4),
        "survey": "C-01", "respondent": "R-1", "question": "Bien ?", "criterion": "needs", "indicator": None,
        "rating": "4", "answer": "Oui.", "themes": ("needs",), "situation": "in_work",
        "before": "hard", "after": "fine",
    }  # fmt: skip

    def frame_with(columns):
        return pd.DataFrame([{column: cells[column] for column in columns}], index=[4], dtype=object)

    declared, beside = frame_with(indicator.columns), frame_with(indicator.beside_columns)
    FORMULAS[name](declared, dataclasses.replace(frame, beside=beside))
    for column in indicator.columns:
        with pytest.raises(KeyError):
            FORMULAS[name](declared.drop(columns=column), dataclasses.replace(frame, beside=beside))
    for column in indicator.beside_columns:
        with pytest.raises(KeyError):
            FORMULAS[name](declared, dataclasses.replace(frame, beside=beside.drop(columns=column)))


def test_declared_values_say_nothing_of_a_formula():
    for indicator in indicators().values():
        computed = bool(indicator.computed_by or indicator.from_results)
        assert bool(indicator.computed_by) == bool(indicator.sheet)
        assert computed == bool(indicator.calculation("fr"))
        assert indicator.unit in units() and indicator.combine in COMBINES


def test_shares_of_people_are_marked_for_privacy():
    marked = {name for name, indicator in indicators().items() if indicator.of_people}
    assert {"profile_rsa", "profile_women", "dynamic_exit_rate", "lasting_job_exit_rate"} <= marked
    assert "fte_realisation_rate" not in marked and "funding_mix" not in marked
    assert indicators()["people_employed_in_insertion"].people
    assert not indicators()["sales_revenue"].people and not indicators()["users_total"].people


def test_references_are_lines_of_the_manual():
    for name, indicator in indicators().items():
        for reference in indicator.references:
            first, _, last = reference.lines.partition("-")
            assert 1 <= int(first) <= int(last or first) <= 6500, name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_texts_judge_nobody(language):
    words = FORBIDDEN[language].replace(" ", "|").replace("_", " ")
    forbidden = re.compile(rf"\b({words})\b", re.I)
    assert forbidden.search({"fr": "Un bilan réussi grâce à tous.", "en": "Thanks to all."}[language])
    for where, text in every_text(language).items():
        assert not forbidden.search(text), f"{where}: {forbidden.search(text)}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_labels_read_well_before_a_colon(language):
    labels = [indicator.label(language) for indicator in indicators().values()]
    assert len(set(labels)) == len(labels)
    for label in labels:
        assert not re.match(ARTICLES[language], label, re.I), label
        assert label[0].isupper() and not re.search(r"[.:;]", label), label


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_other_texts_are_whole_sentences_typeset(language):
    for where, text in every_text(language).items():
        assert typeset(text, language) == text and "'" not in text and "  " not in text, where
        if text and not where.endswith(".label"):
            assert text[0].isupper() and text.endswith("."), where


def test_the_french_typed_in_the_files_is_already_typeset():
    for path in catalogue_file("indicators").glob("*.yaml"):
        for text in re.findall(r'fr: "([^"]*)"', path.read_text(encoding="utf-8")):
            assert typeset(text, "fr") == text, f"{path.name}: {text}"


def test_the_text_of_the_rule_gives_the_rule_s_numbers():
    day = datetime.date(2024, 1, 1)
    stay = rule_in_force("exit_stay_longer_than", "aci", day)
    hours = rule_in_force("exit_minimum_hours_of_year", "ai", day)
    month = rule_in_force("months_in_a_day", "ei", day)
    counted = indicators()["exits_counted"]
    assert f"{stay.value}".replace(".", ",") in counted.definition(
        "fr"
    ) and f"{stay.value}" in counted.definition("en")
    assert f"{hours.value:.0f} heures" in counted.definition("fr")
    assert f"{month.value}".replace(".", ",") in counted.calculation("fr")


def test_a_sound_file_has_no_fault(tmp_path):
    found, faults = load(tmp_path, SOUND.format(id="people"))
    assert faults == ()
    assert found["people"].criterion == "activity"
    assert (found["people"].sheet, found["people"].columns) == ("pathways", ("pseudonym", "hours"))


@pytest.mark.parametrize(
    ("sound", "spoiled", "line", "words"),
    [
        ("  combine: sum", "  combine: sum\n  weight: 3", 12, ["unknown key", "weight"]),
        ("  combine: sum", "  combine: sum\n  nature: share", 12, ["nature", "already stands on line 3"]),
        (
            "label: {fr: Personnes, en: People}",
            "label: {fr: Personnes}",
            5,
            ["no text", "en", "people.label"],
        ),
        ("label: {fr: Personnes, en: People}", "label: {en: People}", 5, ["no text", "fr"]),
        ("label: {fr: Personnes, en: People}", "label: Personnes", 5, ["label", "not a mapping"]),
        ("label: {fr: Personnes, en: People}", "label: {fr: A, en: B, de: C}", 5, ["unknown key", "de"]),
        ("  misuse: {fr: Rien de plus., en: Nothing more.}\n", "", 3, ["misuse", "missing"]),
        ("unit: person", "unit: persons", 4, ["unknown unit", "persons"]),
        ("nature: count", "nature: rating", 3, ["unknown nature", "rating"]),
        ("combine: sum", "combine: mean", 11, ["unknown combine", "mean"]),
        ("result: measured", "result: guessed", 9, ["unknown result", "guessed"]),
        ("sheet: pathways", "sheet: parcours", 7, ["unknown sheet", "parcours"]),
        ("sheet: pathways", "sheet: structure", 7, ["unknown sheet", "structure"]),
        ("[pseudonym, hours]", "[pseudonym, wages]", 7, ["unknown column", "wages"]),
        ("columns: [pseudonym, hours]", "columns: []", 7, ["columns", "missing"]),
        ("hours]}", "hours], structure_fields: [name]}", 7, ["unknown column", "name"]),
        ("  references: [", "  other: [", 3, ["no reference"]),
        ('lines: "2628"', "lines: about", 13, ["reference needs"]),
        ('since: "2010-12", ', "", 13, ["reference needs since"]),
        ('lines: "2628"', 'lines: "2628", page: 4', 13, ["unknown key", "page"]),
        ("computed_by: people", "computed_by: persons", 8, ["its own name", "persons"]),
        ("computed_by: people", "computed_by: persons", 8, ["there is no formula", "persons"]),
        ("  computed_by: people\n", "", 8, ["result", "without a formula"]),
        ("  computed_by: people\n", "", 9, ["calculation", "without a formula"]),
        ("  computed_by: people\n", "", 7, ["needs", "without a formula"]),
        ("  needs: {sheet: pathways, columns: [pseudonym, hours]}\n", "", 3, ["needs", "missing"]),
        ("nature: count\n  unit: person", "nature: account\n  unit: text", 8, ["computed_by", "nature"]),
        ("nature: count", "nature: share", 4, ["unit", "nature"]),
        ("nature: count", "nature: count\n  of_people: true", 4, ["of_people", "nature"]),
        ("nature: count", "nature: count\n  asked_by: requester", 4, ["asked_by", "nature"]),
        ("nature: count", "nature: count\n  hidden_with: people/", 4, ["hidden_with", "nature"]),
        ("columns: [pseudonym, hours]}", "columns: [pseudonym, hours], supports: [proofs]}", 7, ["unknown", "proofs"]),
    ],
)
def test_a_spoiled_declaration_is_told_with_its_line(tmp_path, sound, spoiled, line, words):
    text = SOUND.format(id="people")
    assert sound in text
    _, faults = load(tmp_path, text.replace(sound, spoiled, 1))
    told = [fault for fault in faults if all(word in fault.what for word in words)]
    assert told, [str(fault) for fault in faults]
    assert told[0].line == line
    assert told[0].file.endswith("activity.yaml")


def test_a_name_used_twice_in_a_file_is_told(tmp_path):
    _, faults = load(tmp_path, SOUND.format(id="people") * 2)
    assert [(fault.line, "already stands on line 2" in fault.what) for fault in faults] == [(15, True)]


def test_a_name_used_in_two_files_is_told(tmp_path):
    load(tmp_path, SOUND.format(id="people"))
    _, faults = load(tmp_path, SOUND.format(id="people"), "needs.yaml")
    (fault,) = faults
    assert fault.file.endswith("needs.yaml") and "activity.yaml:2" in fault.what


def test_a_file_that_is_not_a_criterion_is_told(tmp_path):
    _, faults = load(tmp_path, SOUND.format(id="people"), "happiness.yaml")
    assert ["happiness" in fault.what and "not a criterion" in fault.what for fault in faults] == [True]


def test_a_formula_that_nobody_declares_is_told(tmp_path):
    _, faults = load(tmp_path, SOUND.format(id="people"), formulas=("people", "forgotten"))
    assert ["forgotten" in fault.what for fault in faults] == [True]


def test_every_fault_is_told_at_once(tmp_path):
    text = SOUND.format(id="people").replace("unit: person", "unit: x").replace("combine: sum", "combine: y")
    _, faults = load(tmp_path, text + "other: 3\n")
    assert sorted(fault.line for fault in faults) == [4, 11, 14]
    assert "not a mapping" in max(faults, key=lambda fault: fault.line).what


def test_broken_yaml_is_told_and_does_not_stop_the_rest(tmp_path):
    load(tmp_path, SOUND.format(id="people"))
    found, faults = load(tmp_path, "a: [1, 2\nb: 3\n", "needs.yaml")
    assert "people" in found and any(fault.file.endswith("needs.yaml") for fault in faults)


def test_the_criteria_are_the_manual_s_in_its_order():
    found = criteria()
    assert list(found)[:3] == ["activity", "economics", "people_results"]
    assert " ".join(list(found)[3:]) == (
        "needs integration anchoring accessibility environment social_ties citizenship innovation"
    )
    assert [definition.lines for definition in list(found.values())[3:]] == [
        str(line) for line in range(2637, 2645)
    ]
    assert found["environment"].label("fr") == "la contribution à la préservation de l’environnement"
    assert found["needs"].short("en") == "Unmet needs"
    assert {definition.dimension for definition in found.values()} == set(dimensions())
    assert dimensions()["people"].label("fr") == "Les personnes"


CRITERIA = """
dimensions:
  people: {fr: Les personnes, en: People}
criteria:
  needs:
    dimension: people
    short: {fr: Besoins, en: Needs}
    label: {fr: des besoins, en: needs}
    reference: {fiche: II-2, lines: "2637"}
"""


@pytest.mark.parametrize(
    ("sound", "spoiled", "line", "words"),
    [
        ("dimension: people", "dimension: places", 6, ["unknown dimension", "places"]),
        ("dimension: people", "dimension: people\n    weight: 2", 7, ["unknown key", "weight"]),
        ("short: {fr: Besoins, en: Needs}", "short: {fr: Besoins}", 7, ["no text", "en"]),
        ("    label: {fr: des besoins, en: needs}\n", "", 6, ["label", "missing"]),
        ("people: {fr: Les personnes, en: People}", "people: {fr: Les personnes}", 3, ["no text", "en"]),
        (', lines: "2637"', "", 8, ["needs fiche and lines"]),
        ('    reference: {fiche: II-2, lines: "2637"}\n', "", 6, ["reference", "missing"]),
        ("criteria:", "criterions:", 4, ["unknown key", "criterions"]),
    ],
)
def test_spoiled_criteria_are_told_with_their_line(tmp_path, sound, spoiled, line, words):
    path = tmp_path / "criteria.yaml"
    path.write_text(CRITERIA, encoding="utf-8")
    assert load_criteria(path)[2] == ()
    path.write_text(CRITERIA.replace(sound, spoiled, 1), encoding="utf-8")
    told = [fault for fault in load_criteria(path)[2] if all(word in fault.what for word in words)]
    assert told and told[0].line in (line, line + 1)


RULES = """
least_hours:
  unit: hour
  about: {fr: Des heures, en: Hours}
  values:
    - {kind: aci, valid_from: 2021-01-01, value: 1, confidence: text, source: a law}
    - {kind: aci, valid_from: 2024-07-01, value: 2, confidence: text, source: another law}
"""


@pytest.mark.parametrize(
    ("sound", "spoiled", "words"),
    [
        ("kind: aci", "kind: sci", ["kind", "sci"]),
        ("valid_from: 2021-01-01", "valid_from: 2021-13-01", ["valid_from", "2021-13-01"]),
        ("value: 1,", "value: one,", ["value", "one"]),
        ("confidence: text", "confidence: sure", ["confidence", "sure"]),
        (", source: a law", "", ["source"]),
        ("source: a law", "source: a law, page: 3", ["unknown key", "page"]),
        ("unit: hour", "unit: hours", ["unknown unit", "hours"]),
        ("about: {fr: Des heures, en: Hours}", "about: {fr: Des heures}", ["no text", "en"]),
        ("2024-07-01", "2021-01-01", ["two values", "aci"]),
        ("unit: hour", "unit: hour\n  label: x", ["unknown key", "label"]),
    ],
)
def test_spoiled_rules_are_told(tmp_path, sound, spoiled, words):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    assert load_rules(path)[1] == ()
    path.write_text(RULES.replace(sound, spoiled, 1), encoding="utf-8")
    faults = load_rules(path)[1]
    assert any(all(word in fault.what for word in words) for fault in faults), faults
    assert all(fault.line > 0 for fault in faults)


def test_a_rule_holds_from_its_day_on(tmp_path, monkeypatch):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    found, _ = load_rules(path)
    monkeypatch.setattr("dts_eval.indicators.rules.rules", lambda: found)
    day = datetime.date
    assert rule_in_force("least_hours", "aci", day(2020, 12, 31)) is None
    assert rule_in_force("least_hours", "aci", day(2024, 6, 30)).value == 1
    assert rule_in_force("least_hours", "aci", day(2024, 7, 1)).value == 2
    assert rule_in_force("least_hours", "ai", day(2024, 7, 1)) is None


def test_the_sheets_that_formulas_read_exist_in_the_workbook():
    assert {indicator.sheet for indicator in indicators().values()} - {""} <= {
        sheet.sheet_id for sheet in layout().sheets
    }
