"""The arithmetic of the measures, what they compare, and the account that is written of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import conventional_way, ways
from benchmarks.account import account, marks, put_between, written
from benchmarks.figures import FIGURES, Figure
from benchmarks.long_run import Memory, at_work, growth, watch
from benchmarks.paired import Taken, rotated, spread, times_faster
from benchmarks.report_size import report_of, size_of
from benchmarks.synthetic import SIZES, workbook_of
from benchmarks.ways import WAYS, campaign, count_pages, order_of, run

CHECKOUT = Path(ways.__file__).parents[1]
# In the second round the machine was twice as slow for both: the ratio does not move.
ROUNDS = [
    Taken("slow", 0, 40, 4), Taken("fast", 0, 20, 20),
    Taken("slow", 1, 80, 4), Taken("fast", 1, 40, 20),
    Taken("slow", 2, 48, 4), Taken("fast", 2, 20, 20),
    Taken("slow", 3, 99, 4),
]  # fmt: skip


def test_a_ratio_is_taken_inside_a_round():
    assert times_faster(ROUNDS, "slow", "fast") == [10, 10, 12]
    assert times_faster(ROUNDS, "slow", "absent") == []


def test_the_median_is_given_with_the_least_and_the_most():
    found = spread([3, 1, 2, 9])
    assert (found.median, found.least, found.most, found.rounds) == (2.5, 1, 9, 4)
    with pytest.raises(ValueError, match="no value"):
        spread([])


def test_each_round_begins_with_another_way():
    ways_of = ("a", "b", "c")
    assert [rotated(ways_of, number) for number in range(4)] == [
        ("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b"), ("a", "b", "c"),
    ]  # fmt: skip


def test_a_figure_is_higher_or_lower_the_better():
    times = Figure("faster", "slow", "fast", 8, 11)
    assert times.measured(ROUNDS).median == 10
    assert [times.verdict(found) for found in (7.9, 8, 11)] == ["short", "required", "aim"]
    share = Figure("again", "slow", "fast", 0.2, 0.1, "share")
    assert share.measured(ROUNDS).median == pytest.approx(0.1)
    assert [share.verdict(found) for found in (0.3, 0.2, 0.1)] == ["short", "required", "aim"]
    slower = Figure("floor", "fast", "slow", 2.5, 2, "slower")
    assert slower.measured(ROUNDS).median == 10
    assert [slower.verdict(found) for found in (2.6, 2.5, 2)] == ["short", "required", "aim"]


def test_a_figure_that_nobody_measured_has_no_median():
    assert Figure("faster", "slow", "absent", 8, 11).measured(ROUNDS) is None


def test_every_figure_compares_ways_that_exist():
    assert {name for figure in FIGURES for name in (figure.baseline, figure.way)} <= set(WAYS)
    for figure in FIGURES:
        assert figure.required != figure.aim
        assert (figure.aim > figure.required) == (figure.shown == "times")


def test_ratios_are_written_as_people_read_them():
    assert [written(28.24, "times"), written(312.4, "times"), written(0.0144, "share")] == ["28.2×", "312×", "1.4 %"]


def test_the_account_says_every_figure_and_every_way():
    taken = [Taken("conventional", 0, 28, 4), Taken("html", 0, 40, 200), Taken("conventional", 1, 32, 4)]
    told = account(taken, {"conventional": "the usual way", "html": "ours"}, {"Machine": {"cores": "2"}})
    assert "| **35.0×** | 35.0× to 35.0× | 1 | ≥ 25× | ≥ 40× | required reached |" in told
    assert "| the usual way | 7,500 | 7,000 to 8,000 | 4 | 2 |" in told
    assert told.count("not measured") == len(FIGURES) - 1
    assert "Machine: cores 2." in told


def test_only_what_stands_between_the_marks_is_replaced():
    (begin, end), (other, last) = marks("full"), marks("thin")
    page = f"before\n{begin}\nold\n{end}\nafter\n{other}\nolder\n{last}"
    assert put_between(page, r"new \1", "full") == page.replace("\nold\n", "\n\nnew \\1\n\n")
    assert put_between(page, "new", "thin") == page.replace("\nolder\n", "\n\nnew\n\n")
    for wrong in ("no mark", f"{end}{begin}", f"{begin}{begin}{end}"):
        with pytest.raises(ValueError, match="must have"):
            put_between(wrong, "new", "full")


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_the_docs_has_both_marks(size: str):
    page = (CHECKOUT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert f"\n\nmeasured again\n\n{marks(size)[1]}" in put_between(page, "measured again", size)


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_the_docs_says_what_the_results_say(size: str):
    page = (CHECKOUT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    kept = json.loads((CHECKOUT / "docs" / "benchmarks.json").read_text(encoding="utf-8"))[size]
    taken = [Taken(**one) for one in kept["taken"]]
    titles = {name: way.title for name, way in WAYS.items()}
    told = account(taken, titles, {"Machine": kept["machine"], "Versions": kept["versions"]})
    assert put_between(page, told, size) == page


def test_what_runs_again_follows_at_once():
    assert order_of(["conventional", "html", "again"]) == [("conventional",), ("html", "again")]


def test_a_way_that_fails_or_leaves_no_page_is_not_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.xlsx").write_bytes(b"")

    def way(script: str, **more: bool) -> ways.Way:
        return ways.Way("", lambda _, output: [sys.executable, "-c", script, str(output)], 1, 1, **more)

    page = "import sys, pathlib; pathlib.Path(sys.argv[1], 'one.html').write_text('{}')"
    tried = {
        "fails": way("raise SystemExit(3)"),
        "nothing": way("pass"),
        "bare": way(page.format("no figure")),
        "sound": way(page.format("plotly")),
        "inside": way("print('warm'); print('{\"seconds\": 2.5}')", inside=True, pages=False),
    }
    monkeypatch.setattr(ways, "WAYS", tried)
    log = tmp_path / "log.txt"
    for name, why in (("fails", "ended with 3"), ("nothing", "0 pages"), ("bare", "0 pages")):
        with pytest.raises(RuntimeError, match=why):
            run(name, folder, tmp_path / name, 0, log)
    assert run("sound", folder, tmp_path / "sound", 0, log).reports == 1
    inside = run("inside", folder, tmp_path / "inside", 2, log)
    assert (inside.seconds, inside.round, inside.reports) == (2.5, 2, 1)


def test_the_index_of_a_campaign_is_no_report(tmp_path: Path):
    for name in ("index.html", "one.html"):
        (tmp_path / name).write_text("Plotly.newPlot()")
    assert count_pages(tmp_path) == 1


def test_a_campaign_is_one_command(tmp_path: Path):
    command = campaign(tmp_path, tmp_path / "out", formats="html,pdf")
    assert command[1:4] == ["-m", "dts_eval", "batch"]
    assert command[command.index("--formats") + 1] == "html,pdf"


def test_the_notebook_of_the_conventional_way_is_what_its_source_makes():
    assert conventional_way.NOTEBOOK.read_text(encoding="utf-8") == conventional_way.build()


def test_the_conventional_way_runs_two_at_a_time(tmp_path: Path):
    (shell, option, said) = conventional_way.command([tmp_path / "one.xlsx"], tmp_path)
    assert (shell, option) == ("sh", "-c")
    assert "xargs -P2" in said and "papermill" in said and "nbconvert --to html" in said


def test_growth_compares_the_last_tenth_with_the_first():
    assert growth([5.0] * 3 + [100.0] * 17 + [102.0] * 10) == pytest.approx(0.02)
    assert growth([50.0] * 40) == 0
    with pytest.raises(ValueError, match="tenths"):
        growth([1.0] * 5)


def test_only_the_moments_when_reports_are_made_are_compared():
    idle, busy = Memory(0.0, 70.0, 168.0, 2), Memory(1.0, 74.0, 200.0, 4)
    assert at_work([idle, busy, busy, idle]) == [busy, busy]


def test_the_memory_of_a_command_and_of_its_children_is_noted(tmp_path: Path):
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(1.5)'])"
    code, seconds, notes = watch([sys.executable, "-c", script], tmp_path / "log.txt")
    assert code == 0
    assert seconds > 1.4
    assert any(note.parent > 1 and note.largest_child > 1 and note.children == 1 for note in notes)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["thin", "full"])
def test_the_conventional_way_makes_no_more_than_our_report(size: str, tmp_path: Path):
    import papermill

    path = tmp_path / "synthetique.xlsx"
    path.write_bytes(workbook_of(1, 1, size))
    ours = size_of(report_of(path))
    done = papermill.execute_notebook(
        str(conventional_way.NOTEBOOK), str(tmp_path / "done.ipynb"), {"workbook": str(path)}, progress_bar=False
    )
    last = done.cells[-1].outputs[0].text
    made = dict(part.split("=") for part in last.split())
    assert 0.9 * ours.figures <= int(made["figures"]) <= ours.figures
    assert 0.9 * ours.tables <= int(made["tables"]) <= ours.tables
    assert 0.8 * ours.sentences <= int(made["sentences"]) <= ours.sentences


def said_by(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_soak_says_how_many_children_answered_rightly():
    told = json.loads(said_by("benchmarks.soak", "--count", "4"))
    assert (told["forks"], told["right"], told["late"], told["died"]) == (4, 4, 0, 0)
    # The command, the fork server and the tracker of what they share.
    assert told["processes_left"] == 3


def test_the_scheduler_is_loaded_with_entries_that_cost_nothing():
    pytest.importorskip("distributed")
    assert said_by("benchmarks.scheduler_load", "--counts", "12", "--workers", "1").startswith("12 entries: ")


def test_a_panel_is_read_as_often_as_it_is_timed(tmp_path):
    (tmp_path / "synthetique.xlsx").write_bytes(workbook_of(1, 1, "thin"))
    told = [json.loads(said_by("benchmarks.panels", str(tmp_path), "--way", way)) for way in ("cold", "cached")]
    assert told[0]["lines"] == told[1]["lines"] > 20
