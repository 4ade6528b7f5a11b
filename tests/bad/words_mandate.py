"""The words in which problems of the mandate, the projects and the colleges must be told, by situation."""

TOLD: dict[str, str] = {
    "stakeholder_expected-a_stake_calls_for_somebody": (
        "À savoir – « la-ridelle.xlsx », feuille « Parties prenantes » : Les enjeux retenus appellent des parties "
        "prenantes qu’aucune ligne ne nomme : collectivités et État, financeurs. C’est une proposition, tirée "
        "d’une lecture du manuel ; le rapport la reprend. Vous n’avez rien à faire ; ajoutez une ligne pour celles "
        "que le groupe reconnaît, s’il y en a."
    ),
    "withheld_not_found-neither_criterion_nor_effect": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enjeux », cellule B15 : « le reste » ne nomme ni un critère, "
        "ni un indicateur, ni le code d’un effet. L’outil ne sait donc pas ce qu’il doit laisser hors de la "
        "version externe. Recopiez le nom tel qu’il est écrit dans sa feuille ; séparez plusieurs noms par un "
        "point-virgule."
    ),
    "project_activity_unknown-nobody_declared_it": (
        "À vérifier – « la-ridelle.xlsx », feuille « Projets », cellule B4 : L’activité « le café » n’existe pas "
        "dans la feuille « Activités ». Le projet n’est donc rattaché à aucune activité de ce nom. Corrigez le "
        "nom, ou ajoutez l’activité."
    ),
    "college_not_read-no_colon": (
        "À vérifier – « la-ridelle.xlsx », feuille « Critères », cellule H4 : La cellule « tout le monde est "
        "d’accord » n’est pas lue en entier. Chaque collège s’écrit avec son avis, après deux-points. Écrivez par "
        "exemple « salariés : 4 pour, 2 contre ; bénévoles : consentement »."
    ),
    "college_unknown-nobody_is_in_it": (
        "À vérifier – « la-ridelle.xlsx », feuille « Critères », cellule H4 : Le collège « salariés » n’est pas "
        "dans la feuille « Parties prenantes ». Le rapport le cite, sans savoir qui il rassemble. Écrivez-le comme "
        "dans cette feuille, ou ajoutez-le à la colonne « Collège »."
    ),
    "college_votes_differ-eleven_and_ten": (
        "À vérifier – « la-ridelle.xlsx », feuille « Critères », cellule H4 : Les voix des collèges font 10, et le "
        "total écrit à côté est de 11. Le rapport donne les deux tels quels. Relisez le compte rendu de la séance, "
        "puis corrigez l’un ou l’autre."
    ),
}
