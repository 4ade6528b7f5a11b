"""Rows of a fictitious structure, « La Cordée de Brumeval », for the tests of charts."""

from typing import Any

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.model import Criterion, Shape

INTERVALS = {
    2021: (45.2, 29.2, 62.2, 14, 31),
    2023: (56.8, 40.9, 71.3, 21, 37),
    2024: (64.3, 49.2, 77.0, 27, 42),
}
HOUSED = {2021: (38, 52), 2022: (37, 49), 2023: (44, 56), 2024: (46, 58)}


def row(indicator: str, year: int | None = 2024, breakdown: str = "", value: float | None = None, **said: Any) -> Row:
    """Make a row of the fictitious structure."""
    fields: dict[str, Any] = {
        "structure_id": "fictif-1",
        "structure": "La Cordée de Brumeval (exemple fictif)",
        "kind": "figure",
        "period": "",
        "dimension": "people",
        "criterion": "integration",
        "text": "",
        "numerator": None,
        "denominator": None,
        "unknown": None,
        "low": None,
        "high": None,
        "unit": "person",
        "qualifier": "",
        "status": "measured" if value is not None or "low" in said else "not_available",
        "reason": "",
        "grade": "records" if value is not None else "",
        "evidence_ids": (f"E{len(indicator)}",),
    } | said
    row_id = f"fictif-1/{year or ''}/{indicator}/{breakdown}{said.get('mark', '')}"
    fields.pop("mark", None)
    return Row(row_id=row_id, year=year, indicator=indicator, breakdown=breakdown, value=value, **fields)


def masked(indicator: str, breakdown: str = "", year: int = 2024, **said: Any) -> Row:
    """Make a row that too few people are counted in."""
    return row(indicator, year, breakdown, status="suppressed", reason="small_count", grade="", **said)


def housed() -> list[Row]:
    """Shares of complete counts, each year."""
    return [
        row("housed", year, value=100 * part / whole, numerator=part, denominator=whole, unit="percent")
        for year, (part, whole) in HOUSED.items()
    ]


def surveyed() -> list[Row]:
    """Shares of a survey, with intervals, a hole in 2022 and a noisy change."""
    found = [
        row(
            "confident", year, value=value, low=low, high=high, numerator=part, denominator=whole,
            unit="percent", grade="declared",
        )
        for year, (value, low, high, part, whole) in INTERVALS.items()
    ]  # fmt: skip
    found.insert(1, row("confident", 2022, unit="percent", reason="not_sought"))
    change = row("confident", 2024, "since=2023", value=7.5, kind="change", unit="percent", qualifier="noise")
    return [*found, change]


def hours() -> list[Row]:
    """Large counts with a target, a masked year, a year without row and an undated fact."""
    values = {2019: 35_120, 2020: None, 2022: 36_870, 2023: 38_420, 2024: 41_300}
    found = [
        row("hours_worked", year, value=value, unit="hour") if value else masked("hours_worked", year=year, unit="hour")
        for year, value in values.items()
    ]
    target = row("hours_worked", 2024, "of=target", value=40_000, kind="gap", unit="hour", text="la DDETS")
    undated = row("hours_worked", None, value=12, unit="hour")
    return [*found, target, undated]


def exits() -> list[Row]:
    """Exits by situation: one masked, one unknown, and the total."""
    values = {"lasting_job": 7, "transition_job": 5, "positive": None, "other": None, "unknown": 9}
    found = [
        row("exits_counted", 2024, f"exit_category={item}", value, unit="exit")
        if value is not None
        else masked("exits_counted", f"exit_category={item}", unit="exit")
        for item, value in values.items()
    ]
    return [row("exits_counted", 2024, value=26, unit="exit"), *found]


def referred() -> list[Row]:
    """People by who referred them, without anything masked."""
    values = {"self": 11, "france_travail": 22, "department": 17, "mission_locale": 8}
    found = [row("people", 2024, f"referral={item}", value) for item, value in values.items()]
    return [row("people", 2024, value=58), *found]


def typed() -> list[Row]:
    """Parts that the structure typed in its own words, some of them long."""
    values = {
        "aide aux démarches administratives et accompagnement vers le numérique": 320,
        "réparation de petit électroménager": 145,
        "garage solidaire": 0,
        "transport à la demande des personnes isolées des hameaux": 1210.5,
    }
    return [row("visits", 2024, f"service={item}", value, unit="hour") for item, value in values.items()]


