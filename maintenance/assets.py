"""Rebuilds the fonts and the plotly.js bundle of ``dts_eval/look`` from npm packages.

Maintainers run it, users never do.

Needs ``npm`` and the ``dev`` extra (fontTools, brotli). From the root of a checkout::

    python maintenance/assets.py

The fonts are subsets of Source Sans 3 and Source Serif 4. Their licence reserves the name « Source », and a
subset is a modified version, so ours are renamed. The plotly.js bundle has the version that plotly.py carries; it is
built from its sources with the two traces that figures use and the parts these need, so that a page stays light.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from plotly.offline import get_plotlyjs_version

LOOK = Path(__file__).resolve().parent.parent / "dts_eval" / "look"
SANS_PACKAGE = "@expo-google-fonts/source-sans-3"
SERIF_PACKAGE = "@expo-google-fonts/source-serif-4"
PLOTLY_PACKAGE = "plotly.js"
ESBUILD_PACKAGE = "esbuild"
ZOPFLI_PACKAGE = "@gfx/zopfli"
VERSIONS = {
    SANS_PACKAGE: "0.4.1",
    SERIF_PACKAGE: "0.4.1",
    PLOTLY_PACKAGE: get_plotlyjs_version(),
    ESBUILD_PACKAGE: "0.25.0",
    ZOPFLI_PACKAGE: "1.0.15",
}
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
BUNDLE = "plotly-scatter-bar"
# What the drawing vocabulary (charts/vocabulary.py) can say, and what plotly.js cannot draw without.
PARTS = (
    "traces/scatter", "traces/bar", "components/annotations", "components/shapes", "components/errorbars",
    "components/colorscale", "components/legend", "components/fx", "components/modebar", "locale-en", "locale-en-us",
)  # fmt: skip
# What no figure ever does: the tool bar, selecting, the legend, checks and templates of figures made by hand.
IDLE = (
    "fonts/ploticon", "components/modebar/buttons", "components/selections/select", "components/legend/draw",
    "components/legend/style", "components/legend/handle_click", "plot_api/template_api", "plot_api/validate",
)  # fmt: skip
IDLE_CODE = """
const idle = () => {};
module.exports = new Proxy(idle, { get: (_, name) => (name === "__esModule" ? undefined : idle) });
"""
COMPRESS = """
const { readFileSync, writeFileSync } = require("fs");
const [from, to] = process.argv.slice(1);
require("@gfx/zopfli").gzip(readFileSync(from), {}, (error, data) => {
  if (error) throw error;
  writeFileSync(to, data);
});
"""
ENTRY = """
require("plotly.js/build/plotcss");
const registry = require("plotly.js/src/registry");
const api = require("plotly.js/src/plot_api");
Object.keys(api).forEach((name) => registry.register({ moduleType: "apiMethod", name, fn: api[name] }));
registry.register([PARTS]);
const version = require("plotly.js/src/version").version;
module.exports = { version, register: registry.register, newPlot: api.newPlot, purge: api.purge };
"""
# plotly.js asks culori for every colour space there is: figures write colours as #rrggbb and rgba().
COLOURS = """
import { converter, formatHex, formatRgb, modeHsl, modeLrgb, modeRgb, useMode, wcagContrast, wcagLuminance }
  from "culori/fn";
