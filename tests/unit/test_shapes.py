"""Outlines of communes that a user gives: which are read, how they are laid flat, and the map they make."""

import dataclasses
import hashlib
import json
import math
from pathlib import Path

import pytest
from evaluation_samples import evaluation
from test_territories import real

from dts_eval.foundation.model import Shape
from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.one import run
from dts_eval.scope.perimeter import set_scope
from dts_eval.scope.shapes import read_shapes

CHECKOUT = Path(__file__).resolve().parents[2]
# A square of about ten kilometres beside Digne-les-Bains: no real outline.
SQUARE = ((6.0, 44.0), (6.1, 44.0), (6.1, 44.1), (6.0, 44.1), (6.0, 44.0))


def outline(code: object, *rings: tuple[tuple[float, float], ...], name: str = "code", kind: str = "Polygon") -> dict:
    parts = [list(ring) for ring in rings or (SQUARE,)]
    coordinates = [[part] for part in parts] if kind == "MultiPolygon" else parts
    return {"type": "Feature", "properties": {name: code}, "geometry": {"type": kind, "coordinates": coordinates}}


def written(folder: Path, *features: object) -> Path:
    path = folder / "communes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def test_nothing_is_read_when_nothing_is_given():
    assert read_shapes("", "fr") == ()


@pytest.mark.parametrize("name", ["code", "INSEE_COM", "codgeo", "insee"])
def test_a_commune_is_known_by_its_code_under_the_names_that_public_files_give(tmp_path, name):
    assert [one.code for one in read_shapes(written(tmp_path, outline("04070", name=name)), "fr")] == ["04070"]


def test_a_code_that_lost_its_zero_is_read_and_what_is_no_commune_is_left_out(tmp_path):
    found = read_shapes(written(tmp_path, outline(4070), outline("99999"), outline(None), "no feature"), "fr")
    assert [one.code for one in found] == ["04070"]


def test_a_kilometre_is_as_long_east_as_north(tmp_path):
    (ring,) = read_shapes(written(tmp_path, outline("04070")), "fr")[0].rings
    (x0, y0), (x1, _), (_, y2) = ring[:3]
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude; north is above.
    assert (x1 - x0) / (y0 - y2) == pytest.approx(math.cos(math.radians(44.05)), rel=1e-6)
    assert y2 < y0


def test_each_part_of_a_commune_is_an_outline_and_a_broken_one_is_left_out(tmp_path):
    isle = tuple((x + 1, y) for x, y in SQUARE)
    several = outline("04070", SQUARE, isle, ((1.0, 1.0),), kind="MultiPolygon")
    assert len(read_shapes(written(tmp_path, several), "fr")[0].rings) == 2


def test_points_closer_than_a_drawing_can_show_are_left_out(tmp_path):
    edge = tuple((6.0 + step / 100_000, 44.0) for step in range(10_001))
    (ring,) = read_shapes(written(tmp_path, outline("04070", (*edge, (6.1, 44.1), (6.0, 44.0)))), "fr")[0].rings
    assert 1_000 < len(ring) <= 2_003


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "outlines_not_geojson"), ("[]", "outlines_not_geojson"), ('{"features": 3}', "outlines_not_geojson"),
        (json.dumps({"features": [outline("99999")]}), "outlines_without_code"),
        (json.dumps({"features": []}), "outlines_without_code"),
        (json.dumps({"features": [outline("04070", ((917000.0, 6337000.0),) * 4)]}), "outlines_not_degrees"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_drawn_says_why(tmp_path, content, code):
    path = tmp_path / "communes.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        read_shapes(path, "fr")
    assert [(one.code, one.file) for one in refused.value.problems] == [(code, path.name)]


def test_a_territory_says_the_communes_that_have_an_outline():
    lines = [
        {"name": "Digne-les-Bains", "level": "commune", "insee": "04070"},
        {"name": "le département", "level": "departement", "insee": "04"},
        {"name": "Vaucluse", "level": "departement", "insee": "84", "in_scope": "no"},
    ]
    shapes = tuple(Shape(code, (SQUARE,)) for code in ("04116", "04070", "84007"))

    def communes(made) -> dict[str, str]:
        found = [one for one in set_scope(made).results if one.indicator == "territory_communes"]
        return {one.breakdown.removeprefix("territory="): one.quantity.text for one in found}

    given = dataclasses.replace(real(territories=lines), shapes=shapes)
    assert communes(given) == {"Digne-les-Bains": "04070", "le département": "04070 04116"}
    assert communes(real(territories=lines)) == {}
    assert communes(dataclasses.replace(evaluation(territories=lines), shapes=shapes)) == {}


def test_a_report_lists_the_outlines_among_what_it_read(tmp_path):
    case = CHECKOUT / "data_templates" / "cases" / "iii-9-collectif-ai-bouches-du-rhone.xlsx"
    made = run(case, tmp_path / "rapports", formats="html", outlines=written(tmp_path, outline("13055")))
    manifest = json.loads(made.manifest.read_text(encoding="utf-8"))
    read = {one["file"]: one["sha256"] for one in manifest["inputs"]}
    assert read["outlines/communes.geojson"] == hashlib.sha256((tmp_path / "communes.geojson").read_bytes()).hexdigest()
    page = (tmp_path / "rapports" / "iii-9-collectif-ai-bouches-du-rhone-2010.html").read_text(encoding="utf-8")
    assert "Carte des communes du territoire retenu\u00a0: Marseille." in page
