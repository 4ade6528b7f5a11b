"""What is ready before any notebook is forked: the kernel, the libraries, the declarations.

The fork server imports this module once and never runs a notebook. Children share its memory until they write in it.
Nothing here may start a thread: a thread does not follow a fork, and what it held stays held for ever.
"""

import gc
import os
import signal
import threading

# As many children run as there are cores: a library that starts its own threads takes the time of the others.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from dts_eval.foundation.shipped import shipped_folder  # noqa: E402
from dts_eval.runs.kernel import start_kernel  # noqa: E402

# Libraries look, when they are imported, whether a notebook is running: the shell itself imports them.
IMPORTS = """
import numpy, pandas
import papermill, nbformat
import dts_eval.runs.engine, dts_eval.runs.gathering, dts_eval.runs.many, dts_eval.disclosure.witness
import IPython.core.logger, dts_eval.presentation.skins.pdf, dts_eval.presentation.skins.docx
"""
SMALL = "cases/iii-16-emploi-conseil.xlsx"
# The drawings of paper are left out: typst starts threads when it draws.
WARMED = ("html",)


def prepare() -> None:
    """Start the kernel, import what notebooks use, and read once all that every report reads again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where it was started may be gone before it ends; a child goes where its owner is.
    os.chdir(os.sep)
    kernel = start_kernel()
    kernel.shell.run_cell(IMPORTS, silent=True).raise_error()
    _one_report()
    kernel.shell.reset()
    kernel.iopub_socket.clear()
    if threading.active_count() > 1:
        raise SystemExit("a thread was started before the first fork")
    gc.collect()
    # What is never collected is never written to, and stays shared.
    gc.disable()
    gc.freeze()


def _one_report() -> None:
    import nbformat

    import dts_eval as dts
    from dts_eval.foundation.program import program
    from dts_eval.presentation.skins import SKINS
    from dts_eval.runs.manifest import versions
    from dts_eval.runs.notebooks import shipped_notebook
    from dts_eval.scope.territories import LEVELS, place_of

    program()
    versions()
    for level in LEVELS:
        # No place has no code: the reference is read, and nothing is found in it.
        place_of(level, "")
    nbformat.writes(nbformat.read(shipped_notebook("annual_report"), as_version=4))
    evaluation = dts.read_mandate(shipped_folder("data_templates") / SMALL)
    evaluation = dts.choose_indicators(dts.choose_criteria(dts.set_scope(evaluation)))
    evaluation = dts.measure(dts.debate(dts.collect(evaluation)))
    report = dts.present(dts.disclose(evaluation))
    for name in WARMED:
        SKINS[name](report, "", "")


prepare()
# Told to the tests: what is native is not seen by Python.
NATIVE_THREADS = len(os.listdir("/proc/self/task"))
