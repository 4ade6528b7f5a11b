"""The criteria as the catalogue declares them: three families already used, then the manual's eight."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dts_eval.foundation.declarations import (
    DeclarationFaults,
    Declared,
    Fault,
    read_declarations,
    require_known_keys,
)
from dts_eval.foundation.language import LANGUAGES, typeset
from dts_eval.foundation.shipped import catalogue_file

CRITERION_KEYS = {"dimension", "short", "label", "reference"}
REFERENCE_KEYS = {"fiche", "lines"}
LINES_OF_THE_MANUAL = re.compile(r"\d+(-\d+)?")


@dataclass(frozen=True)
class Dimension:
    """A question that several criteria answer; the word is the manual's, the grouping is ours."""

    dimension_id: str
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """Write the dimension in one language."""
        return self.labels[language]


@dataclass(frozen=True)
class CriterionDefinition:
    """A criterion of the catalogue: its words in both languages, and where the manual states it."""

    criterion_id: str
    dimension: str
    shorts: Mapping[str, str]
    labels: Mapping[str, str]
    fiche: str
    lines: str

    def short(self, language: str) -> str:
        """Write the criterion in a few words, as a heading does."""
        return self.shorts[language]

    def label(self, language: str) -> str:
        """Write the criterion as the manual words it, with its article."""
        return self.labels[language]


@cache
def criteria() -> dict[str, CriterionDefinition]:
    """Return the criteria of the catalogue by id, in the manual's order.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/criteria.yaml``, with its lines.
    """
    return _catalogue()[1]


@cache
def dimensions() -> dict[str, Dimension]:
    """Return the dimensions of the catalogue by id, in its order.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/criteria.yaml``, with its lines.
    """
    return _catalogue()[0]


@cache
def _catalogue() -> tuple[dict[str, Dimension], dict[str, CriterionDefinition]]:
    found_dimensions, found_criteria, faults = load_criteria(catalogue_file("criteria.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return found_dimensions, found_criteria


def load_criteria(
    path: Path,
) -> tuple[dict[str, Dimension], dict[str, CriterionDefinition], tuple[Fault, ...]]:
    """Read a file of criteria and list everything that is wrong in it."""
    declared, read_faults = read_declarations(path)
    faults = [*read_faults, *require_known_keys(declared, {"dimensions", "criteria"}, "criteria")]
    found_dimensions = {
        dimension_id: Dimension(dimension_id, texts_of(words, dimension_id, faults))
        for dimension_id, words in _section(declared, "dimensions", faults).items()
    }
    found_criteria = {
        criterion_id: _criterion(criterion_id, body, found_dimensions, faults)
        for criterion_id, body in _section(declared, "criteria", faults).items()
    }
    return found_dimensions, found_criteria, tuple(faults)


def texts_under(body: Declared, key: str, where: str, faults: list[Fault]) -> dict[str, str]:
    """Read the text under a key in every language, typeset; what is missing goes to the faults."""
    words = part(body, key, where, faults)
    return texts_of(words, f"{where}.{key}", faults) if words else dict.fromkeys(LANGUAGES, "")


def texts_of(words: Declared, where: str, faults: list[Fault], beside: Collection[str] = ()) -> dict[str, str]:
    """Read one text in every language, typeset; what is missing goes to the faults, ``beside`` is not text."""
    faults.extend(require_known_keys(words, {*LANGUAGES, *beside}, where))
    found = {}
    for language in LANGUAGES:
        text = words.get(language)
        if not isinstance(text, str) or not text.strip():
            faults.append(Fault(words.file, words.line_of(language), f"{where}: no text in « {language} »"))
            text = ""
        found[language] = typeset(text, language)
    return found


def part(body: Declared, key: str, where: str, faults: list[Fault]) -> Declared:
    """Return the mapping under a key, an empty one with a fault when there is none."""
    found = body.get(key)
    if isinstance(found, Declared):
        return found
    faults.append(Fault(body.file, body.line_of(key), f"{where}: « {key} » is missing, or is not a mapping"))
    return Declared({}, body.file, body.line_of(key))


def _section(declared: Declared, key: str, faults: list[Fault]) -> dict[str, Declared]:
    section = part(declared, key, "criteria", faults)
    return {name: part(section, name, key, faults) for name in section}


def _criterion(
    criterion_id: str, body: Declared, known: Mapping[str, Dimension], faults: list[Fault]
) -> CriterionDefinition:
    faults.extend(require_known_keys(body, CRITERION_KEYS, criterion_id))
    dimension = body.get("dimension", "")
    if dimension not in known:
        faults.append(
            Fault(body.file, body.line_of("dimension"), f"{criterion_id}: unknown dimension « {dimension} »")
        )
    reference = part(body, "reference", criterion_id, faults)
    faults.extend(require_known_keys(reference, REFERENCE_KEYS, f"{criterion_id}.reference"))
    lines = str(reference.get("lines", ""))
    if reference and not (reference.get("fiche") and LINES_OF_THE_MANUAL.fullmatch(lines)):
        what = f"{criterion_id}: a reference needs fiche and lines"
        faults.append(Fault(reference.file, reference.line, what))
    return CriterionDefinition(
        criterion_id,
        dimension,
        texts_under(body, "short", criterion_id, faults),
        texts_under(body, "label", criterion_id, faults),
        str(reference.get("fiche", "")),
        lines,
    )
