"""The indicators as the catalogue declares them: what each counts, from what, and what it does not say."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

from dts_eval.criteria.definitions import LINES_OF_THE_MANUAL, criteria, part, texts_of, texts_under
from dts_eval.foundation.declarations import (
    DeclarationFaults,
    Declared,
    Fault,
    read_declarations,
    require_known_keys,
)
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.foundation.units import units
from dts_eval.indicators.computed import DEDUCED, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.indicators.ties import TIES_KEYS, Ties, read_ties
from dts_eval.workbook.layout import layout

COMBINES = ("sum", "sum_not_deduplicated", "weighted", "never", "union", "listed")
RESULTS = ("measured", "computed", "estimated")
KEYS = {
    "nature", "unit", "label", "definition", "combine", "misuse", "references", "of_people", "asked_by", "beyond_100",
    "from_results", "question", "non_response",
}  # fmt: skip
COMPUTED_KEYS = {"computed_by", "needs", "result", "calculation"}
RESULTS_KEYS = {"result", "calculation"}
NEEDS_KEYS = {"sheet", "columns", "structure_fields", "history", "supports", "beside", "plan_columns"}
BESIDE_KEYS = {"sheet", "columns"}
REFERENCE_KEYS = {"since", "fiche", "lines"}
# Each column of the plan of collection that a formula may take is a field of the frame, by the code of the survey.
PLAN_COLUMNS = {"solicited", "population"}
STRUCTURE_FIELDS = {known.name for known in fields(Frame)} - {"year", "threshold", "beside"} - PLAN_COLUMNS
# The file of what speaks of the evaluation itself, and belongs to no criterion.
EVALUATION = "evaluation"
QUESTION_KINDS = ("rating", "situation", "open")
NON_RESPONSES = ("rest", "unknown")
_SINCE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Reference:
    """Lines of the manual that an indicator rests on, and since when it is defined so."""

    since: str
    fiche: str
    lines: str


@dataclass(frozen=True)
class Question:
    """How a survey may ask about an indicator, and the kind of answer: four levels, a situation, or open."""

    kind: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Indicator:
    """One indicator of the catalogue; its ``criterion`` is empty when it speaks of the evaluation itself.

    ``computed_by`` names its formula; it is empty when the structure gives the value itself, in the sheet
    Relevés, or an account in the sheet Témoignages. ``sheet`` and ``columns`` are what the formula reads,
    ``structure_fields`` what it takes from the sheet Structure, ``supports`` the columns whose documents prove it;
    ``history`` says that lines of earlier years count too; ``beside`` and ``beside_columns`` are what it reads on a
    second sheet; ``plan_columns`` what it takes from the line of each survey in the sheet Plan de collecte.
    ``from_results`` names the results that it divides, when it is computed from them and not from lines.
    ``beyond_100`` marks a share whose part is not inside its whole. ``of_people`` marks a share whose parts are people,
    or a duration of people; ``ties`` say what its figures follow from, so that a count hidden there is not read here.
    ``non_response`` says which people of a share did not answer a survey, its ``rest`` or its ``unknown``: nothing is
    known of them to hide. ``asked_by`` is the question of the sheet Enjeux that must be answered yes for it to exist:
    it then belongs to no criterion, since the mandate asks for it.
    """

    indicator_id: str
    criterion: str
    nature: str
    unit: str
    combine: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    misuses: Mapping[str, str]
    references: tuple[Reference, ...]
    of_people: bool = False
    ties: Ties = Ties()
    non_response: str = ""
    history: bool = False
    asked_by: str = ""
    computed_by: str = ""
    result: str = ""
    sheet: str = ""
    columns: tuple[str, ...] = ()
    structure_fields: tuple[str, ...] = ()
    plan_columns: tuple[str, ...] = ()
    supports: tuple[str, ...] = ("supports",)
    beside: str = ""
    beside_columns: tuple[str, ...] = ()
    from_results: tuple[str, ...] = ()
    beyond_100: bool = False
    calculations: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None

    @property
    def people(self) -> bool:
        """Whether it is counted from lines that describe people, and that are never shown."""
        return bool(self.sheet) and layout().sheet(self.sheet).people

    def label(self, language: str) -> str:
        """Write its name, without an article."""
        return self.labels[language]

    def definition(self, language: str) -> str:
        """Say what it counts."""
        return self.definitions[language]

    def misuse(self, language: str) -> str:
        """Say what it does not say."""
        return self.misuses[language]

    def calculation(self, language: str) -> str:
        """Say how it is computed; nothing when the structure gives the value itself."""
        return self.calculations.get(language, "")


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators of the catalogue by id, in the order of the criteria.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/indicators``, with its lines.
    """
    found, faults = load_indicators(catalogue_file("indicators"), FORMULAS)
    if faults:
        raise DeclarationFaults(faults)
    return found


