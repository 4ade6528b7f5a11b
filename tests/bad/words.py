"""What each spoiled workbook must be told, word by word; no-break spaces are written as plain ones here."""

TOLD = {
    "file_not_readable-no_right_to_read": (
        "À corriger – « la-ridelle.xlsx » : Ce fichier n’a pas pu être ouvert ; il l’est peut-être déjà dans un "
        "autre logiciel, ou son accès vous est fermé. Rien n’a été modifié. Fermez-le, ou demandez le droit de "
        "le lire, puis relancez."
    ),
    "not_a_workbook-text_renamed": (
        "À corriger – « lettre.xlsx » : Ce fichier n’est pas un classeur que l’outil sait lire. Aucun rapport ne "
        "peut en être tiré. Enregistrez-le depuis LibreOffice ou Excel au format .ods ou .xlsx, puis relancez."
    ),
    "file_protected-password_in_Excel": (
        "À corriger – « secret.xlsx » : Le classeur est protégé par un mot de passe ou enregistré dans un ancien "
        "format. Son contenu ne peut pas être lu. Enregistrez-en une copie au format .xlsx ou .ods sans mot de "
        "passe, dans un dossier sûr."
    ),
    "file_open_elsewhere-LibreOffice_holds_it": (
        "À vérifier – « la-ridelle.xlsx » : Le classeur semble ouvert dans LibreOffice. Ce qui n’y est pas "
        "encore enregistré n’est pas dans le rapport. Enregistrez-le et fermez-le, puis relancez."
    ),
    "blank_template-nothing_filled_in": (
        "À corriger – « modele.xlsx » : Le classeur est un modèle vide. Il n’y a encore rien à présenter. "
        "Remplissez au moins les feuilles Structure et Critères."
    ),
    "sheet_missing_required-criteria_taken_away": (
        "À corriger – « la-ridelle.xlsx » : Le classeur ne contient pas de feuille « Critères ». Sans elle, le "
        "rapport ne peut pas être construit. Copiez cette feuille depuis le modèle, ou rendez à la vôtre son "
        "titre d’origine."
    ),
    "sheet_empty_required-criteria_erased": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères » : Cette feuille est vide. Sans elle, le rapport "
        "ne peut pas être construit. Copiez-en le contenu depuis le modèle, puis remplissez-la."
    ),
    "sheet_empty-opinions_erased": (
        "À savoir – « la-ridelle.xlsx », feuille « Débat » : Cette feuille est vide. Elle n’entre pas dans le "
        "rapport. Vous n’avez rien à faire."
    ),
    "sheet_renamed-one_letter_lost": (
        "À corriger – « la-ridelle.xlsx », feuille « Partie prenante » : Cette feuille n’est pas reconnue ; « "
        "Parties prenantes » était attendue. Son contenu ne serait pas lu. Si c’est la même feuille, rendez-lui "
        "son nom d’origine."
    ),
    "sheet_unknown-a_sheet_of_one's_own": (
        "À savoir – « la-ridelle.xlsx », feuille « Brouillon » : Cette feuille n’appartient pas au modèle. Elle "
        "est laissée telle quelle et n’entre pas dans le rapport. Vous n’avez rien à faire."
    ),
    "header_not_found-titles_erased": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés » : La ligne des titres n’a pas été trouvée. Les "
        "colonnes ne peuvent pas être reconnues. Rétablissez les titres du modèle, à commencer par « Indicateur "
        "»."
    ),
    "header_changed-year_in_the_title": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E2 : Le titre « Valeur 2024 » remplace « "
        "Valeur ». La colonne ne peut plus être reconnue. Rétablissez « Valeur »."
    ),
    "column_missing-title_erased": (
        "À corriger – « la-ridelle.xlsx », feuille « Supports » : La colonne ou la rubrique « Document » manque. "
        "Le rapport en a besoin. Rétablissez-la telle qu’elle est dans le modèle."
    ),
    "column_unknown-a_column_of_one's_own": (
        "À savoir – « la-ridelle.xlsx », feuille « Relevés », cellule T2 : La colonne « Vu par Léa » "
        "n’appartient pas au modèle. Elle n’entre pas dans le rapport. Vous n’avez rien à faire."
    ),
    "duplicate_column-two_columns": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule T2 : Deux colonnes, ou deux rubriques, "
        "portent le titre « Valeur ». Le rapport ne saurait pas laquelle lire. Gardez-en une et donnez à l’autre "
        "un autre titre."
    ),
    "field_unknown-a_field_of_one's_own": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enjeux », cellule A20 : La rubrique « Budget » n’appartient "
        "pas au modèle. Ce qui est écrit à sa droite n’est pas lu. Si une rubrique a été renommée, rendez-lui "
        "son titre d’origine."
    ),
    "value_required-no_indicator": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule A4 : La colonne ou la rubrique « "
        "Indicateur » n’est pas remplie. La ligne ne peut pas être comprise sans elle. Remplissez cette cellule, "
        "ou effacez toute la ligne."
    ),
    "number_as_text-in_letters": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : « douze » a été lu, là où un nombre "
        "est attendu. Sans nombre, l’indicateur resterait sans valeur. Écrivez le nombre en chiffres, ou laissez "
        "la cellule vide si vous ne le connaissez pas."
    ),
    "number_with_unit-plain_spaces": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : « 50 000 euros » contient autre "
        "chose qu’un nombre. La valeur ne peut pas être calculée sous cette forme. Écrivez le nombre seul ; "
        "l’unité a sa propre colonne."
    ),
    "number_is_date-20-25_taken_for_a_day": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : Le tableur a lu une date "
        "(20/05/2024) là où un nombre est attendu. Le nombre saisi est perdu pour le rapport. Rendez à la "
        "cellule le format « Nombre », puis saisissez de nouveau la valeur."
    ),
    "number_not_whole-half_a_vote": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères », cellule D4 : « 11,5 » a été lu, là où un nombre "
        "entier est attendu. On ne compte pas une partie de personne ou de voix. Écrivez un nombre entier, ou "
        "laissez la cellule vide."
    ),
    "ambiguous_thousands-a_point": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : « 1.250 » peut se lire de deux "
        "façons, avec ou sans décimales. L’écart est trop grand pour choisir à votre place. Écrivez le nombre "
        "sans séparateur de milliers, avec une virgule pour les décimales."
    ),
    "zero_or_missing-néant": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : « néant » peut vouloir dire zéro, "
        "ou que l’on ne sait pas. Zéro est un résultat ; une absence de donnée n’en est pas un. Écrivez 0 si "
        "rien n’a eu lieu, ou « nd » si vous ne le savez pas."
    ),
    "zero_with_missing-zero_and_no_data": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : 0 est écrit sur une ligne dont le "
        "statut est « non disponible ». Zéro est un résultat ; une absence de donnée n’en est pas un. Effacez ce "
        "zéro, ou effacez le statut si le zéro a été constaté."
    ),
    "value_with_missing-a_value_and_no_sense": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : « 12 » est écrit sur une ligne dont "
        "le statut est « sans objet ». Le rapport ne saurait pas lequel des deux croire. Effacez la valeur, ou "
        "effacez le statut."
    ),
    "number_where_text-a_name_that_is_a_number": (
        "À corriger – « la-ridelle.xlsx », feuille « Activités », cellule A4 : Le nombre 2024 a été lu, là où du "
        "texte est attendu (« Activité »). Une colonne a peut-être été décalée. Écrivez le texte attendu, ou "
        "faites précéder le nombre d’une apostrophe s’il s’agit bien d’un nom."
    ),
    "year_is_date-a_day": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule B4 : Une date (01/01/2024) a été lue, là "
        "où une année est attendue. La ligne ne serait rattachée à aucune année. Écrivez l’année seule, sur "
        "quatre chiffres."
    ),
    "year_not_read-two_digits": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule B4 : « 24 » a été lu, là où une année "
        "est attendue. La ligne ne serait rattachée à aucune année. Écrivez l’année sur quatre chiffres, par "
        "exemple 2024."
    ),
    "year_out_of_range-digits_swapped": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule B4 : L’année 2204 est hors de toute "
        "période plausible. Le rapport ne saurait pas où la placer. Vérifiez l’année saisie ; deux chiffres ont "
        "pu être inversés."
    ),
    "year_absent-asked_for_another": (
        "À corriger – « la-ridelle.xlsx » : Aucune ligne de ce classeur ne porte l’année 2019 ; il contient "
        "2023, 2024. Le rapport serait vide. Choisissez l’une de ces années, ou complétez le classeur."
    ),
    "date_not_read-in_words": (
        "À corriger – « la-ridelle.xlsx », feuille « Séances », cellule C4 : « un mardi » a été lu, là où une "
        "date est attendue. La ligne ne serait rattachée à aucun jour. Écrivez la date sous la forme 06/02/2025."
    ),
    "date_impossible-31_February": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule G5 : La date « 31/02/2024 » n’existe "
        "pas dans le calendrier. La ligne ne serait rattachée à aucun jour. Vérifiez le jour et le mois."
    ),
    "not_in_list-another_word": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule L4 : « à voir » ne figure pas dans la "
        "liste de la colonne « Statut ». Le rapport ne saurait pas où le ranger. Choisissez un mot de la liste "
        "déroulante."
    ),
    "not_among_answers-stakes_in_other_words": (
        "À corriger – « la-ridelle.xlsx », feuille « Enjeux », cellule B6 : « faire reconnaître la démarche » n’est "
        "pas une réponse de la colonne « Enjeux retenus ». Le rapport ne saurait pas où la ranger. Écrivez une ou "
        "plusieurs de ces réponses, séparées par un point-virgule : apprécier les effets réels sur les personnes ; "
        "consolider l’emploi local sans le précariser ; valoriser les apports au territoire et les coûts évités ; "
        "montrer ce que l’insertion fait d’autre ; réinterroger le projet avec les parties prenantes ; faire "
        "reconnaître l’identité de l’économie sociale et solidaire ; nourrir un langage de la preuve."
    ),
    "planned_part-for_women_only": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés », cellule C4 : Cette ligne donne un nombre prévu pour "
        "une partie seulement. Le rapport ne dit que les objectifs d’ensemble ; celui-ci n’y figure pas. Videz la "
        "ventilation et l’activité si l’objectif vaut pour le tout, ou dites-le dans la feuille « Effets »."
    ),
    "formula_error-a_cell_deleted": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : La formule affiche #REF!. La "
        "cellule qu’elle visait a sans doute été supprimée. Réparez la formule, ou saisissez directement la "
        "valeur."
    ),
    "formula_not_computed-written_by_a_program": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E4 : La formule n’a pas encore été "
        "calculée. Son résultat est inconnu pour le rapport. Ouvrez le classeur dans LibreOffice ou Excel, "
        "enregistrez-le, puis relancez."
    ),
    "nir_found-in_a_pseudonym": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule A4 : Le contenu ressemble à un numéro "
        "de sécurité sociale. Il n’a été ni recopié ni conservé. Effacez-le de la cellule, puis enregistrez le "
        "classeur avant de relancer."
    ),
    "contact_found-a_telephone": (
        "À corriger – « la-ridelle.xlsx », feuille « Témoignages », cellule H4 : Le texte contient un numéro de "
        "téléphone ou une adresse électronique. Il permettrait de joindre la personne ; il n’a été ni recopié ni "
        "conservé. Retirez-le, puis enregistrez le classeur avant de relancer."
    ),
    "personal_name-a_name": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule A4 : Le contenu n’est pas un code de "
        "pseudonyme ; il n’a pas été recopié. Une personne pourrait y être nommée. Remplacez-le par un code, par "
        "exemple P-008, et conservez la correspondance hors de ce classeur."
    ),
    "likely_name-a_title_and_a_name": (
        "À vérifier – « la-ridelle.xlsx », feuille « Témoignages », cellule E4 : Le texte semble contenir le nom "
        "d’une personne. Elle pourrait être reconnue. Remplacez-le par une qualité, par exemple « une salariée "
        "en parcours », sauf si elle a accepté d’être nommée."
    ),
    "duplicate_code-two_documents": (
        "À corriger – « la-ridelle.xlsx », feuille « Supports », cellule A5 : Le code « S-01 » est déjà donné en "
        "A4. Une preuve renverrait à deux lignes. Donnez un autre code à l’une des deux."
    ),
    "duplicate_pseudonym-twice_in_a_year": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule A6 : Le code de cette ligne apparaît "
        "deux fois pour la même année. La même personne serait comptée deux fois. S’il s’agit de deux personnes, "
        "donnez un autre code à l’une d’elles ; sinon, gardez une seule ligne."
    ),
    "exit_before_entry-dates_swapped": (
        "À corriger – « la-ridelle.xlsx », feuille « Parcours », cellule G5 : La date de sortie précède la date "
        "d’entrée. La durée du parcours ne peut pas être calculée. Vérifiez les deux dates ; elles ont pu être "
        "inversées."
    ),
    "missing_exit_reason-left_for_nowhere": (
        "À vérifier – « la-ridelle.xlsx », feuille « Parcours », cellule G5 : Une date de sortie est indiquée, "
        "mais pas la situation à la sortie. La personne sera comptée parmi les situations inconnues, et non "
        "parmi les sorties sans emploi. Choisissez une situation si vous la connaissez."
    ),
    "evidence_not_found-a_document_nobody_wrote_down": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule N4 : Le support « S-14 » n’existe pas "
        "dans la feuille « Supports ». Le lien vers la preuve serait rompu. Ajoutez ce support ou corrigez le "
        "code."
    ),
    "effect_not_found-a_code_mistyped": (
        "À corriger – « la-ridelle.xlsx », feuille « Débat », cellule A4 : « F-1 » n’est pas le code d’un effet "
        "de la feuille « Effets ». L’avis ne serait rattaché à rien. Corrigez le code, ou videz la colonne « "
        "Avis » s’il s’agit d’une décision."
    ),
    "threshold_too_low-nobody_protected": (
        "À corriger – « la-ridelle.xlsx », feuille « Structure », cellule B7 : Un seuil de 0 ne protège "
        "personne. Un nombre masqué serait aussitôt deviné. Écrivez 5, ou 1 si tous les nombres sont déjà publics."
    ),
    "insee_code-the_zero_is_lost": (
        "À corriger – « la-ridelle.xlsx », feuille « Territoires », cellule D4 : Le code « 4070 » n’a pas le "
        "nombre de caractères attendu à ce niveau (5). Un zéro au début a peut-être disparu. Mettez la cellule "
        "au format « Texte », puis saisissez le code entier."
    ),
    "missing_consent-not_said": (
        "À vérifier – « la-ridelle.xlsx », feuille « Témoignages », ligne 4 : L’accord de la personne n’est pas "
        "indiqué. Ses propos ne sont pas publiés. Renseignez la colonne « Accord », ou laissez-la vide pour "
        "garder le témoignage hors du rapport."
    ),
    "criterion_close-a_word_lost": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères », cellule A4 : « le renforcement du lien social "
        "et mixité sociale » ressemble à « le renforcement du lien social et la mixité sociale », sans y être "
        "identique. Le rapport ne saurait pas s’il s’agit du même critère. Choisissez le critère dans la liste, "
        "ou reformulez le vôtre."
    ),
    "criterion_unknown-in_an_effect": (
        "À corriger – « la-ridelle.xlsx », feuille « Effets », cellule C4 : « la gaieté » n’est pas un critère "
        "de la feuille « Critères ». La ligne ne serait rattachée à rien. Choisissez un critère de cette "
        "feuille, ou ajoutez-le."
    ),
    "criterion_twice-short_and_long": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères », cellule A5 : Le critère « l’accessibilité des "
        "biens et des services au plus grand nombre et notamment aux personnes les plus fragiles » figure deux "
        "fois. Le rapport ne saurait pas quelle décision retenir. Gardez une seule ligne."
    ),
    "no_criterion_kept-all_set_aside": (
        "À corriger – « la-ridelle.xlsx », feuille « Critères » : Aucun critère n’est retenu. Le rapport ne "
        "saurait pas ce que le groupe a voulu regarder. Écrivez « retenu » ou « ajouté » dans la colonne « "
        "Décision » d’au moins un critère."
    ),
    "indicator_close-a_word_lost": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule A4 : « Contrat signé » n’est pas un "
        "indicateur connu ; « Contrats signés » est peut-être celui que vous cherchez. La valeur ne serait "
        "rattachée à rien. Choisissez l’indicateur dans la liste, ou décrivez le vôtre dans la feuille « "
        "Indicateurs »."
    ),
    "indicator_unknown-a_code_of_one's_own": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule A4 : « xyz 42 » n’est pas un indicateur "
        "connu. La valeur ne serait rattachée à aucun critère. Choisissez un indicateur de la liste, ou décrivez "
        "le vôtre dans la feuille « Indicateurs »."
    ),
    "indicator_not_kept-known_and_left_aside": (
        "À savoir – « la-ridelle.xlsx », feuille « Relevés », cellule A4 : L’indicateur « Moments collectifs "
        "ouverts » n’est pas de ceux que le groupe a retenus. Cette ligne n’entre pas dans le rapport. Vous "
        "n’avez rien à faire, sauf si vous vouliez le retenir."
    ),
    "indicator_twice-kept_twice": (
        "À corriger – « la-ridelle.xlsx », feuille « Indicateurs », cellule A6 : L’indicateur « Contrats signés "
        "» figure deux fois. Le rapport ne saurait pas quelle décision retenir. Gardez une seule ligne."
    ),
    "local_indicator_incomplete-half_described": (
        "À corriger – « la-ridelle.xlsx », feuille « Indicateurs », cellule A9 : L’indicateur « xyz 42 » n’est "
        "pas dans la liste, et sa description est incomplète. Le rapport ne saurait pas le lire. Indiquez le "
        "critère, la nature et l’unité, ou choisissez un indicateur de la liste."
    ),
    "account_as_measure-an_account_with_a_number": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule A7 : « Récit d’accès » est un récit. Un "
        "récit ne se relève pas en nombre. Écrivez-le dans la feuille « Témoignages »."
    ),
    "unit_unknown-a_unit_of_one's_own": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule F4 : « brouettes » n’est pas une unité "
        "connue. La valeur ne pourrait pas être lue. Choisissez une unité de la liste déroulante."
    ),
    "unit_mismatch-hours_for_contracts": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule F4 : L’unité « heures » est indiquée, "
        "alors que l’indicateur est suivi en « contrats ». Le résultat serait faux. Corrigez l’unité ou la "
        "valeur ; aucune conversion n’est faite sans vous."
    ),
    "activity_unknown-never_declared": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule D4 : L’activité « traiteur » n’existe "
        "pas dans la feuille « Activités ». La valeur ne serait rattachée à rien. Corrigez le nom, ou ajoutez "
        "l’activité."
    ),
    "activity_out_of_scope-set_aside": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule D4 : L’activité « espaces verts » est "
        "hors du périmètre de l’évaluation. Sa valeur ne peut pas y entrer sans contredire ce choix. Effacez "
        "cette ligne, ou remettez l’activité dans le périmètre."
    ),
    "breakdown_not_read-no_sign": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule C4 : « femmes » ne se lit pas comme une "
        "ventilation. La valeur serait prise pour un total. Écrivez-la sous la forme « sexe=femmes », ou laissez "
        "la cellule vide pour un total."
    ),
    "share_or_ratio-a_number": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E5 : « 0,52 » peut se lire comme une "
        "part de un ou comme un pourcentage. L’écart est de un à cent. Écrivez le pourcentage suivi du signe %, "
        "par exemple 52 %."
    ),
    "share_above_100-too_much": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule E5 : La part est de 124 %. Une part d’un "
        "tout ne peut ni dépasser 100 % ni être négative. Vérifiez le numérateur et le dénominateur."
    ),
    "share_differs-another_fraction": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés », cellule E5 : La part écrite (62 %) n’est pas "
        "celle que donnent le numérateur et le dénominateur (40 %). Le rapport garde la part écrite. Vérifiez "
        "les trois nombres."
    ),
    "bounds_reversed-high_below_low": (
        "À corriger – « la-ridelle.xlsx », feuille « Relevés », cellule J5 : Le bas de la fourchette (70) "
        "dépasse le haut (50). Les deux valeurs semblent inversées. Échangez-les si c’est le cas."
    ),
    "two_values_same_cell-one_of_them_bare": (
        "À vérifier – « la-ridelle.xlsx », feuille « Relevés » : Deux valeurs sont données pour le même "
        "indicateur et la même année (lignes 4, 9), dont une au moins sans support. Le rapport les montre "
        "toutes. Indiquez un support pour chacune, ou gardez une seule ligne."
    ),
    "parameter_year-no_year": (
        "À corriger : « 24 » n’est pas une année. Le rapport ne saurait pas laquelle décrire. Donnez une année "
        "sur quatre chiffres, ou 0 pour celle du classeur."
    ),
    "parameter_audience-no_version": (
        "À corriger : « public » n’est pas une version du rapport. L’outil ne saurait pas ce qui peut être "
        "montré. Choisissez « internal » ou « external »."
    ),
    "parameter_language-no_language": (
        "À corriger : « de » n’est pas une langue du rapport. Ses textes n’existent qu’en français et en "
        "anglais. Choisissez « fr » ou « en »."
    ),
    "parameter_formats-no_format": (
        "À corriger : « odt » n’est pas un format du rapport. Rien ne serait écrit sous cette forme. Choisissez "
        "parmi html, pdf, docx, slides."
    ),
    "parameter_unknown-misspelt": (
        "À corriger : Le carnet ne connaît pas le paramètre « anee ». Il serait laissé de côté sans que rien ne "
        "le dise. Choisissez parmi workbook, year, output, lang, audience, formats, since, "
        "outlines, template, assets."
    ),
    "parameter_type-year_in_letters": (
        "À corriger : Le paramètre « year » n’est pas de la sorte attendue (int). Le carnet ne pourrait pas s’en "
        "servir. Donnez un nombre entier si « int » est attendu, un texte si « str » l’est."
    ),
    "edition_unknown-another_edition": (
        "À corriger : « huge » n’est pas une édition du modèle. Il n’en existe que deux. Choisissez « light » ou "
        "« full »."
    ),
    "notebook_failed-a_cell_stops": (
        "À corriger – « la-ridelle.xlsx » : Le rapport n’a pas pu être écrit jusqu’au bout (ValueError). Les "
        "rapports précédents sont intacts. Le carnet arrêté en chemin est « la-ridelle-2024.failed.ipynb » ; "
        "joignez-le si vous demandez de l’aide."
    ),
}
