"""The user's table of suppliers: the commune in which each account, or auxiliary account, is established."""

from collections.abc import Mapping
from pathlib import Path

from dts_eval.collection.imports.user_tables import read_user_table
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.scope.territories import place_of

ACCOUNT, COMMUNE = "account", "commune"
COLUMNS = {
    ACCOUNT: ("Compte", "Fournisseur", "Compte du fournisseur", "Compte auxiliaire", "CompAuxNum", "CompteNum"),
    COMMUNE: ("Commune", "Commune (code INSEE)", "Code INSEE", "INSEE", "Code commune"),
}


def read_suppliers(path: Path) -> Mapping[str, str]:
    """Read the commune of each supplier, by its account.

    Raises:
        DataProblems: the table cannot be read, a commune is not one of the reference, or an account has two.
    """
    file, rows = read_user_table(path, COLUMNS)
    found, communes = [], dict[str, str]()
    for line, row in rows:
        account, code = row[ACCOUNT].upper(), row[COMMUNE].upper()
        if not account or not code:
            continue
        if place_of("commune", code) is None:
            found.append(problem("import_commune_unknown", file, cell=str(line)))
        elif communes.setdefault(account, code) != code:
            found.append(problem("import_account_twice", file, cell=str(line)))
    if found:
        raise DataProblems(found)
    return communes
