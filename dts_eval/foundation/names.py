"""Names of files and of things in the code, made from what people typed."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

# How the manifest of a report ends, and what a campaign says of all of them: each is written last.
MANIFEST, RECORD = ".manifest.json", "campaign.json"


# Looking for the report of a workbook asks for each year that it may have.
@lru_cache(maxsize=1024)
def slug_of(name: str) -> str:
    """Make a name safe for files, of lower case letters, digits and dashes; a file name loses its suffix."""
    stem = Path(name).stem
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "structure"


def alphabetical(name: str) -> tuple[str, str]:
    """Return what names are put in order by: as a dictionary does, capitals and accents aside."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower())), name


def report_stem(file: str, year: int, audience: str, language: str) -> str:
    """Name the files of one report: the workbook's name, the year, and what sets the version apart."""
    return "-".join([slug_of(file), str(year), *_version(audience, language)])


def comparison_stem(source: str, with_fictitious: bool, audience: str, language: str) -> str:
    """Name the files of a comparison: the folder's name, and what sets the version apart."""
    folder = slug_of(source.replace(".", "-"))
    fictitious = ["avec-fictives"] if with_fictitious else []
    return "-".join(["comparaison", folder, *fictitious, *_version(audience, language)])


def synthesis_stem(with_fictitious: bool, language: str) -> str:
    """Name the files of the synthesis of a campaign: no report has this name, for it ends with no year."""
    fictitious = ["avec-fictives"] if with_fictitious else []
    return "-".join(["synthese-du-reseau", *fictitious, *_version("internal", language)])


def _version(audience: str, language: str) -> list[str]:
    external = ["externe"] if audience == "external" else []
    return [*external, *([language] if language != "fr" else [])]
