"""The accounting file FEC."""

from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import Source

KNOWN = ("JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib", "PieceRef")


def recognises(source: Source) -> bool:
    """Whether a file is an accounting file, by its titles."""
    return source.header(KNOWN) is not None


def propose(source: Source, request: Request) -> Proposal:
    """Propose what the accounts of one year give."""
    raise NotImplementedError
