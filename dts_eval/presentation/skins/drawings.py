"""The drawing of a figure for the screen and for paper, from the one painter."""

import re
from collections.abc import Mapping
from typing import Any

from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.skins.style import SANS, colour_names

DRAWN_FOR = "Source Sans 3"
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_COLOUR = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{6})"')
_HALOED = re.compile(r'<text ([^>]*) stroke="(#[0-9A-Fa-f]{6})"([^>]*) paint-order="stroke"([^>]*)>(.*?)</text>')
_FILL = re.compile(r'\bfill="[^"]*"')
_STROKE = re.compile(r' stroke-[a-z]+="[^"]*"')


def screen_svg(figure: Mapping[str, Any], prefix: str) -> str:
    """Paint a figure in the colours of the page, whatever its theme.

    Its ids get a prefix: a pattern inside a hidden drawing would paint nothing in another. The frame around
    it bears the text read aloud, so the drawing itself is silent.
    """
    names = colour_names()

    def themed(found: re.Match[str]) -> str:
        name = names.get(found[2].upper())
        return f'{found[1]}="var(--{name})"' if name else found[0]

    painted = _ID.sub(lambda found: f'id="{prefix}-{found[1]}"', paint(figure))
    painted = _REFERENCE.sub(lambda found: f"url(#{prefix}-{found[1]})", painted)
    return _COLOUR.sub(themed, painted).replace(' role="img"', ' aria-hidden="true"', 1)


def paper_svg(figure: Mapping[str, Any]) -> str:
    """Paint a figure for paper: the report's own font, and halos that do not eat the next letter.

    Why: typst paints a text letter by letter, so the halo of one covers the end of the one before it.
    """
    return _HALOED.sub(_halo_below, paint(figure).replace(DRAWN_FOR, SANS))


def _halo_below(found: re.Match[str]) -> str:
    before, halo, middle, after, words = found.groups()
    strokes = "".join(_STROKE.findall(middle + after))
    face = _STROKE.sub("", before + middle + after)
    ground = _FILL.sub(f'fill="{halo}"', face)
    return f'<text {ground} stroke="{halo}"{strokes}>{words}</text><text {face}>{words}</text>'
