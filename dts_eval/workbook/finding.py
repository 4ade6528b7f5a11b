"""Finds the workbooks of a folder, leaving out what spreadsheets and forms leave behind."""

from pathlib import Path, PurePath

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.workbook.cells import SUFFIXES
from dts_eval.workbook.saving import is_backup


def find_workbooks(folder: Path) -> tuple[Path, ...]:
    """List the workbooks of a folder and of those below it, in the order of their paths.

    Hidden files and folders, the lock files of an open spreadsheet, and the dated copies kept when answers are written
    in a workbook, are left out.

    Raises:
        DataProblems: the folder does not exist, or holds no workbook.
    """
    found = tuple(path for path in sorted(folder.rglob("*")) if is_workbook(path, folder))
    if not found:
        raise DataProblems([problem("folder_without_workbook", typed=str(folder))])
    return found


def is_workbook(path: Path, folder: Path) -> bool:
    """Whether a file of a folder, or of one below it, is somebody's workbook."""
    return named_as_workbook(path.relative_to(folder)) and path.is_file()


def named_as_workbook(path: PurePath) -> bool:
    """Whether the path of a file, from the folder that is looked in, is that of somebody's workbook."""
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return not hidden and path.suffix.lower() in SUFFIXES and not is_backup(path)
