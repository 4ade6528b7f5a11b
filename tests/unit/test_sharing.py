"""What may be told beyond the structure: consent and mandate, as the report carries them to a network."""

from pathlib import Path

import pytest
from spoiled import Edit, put, sound

import dts_eval as dts
from dts_eval.foundation.model import Result
from dts_eval.foundation.shipped import shipped_folder

EXAMPLE = shipped_folder("data_templates") / "example" / "la-cordee-de-brumeval.xlsx"


def debated(path: Path, audience: str = "internal") -> list[Result]:
    value = dts.read_mandate(path, audience=audience)
    for step in ("set_scope", "choose_criteria", "choose_indicators", "collect", "debate"):
        value = getattr(dts, step)(value)
    return list(value.results)


def told(results: list[Result], indicator: str) -> set[str]:
    return {result.breakdown.partition("=")[2] for result in results if result.indicator == indicator}


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return debated(EXAMPLE)


def test_only_accounts_that_may_be_published_are_shared(results):
    shared = told(results, "testimony_shared")
    accounts = {one.breakdown.partition("=")[2]: one for one in results if one.unit == "text" and one.quantity.text}
    assert shared and shared < set(accounts)
    # Health is withheld by the mandate, whatever its authors agreed to.
    assert not [code for code in shared if accounts[code].criterion == "local_sante"]
    assert [code for code, one in accounts.items() if one.criterion == "local_sante"]


def test_effects_shared_are_those_of_the_version_for_partners(results):
    external = {
        one.breakdown.partition("=")[2].partition(";")[0]
        for one in debated(EXAMPLE, "external")
        if one.indicator == "effect"
    }
    assert told(results, "effect_shared") == external


def test_what_the_mandate_withholds_is_named_inside_only(results):
    assert told(results, "withheld_criterion") == {"local_sante"}
    outside = debated(EXAMPLE, "external")
    assert told(outside, "withheld_criterion") == set()


@pytest.mark.parametrize("consent", ["diffusion interne", "pas d’accord", None])
def test_an_account_kept_inside_is_not_shared(tmp_path, consent):
    edits: tuple[Edit, ...] = (put("testimonies", "consent", consent),)
    kept, shared = (debated(sound(tmp_path / name, *made)) for name, made in (("kept", edits), ("shared", ())))
    assert told(kept, "testimony_shared") < told(shared, "testimony_shared")
