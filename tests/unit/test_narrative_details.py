"""What is told of exits on two bases, of publics and of passages, whole sentence by whole sentence."""

import pytest
from row_samples import book, plain, row

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.charts.passages import passages
from dts_eval.presentation.charts.vocabulary import require_drawable
from dts_eval.presentation.narrative.figures import figure_sentences

BARRIERS = "social_barriers_before_after"


def told(indicator: str, *rows: Row, language: str = "fr") -> list[str]:
    return [plain(sentence) for sentence in figure_sentences(book(*rows, language=language), indicator)]


def hidden(indicator: str, breakdown: str, **said) -> Row:
    return row(indicator, breakdown=breakdown, status="suppressed", grade="", **said)


def share(indicator: str, part: int, whole: int, **said) -> Row:
    return row(
        indicator, 100 * part / whole, numerator=part, denominator=whole, unit="percent", status="computed", **said
    )


def domain(name: str, better: int | None, same: int | None, worse: int | None, unknown: int | None) -> list[Row]:
    whole, numbers = 22, {"better": better, "same": same, "worse": worse, "unknown": unknown}
    known = None if unknown is None else whole - unknown
    rows = [row(BARRIERS, whole, breakdown=f"domain={name}", unit="person")]
    for passage, value in numbers.items():
        where = f"domain={name};passage={passage}"
        if value is None:
            rows.append(hidden(BARRIERS, where, unit="person"))
        else:
            denominator = known if passage != "unknown" else None
            rows.append(row(BARRIERS, value, breakdown=where, unit="person", denominator=denominator))
    return rows


WHOLE = row(BARRIERS, 22, unit="person")


def test_passages_are_told_with_the_worse_and_the_unknown():
    assert told(BARRIERS, WHOLE, *domain("mobility", 9, 6, 3, 4))[1:] == [
        "Mobilité, pour 18 personnes dont on sait ce qu’il en est : mieux, 9 ; pareil, 6 ; moins bien, 3. "
        "On ne sait pas : 4."
    ]


def test_a_zero_and_a_single_person_are_told_as_they_are():
    assert told(BARRIERS, WHOLE, *domain("money", 1, 0, 0, 21))[1:] == [
        "Argent, pour une personne dont on sait ce qu’il en est : mieux, 1 ; pareil, 0 ; moins bien, 0. "
        "On ne sait pas : 21."
    ]


def test_hidden_numbers_are_told_as_hidden_and_never_as_zero():
    assert told(BARRIERS, WHOLE, *domain("rights", 11, None, None, 6))[1:] == [
        "Droits et démarches, en nombre de personnes : mieux, 11 ; pareil, masqué ; moins bien, masqué ; on ne sait "
        "pas, 6. Un nombre masqué est trop petit pour être publié ; il n’est pas nul."
    ]
    assert told(BARRIERS, WHOLE, *domain("health", None, None, None, None))[1:] == [
        "Santé : ces nombres ne sont pas publiés, pour que personne ne puisse être reconnu."
    ]


def test_who_rated_is_said_and_nothing_is_credited_to_the_structure():
    raters = [
        row(BARRIERS, 12, breakdown="rated_by=both", unit="person"),
        hidden(BARRIERS, "rated_by=unrated", unit="person"),
    ]
    assert told(BARRIERS, WHOLE, *raters) == [
        "22 personnes sont sorties dans l’année. Ce qui suit compare leur entrée et leur sortie, domaine par domaine. "
        "D’autres que la structure ont pu y prendre part ; le rapport n’attribue ces changements à personne.",
        "Qui a donné ces appréciations, en nombre de personnes : « les deux », 12 ; « aucune appréciation », masqué.",
    ]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (
            (15, 30),
            "Le taux dépend de ce que l’on met au dénominateur : 15 sur 24 parmi les sorties que l’administration "
            "prend en compte, 15 sur 30 parmi toutes les fins de parcours de l’année.",
        ),
        (
            (15, 24),
            "Toutes les fins de parcours de l’année entrent dans le compte de l’administration. Le taux est donc le "
            "même sur les deux bases.",
        ),
    ],
)
def test_the_two_denominators_stand_side_by_side(every, expected):
    rows = (share("dynamic_exit_rate", 15, 24), share("dynamic_exit_rate_all", *every))
    assert told("dynamic_exit_rate_all", *rows)[-1] == expected


def test_the_rule_is_told_with_its_date_and_its_source():
    rows = (row("exits_counted", 24, unit="exit"), row("exits_counted", 24, breakdown="scheme=aci", unit="exit"))
    assert told("exits_counted", *rows)[-1] == (
        "Dispositif ACI : la règle appliquée est celle que l’administration suit depuis le 1er janvier 2021 au moins. "
        "Source : gip-inclusion/pilotage-airflow, dbt/models/staging/stg_sorties_aci_ei.sql."
    )


def test_why_exits_are_left_out():
    name = "exits_not_counted"
    rows = (
        row(name, 9, unit="exit"), row(name, 6, breakdown="left_out=short_stay", unit="exit"),
        hidden(name, "left_out=withdrawn", unit="exit"),
    )  # fmt: skip
    assert told(name, *rows)[-1] == (
        "Pourquoi des sorties n’entrent pas dans ce compte : « parcours trop court pour la règle », 6 ; « sortie "
        "retirée du compte », masqué. Ces personnes ont pourtant été accueillies et accompagnées."
    )


def test_a_profile_without_total_is_told_by_its_parts_and_its_unknown():
    rows = (
        share("profile_age", 14, 52, breakdown="age=from_50", unknown=6),
        share("profile_age", 16, 52, breakdown="age=under_26", unknown=6),
    )
    assert told("profile_age", *rows) == [
        "Moins de 26 ans et 50 ans et plus, en 2024 : « moins de 26 ans », 16 sur 52 ; « 50 ans et plus », 14 sur 52.",
        "Pour six cas, la réponse n’est pas connue ; ils ne sont comptés ni comme des oui ni comme des non.",
    ]


def test_everything_is_told_in_english_too():
    rows = (WHOLE, *domain("mobility", 9, 6, 3, 4), *domain("rights", 11, None, None, 6))
    assert len(told(BARRIERS, *rows, language="en")) == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_drawing_keeps_the_worse_and_hatches_what_is_hidden(language):
    rows = [WHOLE, *domain("mobility", 9, 6, 3, 4), *domain("rights", 11, None, None, 6)]
    rows += domain("health", None, None, None, None)
    chart = passages(rows, year=2024, language=language, number=1)
    assert chart is not None
    for drawing in (chart.wide, chart.narrow):
        require_drawable(drawing)
        assert paint(drawing).startswith("<svg")
        bars = [trace["x"] for trace in drawing["data"] if trace["type"] == "bar"]
        assert bars == [[9, 11], [6], [3], [4, 6]]
        assert [trace for trace in drawing["data"] if trace["type"] == "scatter"]
    assert [len(line) for line in chart.table.lines] == [5, 5]


def test_no_number_makes_no_drawing():
    rows = [WHOLE, *domain("health", None, None, None, None)]
    assert passages(rows, year=2024, language="fr", number=1) is None
