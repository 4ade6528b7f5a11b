"""The financial annexes of the ASP: how a row is read, and which of its successive states counts."""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dts_eval.collection.imports.reading import Lines
from dts_eval.collection.imports.sniffing import Source, Table, read_table
from dts_eval.foundation.problems import DataProblems, Problem, problem

STRUCTURE, NUMBER, STATE = "af_id_structure", "af_numero_annexe_financiere", "af_etat_annexe_financiere_code"
SCHEME, FUND = "af_mesure_dispositif_code", "FDI"
RENEWAL, CHANGE = "af_numero_avenant_renouvellement", "af_numero_avenant_modification"
START, END, CLOSING = "af_date_debut_effet", "af_date_fin_effet", "af_date_cloture_exercice"
FTE, HOURS = "af_etp_postes_insertion", "af_duree_heure_annuel_etp_valeur"
UNIT_AID, TOTAL_AID = "af_montant_unitaire_annuel_valeur", "af_montant_total_annuel"
SUPERVISION, SALES = "af_etp_encadrement_tech_accomp_sociop_annee_prec", "af_part_produits_exploit_vente_presta"
INCOME = "af_total_produits_exploit"
# The three parts, after the whole that they add up to.
RATES = {
    "dynamic_exit_rate": "af_taux_prev_sorties_dynamiques",
    "lasting_job_exit_rate": "af_taux_prev_sorties_durable",
    "transition_job_exit_rate": "af_taux_prev_sorties_trans",
    "positive_exit_rate": "af_taux_prev_sorties_positives",
}
# The public funders that an annex names, and the word by which a line of Relevés breaks the amount down.
FUNDERS = {
    "af_commune": "commune",
    "af_intercomm": "intercommunalité",
    "af_departement": "département",
    "af_region": "région",
    "af_etat": "État",
    "af_fse": "FSE",
    "af_plie": "PLIE",
    "af_agefiph": "Agefiph",
    "af_autre_aide_publique": "autre aide publique",
    "af_fondation": "fondation",
}
AMOUNTS = (FTE, HOURS, UNIT_AID, TOTAL_AID, SUPERVISION, SALES, INCOME, *RATES.values(), *FUNDERS)
NEEDED = (STRUCTURE, NUMBER, STATE, SCHEME, RENEWAL, CHANGE, START, END, CLOSING, *AMOUNTS)
COUNTS, FAILING_THAT = frozenset({"VALIDE", "CLOTURE"}), frozenset({"PROVISOIRE"})
STATES = COUNTS | FAILING_THAT | {"HISTORISE", "SAISI", "BROUILLON", "REJETE", "ANNULE"}
_TITLE = re.compile(r"DEB\w*?(\d{2})(\d{2})(\d{4})_\d{6}")
_END = re.compile(r"FIN(\d*)")


@dataclass(frozen=True)
class Annex:
    """One row of the extract: one state of one annex, with the amounts that it gives; a blank one is absent."""

    line: int
    scheme: str
    number: str
    state: str
    avenant: tuple[int, int]
    start: datetime.date
    end: datetime.date
    closing: datetime.date | None
    amounts: Mapping[str, Decimal]

    @property
    def name(self) -> str:
        """The number of the annex with those of its renewal and of its change: ACI054210019 A0 M1."""
        return f"{self.number} A{self.avenant[0]} M{self.avenant[1]}"

    @property
    def kind(self) -> str:
        """The scheme as the workbook lists it: ACI_DC is aci."""
        return self.scheme.partition("_")[0].lower()

    @property
    def years(self) -> range:
        """The years that the annex covers."""
        return range(self.start.year, self.end.year + 1)

    def months(self, year: int) -> int:
        """Count the months of a year that the annex covers, the first and the last included."""
        if year not in self.years:
            return 0
        first = self.start.month if year == self.start.year else 1
        last = self.end.month if year == self.end.year else 12
        return last - first + 1

    def fte(self, year: int) -> Decimal | None:
        """Return its posts in full-time equivalents of the whole year: posts × months ÷ 12."""
        posts = self.amounts.get(FTE)
        return None if posts is None else posts * self.months(year) / 12


@dataclass(frozen=True)
class Extract:
    """What an extract holds of one structure, and when it was made."""

    structure: str
    day: datetime.date | None
    annexes: tuple[Annex, ...]
    funds: int
    problems: tuple[Problem, ...]


