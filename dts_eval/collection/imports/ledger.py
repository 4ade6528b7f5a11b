"""Reads an accounting file FEC as movements of accounts; labels and names of third parties are never kept."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dts_eval.collection.imports.phrases import Measured
from dts_eval.collection.imports.reading import Lines
from dts_eval.collection.imports.sniffing import Source, read_table
from dts_eval.foundation.problems import DataProblems, Problem, problem

JOURNAL, JOURNAL_NAME, ENTRY, DAY = "JournalCode", "JournalLib", "EcritureNum", "EcritureDate"
ACCOUNT, AUXILIARY, PIECE = "CompteNum", "CompAuxNum", "PieceRef"
DEBIT, CREDIT, AMOUNT, SENSE = "Debit", "Credit", "Montant", "Sens"
FIELDS = (
    JOURNAL, JOURNAL_NAME, ENTRY, DAY, ACCOUNT, "CompteLib", AUXILIARY, "CompAuxLib", PIECE, "PieceDate",
    "EcritureLib", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
IN_CASH_ACCOUNTING = ("DateRglt", "ModeRglt", "NatOp", "IdClient")
# No other file bears two of these titles.
TELLING = (JOURNAL, ENTRY, DAY, ACCOUNT, PIECE, "EcritureLib", "CompteLib")
BY_SIDE, BY_SIGN = (DEBIT, CREDIT), (AMOUNT, SENSE)
KNOWN = (*FIELDS, *BY_SIDE, *BY_SIGN, *IN_CASH_ACCOUNTING)
SIGNS = {"D": 1, "C": -1, "+1": 1, "1": 1, "-1": -1}
_OPENING_CODES = frozenset({"AN", "RAN", "ANO", "ANX"})
_OPENING_NAMES = re.compile(r"\ba[\s-]?nouv|\bouverture\b|\breouverture\b")
_ACCOUNT = re.compile(r"\d{3}\w*")


@dataclass(frozen=True)
class Movement:
    """One movement of one account: ``amount`` is the debit less the credit.

    ``entry`` tells the movements that were written together; ``is_opening`` those that only carry over earlier years.
    """

    entry: tuple[str, ...]
    day: datetime.date
    account: str
    auxiliary: str
    amount: Decimal
    is_opening: bool


@dataclass(frozen=True)
class Ledger:
    """The movements of an accounting file, and what is wrong with it."""

    movements: tuple[Movement, ...]
    problems: tuple[Problem, ...]


def read_ledger(source: Source) -> Ledger:
    """Read every movement of an accounting file.

    Raises:
        DataProblems: the table is cut short, lacks columns, or gives amounts in two ways at once.
    """
    place = source.header(TELLING)
    if place is None:
        raise DataProblems([problem("import_not_recognised", source.name)])
    lines = Lines(source, read_table(source, *place), KNOWN)
    sides, signs = ([column in lines.titles for column in pair] for pair in (BY_SIDE, BY_SIGN))
    if any(sides) and any(signs):
        raise DataProblems([problem("import_amounts_mixed", source.name)])
    columns = BY_SIGN if any(signs) else BY_SIDE
    lines.require((*FIELDS, *columns))
    lines.tell_unknown(KNOWN)
    rows = lines.whole()
    if not rows and not lines.problems:
        raise DataProblems([problem("import_rows_none", source.name)])
    movements = tuple(made for number, row in rows if (made := _movement(number, row, columns, lines)) is not None)
    problems = list(lines.problems)
    if not any(found.blocks for found in problems):
        problems += _unbalanced(movements, source.name)
    return Ledger(movements, tuple(problems))


def _movement(number: int, row: Mapping[str, str], columns: tuple[str, str], lines: Lines) -> Movement | None:
    before = len(lines.problems)
    day = lines.day(row[DAY], number, DAY)
    if not row[DAY]:
        lines.tell("import_date_not_read", number, column=DAY)
    account = row[ACCOUNT].upper()
    if not _ACCOUNT.fullmatch(account):
        lines.tell("import_account_not_read", number)
    amount = _by_sign(number, row, lines) if columns == BY_SIGN else _by_side(number, row, lines)
    if day is None or len(lines.problems) > before:
        return None
    entry = (row[JOURNAL], row[ENTRY], row[PIECE], day.isoformat())
    return Movement(entry, day, account, row[AUXILIARY].upper(), amount, _is_opening(row))


def _by_side(number: int, row: Mapping[str, str], lines: Lines) -> Decimal:
    debit, credit = (lines.number(row[column], number, column) for column in BY_SIDE)
    return (debit or Decimal(0)) - (credit or Decimal(0))


def _by_sign(number: int, row: Mapping[str, str], lines: Lines) -> Decimal:
    amount = lines.number(row[AMOUNT], number, AMOUNT) or Decimal(0)
    sign = SIGNS.get(row[SENSE].upper())
    if sign is None:
        lines.tell("import_sense_not_read", number, column=SENSE)
    return amount * (sign or 0)


def _is_opening(row: Mapping[str, str]) -> bool:
    name = unicodedata.normalize("NFKD", row[JOURNAL_NAME].lower()).encode("ascii", "ignore").decode()
    return row[JOURNAL].upper() in _OPENING_CODES or bool(_OPENING_NAMES.search(name))


def _unbalanced(movements: tuple[Movement, ...], file: str) -> list[Problem]:
    gap = abs(sum((one.amount for one in movements), Decimal(0)))
    return [problem("import_unbalanced", file, gap=Measured(gap, "euro").said("fr"))] if gap else []
