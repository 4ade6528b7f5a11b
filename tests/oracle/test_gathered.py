"""The lines of many workbooks in one table for each sheet: what pandas reads by itself, kept and found again."""

import math
import re
import shutil
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

import dts_eval as dts
from dts_eval.foundation.problems import DataProblems
from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs import gathered, gathering
from dts_eval.workbook.layout import layout

SHIPPED = shipped_folder("data_templates")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "workbooks"
    made.mkdir()
    for path in sorted(SHIPPED.glob("cases/*.xlsx"))[:4]:
        shutil.copy(path, made / path.name)
    return made


def assert_same(one, other):
    assert one.problems == other.problems
    assert list(one.tables) == list(other.tables)
    for sheet, table in one.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[sheet])


@pytest.fixture
def read_files(monkeypatch):
    """The names of the files that are really read."""
    names = []
    read = gathering.read_workbook
    monkeypatch.setattr(gathering, "read_workbook", lambda path: (names.append(path.name), read(path))[1])
    return names


def test_every_number_and_text_is_what_pandas_reads_in_the_same_cell():
    tables = dts.read_sheets(SHIPPED).tables
    compared = 0
    for sheet in layout().sheets:
        if sheet.kind == "form":
            continue
        table = tables[sheet.sheet_id]
        for file, lines in table.groupby("file"):
            told = pd.read_excel(SHIPPED / str(file), sheet_name=sheet.title, header=None, engine="openpyxl")
            titles = {str(title).strip(): place for line in (0, 1) for place, title in enumerate(told.iloc[line])}
            for column in sheet.columns:
                if column.list or column.type in ("codes", "date", "choices", "yes_no"):
                    continue
                ours = lines[column.column_id]
                typed = lines.get(f"{column.column_id}_typed", pd.Series(None, index=lines.index, dtype=object))
                theirs = told.iloc[lines["line"] - 1, titles[column.title]]
                for mine, as_typed, cell in zip(ours, typed, theirs, strict=True):
                    if pd.isna(mine):
                        assert (pd.isna(cell) and pd.isna(as_typed)) or as_typed == str(cell).strip()
                    elif isinstance(mine, str):
                        assert mine == str(cell).strip()
                    else:
                        # Some structures type « 50 % » or « 1 250 » as text, which pandas leaves as it is.
                        assert math.isclose(mine, float(re.sub(r"[\s%]", "", str(cell)).replace(",", ".")))
                    compared += not pd.isna(mine)
    assert compared > 5000


def test_what_is_no_plain_value_is_missing_and_stands_as_it_was_typed():
    measures = dts.read_sheets(SHIPPED).tables["measures"]
    said = measures[measures["value_typed"].notna()]
    assert len(said) > 0
    assert said["value"].isna().all()
    for file, line, typed in zip(said["file"], said["line"], said["value_typed"], strict=True):
        sheet = layout().sheet("measures")
        place = openpyxl.load_workbook(SHIPPED / file)[sheet.title]
        column = next(cell.column for cell in place[2] if cell.value == sheet.column("value").title)
        assert str(place.cell(line, column).value).strip() == typed


def test_tables_that_were_kept_are_those_that_were_read(folder, tmp_path, read_files):
    cold = dts.read_sheets(folder)
    kept = dts.read_sheets(folder, cache=tmp_path / "kept.npz")
    read_files.clear()
    again = dts.read_sheets(folder, cache=tmp_path / "kept.npz")
    assert not read_files
    assert_same(kept, cold)
    assert_same(again, cold)


def test_only_what_changed_is_read_again(folder, tmp_path, read_files):
    cache = tmp_path / "kept.npz"
    before = dts.read_sheets(folder, cache=cache).tables["measures"]
    first, second, third, _ = sorted(folder.iterdir())
    line = int(before.loc[before["file"] == second.name, "line"].iloc[0])
    measures = layout().sheet("measures")
    book = openpyxl.load_workbook(second)
    column = next(cell.column for cell in book[measures.title][2] if cell.value == measures.column("value").title)
    book[measures.title].cell(line, column).value = 987654
    book.save(second)
    third.unlink()
    shutil.copy(first, folder / "a_new_one.xlsx")
    read_files.clear()
    refreshed = dts.read_sheets(folder, cache=cache)
    assert sorted(read_files) == ["a_new_one.xlsx", second.name]
    changed = refreshed.tables["measures"]
    assert list(changed.loc[changed["value"] == 987654, "file"]) == [second.name]
    assert_same(refreshed, dts.read_sheets(folder))
    assert_same(dts.read_sheets(folder, cache=cache), refreshed)


def test_a_file_that_cannot_be_read_is_told_and_leaves_the_others(folder, tmp_path):
    whole = dts.read_sheets(folder)
    (folder / "zz_broken.xlsx").write_bytes(b"nothing of a workbook")
    for cache in ("", tmp_path / "kept.npz", tmp_path / "kept.npz"):
        read = dts.read_sheets(folder, cache=cache)
        assert [(one.code, one.file) for one in read.problems[-1:]] == [("not_a_workbook", "zz_broken.xlsx")]
        assert read.problems[:-1] == whole.problems
        pd.testing.assert_frame_equal(read.tables["effects"], whole.tables["effects"])


@pytest.mark.parametrize("spoil", ["cut", "text", "program", "array"])
def test_a_file_of_tables_that_cannot_be_relied_on_is_made_again(folder, tmp_path, monkeypatch, spoil):
    cache = tmp_path / "kept.npz"
    cold = dts.read_sheets(folder, cache=cache)
    if spoil == "cut":
        cache.write_bytes(cache.read_bytes()[:5000])
    elif spoil == "text":
        cache.write_text("no table", encoding="utf-8")
    elif spoil == "array":
        np.savez(cache, head=np.array([1, 2], dtype=np.uint8))
    else:
        monkeypatch.setattr(gathered, "program", lambda: "another")
    assert_same(dts.read_sheets(folder, cache=cache), cold)
    assert_same(dts.read_sheets(folder, cache=cache), cold)


def test_two_processes_read_what_one_reads(folder):
    assert_same(dts.read_sheets(folder, workers=2), dts.read_sheets(folder))


def test_tables_that_cannot_be_kept_are_told_in_one_sentence(folder, tmp_path):
    with pytest.raises(DataProblems) as told:
        dts.read_sheets(folder, cache=next(folder.iterdir()) / "kept.npz")
    assert [one.code for one in told.value.problems] == ["output_not_writable"]


def test_a_folder_without_a_workbook_is_told(tmp_path):
    with pytest.raises(DataProblems) as told:
        dts.read_sheets(Path(tmp_path))
    assert [one.code for one in told.value.problems] == ["folder_without_workbook"]
