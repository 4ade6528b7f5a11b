"""The scripts of the page, with the names that they share with the style sheet and the figures."""

import json
from functools import cache

from dts_eval.presentation.skins.figures import USUAL
from dts_eval.presentation.skins.style import colour_names, look_text

BUNDLE = "plotly-scatter-bar"


def script_value(value: object) -> str:
    """Write a value for a script of a page."""
    # A script element ends at the first "</script": no "<" may stand in it.
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return written.replace("<", "\\u003c")


@cache
def page_script() -> str:
    """Return the script of the page."""
    script = look_text("report.js")
    for name, value in {"colours": colour_names(), "usual": USUAL}.items():
        script = script.replace(f"/*{name}*/{{}}", script_value(value))
    return script