def mix() -> list[Row]:
    """Shares of resources, which are percentages."""
    shares = {"market": (372_000, 28.8), "non_market": (918_000, 71.2)}
    return [
        row(
            "funding_mix", 2024, f"nature={item}", share, numerator=amount, denominator=1_290_000, unit="percent"
        )
        for item, (amount, share) in shares.items()
    ]  # fmt: skip


def resources(scale: float = 1) -> list[Row]:
    """Amounts by nature and by year: estimates, ranges, years without a row, small sales in 2019."""
    exact = {
        2019: (9_400, 702_300),
        2021: (301_200, 861_000),
        2022: (318_400, 884_000),
        2024: (372_100, 918_000),
    }
    ranged = {2021: (64_000, 52_000, 81_000), 2022: (None, 58_000, 90_000), 2024: (96_000, 78_000, 121_000)}
    said: dict[int, dict[str, tuple[float | None, ...]]] = {
        year: {"market": (market, None, None), "non_market": (non_market, None, None)}
        for year, (market, non_market) in exact.items()
    }
    for year, bounds in ranged.items():
        said[year]["non_monetary"] = bounds
    return [
        row(
            "resources_by_nature", year, f"nature={nature}", value and value * scale, unit="euro",
            low=low and low * scale, high=high and high * scale, grade="estimated" if low else "records",
        )
        for year, natures in said.items()
        for nature, (value, low, high) in natures.items()
    ]  # fmt: skip


SPENT = {
    "wages_insertion": {"in_territory": 412_000, "in_departement": 58_000, "elsewhere": 13_000},
    "wages_permanent": {"in_territory": 129_000},
    "purchases": {"in_territory": 139_400, "in_departement": 96_000, "elsewhere": 71_000, "unknown": 42_000},
    "local_taxes": {"in_territory": 6_200},
    "contributions": {"in_departement": 18_000, "elsewhere": 213_000},
}


def spent(totals: bool = True) -> list[Row]:
    """Expenses by kind and place, with or without their totals."""
    cells = [
        row("operating_budget", 2024, f"kind={kind};place={place}", value, unit="euro")
        for kind, places in SPENT.items()
        for place, value in places.items()
    ]
    if not totals:
        return cells
    by_place: dict[str, float] = {}
    for places in SPENT.values():
        for place, value in places.items():
            by_place[place] = by_place.get(place, 0) + value
    return [
        row("operating_budget", 2024, value=sum(by_place.values()), unit="euro"),
        *(row("operating_budget", 2024, f"kind={kind}", sum(own.values()), unit="euro") for kind, own in SPENT.items()),
        *cells,
        *(row("operating_budget", 2024, f"place={place}", value, unit="euro") for place, value in by_place.items()),
    ]


def exits_all_known() -> list[Row]:
    """Exits by situation, none masked."""
    values = {"lasting_job": 7, "transition_job": 5, "positive": 5, "other": 0, "unknown": 9}
    found = [row("exits_counted", 2024, f"exit_category={item}", value, unit="exit") for item, value in values.items()]
    return [row("exits_counted", 2024, value=26, unit="exit"), *found]


def referred_masked() -> list[Row]:
    """People by who referred them, two of them masked."""
    values = {"france_travail": 30, "department": 17, "mission_locale": None, "self": None}
    found = [
        row("people", 2024, f"referral={item}", value) if value else masked("people", f"referral={item}")
        for item, value in values.items()
    ]
    return [row("people", 2024, value=58), *found]


DEGREES = {
    "l’équipe permanente": ("codecision", "codecision"),
    "les administrateurs": ("codecision", "codecision"),
    "les salariés en parcours": ("concertation", "consultation"),
    "la communauté de communes du Pays de Brumeval": ("concertation", "concertation"),
    "les habitants et les clients": ("consultation", "information"),
    "les commerçants du bourg": ("information", ""),
    "les entreprises d’accueil en immersion et leurs tuteurs": ("", "codecision"),
}


def degrees() -> list[Row]:
    """Degrees of participation, two answers missing."""
    found = []
    for name, answers in DEGREES.items():
        for indicator, answer in zip(("stakeholder_degree", "stakeholder_degree_felt"), answers, strict=True):
            if answer:
                found.append(
                    row(
                        indicator,
                        None,
                        f"stakeholder={name}",
                        text=answer,
                        kind="scope",
                        unit="",
                        status="declared",
                    )
                )
    return found


BALLOTS = {
    "citizenship": (9, 9, 1),
    "needs": (17, 1, 1),
    "integration": (19, 0, 0),
    "anchoring": (15, None, 2),
    "local_le_droit_de_se_tromper": (12, 3, 4),
}


