"""The words in which the problems of a comparison must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "panel_of_one-one_workbook": (
        "À corriger : Ce dossier ne donne pas deux structures à rapprocher. Une comparaison en demande au moins deux ; "
        "les classeurs vides n’y entrent pas, et les structures fictives seulement si vous le demandez. Ajoutez un "
        "classeur, ou l’option --with-fictitious."
    ),
    "structure_twice-one_identifier": (
        "À corriger : Plusieurs classeurs portent le même identifiant de structure, « ridelle-1 » (ridelle-1.xlsx, "
        "ridelle-2.xlsx). La même structure serait comptée plusieurs fois. Gardez un seul classeur, ou donnez à chaque "
        "structure son identifiant dans la feuille « Structure »."
    ),
    "parameter_criterion-of_nobody": (
        "À corriger : « la beauté » n’est pas un critère que deux structures au moins ont retenu. Leurs récits ne "
        "pourraient pas être mis face à face. Choisissez parmi Activité, Accessibilité, la fierté."
    ),
    "parameter_formats-slides_of_several": (
        "À corriger : « slides » n’est pas un format du rapport. Rien ne serait écrit sous cette forme. Choisissez "
        "parmi html, pdf, docx."
    ),
    "no_criterion_shared-nothing_in_common": (
        "À savoir : Aucun critère n’a été retenu par deux structures. C’est un constat sur leurs projets, non un "
        "défaut des données ; la comparaison montre ce que chacune a retenu, sans récits face à face. Vous n’avez "
        "rien à faire."
    ),
}
