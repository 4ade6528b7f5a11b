"""A workbook saved by LibreOffice, as .ods or as .xlsx, says the same as the one it was made from."""

import dataclasses
from pathlib import Path

import pytest
from office import SOFFICE, converted

import dts_eval as dts
from dts_eval.disclosure.rows import Disclosed
from dts_eval.runs.checking import check

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


def disclosed(workbook: Path) -> Disclosed:
    return dts.disclose(dts.measure(check(workbook)))


def test_ods_and_xlsx_saved_by_libreoffice_say_the_same(workbooks: dict[str, Path], tmp_path: Path):
    original = workbooks["la-cordee-de-brumeval"]
    as_ods = converted(original, "ods", tmp_path)
    back = tmp_path / "back"
    back.mkdir()
    as_xlsx = converted(as_ods, "xlsx", back)
    expected = disclosed(original)
    for saved in (as_ods, as_xlsx):
        found = disclosed(saved)
        assert found.rows == expected.rows
        assert [dataclasses.replace(item, file="") for item in found.evidence] == [
            dataclasses.replace(item, file="") for item in expected.evidence
        ]
