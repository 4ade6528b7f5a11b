"""Whatever sheets and columns an older workbook lacks, an upgrade brings them, and no cell of it is lost."""

import tempfile
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from older_samples import draw_older

from dts_eval.runs.upgrading import upgrade
from dts_eval.workbook.cells import address
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import known_places, read_workbook, sheets_in

SHEETS = [sheet.sheet_id for sheet in layout().sheets]
TEXTS = st.text(st.sampled_from("aé 1«’œ=<&"), min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def older(draw):
    """Draw which sheets a workbook has, which columns it lacks, and what people typed beside the tables."""
    sheets = {"structure", *draw(st.lists(st.sampled_from(SHEETS), unique=True, min_size=2))}
    removed = {}
    for name in sheets:
        columns = [column.column_id for column in layout().sheet(name).columns]
        # Two titles at least, without which no table is recognised, and the version.
        kept = {*draw(st.lists(st.sampled_from(columns), unique=True, min_size=2)), columns[0], "version"}
        removed[name] = [column for column in columns if column not in kept]
    spots = st.tuples(st.sampled_from(sorted(sheets)), st.integers(3, 30), st.integers(10, 30))
    return sheets, removed, draw(st.dictionaries(spots, TEXTS, max_size=4))


@settings(max_examples=12, deadline=None)
@given(older())
def test_all_that_is_missing_comes_and_all_that_was_there_stays(drawn):
    sheets, removed, typed = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = draw_older(Path(folder) / "w.xlsx", sheets, removed)
        book = openpyxl.load_workbook(path)
        for (name, line, column), text in typed.items():
            book[layout().sheet(name).title].cell(line, column).value = text
            book[layout().sheet(name).title].cell(line, column).data_type = "s"
        book.save(path)
        before = values(path)
        upgraded = upgrade(path)
        after = values(path)
        (version,) = {f"Structure!{address(*spot)}" for spot in places_of_version(path)}
        assert {place: value for place, value in before.items() if after.get(place) != value} == {version: "1"}
        reading = read_workbook(path)
        edition = "full" if any(layout().sheet(name).edition == "full" for name in sheets) else "light"
        present = sheets_in(reading.cells)
        wanted = {*sheets, *(sheet.sheet_id for sheet in layout().edition(edition))}
        assert {sheet.sheet_id for sheet in present} == wanted
        for sheet in present:
            assert set(known_places(reading.cells, sheet)) == set(sheet.columns)
        columns = [step for step in upgraded.done if step.kind in ("column", "field")]
        assert len(columns) == sum(map(len, removed.values()))
        assert upgrade(path).backup is None


def values(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def places_of_version(path: Path) -> list[tuple[int, int]]:
    form = layout().sheet("structure")
    return [spot for column, spot in known_places(read_workbook(path).cells, form).items() if column.locked]
