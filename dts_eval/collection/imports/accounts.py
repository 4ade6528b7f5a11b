"""Which accounts feed which line of the workbook: the table of the catalogue, after the user's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dts_eval.collection.imports.phrases import Phrase, phrase
from dts_eval.collection.imports.user_tables import read_user_table
from dts_eval.criteria.definitions import part, texts_under
from dts_eval.foundation.declarations import DeclarationFaults, Fault, read_declarations, require_known_keys
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.indicators.rules import CONFIDENCES
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import list_words, plain

# The column of each sheet that says what sort of money a line is, and its list.
KINDS = {"expenses": ("kind", "expense_kind"), "resources": ("nature", "resource_nature")}
KEYS = {"prefixes", "sheet", "kind", "label", "reason", "confidence"}
COLUMNS = {
    "prefix": ("Compte", "Début de compte", "Préfixe", "CompteNum"),
    "kind": ("Nature", "Nature dans le classeur"),
}
ASIDE = frozenset({"écarter", "ecarter", "à écarter", "leave out"})


@dataclass(frozen=True)
class Words:
    """Words in both languages."""

    in_each: Mapping[str, str]

    def said(self, language: str) -> str:
        """Write them in one language."""
        return self.in_each[language]


@dataclass(frozen=True)
class AccountGroup:
    """Accounts that begin alike, and the sort of line that they feed; without a sheet, why they feed none."""

    prefixes: tuple[str, ...]
    label: Words
    sheet: str = ""
    kind: str = ""
    reason: Words | Phrase | None = None
    confidence: str = "to_check"


@dataclass(frozen=True)
class Chart:
    """All groups of accounts: each account belongs to the one with the longest beginning that fits it."""

    groups: Mapping[str, AccountGroup]
    is_own: bool = False

    def prefix_of(self, account: str) -> str:
        """Return the beginning by which an account has its group; nothing when no group takes it."""
        fitting = (account[:length] for length in range(len(account), 0, -1))
        return next((start for start in fitting if start in self.groups), "")


@cache
def shipped_chart() -> Chart:
    """Return the groups of the catalogue.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/accounts.yaml``, with its lines.
    """
    found, faults = load_accounts(catalogue_file("accounts.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return Chart(_by_prefix(found))


def load_accounts(path: Path) -> tuple[tuple[AccountGroup, ...], tuple[Fault, ...]]:
    """Read a file of groups of accounts and list everything that is wrong in it."""
    declared, read_faults = read_declarations(path)
    faults = list(read_faults)
    found: list[AccountGroup] = []
    first: dict[str, str] = {}
    for name in declared:
        body = part(declared, name, "accounts", faults)
        faults.extend(require_known_keys(body, KEYS, name))
        sheet, kind = body.get("sheet", ""), body.get("kind", "")
        reason = texts_under(body, "reason", name, faults) if "reason" in body else None
        checks = {
            "prefixes": isinstance(body.get("prefixes"), list),
            "sheet": (sheet in KINDS) != (reason is not None),
            "kind": not sheet or (sheet in KINDS and kind in layout().lists[KINDS[sheet][1]]),
            "confidence": body.get("confidence") in CONFIDENCES,
        }
        wrong = [key for key, holds in checks.items() if not holds]
        faults.extend(Fault(body.file, body.line_of(key), f"{name}: « {key} » cannot be so") for key in wrong)
        label = Words(texts_under(body, "label", name, faults))
        if wrong:
            continue
        prefixes = tuple(str(prefix) for prefix in body["prefixes"])
        for prefix in prefixes:
            if first.setdefault(prefix, name) != name:
                what = f"{name}: « {prefix} » belongs to {first[prefix]} already"
                faults.append(Fault(body.file, body.line_of("prefixes"), what))
        told = Words(reason) if reason is not None else None
        found.append(AccountGroup(prefixes, label, sheet, kind, told, body["confidence"]))
    return tuple(found), tuple(faults)


def chart_of(path: Path | None) -> Chart:
    """Return the groups to use: those of a user's table, then those of the catalogue.

    Raises:
        DataProblems: the table cannot be read, or a line of it says no nature that its account may have.
    """
    if path is None:
        return shipped_chart()
    file, rows = read_user_table(path, COLUMNS)
    own: dict[tuple[str, str], list[str]] = defaultdict(list)
    found, seen = [], dict[str, tuple[str, str]]()
    for line, row in rows:
        prefix, word = row["prefix"].upper(), plain(row["kind"])
        if not prefix or not word:
            continue
        place = _kind_said(prefix, word)
        if place is None:
            found.append(problem("import_nature_not_read", file, cell=str(line)))
        elif seen.setdefault(prefix, place) != place:
            found.append(problem("import_account_twice", file, cell=str(line)))
        elif prefix not in own[place]:
            own[place].append(prefix)
    if found:
        raise DataProblems(found)
    groups = [_own_group(sheet, kind, tuple(sorted(prefixes))) for (sheet, kind), prefixes in own.items()]
    return Chart({**shipped_chart().groups, **_by_prefix(groups)}, is_own=True)


def _kind_said(prefix: str, word: str) -> tuple[str, str] | None:
    if prefix[:1] not in ("6", "7", "8") or not prefix.isalnum():
        return None
    if word in ASIDE:
        return "", ""
    sheet = "expenses" if prefix.startswith("6") else "resources"
    kind = list_words(KINDS[sheet][1]).get(word)
    return (sheet, kind) if kind else None


def _own_group(sheet: str, kind: str, prefixes: tuple[str, ...]) -> AccountGroup:
    if not sheet:
        words = {language: phrase("import_accounts_aside").said(language) for language in ("fr", "en")}
        return AccountGroup(prefixes, Words(words), reason=phrase("import_why_own_table"))
    return AccountGroup(prefixes, Words(layout().lists[KINDS[sheet][1]][kind]), sheet, kind)


def _by_prefix(groups: Iterable[AccountGroup]) -> dict[str, AccountGroup]:
    return {prefix: group for group in groups for prefix in group.prefixes}
