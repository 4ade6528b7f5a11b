"""Many reports, one after another: a failure never stops the others, and nothing is made twice or counted twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from situations_many import structure
from spoiled import put, sound

from dts_eval.foundation.names import report_stem
from dts_eval.foundation.problems import DataProblems, blocking
from dts_eval.runs import entry_work
from dts_eval.runs.campaign import Campaign, State
from dts_eval.runs.checking import check
from dts_eval.runs.children import Lost
from dts_eval.runs.entries import Entry
from dts_eval.runs.entry_work import Work
from dts_eval.runs.held_folder import held, staging_folder
from dts_eval.runs.making import Made
from dts_eval.runs.manifest import fingerprint, manifest
from dts_eval.runs.many import MAKING, READING, Crew, Progress, batch, one_by_one
from dts_eval.workbook.template import write_workbook

NAMES = ("ancre", "bouée", "cordage")


def quick(workbook: Path, output: Path, **asked: object) -> Made:
    """Make a report as ``run`` does, but for the notebook: one page, and its manifest."""
    told = check(workbook, asked["year"], asked["audience"], asked["lang"])
    if blocking(told.problems):
        raise DataProblems(told.problems)
    year = told.structure.year
    stem = report_stem(workbook.name, year, asked["audience"], asked["lang"])
    output.mkdir(parents=True, exist_ok=True)
    page = output / f"{stem}.html"
    page.write_text(stem, encoding="utf-8")
    named = {"since": "", "outlines": "", "template": ""}
    parameters = {**named, **asked, "workbook": workbook.name, "year": year, "output": "."}
    inputs = {workbook.name: fingerprint(workbook)}
    path = output / f"{stem}.manifest.json"
    path.write_bytes(manifest(inputs, parameters, (told.structure,), [page], told.problems, "fr", {}))
    return Made(path, (page,), told.problems)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The workbooks of which a report was made, in order."""
    done: list[str] = []

    def run(workbook: Path, output: Path, **asked: object) -> Made:
        made = quick(workbook, output, **asked)
        done.append(workbook.name)
        return made

    monkeypatch.setattr(entry_work, "run", run)
    return done


@pytest.fixture
def source(tmp_path) -> Path:
    for name in NAMES:
        sound(tmp_path / "classeurs", *structure(name), name=f"{name}.xlsx")
    return tmp_path / "classeurs"


def states(campaign: Campaign) -> dict[str, str]:
    return {outcome.entry.name: str(outcome.state) for outcome in campaign.outcomes}


def codes(campaign: Campaign) -> dict[str, list[str]]:
    return {outcome.entry.name: [one.code for one in outcome.problems] for outcome in campaign.outcomes}


