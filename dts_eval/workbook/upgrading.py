"""Brings a workbook made with an older template to the layout of today; every cell that it has stays as it is."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.workbook.book_edits import NewSheet, add_sheets
from dts_eval.workbook.borrowed_styles import BorrowedStyles
from dts_eval.workbook.cells import address
from dts_eval.workbook.changes import content_at
from dts_eval.workbook.filling import WRITABLE, under_the_name_of
from dts_eval.workbook.formats import read_formats
from dts_eval.workbook.fresh_template import FreshTemplate, fresh_template
from dts_eval.workbook.header_notes import with_notes
from dts_eval.workbook.layout import EDITIONS, GUIDE_SHEET, SheetLayout, layout
from dts_eval.workbook.list_growth import lists_to_write, named_places, write_lists
from dts_eval.workbook.nothing_lost import refuse_losses
from dts_eval.workbook.parts import Package, Unwritable, read_package, read_part, related, replace_parts, require_sound
from dts_eval.workbook.reading import Reading, known_places, read_workbook, sheets_in
from dts_eval.workbook.saving import refuse_when_in_use, save
from dts_eval.workbook.sheet_edits import Edit, edit_sheet
from dts_eval.workbook.sheet_growth import Ground, Growth, Step, grow
from dts_eval.workbook.sheet_scan import read_sheet
from dts_eval.workbook.sheet_surroundings import rules_of, with_columns, with_rules
from dts_eval.workbook.template import NOTHING, Choices
from dts_eval.workbook.template_rules import defined_name
from dts_eval.workbook.template_sheets import LISTS_SHEET
from dts_eval.workbook.values import raw_text
from dts_eval.workbook.versions import FIELD, FORM, version_of
from dts_eval.workbook.xml_places import Places

# What must be mended first: a sheet or a title that is not recognised would be added a second time.
UNCLEAR = ("sheet_renamed", "header_not_found", "header_changed", "duplicate_column")
OTHER_FORMATS = frozenset({".ods", ".xls", ".xlsb", ".fods"})


@dataclass(frozen=True)
class Upgraded:
    """A workbook once it follows the layout of today: what was done, what was left, and the copy of what it was.

    ``backup`` is ``None`` when nothing had to change. ``version`` is the one that it said it followed, if any.
    """

    workbook: Path
    backup: Path | None
    version: int | None
    done: tuple[Step, ...]
    left: tuple[Step, ...]


def upgrade_workbook(
    path: str | Path, edition: str = "", choices: Choices = NOTHING, now: datetime.datetime | None = None
) -> Upgraded:
    """Add to a workbook the sheets, columns and fields that the layout gained since it was made.

    Columns go to the right of the last title, fields below the last one, sheets where the method has them. No cell is
    moved, and the only one that is written over is the version of the layout, and a title that the layout changed. The
    new file is read again and compared with the old one before it takes its place; the old one is kept beside it under
    a dated name.

    Args:
        path: the path of the structure's spreadsheet (xlsx or xlsm).
        edition: ``light`` or ``full``; left out, the one that the workbook seems to be.
        choices: what cells of type ``criterion``, ``indicator`` and ``unit`` are offered, in French.
        now: the time that the copy is dated with; by default, the present.

    Returns:
        What was added, and what could not be. Nothing is written when nothing is missing.

    Raises:
        DataProblems: no such edition, or the workbook cannot be written in, follows a later version, or has titles that
            are not recognised: the file is left as it was.
    """
    path = Path(path)
    if edition and edition not in EDITIONS:
        raise DataProblems([problem("edition_unknown", typed=edition)])
    reading = _read(path)
    real = path.resolve()
    for name in dict.fromkeys((path, real)):
        refuse_when_in_use(name, real.name)
    said = version_of(reading.records)
    if said is not None and said > int(layout().version):
        raise DataProblems([problem("upgrade_of_newer", path.name, typed=str(said), known=layout().version)])
    unclear = [found for found in reading.problems if found.code in UNCLEAR]
    if unclear:
        raise DataProblems(unclear)
    try:
        upgrade = _Upgrade(reading, edition, choices)
        upgrade.plan()
        done, left = upgrade.told()
        if not upgrade.parts:
            return Upgraded(path, None, said, (), left)
        content = replace_parts(reading.cells.content, upgrade.parts)
        # Shapes are not always well-formed: spreadsheets have an older way of writing them.
        require_sound(content, [part for part in upgrade.parts if not part.endswith(".vml")])
    except Unwritable as unwritable:
        raise DataProblems([problem(unwritable.code, path.name, unwritable.spot)]) from unwritable

    def check(staged: Path) -> None:
        after = under_the_name_of(reading, read_workbook(staged))
        refuse_losses(reading, after, upgrade.parts.keys(), upgrade.spots, upgrade.names.keys())
        _refuse_when_incomplete(after, upgrade)

    backup = save(real, reading.cells.content, content, now or datetime.datetime.now(), check)
    return Upgraded(path, backup, said, done, left)


def _read(path: Path) -> Reading:
    if path.is_file() and path.suffix.lower() in OTHER_FORMATS:
        raise DataProblems([problem("not_writable_format", path.name)])
    reading = read_workbook(path)
    if path.suffix.lower() not in WRITABLE:
        raise DataProblems([problem("not_writable_format", path.name)])
    return reading


class _Upgrade:
    """All that a workbook lacks, and the parts of the file that bring it."""

    def __init__(self, reading: Reading, edition: str, choices: Choices) -> None:
        self.reading = reading
        self.content = reading.cells.content
        self.package: Package = read_package(self.content)
        self.present = sheets_in(reading.cells)
        is_full = any(sheet.edition == "full" for sheet in self.present)
        self.edition = edition or ("full" if is_full else "light")
        held = {sheet.sheet_id for sheet in self.present}
        self.wanted = tuple(
            sheet for sheet in layout().sheets if sheet.sheet_id in held or sheet in layout().edition(self.edition)
        )
        self.missing = tuple(sheet for sheet in self.wanted if sheet.sheet_id not in held)
        self.fresh: FreshTemplate = fresh_template(self.edition, self.wanted, choices)
        styles = read_part(self.content, self.package.styles)
        self.formats, self.fresh_formats = read_formats(styles), read_formats(self.fresh.styles)
        self.borrowed = BorrowedStyles(styles, self.fresh.styles)
        self.parts: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.spots: set[tuple[str, int, int]] = set()
        self.steps: list[Step] = []
        self.left: list[Step] = []

    def plan(self) -> None:
        for sheet in self.present:
            self.grow(sheet)
        new = [self.new_sheet(sheet) for sheet in self.missing]
        new += self.write_lists()
        self.parts |= add_sheets(self.content, self.package, new, self.names)
        styles = self.borrowed.content()
        if self.package.styles and styles != read_part(self.content, self.package.styles):
            self.parts[self.package.styles] = styles

    def told(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        added = [Step("sheet", sheet.title) for sheet in self.missing]
        return (*added, *self.steps), tuple(self.left)

    def grow(self, sheet: SheetLayout) -> None:
        known = known_places(self.reading.cells, sheet)
        part = self.package.sheets.get(sheet.title, "")
        if not known or not part:
            self.left.append(Step("sheet_left", sheet.title))
            return
        xml = read_part(self.content, part)
        try:
            held = read_sheet(xml)
            rules = rules_of(Places(xml, 2))
            ground = Ground(sheet, held, self.reading.cells.sheets[sheet.title], known, rules, self.formats)
            fresh = self.fresh.sheets[layout().sheet(sheet.sheet_id).title]
            growth = grow(ground, fresh, self.fresh_formats, self.borrowed)
            growth.edits += self.version_edits(ground)
            if not growth.edits:
                return
            made = edit_sheet(held, growth.edits)
            self.parts[part] = with_rules(with_columns(made, growth.columns), growth.rules)
        except Unwritable as unwritable:
            raise Unwritable("sheet_not_writable", sheet.title) from unwritable
        self.spots |= {(sheet.title, edit.line, edit.column) for edit in growth.edits}
        self.take(growth, sheet, part)

    def take(self, growth: Growth, sheet: SheetLayout, part: str) -> None:
        done = [step for step in growth.steps if step.kind != "drop_down_left"]
        self.steps += done
        self.left += [step for step in growth.steps if step not in done]
        if not growth.notes:
            return
        comments, shapes = (related(self.content, part, kind) for kind in ("/comments", "/vmlDrawing"))
        fresh = self.fresh.sheets[layout().sheet(sheet.sheet_id).title]
        notes = [(there, here, *note) for there, here in growth.notes if (note := fresh.note(there))]
        made = None
        if len(comments) == len(shapes) == 1:
            made = with_notes(read_part(self.content, comments[0]), read_part(self.content, shapes[0]), notes)
        if made:
            self.parts[comments[0]], self.parts[shapes[0]] = made
        else:
            self.left += [
                Step("note_left", step.sheet, step.title, step.cell) for step in done if step.kind == "column"
            ]

    def version_edits(self, ground: Ground) -> list[Edit]:
        form = layout().sheet(FORM)
        place = ground.known.get(form.column(FIELD)) if ground.sheet.sheet_id == FORM else None
        if place is None or raw_text(content_at(self.reading, ground.sheet, place)).strip() == layout().version:
            return []
        if ground.held.holds_formula(place):
            found = problem("cell_holds_formula", self.reading.cells.file, ground.sheet.title, address(*place))
            raise DataProblems([found])
        return [Edit(*place, layout().version)]

    def new_sheet(self, sheet: SheetLayout) -> NewSheet:
        fresh = self.fresh.sheets[sheet.title]
        xml = fresh.redrawn({style: self.borrowed.number(style) for style in sorted(fresh.styles())})
        return NewSheet(fresh, xml, self.before(sheet), self.fresh.titles_to_print.get(sheet.title, ""))

    def before(self, sheet: SheetLayout) -> str:
        """Return the title of the sheet of the file that a new one goes before, nothing for the end."""
        order = [each.sheet_id for each in layout().sheets]
        titles = {each.sheet_id: each.title for each in self.present}
        earlier = [titles[name] for name in order[: order.index(sheet.sheet_id)] if name in titles]
        all_titles = list(self.reading.cells.sheets)
        after = next((title for title in (*reversed(earlier), GUIDE_SHEET) if title in all_titles), None)
        following = all_titles[all_titles.index(after) + 1 :] if after else all_titles
        return following[0] if following else ""

    def write_lists(self) -> list[NewSheet]:
        cells = self.reading.cells
        names = named_places(self.content, self.package)
        lists = lists_to_write(cells, names, self.fresh.lists)
        part = self.package.sheets.get(LISTS_SHEET, "")
        if not lists:
            return []
        self.steps += [self.list_step(name) for name in lists if name.lower() in names]
        if not part:
            fresh = self.fresh.sheets[LISTS_SHEET]
            self.names = {name: self.fresh.list_places[name] for name in lists}
            xml = fresh.redrawn({style: self.borrowed.number(style) for style in sorted(fresh.styles())})
            return [NewSheet(fresh, xml, is_hidden=True)]
        sheet = read_sheet(read_part(self.content, part))
        edits, self.names = write_lists(sheet, cells, lists)
        self.parts[part] = edit_sheet(sheet, edits)
        self.spots |= {(LISTS_SHEET, edit.line, edit.column) for edit in edits}
        return []

    def list_step(self, name: str) -> Step:
        users = ((sheet, column) for sheet in self.wanted for column in sheet.columns if defined_name(column) == name)
        sheet, column = next(users)
        return Step("list", sheet.title, column.title, name)


def _refuse_when_incomplete(after: Reading, upgrade: _Upgrade) -> None:
    present: Mapping[str, SheetLayout] = {sheet.sheet_id: sheet for sheet in sheets_in(after.cells)}
    left = {step.sheet for step in upgrade.left if step.kind == "sheet_left"}
    for sheet in upgrade.wanted:
        there = present.get(sheet.sheet_id, replace(sheet, columns=()))
        if there.title not in left and set(known_places(after.cells, there)) != set(sheet.columns):
            raise DataProblems([problem("sheet_not_writable", after.cells.file, sheet.title)])
