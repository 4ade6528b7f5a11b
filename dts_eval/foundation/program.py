"""What makes a report, told by its fingerprint: code, catalogue, texts, look and notebooks."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from dts_eval.foundation.shipped import PACKAGE, shipped_folder


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def own_version() -> str:
    """Return the version of this package."""
    return version("dts-eval")


@cache
def program() -> str:
    """Return the fingerprint of all that makes a report: code, catalogue, texts, look and notebooks."""
    digest = hashlib.sha256()
    files = {
        path.relative_to(PACKAGE).as_posix(): path
        for path in PACKAGE.rglob("*")
        if path.is_file() and not {"__pycache__", "shipped"} & set(path.relative_to(PACKAGE).parts)
    }
    files |= {f"notebooks/{path.name}": path for path in shipped_folder("notebooks").glob("*.ipynb")}
    for name, path in sorted(files.items()):
        digest.update(f"{name}\0{fingerprint(path)}\n".encode())
    return digest.hexdigest()