class Noted(Progress):
    """Keeps what a campaign tells of its steps."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int]] = []
        self.done: list[tuple[str, str, State | None]] = []
        self.ended = 0

    def begin(self, step: str, total: int) -> None:
        self.steps.append((step, total))

    def advance(self, entry: Entry, state: State | None = None) -> None:
        self.done.append((self.steps[-1][0], entry.name, state))

    def end(self) -> None:
        self.ended += 1


def test_every_step_is_followed_and_a_second_time_nothing_is_made(source, made, tmp_path):
    first, second = Noted(), Noted()
    files = [f"{name}.xlsx" for name in NAMES]
    assert set(states(batch(source, tmp_path / "out", progress=first)).values()) == {"made"}
    assert first.steps == [(READING, 3), (MAKING, 3)] and first.ended == 1
    made_so = {READING: None, MAKING: State.MADE}
    assert first.done == [(step, file, state) for step, state in made_so.items() for file in files]
    assert set(states(batch(source, tmp_path / "out", progress=second)).values()) == {"unchanged"}
    assert second.steps == [(READING, 3), (MAKING, 0)]
    assert second.done == [(READING, file, None) for file in files]
    assert made == files


def test_forced_every_report_is_made_again(source, made, tmp_path):
    batch(source, tmp_path / "out")
    assert set(states(batch(source, tmp_path / "out", force=True)).values()) == {"made"}
    assert len(made) == 6


def test_only_what_failed_is_made_again_and_the_rest_is_left_as_it_is(source, made, tmp_path):
    sound(source, *structure("bouée", put("measures", "value", "douze")), name="bouée.xlsx")
    out = tmp_path / "out"
    assert states(batch(source, out))["bouée.xlsx"] == "failed"
    for name in ("ancre", "bouée"):
        sound(source, *structure(name, put("structure", "subtitle", "Repris")), name=f"{name}.xlsx")
    made.clear()
    campaign = batch(source, out, only_failed=True)
    assert states(campaign) == {"ancre.xlsx": "unchanged", "bouée.xlsx": "made", "cordage.xlsx": "unchanged"}
    assert made == ["bouée.xlsx"]
    assert [outcome.structure["name"] for outcome in campaign.outcomes] == list(NAMES)
    # Afterwards, what changed is seen again.
    assert states(batch(source, out))["ancre.xlsx"] == "made"


def test_only_what_failed_needs_a_campaign_that_ended(source, made, tmp_path):
    with pytest.raises(DataProblems) as raised:
        batch(source, tmp_path / "out", only_failed=True)
    assert [found.code for found in raised.value.problems] == ["campaign_absent"]
    assert made == [] and not (tmp_path / "out").exists()


def test_a_folder_is_held_by_one_campaign_at_a_time(source, made, tmp_path):
    with held(tmp_path / "out"), pytest.raises(DataProblems) as raised:
        batch(source, tmp_path / "out")
    assert [found.code for found in raised.value.problems] == ["campaign_running"] and made == []
    assert set(states(batch(source, tmp_path / "out")).values()) == {"made"}
    assert not list((tmp_path / "out").glob(".dts-eval*"))


def test_what_a_killed_campaign_left_is_swept_and_what_another_prepares_is_not(source, made, tmp_path):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    ours = staging_folder(tmp_path / "out")
    left = ours.with_name(ours.name.replace(f"-{os.getpid()}-", f"-{gone.stdout.strip()}-"))
    left.mkdir()
    (left / "half.html").write_text("half", encoding="utf-8")
    batch(source, tmp_path / "out")
    assert ours.is_dir() and not left.exists()


def lost(which: str, loss: Lost) -> Crew:
    """Do the work here, but for one workbook whose process gives nothing."""

    def crew(function, given):
        for place, result in one_by_one(function, given):
            mine = isinstance(given[place], Work) and given[place].seen.entry.name == which
            yield place, loss if mine else result

    return crew


@pytest.mark.parametrize(("loss", "code"), [(Lost(code=-9), "entry_died"), (Lost(seconds=2.0), "entry_late")])
def test_a_process_that_gives_nothing_fails_its_entry_alone(source, made, tmp_path, loss, code):
    campaign = batch(source, tmp_path / "out", crew=lost("bouée.xlsx", loss))
    assert codes(campaign) == {"ancre.xlsx": [], "bouée.xlsx": [code], "cordage.xlsx": []}
    assert dict(campaign.failed[0].problems[0].values) == {"typed": "-9" if loss.code else "2"}


def test_an_unchanged_workbook_is_not_opened(source, made, tmp_path, monkeypatch):
    batch(source, tmp_path / "out")

    def opened(*_: object) -> None:
        raise AssertionError("the workbook was opened")

    monkeypatch.setattr(entry_work, "identify", opened)
    campaign = batch(source, tmp_path / "out")
    assert [outcome.structure["structure_id"] for outcome in campaign.outcomes] == list(NAMES)


@pytest.mark.parametrize("error", [RuntimeError("broken"), OSError(28, "No space left on device")])
def test_a_failure_of_any_kind_leaves_the_others(source, tmp_path, monkeypatch, error):
    def run(workbook: Path, output: Path, **asked: object) -> Made:
        if workbook.stem == "bouée":
            raise error
        return quick(workbook, output, **asked)

    monkeypatch.setattr(entry_work, "run", run)
    campaign = batch(source, tmp_path / "out")
    assert states(campaign) == {"ancre.xlsx": "made", "bouée.xlsx": "failed", "cordage.xlsx": "made"}
    assert codes(campaign)["bouée.xlsx"] == ["entry_stopped"]


def test_a_campaign_that_was_interrupted_goes_on_where_it_stopped(source, made, tmp_path, monkeypatch):
    run = entry_work.run

    def interrupted(workbook: Path, output: Path, **asked: object) -> Made:
        if workbook.stem == "cordage":
            raise KeyboardInterrupt
        return run(workbook, output, **asked)

    monkeypatch.setattr(entry_work, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch(source, tmp_path / "out")
    assert not (tmp_path / "out" / "campaign.json").exists()
    monkeypatch.setattr(entry_work, "run", run)
    assert states(batch(source, tmp_path / "out")) == {
        "ancre.xlsx": "unchanged", "bouée.xlsx": "unchanged", "cordage.xlsx": "made",
    }  # fmt: skip


def test_a_blank_template_is_skipped_and_is_no_failure(source, made, tmp_path):
    write_workbook(source / "modele.xlsx", "light")
    write_workbook(source / "deeper.xlsx", "light")
    campaign = batch(source, tmp_path / "out")
    assert states(campaign)["modele.xlsx"] == states(campaign)["deeper.xlsx"] == "skipped"
    assert codes(campaign)["modele.xlsx"] == ["blank_template"]
    assert len(made) == 3


def test_two_workbooks_with_one_identifier_fail_both_even_when_one_cannot_be_made(source, made, tmp_path):
    sound(source / "nord", *structure("ancre", put("measures", "value", "douze")), name="copie.xlsx")
    campaign = batch(source, tmp_path / "out")
    assert codes(campaign)["ancre.xlsx"] == ["structure_twice"]
    assert codes(campaign)["nord/copie.xlsx"] == ["structure_twice", "number_as_text"]
    (first, *_), (_, *_) = (outcome.problems for outcome in campaign.outcomes if outcome.problems)
    assert dict(first.values)["files"] == "ancre.xlsx, nord/copie.xlsx"
    assert made == ["bouée.xlsx", "cordage.xlsx"]


def test_two_workbooks_that_share_the_name_of_their_files_fail_both_in_one_folder_only(source, made, tmp_path):
    sound(source, *structure("bouée bis"), name="BOUEE.xlsx")
    sound(source / "nord", *structure("bouée ter"), name="BOUEE.xlsx")
    campaign = batch(source, tmp_path / "out")
    found = codes(campaign)
    assert found["bouée.xlsx"] == found["BOUEE.xlsx"] == ["report_twice"] and found["nord/BOUEE.xlsx"] == []
    assert (tmp_path / "out" / "nord" / "bouee-2024.html").is_file()


def test_a_workbook_named_twice_without_an_identifier_is_told_once(tmp_path, made):
    for name in ("La Ridelle.xlsx", "la-ridelle.xlsx"):
        sound(tmp_path / "classeurs", name=name)
    assert set(map(tuple, codes(batch(tmp_path / "classeurs", tmp_path / "out")).values())) == {("report_twice",)}


def test_workbooks_that_all_bear_one_identifier_are_not_all_named_in_each_message(tmp_path, made):
    for place in "abcdefg":
        sound(tmp_path / "classeurs" / place)
    for outcome in batch(tmp_path / "classeurs", tmp_path / "out").outcomes:
        (found,) = outcome.problems
        told = [f"{place}/la-ridelle.xlsx" for place in "abcde"]
        assert (found.code, dict(found.values)["files"]) == ("structure_twice", ", ".join((*told, "…")))


def test_a_collision_is_seen_between_a_report_in_place_and_a_new_workbook(source, made, tmp_path):
    batch(source, tmp_path / "out")
    sound(source, *structure("ancre"), name="zone.xlsx")
    found = codes(batch(source, tmp_path / "out"))
    assert found["ancre.xlsx"] == found["zone.xlsx"] == ["structure_twice"]


def test_one_workbook_in_several_years_languages_and_versions_gives_several_reports(source, made, tmp_path):
    listed = source / "liste.csv"
    lines = ("workbook,year,audience,lang", "ancre.xlsx,,,", "ancre.xlsx,2023,,", "ancre.xlsx,,external,en")
    listed.write_text("\n".join(lines), encoding="utf-8")
    campaign = batch(listed, tmp_path / "out")
    assert {str(outcome.state) for outcome in campaign.outcomes} == {"made"}
    assert sorted(outcome.stem for outcome in campaign.outcomes) == [
        "ancre-2023", "ancre-2024", "ancre-2024-externe-en",
    ]  # fmt: skip


def test_the_workbook_s_own_year_and_the_same_year_asked_for_are_one_report(source, made, tmp_path):
    listed = source / "liste.csv"
    listed.write_text("workbook,year\nancre.xlsx,\nancre.xlsx,2024\n", encoding="utf-8")
    for state in ("made", "unchanged"):
        campaign = batch(listed, tmp_path / "out")
        assert [str(outcome.state) for outcome in campaign.outcomes] == [state]
        assert [(note.code, note.cell) for note in campaign.notes] == [("listed_twice", "3")]
    assert made == ["ancre.xlsx"]


def test_the_lines_of_a_list_that_fail_leave_the_others(source, made, tmp_path):
    listed = source / "liste.csv"
    listed.write_text("workbook;year\nabsent.xlsx;\nancre.xlsx;deux mille\nbouée.xlsx;2019\ncordage.xlsx;\n", "utf-8")
    campaign = batch(listed, tmp_path / "out")
    assert codes(campaign) == {
        "absent.xlsx": ["file_missing"], "ancre.xlsx": ["year_not_read"], "bouée.xlsx": ["year_absent"],
        "cordage.xlsx": [],
    }  # fmt: skip
    assert {problem.file for outcome in campaign.outcomes for problem in outcome.problems} == {
        "absent.xlsx", "liste.csv", "bouée.xlsx",
    }  # fmt: skip


def test_nothing_begins_when_the_folder_cannot_be_written_in(source, made, tmp_path):
    (tmp_path / "fichier").write_text("un fichier", encoding="utf-8")
    with pytest.raises(DataProblems) as raised:
        batch(source, tmp_path / "fichier" / "out")
    assert [found.code for found in raised.value.problems] == ["output_not_writable"] and made == []


def test_nothing_begins_when_an_option_is_not_one(source, made, tmp_path):
    with pytest.raises(DataProblems) as raised:
        batch(source, tmp_path / "out", formats="odt", audience="internal")
    assert [found.code for found in raised.value.problems] == ["parameter_formats"]
    assert made == [] and not (tmp_path / "out").exists()