def load_indicators(
    folder: Path, formula_names: Collection[str]
) -> tuple[dict[str, Indicator], tuple[Fault, ...]]:
    """Read a folder of indicators, one file a criterion, and list everything that is wrong in it.

    ``formula_names`` are the formulas that exist: an indicator may name no other, and each must be declared.
    """
    faults: list[Fault] = []
    found: dict[str, Indicator] = {}
    first_said: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml"), key=_rank):
        declared, read_faults = read_declarations(path)
        faults.extend(read_faults)
        if path.stem not in (*criteria(), EVALUATION):
            faults.append(Fault(declared.file, 1, f"« {path.stem} » is not a criterion"))
        for indicator_id in declared:
            if indicator_id in first_said:
                what = f"« {indicator_id} » already stands in {first_said[indicator_id]}"
                faults.append(Fault(declared.file, declared.line_of(indicator_id), what))
                continue
            first_said[indicator_id] = f"{declared.file}:{declared.line_of(indicator_id)}"
            body = part(declared, indicator_id, "indicators", faults)
            if isinstance(declared[indicator_id], Declared):
                criterion = "" if path.stem == EVALUATION else path.stem
                found[indicator_id] = _indicator(indicator_id, criterion, body, formula_names, faults)
    named = {indicator.computed_by for indicator in found.values()}
    orphans = sorted(set(formula_names) - named)
    faults.extend(Fault(folder.name, 0, f"no indicator declares the formula « {name} »") for name in orphans)
    return found, tuple(faults)


def _rank(path: Path) -> tuple[int, str]:
    order = list(criteria())
    return (order.index(path.stem) if path.stem in order else len(order)), path.stem


def _indicator(
    indicator_id: str, criterion: str, body: Declared, formula_names: Collection[str], faults: list[Fault]
) -> Indicator:
    faults.extend(require_known_keys(body, KEYS | COMPUTED_KEYS | TIES_KEYS, indicator_id))
    ties, not_read = read_ties(body)
    faults.extend(
        Fault(body.file, body.line_of(key), f"{indicator_id}: « {name} » names no figure") for key, name in not_read
    )
    computed_by = body.get("computed_by", "")
    from_results = _names(body, "from_results") if "from_results" in body else ()
    sheet, columns, structure_fields, supports = "", (), (), ("supports",)
    plan_columns: tuple[str, ...] = ()
    beside: tuple[str, tuple[str, ...]] = ("", ())
    calculations: dict[str, str] = {}
    if computed_by:
        faults.extend(_wrong_formula(indicator_id, body, formula_names))
        sheet, columns, structure_fields = _needs(indicator_id, body, faults)
        supports = _names(body["needs"], "supports") if "supports" in body.get("needs", {}) else supports
        plan_columns = _plan_columns(indicator_id, body, faults)
        beside = _beside(indicator_id, body, faults)
    if computed_by or from_results:
        faults.extend(_not_among(body, "result", RESULTS, indicator_id))
        calculations = _texts(body, "calculation", indicator_id, faults)
    if not computed_by:
        faults.extend(
            Fault(body.file, body.line_of(key), f"{indicator_id}: « {key} » without a formula (computed_by)")
            for key in sorted((COMPUTED_KEYS - (RESULTS_KEYS if from_results else set())) & set(body))
        )
    faults.extend(_not_among(body, "nature", layout().lists["nature"], indicator_id))
    faults.extend(_not_among(body, "unit", units(), indicator_id))
    faults.extend(_not_among(body, "combine", COMBINES, indicator_id))
    faults.extend(_not_among(body, "non_response", ("", *NON_RESPONSES), indicator_id))
    faults.extend(_ill_matched(indicator_id, body))
    return Indicator(
        indicator_id=indicator_id,
        criterion=criterion,
        nature=body.get("nature", ""),
        unit=body.get("unit", ""),
        combine=body.get("combine", ""),
        labels=_texts(body, "label", indicator_id, faults),
        definitions=_texts(body, "definition", indicator_id, faults),
        misuses=_texts(body, "misuse", indicator_id, faults),
        references=_references(indicator_id, body, faults),
        of_people=body.get("of_people") is True,
        ties=ties,
        non_response=body.get("non_response", ""),
        history=_history(body),
        asked_by=str(body.get("asked_by", "")),
        computed_by=computed_by,
        result=body.get("result", ""),
        sheet=sheet,
        columns=columns,
        structure_fields=structure_fields,
        plan_columns=plan_columns,
        supports=supports,
        beside=beside[0],
        beside_columns=beside[1],
        from_results=from_results,
        beyond_100=body.get("beyond_100") is True,
        calculations=calculations,
        question=_question(indicator_id, body, faults),
    )


