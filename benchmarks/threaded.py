"""What a child does in the soak: numpy multiplies matrices, typst lays out a page, each with threads of its own."""

from collections.abc import Callable
from typing import Any

import numpy as np
import typst

SIZE = 200
PAGE = b"= Une page\n#for n in range(20) [ligne #n #linebreak()]"
PDF = b"%PDF-"


def use_threads(number: int, tell: Callable[[Any], None]) -> tuple[int, float, bool]:
    """Do in a child what starts threads in native code; return what shows that it was really done."""
    total = float((np.full((SIZE, SIZE), 1.0) @ np.full((SIZE, SIZE), float(number))).sum())
    return number, total, typst.compile(PAGE, format="pdf").startswith(PDF)


def expected(number: int) -> tuple[int, float, bool]:
    """Return what the child of a number finds: every cell of the product is ``SIZE`` times the number."""
    return number, float(number) * SIZE**3, True
