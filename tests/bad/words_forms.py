"""The words in which the problems of a form that writes in a workbook must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "not_writable_format-a_document_of_LibreOffice": (
        "À corriger – « la-ridelle.ods » : L’outil ne sait pas écrire dans un fichier de cette sorte. Rien n’a été "
        "modifié. Enregistrez-le depuis LibreOffice ou Excel au format .xlsx, puis ouvrez ce nouveau fichier."
    ),
    "file_signed-an_electronic_signature": (
        "À corriger – « la-ridelle.xlsx » : Ce classeur porte une signature électronique. Elle ne vaudrait plus rien "
        "si une cellule changeait ; rien n’a été modifié. Enregistrez-en une copie sans signature, puis remplissez "
        "cette copie."
    ),
    "file_locked-LibreOffice_holds_it": (
        "À corriger – « la-ridelle.xlsx » : Le classeur est ouvert dans un tableur. Les deux enregistrements "
        "s’effaceraient l’un l’autre ; rien n’a été modifié. Fermez-le, puis enregistrez de nouveau ; si aucun "
        "tableur n’est ouvert, supprimez le fichier « .~lock.la-ridelle.xlsx# »."
    ),
    "file_locked-Excel_holds_it": (
        "À corriger – « la-ridelle.xlsx » : Le classeur est ouvert dans un tableur. Les deux enregistrements "
        "s’effaceraient l’un l’autre ; rien n’a été modifié. Fermez-le, puis enregistrez de nouveau ; si aucun "
        "tableur n’est ouvert, supprimez le fichier « ~$la-ridelle.xlsx »."
    ),
    "file_changed-saved_by_somebody_else": (
        "À corriger – « la-ridelle.xlsx » : Le classeur a été modifié depuis qu’il a été ouvert ici. Écrire "
        "maintenant effacerait peut-être ce que quelqu’un vient d’y mettre ; rien n’a été modifié. Relisez le "
        "classeur, puis reportez vos réponses."
    ),
    "file_read_only-write-protected": (
        "À corriger – « la-ridelle.xlsx » : Le classeur est en lecture seule. Rien n’a été modifié. Retirez cette "
        "protection dans les propriétés du fichier, ou remplissez une copie."
    ),
    "workbook_not_written-a_full_disk": (
        "À corriger – « la-ridelle.xlsx » : Le classeur n’a pas pu être enregistré dans le dossier « classeurs ». Il "
        "est resté tel qu’il était. Libérez de la place sur le disque, ou demandez le droit d’écrire dans ce "
        "dossier, puis enregistrez de nouveau."
    ),
    "sheet_not_writable-lines_in_disorder": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux » : Cette feuille est faite d’une façon que l’outil ne "
        "sait pas modifier sans risque. Rien n’a été modifié. Ouvrez le classeur dans LibreOffice ou Excel, "
        "enregistrez-le au format .xlsx, puis recommencez."
    ),
    "place_missing-no_such_sheet": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux » : La colonne ou la rubrique « Qui demande "
        "l’évaluation » n’a pas de place dans ce classeur. La réponse n’a pas pu y être écrite ; rien n’a été "
        "modifié. Copiez cette feuille ou cette colonne depuis le modèle, ou retirez la réponse."
    ),
    "cell_holds_formula-a_sum_of_votes": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères », cellule D4 : Cette cellule contient une formule. "
        "Une réponse écrite par-dessus la ferait disparaître ; rien n’a été modifié. Remplacez vous-même la formule "
        "dans le tableur, ou retirez la réponse."
    ),
    "cell_merged-with_its_title": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux », cellule B3 : Cette cellule est fusionnée avec d’autres "
        "(A3:B3). Une réponse y resterait cachée ; rien n’a été modifié. Défusionnez ces cellules dans le tableur, "
        "enregistrez, puis recommencez."
    ),
    "cell_shows_day-a_number_among_days": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères », cellule D4 : Cette cellule a un format de date. "
        "Le nombre 12 y serait lu comme un jour ; rien n’a été modifié. Donnez-lui le format « Nombre » dans le "
        "tableur, enregistrez, puis recommencez."
    ),
    "text_too_long-a_whole_report_in_a_cell": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux », cellule B5 : Ce texte dépasse ce qu’une cellule peut "
        "contenir, soit 32 767 caractères. Le tableur en perdrait la fin ; rien n’a été modifié. Raccourcissez-le, "
        "ou placez-le dans un document que vous citerez comme support."
    ),
    "formulas_to_recompute-a_sum_elsewhere": (
        "À vérifier – « la-ridelle.xlsx » : Des réponses viennent d’être écrites dans un classeur qui contient des "
        "formules. Leurs résultats peuvent dater d’avant. Recalculez tout dans le tableur (Ctrl+Maj+F9 dans "
        "LibreOffice, Ctrl+Alt+F9 dans Excel), puis enregistrez."
    ),
    "form_line_without_name-a_role_and_no_name": (
        "À corriger – « la-ridelle.xlsx », feuille « Parties prenantes » : La ligne ajoutée en position 3 n’a pas de "
        "réponse à « Catégorie ». Le rapport ne saurait pas de qui elle parle. Écrivez cette réponse, ou videz toutes "
        "les autres pour ne pas ajouter la ligne."
    ),
    "form_name_emptied-of_a_line_of_the_sheet": (
        "À corriger – « la-ridelle.xlsx », feuille « Parties prenantes », ligne 5 : La réponse « les bénévoles » a été "
        "effacée de « Catégorie ». Sans elle, le reste de la ligne ne parlerait de personne. Rétablissez-la ; pour "
        "retirer la ligne, supprimez-la dans LibreOffice ou Excel, puis relisez le classeur."
    ),
    "lab_not_installed-no_JupyterLab": (
        "À corriger : JupyterLab n’est pas installé avec cet outil. Les carnets ne peuvent pas être ouverts ; rien n’a "
        "été perdu. Installez jupyterlab dans le même environnement que dts-eval, puis relancez."
    ),
    "lab_port_taken-a_number_too_high": (
        "À corriger : Le port 70000 n’est pas libre ou n’en est pas un. JupyterLab ne pourrait pas y répondre. "
        "Relancez avec un autre nombre après --port, ou sans --port."
    ),
    "lab_stopped-as_it_starts": (
        "À corriger : JupyterLab s’est arrêté de lui-même. Ce que vous aviez enregistré est intact. Lisez la fin de "
        "« .jupyterlab/jupyterlab.log », puis relancez ; joignez ce fichier si vous demandez de l’aide."
    ),
}
