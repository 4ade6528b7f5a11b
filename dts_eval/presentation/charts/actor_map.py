"""A map of the actors of a territory and of what binds them, as somebody perceives them."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.actor_map_drawing import Bond, draw
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import sentence, word
from dts_eval.presentation.shown import Sentence, cited_by
from dts_eval.workbook.layout import layout

FEWEST, MOST = 3, 14


def actor_map(rows: Sequence[Row], *, language: str, number: int) -> Chart | None:
    """Draw the actors around a circle, in the order of the workbook, and a line for each relation between two.

    It takes the rows ``actor_name`` and ``relation_*``. Returns nothing with fewer than three actors, without
    relation, or with more actors than a page can name.
    """
    names = {row.text: capitalise(typeset(row.text, language)) for row in rows if row.indicator == "actor_name"}
    bonds = _bonds(rows, names)
    if not FEWEST <= len(names) <= MOST or not bonds:
        return None
    own = [row for row in rows if row.indicator in ("actor_name", "relation_nature", "relation_object")]
    places = {name: place for place, name in enumerate(names)}
    drawn = [Bond(places[one], places[other], nature) for one, other, nature, _ in bonds]
    shown = list(names.values())
    return Chart(
        chart_id=f"fig-{number}",
        family="actor_map",
        title=sentence("title_actor_map", language, own),
        subtitle=sentence("actor_map_subtitle", language, own),
        how_to_read=sentence("read_actor_map", language, own),
        silent=sentence("silent_actor_map", language, own),
        alternative=_alternative(bonds, own, language),
        table=_table(bonds, names, own, language),
        evidence_ids=cited_by(own),
        wide=draw(shown, drawn, language, WIDE),
        narrow=draw(shown, drawn, language, NARROW),
    )


Said = tuple[str, str, str, str]


def _bonds(rows: Sequence[Row], names: dict[str, str]) -> list[Said]:
    said: dict[str, dict[str, str]] = {}
    for row in rows:
        number = keys_of(row.breakdown).get("relation", "")
        if number:
            said.setdefault(number, {})[row.indicator.removeprefix("relation_")] = row.text
    found = []
    for own in said.values():
        one, other = own.get("actor", ""), own.get("other", "")
        if one in names and other in names and own.get("nature"):
            found.append((one, other, own["nature"], own.get("object", "")))
    return found


def _nature(nature: str, language: str) -> str:
    return typeset(layout().word("relation", nature, language), language)


def _alternative(bonds: Sequence[Said], own: Sequence[Row], language: str) -> Sentence:
    items = [
        word(
            "alt_actor_map_item", language, one=typeset(one, language), other=typeset(other, language),
            nature=_nature(nature, language),
        )
        for one, other, nature, _ in bonds
    ]  # fmt: skip
    return sentence("alt_actor_map", language, own, items=join_list(items, language))


def _table(bonds: Sequence[Said], names: dict[str, str], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (
            names[one],
            names[other],
            capitalise(_nature(nature, language)),
            typeset(layout().word("relation_object", about, language), language) if about else "",
        )
        for one, other, nature, about in bonds
    ]
    head = tuple(word(key, language) for key in ("head_actor", "head_other_actor", "head_relation", "head_object"))
    return Table(sentence("table_actor_map", language, own), head, tuple(lines))
