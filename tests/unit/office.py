"""LibreOffice, started for one file, and stopped with all that it started when it does not answer."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# A machine may have the spreadsheet alone.
WRITER = SOFFICE if SOFFICE and (Path(SOFFICE).resolve().parent / "libswlo.so").exists() else None
PATIENCE = 180
# It is known to start and then to wait for ever, once in a while.
STARTS = 2


def converted(source: Path, suffix: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it in a folder under another suffix."""
    folder.mkdir(exist_ok=True)
    target = folder / f"{source.stem}.{suffix}"
    for _ in range(STARTS):
        told = _start("--convert-to", suffix, "--outdir", str(folder), str(source))
        if told is not None:
            assert target.exists(), told
            return target
    raise AssertionError(f"LibreOffice did not answer within {PATIENCE} seconds, {STARTS} times")


def _start(*arguments: str) -> str | None:
    """Return what it said, or nothing when it had to be stopped."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(SOFFICE), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", *arguments]
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        try:
            return running.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            return None
        finally:
            # What it was started through ends at once; the office itself would keep the pipe open, and us waiting.
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
