"""Nothing of a machine, of a person or of a workplace stands in what is published."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SELF = Path(__file__).name
GZIP = b"\x1f\x8b"
LICENCES = re.compile(r"LICENSE|LICENCE|\.min\.js$")
PATTERNS = {
    "a folder of somebody": re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|opt/work)/\w|[A-Z]:\\Users\\"),
    "a temporary folder": re.compile(r"(?<![\w.])/tmp/\w"),
    "an e-mail": re.compile(r"(?<![\w.+/-])[\w.+-]*\w@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b", re.I),
    "a package index": re.compile(r"\bpypi\.org\b|pythonhosted|artifactory|\bnexus\b|registry\.npmjs", re.I),
    "a key": re.compile(r"-----BEGIN|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}"),
}
# Written to be refused by the reader, or to be left alone by the typography; example domains belong to nobody.
EXAMPLE_DOMAINS = re.compile(r"@(?:exemple|example)\.(?:fr|org|com|net)\b|@[a-z]\.[a-z]{2}\b")
IGNORED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|fmt:\s*off)(?P<rest>.*)")
EXPLAINED = re.compile(r"^(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w,-]+\])")


def published() -> list[Path]:
    """The files that git follows or would follow."""
    told = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=CHECKOUT, capture_output=True, check=True
    )
    paths = [CHECKOUT / name for name in told.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file() and path.name != SELF]


def texts() -> list[tuple[str, str]]:
    """The name and the words of every file that is text, but licences and other people's bundles."""
    found = []
    for path in published():
        content = path.read_bytes()
        if b"\0" not in content and not LICENCES.search(path.name) and content[:2] != GZIP:
            found.append((str(path.relative_to(CHECKOUT)), content.decode("utf-8")))
    return found


@pytest.mark.parametrize("what", PATTERNS)
def test_no_text_holds(what):
    found = []
    for name, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            if PATTERNS[what].search(EXAMPLE_DOMAINS.sub("", line)):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize("what", PATTERNS)
def test_no_workbook_holds(what):
    books = [path for path in published() if path.suffix == ".xlsx"]
    assert books
    for path in books:
        with zipfile.ZipFile(path) as archive:
            for part in archive.namelist():
                text = archive.read(part).decode("utf-8", "replace")
                assert not PATTERNS[what].search(text), f"{path.name}: {part}"


def test_what_a_check_is_told_to_ignore_is_named():
    found = []
    for name, text in texts():
        if name.endswith(".py"):
            for number, line in enumerate(text.splitlines(), 1):
                match = IGNORED.search(line)
                if match and "fmt" not in match[0] and not EXPLAINED.match(match["rest"]):
                    found.append(f"{name}:{number}")
    assert found == []


def test_nothing_generated_is_published():
    names = {str(path.relative_to(CHECKOUT)) for path in published()}
    generated = re.compile(r"(^|/)(reports/(?!README\.md$)|dist/|build/|\.venv/|__pycache__/|.*\.egg-info/|\.~lock)")
    assert [name for name in names if generated.search(name)] == []
