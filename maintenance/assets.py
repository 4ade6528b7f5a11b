"""Rebuilds the fonts and the plotly.js bundle of ``dts_eval/look`` from npm packages.

Maintainers run it, users never do.

Needs ``npm`` and the ``dev`` extra (fontTools, brotli). From the root of a checkout::

    python maintenance/assets.py

The fonts are subsets of Source Sans 3 and Source Serif 4. Their licence reserves the name « Source », and a
subset is a modified version, so ours are renamed. The plotly.js bundle has the version that plotly.py carries.
"""

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from plotly.offline import get_plotlyjs_version

LOOK = Path(__file__).resolve().parent.parent / "dts_eval" / "look"
SANS_PACKAGE = "@expo-google-fonts/source-sans-3"
SERIF_PACKAGE = "@expo-google-fonts/source-serif-4"
PLOTLY_PACKAGE = "plotly.js-basic-dist-min"
VERSIONS = {SANS_PACKAGE: "0.4.1", SERIF_PACKAGE: "0.4.1", PLOTLY_PACKAGE: get_plotlyjs_version()}
FACES = (
    (SANS_PACKAGE, "400Regular/SourceSans3_400Regular.ttf", "Dts Sans", "Regular", "dts-sans-400"),
    (SANS_PACKAGE, "600SemiBold/SourceSans3_600SemiBold.ttf", "Dts Sans", "SemiBold", "dts-sans-600"),
    (SANS_PACKAGE, "700Bold/SourceSans3_700Bold.ttf", "Dts Sans", "Bold", "dts-sans-700"),
    (SERIF_PACKAGE, "400Regular/SourceSerif4_400Regular.ttf", "Dts Serif", "Regular", "dts-serif-400"),
)
# Western and central European letters (names of people and places), French spaces and quotation marks, the
# signs that texts use; what is absent from a face is left out without a word.
CHARACTERS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2C7), (0x2009, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2070, 0x2079), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1),
    (0x25CB, 0x25CC), (0x25CF, 0x25CF),
)  # fmt: skip
FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "pnum", "onum")
FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, TYPO_FAMILY, TYPO_STYLE = 1, 2, 3, 4, 6, 16, 17


def install(folder: Path) -> Path:
    """Install the npm packages in a folder and return where they stand."""
    wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
    subprocess.run(["npm", "install", "--ignore-scripts", "--prefix", str(folder), *wanted], check=True)
    for name, version in VERSIONS.items():
        found = json.loads((folder / "node_modules" / name / "package.json").read_text())["version"]
        if found != version:
            raise SystemExit(f"{name}: {found} was installed, {version} was asked for")
    return folder / "node_modules"


def cut(source: Path, family: str, style: str) -> TTFont:
    """Keep the characters that reports use, and give the font the name its licence asks for."""
    options = subset.Options(
        layout_features=list(FEATURES), hinting=False, name_IDs=["*"], notdef_outline=True
    )
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
    cutter.subset(font)
    rename(font, family, style)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    """Write the new name everywhere that a reader shows one; copyright and licence stay as they are."""
    names = font["name"]
    plain = style in ("Regular", "Bold")
    written = {
        FAMILY: family if plain else f"{family} {style}",
        STYLE: style if plain else "Regular",
        UNIQUE: f"{family}-{style}",
        FULL: f"{family} {style}",
        POSTSCRIPT: f"{family.replace(' ', '')}-{style}",
    }
    if not plain:
        written |= {TYPO_FAMILY: family, TYPO_STYLE: style}
    kept = (0, 5, 7, 8, 9, 11, 13, 14)
    names.names = [record for record in names.names if record.nameID in kept]
    for name_id, text in written.items():
        names.setName(text, name_id, 3, 1, 0x409)


def write_fonts(packages: Path) -> None:
    """Write each face twice: woff2 for the page, ttf for the pdf."""
    folder = LOOK / "fonts"
    folder.mkdir(exist_ok=True)
    for package, file, family, style, name in FACES:
        font = cut(packages / package / file, family, style)
        font.save(folder / f"{name}.ttf")
        font.flavor = "woff2"
        font.save(folder / f"{name}.woff2")
    shutil.copy(packages / SANS_PACKAGE / "LICENSE_FONT", folder / "dts-sans-LICENSE.txt")
    shutil.copy(packages / SERIF_PACKAGE / "LICENSE_FONT", folder / "dts-serif-LICENSE.txt")


def write_plotly(packages: Path) -> None:
    """Write the bundle compressed, which keeps a page light, and its licence with its version."""
    source = packages / PLOTLY_PACKAGE
    bundle = (source / "plotly-basic.min.js").read_bytes()
    (LOOK / "plotly-basic.min.js.gz").write_bytes(gzip.compress(bundle, compresslevel=9, mtime=0))
    licence = (source / "LICENSE").read_text(encoding="utf-8")
    told = f"plotly.js {VERSIONS[PLOTLY_PACKAGE]}, basic bundle, minified and compressed\n\n{licence}"
    (LOOK / "plotly-basic.LICENSE.txt").write_text(told, encoding="utf-8")


def main() -> None:
    """Rebuild every asset."""
    with tempfile.TemporaryDirectory() as folder:
        packages = install(Path(folder))
        write_fonts(packages)
        write_plotly(packages)
    sys.stdout.write(f"assets written in {LOOK}\n")


if __name__ == "__main__":
    main()
