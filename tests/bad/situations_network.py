"""What is spoiled around the synthesis of a network, and the problem it must make."""

from pathlib import Path

import pytest
from network_samples import One, campaign
from situations import command

from dts_eval.comparison.network.reading import Network, read_network
from dts_eval.runs.synthesis import run_network

NAMES = ("Brouette", "Carriole", "Diable", "Essieu")


def inside(folder: Path, *structures: One) -> Network:
    """Read the campaign of some structures, whose folder bears a name of its own."""
    campaign(folder / "rapports", structures)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return read_network("rapports")


def changed(folder: Path) -> Network:
    """Change the rows of one report after they were written."""
    campaign(folder, [One(name) for name in NAMES])
    rows = folder / "carriole-2024.rows.csv"
    rows.write_bytes(rows.read_bytes() + b"\n")
    return read_network(folder)


def gone(folder: Path) -> Network:
    """Take the rows of one report away."""
    campaign(folder, [One(name) for name in NAMES])
    (folder / "carriole-2024.rows.csv").unlink()
    return read_network(folder)


def no_record(folder: Path) -> Network:
    """Read a folder where no campaign ended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return read_network(".")


def not_json(folder: Path) -> Network:
    """Read a record that is no longer one."""
    campaign(folder / "rapports", [One(name) for name in NAMES])
    (folder / "rapports" / "campaign.json").write_text("[1, 2", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return read_network("rapports")


COMMANDS = (
    command("network_no_campaign", "nothing there", no_record),
    command("network_no_campaign", "a record cut short", not_json),
    command("network_too_few", "two structures", lambda folder: inside(folder, *(One(name) for name in NAMES[:2]))),
    command(
        "network_too_few", "all fictitious",
        lambda folder: inside(folder, *(One(name, fictitious=True) for name in NAMES)),
    ),
    command("network_report_changed", "a line more", changed, "carriole-2024.manifest.json"),
    command("network_report_changed", "rows taken away", gone, "carriole-2024.manifest.json"),
    command(
        "network_years_differ", "two years",
        lambda folder: inside(folder, *(One(name, year=2023 + place % 2) for place, name in enumerate(NAMES))),
    ),
    command("parameter_unknown", "of a synthesis", lambda folder: run_network(folder, audience="external")),
    command("parameter_formats", "slides of a network", lambda folder: run_network(folder, formats="slides")),
)  # fmt: skip
