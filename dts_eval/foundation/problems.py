"""What can go wrong with a user's files, told as a product: where, what, why, what to do, all at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.language import Text, join_list, say
from dts_eval.foundation.shipped import catalogue_file

LEVELS = ("to_correct", "to_check", "to_know")
SHOWN_CELLS = 3


@dataclass(frozen=True)
class Problem:
    """One problem in one place.

    ``values`` are the words the message quotes, already formatted; personal data is never among them.
    """

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    values: tuple[tuple[str, str], ...] = field(default=())

    @property
    def level(self) -> str:
        """Whether the report cannot be written, is written with a mention, or nothing needs doing."""
        return problem_levels()[self.code]

    @property
    def blocks(self) -> bool:
        """Whether the report cannot be written before this is mended."""
        return self.level == "to_correct"


class DataProblems(Exception):
    """The data have problems to mend before the report can be written."""

    def __init__(self, problems: Iterable[Problem], language: str = "fr") -> None:
        self.problems = tuple(problems)
        self.language = language
        super().__init__("\n".join(describe(self.problems, language)))


@cache
def problem_levels() -> dict[str, str]:
    """Return the level of every problem that the catalogue declares."""
    declared, faults = read_declarations(catalogue_file("problems.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return {code: str(level) for code, level in declared.items()}


def problem(code: str, file: str = "", sheet: str = "", cell: str = "", **values: str) -> Problem:
    """Make a problem whose code the catalogue declares."""
    if code not in problem_levels():
        raise KeyError(f"catalogue/problems.yaml does not declare « {code} »")
    return Problem(code, file, sheet, cell, tuple(sorted(values.items())))


def blocking(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems that must be mended before a report can be written."""
    return tuple(found for found in problems if found.blocks)


def describe(problems: Iterable[Problem], language: str) -> list[str]:
    """Write every problem as one message, the blocking ones first, the same mistake once with its cells."""
    grouped: dict[Problem, list[str]] = defaultdict(list)
    for found in problems:
        alike = Problem(found.code, found.file, found.sheet, "", found.values)
        grouped[alike].append(found.cell)
    ordered = sorted(grouped.items(), key=lambda item: LEVELS.index(item[0].level))
    return [_message(found, cells, language) for found, cells in ordered]


def _message(found: Problem, cells: list[str], language: str) -> str:
    shown = [cell for cell in cells if cell][:SHOWN_CELLS]
    others = len(cells) - len(shown)
    parts: list[Text | str] = []
    if found.file:
        parts.append(say("place_file", language, file=found.file))
    if found.sheet:
        parts.append(say("place_sheet", language, sheet=found.sheet))
    if shown and others > 0:
        parts.append(say("place_cells_and_others", language, n=others, cells=", ".join(shown)))
    elif shown:
        key = "place_cell" if len(shown) == 1 else "place_cells"
        parts.append(say(key, language, cells=join_list(shown, language)))
    level = say(f"level_{found.level}", language)
    text = say(f"problem_{found.code}", language, **dict(found.values))
    if not parts:
        return str(say("message_without_place", language, level=level, text=text))
    place = ", ".join(str(part) for part in parts)
    return str(say("message_with_place", language, level=level, place=place, text=text))
