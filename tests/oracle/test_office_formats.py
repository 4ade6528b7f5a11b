"""A workbook saved by LibreOffice, as .ods or as .xlsx, says the same as the one it was made from."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest

import dts_eval as dts
from dts_eval.disclosure.rows import Disclosed
from dts_eval.runs.checking import check

pytestmark = pytest.mark.office


def convert(workbook: Path, folder: Path, suffix: str) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{workbook.stem}.{suffix}"


def disclosed(workbook: Path) -> Disclosed:
    return dts.disclose(dts.measure(check(workbook)))


def test_ods_and_xlsx_saved_by_libreoffice_say_the_same(workbooks: dict[str, Path], tmp_path: Path):
    original = workbooks["la-cordee-de-brumeval"]
    as_ods = convert(original, tmp_path, "ods")
    back = tmp_path / "back"
    back.mkdir()
    as_xlsx = convert(as_ods, back, "xlsx")
    expected = disclosed(original)
    for saved in (as_ods, as_xlsx):
        found = disclosed(saved)
        assert found.rows == expected.rows
        assert [dataclasses.replace(item, file="") for item in found.evidence] == [
            dataclasses.replace(item, file="") for item in expected.evidence
        ]
