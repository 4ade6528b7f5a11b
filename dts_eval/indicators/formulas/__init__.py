"""The formulas: pure functions on the columns of one sheet, one for each computed indicator, under its name.

A public function of these modules is a formula; the loader refuses one that no indicator declares.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import isfunction
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import (
    accounts,
    activities,
    arrivals,
    avoided_costs,
    evaluation,
    exits,
    expenses,
    participation,
    pathways,
    profiles,
    resources,
    surveys,
    trajectories,
    volunteering,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    Formula = Callable[[DataFrame, Frame], tuple[Computed, ...]]

MODULES = (
    pathways, profiles, exits, trajectories, resources, volunteering, expenses, arrivals, accounts, activities,
    participation, evaluation, avoided_costs, surveys,
)  # fmt: skip
FORMULAS: dict[str, Formula] = {
    name: function
    for module in MODULES
    for name, function in vars(module).items()
    if isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
}
