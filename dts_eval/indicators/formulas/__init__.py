"""The formulas: pure functions on the columns of one sheet, one for each computed indicator, under its name.

A public function of these modules is a formula; the loader refuses one that no indicator declares.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import isfunction
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import (
    activities,
    avoided_costs,
    evaluation,
    exits,
    expenses,
    pathways,
    profiles,
    resources,
    trajectories,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    Formula = Callable[[DataFrame, Frame], tuple[Computed, ...]]

FORMULAS: dict[str, Formula] = {
    name: function
    for module in (pathways, profiles, exits, trajectories, resources, expenses, activities, evaluation, avoided_costs)
    for name, function in vars(module).items()
    if isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
}
