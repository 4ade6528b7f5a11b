"""Where the territories of the evaluation lie: the départements drawn, the territories named beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.territory_map_drawing import HOME, KEPT, NAMED, Lit, draw
from dts_eval.presentation.charts.wording import part_word, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by
from dts_eval.scope.outlines import outlines, outlines_origin
from dts_eval.scope.territories import place_of

MANY = 4


@dataclass(frozen=True)
class Territory:
    """One territory: its name, what it is to the structure, the codes of its départements, and its rows.

    ``inside`` is false for one that the workbook names without keeping it: it only tells where the structure is.
    """

    name: str
    level: str
    role: str
    codes: tuple[str, ...]
    inside: bool
    rows: tuple[Row, ...]


def territory_map(rows: Sequence[Row], *, language: str, number: int) -> Chart | None:
    """Draw the départements that the territories of the perimeter lie in, from the rows ``territory_…``.

    Those that the workbook only names to tell where the structure is are outlined, not filled. The outlines of communes
    and of their groups are not shipped: these are named. Returns nothing when no territory has a code, or when all are
    overseas, which the drawing does not hold.
    """
    kept = _kept(rows, language)
    codes = sorted({code for one in kept for code in one.codes})
    drawn = [code for code in codes if code in outlines()]
    if not drawn:
        return None
    lit = [Lit(code, _name(code, language), _place(kept, code), _told(kept, code, language)) for code in codes]
    own = tuple(row for one in kept for row in one.rows)
    places = {one.place for one in lit}
    origin = outlines_origin()
    return Chart(
        chart_id=f"fig-{number}",
        family="territory_map",
        title=_title(lit, own, language),
        subtitle=sentence("territory_map_subtitle", language, own),
        how_to_read=sentence(_reading(places), language, own),
        silent=sentence("silent_territory_map", language, own),
        alternative=_alternative(lit, own, language),
        table=_table(kept, own, language),
        evidence_ids=cited_by(own),
        wide=draw(lit, language, WIDE),
        narrow=draw(lit, language, NARROW),
        notes=(sentence("territory_map_origin", language, (), author=origin["author"], licence=origin["licence"]),),
    )


def territories_of(rows: Sequence[Row]) -> list[dict[str, Row]]:
    """Gather what the rows ``territory_…`` say of each territory, in the order of the workbook."""
    said: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row.indicator.startswith("territory_"):
            name = keys_of(row.breakdown).get("territory", "")
            said.setdefault(name, {})[row.indicator.removeprefix("territory_")] = row
    return list(said.values())


def _kept(rows: Sequence[Row], language: str) -> list[Territory]:
    kept = []
    for own in territories_of(rows):
        codes, name = own.get("departements"), own.get("name")
        if codes is not None and name is not None:
            used = tuple(own[key] for key in ("name", "level", "role", "in_scope", "departements") if key in own)
            level, role, inside = (own[key].text if key in own else "" for key in ("level", "role", "in_scope"))
            shown, named = tuple(codes.text.split()), typeset(name.text, language)
            kept.append(Territory(named, level, role, shown, inside != "no", used))
    return kept


def _place(kept: Sequence[Territory], code: str) -> str:
    inside = [one for one in kept if code in one.codes and one.inside]
    if not inside:
        return NAMED
    return HOME if any(one.role == "site" for one in inside) else KEPT


def _reading(places: set[str]) -> str:
    if places == {NAMED}:
        return "read_territory_map_named"
    if HOME in places:
        return "read_territory_map_home_named" if NAMED in places else "read_territory_map_home"
    return "read_territory_map_kept_named" if NAMED in places else "read_territory_map"


def _told(kept: Sequence[Territory], code: str, language: str) -> tuple[str, ...]:
    """Name the territories that lie in a département, unless one is the département itself and says nothing more."""
    told = []
    for one in kept:
        if code in one.codes:
            role = part_word("territory_role", one.role, language) if one.role else ""
            is_itself = one.level == "departement"
            role = role if one.inside else word("territory_map_named", language)
            if role:
                told.append(role if is_itself else word("territory_map_role", language, name=one.name, role=role))
            elif not is_itself:
                told.append(one.name)
    return tuple(told)


def _name(code: str, language: str) -> str:
    place = place_of("departement", code)
    return typeset(place.name, language) if place else code


def _title(lit: Sequence[Lit], own: Sequence[Row], language: str) -> Sentence:
    names = [one.name for one in lit if one.place != NAMED]
    if not names:
        named = join_list((one.name for one in lit), language)
        return sentence("title_territory_map_named", language, own, names=named)
    if len(names) == 1:
        return sentence("title_territory_map_one", language, own, name=names[0])
    if len(names) <= MANY:
        return sentence("title_territory_map_few", language, own, names=join_list(names, language))
    return sentence("title_territory_map_many", language, own)


def _alternative(lit: Sequence[Lit], own: Sequence[Row], language: str) -> Sentence:
    items = [
        word("alt_territory_map_item", language, name=one.name, told=", ".join(one.told)) if one.told else one.name
        for one in lit
    ]
    return sentence("alt_territory_map", language, own, items=join_list(items, language))


def _to_the_structure(one: Territory, language: str) -> str:
    if not one.inside:
        return capitalise(word("territory_map_named", language))
    return capitalise(part_word("territory_role", one.role, language)) if one.role else ""


def _table(kept: Sequence[Territory], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (
            capitalise(one.name),
            capitalise(part_word("territory_level", one.level, language)) if one.level else "",
            _to_the_structure(one, language),
            join_list((_name(code, language) for code in one.codes), language),
        )
        for one in kept
    ]
    head = tuple(
        word(key, language) for key in ("head_territory", "head_level", "head_role", "head_departements")
    )  # fmt: skip
    return Table(sentence("table_territory_map", language, own), head, tuple(lines))