def ballots() -> list[Row]:
    """Votes on criteria, one of them not noted."""
    return [
        row(indicator, None, f"criterion={criterion}", value, kind="choice", unit="vote", grade="corroborated")
        for criterion, numbers in BALLOTS.items()
        for indicator, value in zip(("votes_for", "votes_against", "abstentions"), numbers, strict=True)
        if value is not None
    ]


def criteria() -> list[Criterion]:
    """Criteria of the manual in its order, then a local one."""
    shorts = {
        "needs": "Besoins non satisfaits",
        "integration": "Insertion sociale et professionnelle",
        "anchoring": "Ancrage territorial",
        "citizenship": "Citoyenneté et participation",
        "local_le_droit_de_se_tromper": "le droit de se tromper, d’abandonner un métier et d’en essayer un autre",
    }
    return [
        Criterion(name, "territory", short, short, "rejected" if name == "citizenship" else "kept")
        for name, short in shorts.items()
    ]


def two_sources() -> list[Row]:
    """Two sources that tell two numbers for one year."""
    return [
        row("exits_all", 2023, value=39),
        row("exits_all", 2024, value=43),
        row("exits_all", 2024, value=39, mark="#2", grade="corroborated"),
    ]


def qualified() -> list[Row]:
    """Numbers as people wrote them: at least, about, between two bounds, estimated."""
    return [
        row("visitors", 2021, value=600, low=600, qualifier="more_than", grade="declared"),
        row("visitors", 2022, value=750, qualifier="about", grade="estimated"),
        row("visitors", 2023, low=700, high=950, grade="estimated"),
        row("visitors", 2024, value=812, grade="corroborated"),
    ]


def few() -> list[Row]:
    """Shares of fewer than twenty people, which are not written as percentages."""
    return [
        row("housed", year, value=100 * part / whole, numerator=part, denominator=whole, unit="percent")
        for year, (part, whole) in {2023: (5, 11), 2024: (7, 12)}.items()
    ]


def large() -> list[Row]:
    """Fifteen years of amounts, one of them negative."""
    return [
        row("operating_result", 2010 + place, value=value, unit="euro")
        for place, value in enumerate(
            (
                12_000,
                -31_500,
                4_200,
                90,
                18_300,
                22_000,
                25_410,
                61_000,
                0,
                7,
                40_000,
                41_000,
                -2_000,
                9_800,
                33_000,
            )
        )
    ]


def above() -> list[Row]:
    """A rate above one hundred, beside its target."""
    return [
        row("fte_realisation_rate", 2023, value=96.4, numerator=17.35, denominator=18, unit="percent"),
        row("fte_realisation_rate", 2024, value=104.2, numerator=18.76, denominator=18, unit="percent"),
        row("fte_realisation_rate", 2024, "of=target", value=100, kind="gap", unit="percent"),
    ]


def one_year() -> list[Row]:
    """One year alone, with an interval that straddles its target."""
    return [
        row("confident", 2024, value=64.3, low=49.2, high=77.0, numerator=270, denominator=420, unit="percent"),
        row("confident", 2024, "of=target", value=70, kind="gap", unit="percent"),
    ]


def placed() -> list[Row]:
    """Cursors of five questions of two pillars: moved, marked, still, and one whose start nobody noted."""
    places = {"P1.3": (0, 2), "P1.8": (1, 2), "P2.1": (1, -3), "P2.7": (0, 0), "P2.10": (None, 3)}
    found = []
    for question, (start, end) in places.items():
        where = f"question={question}"
        if start is not None:
            found.append(row("cursor_start", None, where, value=start, kind="effect", unit="plain"))
        found.append(row("cursor_end", None, where, value=end, kind="effect", unit="plain"))
    where = "argument=2;question=P2.1"
    return [*found, row("appreciation_marker", None, where, kind="effect", unit="", text="priority")]


def actors(number: int = 6) -> list[Row]:
    """Actors around a structure, with a relation of each nature."""
    names = ["La Cordée", *(f"acteur numéro {place} du territoire" for place in range(2, number + 1))]
    natures = ("alliance", "opposition", "negotiation", "neutrality", "interdependence", "other")
    found = [row("actor_name", None, f"actor={name}", kind="scope", unit="", text=name) for name in names]
    for place, name in enumerate(names[1:], 1):
        said = {"actor": names[0], "other": name, "nature": natures[(place - 1) % len(natures)], "object": "means"}
        found += [
            row(f"relation_{side}", None, f"relation={place}", kind="scope", unit="", text=text)
            for side, text in said.items()
        ]
    return found


