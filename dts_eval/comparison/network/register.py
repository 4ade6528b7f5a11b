"""The rows and the proofs of a synthesis: each figure leads to the reports that it rests on, named once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dts_eval.comparison.network.members import Member, Network
from dts_eval.disclosure.rows import Cited, Row
from dts_eval.foundation.language import say
from dts_eval.foundation.model import weakest
from dts_eval.foundation.names import RECORD, synthesis_stem

NETWORK, CAMPAIGN, REPORTS, REPORT = "network", "campaign", "network_reports", "network_report"
# Beyond so many, the page says how many reports a figure rests on, and the file of proofs lists them.
MOST_LISTED = 30
RECORDS = "records"


def label_of(member: int) -> str:
    """Return the label of a report in the synthesis: R1, R2… in the order of names."""
    return f"R{member + 1}"


def ranges_of(members: Iterable[int]) -> str:
    """Write which reports as ranges of their labels: « R1:R3 R7 »."""
    runs: list[list[int]] = []
    for member in sorted(set(members)):
        if runs and member == runs[-1][1] + 1:
            runs[-1][1] = member
        else:
            runs.append([member, member])
    return " ".join(label_of(first) if first == last else f"{label_of(first)}:{label_of(last)}" for first, last in runs)


class Register:
    """Numbers the proofs of a synthesis in the order in which they are met, and makes its rows."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.language = network.language
        self.file = f"{synthesis_stem(network.fictitious, network.language)}.evidence.csv"
        self.rows: list[Row] = []
        self.shown: list[Cited] = []
        self.filed: list[Cited] = []
        self.name = str(say("network_name", network.language))

    def campaign(self, calculation: str) -> str:
        """Cite the campaign itself, which lists what was made and what was not."""
        return self._cite(CAMPAIGN, RECORD, "", RECORDS, calculation)

    def reports(
        self, members: Sequence[int], calculation: str, grades: Iterable[str] = (RECORDS,), line: str = ""
    ) -> str:
        """Cite the reports of several structures as one proof, which lists them by their labels.

        When there is none, all of them prove it. ``line`` is how the identifier of their lines ends, after that of the
        structure.
        """
        members = members or range(len(self.network.members))
        told, count = ranges_of(members), len(set(members))
        grade = weakest(tuple(grades))
        found = str(say("network_proof_line", self.language, line=line)) if line else ""
        if count <= MOST_LISTED:
            return self._cite(REPORTS, "", told, grade, calculation, note=found)
        listed = str(say("network_proof_listed", self.language, n=count, file=self.file))
        proof = self._cite(REPORTS, "", "", grade, calculation, note=" ".join(filter(None, (listed, found))))
        self.filed[-1] = replace(self.filed[-1], cell=told, note=found)
        return proof

    def report(self, member: int, row_id: str, consent: str = "") -> str:
        """Cite one line of the report of one structure."""
        one = self.network.members[member]
        note = f"{label_of(member)} {one.name}"
        return self._cite(REPORT, f"{one.place}.rows.csv", row_id, "declared", "", consent=consent, note=note)

    def grade(self, evidence_id: str) -> str:
        """Return the grade of a proof already cited."""
        return next(cited.grade for cited in reversed(self.shown) if cited.evidence_id == evidence_id)

    def _cite(
        self, kind: str, file: str, cell: str, grade: str, calculation: str, *, consent: str = "", note: str = ""
    ) -> str:
        name = f"E{len(self.shown) + 1}"
        cited = Cited(name, kind, file, "", cell, "", "", "", "", consent, grade, calculation, note)
        self.shown.append(cited)
        self.filed.append(cited)
        return name

    def row(
        self, indicator: str, breakdown: str = "", *, proofs: Sequence[str], kind: str = "scope",
        year: int | None = None, period: str = "", criterion: str = "", value: float | None = None, text: str = "",
        numerator: float | None = None, denominator: float | None = None, unit: str = "structure",
        status: str = "computed", grade: str = RECORDS, qualifier: str = "",
    ) -> Row:  # fmt: skip
        """Make one row of the synthesis and keep it."""
        where = ";".join(sorted(part for part in breakdown.split(";") if part))
        made = Row(
            row_id=f"{NETWORK}/{year or ''}/{indicator}/{where}", structure_id=NETWORK, structure=self.name, kind=kind,
            year=year, period=period, dimension="", criterion=criterion, indicator=indicator, breakdown=where,
            value=value, text=text, numerator=numerator, denominator=denominator, unknown=None, low=None, high=None,
            unit=unit if value is not None else "", qualifier=qualifier, status=status, reason="", grade=grade,
            evidence_ids=tuple(proofs),
        )  # fmt: skip
        self.rows.append(made)
        return made

    def evidence_file(self) -> tuple[Cited, ...]:
        """Return what the file of proofs holds: the proofs, whole, then each report under its label."""
        return (*self.filed, *(_of_member(place, member) for place, member in enumerate(self.network.members)))


def _of_member(place: int, member: Member) -> Cited:
    file = f"{member.place}.rows.csv"
    return Cited(label_of(place), REPORT, file, "", "", "", "", "", "", "", RECORDS, "", member.name)
