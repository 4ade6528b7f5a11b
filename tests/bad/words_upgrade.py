"""The words in which problems of versions of the template must be told, by the name of the situation."""

from spoiled import cell, head

from dts_eval.workbook.layout import layout

VERSION = cell("structure", "version")
NOTE = head("measures", "note")
KNOWN = layout().version
LATER = str(int(KNOWN) + 97)

TOLD: dict[str, str] = {
    "workbook_older-the_first_version": (
        f"À savoir – « la-ridelle.xlsx », feuille « Structure », cellule {VERSION} : Ce classeur "
        "suit la version 0 du "
        f"modèle ; l’outil en est à la version {KNOWN}. Il est lu comme avant, sans les feuilles et "
        "les colonnes ajoutées "
        "depuis. Vous n’avez rien à faire ; pour les ajouter sans rien perdre, lancez « dts-eval upgrade » suivi du "
        "nom du classeur."
    ),
    "workbook_newer-of_a_later_tool": (
        f"À vérifier – « la-ridelle.xlsx », feuille « Structure », cellule {VERSION} : Ce classeur "
        f"suit la version {LATER} du "
        f"modèle ; l’outil n’en connaît que la version {KNOWN}. Ce que les feuilles et les colonnes plus récentes "
        "contiennent n’entre pas dans le rapport. Mettez l’outil à jour, puis relancez."
    ),
    "former_title-of_a_column": (
        f"À savoir – « la-ridelle.xlsx », feuille « Relevés », cellule {NOTE} : Le titre « Précision » est l’ancien "
        "titre de « Ce que le nombre recouvre ». Il est compris comme avant. Vous n’avez rien à faire ; « dts-eval "
        "upgrade » met à jour les titres des colonnes et des rubriques."
    ),
    "upgrade_of_newer-of_a_later_tool": (
        f"À corriger – « la-ridelle.xlsx » : Ce classeur suit la version {LATER} du modèle ; "
        "l’outil n’en connaît que la "
        f"version {KNOWN}. Le mettre à niveau le ferait revenir en arrière ; rien n’a été modifié. "
        "Mettez l’outil à jour, "
        "puis relancez."
    ),
    "structure_locked-no_sheet_may_be_added": (
        "À corriger – « la-ridelle.xlsx » : La structure de ce classeur est protégée. Aucune feuille ne peut y être "
        "ajoutée ; rien n’a été modifié. Retirez la protection de la structure dans le tableur, enregistrez, puis "
        "relancez."
    ),
}
