"""The wheel works by itself: installed away from the checkout, it makes reports from any folder."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment that holds the wheel; the libraries it needs come from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, CHECKOUT],
        check=True,
    )
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)})
    site = Path(paths["purelib"])
    wheel = next(folder.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel], check=True
    )
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return Path(paths["scripts"]) / "python"


@pytest.mark.slow
def test_the_wheel_makes_reports_from_any_folder(installed: Path, tmp_path: Path):
    where = subprocess.run(
        [installed, "-c", "import dts_eval; print(dts_eval.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(CHECKOUT) not in where.stdout
    done = subprocess.run(
        [installed, "-m", "dts_eval", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    reports = tmp_path / "reports"
    assert (reports / "index.html").is_file()
    # The sixteen cases of the manual and a fictitious structure, then the cases side by side, and their network.
    assert len(list(reports.rglob("*.manifest.json"))) == 19
    assert len(list(reports.rglob("*.pdf"))) == 19
    assert len(list(reports.glob("comparaison-*.html"))) == 1


def test_the_wheel_carries_what_the_commands_need(installed: Path, tmp_path: Path):
    asked = "from dts_eval.foundation.shipped import shipped_folder as f; print(f('notebooks'), f('data_templates'))"
    found = subprocess.run([installed, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    for folder in found.stdout.split():
        assert str(CHECKOUT) not in folder
        assert Path(folder).is_dir()
