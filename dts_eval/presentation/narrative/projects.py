"""Tells the projects: where each stands, its missions and principles, what it changed inside the structure."""

from dts_eval.foundation.language import capitalise, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence

LISTS = {
    "positions": "position", "strategies": "strategy", "missions": "mission", "principles": "principle",
}  # fmt: skip


def projects_table(book: Book) -> Table | None:
    """Lay out where each project stands; what nobody stated is said not to be noted."""
    language = book.language
    lines = [_line(book, thing) for thing in book.things("project")]
    if not lines:
        return None
    head = tuple(str(say(f"column_project_{column}", language)) for column in ("name", *LISTS))
    return Table(tell("projects_caption", language), head, tuple(lines))


def project_sentences(book: Book) -> list[Sentence]:
    """Tell the phase of each project and what it changed inside, even when it came to nothing."""
    language, told = book.language, []
    for thing in book.things("project"):
        name = thing.text("project_name", language)
        phase, stage, inside = (thing.row(f"project_{field}") for field in ("phase", "stage", "internal_effects"))
        if phase:
            told.append(tell(f"project_phase_{phase.text}", language, phase, project=name))
        if inside:
            stopped = stage is not None and stage.text in ("stopped", "project")
            key = "project_inside_unachieved" if stopped else "project_inside"
            told.append(tell(key, language, inside, stage, project=name, text=own_words(inside, language)))
    return told


def _line(book: Book, thing: Thing) -> tuple[TableCell, ...]:
    language = book.language
    cells: list[TableCell] = [capitalise(thing.text("project_name", language))]
    for field, list_name in LISTS.items():
        row = thing.row(f"project_{field}")
        if row is None or not row.text:
            cells.append(str(say("not_noted", language)))
        else:
            words = set_apart((book.word(list_name, item) for item in row.text.split()), language)
            cells.append(tell("cell_words", language, row, text=words))
    return tuple(cells)
