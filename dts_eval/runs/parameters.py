"""What the parameterised notebooks accept, checked before their kernel starts: papermill only warns."""

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.writing import formats_of
from dts_eval.scope.mandate import refuse_parameters

TYPES = {"str": str, "int": int, "bool": bool}


@dataclass(frozen=True)
class Parameters:
    """The parameters of the notebook ``annual_report``, with the values they have when nothing is said."""

    workbook: str
    year: int = 0
    output: str = "."
    lang: str = "fr"
    audience: str = "internal"
    formats: str = "html,pdf"
    since: str = ""
    outlines: str = ""
    template: str = ""
    assets: str = ""

    def as_given(self) -> dict[str, Any]:
        """Return the parameters as the notebook gets them."""
        return asdict(self)


@dataclass(frozen=True)
class ComparisonParameters:
    """The parameters of the notebook ``comparison``, with the values they have when nothing is said."""

    folder: str
    criterion: str = ""
    with_fictitious: bool = False
    year: int = 0
    output: str = "."
    lang: str = "fr"
    audience: str = "internal"
    formats: str = "html,pdf"

    def as_given(self) -> dict[str, Any]:
        """Return the parameters as the notebook gets them."""
        return asdict(self)


@dataclass(frozen=True)
class NetworkParameters:
    """The parameters of the notebook ``network``, with the values they have when nothing is said."""

    campaign: str
    output: str = "."
    lang: str = "fr"
    formats: str = "html,pdf"
    with_fictitious: bool = False

    def as_given(self) -> dict[str, Any]:
        """Return the parameters as the notebook gets them."""
        return asdict(self)


Accepted = TypeVar("Accepted", Parameters, ComparisonParameters, NetworkParameters)


def read_parameters(given: dict[str, Any], declared: type[Accepted]) -> Accepted:
    """Accept the parameters of a run, or refuse all that are wrong at once.

    Raises:
        DataProblems: an unknown name, a value of another type, a year, language, version or format that is not one.
    """
    known = {field.name: field.type for field in fields(declared)}
    needed = next(iter(known))
    names = ", ".join(known)
    found = [problem("parameter_unknown", typed=name, known=names) for name in given if name not in known]
    found += [
        problem("parameter_type", typed=name, expected=_type_name(known[name]))
        for name, value in given.items()
        if name in known and not _is(value, known[name])
    ]
    if needed not in given:
        found.append(problem("parameter_type", typed=needed, expected="str"))
    if found:
        raise DataProblems(found)
    parameters = declared(**given)
    year, audience = getattr(parameters, "year", 0), getattr(parameters, "audience", "internal")
    refuse_parameters(year, audience, parameters.lang)
    formats_of(parameters.formats, several=declared is not Parameters)
    return parameters


def refuse_other_than_paths(**given: object) -> None:
    """Refuse what is neither a path nor the text of one.

    Raises:
        DataProblems: every parameter that is something else, at once.
    """
    wrong = [name for name, value in given.items() if not isinstance(value, str | Path)]
    if wrong:
        raise DataProblems([problem("parameter_type", typed=name, expected="str") for name in wrong])


def _is(value: object, expected: object) -> bool:
    # True is a whole number for Python, and no year for anybody.
    return type(value) is TYPES[_type_name(expected)]


def _type_name(expected: object) -> str:
    return expected if isinstance(expected, str) else getattr(expected, "__name__", str(expected))
