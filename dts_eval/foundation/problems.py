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

    def _render_traceback_(self) -> list[str]:
        """Show the messages alone where a notebook would show the code that met them."""
        return str(self).splitlines()


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
    parts: list[Text | str] = []
    if found.file:
        parts.append(say("place_file", language, file=found.file))
    if found.sheet:
        parts.append(say("place_sheet", language, sheet=found.sheet))
    parts += _spots(cells, language)
    level = say(f"level_{found.level}", language)
    text = say(f"problem_{found.code}", language, **dict(found.values))
    if not parts:
        return str(say("message_without_place", language, level=level, text=text))
    place = ", ".join(str(part) for part in parts)
    return str(say("message_with_place", language, level=level, place=place, text=text))


def _spots(cells: list[str], language: str) -> list[Text]:
    spots = list(dict.fromkeys(cell for cell in cells if cell))
    if not spots:
        return []
    # A blank cell is named by its line alone.
    if all(spot.isdigit() for spot in spots):
        one, several, and_others = "place_line", "place_lines", "place_lines_and_others"
    else:
        one, several, and_others = "place_cell", "place_cells", "place_cells_and_others"
    shown, others = spots[:SHOWN_CELLS], len(spots) - SHOWN_CELLS
    if others > 0:
        return [say(and_others, language, n=others, spots=", ".join(shown))]
    return [say(one if len(shown) == 1 else several, language, spots=join_list(shown, language))]
