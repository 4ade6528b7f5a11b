"""A campaign compared with that of the year before: each report with the earlier one of its own structure."""

import csv
import json
import shutil

import pytest
from situations_many import structure
from spoiled import put, sound
from typer.testing import CliRunner

from dts_eval.cli import app

pytestmark = pytest.mark.slow
NEW = "cordage"


def workbook(folder, name, *edits):
    return sound(folder, *structure(name, *edits), name=f"{name}.xlsx")


def campaign(source, output, *more):
    command = ["batch", str(source), "-o", str(output), "--formats", "html", "--no-synthesis", *map(str, more)]
    return CliRunner().invoke(app, command)


def entries(output):
    found = json.loads((output / "campaign.json").read_bytes())["entries"]
    return {one["workbook"].removesuffix(".xlsx"): one for one in found}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Two structures, and the campaign of their reports."""
    folder = tmp_path_factory.mktemp("avant")
    for name in ("ancre", "bouée"):
        workbook(folder / "classeurs", name)
    assert campaign(folder / "classeurs", folder / "rapports").exit_code == 0
    return folder


@pytest.fixture
def source(before, tmp_path):
    """The same structures a little later: a figure of one of them was corrected, and a third one has come."""
    shutil.copytree(before / "classeurs", tmp_path / "classeurs")
    workbook(tmp_path / "classeurs", "ancre", put("measures", "value", 4321))
    workbook(tmp_path / "classeurs", NEW)
    return tmp_path / "classeurs"


def test_each_report_is_compared_with_the_earlier_one_of_its_structure(before, source, tmp_path):
    done = campaign(source, tmp_path / "out", "--since", before / "rapports")
    assert done.exit_code == 0, done.output
    found = entries(tmp_path / "out")
    assert found[NEW]["changes"] == {}
    assert found["bouée"]["changes"] == {"since": 2024}
    assert found["ancre"]["changes"]["since"] == 2024 and found["ancre"]["changes"]["figure_corrected"] == 1
    page = (tmp_path / "out" / "ancre-2024.html").read_text(encoding="utf-8")
    assert "4\u202f321" in page and "depuis le rapport" in page.lower()
    with (tmp_path / "out" / "campaign.csv").open(encoding="utf-8", newline="") as file:
        since = {line["workbook"]: line["since"] for line in csv.DictReader(file)}
    assert since == {"ancre.xlsx": "2024", "bouée.xlsx": "2024", f"{NEW}.xlsx": ""}
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert index.count("comparée au rapport de 2024") == 2


def test_nothing_is_made_again_until_the_earlier_reports_change(before, source, tmp_path):
    earlier = tmp_path / "avant"
    shutil.copytree(before / "rapports", earlier)
    campaign(source, tmp_path / "out", "--since", earlier)
    again = campaign(source, tmp_path / "out", "--since", earlier)
    assert "Trois rapports sont restés tels quels" in again.stdout
    manifest = earlier / "ancre-2024.manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    changed = campaign(source, tmp_path / "out", "--since", earlier)
    assert "Un rapport a été fait." in changed.stdout and "Deux rapports sont restés tels quels" in changed.stdout
    # Without an earlier campaign, those that were compared are other reports.
    alone = campaign(source, tmp_path / "out")
    assert "Deux rapports ont été faits." in alone.stdout and "Un rapport est resté tel quel" in alone.stdout


def test_an_earlier_report_that_is_no_longer_whole_stops_its_own_entry(before, source, tmp_path):
    earlier = tmp_path / "avant"
    shutil.copytree(before / "rapports", earlier)
    (earlier / "ancre-2024.rows.csv").unlink()
    done = campaign(source, tmp_path / "out", "--since", earlier)
    assert done.exit_code == 3 and "Traceback" not in done.output
    found = entries(tmp_path / "out")
    assert [one["code"] for one in found["ancre"]["problems"]] == ["since_incomplete"]
    assert found["bouée"]["state"] == found[NEW]["state"] == "made"


def test_a_campaign_is_not_compared_with_the_reports_that_it_would_take_the_place_of(before, source, tmp_path):
    shutil.copytree(before / "rapports", tmp_path / "out")
    done = campaign(source, tmp_path / "out", "--since", tmp_path / "out")
    assert done.exit_code == 3
    assert {name: one["state"] for name, one in entries(tmp_path / "out").items()} == {
        "ancre": "failed", "bouée": "failed", NEW: "made",
    }  # fmt: skip
