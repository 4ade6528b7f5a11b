"""Step after the campaign: what its reports show together, with the reports that each figure rests on; no rank."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dts_eval.comparison.network.arithmetic import poolable, pooled, spread, usable
from dts_eval.comparison.network.members import NOT_CHOSEN, SHOWN, STANDINGS, Effect, FigureKey, Given, Network, Voice
from dts_eval.comparison.network.quoting import chosen_effects, chosen_voices
from dts_eval.comparison.network.register import Register
from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.rows import Cited, Row
from dts_eval.foundation.language import say
from dts_eval.indicators.definitions import indicators

KEPT = ("kept", "added")
DECISIONS = ("kept", "rejected", "silent")
DEFINED_APART, WITHOUT_PARTS = "defined_apart", "without_parts"
NOT_ENTERING = (*(name for name in STANDINGS if name != SHOWN), DEFINED_APART, WITHOUT_PARTS)
STANDS_ON = ("figures", "accounts", "effects", "only_named")


@dataclass(frozen=True)
class CriterionLine:
    """A criterion of the catalogue: who kept it, set it aside or said nothing, and what it stands on, as rows."""

    criterion: str
    decisions: Mapping[str, Row]
    stands_on: Mapping[str, Row]
    wondered: Row


@dataclass(frozen=True)
class FigureLine:
    """One indicator in one year: how many structures show it, the figure together if it holds, and the spread.

    ``shown`` counts the structures that show it, ``entering`` those that the figure together rests on; ``standings``
    are rows that say how many do not enter, and why. ``values`` are what structures show, without their names, for the
    drawing.
    """

    key: FigureKey
    criterion: str
    shown: Row
    entering: Row
    standings: Mapping[str, Row]
    together: Row | None
    spread: Mapping[str, Row]
    values: tuple[float, ...]
    defined_apart: bool = False

    @property
    def poolable(self) -> bool:
        """Whether the catalogue allows the figure to be put together across structures."""
        return poolable(self.key.indicator)


@dataclass(frozen=True)
class Said:
    """Something quoted from a report, with the row of the synthesis that says so."""

    what: Voice | Effect
    row: Row


@dataclass(frozen=True)
class OwnCriterion:
    """A criterion in the words of the structure that added it, with the row that says so."""

    member: int
    row: Row


@dataclass(frozen=True)
class Synthesis:
    """What a network shows: rows with their proofs, and how they gather; structures stand in the order of names.

    ``filed`` is what the file of proofs holds: the proofs with all their reports, then each report under its label.
    """

    network: Network
    coverage: Mapping[str, tuple[Row, ...]]
    criteria: tuple[CriterionLine, ...]
    own_criteria: tuple[OwnCriterion, ...]
    figures: tuple[FigureLine, ...]
    voices: tuple[Said, ...]
    effects: tuple[Said, ...]
    quotable: Row
    rows: tuple[Row, ...]
    evidence: tuple[Cited, ...]
    filed: tuple[Cited, ...]


def pool(network: Network) -> Synthesis:
    """Put together what the reports of a network show, and only that.

    Args:
        network: what each report shows, as read from the folder of the campaign.

    Returns:
        Counts of structures by kind, département, criterion and kind of proof; figures together where the catalogue
        allows it, from three structures that show them, defined alike, in the same year; the spread of what is shown,
        without names; quotes whose authors agreed. A number that a report hides enters nowhere, and is counted as
        hidden.

    Raises:
        Nothing: a network has at least three structures.

    Source: ours; fiche II-2 asks for no figure across structures.
    """
    register = Register(network)
    coverage = dict(_coverage(register))
    lines = tuple(_criteria(register))
    own = tuple(_own_criteria(register))
    figures = tuple(_figures(register))
    voices = tuple(_voice(register, voice) for voice in chosen_voices(network))
    effects = tuple(_effect(register, effect) for effect in chosen_effects(network))
    return Synthesis(
        network=network, coverage=coverage, criteria=lines, own_criteria=own, figures=figures, voices=voices,
        effects=effects, quotable=_quotable(register), rows=tuple(register.rows), evidence=tuple(register.shown),
        filed=register.evidence_file(),
    )  # fmt: skip


def _coverage(register: Register) -> Iterator[tuple[str, tuple[Row, ...]]]:
    network, told = register.network, register.campaign(str(say("network_proof_campaign", register.language)))
    members = network.members
    everybody = register.reports(range(len(members)), str(say("network_proof_coverage", register.language)))
    proofs = (told, everybody)

    def counted(indicator: str, key: str, values: Iterable[object], cited: Sequence[str]) -> tuple[Row, ...]:
        listed = list(values)
        return tuple(
            register.row(indicator, f"{key}={value}", proofs=cited, value=listed.count(value))
            for value in dict.fromkeys(sorted(listed, key=str))
        )

    yield "structures", (register.row("network_structures", proofs=proofs, value=len(members)),)
    yield "kinds", counted("network_structures", "kind", (one.kind for one in members), (everybody,))
    places = (code for one in members for code in one.departements or ("unknown",))
    yield "departements", counted("network_structures", "departement", places, (everybody,))
    yield "years", counted("network_structures", "year", (one.year for one in members), (everybody,))
    fictitious = sum(one.fictitious for one in members)
    if fictitious:
        yield "fictitious", (register.row("network_fictitious", proofs=proofs, value=fictitious),)
    if network.failed:
        yield "failed", (register.row("network_failed", proofs=(told,), value=len(network.failed), unit="plain"),)
    yield "left", counted("network_left_aside", "why", (one.why for one in network.left_aside), (told,))


def _criteria(register: Register) -> Iterator[CriterionLine]:
    members, language = register.network.members, register.language
    decisions, calculation = {}, str(say("network_proof_decisions", language))
    for name in criteria():
        speaking = [place for place, one in enumerate(members) if name in one.decisions]
        said = [members[place].decisions[name] for place in speaking]
        counts = {"kept": sum(one in KEPT for one in said), "rejected": said.count("rejected")}
        counts["silent"] = len(members) - sum(counts.values())
        proof = register.reports(speaking, calculation)
        decisions[name] = {
            one: _of_criterion(register, name, "network_decision", f"decision={one}", counts[one], proof)
            for one in DECISIONS
        }
    for name in criteria():
        kept = [place for place, one in enumerate(members) if one.decisions.get(name) in KEPT]
        proof = register.reports(kept, str(say("network_proof_evidence", language)))
        covered = [members[place].covered.get(name, {}) for place in kept]
        counts = {kind: sum(bool(found.get(kind)) for found in covered) for kind in STANDS_ON[:3]}
        counts["only_named"] = sum(not any(found.values()) for found in covered)
        wondered = sum(name in members[place].wondered for place in kept)
        yield CriterionLine(
            name,
            decisions[name],
            {
                one: _of_criterion(register, name, "network_stands_on", f"on={one}", counts[one], proof)
                for one in STANDS_ON
            },
            _of_criterion(register, name, "network_wonders", "", wondered, proof),
        )


def _of_criterion(register: Register, name: str, indicator: str, key: str, value: int, proof: str) -> Row:
    where = f"criterion={name};{key}"
    return register.row(indicator, where, kind="choice", criterion=name, proofs=(proof,), value=value)


def _own_criteria(register: Register) -> Iterator[OwnCriterion]:
    for place, one in enumerate(register.network.members):
        for name, words in sorted(one.own_words.items()):
            where = f"criterion={name};report={one.structure_id}"
            proof = register.report(place, f"{one.structure_id}//criterion_decision/criterion={name}")
            yield OwnCriterion(
                place,
                register.row(
                    "network_own_criterion", where, kind="choice", criterion=name, proofs=(proof,), text=words,
                    qualifier=one.decisions[name], status="declared", grade="declared",
                ),
            )  # fmt: skip


def _figures(register: Register) -> Iterator[FigureLine]:
    found: dict[tuple[str, int], list[FigureKey]] = {}
    for key in register.network.figures:
        found.setdefault((key.indicator, key.year), []).append(key)
    for name in indicators():
        of_name = (keys for (indicator, _), keys in sorted(found.items()) if indicator == name)
        for keys in of_name:
            for key in sorted(keys, key=lambda one: (one.unit, one.period, one.definition)):
                yield _figure(register, key, len(keys) > 1)


def _figure(register: Register, key: FigureKey, several: bool) -> FigureLine:
    given = register.network.figures[key]
    apart = f"definition={key.definition};in={key.unit}" if several else ""
    criterion = indicators()[key.indicator].criterion
    proof = _proof(register, key, given)
    common = {"year": key.year, "criterion": criterion}

    def count(indicator: str, value: int, extra: str = "") -> Row:
        where = f"figure={key.indicator};{apart};{extra}"
        return register.row(indicator, where, proofs=(proof,), value=value, **common)

    def mark(name: str, value: float) -> Row:
        where = f"figure={key.indicator};{apart};at={name}"
        grade = register.grade(proof)
        return register.row(
            "network_spread",
            where,
            period=key.period,
            proofs=(proof,),
            value=value,
            unit=key.unit,
            grade=grade,
            **common,
        )

    entering = _entering(key, given)
    together, row = pooled(key, given), None
    if together:
        cited = proof if len(together.given) == len(given) else _proof(register, key, together.given)
        row = register.row(
            key.indicator, apart, kind="figure", period=key.period, proofs=(cited,), value=together.value,
            numerator=together.numerator, denominator=together.denominator, unit=key.unit,
            grade=register.grade(cited), **common,
        )  # fmt: skip
    standings = _standings(register.network, key, given)
    return FigureLine(
        key=key,
        criterion=criterion,
        shown=count("network_shown", len(given)),
        entering=count("network_entering", len(entering)),
        standings={
            name: count("network_standing", value, f"standing={name}") for name, value in standings.items() if value
        },
        together=row,
        spread={name: mark(name, value) for name, value in spread(given).items()},
        values=tuple(sorted(one.value for one in given)),
        defined_apart=several,
    )


def _proof(register: Register, key: FigureKey, given: Sequence[Given]) -> str:
    calculation = str(say("network_proof_shown", register.language))
    line = f"/{key.year}/{key.indicator}/"
    return register.reports([one.member for one in given], calculation, (one.grade for one in given), line)


def _entering(key: FigureKey, given: Sequence[Given]) -> Sequence[Given]:
    # Where the catalogue puts nothing together, all that is shown enters the spread.
    return usable(key, given) if poolable(key.indicator) else given


def _standings(network: Network, key: FigureKey, given: Sequence[Given]) -> dict[str, int]:
    counts = dict(network.standings.get((key.indicator, key.year), {}))
    of_year = sum(one.year == key.year for one in network.members)
    counts[NOT_CHOSEN] = of_year - sum(counts.values())
    counts[DEFINED_APART] = counts.pop(SHOWN, 0) - len(given)
    counts[WITHOUT_PARTS] = len(given) - len(_entering(key, given))
    return {name: counts.get(name, 0) for name in NOT_ENTERING}


def _voice(register: Register, voice: Voice) -> Said:
    one = register.network.members[voice.member]
    proof = register.report(voice.member, voice.row_id, "public")
    where = f"report={one.structure_id};voice={voice.row_id.rpartition('=')[2]}"
    row = register.row(
        "network_voice", where, kind="account", criterion=voice.criterion, proofs=(proof,), text=voice.words,
        status="declared", grade="declared", qualifier="contests" if voice.contests else "",
    )  # fmt: skip
    return Said(voice, row)


def _effect(register: Register, effect: Effect) -> Said:
    one = register.network.members[effect.member]
    proof = register.report(effect.member, effect.row_id)
    where = f"effect={effect.row_id.rpartition('effect=')[2].partition(';')[0]};report={one.structure_id}"
    row = register.row(
        "network_effect", where, kind="effect", criterion=effect.criterion, proofs=(proof,), text=effect.words,
        status="declared", grade="declared", qualifier="contested" if effect.contested else "",
    )  # fmt: skip
    return Said(effect, row)


def _quotable(register: Register) -> Row:
    network = register.network
    proof = register.reports(list(network.quotable), str(say("network_proof_voices", register.language)))
    return register.row("network_quotable", proofs=(proof,), value=sum(network.quotable.values()), unit="plain")
