"""Small files of the kinds that can be imported, made by hand: an extract of annexes, and a file of entries."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dts_eval.collection.imports.annexes import NEEDED
from dts_eval.collection.imports.ledger import BY_SIDE, FIELDS

FEC_NAME, ASP_NAME = "123456789FEC20241231.txt", "fluxIAE_AnnexeFinanciere.csv"
TITLE = "DEBAnnexeFinanciere07022025_063004"
ANNEX = {
    "af_id_structure": "112", "af_numero_annexe_financiere": "ACI054240019", "af_mesure_dispositif_code": "ACI_DC",
    "af_etat_annexe_financiere_code": "VALIDE", "af_numero_avenant_renouvellement": "0",
    "af_numero_avenant_modification": "1", "af_date_debut_effet": "01/01/2024 00:00:00",
    "af_date_fin_effet": "31/12/2024 00:00:00", "af_etp_postes_insertion": "8.86",
    "af_duree_heure_annuel_etp_valeur": "1820.00", "af_montant_unitaire_annuel_valeur": "20642.00",
    "af_montant_total_annuel": "182888.12", "af_taux_prev_sorties_dynamiques": "50.00",
    "af_taux_prev_sorties_durable": "20.00", "af_taux_prev_sorties_trans": "20.00",
    "af_taux_prev_sorties_positives": "10.00", "af_date_cloture_exercice": "31/12/2023",
    "af_total_produits_exploit": "260830", "af_part_produits_exploit_vente_presta": "30000", "af_commune": "153418",
    "af_etp_encadrement_tech_accomp_sociop_annee_prec": "2.10",
}  # fmt: skip
FEC_TITLES = (*FIELDS[:11], *BY_SIDE, *FIELDS[11:])
# A purchase from one supplier, a sale, wages paid from the bank; the year before is carried over.
ENTRIES = (
    ("AN", "A Nouveaux", "1", "20240101", "51200000", "", "AN", "1000,00", "0,00"),
    ("AN", "A Nouveaux", "1", "20240101", "10100000", "", "AN", "0,00", "1000,00"),
    ("AC", "Achats", "2", "20240305", "60630000", "", "F1", "100,00", "0,00"),
    ("AC", "Achats", "2", "20240305", "44566000", "", "F1", "20,00", "0,00"),
    ("AC", "Achats", "2", "20240305", "40100000", "AUX1", "F1", "0,00", "120,00"),
    ("VE", "Ventes", "3", "20240510", "41100000", "CLI1", "V1", "000600,50", "0,00"),
    ("VE", "Ventes", "3", "20240510", "70600000", "", "V1", "0,00", "600,50"),
    ("OD", "Paie", "4", "20241231", "64110000", "", "P12", "300,00", "0,00"),
    ("OD", "Paie", "4", "20241231", "51200000", "", "P12", "0,00", "300,00"),
)


def annex(**changes: str) -> dict[str, str]:
    """Make one row of an extract, some of its columns said otherwise (without their ``af_``)."""
    return {**ANNEX, **{f"af_{column}": value for column, value in changes.items()}}


def asp_text(
    *rows: Mapping[str, str], columns: Sequence[str] = NEEDED, title: str = TITLE, end: str = "", separator: str = "|"
) -> str:
    """Write an extract: a title, the names of the columns, the rows, and a last line when it has one."""
    lines = [title] if title else []
    lines.append(separator.join(columns))
    lines += [separator.join(row.get(column, "") for column in columns) for row in rows]
    return "\n".join([*lines, *([end] if end else [])]) + "\n"


def fec_text(
    entries: Iterable[Sequence[str]] = ENTRIES, titles: Sequence[str] = FEC_TITLES, separator: str = "\t"
) -> str:
    """Write a file of entries; what a label or a third party would say is written in every line."""
    named = ("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompAuxNum", "PieceRef")
    lines = [separator.join(titles)]
    for entry in entries:
        row = dict(zip((*named, *BY_SIDE), entry, strict=True))
        row |= {"CompAuxLib": "Mme Léa Martin", "EcritureLib": "Prélèvement 06 12 34 56 78"}
        debit, credit = row["Debit"], row["Credit"]
        row |= {"Montant": debit if _not_zero(debit) else credit, "Sens": "D" if _not_zero(debit) else "C"}
        lines.append(separator.join(row.get(title, "") for title in titles))
    return "\r\n".join(lines) + "\r\n"


def _not_zero(amount: str) -> bool:
    return bool(amount.strip("0,"))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
