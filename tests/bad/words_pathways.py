"""The words in which problems of people and of appreciations must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "birth_year_impossible-a_slip_of_the_hand": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule L4 : Cette année de naissance ferait à "
        "la personne moins de 14 ans ou plus de 90 ans. Elle serait comptée dans une tranche d’âge qui n’est pas "
        "la sienne. Vérifiez les quatre chiffres, ou laissez la cellule vide."
    ),
    "pathway_activity_unknown-misspelt": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule M4 : L’activité écrite ici n’est pas "
        "dans la feuille « Activités ». La personne serait comptée à part, sous un nom que le rapport ne connaît "
        "pas. Corrigez le nom, ajoutez l’activité, ou laissez la cellule vide."
    ),
    "pathway_territory_unknown-never_declared": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule N4 : Le territoire écrit ici n’est pas "
        "dans la feuille « Territoires ». La personne serait comptée à part, sous un nom que le rapport ne "
        "connaît pas. Corrigez le nom, ajoutez le territoire, ou laissez la cellule vide."
    ),
    "exit_contract_differs-three_months_said_lasting": (
        "À vérifier – « la-ridelle.xlsx », feuille « Parcours », cellule X5 : La durée du contrat trouvé et la "
        "situation à la sortie ne disent pas la même chose. L’administration parle d’emploi durable à partir de "
        "six mois, d’emploi de transition au-dessous. Le rapport suit la situation écrite ; corrigez l’une ou "
        "l’autre."
    ),
    "rating_without_entry-the_exit_alone": (
        "À vérifier – « la-ridelle.xlsx », feuille « Parcours », cellule AB5 : Un niveau est donné pour la "
        "sortie, sans celui de l’entrée. Ce passage sera compté parmi ceux que l’on ne connaît pas. Complétez la "
        "colonne « avant » si le niveau d’alors est connu ; ne le reconstituez pas."
    ),
    "rater_not_said-levels_of_nobody": (
        "À vérifier – « la-ridelle.xlsx », feuille « Parcours », cellule AC5 : Des niveaux sont donnés, sans que "
        "l’on sache qui les a choisis. Une appréciation de la personne et une appréciation de l’équipe ne disent "
        "pas la même chose. Remplissez la colonne « Qui apprécie »."
    ),
}
