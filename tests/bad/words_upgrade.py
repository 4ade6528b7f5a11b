"""The words in which problems of versions of the template must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "workbook_older-the_first_version": (
        "À savoir – « la-ridelle.xlsx », feuille « Structure », cellule B14 : Ce classeur suit la version 0 du "
        "modèle ; l’outil en est à la version 2. Il est lu comme avant, sans les feuilles et les colonnes ajoutées "
        "depuis. Vous n’avez rien à faire ; pour les ajouter sans rien perdre, lancez « dts-eval upgrade » suivi du "
        "nom du classeur."
    ),
    "workbook_newer-of_a_later_tool": (
        "À vérifier – « la-ridelle.xlsx », feuille « Structure », cellule B14 : Ce classeur suit la version 99 du "
        "modèle ; l’outil n’en connaît que la version 2. Ce que les feuilles et les colonnes plus récentes "
        "contiennent n’entre pas dans le rapport. Mettez l’outil à jour, puis relancez."
    ),
    "former_title-of_a_column": (
        "À savoir – « la-ridelle.xlsx », feuille « Relevés », cellule O2 : Le titre « Précision » est l’ancien "
        "titre de « Ce que le nombre recouvre ». Il est compris comme avant. Vous n’avez rien à faire ; « dts-eval "
        "upgrade » met à jour les titres des colonnes et des rubriques."
    ),
    "upgrade_of_newer-of_a_later_tool": (
        "À corriger – « la-ridelle.xlsx » : Ce classeur suit la version 99 du modèle ; l’outil n’en connaît que la "
        "version 2. Le mettre à niveau le ferait revenir en arrière ; rien n’a été modifié. Mettez l’outil à jour, "
        "puis relancez."
    ),
    "structure_locked-no_sheet_may_be_added": (
        "À corriger – « la-ridelle.xlsx » : La structure de ce classeur est protégée. Aucune feuille ne peut y être "
        "ajoutée ; rien n’a été modifié. Ôtez la protection de la structure dans le tableur, enregistrez, puis "
        "relancez."
    ),
}
