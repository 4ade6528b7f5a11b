"""The extract « flux IAE » of the ASP: financial annexes."""

from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import Source

KNOWN = ("af_id_structure", "af_numero_annexe_financiere", "af_etat_annexe_financiere_code", "af_etp_postes_insertion")


def recognises(source: Source) -> bool:
    """Whether a file is an extract of financial annexes, by its titles."""
    return source.header(KNOWN) is not None


def propose(source: Source, request: Request) -> Proposal:
    """Propose what the annexes of one structure give."""
    raise NotImplementedError
