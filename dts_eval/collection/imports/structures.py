"""Which structure of an ASP extract is that of the workbook: the one named, the only one, or the one of its SIRET."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dts_eval.collection.imports.proposal import Request
from dts_eval.collection.imports.reading import Lines, listed
from dts_eval.collection.imports.sniffing import read_source, read_table
from dts_eval.foundation.problems import DataProblems, problem

ID, SIRETS = "structure_id_siae", ("structure_siret_signature", "structure_siret_actualise")


def choose_structure(known: Sequence[str], request: Request, file: str) -> str:
    """Return the structure to read among those of an extract.

    Raises:
        DataProblems: none is told and there are several, or the one that is told is not there.
    """
    ids = listed(sorted(known, key=lambda one: (len(one), one)))
    wanted = request.structure or (_by_siret(request.structures, request) if request.structures else "")
    if wanted:
        if wanted not in known:
            raise DataProblems([problem("import_structure_absent", file, typed=wanted, known=ids)])
        return wanted
    if len(known) != 1:
        code = "import_structures_several" if known else "import_rows_none"
        raise DataProblems([problem(code, file, count=str(len(known)), known=ids)])
    return known[0]


def _by_siret(path: Path, request: Request) -> str:
    form = next(iter(request.opened.records.get("structure", ())), None)
    siret = re.sub(r"\D", "", form.text("structure_id")) if form else ""
    if len(siret) != 14:
        raise DataProblems([problem("import_siret_missing", request.opened.path.name)])
    for identifier, sirets in _sirets(path):
        if siret in sirets:
            return identifier
    raise DataProblems([problem("import_siret_absent", path.name)])


def _sirets(path: Path) -> Iterable[tuple[str, set[str]]]:
    source = read_source(path)
    place = source.header((ID, *SIRETS))
    if place is None:
        raise DataProblems([problem("import_not_of_kind", source.name, typed="fluxIAE_Structure")])
    lines = Lines(source, read_table(source, *place), (ID, *SIRETS))
    lines.require((ID, *SIRETS))
    return [(row[ID], {row[column] for column in SIRETS}) for _, row in lines.whole()]
