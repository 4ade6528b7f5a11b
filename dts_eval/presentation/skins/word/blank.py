"""A blank Word document in the look of the report: its styles, its fonts, its page, and nothing written on it."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache

from docx import Document
from docx.document import Document as Opened

from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.skins.style import look_text, tokens
from dts_eval.presentation.skins.word.packing import pack

LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
FONTS = ("dts-sans-400", "dts-sans-700", "dts-serif-400")
_PLACE = re.compile(r"@([\w-]+)@")
_KEY = re.compile(r'fontKey="\{([0-9A-F-]+)\}"')
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>dts_eval</Application></Properties>"
)
PARTS = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "/word/header1.xml": f"{_WORD}.header+xml",
    "/word/footer1.xml": f"{_WORD}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def blank(language: str) -> Opened:
    """Open a blank document in a language, with every style of the report."""
    return Document(io.BytesIO(_blank(language)))


@cache
def _blank(language: str) -> bytes:
    words = {"language": LANGUAGES[language], **tokens()["light"]}
    fonts = _look("fontTable.xml", words)
    keys = _KEY.findall(fonts)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (_PACKAGE, "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": _look("document.xml", words),
        "word/_rels/document.xml.rels": _links(
            *((f"{_OFFICE}/{kind}", f"{kind}.xml") for kind in ("styles", "settings", "fontTable")),
            *((f"{_OFFICE}/{kind}", f"{kind}1.xml") for kind in ("header", "footer")),
        ),
        "word/styles.xml": _look("styles.xml", words),
        "word/settings.xml": _look("settings.xml", words),
        "word/fontTable.xml": fonts,
        "word/_rels/fontTable.xml.rels": _links(
            *((f"{_OFFICE}/font", f"fonts/font{place}.odttf") for place in range(1, len(FONTS) + 1))
        ),
        "word/header1.xml": f'{_XML}<w:hdr {_NAMES}><w:p><w:pPr><w:pStyle w:val="En-tte"/></w:pPr></w:p></w:hdr>',
        "word/footer1.xml": f'{_XML}<w:ftr {_NAMES}><w:p><w:pPr><w:pStyle w:val="Pieddepage"/></w:pPr></w:p></w:ftr>',
        "docProps/core.xml": _XML + _CORE,
        "docProps/app.xml": _XML + _APP,
    }
    written: dict[str, bytes] = {name: text.encode("utf-8") for name, text in parts.items()}
    for place, (name, key) in enumerate(zip(FONTS, keys, strict=True), start=1):
        written[f"word/fonts/font{place}.odttf"] = veiled(look_file(f"fonts/{name}.ttf").read_bytes(), key)
    return pack(written, zipfile.ZIP_STORED)


def veiled(font: bytes, key: str) -> bytes:
    """Return a font as a Word document carries it: its first bytes crossed with its key, as the standard asks."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(one ^ other for one, other in zip(font, mask, strict=False)) + font[len(mask) :]


def _look(name: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: words[found[1]], look_text(f"word/{name}"))


def _content_types() -> str:
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    known |= {"odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont"}
    defaults = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in known.items())
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in PARTS.items())
    return f'{_XML}<Types xmlns="{_KINDS}">{defaults}{parts}</Types>'


def _links(*targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_LINKS}">{told}</Relationships>'
