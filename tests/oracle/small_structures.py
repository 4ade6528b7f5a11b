"""Small structures drawn at random, always the same for a seed, where few people make every count small."""

import dataclasses
import datetime
import random
from pathlib import Path

from dts_eval.disclosure.rows import EVIDENCE_COLUMNS, ROW_COLUMNS, Disclosed
from dts_eval.foundation.model import Evaluation
from dts_eval.measurement.measuring import measure
from dts_eval.presentation.writing import as_csv
from dts_eval.runs.checking import check
from dts_eval.workbook.template import write_workbook

YEARS = (2022, 2023, 2024)
CRITERIA = ("Activité", "Résultats pour les personnes", "Insertion sociale et professionnelle")
CATEGORIES = ("lasting_job", "transition_job", "positive", "other", "unknown", "withdrawn", None)
REFERRALS = ("france_travail", "mission_locale", "department", "self")
MOBILITY = "Personnes ayant trouvé une solution de mobilité"
DAY = datetime.date
Line = dict[str, object]


def people(seed: int) -> list[Line]:
    """Draw the lines of Parcours: who comes, who stays, who leaves and where to, year after year."""
    draw = random.Random(seed)
    size, careful = draw.randint(5, 40), draw.random() < 0.6
    lines: list[Line] = []
    present: list[Line] = []
    number = 0
    for year in YEARS:
        wanted = max(1, size + draw.randint(-3, 3))
        newcomers = []
        while len(present) + len(newcomers) < wanted:
            number += 1
            newcomers.append(_newcomer(draw, number, year, careful))
        present += newcomers
        staying = []
        for person in present:
            line = {**person, "year": year, "hours": draw.choice((None, 0, 40, 600)) if draw.random() < 0.1 else 500}
            line["training_hours"] = draw.choice((None, 0, 7, 14, 21) if not careful else (0, 7, 14))
            if draw.random() < 0.45:
                line["exit"] = DAY(year, draw.randint(7, 12), draw.randint(1, 28))
                line["exit_category"] = draw.choice(CATEGORIES if not careful else CATEGORIES[:5])
            else:
                staying.append(person)
            lines.append(line)
        present = staying
    return [{name: value for name, value in line.items() if value is not None} for line in lines]


def _newcomer(draw: random.Random, number: int, year: int, careful: bool) -> Line:
    return {
        "pseudonym": f"P-{number:03}",
        "scheme": "aci",
        "sex": draw.choice(("woman", "man") if careful else ("woman", "man", "man", None)),
        "referral": draw.choice(REFERRALS[:2] if draw.random() < 0.5 else REFERRALS),
        "entry": DAY(year, draw.randint(1, 6), draw.randint(1, 28)),
        "rsa": draw.choice(("yes", "yes", "no", None) if draw.random() < 0.5 else ("yes", "no")),
    }


def workbook_of(seed: int, folder: Path) -> Path:
    """Write the workbook of one structure, with a few counts typed beside those of Parcours."""
    draw = random.Random(seed + 10_000)
    path = folder / f"structure-{seed}.xlsx"
    measures: list[Line] = []
    for year in YEARS:
        parts = [draw.randint(0, 9) for _ in range(3)]
        measures.append({"indicator": MOBILITY, "year": year, "value": sum(parts)})
        measures += [
            {**measures[-1], "value": part, "breakdown": f"solution={name}"}
            for name, part in zip(("permis", "vélo", "bus"), parts, strict=True)
        ]
    contents = {
        "structure": [
            {"name": f"Structure {seed}", "kind": "aci", "year": YEARS[-1], "fictitious": "yes", "threshold": 5}
        ],
        "criteria": [{"criterion": name, "decision": "kept"} for name in CRITERIA],
        "pathways": people(seed),
        "measures": measures,
    }
    write_workbook(path, "full", contents)
    return path


def measured(path: Path, year: int, audience: str = "internal") -> Evaluation:
    """Read and compute, as the notebook does."""
    return measure(check(path, year, audience))


def write_outputs(disclosed: Disclosed, folder: Path) -> Path:
    """Write the csv files of one report, as a run does."""
    folder.mkdir()
    for name, columns, lines in (
        ("rows", ROW_COLUMNS, disclosed.rows),
        ("evidence", EVIDENCE_COLUMNS, disclosed.evidence),
    ):
        (folder / f"report.{name}.csv").write_bytes(as_csv(columns, map(dataclasses.astuple, lines)))
    return folder
