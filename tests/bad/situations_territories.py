"""What is spoiled in the codes of territories and communes, and the problem it must make."""

from situations import Spoiled, in_cell, spoiled
from spoiled import cell, put, title_of

TRUE = put("structure", "fictitious", "non")


def in_territory(code: str, about: str, where: str, **said: object) -> Spoiled:
    edits = [put("territories", column, value) for column, value in said.items()]
    return spoiled(code, about, TRUE, *edits, at=(title_of("territories"), cell("territories", where)))


SPOILED = (
    in_territory("insee_unknown", "no such commune", "insee", name="Nulle-Part-ès-Vide", insee="04999"),
    in_territory("insee_unknown_close", "two digits exchanged", "insee", insee="04700"),
    in_territory("insee_name_differs", "the code of another", "insee", insee="04112", population=None),
    in_territory(
        "insee_former", "an arrondissement", "insee", name="Marseille 1er Arrondissement", insee="13201",
        population=None,
    ),
    in_territory("population_differs", "twice too many", "population", population=32000),
    in_cell("commune_unknown", "no such commune", "expenses", "commune", "99999"),
    in_cell("place_differs", "far away", "expenses", "commune", "59350"),
)  # fmt: skip
