"""What a child does in the soak: threads of Python multiply matrices with numpy, typst lays out a page with its own."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import typst

SIZE, THREADS = 200, 4
PAGE = b"= Une page\n#for n in range(20) [ligne #n #linebreak()]"
PDF = b"%PDF-"


def use_threads(number: int, tell: Callable[[Any], None]) -> tuple[int, float, bool]:
    """Do in a child what starts threads in native code; return what shows that it was really done.

    The fork server lets libraries have one thread each: here they are given several.
    """
    os.environ["RAYON_NUM_THREADS"] = str(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        totals = list(pool.map(_product, [float(number)] * THREADS))
    return number, sum(totals), typst.compile(PAGE, format="pdf").startswith(PDF)


def expected(number: int) -> tuple[int, float, bool]:
    """Return what the child of a number finds: every cell of each product is ``SIZE`` times the number."""
    return number, THREADS * float(number) * SIZE**3, True


def _product(number: float) -> float:
    return float((np.full((SIZE, SIZE), 1.0) @ np.full((SIZE, SIZE), number)).sum())
