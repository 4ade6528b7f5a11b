"""The communes of the perimeter, drawn from the outlines that the user gave."""

from collections.abc import Mapping, Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import capitalise, join_list, typeset
from dts_eval.foundation.model import Ring, Shape
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.colours import BLUE, GREY, INK, LABEL, LINEN, PALE_BLUE, PAPER, SMALL
from dts_eval.presentation.charts.drawing import surface
from dts_eval.presentation.charts.lettering import text_width
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.territory_map import territories_of
from dts_eval.presentation.charts.territory_map_drawing import LIT_BORDER, joined, middle
from dts_eval.presentation.charts.wording import sentence, word
from dts_eval.presentation.shown import cited_by
from dts_eval.scope.territories import place_of

AROUND, TALLEST = 0.12, 1.1
BORDER = {"color": GREY, "width": 0.8}
SITE = "site"


def commune_map(rows: Sequence[Row], shapes: Sequence[Shape], *, language: str, number: int) -> Chart | None:
    """Draw the communes that the territories of the perimeter hold, from the rows ``territory_…`` and their outlines.

    A commune keeps its name where there is room for it; the table names them all. Returns nothing when no territory
    of the perimeter holds a commune that has an outline.
    """
    kept = [own for own in territories_of(rows) if "communes" in own and "name" in own]
    if not kept:
        return None
    used = [own[key] for own in kept for key in ("name", "role", "communes") if key in own]
    lit = {code for own in kept for code in own["communes"].text.split()}
    homes = {code for own in kept if _is_site(own) for code in own["communes"].text.split()}
    names = join_list((typeset(own["name"].text, language) for own in kept), language)
    outlines = {shape.code: shape.rings for shape in shapes}
    listed = [_name(code, language) for code in sorted(lit)]
    return Chart(
        chart_id=f"fig-{number}",
        family="commune_map",
        title=sentence("title_commune_map", language, used, names=names),
        subtitle=sentence("commune_map_subtitle", language, used),
        how_to_read=sentence("read_commune_map_site" if homes else "read_commune_map", language, used),
        silent=sentence("silent_commune_map", language, used),
        alternative=sentence("alt_commune_map", language, used, items=join_list(listed, language)),
        table=Table(
            sentence("table_commune_map", language, used),
            (word("head_territory", language), word("head_communes", language)),
            tuple(_line(own, language) for own in kept),
        ),
        evidence_ids=cited_by(used),
        wide=_draw(outlines, lit, homes, language, WIDE),
        narrow=_draw(outlines, lit, homes, language, NARROW),
        notes=(sentence("commune_map_origin", language, ()),),
    )


def _is_site(own: Mapping[str, Row]) -> bool:
    return "role" in own and own["role"].text == SITE


def _line(own: Mapping[str, Row], language: str) -> tuple[TableCell, ...]:
    communes = (_name(code, language) for code in own["communes"].text.split())
    return capitalise(typeset(own["name"].text, language)), join_list(communes, language)


def _name(code: str, language: str) -> str:
    place = place_of("commune", code)
    return typeset(place.name, language) if place else code


def _draw(
    outlines: Mapping[str, tuple[Ring, ...]], lit: set[str], homes: set[str], language: str, width: float
) -> Piece:
    left, right, top, bottom = _frame([ring for code in lit for ring in outlines[code]])
    scale = width / (right - left)
    height = min((bottom - top) * scale, TALLEST * width)
    spare = (height / scale - (bottom - top)) / 2
    top, bottom = top - spare, bottom + spare
    sheet = Sheet(width, round(height, 2), x=(left, right), y=(bottom, top))
    around = [
        ring
        for code, rings in outlines.items()
        if code not in lit
        for ring in rings
        if all(left <= x <= right and top <= y <= bottom for x, y in ring)
    ]
    data = [joined(around, LINEN, BORDER)] if around else []
    for code in sorted(lit):
        colour = BLUE if code in homes else PALE_BLUE
        said = _name(code, language)
        data += [surface(ring, line=LIT_BORDER, colour=colour, said=said) for ring in outlines[code]]
    return sheet.figure(data, (), _names(sheet, outlines, lit, homes, language, scale))


def _frame(rings: Sequence[Ring]) -> tuple[float, float, float, float]:
    """Frame what is lit, with some land around it."""
    across, down = ([point[side] for ring in rings for point in ring] for side in (0, 1))
    room = AROUND * max(max(across) - min(across), max(down) - min(down))
    return min(across) - room, max(across) + room, min(down) - room, max(down) + room


def _names(
    sheet: Sheet, outlines: Mapping[str, tuple[Ring, ...]], lit: set[str], homes: set[str], language: str, scale: float
) -> list[Piece]:
    notes = []
    for code in sorted(lit):
        ring = max(outlines[code], key=len)
        name, room = _name(code, language), (max(x for x, _ in ring) - min(x for x, _ in ring)) * scale
        for size in (LABEL, SMALL):
            if text_width(name, size, True) <= room:
                x, y = middle(ring)
                colour = PAPER if code in homes else INK
                place = sheet.across(x), sheet.down(y)
                notes.append(sheet.note(name, *place, anchor="center", size=size, bold=True, colour=colour))
                break
    return notes