def _question(indicator_id: str, body: Declared, faults: list[Fault]) -> Question | None:
    if "question" not in body:
        return None
    asked = part(body, "question", indicator_id, faults)
    faults.extend(_not_among(asked, "kind", QUESTION_KINDS, f"{indicator_id}.question"))
    return Question(asked.get("kind", ""), texts_of(asked, f"{indicator_id}.question", faults, ["kind"]))


def _wrong_formula(indicator_id: str, body: Declared, formula_names: Collection[str]) -> list[Fault]:
    name, line = body["computed_by"], body.line_of("computed_by")
    faults = []
    if name != indicator_id:
        faults.append(
            Fault(body.file, line, f"{indicator_id}: computed_by must be its own name, not « {name} »")
        )
    if name not in formula_names:
        faults.append(Fault(body.file, line, f"{indicator_id}: there is no formula « {name} »"))
    return faults


def _ill_matched(indicator_id: str, body: Declared) -> list[Fault]:
    account, share = body.get("nature") == "account", body.get("nature") == "share"
    measured = share or body.get("nature") == "duration"
    of_people, counts = body.get("of_people") is True, _counts_people(body)
    wrong = {
        "unit": account != (body.get("unit") == "text") or (share and body.get("unit") != "percent"),
        "computed_by": account and "computed_by" in body,
        "of_people": "of_people" in body and not (measured and body["of_people"] is True),
        "non_response": "non_response" in body and body.get("of_people") is not True,
        "beyond_100": "beyond_100" in body and not (share and body["beyond_100"] is True),
        "asked_by": "asked_by" in body and body["asked_by"] not in _yes_or_no_of_the_mandate(),
        "hidden_with": "hidden_with" in body and (counts or not {"computed_by", "from_results"} & set(body)),
        "parts": "parts" in body and not (of_people or counts),
        "out_of": "out_of" in body and not of_people,
        "same": "same" in body and not counts,
        "within": "within" in body and not counts,
        "balance": "balance" in body and not counts,
    }
    return [
        Fault(body.file, body.line_of(key), f"{indicator_id}: this « {key} » does not go with this nature")
        for key, is_wrong in wrong.items()
        if is_wrong
    ]


def _history(body: Declared) -> bool:
    needs = body.get("needs")
    return isinstance(needs, Declared) and needs.get("history") is True


def _yes_or_no_of_the_mandate() -> set[str]:
    return {column.column_id for column in layout().sheet("mandate").columns if column.type == "yes_no"}


def _counts_people(body: Declared) -> bool:
    unit = units().get(body.get("unit", ""))
    return unit is not None and unit.people


