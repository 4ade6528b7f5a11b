"""The words in which the problems of a batch must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "source_not_read-a_workbook_for_a_folder": (
        "À corriger : « la-ridelle.xlsx » n’est ni un dossier ni une liste au format .csv. Rien n’a commencé. Donnez "
        "le dossier qui contient les classeurs, ou une liste ; pour un seul classeur, la commande est dts-eval report."
    ),
    "list_not_read-saved_in_another_alphabet": (
        "À corriger – « liste.csv » : Cette liste n’a pas pu être lue comme un tableau .csv. Aucun rapport n’a été "
        "commencé. Enregistrez-la depuis LibreOffice ou Excel au format « CSV UTF-8 », puis relancez."
    ),
    "list_empty-titles_alone": (
        "À corriger – « liste.csv » : Cette liste ne nomme aucun classeur. Il n’y a aucun rapport à faire. Écrivez un "
        "classeur par ligne, sous le titre « workbook »."
    ),
    "list_without_workbook-no_such_title": (
        "À corriger – « liste.csv », ligne 1 : La liste n’a pas de colonne « workbook ». L’outil ne saurait pas "
        "quels classeurs prendre. Écrivez sur la première ligne les titres des colonnes, parmi workbook, year, "
        "audience, lang."
    ),
    "list_column_unknown-misspelt": (
        "À corriger – « liste.csv », ligne 1 : « anee » n’est pas une colonne de la liste. Ce qu’elle demande serait "
        "laissé de côté sans que rien ne le dise. Gardez des titres pris parmi workbook, year, audience, lang."
    ),
    "list_line_too_long-a_comma_in_a_name": (
        "À corriger – « liste.csv », ligne 2 : Cette ligne a plus de cellules que la liste n’a de colonnes. Un nom qui "
        "contient une virgule ou un point-virgule a peut-être été coupé. Mettez ce nom entre guillemets, ou videz les "
        "cellules en trop."
    ),
    "listed_twice-two_lines_alike": (
        "À savoir – « liste.csv », ligne 4 : Le rapport de « brouette.xlsx » est déjà demandé à la ligne 2. Il n’est "
        "fait qu’une fois. Vous n’avez rien à faire."
    ),
    "report_twice-one_name_of_files": (
        "À corriger – « Brouette à bras.xlsx » : Plusieurs classeurs donneraient le même fichier, "
        "« brouette-a-bras-2024.html » (Brouette à bras.xlsx, brouette-a-bras.xlsx). L’un effacerait l’autre, et aucun "
        "n’a été fait. Donnez-leur des noms qui diffèrent par leurs lettres ou leurs chiffres, ou rangez-les dans des "
        "dossiers différents."
    ),
    "structure_twice-in_a_batch": (
        "À corriger – « brouette.xlsx » : Plusieurs classeurs portent le même identifiant de structure, « brouette » "
        "(brouette.xlsx, carriole.xlsx). La même structure serait comptée plusieurs fois. Gardez un seul classeur, ou "
        "donnez à chaque structure son identifiant dans la feuille « Structure »."
    ),
    "entry_stopped-a_broken_library": (
        "À corriger – « la-ridelle.xlsx » : Le rapport de ce classeur s’est arrêté sur un cas imprévu (RuntimeError). "
        "Les autres rapports ont été faits, et ce qui était en place est intact. Lancez dts-eval report sur ce seul "
        "classeur pour en voir le détail, et joignez-le si vous demandez de l’aide."
    ),
    "entry_died-memory_runs_out": (
        "À corriger – « la-ridelle.xlsx » : Le programme qui faisait ce rapport s’est arrêté net (code -9), comme "
        "lorsque la mémoire manque. Les autres rapports ont été faits, et ce qui était en place est intact. Relancez "
        "avec --only-failed et --workers 1 ; si cela se répète, regardez si ce classeur est bien plus gros que les "
        "autres."
    ),
    "entry_late-a_limit_too_short": (
        "À corriger – « la-ridelle.xlsx » : Ce rapport n’était pas fini au bout de 0.01 secondes, et il a été "
        "abandonné. Les autres rapports ont été faits, et ce qui était en place est intact. Relancez avec "
        "--only-failed et un plus grand --time-limit ; si cela se répète, regardez si ce classeur est bien plus gros "
        "que les autres."
    ),
    "campaign_running-in_the_same_folder": (
        "À corriger : Une autre campagne écrit déjà dans le dossier « rapports ». Les deux effaceraient le travail "
        "l’une de l’autre, et celle-ci n’a pas commencé. Attendez la fin de la première, ou donnez un autre dossier."
    ),
    "campaign_absent-nothing_failed_yet": (
        "À corriger : Le dossier « rapports » ne contient pas de campagne menée à son terme. Rien ne dit donc ce qui a "
        "échoué, et rien n’a commencé. Relancez sans --only-failed."
    ),
    "dask_missing-not_installed": (
        "À corriger : Dask n’est pas installé ici. L’option --dask ne peut rien sans lui, et rien n’a commencé. "
        "Installez dts-eval[dask], ou relancez sans --dask."
    ),
    "dask_unreachable-nobody_there": (
        "À corriger : Aucun ordonnanceur Dask n’a répondu à l’adresse « tcp://127.0.0.1:9 ». Rien n’a été fait. "
        "Vérifiez l’adresse et le réseau, ou relancez sans --dask."
    ),
    "dask_without_worker-not_started_yet": (
        "À corriger : L’ordonnanceur Dask à l’adresse « tcp://127.0.0.1:9 » n’a pas d’exécutant. Rien ne serait "
        "jamais fait, et rien n’a commencé. Démarrez des exécutants, puis relancez."
    ),
    "dask_other_program-an_older_one": (
        "À corriger : Des exécutants de « tcp://127.0.0.1:9 » n’ont pas la même version de dts-eval que cette "
        "commande. Les rapports seraient différents d’une machine à l’autre, et rien n’a été fait. Installez partout "
        "la même version, redémarrez les exécutants, puis relancez."
    ),
    "store_not_installed-without_the_extra": (
        "À corriger – « s3://seau/rapports » : Ce qu’il faut pour joindre une adresse « s3:// » n’est pas installé "
        "ici. Rien ne peut y être lu ni écrit, et rien n’a commencé. Installez dts-eval[remote], ou donnez un dossier "
        "de cette machine."
    ),
    "store_unknown-a_kind_that_nobody_has": (
        "À corriger – « placard://seau/rapports » : Aucune sorte de stockage n’est connue sous le nom « placard ». "
        "Rien ne peut y être lu ni écrit, et rien n’a commencé. Vérifiez le début de l’adresse, par exemple s3://."
    ),
    "store_absent-no_such_bucket": (
        "À corriger – « s3://seau/rapports » : Ce stockage n’existe pas, ou plus. Rien ne peut y être lu ni écrit, et "
        "ce qui était en place ailleurs est intact. Vérifiez l’adresse, ou créez d’abord l’espace de stockage."
    ),
    "store_refused-closed_to_us": (
        "À corriger – « s3://seau/rapports » : Le stockage n’a pas laissé lire ou écrire avec les identifiants de "
        "cette machine. Le rapport attendu ici n’est pas en place. Vérifiez les identifiants et leurs droits (lire, "
        "lister, écrire, effacer), puis relancez la même commande."
    ),
    "store_unreachable-the_network_is_cut": (
        "À corriger – « s3://seau/rapports » : Le stockage n’a pas répondu comme il le devait (ConnectionError). Le "
        "rapport attendu ici n’est pas en place, et ceux qui ont leur manifeste sont entiers. Vérifiez l’adresse et le "
        "réseau, puis relancez la même commande, qui reprendra où elle s’est arrêtée."
    ),
}
