"""What a file is, by its bytes: packed or not, in which characters, with which separator."""

import codecs
import gzip
import zipfile
from io import BytesIO

import pytest
from import_samples import FEC_NAME, annex, asp_text, fec_text, written

from dts_eval.collection.imports.kinds import KINDS, kind_of
from dts_eval.collection.imports.sniffing import decode, read_source, read_table
from dts_eval.foundation.problems import DataProblems

WORDS = "Libellé : Œuvre d’été, 12 €"


def zipped(content: bytes, *others: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("dossier/fichier.csv", content)
        for other in others:
            archive.writestr(other, b"x")
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_characters_are_found(encoding):
    assert decode(WORDS.encode(encoding)) == WORDS


def test_characters_of_iso_8859_15_are_found():
    assert decode("été, œuvre, 12 €".encode("iso8859-15")) == "été, œuvre, 12 €"


def test_a_mark_of_utf_8_may_lie():
    assert decode(codecs.BOM_UTF8 + WORDS.encode("cp1252")) == WORDS


@pytest.mark.parametrize("pack", [gzip.compress, zipped, lambda content: zipped(content, "__MACOSX/._f")])
@pytest.mark.parametrize("name", ["fichier.csv.gz", "fichier.zip", "fichier.csv"])
def test_an_archive_is_seen_whatever_its_name(name, pack, tmp_path):
    source = read_source(written(tmp_path, name, pack(asp_text(annex()).encode())))
    assert kind_of(source).name == "asp"


def test_the_fingerprint_is_that_of_the_file_as_given(tmp_path):
    plain = read_source(written(tmp_path, "a.csv", asp_text(annex())))
    packed = read_source(written(tmp_path, "b.csv", gzip.compress(asp_text(annex()).encode())))
    assert plain.text == packed.text and plain.fingerprint != packed.fingerprint


@pytest.mark.parametrize("separator", ["\t", "|", ";"])
def test_separators_are_found_and_each_kind_recognised_alone(separator, tmp_path):
    accounts = read_source(written(tmp_path, FEC_NAME, fec_text(separator=separator)))
    annexes = read_source(written(tmp_path, "x.csv", asp_text(annex(), separator=separator)))
    for source, name in ((accounts, "fec"), (annexes, "asp")):
        assert [kind.name for kind in KINDS if kind.recognises(source)] == [name]


def test_titles_in_capitals_and_between_quotation_marks_are_read(tmp_path):
    text = asp_text(annex(), separator=";")
    titles = text.split("\n")[1]
    quoted = text.replace(titles, ";".join(f'"{title.upper()}"' for title in titles.split(";")))
    source = read_source(written(tmp_path, "x.csv", quoted))
    assert kind_of(source).name == "asp"


def test_a_quotation_mark_in_a_label_is_a_letter_when_titles_wear_none(tmp_path):
    source = read_source(written(tmp_path, "x.csv", 'a|b\nle "grand|1\nsoir"|2\n'))
    assert [cells for _, cells in read_table(source, 1, "|").lines] == [('le "grand', "1"), ('soir"', "2")]


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, b"%PDF-1.7 bonjour", b"bonjour"])
def test_other_files_are_not_recognised(content, tmp_path):
    with pytest.raises(DataProblems):
        kind_of(read_source(written(tmp_path, "x.csv", content)))
