"""The drawing of a figure for the screen and for paper, from the one painter."""

import re
from collections.abc import Mapping
from typing import Any

from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.skins.style import SANS, colour_names

DRAWN_FOR = "Source Sans 3"
# A figure is no key of a dictionary: its place in memory is one, for as long as the figure is kept with its painting.
KEPT = 128
_kept: dict[int, tuple[Mapping[str, Any], str]] = {}
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_COLOUR = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{6})"')
_HALO = re.compile(r'<text [^>]* stroke-width="4" stroke-linejoin="round">(.*?)</text><text ([^>]*)>\1</text>')
_LINE = re.compile(r'(<line [^>]*?) fill="none"')
_SAID_BY_THE_PAGE = re.compile(
    r' (?:xmlns|font-family|role)="[^"]*"| font-weight="400"| font-size="13"| stroke-width="1"| opacity="1"'
)
_INK = re.compile(r'(<text [^>]*?) fill="var\(--encre\)"')


def screen_svg(figure: Mapping[str, Any], prefix: str) -> str:
    """Paint a figure in the colours of the page, whatever its theme; what the style sheet says is not said again.

    Its ids get a prefix: a pattern inside a hidden drawing would paint nothing in another. The frame around
    it bears the text read aloud, so the drawing itself is silent.
    """
    names = colour_names()

    def themed(found: re.Match[str]) -> str:
        name = names.get(found[2].upper())
        return f'{found[1]}="var(--{name})"' if name else found[0]

    painted = _ID.sub(lambda found: f'id="{prefix}-{found[1]}"', _painted(figure))
    painted = _REFERENCE.sub(lambda found: f"url(#{prefix}-{found[1]})", painted)
    painted = _HALO.sub(r'<text class="h" \2>\1</text>', painted)
    return _INK.sub(r"\1", _LINE.sub(r"\1", _SAID_BY_THE_PAGE.sub("", _COLOUR.sub(themed, painted))))


def paper_svg(figure: Mapping[str, Any]) -> str:
    """Paint a figure for paper, in the report's own font."""
    return _painted(figure).replace(DRAWN_FOR, SANS)


def _painted(figure: Mapping[str, Any]) -> str:
    """Paint a figure, once for all the formats of its report."""
    kept = _kept.get(id(figure))
    if kept is None or kept[0] is not figure:
        if len(_kept) >= KEPT:
            _kept.clear()
        kept = _kept[id(figure)] = (figure, paint(figure))
    return kept[1]
