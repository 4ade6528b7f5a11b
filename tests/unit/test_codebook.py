"""The codebook: every indicator of the catalogue, complete in both languages."""

import csv
import io

import pytest

from dts_eval.exchange.codebook import COLUMNS, codebook, write_codebook
from dts_eval.foundation.problems import DataProblems
from dts_eval.indicators.definitions import indicators


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_indicator_stands_once_with_its_words(language):
    content = codebook(language)
    assert b"\r" not in content
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line["indicator"] for line in lines] == list(indicators())
    always = set(COLUMNS) - {"calculation"}
    assert [(line["indicator"], name) for line in lines for name in always if not line[name]] == []
    computed = {line["indicator"] for line in lines if line["calculation"]}
    assert computed == {name for name, known in indicators().items() if known.computed_by or known.from_results}


def test_a_file_that_exists_is_never_written_over(tmp_path):
    path = write_codebook(tmp_path / "codebook.csv", "fr")
    before = path.read_bytes()
    with pytest.raises(DataProblems) as raised:
        write_codebook(path, "en")
    assert [found.code for found in raised.value.problems] == ["file_exists"]
    assert path.read_bytes() == before


def test_a_folder_that_is_not_one_is_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DataProblems) as raised:
        write_codebook(tmp_path / "file" / "codebook.csv", "fr")
    assert [found.code for found in raised.value.problems] == ["output_not_writable"]
