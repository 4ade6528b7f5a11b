"""Step 1: who asks for the evaluation, by what right, for what use (fiche II-2, l.2647-2649)."""

from pathlib import Path

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import Evaluation, Record, Structure
from dts_eval.foundation.names import slug_of
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.scope.earlier import read_earlier
from dts_eval.scope.facts import gather, text_fact
from dts_eval.scope.shapes import read_shapes
from dts_eval.workbook.cells import read_cells
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import Reading, read_alone, read_workbook

AUDIENCES = ("internal", "external")
DEFAULT_THRESHOLD = 5
TOO_LOW = (0, 2)
MANDATE_FIELDS = (
    "requester", "side", "motive", "questions", "use", "third_party", "activities_scope", "core_business",
    "core_reason", "excluded", "excluded_by", "motives", "avoided_costs", "withheld",
)  # fmt: skip


def read_mandate(
    workbook: str | Path,
    year: int = 0,
    audience: str = "internal",
    lang: str = "fr",
    since: str | Path = "",
    outlines: str | Path = "",
) -> Evaluation:
    """Open a structure's workbook and read who asks for the evaluation, why, and for what use.

    Args:
        workbook: the path of the structure's spreadsheet (xlsx, xlsm or ods).
        year: the report year; 0 takes the year written in the sheet Structure.
        audience: ``internal``, or ``external`` for partners.
        lang: ``fr`` or ``en``.
        since: the manifest of an earlier report to compare with; no other is ever looked for.
        outlines: a GeoJSON file of communes, to draw the territory with; none is shipped.

    Returns:
        An evaluation that holds every line of the workbook and what the mandate says. Blank fields stay blank.

    Raises:
        DataProblems: the file cannot be opened, a parameter is not of its kind, or the earlier report or the outlines
            cannot be relied on.

    Source: fiche II-2, l.2647-2649.
    """
    refuse_parameters(year, audience, lang)
    reading = _reading(workbook, lang)
    form = _form(reading, "structure")
    structure, found = _structure(form, reading, year)
    found += _blank_or_without_year(reading, form, year)
    mandate = _form(reading, "mandate")
    facts = [text_fact(form, field, f"structure_{field}") for field in ("subtitle", "context", "kind")]
    facts += [text_fact(mandate, field, f"mandate_{field}") for field in MANDATE_FIELDS]
    results, evidence = gather(facts)
    return Evaluation(
        file=reading.cells.file,
        language=lang,
        audience=audience,
        structure=structure,
        records=reading.records,
        results=results,
        evidence=evidence,
        problems=(*reading.problems, *found),
        earlier=read_earlier(since, structure, audience, lang),
        shapes=read_shapes(outlines, lang),
    )


def identify(workbook: Path, year: int = 0) -> Structure | None:
    """Say whose workbook a file is from its sheet Structure alone; nothing when that sheet names no structure.

    Raises:
        DataProblems: the file cannot be opened.
    """
    sheet = layout().sheet("structure")
    cells, _ = read_cells(workbook, frozenset({sheet.title, *sheet.formerly}))
    records, _ = read_alone(cells, sheet.sheet_id)
    reading = Reading(cells, {sheet.sheet_id: records}, ())
    structure, _ = _structure(_form(reading, sheet.sheet_id), reading, year)
    return structure if records else None


def refuse_parameters(year: int, audience: str, lang: str) -> None:
    """Refuse a parameter that is not of its kind, before any file is opened.

    Raises:
        DataProblems: every parameter that is wrong, at once.
    """
    found = []
    if isinstance(year, bool) or not isinstance(year, int) or not (year == 0 or 1900 <= year <= 2100):
        found.append(problem("parameter_year", typed=str(year)))
    if audience not in AUDIENCES:
        found.append(problem("parameter_audience", typed=str(audience)))
    if lang not in LANGUAGES:
        found.append(problem("parameter_language", typed=str(lang)))
    if found:
        raise DataProblems(found, lang if lang in LANGUAGES else LANGUAGES[0])


def _reading(workbook: str | Path, lang: str) -> Reading:
    if not isinstance(workbook, str | Path):
        raise DataProblems([problem("parameter_type", typed="workbook", expected="str")], lang)
    try:
        return read_workbook(Path(workbook))
    except DataProblems as found:
        raise DataProblems(found.problems, lang) from found


def _form(reading: Reading, sheet: str) -> Record:
    records = reading.records.get(sheet, ())
    return records[0] if records else Record(sheet, sheet, 0, {})


def _blank_or_without_year(reading: Reading, form: Record, year: int) -> list[Problem]:
    file = reading.cells.file
    if not any(records for sheet, records in reading.records.items() if sheet != form.sheet):
        return [problem("blank_template", file)]
    years = {
        int(value)
        for records in reading.records.values()
        for record in records
        if (value := record.number("year")) is not None
    }
    if year and years and year not in years:
        listed = ", ".join(map(str, sorted(years)))
        return [problem("year_absent", file, typed=str(year), years=listed)]
    return []


def _structure(form: Record, reading: Reading, year: int) -> tuple[Structure, list[Problem]]:
    file = reading.cells.file
    found = []
    own_year = form.number("year")
    threshold = form.number("threshold")
    # Below 2 a count is 1: hiding it would not hide it.
    if threshold in TOO_LOW:
        typed = str(int(threshold))
        found.append(problem("threshold_too_low", file, form.title, form.address("threshold"), typed=typed))
    hours = form.number("hours_per_fte")
    structure = Structure(
        structure_id="".join(form.text("structure_id").split()) or slug_of(file),
        name=form.text("name") or Path(file).stem,
        kind=form.text("kind"),
        year=year or int(own_year or 0),
        threshold=int(threshold) if threshold else DEFAULT_THRESHOLD,
        fictitious=form["fictitious"] == "yes",
        hours_per_fte=hours,
        fte_contracted=form.number("fte_contracted"),
        own_year=int(own_year or 0),
    )
    return structure, found
