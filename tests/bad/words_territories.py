"""The words in which problems of territories and communes must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "insee_unknown-no_such_commune": (
        "À vérifier – « la-ridelle.xlsx », feuille « Territoires », cellule D4 : Le code « 04999 » n’est pas dans "
        "le code officiel géographique de 2026. Rien ne peut être lu de « Nulle-Part-ès-Vide », ni ses habitants "
        "ni son département. Vérifiez le code et le niveau, ou laissez la cellule vide."
    ),
    "insee_unknown_close-two_digits_exchanged": (
        "À vérifier – « la-ridelle.xlsx », feuille « Territoires », cellule D4 : Le code « 04700 » n’est pas dans "
        "le code officiel géographique de 2026. « Digne-les-Bains » y a le code 04070 ; c’est peut-être le "
        "territoire de cette ligne. Vérifiez le code et le niveau, ou laissez la cellule vide."
    ),
    "insee_name_differs-the_code_of_another": (
        "À vérifier – « la-ridelle.xlsx », feuille « Territoires », cellule D4 : Le code « 04112 » est celui de « "
        "Manosque », et la ligne nomme « Digne-les-Bains ». Le rapport garde votre nom et lirait les habitants de "
        "l’autre. Corrigez le code ou le nom."
    ),
    "insee_former-an_arrondissement": (
        "À savoir – « la-ridelle.xlsx », feuille « Territoires », cellule D4 : « Marseille 1er Arrondissement » "
        "fait maintenant partie de « Marseille » (code 13055). Le rapport garde le nom écrit ici. Vous n’avez rien "
        "à faire."
    ),
    "population_differs-twice_too_many": (
        "À savoir – « la-ridelle.xlsx », feuille « Territoires », cellule F4 : Le nombre d’habitants écrit ici est "
        "de 32 000 ; le code officiel géographique de 2026 en donne 17 979. Le rapport garde le vôtre, qui décrit "
        "peut-être une autre année ou un autre contour. Vous n’avez rien à faire."
    ),
    "commune_unknown-no_such_commune": (
        "À vérifier – « la-ridelle.xlsx », feuille « Dépenses », cellule F4 : « 99999 » n’est ni le code d’une "
        "commune, ni un nom de la feuille « Territoires ». Le lieu de ce montant n’en est donc pas déduit. Vérifiez "
        "le code, avec ses cinq caractères, ou le nom, ou effacez-le."
    ),
    "place_differs-far_away": (
        "À vérifier – « la-ridelle.xlsx », feuille « Dépenses », cellule F4 : La commune « Lille » et le lieu "
        "écrit à côté ne disent pas la même chose de cette dépense. Le rapport garde le lieu écrit. Corrigez l’un "
        "ou l’autre, ou complétez la feuille « Territoires »."
    ),
    "outlines_missing-no_such_file": (
        "À corriger – « communes.geojson » : Le fichier de contours n’est pas là. La carte des communes ne peut pas "
        "être dessinée. Vérifiez son chemin, ou laissez de côté l’option --outlines : le rapport dessinera les "
        "départements."
    ),
    "outlines_not_geojson-a_list_of_names": (
        "À corriger – « communes.geojson » : Ce fichier n’est pas un GeoJSON de contours. La carte des communes ne "
        "peut pas être dessinée. Exportez les communes en GeoJSON depuis le site ou l’outil d’où vient le fichier."
    ),
    "outlines_without_code-no_commune": (
        "À corriger – « communes.geojson » : Aucun contour de ce fichier ne porte le code INSEE d’une commune. On ne "
        "sait pas quelles communes il dessine. Donnez un fichier dont chaque contour a une propriété « code » ou "
        "« insee »."
    ),
    "outlines_not_degrees-in_metres": (
        "À corriger – « communes.geojson » : Les coordonnées de ce fichier ne sont pas des degrés de longitude et de "
        "latitude. La carte serait fausse. Exportez le fichier en WGS 84 (EPSG:4326)."
    ),
    "outlines_for_one-a_batch": (
        "À corriger : Un fichier de contours dessine le territoire d’une structure. Une campagne ne saurait pas à "
        "laquelle il va. Demandez ce rapport seul, avec la commande « report »."
    ),
}