def read_extract(source: Source, choose: Callable[[tuple[str, ...]], str]) -> Extract:
    """Read the annexes of one structure in an extract.

    Args:
        source: the file.
        choose: given the structures that the extract holds, returns the one to read.

    Raises:
        DataProblems: the table is cut short or lacks columns.
    """
    place = source.header((STRUCTURE, NUMBER, STATE, FTE))
    if place is None:
        raise DataProblems([problem("import_not_recognised", source.name)])
    header, separator = place
    lines = Lines(source, read_table(source, header, separator), NEEDED)
    lines.require(NEEDED)
    lines.table = _without_end(lines)
    rows = lines.whole()
    wanted = choose(tuple(dict.fromkeys(row[STRUCTURE] for _, row in rows)))
    own = [(number, row) for number, row in rows if row[STRUCTURE] == wanted]
    posts = [(number, row) for number, row in own if not row[SCHEME].startswith(FUND)]
    annexes = [_annex(number, row, lines) for number, row in posts]
    title = _TITLE.match(source.lines[0]) if header > 1 else None
    day = lines.day("/".join(title.groups()), 1, "") if title else None
    return Extract(wanted, day, tuple(filter(None, annexes)), len(own) - len(posts), tuple(lines.problems))


def those_that_count(annexes: Iterable[Annex]) -> tuple[Annex, ...]:
    """Keep one row for each annex and year: the latest avenant that is in force or closed, else the provisional one.

    The renewal counts before the change. Rows superseded, withdrawn or not yet signed never count. Two rows of one
    avenant count once, the first that the file gives.
    """
    groups: dict[tuple[str, int], list[Annex]] = defaultdict(list)
    for annex in annexes:
        groups[annex.number, annex.start.year].append(annex)
    kept = []
    for key in sorted(groups):
        live = [one for one in groups[key] if one.state in COUNTS]
        live = live or [one for one in groups[key] if one.state in FAILING_THAT]
        if live:
            kept.append(min(live, key=lambda one: (-one.avenant[0], -one.avenant[1], one.line)))
    return tuple(kept)


def told_twice(kept: Iterable[Annex], annexes: Iterable[Annex]) -> list[tuple[Annex, Annex]]:
    """Pair each row kept with another one of the same avenant, equally in force, that says something else."""
    others = list(annexes)
    return [
        (one, other)
        for one in kept
        for other in others
        if (other.number, other.start.year, other.avenant) == (one.number, one.start.year, one.avenant)
        and (other.state in COUNTS) == (one.state in COUNTS)
        and other.state in COUNTS | FAILING_THAT
        and (other.end, other.start, other.amounts) != (one.end, one.start, one.amounts)
    ]


def _annex(number: int, row: Mapping[str, str], lines: Lines) -> Annex | None:
    before = len(lines.problems)
    if row[STATE] not in STATES:
        lines.tell("import_state_unknown", number)
    days = [lines.day(row[column], number, column) for column in (START, END, CLOSING)]
    avenant = [lines.whole_number(row[column], number, column) for column in (RENEWAL, CHANGE)]
    amounts = {column: lines.number(row[column], number, column) for column in AMOUNTS}
    start, end, closing = days
    if len(lines.problems) > before:
        return None
    if start is None or end is None or end < start:
        lines.tell("import_period_not_read", number, start=START, end=END)
        return None
    return Annex(
        number,
        row[SCHEME],
        row[NUMBER],
        row[STATE],
        (avenant[0] or 0, avenant[1] or 0),
        start,
        end,
        closing,
        {column: amount for column, amount in amounts.items() if amount is not None},
    )


def _without_end(lines: Lines) -> Table:
    """Take away the last line « FIN85 », which says how many there are, and tell when some are lacking."""
    table = lines.table
    last = table.lines[-1] if table.lines else (0, ("",))
    end = _END.fullmatch(last[1][0].strip())
    if not end or any(cell.strip() for cell in last[1][1:]):
        return table
    told = len(table.lines) - 1
    if end.group(1) and int(end.group(1)) != told:
        lines.tell("import_rows_missing", last[0], expected=end.group(1), found=str(told))
    return Table(table.titles, table.lines[:-1])
