"""Works a hidden number out from what is shown, by adding relations, as anybody could with paper and patience."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import gcd

# How many times each relation is taken, so that all the hidden numbers but one cancel out.
Sum = Mapping[int, int]


def deduced(target: int, relations: Mapping[int, Iterable[tuple[int, int]]]) -> Sum | None:
    """Return the sum of exact relations in which one hidden number stands alone, or nothing when there is none.

    Args:
        target: the hidden number.
        relations: the hidden numbers of each relation, with their factors; what is shown of it is known to all.
    """
    left: list[tuple[dict[int, int], dict[int, int]]] = [(dict(terms), {name: 1}) for name, terms in relations.items()]
    while left:
        place = min(range(len(left)), key=lambda at: len(left[at][0].keys() - {target}))
        row, taken = left.pop(place)
        others = row.keys() - {target}
        if not others:
            if row:
                return taken
            continue
        often = Counter(cell for terms, _ in left for cell in terms if cell in others)
        pivot = min(sorted(others), key=lambda cell: often[cell])
        for at, (terms, sums) in enumerate(left):
            if pivot in terms:
                left[at] = _without(pivot, terms, sums, row, taken)
    return None


def _without(
    pivot: int, terms: dict[int, int], sums: dict[int, int], row: dict[int, int], taken: dict[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Take one relation as often as it needs out of another, for a hidden number to cancel out."""
    by, less = row[pivot], terms[pivot]
    combined = _combined(terms, by, row, less)
    added = _combined(sums, by, taken, less)
    common = gcd(*combined.values(), *added.values()) or 1
    return (
        {cell: factor // common for cell, factor in combined.items()},
        {name: times // common for name, times in added.items()},
    )


def _combined(one: dict[int, int], by: int, other: dict[int, int], less: int) -> dict[int, int]:
    found = {key: by * value for key, value in one.items()}
    for key, value in other.items():
        left = found.get(key, 0) - less * value
        if left:
            found[key] = left
        else:
            found.pop(key, None)
    return found