def _needs(
    indicator_id: str, body: Declared, faults: list[Fault]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    needs = part(body, "needs", indicator_id, faults)
    if not needs:
        return "", (), ()
    faults.extend(require_known_keys(needs, NEEDS_KEYS, f"{indicator_id}.needs"))
    sheet, columns = _columns(indicator_id, needs, faults)
    structure_fields = _names(needs, "structure_fields")
    faults.extend(_unknown_columns(indicator_id, needs, "structure_fields", structure_fields, STRUCTURE_FIELDS))
    if sheet:
        known = {column.column_id for column in layout().sheet(sheet).columns}
        faults.extend(_unknown_columns(indicator_id, needs, "supports", _names(needs, "supports"), known))
    return sheet, columns, structure_fields


def _plan_columns(indicator_id: str, body: Declared, faults: list[Fault]) -> tuple[str, ...]:
    needs = body.get("needs")
    names = _names(needs, "plan_columns") if isinstance(needs, Declared) else ()
    faults.extend(_unknown_columns(indicator_id, body, "plan_columns", names, PLAN_COLUMNS))
    return names


def _beside(indicator_id: str, body: Declared, faults: list[Fault]) -> tuple[str, tuple[str, ...]]:
    needs = body.get("needs")
    if not isinstance(needs, Declared) or "beside" not in needs:
        return "", ()
    beside = part(needs, "beside", f"{indicator_id}.needs", faults)
    if not beside:
        return "", ()
    faults.extend(require_known_keys(beside, BESIDE_KEYS, f"{indicator_id}.needs.beside"))
    return _columns(indicator_id, beside, faults)


def _columns(indicator_id: str, needs: Declared, faults: list[Fault]) -> tuple[str, tuple[str, ...]]:
    tables = {sheet.sheet_id: sheet for sheet in layout().sheets if sheet.kind == "table"}
    sheet, columns = needs.get("sheet", ""), _names(needs, "columns")
    faults.extend(_not_among(needs, "sheet", tables, indicator_id))
    known = set(columns)
    if sheet in tables:
        known = {column.column_id for column in tables[sheet].columns} | set(DEDUCED.get(sheet, ()))
    if not columns:
        faults.append(Fault(needs.file, needs.line_of("columns"), f"{indicator_id}: « columns » is missing"))
    faults.extend(_unknown_columns(indicator_id, needs, "columns", columns, known))
    return (sheet if sheet in tables else ""), columns


def _unknown_columns(
    indicator_id: str, needs: Declared, key: str, names: Collection[str], allowed: Collection[str]
) -> list[Fault]:
    return [
        Fault(needs.file, needs.line_of(key), f"{indicator_id}: unknown column « {name} »")
        for name in names
        if name not in allowed
    ]


def _names(needs: Declared, key: str) -> tuple[str, ...]:
    names = needs.get(key, [])
    return tuple(str(name) for name in names) if isinstance(names, list) else (str(names),)


def _references(indicator_id: str, body: Declared, faults: list[Fault]) -> tuple[Reference, ...]:
    entries = body.get("references")
    if not isinstance(entries, list) or not entries:
        faults.append(Fault(body.file, body.line_of("references"), f"{indicator_id}: no reference"))
        return ()
    found = []
    for entry in entries:
        if not isinstance(entry, Declared):
            what = f"{indicator_id}: a reference is a mapping"
            faults.append(Fault(body.file, body.line_of("references"), what))
            continue
        faults.extend(require_known_keys(entry, REFERENCE_KEYS, f"{indicator_id}.references"))
        reference = Reference(*(str(entry.get(key, "")) for key in ("since", "fiche", "lines")))
        dated, lined = _SINCE.fullmatch(reference.since), LINES_OF_THE_MANUAL.fullmatch(reference.lines)
        if not (dated and reference.fiche and lined):
            what = f"{indicator_id}: a reference needs since (2010-12), fiche and lines"
            faults.append(Fault(entry.file, entry.line, what))
        found.append(reference)
    return tuple(found)


def _texts(body: Declared, key: str, indicator_id: str, faults: list[Fault]) -> dict[str, str]:
    return texts_under(body, key, indicator_id, faults)


def _not_among(body: Declared, key: str, allowed: Collection[str], where: str) -> list[Fault]:
    value = body.get(key, "")
    if isinstance(value, str) and value in allowed:
        return []
    return [Fault(body.file, body.line_of(key), f"{where}: unknown {key} « {value} »")]
