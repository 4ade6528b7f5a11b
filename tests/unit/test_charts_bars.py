"""Bars: parts in the list's order, resources by nature, votes."""

import chart_samples as samples

from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.charts.parts import parts
from dts_eval.presentation.charts.resource_mix import resource_mix
from dts_eval.presentation.charts.votes import votes


def draw_parts(rows: list, key: str, language: str = "fr") -> Chart:
    """Draw parts that must give a chart."""
    chart = parts(rows, key, year=2024, language=language, number=1, labels={"people": "Personnes"})
    assert chart is not None
    return chart


def notes(chart: Chart, painting: str = "wide") -> list[str]:
    """Return the texts written in a painting."""
    return [note["text"] for note in getattr(chart, painting)["layout"]["annotations"]]


def test_parts_keep_the_order_of_the_list_and_not_that_of_their_values() -> None:
    chart = draw_parts(samples.referred(), "referral")
    names = [line[0] for line in chart.table.lines]
    assert names == ["France Travail", "Département", "Mission locale", "Candidature directe"]
    (bars,) = chart.wide["data"]
    assert bars["x"] == [22, 17, 8, 11] and bars["y"] == [0, 1, 2, 3]
    assert chart.wide["layout"]["xaxis"]["range"] == [0, 22]


def test_a_masked_part_keeps_a_place_whose_length_tells_nothing() -> None:
    chart = draw_parts(samples.exits(), "exit_category")
    masks = [trace for trace in chart.wide["data"] if trace.get("fill") == "toself"]
    assert len(masks) == 2
    assert {max(mask["x"]) for mask in masks} == {max(masks[0]["x"])}
    assert notes(chart).count("masqué") == 2 == notes(chart, "narrow").count("masqué")
    assert str(chart.title) == "Sorties prises en compte en 2024\u00a0: des nombres trop petits pour être publiés"
    assert "sa longueur ne dit rien" in str(chart.how_to_read)


def test_the_unknown_part_is_hatched_at_its_true_length() -> None:
    chart = draw_parts(samples.exits(), "exit_category")
    (hatched,) = [trace for trace in chart.wide["data"] if "pattern" in trace.get("marker", {})]
    assert (hatched["x"], hatched["y"]) == ([9], [4])


def test_the_title_names_the_largest_part_unless_it_is_the_unknown_one() -> None:
    assert (
        str(draw_parts(samples.referred(), "referral").title)
        == "Personnes en 2024\u00a0: «\u00a0France Travail\u00a0» réunit le plus grand nombre (22 personnes)"
    )
    unknown = draw_parts(samples.exits_all_known(), "exit_category")
    assert "ce que l’on ignore" in str(unknown.title)


def test_equal_parts_are_said_equal_and_zeros_are_seen() -> None:
    rows = [samples.row("people", 2024, f"sex={sex}", 6) for sex in ("woman", "man")]
    assert "autant pour «\u00a0Femme\u00a0» et «\u00a0Homme\u00a0» (6 personnes)" in str(draw_parts(rows, "sex").title)
    none = [samples.row("people", 2024, f"sex={sex}", 0) for sex in ("woman", "man")]
    assert str(draw_parts(none, "sex").title) == "Personnes en 2024\u00a0: aucun cas constaté"


def test_shares_are_drawn_on_a_whole_axis() -> None:
    assert draw_parts(samples.mix(), "nature").wide["layout"]["xaxis"]["range"] == [0, 100]


def test_parts_of_another_year_or_key_are_left_out() -> None:
    rows = [*samples.referred(), samples.row("people", 2023, "referral=self", 99)]
    assert len(draw_parts(rows, "referral").table.lines) == 4
    assert parts(rows, "sex", year=2024, language="fr", number=1) is None
    masked = [samples.masked("people", f"sex={sex}") for sex in ("woman", "man")]
    assert parts(masked, "sex", year=2024, language="fr", number=1) is None


def test_resources_stack_in_their_order_with_their_range() -> None:
    chart = resource_mix(samples.resources(), language="fr", number=1)
    assert chart is not None
    bars = [trace for trace in chart.wide["data"] if trace["type"] == "bar"]
    assert [trace["x"][2] for trace in bars] == [301_200, 861_000, 64_000]
    whiskers = [trace["x"][:2] for trace in chart.wide["data"] if trace.get("line", {}).get("width") == 1.25]
    base = 301_200 + 861_000
    assert whiskers[0] == [base + 52_000, base + 81_000]
    assert {"64", "de 52 à 81", "aucun relevé"} <= set(notes(chart))


def test_resources_name_thousands_once_and_tell_sales_without_judging() -> None:
    chart = resource_mix(samples.resources(), language="fr", number=1)
    assert chart is not None
    assert str(chart.title) == "Les ressources marchandes passent de 9,4\u00a0k€ en 2019 à 372\u00a0k€ en 2024"
    assert not [text for text in notes(chart) if "€" in text]
    small = resource_mix(samples.resources(0.001), language="fr", number=1)
    assert small is not None and "k€" not in str(small.subtitle)


def test_first_year_of_resources_is_a_starting_point() -> None:
    rows = [row for row in samples.resources() if row.year == 2024]
    chart = resource_mix(rows, language="fr", number=1)
    assert chart is not None and str(chart.title) == "Ressources en 2024\u00a0: un point de départ"
    undated = [samples.row("resources_by_nature", None, "nature=market", 12, unit="euro")]
    assert resource_mix(undated, language="fr", number=1) is None


def test_votes_follow_the_manual_and_a_vote_not_noted_is_no_zero() -> None:
    chart = votes(samples.ballots(), criteria=samples.criteria(), language="fr", number=1)
    assert chart is not None
    names = [line[0] for line in chart.table.lines]
    assert names[:4] == [
        "Besoins non satisfaits",
        "Insertion sociale et professionnelle",
        "Ancrage territorial",
        "Citoyenneté et participation",
    ]
    assert chart.table.lines[2][2] == "non noté"
    assert {"17 pour, 1 contre, 1 abstention", "15 pour, contre non noté, 2 abstentions"} <= set(notes(chart))
    assert chart.table.muted == frozenset({3})


def test_titles_of_votes() -> None:
    def title(*numbers: tuple[int, int]) -> str:
        rows = [
            samples.row(voice, None, f"criterion={place}", number, kind="choice", unit="vote")
            for place, pair in enumerate(numbers)
            for voice, number in zip(("votes_for", "votes_against"), pair, strict=True)
        ]
        chart = votes(rows, language="fr", number=1)
        assert chart is not None
        return str(chart.title)

    assert title((12, 0), (9, 0)) == "Aucun critère n’a rencontré de voix contre"
    assert title((12, 1), (9, 0)).startswith("Le groupe n’a pas voté d’une seule voix")
    assert title((12, 1), (6, 6)).startswith("Le groupe s’est partagé")
    assert votes([], language="fr", number=1) is None


def test_of_two_sources_the_counted_one_is_drawn_and_it_is_said() -> None:
    typed = samples.row("people", 2024, "referral=self", 14, status="declared", mark="#2")
    chart = draw_parts([typed, *samples.referred()], "referral")
    assert [line[1].value for line in chart.table.lines] == [22, 17, 8, 11]
    assert [str(note) for note in chart.notes] == [
        "Une autre source donne un autre nombre\u202f; le dessin suit ce qui a été compté ligne à ligne."
    ]
