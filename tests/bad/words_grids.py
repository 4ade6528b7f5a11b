"""The words in which problems of actors, relations and cursors must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "actor_unknown-misspelt": (
        "À corriger – « la-ridelle.xlsx », feuille « Relations », cellule B4 : L’acteur « la mairi » n’est pas "
        "dans la feuille « Acteurs ». La carte ne saurait pas où le placer. Corrigez le nom, ou ajoutez l’acteur."
    ),
    "actor_with_itself-the_same_twice": (
        "À corriger – « la-ridelle.xlsx », feuille « Relations », cellule B4 : Les deux noms de cette ligne sont "
        "ceux du même acteur, « La Ridelle ». Une relation se dit entre deux acteurs. Corrigez l’un des deux noms, "
        "ou effacez la ligne."
    ),
    "relation_twice-allied_and_opposed": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relations », cellule C5 : La relation entre « la mairie » et "
        "« La Ridelle » est dite deux fois, de deux manières. Le rapport montre les deux. Gardez la nature "
        "dominante, ou précisez l’objet de chacune."
    ),
    "question_unknown-no_fifth_pillar": (
        "À corriger – « la-ridelle.xlsx », feuille « Développement durable », cellule A4 : « P5.1 » n’est pas une "
        "question de la fiche II-3. L’argument ne serait rattaché à rien. Écrivez le numéro de la question, de "
        "P1.1 à P4.12."
    ),
    "cursor_off_scale-beyond_the_end": (
        "À corriger – « la-ridelle.xlsx », feuille « Développement durable », cellule F4 : Le curseur est à 5. "
        "L’échelle va de −3 à 3. Mettez la place dont le groupe a convenu."
    ),
    "cursor_jumps-from_one_argument_to_the_next": (
        "À vérifier – « la-ridelle.xlsx », feuille « Développement durable », cellule E5 : Pour la question P1.3, "
        "le curseur part de 2 alors que l’argument précédent l’avait laissé à 1. Entre les deux, rien ne dit "
        "pourquoi il a bougé. Corrigez l’une des deux places, ou ajoutez l’argument qui manque."
    ),
    "appreciation_too_few-two_alone": (
        "À vérifier – « la-ridelle.xlsx », feuille « Séances », cellule F4 : Cette séance a réuni 2 personnes. Le "
        "manuel demande que l’appréciation se fasse à trois au moins. Reprenez-la à plusieurs, ou dites dans le "
        "rapport ce qu’elle vaut."
    ),
}
