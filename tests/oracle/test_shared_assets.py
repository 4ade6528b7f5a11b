"""A campaign whose pages share their style and their scripts: lighter, saying the same, whole at the next start."""

import re
from html.parser import HTMLParser

import pytest
from situations_many import structure
from spoiled import sound
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.foundation.problems import DataProblems
from dts_eval.presentation.skins.shared_files import shared_files
from dts_eval.runs.many import batch

PAGES = ("ancre-2024", "nord/bouee-2024")


class Words(HTMLParser):
    """The text of a page, without its styles and scripts, nor the sentence that says it was sent alone."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within = ""
        self.feed(re.sub(r'<p class="seule">.*?</p>', "", page))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._within = tag

    def handle_data(self, data: str) -> None:
        if self._within not in ("style", "script") and data.strip():
            self.said.append(data)


def campaign(source, output, *more):
    command = ["batch", str(source), "-o", str(output), "--formats", "html,slides", "--no-synthesis", *more]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    return done.output


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_log(found):
    return {name: content for name, content in found.items() if not name.endswith("run.log.jsonl")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two structures, one in a folder of the other, and the two campaigns of their reports."""
    folder = tmp_path_factory.mktemp("partage")
    sound(folder / "classeurs", *structure("ancre"), name="ancre.xlsx")
    sound(folder / "classeurs" / "nord", *structure("bouée"), name="bouee.xlsx")
    for name in ("inline", "shared"):
        campaign(folder / "classeurs", folder / name, "--assets", name)
    return folder


@pytest.mark.slow
def test_what_pages_share_is_written_once_and_they_refer_to_it(made):
    names = {name for name, _ in shared_files().values()}
    assert {path.name for path in (made / "shared" / "assets").iterdir()} == names
    assert not (made / "inline" / "assets").exists()
    for page in PAGES:
        for ending in (".html", ".slides.html"):
            path = made / "shared" / f"{page}{ending}"
            referred = re.findall(r'(?:href|src)="((?:\.\./)?assets/[^"]+)"', path.read_text(encoding="utf-8"))
            assert len(referred) >= 2
            assert all((path.parent / one).resolve().is_file() for one in referred)


@pytest.mark.slow
def test_a_page_that_shares_says_the_same_and_is_far_lighter(made):
    for page in PAGES:
        for ending in (".html", ".slides.html"):
            alone, sharing = ((made / name / f"{page}{ending}").read_text("utf-8") for name in ("inline", "shared"))
            assert Words(sharing).said == Words(alone).said
            common = sum(len(content) for _, content in shared_files().values())
            assert len(sharing.encode()) < len(alone.encode()) / 2 and common > 500_000


@pytest.mark.slow
def test_the_next_start_does_nothing_but_mend_what_is_shared(made):
    before = without_log(files(made / "shared"))
    style, script = (made / "shared" / "assets" / shared_files()[name][0] for name in ("report.css", "report.js"))
    style.unlink()
    script.write_text("altered", encoding="utf-8")
    said = campaign(made / "classeurs", made / "shared", "--assets", "shared")
    assert "Deux rapports sont restés tels quels" in said
    assert without_log(files(made / "shared")) == before


@pytest.mark.slow
def test_another_choice_makes_the_reports_again(made, tmp_path):
    campaign(made / "classeurs", tmp_path / "out", "--assets", "shared")
    campaign(made / "classeurs", tmp_path / "out")
    left = {name: content for name, content in files(tmp_path / "out").items() if not name.startswith("assets/")}
    assert without_log(left) == without_log(files(made / "inline"))


def test_another_word_is_refused_before_anything_begins(tmp_path):
    sound(tmp_path / "classeurs", *structure("ancre"), name="ancre.xlsx")
    with pytest.raises(DataProblems) as told:
        batch(tmp_path / "classeurs", tmp_path / "out", assets="partout")
    assert [one.code for one in told.value.problems] == ["parameter_assets"]
    assert not (tmp_path / "out").exists()
