"""Exports of survey tools made by hand, from what their documentation says; no export of a structure was at hand.

KoboToolbox: semicolons, groups before a slash, a column for each choice of a question with several, then the columns
of the tool (``_id``, ``_uuid``, ``_submission_time``…). LimeSurvey: ``id``, ``submitdate`` (blank when unfinished),
``lastpage``, question codes, ``Q2[SQ001]`` for the line of an array. Google Forms: the time first, then the words of
the questions. Nobody here is real.
"""

import csv
import io
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

QUESTIONS = (
    "Colonne;Question;Critère ou indicateur;Sorte\n"
    "avis/horaires;Les horaires vous conviennent-ils ?;Accessibilité;niveaux\n"
    "avis/besoin;;Réponse jugée adaptée par les usagers;niveaux\n"
    "avis/change/prix;Qu’est-ce qui devrait changer ?;Accessibilité;thème\n"
    "avis/autre;Que voulez-vous ajouter ?;Accessibilité;ouverte\n"
)
KOBO_TITLES = (
    "start", "end", "username", "deviceid", "avis/horaires", "avis/besoin", "avis/change", "avis/change/prix",
    "avis/change/lieu", "avis/autre", "prenom", "telephone", "_lieu_latitude", "_id", "_uuid", "_submission_time",
    "_index",
)  # fmt: skip
KOBO_LINES = (
    ("a", "b", "odile", "d-1", "3", "4", "prix lieu", "1", "1", "Plus de bancs.", "Odile", "0612345678", "44.1", "12"),
    ("a", "b", "odile", "d-1", "plutôt pas", "", "", "0", "0", "Appelez le 06 12 34 56 78.", "Ali", "", "", "7"),
    ("a", "b", "odile", "d-1", "Pas du tout", "9", "prix", "1", "0", "", "Zoé", "", "", "31"),
)
LIME = (
    ("id", "submitdate", "lastpage", "startlanguage", "token", "ipaddr", "Q1", "Q2[SQ001]", "Q3"),
    ("3", "2024-11-05 10:02:11", "2", "fr", "t-9", "10.0.0.1", "tout à fait", "4", "Rien, « tout » va bien"),
    ("1", "", "1", "fr", "t-7", "10.0.0.2", "plutôt", "", ""),
)
LIME_QUESTIONS = (
    "Colonne;Question;Critère ou indicateur;Sorte\n"
    "Q1;Bien ?;Qualité du travail ressentie;niveaux\nQ2[SQ001];Respect ?;Qualité du travail ressentie;niveaux\n"
    "Q3;Et puis ?;Lien social et mixité;ouverte\n"
)
SERVICE = "Le service que vous avez reçu répond-il à votre besoin ?"
GOOGLE = (
    ("Horodateur", "Adresse e-mail", SERVICE, "Quel est votre nom ?"),
    ("05/11/2024 10:02:11", "a@exemple.fr", "Tout à fait", "Odile Ferrand"),
    ("05/11/2024 11:40:00", "b@exemple.fr", "", "Ali Benamar"),
)


def as_csv(lines: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Write lines as csv, quoted where they must be."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(lines)
    return text.getvalue()


def kobo(lines: Sequence[Sequence[str]] = KOBO_LINES) -> str:
    """Write the export of KoboToolbox."""
    width = len(KOBO_TITLES)
    whole = [(*line, f"uuid-{line[-1]}", "2024-11-05T10:02:11", line[-1])[:width] for line in lines]
    return as_csv([KOBO_TITLES, *whole], ";")


def as_xlsx(lines: Sequence[Sequence[str]]) -> bytes:
    """Write lines in the first sheet of a spreadsheet."""
    book, target = Workbook(), BytesIO()
    for line in lines:
        book.active.append(list(line))  # type: ignore[union-attr]
    book.save(target)
    return target.getvalue()
