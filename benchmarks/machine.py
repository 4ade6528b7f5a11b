"""What the measures were made with: the machine and the versions of everything that counts."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = (
    "dts-eval", "papermill", "nbclient", "nbconvert", "ipykernel", "ipython", "jupyter-client", "pandas", "numpy",
    "plotly", "openpyxl", "python-calamine", "xlsxwriter", "jinja2", "typst", "python-docx", "distributed",
)  # fmt: skip
GIB = 1024**3


def machine() -> dict[str, str]:
    """Describe the machine without naming it."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / GIB:.0f} GiB",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Return the version of each package that counts; one that is not installed is left out."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
