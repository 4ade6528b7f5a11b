"""Names of files and of things in the code, made from what people typed."""

import re
import unicodedata
from pathlib import Path


def slug_of(name: str) -> str:
    """Make a name safe for files, of lower case letters, digits and dashes; a file name loses its suffix."""
    stem = Path(name).stem
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "structure"


def report_stem(file: str, year: int, audience: str, language: str) -> str:
    """Name the files of one report: the workbook's name, the year, and what sets the version apart."""
    parts = [slug_of(file), str(year)]
    if audience == "external":
        parts.append("externe")
    if language != "fr":
        parts.append(language)
    return "-".join(parts)
