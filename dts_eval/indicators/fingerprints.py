"""What each indicator means, in a short sign: two reports of one structure can tell when a definition changed."""

import hashlib
from collections.abc import Iterable, Mapping

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import IndicatorChoice
from dts_eval.indicators.definitions import Indicator, indicators

LENGTH = 16
NOT_SHOWN = ("rejected", "aside")


def definition_fingerprints(choices: Iterable[IndicatorChoice]) -> Mapping[str, str]:
    """Give the fingerprint of each indicator that may be shown: its definition, its unit, the way it is computed."""
    return {choice.indicator_id: _sign(choice) for choice in choices if choice.decision not in NOT_SHOWN}


def _sign(choice: IndicatorChoice) -> str:
    definition = indicators().get(choice.indicator_id)
    words = _of_catalogue(definition) if definition else (choice.unit, choice.definition)
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:LENGTH]


def _of_catalogue(definition: Indicator) -> tuple[str, ...]:
    told = [text(language) for language in LANGUAGES for text in (definition.definition, definition.calculation)]
    return (definition.unit, definition.computed_by, *told)
