"""The words in which the problems of a synthesis must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "network_no_campaign-a_record_cut_short": (
        "À corriger : Le dossier « rapports » ne contient pas de campagne menée à son terme. Une synthèse ne repose "
        "que sur des rapports déjà faits. Lancez d’abord dts-eval batch sur vos classeurs, avec ce dossier pour "
        "sortie."
    ),
    "network_too_few-two_structures": (
        "À corriger : Cette campagne ne couvre pas assez de structures pour une synthèse : il en faut 3, elle en "
        "donne 2. Avec moins, un chiffre mis en commun serait presque celui d’une seule ; les structures fictives "
        "n’y entrent que si vous le demandez. Faites les rapports d’autres structures, ou ajoutez l’option "
        "--with-fictitious."
    ),
    "network_report_changed-a_line_more": (
        "À vérifier – « carriole-2024.manifest.json » : Les lignes de ce rapport ne sont plus celles que son "
        "manifeste annonce, ou n’ont pas pu être lues. Il est laissé de côté, et la synthèse le dit. Relancez la "
        "campagne pour le refaire."
    ),
    "network_years_differ-two_years": (
        "À savoir : Les rapports ne décrivent pas tous la même année (2023, 2024). Un chiffre n’est mis en commun "
        "qu’entre des rapports d’une même année ; la synthèse le dit. Vous n’avez rien à faire ; l’option --year "
        "demande la même année à tous."
    ),
}
