"""Which words a synthesis quotes: a few for each criterion, taken evenly along the order of names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dts_eval.comparison.network.members import Effect, Network, Voice
from dts_eval.criteria.definitions import criteria

MOST_VOICES = 4
MOST_EFFECTS = 3
Told = TypeVar("Told", Voice, Effect)


def chosen_voices(network: Network) -> Iterator[Voice]:
    """Choose words for each criterion: those that contest keep the half of the places, when there are some."""
    for criterion in _criteria(network.voices):
        told = [voice for voice in network.voices if voice.criterion == criterion]
        yield from _both_sides(told, [voice.contests for voice in told], MOST_VOICES)


def chosen_effects(network: Network) -> Iterator[Effect]:
    """Choose effects for each criterion, contested ones beside the others."""
    for criterion in _criteria(network.effects):
        told = [effect for effect in network.effects if effect.criterion == criterion]
        yield from _both_sides(told, [effect.contested for effect in told], MOST_EFFECTS)


def _criteria(told: Iterable[Voice | Effect]) -> list[str]:
    """Name the criteria of the catalogue that something is told of; local ones are told under their own words only."""
    spoken = {one.criterion for one in told}
    return [name for name in criteria() if name in spoken]


def _both_sides(told: Sequence[Told], against: Sequence[bool], most: int) -> list[Told]:
    contested = [one for one, is_against in zip(told, against, strict=True) if is_against]
    others = [one for one, is_against in zip(told, against, strict=True) if not is_against]
    kept_against = evenly(contested, min(len(contested), max(most // 2, most - len(others))))
    kept = evenly(others, most - len(kept_against))
    chosen = {id(one) for one in (*kept, *kept_against)}
    return [one for one in told if id(one) in chosen]


def evenly(told: Sequence[Told], count: int) -> list[Told]:
    """Take so many things along a list, as far apart as can be: no letter of the alphabet is favoured."""
    if count >= len(told):
        return list(told)
    return [told[(2 * place + 1) * len(told) // (2 * count)] for place in range(count)]
