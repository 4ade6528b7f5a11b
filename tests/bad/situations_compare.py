"""What is spoiled around a comparison, and the problem it must make."""

from pathlib import Path

from situations import command
from spoiled import Edit, put, sound

from dts_eval.comparison.alignment import compare
from dts_eval.disclosure.panel import read_panel
from dts_eval.runs.comparing import run_comparison

REAL = put("structure", "fictitious", "non")


def several(folder: Path, *each: tuple[Edit, ...]) -> Path:
    """Write a sound workbook for each group of edits, as structures that differ."""
    for number, edits in enumerate(each, 1):
        name = put("structure", "name", f"La Ridelle {number}")
        code = put("structure", "structure_id", f"ridelle-{number}")
        sound(folder, REAL, name, code, *edits, name=f"ridelle-{number}.xlsx")
    return folder


def nothing_in_common(folder: Path) -> Path:
    """Write two workbooks of which one keeps only what the other never spoke of."""
    own = [put("criteria", "decision", "écarté", record) for record in (1, 2, 4)]
    return several(folder, (), (*own, put("criteria", "decision", "retenu", 3)))


COMMANDS = (
    command("folder_without_workbook", "nothing in it", lambda folder: read_panel(folder)),
    command("folder_without_workbook", "no such folder", lambda folder: read_panel(folder / "nulle-part")),
    command("panel_of_one", "one workbook", lambda folder: read_panel(several(folder, ()))),
    command("panel_of_one", "all fictitious", lambda folder: read_panel(sound(folder).parent)),
    command(
        "structure_twice", "one identifier",
        lambda folder: read_panel(several(folder, (), (put("structure", "structure_id", "ridelle-1"),))),
    ),
    command(
        "parameter_criterion", "of nobody", lambda folder: compare(read_panel(several(folder, (), ())), "la beauté")
    ),
    command(
        "parameter_formats", "slides of several",
        lambda folder: run_comparison(several(folder, (), ()), folder / "out", formats="slides"),
    ),
    command("no_criterion_shared", "nothing in common", lambda folder: compare(read_panel(nothing_in_common(folder)))),
)  # fmt: skip
