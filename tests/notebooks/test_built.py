"""The notebooks in the repository are what their sources make, witnesses included."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def test_every_notebook_is_what_its_source_makes():
    script = CHECKOUT / "maintenance" / "notebooks.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
