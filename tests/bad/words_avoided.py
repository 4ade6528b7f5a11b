"""The words in which problems of avoided costs must be told, by the name of the situation."""

PLACE = "« la-ridelle.xlsx », feuille « Coûts évités »"
TOLD: dict[str, str] = {
    "avoided_not_asked-the_mandate_says_no": (
        f"À savoir – {PLACE} : Cette feuille a des lignes, et la feuille « Enjeux » ne demande pas les coûts évités. "
        "Rien n’en est calculé ni montré. Vous n’avez rien à faire ; répondez oui à « Coûts évités demandés » si le "
        "mandat les demande."
    ),
    "avoided_without_line-asked_and_never_written": (
        f"À vérifier – {PLACE} : Le mandat demande les coûts évités, et cette feuille n’a aucune ligne. Le rapport dit "
        "ce manque ; il ne l’estime pas à votre place. Ajoutez une ligne, ou répondez non dans la feuille « Enjeux »."
    ),
    "avoided_assumption_missing-no_price_base": (
        f"À corriger – {PLACE}, ligne 4 : La colonne « Prix de l’année » n’est pas remplie par ce qu’elle attend. Sans "
        "cette hypothèse, personne ne peut discuter le montant ; il n’est pas publié. Remplissez la cellule, ou "
        "effacez toute la ligne."
    ),
    "avoided_without_source-a_cost_out_of_nowhere": (
        f"À corriger – {PLACE}, ligne 4 : Aucun document n’est cité pour le coût unitaire. Un coût sans source ne peut "
        "pas être vérifié ; il n’est pas publié. Écrivez le code d’un support dans « Source du coût », ou effacez la "
        "ligne."
    ),
    "avoided_count_without_proof-nobody_counted": (
        f"À corriger – {PLACE}, ligne 4 : Aucun document n’est cité pour le nombre. Rien ne dirait que ces personnes "
        "ou ces unités ont été comptées. Écrivez le code d’un support dans « Preuve du nombre », ou écrivez « nd » à "
        "la place du nombre."
    ),
    "avoided_below_zero-fewer_than_none": (
        f"À corriger – {PLACE}, cellule F4 : « -3 » est écrit dans la colonne « Nombre ». Une dépense évitée ne se "
        "compte pas en dessous de zéro, ni sur une durée nulle. Corrigez le nombre ; une dépense nouvelle ou une "
        "perte se dit dans « Ce qui n’est pas compté » ou dans la feuille « Effets »."
    ),
    "avoided_share_outside-more_than_all": (
        f"À corriger – {PLACE}, cellule Q4 : La part écrite est de 130 %. Une part d’un tout va de 0 à 100 %. "
        "Corrigez-la."
    ),
    "avoided_centre_outside-above_the_high_cost": (
        f"À corriger – {PLACE}, cellule J4 : Le coût central (700) n’est pas entre le bas (300) et le haut (600). La "
        "fourchette ne le contiendrait pas. Corrigez l’un des trois."
    ),
    "avoided_group_of_one-alone": (
        f"À vérifier – {PLACE}, cellule T4 : Le groupe « relogés » n’a qu’une ligne. Il ne protège donc d’aucun double "
        "compte. Écrivez le même mot sur les lignes qui portent sur les mêmes personnes ou la même dépense, ou videz "
        "la cellule."
    ),
    "avoided_prices_differ-two_years_of_prices": (
        f"À vérifier – {PLACE}, cellule L5 : Les coûts de 2024 sont dits dans les prix de plusieurs années "
        "(2019, 2023). Le rapport n’ajoute aucune inflation et le signale. Cherchez des coûts d’une même année si "
        "vous le pouvez."
    ),
    "avoided_as_measure-a_bare_amount": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule A4 : « Coûts évités, fourchette » ne se relève "
        "pas en un nombre. Sans ses hypothèses, personne ne pourrait le discuter ; il n’est pas publié. Effacez cette "
        "ligne et décrivez chaque dépense dans la feuille « Coûts évités »."
    ),
}
