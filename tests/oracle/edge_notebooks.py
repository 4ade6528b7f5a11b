# ruff: noqa: E501
"""Notebooks at the edge of what a kernel does: each is a list of cells, executed by two engines that must agree."""

import nbformat

EDGES = {
    "error": ["x = 1\nx", "1 / 0", "never = 1"],
    "syntax": ["def broken(:\n    pass", "1"],
    "own_exception": ["class Mine(Exception):\n    pass\n\ndef deep(n):\n    raise Mine('é' * n)\ndeep(3)"],
    "allowed_error": ["raise KeyError('gone')", "'went on'"],
    "exit": ["print('before')", "import sys\nsys.exit(3)", "print('after')"],
    "exit_zero": ["import sys\nsys.exit(0)", "print('after')"],
    "quit": ["1", "quit()", "2"],
    "streams": [
        "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three', end='')",
        "import warnings\nwarnings.warn('careful')",
        "import logging\nlogging.warning('logged')",
        "print('é ç — « »')\nprint('a\\rb')\nsys.stdout.write('x')",
    ],
    # The usual kernel reads what programs write a little after they wrote it: the cells wait for it.
    "subprocess": [
        "import os, subprocess, sys, time\nprint('a', flush=True)\nos.system('echo b')\ntime.sleep(0.5)",
        "subprocess.run(['echo', 'from a program'])\ntime.sleep(0.5)",
        "subprocess.run([sys.executable, '-c', 'import sys; print(1); print(2, file=sys.stderr)'])\ntime.sleep(0.5)",
        "subprocess.run(['echo', 'caught'], capture_output=True, text=True).stdout",
        "!echo bang",
        "subprocess.run('echo err 1>&2', shell=True)\ntime.sleep(0.5)",
    ],
    "await": [
        "import asyncio\nawait asyncio.sleep(0.01)\n'slept'",
        "async def two():\n    await asyncio.sleep(0)\n    return 2\nawait asyncio.gather(two(), two())",
        "asyncio.get_running_loop().is_running()",
        "task = asyncio.ensure_future(two())\nNone",
        "await task",
    ],
    "values": [
        "import datetime, decimal, math\nfrom pathlib import PurePosixPath",
        "datetime.date(2024, 2, 29)", "decimal.Decimal('1.10')", "math.nan, math.inf", "PurePosixPath('a/b')", "{1, 2}",
        "None", "b'bytes'", "'quote'", "list(range(2000))", "type", "lambda: 0 and None\n1;", "_", "_2", "Out[3]",
    ],
    "frames": [
        "import pandas as pd\nframe = pd.DataFrame({'a': range(100), 'b': ['é'] * 100, 'c': [None] * 100})\nframe",
        "frame.describe()", "print(frame.head())", "pd.get_option('display.max_rows'), pd.get_option('display.width')",
        "pd.DataFrame([range(40)])", "frame.a.head(3)",
    ],
    "display": [
        "from IPython.display import HTML, JSON, Markdown, SVG, Javascript, Image, display, clear_output",
        "display(HTML('<b>é</b>'), Markdown('*m*'), JSON({'a': [1, None]}))\n'last'",
        "handle = display('first', display_id='here')\nNone", "handle.update('second')", "display('third', display_id='here')",
        "print('gone')\nclear_output()\nprint('kept')", "print('gone')\nclear_output(wait=True)\nprint('kept')",
        "Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 40)",
        "class Shown:\n    def _repr_html_(self):\n        return '<i>x</i>'\n    def __repr__(self):\n        return 'x'\nShown()",
        "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no')\n    def __repr__(self):\n        return 'b'\nBroken()",
    ],
    "magics": [
        "%%capture told\nprint('captured')", "told.stdout", "%env DTS_EVAL_EDGE=1", "import os\nos.environ['DTS_EVAL_EDGE']",
        "%unknown_magic", "1",
    ],
    "cell_magic": ["%%html\n<p>é</p>", "%%writefile wrote.txt\nhello", "open('wrote.txt').read()", "?len"],
    "input": ["input('name?')"],
    "threads": [
        "import threading\nthread = threading.Thread(target=lambda: print('from a thread'))\nthread.start()\nthread.join()",
        "import concurrent.futures as futures\nwith futures.ThreadPoolExecutor(2) as pool:\n    found = list(pool.map(abs, [-1, -2]))\nfound",
    ],
    "processes": [
        "import multiprocessing, os\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n    found = pool.map(abs, [-3, -4])\nfound",
        "pid = os.fork()\nif pid == 0:\n    os._exit(0)\nos.waitpid(pid, 0)[1]",
    ],
    "widgets": [
        "import ipywidgets as w\nslider = w.IntSlider(value=3, max=9, description='é')\nslider",
        "w.VBox([slider, w.Text('t')])", "slider.value = 5\nslider.value",
        "out = w.Output()\nout", "with out:\n    print('inside')\n    display('shown')", "out.outputs",
        "out.clear_output()", "tabs = w.Tab(children=[out])\ntabs",
        "box = w.Checkbox(value=True)\nseen = []\nbox.observe(lambda change: seen.append(change['new']), 'value')\nbox.value = False\nseen",
    ],
    "names": ["__name__", "get_ipython().__class__.__name__", "__file__", "1"],
    "main": ["import sys\nsys.modules['__main__'].__dict__ is globals()", "import pickle\nclass P: pass\ntype(pickle.loads(pickle.dumps(P()))).__name__"],
    "random": ["import random\nrandom.seed(4)\nrandom.random()", "import numpy\nnumpy.random.default_rng(4).random()"],
    "clean": ["sorted(name for name in dir() if not name.startswith('_'))", "import gc\ngc.isenabled()", "import sys\nsys.argv[0] != ''"],
}  # fmt: skip
ALLOWED = "raises-exception"


def edge(name: str) -> nbformat.NotebookNode:
    """Write one of the notebooks."""
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(EDGES[name])]
    if name == "allowed_error":
        cells[0].metadata.tags = [ALLOWED]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
