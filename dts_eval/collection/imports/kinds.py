"""The kinds of files that can be imported: one line each. A file is given to the first that recognises it."""

from collections.abc import Callable
from dataclasses import dataclass

from dts_eval.collection.imports import asp, fec, reactions, surveys
from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import Source
from dts_eval.foundation.problems import DataProblems, problem


@dataclass(frozen=True)
class ImportKind:
    """One kind of file: its name on the command line, how it is recognised, and how it is read."""

    name: str
    recognises: Callable[[Source], bool]
    propose: Callable[[Source, Request], Proposal]


KINDS = (
    ImportKind("asp", asp.recognises, asp.propose),
    ImportKind("fec", fec.recognises, fec.propose),
    ImportKind("survey", surveys.recognises, surveys.propose),
    ImportKind("reactions", reactions.recognises, reactions.propose),
)


def kind_of(source: Source, named: str = "") -> ImportKind:
    """Return the kind of a file: the one that is named, when the file is of that kind, else the one it is seen to be.

    Raises:
        DataProblems: no such kind, or the file is of none, or not of the one named.
    """
    asked = [kind for kind in KINDS if named in ("", kind.name)]
    if not asked:
        known = ", ".join(kind.name for kind in KINDS)
        raise DataProblems([problem("parameter_kind", typed=named, known=known)])
    found = next((kind for kind in asked if kind.recognises(source)), None)
    if found is None:
        code = "import_not_of_kind" if named else "import_not_recognised"
        raise DataProblems([problem(code, source.name, typed=named)])
    return found