[modeRgb, modeLrgb, modeHsl].forEach(useMode);
export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance };
"""
_DESCRIPTION = re.compile(r"\bdescription:")
_SIGNS = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|[\[({]|[\])}]|,""", re.DOTALL)
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
    lighten(source / "src", packages.parent / "colours.mjs")
    (packages.parent / "colours.mjs").write_text(COLOURS, encoding="utf-8")
    entry = packages.parent / "entry.cjs"
    parts = ", ".join(f'require("plotly.js/src/{part}")' for part in PARTS)
    entry.write_text(ENTRY.replace("PARTS", parts), encoding="utf-8")
    built, told = packages.parent / "bundle.js", packages.parent / "bundle.json"
    options = ("--bundle", "--minify", "--format=iife", "--global-name=Plotly", "--target=es2020", "--log-level=error")
    options += ("--define:global=window", "--define:define.amd=false", "--legal-comments=none")
    asked = [str(packages / ".bin" / "esbuild"), entry.name, *options, f"--outfile={built}", f"--metafile={told}"]
    subprocess.run(asked, check=True, cwd=packages.parent)
    version = VERSIONS[PLOTLY_PACKAGE]
    licences = bundled_licences(packages, json.loads(told.read_text(encoding="utf-8")))
    head = f"/*! plotly.js v{version}, scatter and bar traces\n\n{licences}*/\n"
    built.write_text(head + built.read_text(encoding="utf-8"), encoding="utf-8")
    compressed = LOOK / f"{BUNDLE}.min.js.gz"
    subprocess.run(["node", "-e", COMPRESS, str(built), str(compressed)], check=True, cwd=packages.parent)
    if gzip.decompress(compressed.read_bytes()) != built.read_bytes():
        raise SystemExit("the compressed bundle is not the bundle")
    licence = (source / "LICENSE").read_text(encoding="utf-8")
    told_there = "The licences of the libraries inside it stand at the head of the bundle."
    heading = f"plotly.js {version}, scatter and bar traces, minified and compressed. {told_there}"
    (LOOK / f"{BUNDLE}.LICENSE.txt").write_text(f"{heading}\n\n{licence}", encoding="utf-8")


def lighten(source: Path, colours: Path) -> None:
    """Take out of the sources what the page never reads: the reference texts, most colour spaces, idle parts."""
    for path in sorted(source.rglob("*.js")):
        code = path.read_text(encoding="utf-8")
        lighter = mute(code).replace("require('culori')", f'require("{colours.as_posix()}")')
        if lighter != code:
            path.write_text(lighter, encoding="utf-8")
    for name in IDLE:
        (source / f"{name}.js").write_text(IDLE_CODE, encoding="utf-8")


def mute(code: str) -> str:
    """Empty the ``description`` of every attribute: up to the comma or the bracket that ends it."""
    kept: list[str] = []
    at = 0
    for found in _DESCRIPTION.finditer(code):
        end = _end_of_value(code, found.end())
        if found.start() >= at and end is not None:
            kept += [code[at : found.end()], ' ""']
            at = end
    return "".join(kept) + code[at:]


def _end_of_value(code: str, start: int) -> int | None:
    depth = 0
    for sign in _SIGNS.finditer(code, start):
        if not depth and sign[0] in {",", "]", ")", "}"}:
            return sign.start()
        depth += {"[": 1, "(": 1, "{": 1, "]": -1, ")": -1, "}": -1}.get(sign[0], 0)
    return None


def bundled_licences(packages: Path, told: dict[str, Any]) -> str:
    """Copy the licence of each library that the bundle holds a part of."""
    (inputs,) = [output["inputs"] for name, output in told["outputs"].items() if name.endswith(".js")]
    held = (path for path, part in inputs.items() if part["bytesInOutput"])
    found = (re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in held)
    names = sorted({match[1] for match in found if match})
    written = []
    for name in names:
        version = json.loads((packages / name / "package.json").read_text(encoding="utf-8"))["version"]
        files = sorted(path for path in (packages / name).iterdir() if re.match("(?i)licen[cs]e", path.name))
        text = files[0].read_text(encoding="utf-8") if files else declared_licence(packages / name)
        written.append(f"{name} {version}\n\n{text.strip()}\n\n")
    return "".join(written).replace("*/", "* /")


def declared_licence(package: Path) -> str:
    """Say the licence and the author that a package without a licence file declares."""
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    licence = told.get("license") or ", ".join(item["type"] for item in told["licenses"])
    author = told.get("author", "")
    return f"Licence: {licence}. Author: {author if isinstance(author, str) else author['name']}"


def main() -> None:
    """Rebuild every asset."""
    with tempfile.TemporaryDirectory() as folder:
        packages = install(Path(folder))
        write_fonts(packages)
        write_plotly(packages)
    sys.stdout.write(f"assets written in {LOOK}\n")


if __name__ == "__main__":
    main()
