"""What a way that is a script of its own is asked: workbooks, how many, where to write, in which formats."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """The first workbooks of a folder, the folder to write in, which is there, and the formats."""

    workbooks: tuple[Path, ...]
    output: Path
    formats: str


def asked_of(arguments: Sequence[str] | None, description: str, count: int) -> Asked:
    """Read what a script is asked; ``count`` workbooks unless it is said otherwise."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--formats", default="html")
    given = parser.parse_args(arguments)
    given.output.mkdir(parents=True, exist_ok=True)
    return Asked(tuple(sorted(given.folder.glob("*.xlsx"))[: given.count]), given.output, given.formats)