def answered() -> list[Row]:
    """Two questions of one survey, one of them with a hidden level, and one of another survey of few people."""
    found = []
    for question, survey, chosen, blank in (
        ("Votre travail ici vous convient-il ?", "C-03", (12, 18, 7, 5), 0),
        ("Votre avis est-il demandé avant que les décisions qui vous concernent soient prises ?", "C-03", HIDDEN, 2),
        ("Revenez-vous ?", "C-05", (5, 7, 0, 0), 0),
    ):
        whole = 12 if survey == "C-05" else 42 - blank
        for level, part in zip("4321", chosen, strict=True):
            where = f"answer={level};question={question};survey={survey}"
            if part is None:
                found.append(masked("answers_by_question", where, unit="percent"))
                continue
            found.append(
                row(
                    "answers_by_question", 2024, where, value=100 * part / whole, numerator=part, denominator=whole,
                    unknown=blank, low=1.0, high=90.0, unit="percent", grade="declared",
                )
            )
    return [*found, *asked()]


def asked() -> list[Row]:
    """How many answered each survey."""
    return [
        row(
            "survey_response_rate", 2024, f"survey={survey}", value=100 * part / whole, numerator=part,
            denominator=whole, unknown=0, unit="percent", criterion="", grade="declared",
        )
        for survey, part, whole in (("C-03", 42, 58), ("C-05", 12, 14))
    ]  # fmt: skip


HIDDEN = (22, 14, None, None)


def passed(masked_too: bool = True) -> list[Row]:
    """What changed from entry to exit in a few areas, one of them with hidden numbers."""
    name, found = "social_barriers_before_after", []
    numbers = {"mobility": (9, 6, 5, 6), "rights": (12, 5, 0, 9), "language": (None, 11, None, 11)}
    for domain, values in numbers.items():
        if masked_too or None not in values:
            found.append(row(name, 2024, f"domain={domain}", 26))
            for passage, value in zip(("better", "same", "worse", "unknown"), values, strict=True):
                where = f"domain={domain};passage={passage}"
                found.append(masked(name, where) if value is None else row(name, 2024, where, value))
    return found


def compared() -> list[Row]:
    """What people asked of two moments say, for two questions, the second with hidden numbers."""
    name, found = "answers_before_after", []
    numbers = {"Parler à un voisin": (14, 21, 6, 9), "Demander de l’aide": (20, None, None, 12)}
    for question, values in numbers.items():
        where = f"question={question};survey=C-03"
        found.append(row(name, 2024, where, 50, criterion="integration"))
        for passage, value in zip(("better", "same", "worse", "unknown"), values, strict=True):
            part = f"passage={passage};{where}"
            known = {"status": "suppressed", "reason": "small_count"} if value is None else {}
            found.append(row(name, 2024, part, value, criterion="integration", **known))
    return found


def placed_in_france(named_only: bool = False) -> list[Row]:
    """Four territories: a site, an area of action over two départements, one overseas, one only named."""
    lines = (
        ("Digne-les-Bains", "commune", "site", "yes", "04"), ("le pays", "epci", "action_area", "yes", "04 05"),
        ("La Réunion", "departement", "", "yes", "974"), ("Vaucluse", "departement", "", "no", "84"),
    )  # fmt: skip
    found = []
    for name, *said in lines[3:] if named_only else lines:
        where = f"territory={name}"
        facts = dict(zip(("level", "role", "in_scope", "departements"), said, strict=True), name=name)
        for key, text in facts.items():
            if text:
                found.append(row(f"territory_{key}", None, where, text=text, kind="scope", unit=""))
    return found


def outlined(site: bool = True) -> tuple[list[Row], tuple[Shape, ...]]:
    """A commune and the group of communes around it, with made-up squares for outlines, one of them outside."""
    squares = {"04070": (0, 0), "04116": (1, 0), "04112": (0, 1), "84007": (1, 1)}
    shapes = tuple(
        Shape(code, (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)),)) for code, (x, y) in squares.items()
    )
    found = []
    said = (("Digne", "site" if site else "", "04070"), ("le pays", "action_area", "04070 04112 04116"))
    for name, role, codes in said:
        where = f"territory={name}"
        for key, text in {"name": name, "role": role, "communes": codes}.items():
            if text:
                found.append(row(f"territory_{key}", None, where, text=text, kind="scope", unit=""))
    return found, shapes
