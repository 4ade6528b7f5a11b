"""What all pages of a campaign have in common, as files that they refer to instead of holding it each."""

import gzip
import hashlib
from collections.abc import Mapping
from functools import cache

from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.skins.scripts import BUNDLE, page_script
from dts_eval.presentation.skins.style import look_text, style_sheet

INLINE, SHARED = "inline", "shared"
FOLDER = "assets"
STYLE, SCRIPT, DRAWING = "report.css", "report.js", "plotly.js"
SLIDES_STYLE, SLIDES_SCRIPT = "slides.css", "slides.js"
# A page that is sent without its files says so; with them, nobody sees it.
_NOT_ALONE = ".seule{display:none}\n"


@cache
def shared_files() -> Mapping[str, tuple[str, bytes]]:
    """Map each common file to the name that it is written under, which tells its content, and to its bytes."""
    drawing = gzip.decompress(look_file(f"{BUNDLE}.min.js.gz").read_bytes())
    licence = f"/*\n{look_text(f'{BUNDLE}.LICENSE.txt')}*/\n".encode()
    contents = {
        STYLE: (_NOT_ALONE + style_sheet()).encode(),
        SCRIPT: page_script().encode(),
        DRAWING: licence + drawing,
        SLIDES_STYLE: (_NOT_ALONE + style_sheet(SLIDES_STYLE)).encode(),
        SLIDES_SCRIPT: look_text(SLIDES_SCRIPT).encode(),
    }
    return {name: (_named(name, content), content) for name, content in contents.items()}


def addresses(folder: str) -> dict[str, str]:
    """Map each common file to its address from a page, for the address of their folder; nothing without a folder."""
    return {name: f"{folder}/{written}" for name, (written, _) in shared_files().items()} if folder else {}


def _named(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
