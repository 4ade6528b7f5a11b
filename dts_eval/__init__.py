"""dts_eval: evaluate and present the social utility of a structure, step by step, every figure with its proof.

The verbs come in the order of the method (fiche II-2 of COORACE's manual). Each takes a frozen value and returns a
new one.
"""

from importlib import import_module
from typing import Any

VERBS = {
    "read_mandate": "dts_eval.scope.mandate",
    "set_scope": "dts_eval.scope.perimeter",
    "choose_criteria": "dts_eval.criteria.choice",
    "choose_indicators": "dts_eval.indicators.choice",
    "collect": "dts_eval.collection.collecting",
    "debate": "dts_eval.debates.effects",
    "measure": "dts_eval.measurement.measuring",
    "disclose": "dts_eval.disclosure.disclosing",
    "compare": "dts_eval.comparison.alignment",
    "present": "dts_eval.presentation.report",
    "write": "dts_eval.presentation.writing",
    "run": "dts_eval.runs.one",
    "fill_in": "dts_eval.workbook.filling",
    "scope_form": "dts_eval.widgets.scope_form",
    "read_back": "dts_eval.scope.reading_back",
    "read_panel": "dts_eval.disclosure.panel",
    "read_sheets": "dts_eval.runs.gathering",
    "run_comparison": "dts_eval.runs.comparing",
    "read_network": "dts_eval.comparison.network.reading",
    "pool": "dts_eval.comparison.network.pooling",
    "run_network": "dts_eval.runs.synthesis",
    "witness": "dts_eval.disclosure.witness",
}

__all__ = list(VERBS)


def __getattr__(name: str) -> Any:
    """Import a verb when it is first used, so that starting costs nothing."""
    if name not in VERBS:
        raise AttributeError(f"module 'dts_eval' has no attribute {name!r}")
    return getattr(import_module(VERBS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
