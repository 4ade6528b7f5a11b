"""Says what changed since an earlier report as rows, and cites what that report said, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dts_eval.disclosure.rows import Cited, Disclosed, Row
from dts_eval.disclosure.since import KEPT, SUPPRESSED, Difference, Since

REPORT = "report"
# What is no longer said is named to the structure alone: partners are told how many things that is.
NAMED_INSIDE_ONLY = "withdrawn"


def with_since(disclosed: Disclosed, since: Since | None) -> Disclosed:
    """Add what changed since an earlier report to what may be shown; the same when none was named."""
    if since is None:
        return disclosed
    teller = _Teller(disclosed, since)
    rows = tuple(teller.rows())
    return replace(
        disclosed, rows=(*disclosed.rows, *rows), evidence=(*disclosed.evidence, *teller.cited.values()),
        labels={**since.earlier.labels, **disclosed.labels},
    )  # fmt: skip


@dataclass
class _Teller:
    """Numbers what the earlier report said after today's evidence, each line of it once."""

    disclosed: Disclosed
    since: Since
    cited: dict[str, Cited] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        since = self.since
        whole = self._whole()
        yield self._row("since_report", proofs=(whole,), value=since.earlier.year, unit="year")
        for one in since.method:
            name = one.how if one.how in ("definition", "unknown") else one.name
            where = f"figure={one.name}" if one.how == "definition" else ""
            proofs = (whole,)
            if one.then:
                yield self._row(f"since_{name}_then", where, proofs=proofs, text=one.then)
            yield self._row(f"since_{name}", where, proofs=proofs, text=one.now)
        if since.new_figures:
            yield self._row("since_new_figures", proofs=(whole,), value=since.new_figures, unit="figure")
        yield from self._named("indicator", "figure", (*since.followed, *since.unfollowed))
        yield from self._figures()
        yield from self._named("account", "since_account", since.accounts, worded=False)
        yield from self._effects()
        yield from self._named("criterion", "since_criterion", since.criteria)
        yield from self._decisions()
        documents = since.documents
        if documents:
            yield self._row("since_documents", proofs=(whole,), value=len(documents), unit="plain")
        for one in documents:
            evidence, _, title = one.now.partition(" ")
            yield self._row("since_document", f"since_document={one.name}", proofs=(evidence,), text=title)

    def _figures(self) -> Iterator[Row]:
        gone = [one for one in self.since.figures if self._unnamed(one)]
        yield from self._count("figure", gone)
        for number, one in enumerate(one for one in self.since.figures if one not in gone):
            row = (*one.after, *one.before)[0]
            where = f"since_line={number + 1};figure={one.name}"
            where = f"{where};{row.breakdown}" if row.breakdown else where
            common = {"year": row.year, "criterion": row.criterion}
            before, after = ((rows[0] if len(rows) == 1 else None) for rows in (one.before, one.after))
            quiet = one.quiet or one.how in ("hidden", "sources")
            then, now = self._earlier(one.before, quiet), _ids(one.after)
            yield self._row(f"since_figure_{one.how}", where, proofs=(*then, *now), text=one.how, **common)
            if before and (not quiet or before.status == SUPPRESSED):
                yield self._row("since_figure_then", where, proofs=then, **common, **_quantity(before))
            if after and one.how != "sources":
                yield self._row("since_figure_now", where, proofs=now, **common, **_quantity(after))

    def _effects(self) -> Iterator[Row]:
        moved = ("moved", "reworded")
        yield from self._named("effect", "since_effect", [one for one in self.since.effects if one.how not in moved])
        for one in self.since.effects:
            if one.how in moved:
                where = f"since_effect={one.name}"
                then, now = self._earlier(one.before, quiet=False), _ids(one.after)
                words = (one.then, one.now) if one.how == "moved" else (one.before[0].text, one.after[0].text)
                yield self._row(f"since_effect_{one.how}_then", where, proofs=then, text=words[0])
                yield self._row(f"since_effect_{one.how}", where, proofs=now, text=words[1])

    def _decisions(self) -> Iterator[Row]:
        decisions = self.since.decisions
        taken = [one for one in decisions if one.how != "added"]
        if taken:
            followed = sum(1 for one in taken if one.how == "followed")
            proofs = tuple(proof for one in taken for proof in self._earlier(one.before, self._unnamed(one)))
            yield self._row("since_decisions", proofs=proofs, value=len(taken), unit="plain")
            yield self._row("since_decisions_followed", proofs=proofs, value=followed, unit="plain")
        for number, one in enumerate(one for one in decisions if one.how != "added" and not self._unnamed(one)):
            where = f"since_decision={number + 1}"
            then = self._earlier(one.before, quiet=False)
            yield self._row(f"since_decision_{one.how}", where, proofs=then, text=one.name)
            if one.now:
                yield self._row("since_decision_follow", where, proofs=_ids(one.after), text=one.now)
        yield from self._count("decision", [one for one in decisions if self._unnamed(one)])
        added = [one for one in decisions if one.how == "added"]
        if added:
            proofs = tuple(proof for one in added for proof in _ids(one.after))
            yield self._row("since_decisions_added", proofs=proofs, value=len(added), unit="plain")

    def _named(self, kind: str, key: str, found: Iterable[Difference], worded: bool = True) -> Iterator[Row]:
        listed = list(found)
        gone = [one for one in listed if self._unnamed(one)]
        for one in listed:
            if one not in gone:
                row = (*one.before, *one.after)[0]
                # The words of a testimony that is no longer there are not kept alive here.
                text = row.text if worded and kind == "effect" else ""
                proofs = (*self._earlier(one.before, quiet=not worded), *_ids(one.after))
                yield self._row(f"since_{kind}_{one.how}", f"{key}={one.name}", proofs=proofs, text=text)
        for how in dict.fromkeys(one.how for one in listed if one not in gone):
            same = [one for one in listed if one.how == how]
            quiet = not worded
            cited = [proof for one in same for proof in (*self._earlier(one.before, quiet), *_ids(one.after))]
            # Effects that were added are laid out one by one, each with its proofs.
            proofs = (self._whole(),) if (kind, how) == ("effect", "added") else tuple(cited)
            yield self._row(f"since_{kind}s_{how}", proofs=proofs, value=len(same), unit="plain")
        yield from self._count(kind, gone)

    def _unnamed(self, one: Difference) -> bool:
        return one.how == NAMED_INSIDE_ONLY and self.disclosed.audience != "internal"

    def _count(self, kind: str, gone: list[Difference]) -> Iterator[Row]:
        if gone:
            proofs = (self._whole(),)
            yield self._row(f"since_{kind}_unnamed", proofs=proofs, value=len(gone), unit="plain")

    def _whole(self) -> str:
        return self._cite("", self.since.earlier.manifest, "", "")

    def _earlier(self, rows: Iterable[Row], quiet: bool) -> tuple[str, ...]:
        file = self.since.earlier.rows_file
        return tuple(self._cite(row.row_id, file, "" if quiet else _raw(row), row.grade) for row in rows)

    def _cite(self, row_id: str, file: str, raw: str, grade: str) -> str:
        # A line cited twice, once quietly, stays quiet.
        known = self.cited.get(row_id)
        if known is None:
            number = len(self.disclosed.evidence) + len(self.cited) + 1
            known = Cited(f"E{number}", REPORT, file, "", "", raw, "", "", "", "", grade, "", row_id)
        self.cited[row_id] = replace(known, raw=known.raw if raw else "")
        return known.evidence_id

    def _row(
        self,
        indicator: str,
        breakdown: str = "",
        *,
        proofs: tuple[str, ...],
        year: int | None = None,
        criterion: str = "",
        value: float | None = None,
        text: str = "",
        unit: str = "",
        low: float | None = None,
        high: float | None = None,
        qualifier: str = "",
        status: str = "computed",
        grade: str = "records",
    ) -> Row:
        structure = self.disclosed.structure
        where = ";".join(sorted(part for part in breakdown.split(";") if part))
        return Row(
            row_id=f"{structure.structure_id}/{year or ''}/{indicator}/{where}",
            structure_id=structure.structure_id, structure=structure.name, kind="scope", year=year, period="",
            dimension="", criterion=criterion, indicator=indicator, breakdown=where, value=value, text=text,
            numerator=None, denominator=None, unknown=None, low=low, high=high, unit=unit, qualifier=qualifier,
            status=status, reason="", grade=grade, evidence_ids=tuple(dict.fromkeys(proofs)),
        )  # fmt: skip


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(proof for row in rows for proof in row.evidence_ids))


def _quantity(row: Row) -> dict[str, object]:
    return {
        "value": row.value, "low": row.low, "high": row.high, "unit": row.unit, "qualifier": row.qualifier,
        "status": row.status, "grade": row.grade,
    }  # fmt: skip


def _raw(row: Row) -> str:
    numbers = [f"{number:.12g}" for number in (row.value, row.low, row.high) if number is not None]
    return " | ".join(numbers) if numbers else "" if row.text in KEPT else row.text
