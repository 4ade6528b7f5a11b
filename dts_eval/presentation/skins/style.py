"""The look as data: colours by name, fonts, and the style sheet of the page."""

import base64
from collections.abc import Iterable, Mapping
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.language import say
from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins.pieces import running_head

SANS, SERIF = "Dts Sans", "Dts Serif"
FACES = (
    (SANS, 400, "dts-sans-400"),
    (SANS, 600, "dts-sans-600"),
    (SANS, 700, "dts-sans-700"),
    (SERIF, 400, "dts-serif-400"),
)
# The families of figures that cannot be read without their notes: the notes stand above the drawing.
NOTES_FIRST = frozenset({"cursors"})
_PLAIN_SIGNS = " .,()’·"


@cache
def tokens() -> dict[str, dict[str, str]]:
    """Return the colours of the look, light and dark, by their names.

    Raises:
        DeclarationFaults: what is wrong in ``look/tokens.yaml``.
    """
    declared, faults = read_declarations(look_file("tokens.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return {theme: dict(colours) for theme, colours in declared.items()}


@cache
def colour_names() -> dict[str, str]:
    """Return the name of each light colour: a figure says its colours by their light values."""
    return {value.upper(): name for name, value in reversed(tokens()["light"].items())}


@cache
def style_sheet(rules: str = "report.css") -> str:
    """Return the whole style of a page: colours, fonts, and the rules of a file of the look."""
    light, dark = (_colours(tokens()[theme]) for theme in ("light", "dark"))
    themes = (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
    return themes + "".join(_face(*face) for face in FACES) + look_text("drawn.css") + look_text(rules)


def printed_pages(report: Report) -> str:
    """Return the running head and foot of printed pages, which only a style sheet can hold."""
    foot = str(say("skin_foot", report.language))
    return (
        f"@page{{@top-left{{content:{css_text(running_head(report))}}}"
        f"@bottom-left{{content:{css_text(foot)}}}"
        '@bottom-right{content:counter(page)" / "counter(pages)}}'
        '@page :first{@top-left{content:""}@bottom-left{content:""}@bottom-right{content:""}}'
    )


def css_text(text: str) -> str:
    """Write a text as a string of a style sheet, in which nothing can end it."""
    plain = (sign.isascii() and sign.isalnum() or sign in _PLAIN_SIGNS for sign in text)
    # A browser takes one space after an escape as its end: the words keep their own.
    return '"' + "".join(sign if safe else f"\\{ord(sign):06x} " for sign, safe in zip(text, plain, strict=True)) + '"'


def column_names(head: Iterable[str]) -> str:
    """Say the heads of a table to the style sheet: a phone writes them before each cell."""
    return ";".join(f"--c{place}:{css_text(words)}" for place, words in enumerate(head, start=1) if place > 1)


@cache
def look_text(name: str) -> str:
    """Return a text file of the look."""
    return look_file(name).read_text(encoding="utf-8")


def _colours(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _face(family: str, weight: int, name: str) -> str:
    data = base64.b64encode(look_file(f"fonts/{name}.woff2").read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{data})format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}\n"
