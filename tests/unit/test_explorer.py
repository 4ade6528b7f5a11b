"""The explorer shows the figures of the criterion chosen, as the report writes them, with their proofs."""

from row_samples import LOCAL, NEEDS, disclosed, plain, row

from dts_eval.widgets.explorer import explore


def test_choosing_a_criterion_shows_its_figures_and_no_other():
    shown = disclosed(
        row(value=1_191_000, unit="euro"),
        row(value=42_000, unit="euro", breakdown="place=unknown"),
        row("users_total", 12, unit="person", criterion="needs"),
        criteria=(NEEDS, LOCAL),
    )
    chosen, table = explore(shown).children
    assert [label for label, _ in chosen.options] == ["Besoins non satisfaits", "le droit au repos"]
    assert "12 personnes" in plain(table.value) and "Repas" not in table.value
    chosen.value = LOCAL.criterion_id
    assert "Repas partagés" in table.value and "12 personnes" not in plain(table.value)
    assert "1 191 000 €" in plain(table.value) and "<td>E1</td>" in table.value
    assert "<td>Ensemble</td>" in table.value and "<td>Lieu : lieu inconnu</td>" in plain(table.value)


def test_what_is_missing_is_said_and_what_people_typed_is_escaped():
    labels = {"local_meals": "<script>x</script>"}
    shown = disclosed(row(status="not_available", grade=""), labels=labels)
    table = explore(shown).children[1]
    assert "non disponible" in table.value
    assert "<script>" not in table.value and "&lt;script&gt;" in table.value
