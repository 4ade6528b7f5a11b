"""The words in which problems of imports must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "parameter_kind-no_such_kind": (
        "À corriger : « sirh » n’est pas une sorte de fichier que l’import connaît. Rien n’a été lu. Choisissez "
        "parmi asp, fec, survey, reactions, ou laissez l’outil reconnaître le fichier."
    ),
    "import_file_missing-no_file": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Ce fichier n’existe pas, ou son accès vous est fermé. Rien"
        " n’a pu en être lu. Vérifiez le nom et le dossier, puis relancez."
    ),
    "import_file_empty-nothing_in_it": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Ce fichier est vide. Il n’y a rien à en tirer. "
        "Téléchargez-le ou exportez-le de nouveau, puis relancez."
    ),
    "import_archive_damaged-half_a_zip": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Cette archive n’a pas pu être ouverte ; elle est abîmée, "
        "protégée par un mot de passe ou trop grande. Rien n’a pu en être lu. Ouvrez-la vous-même, puis importez le"
        " fichier qu’elle contient."
    ),
    "import_archive_several-two_files_in_it": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Cette archive contient 2 fichiers. L’outil ne saurait pas "
        "lequel lire. Ouvrez-la vous-même, puis importez le fichier voulu."
    ),
    "import_not_recognised-a_letter": (
        "À corriger – « lettre.txt » : Ce fichier n’est d’aucune des sortes que l’import connaît, d’après ses "
        "titres de colonnes. Rien n’a été lu. Vérifiez que c’est bien le fichier reçu ou exporté, tel quel, puis "
        "relancez."
    ),
    "import_not_of_kind-annexes_as_accounts": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Ce fichier n’a pas les titres de colonnes d’un fichier « "
        "fec ». Rien n’a été lu. Vérifiez que c’est le bon fichier, ou laissez l’outil le reconnaître en retirant "
        "l’option --kind."
    ),
    "import_year_missing-no_year": (
        "À corriger – « la-ridelle.xlsx », feuille « Structure » : Le classeur ne dit pas l’année du rapport. Sans "
        "elle, l’outil ne sait pas jusqu’où importer ; rien n’a été ajouté. Remplissez la rubrique « Année du "
        "rapport », puis relancez."
    ),
    "import_sheet_missing-a_light_workbook": (
        "À corriger – « la-ridelle.xlsx » : Ce classeur n’a pas de feuille « Cibles », où ces lignes doivent aller."
        " Rien n’a été ajouté. Complétez-le avec la commande « dts-eval upgrade CLASSEUR --edition full », puis "
        "relancez l’import."
    ),
    "import_already_done-the_same_file_again": (
        "À savoir – « fluxIAE_AnnexeFinanciere.csv » : Ce fichier a déjà été importé dans ce classeur, sous le code"
        " I-01. L’ajouter encore compterait deux fois la même chose ; rien n’est ajouté. Vous n’avez rien à faire ;"
        " pour l’importer autrement, effacez d’abord les lignes qui citent I-01 et ce support."
    ),
    "import_value_beside-another_number": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : Le classeur dit déjà 38 pour « Aide au"
        " poste conventionnée » la même année, et le fichier dit autre chose. Les deux valeurs sont gardées, "
        "chacune avec sa source, et le rapport montre les deux. Vérifiez laquelle tient, ou précisez ce que chacune"
        " recouvre."
    ),
    "import_columns_missing-half_the_titles": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Il manque des colonnes à ce fichier (af_commune, "
        "af_intercomm, af_departement, af_region, af_etat, af_fse, af_plie, af_agefiph…). Sans elles, les lignes ne"
        " peuvent pas être comprises ; rien n’a été ajouté. Demandez ou exportez de nouveau le fichier entier, puis"
        " relancez."
    ),
    "import_columns_unknown-one_more_column": (
        "À savoir – « 123456789FEC20241231.txt » : Ce fichier a des colonnes que l’import ne lit pas (1). Elles "
        "sont laissées de côté. Vous n’avez rien à faire."
    ),
    "import_line_cut-a_line_too_short": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 4 : Cette ligne n’a pas 30 cellules, comme les "
        "titres. Ses valeurs seraient lues dans les mauvaises colonnes ; rien n’a été ajouté. Exportez de nouveau "
        "le fichier, ou réparez cette ligne, puis relancez."
    ),
    "import_rows_missing-fewer_than_announced": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 4 : Le fichier annonce 6 lignes et en contient 1. Il "
        "a sans doute été coupé ; rien n’a été ajouté. Téléchargez-le de nouveau en entier, puis relancez."
    ),
    "import_rows_none-titles_only": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Ce fichier n’a aucune ligne sous ses titres. Il n’y a rien"
        " à en tirer. Téléchargez-le ou exportez-le de nouveau, puis relancez."
    ),
    "import_number_not_read-a_word": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : La colonne af_etp_postes_insertion ne contient "
        "pas un nombre. La ligne ne peut pas être comptée ; rien n’a été ajouté. Exportez de nouveau le fichier "
        "sans l’ouvrir dans un tableur, ou réparez cette ligne, puis relancez."
    ),
    "import_date_not_read-no_such_day": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : La colonne af_date_debut_effet ne contient pas "
        "une date qui existe. L’année de la ligne n’est pas connue ; rien n’a été ajouté. Exportez de nouveau le "
        "fichier sans l’ouvrir dans un tableur, ou réparez cette ligne, puis relancez."
    ),
    "import_period_not_read-the_end_before": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : Les colonnes af_date_debut_effet et "
        "af_date_fin_effet ne donnent pas une période. L’année de l’annexe n’est pas connue ; rien n’a été ajouté. "
        "Demandez un nouvel extrait, ou réparez cette ligne, puis relancez."
    ),
    "import_state_unknown-a_new_word": (
        "À vérifier – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : L’état de cette annexe n’est pas de ceux que "
        "l’import connaît. La ligne est laissée de côté. Vérifiez auprès de l’ASP si cette annexe est en vigueur, "
        "et complétez le classeur à la main s’il le faut."
    ),
    "import_structures_several-none_told": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Cet extrait contient 2 structures (112, 719). L’outil ne "
        "sait pas laquelle est celle du classeur. Donnez son identifiant avec --structure, ou le fichier "
        "fluxIAE_Structure avec --structures."
    ),
    "import_structure_absent-another_one": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : La structure 719 n’est pas dans cet extrait, qui contient "
        "112. Rien n’a été lu. Vérifiez l’identifiant, ou demandez le bon extrait, puis relancez."
    ),
    "import_siret_missing-no_number": (
        "À corriger – « la-ridelle.xlsx » : La feuille « Structure » ne donne pas de SIRET. L’outil ne peut pas "
        "retrouver la structure dans l’extrait. Remplissez la rubrique « SIRET ou identifiant », ou donnez "
        "l’identifiant avec --structure."
    ),
    "import_siret_absent-another_number": (
        "À corriger – « structures.csv » : Le SIRET du classeur n’est pas dans ce fichier. L’outil ne peut pas "
        "retrouver la structure dans l’extrait. Vérifiez le SIRET, ou donnez l’identifiant de l’extrait avec "
        "--structure."
    ),
    "import_annex_none-rejected_only": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv » : Pour la structure 112, aucune annexe en vigueur ne porte "
        "sur l’année du rapport ou sur une année d’avant. Il n’y a rien à ajouter. Vérifiez l’année du rapport et "
        "l’identifiant de la structure, puis relancez."
    ),
    "import_annex_twice-two_numbers_of_posts": (
        "À corriger – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : L’annexe ACI054240019 A0 M1 est donnée deux fois,"
        " ici et à la ligne 4, avec des valeurs différentes. Rien ne dit laquelle tient ; rien n’a été ajouté. "
        "Demandez un nouvel extrait, ou gardez une seule des deux lignes, puis relancez."
    ),
    "import_annex_amount-another_amount": (
        "À vérifier – « fluxIAE_AnnexeFinanciere.csv », ligne 3 : Le montant de l’annexe ACI054240019 A0 M1 n’est "
        "pas celui que donnent ses postes, ses mois et son aide unitaire. Il est repris tel quel. Vérifiez dans "
        "l’annexe s’il comprend une part modulée ou une correction."
    ),
    "import_annexes_alike-under_another_number": (
        "À vérifier – « fluxIAE_AnnexeFinanciere.csv », ligne 4 : Les annexes ACI054240019 A0 M1 et ACI054240020 A0"
        " M1 ont le même dispositif, la même période et le même nombre de postes. Leurs postes sont additionnés ; "
        "si l’une remplace l’autre, ils sont comptés deux fois. Vérifiez auprès de l’ASP, et effacez du classeur ce"
        " qui est en trop."
    ),
    "import_amounts_mixed-two_ways": (
        "À corriger – « 123456789FEC20241231.txt » : Ce fichier donne les montants de deux façons, Débit et Crédit "
        "d’une part, Montant et Sens de l’autre. L’outil ne saurait pas laquelle lire ; rien n’a été ajouté. "
        "Exportez de nouveau le fichier sous une seule forme, puis relancez."
    ),
    "import_sense_not_read-neither": (
        "À corriger – « 123456789FEC20241231.txt », ligne 2 : La colonne Sens ne dit pas s’il s’agit d’un débit ou "
        "d’un crédit. Le montant ne peut pas être compté ; rien n’a été ajouté. Exportez de nouveau le fichier, ou "
        "réparez cette ligne (D ou C), puis relancez."
    ),
    "import_account_not_read-a_name_of_account": (
        "À corriger – « 123456789FEC20241231.txt », ligne 4 : La colonne CompteNum ne commence pas par les trois "
        "chiffres d’un compte. La ligne ne peut pas être rangée ; rien n’a été ajouté. Exportez de nouveau le "
        "fichier sans l’ouvrir dans un tableur, ou réparez cette ligne, puis relancez."
    ),
    "import_unbalanced-a_cent_short": (
        "À corriger – « 123456789FEC20241231.txt » : Les débits et les crédits ne sont pas égaux ; il s’en faut de "
        "0,01 €. Des lignes manquent sans doute ; rien n’a été ajouté. Exportez de nouveau toutes les écritures de "
        "l’exercice, puis relancez."
    ),
    "import_closing_differs-the_next_year_in_the_name": (
        "À vérifier – « 123456789FEC20250630.txt » : Le nom du fichier annonce une clôture le 30/06/2025, et la "
        "dernière écriture est du 31/12/2024. L’année retenue est celle du nom ; il manque peut-être des écritures."
        " Vérifiez que l’exercice est complet, et renommez le fichier s’il le faut."
    ),
    "import_period_long-an_entry_of_long_ago": (
        "À vérifier – « 123456789FEC20241231.txt » : Les écritures vont du 30/11/2023 au 31/12/2024, soit plus d’un"
        " an. Tout est compté dans l’année de clôture. Vérifiez que le fichier ne contient qu’un exercice, ou "
        "exportez-les un par un."
    ),
    "import_result_differs-another_result": (
        "À vérifier – « 123456789FEC20241231.txt » : Les écritures de clôture ne donnent pas le même résultat que "
        "les produits moins les charges ; il s’en faut de 100 €. Les montants sont proposés sans ces écritures. "
        "Vérifiez le fichier avec la personne qui tient les comptes."
    ),
    "import_in_kind_differs-86_and_87": (
        "À vérifier – « 123456789FEC20241231.txt » : Les comptes 86 et 87 ne sont pas égaux ; il s’en faut de 10 €."
        " Les contributions volontaires sont reprises telles que les comptes 87 les donnent. Vérifiez-les avec la "
        "personne qui tient les comptes."
    ),
    "import_table_not_read-no_titles": (
        "À corriger – « suppliers.csv » : Ce tableau n’a pas les titres attendus (Compte, Commune). Il n’a pas pu "
        "être lu ; rien n’a été ajouté. Donnez ces titres à ses colonnes, sur une même ligne, puis relancez."
    ),
    "import_commune_unknown-a_zero_lost": (
        "À corriger – « suppliers.csv », ligne 2 : La commune de cette ligne n’est pas un code INSEE connu. L’achat"
        " serait rangé au mauvais endroit ; rien n’a été ajouté. Écrivez les cinq caractères du code, en texte pour"
        " garder le zéro du début, puis relancez."
    ),
    "import_account_twice-in_two_communes": (
        "À corriger – « suppliers.csv », ligne 3 : Le compte de cette ligne est déjà donné plus haut, autrement. "
        "L’outil ne saurait pas laquelle des deux lignes suivre ; rien n’a été ajouté. Gardez-en une seule, puis "
        "relancez."
    ),
    "import_nature_not_read-income_among_expenses": (
        "À corriger – « accounts.csv », ligne 2 : La nature de cette ligne n’est pas de celles que son compte peut "
        "avoir dans le classeur. Le compte serait mal rangé ; rien n’a été ajouté. Reprenez un mot de la liste de "
        "la feuille Dépenses (comptes 6) ou Ressources (comptes 7 et 87), ou « écarter »."
    ),
}
