"""The words in which problems of an earlier report, of the cost and of the weight must be told."""

UNREADABLE = (
    "À corriger – « la-ridelle-2023.manifest.json » : Ce fichier n’est pas le manifeste d’un rapport que l’outil sait "
    "relire. Rien ne pourrait être comparé. Donnez le fichier « .manifest.json » écrit à côté du rapport précédent, "
    "sans l’avoir modifié."
)
SEVERAL = (
    "À corriger – « la-ridelle-2023.manifest.json » : Ce fichier décrit plusieurs structures, une comparaison ou une "
    "campagne. Un rapport ne se compare qu’à un autre rapport de la même structure. Donnez le manifeste de ce rapport."
)
TOLD: dict[str, str] = {
    "since_missing-no_such_file": (
        "À corriger – « la-ridelle-2023.manifest.json » : Ce manifeste n’existe pas. Rien ne pourrait être comparé. "
        "Vérifiez le nom et le dossier du fichier « .manifest.json » qui accompagne le rapport précédent."
    ),
    "since_not_a_report-no_json": UNREADABLE,
    "since_not_a_report-a_list": UNREADABLE,
    "since_not_a_report-nothing_listed": UNREADABLE,
    "since_of_several-a_comparison": SEVERAL,
    "since_of_several-a_campaign": SEVERAL,
    "since_other_structure-the_neighbour": (
        "À corriger – « la-ridelle-2023.manifest.json » : Ce manifeste est celui d’une autre structure, « Brouette » ; "
        "celle du classeur est « La Ridelle ». Leurs différences ne diraient rien de ce qui a changé. Donnez le "
        "manifeste d’un rapport de la même structure, ou vérifiez son identifiant dans la feuille « Structure »."
    ),
    "since_later-next_year": (
        "À corriger – « la-ridelle-2023.manifest.json » : Ce manifeste est celui d’un rapport de 2025, postérieur à "
        "l’année 2024 de celui-ci. Ce qui a changé se lirait à l’envers. Donnez le manifeste d’un rapport de la même "
        "année ou d’une année antérieure."
    ),
    "since_other_audience-for_partners": (
        "À corriger – « la-ridelle-2023.manifest.json » : Ce manifeste est celui d’une version « external », et le "
        "rapport demandé est une version « internal ». L’une montrerait ce que l’autre laisse de côté. Donnez le "
        "manifeste d’une version destinée aux mêmes lecteurs."
    ),
    "since_incomplete-rows_elsewhere": (
        "À corriger – « la-ridelle-2023.manifest.json » : Le fichier « la-ridelle-2023.rows.csv », que ce manifeste "
        "cite, n’est pas à côté de lui. Sans ses lignes et ses preuves, le rapport précédent ne peut pas être relu. "
        "Remettez-le dans le même dossier."
    ),
    "since_changed-a_line_more": (
        "À corriger – « la-ridelle-2023.manifest.json » : Le fichier « la-ridelle-2023.rows.csv » n’est plus celui que "
        "ce manifeste a enregistré. Rien n’assure que ses valeurs soient celles du rapport précédent. Reprenez le "
        "fichier d’origine, ou refaites ce rapport."
    ),
    "since_overwritten-in_its_own_place": (
        "À corriger – « la-ridelle-2024.manifest.json » : Le rapport demandé prendrait la place de celui auquel il se "
        "compare. Le rapport précédent serait perdu. Écrivez dans un autre dossier, ou copiez d’abord le rapport "
        "précédent ailleurs."
    ),
    "parameter_assets-a_batch": (
        "À corriger : « partout » n’est pas une façon de ranger le style et les scripts. Les pages ne sauraient pas où "
        "les trouver. Choisissez parmi inline, shared."
    ),
    "since_no_campaign-a_batch": (
        "À corriger : Le dossier « avant » ne contient pas de campagne menée à son terme. Les rapports ne pourraient "
        "pas être comparés à ceux d’avant, et rien n’a commencé. Donnez le dossier des rapports d’une campagne "
        "précédente, ou relancez sans --since."
    ),
    "cost_volunteers_above-more_than_all": (
        "À corriger – « la-ridelle.xlsx », feuille « Coût de l’évaluation », cellule E4 : Les bénévoles auraient donné "
        "20 heures, sur 12 en tout. La part bénévole dépasserait le total. Corrigez l’un des deux nombres."
    ),
    "hours_per_day_not_read-in_minutes": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux », cellule B16 : « 420 » n’est pas la durée d’une journée. "
        "Le temps de l’évaluation ne pourrait pas être dit en journées. Écrivez un nombre d’heures, par exemple 7, ou "
        "laissez la case vide."
    ),
    "approach_heavy-figures_for_nobody": (
        "À savoir – « la-ridelle.xlsx » : L’évaluation devient lourde sur un point. 11 valeurs saisies à la main, "
        "sur 15, portent sur un indicateur ou un critère que le groupe n’a pas retenu ; le repère est de 10 %. "
        "Cesser de les relever ne retirerait rien au rapport. Le repère est un choix de cet outil ; le manuel, lui, "
        "conseille une démarche légère. Vous n’avez rien à faire ; parlez-en avec le groupe."
    ),
}
