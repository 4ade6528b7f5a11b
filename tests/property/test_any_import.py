"""However a file is ordered, encoded or separated, and whichever way it gives its amounts, it proposes the same."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from import_samples import FEC_TITLES, annex, asp_text, fec_text, written

from dts_eval.collection.imports.kinds import kind_of
from dts_eval.collection.imports.proposal import Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.workbook.filling import Opened

SUPPLIERS = "Compte;Commune\nF1;04070\nF2;13055\n"
CENTS = st.integers(1, 10**7)
ACCOUNTS = st.sampled_from(["60630000", "60300000", "61320000", "62100000", "63512000", "65100000", "64110000"])
THIRD = st.sampled_from(["F1", "F2", "F3"])
PURCHASE = st.tuples(ACCOUNTS, THIRD, CENTS)
SALE = st.tuples(st.sampled_from(["70600000", "74100000", "75800000"]), st.just(""), CENTS)
STATES = st.sampled_from(["VALIDE", "CLOTURE", "PROVISOIRE", "HISTORISE", "SAISI"])
ROW = st.builds(
    lambda year, number, renewal, change, state, posts: annex(
        date_debut_effet=f"01/01/{year}", date_fin_effet=f"31/12/{year}",
        numero_annexe_financiere=f"ACI05424{number:04}", numero_avenant_renouvellement=str(renewal),
        numero_avenant_modification=str(change),
        etat_annexe_financiere_code=state, etp_postes_insertion=f"{posts / 100:.2f}",
    ),
    st.integers(2021, 2025), st.integers(1, 3), st.integers(0, 1), st.integers(0, 3), STATES, st.integers(1, 4000),
)  # fmt: skip
NAMED = (
    "af_numero_annexe_financiere", "af_date_debut_effet", "af_numero_avenant_renouvellement",
    "af_numero_avenant_modification",
)  # fmt: skip
TEXTS = st.sampled_from(["utf-8", "utf-8-sig", "iso8859-15", "cp1252", "utf-16"])
SEPARATORS = st.sampled_from(["\t", "|", ";"])


def written_amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def entries_of(purchases, sales):
    made = []
    for number, (account, third, cents) in enumerate(purchases):
        head, amount = ("AC", "Achats", str(number), "20240315"), written_amount(cents)
        made.append((*head, account, "", f"P{number}", amount, "0,00"))
        made.append((*head, "40100000", third, f"P{number}", "", amount))
    for number, (account, third, cents) in enumerate(sales):
        head, amount = ("VE", "Ventes", str(number), "20240620"), written_amount(cents)
        made += [(*head, "41100000", third, f"V{number}", amount, ""), (*head, account, "", f"V{number}", "0", amount)]
    return made


def said(content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        table = written(Path(folder), "fournisseurs.csv", SUPPLIERS)
        request = Request(Opened(Path("classeur.xlsx"), "", {}, (), {}), 2024, suppliers=table)
        source = read_source(written(Path(folder), "fichier.csv", content))
        proposal = kind_of(source).propose(source, request)
    codes = sorted(found.code for found in proposal.problems)
    return proposal.lines, proposal.left_out, proposal.notes, proposal.origin.note, codes


@given(st.lists(PURCHASE, min_size=1, max_size=8), st.lists(SALE, max_size=4), TEXTS, SEPARATORS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_accounts_say_the_same_in_any_order_encoding_and_form(purchases, sales, encoding, separator, random):
    entries = entries_of(purchases, sales)
    expected = said(fec_text(entries).encode())
    assert said(fec_text(entries, separator=separator).encode(encoding)) == expected
    titles = tuple({"Debit": "Montant", "Credit": "Sens"}.get(title, title) for title in FEC_TITLES)
    assert said(fec_text(entries, titles).encode()) == expected
    longer = (*FEC_TITLES, "DateRglt", "ModeRglt", "NatOp", "IdClient")
    assert said(fec_text(entries, longer).encode()) == expected
    random.shuffle(entries)
    assert said(fec_text(entries).encode()) == expected


@given(st.lists(PURCHASE, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_cent_is_lost_or_spread(purchases):
    lines, left_out, *_ = said(fec_text(entries_of(purchases, ())).encode())
    by_place: dict[str, int] = {}
    for account, third, cents in purchases:
        if not account.startswith(("603", "64")):
            place = {"F1": "04070", "F2": "13055"}.get(third, "")
            by_place[place] = by_place.get(place, 0) + cents
    found: dict[str, int] = {}
    for line in lines:
        place = line.values.get("commune", "")
        found[place] = found.get(place, 0) + round(100 * line.values["amount"])
    assert found == by_place


@given(st.lists(ROW, min_size=1, max_size=10, unique_by=lambda row: tuple(sorted(row.items()))), TEXTS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_annexes_say_the_same_in_any_order_and_encoding(rows, encoding, random):
    once = list({tuple(row[column] for column in NAMED): row for row in rows}.values())
    expected = said(asp_text(*once).encode())
    assert said(asp_text(*once).encode(encoding)) == expected
    random.shuffle(once)
    assert said(asp_text(*once).encode()) == expected
