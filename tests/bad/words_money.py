"""The words in which problems of resources, prices and periods must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "resource_column_unread-a_level_on_sales": (
        "À vérifier – « la-ridelle.xlsx », feuille « Ressources », cellule F4 : La colonne « Niveau du financeur » "
        "n’a de sens que pour une ressource non marchande. Le rapport n’en tient pas compte sur cette ligne. "
        "Effacez la cellule, ou corrigez la nature de la ressource."
    ),
    "volunteer_value_without_convention-an_amount_alone": (
        "À vérifier – « la-ridelle.xlsx », feuille « Ressources », cellule I5 : Une valeur est donnée à des heures "
        "de bénévolat sans que la convention soit écrite. Le rapport ne donne donc pas leur valeur conventionnelle. "
        "Écrivez la convention (le taux et sa source), ou effacez la valeur ; les heures suffisent."
    ),
    "volunteer_rate_differs-another_amount": (
        "À vérifier – « la-ridelle.xlsx », feuille « Ressources », cellule N5 : Le montant écrit est de 2000 €, "
        "alors que les heures multipliées par le taux donnent 1200 €. Le rapport retient les heures et le taux. "
        "Corrigez l’un des trois."
    ),
    "price_without_source-from_memory": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés », cellule E9 : Un prix comparé ne cite aucun document "
        "daté. Personne ne pourrait vérifier la comparaison. Ajoutez à la feuille « Supports » le relevé de prix, "
        "avec sa date, et citez son code."
    ),
    "periods_mixed-a_total_and_a_year": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés » : L’indicateur « Contrats signés » réunit des valeurs "
        "qui ne couvrent pas la même période : « dans l’année » et « cumul depuis l’origine ». Le rapport les donne, "
        "sans les comparer ni les tracer sur une même courbe. Vérifiez la colonne « Période »."
    ),
    "cumulative_falls-less_than_before": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés » : Le cumul de « Contrats signés » est plus petit en "
        "2024 qu’en 2023. Un cumul ne baisse pas. Vérifiez les deux valeurs, ou la colonne « Période »."
    ),
}
