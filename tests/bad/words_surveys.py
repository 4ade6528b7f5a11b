"""The words in which problems of the plan of collection and of surveys must be told, by the name of the situation."""

TOLD: dict[str, str] = {
    "more_asked_than_concerned-more_asked_than_there_are": (
        "À corriger – « la-ridelle.xlsx », feuille « Plan de collecte », cellule H4 : Plus de personnes sont "
        "dites sollicitées (81) que concernées (80). La part des personnes qui n’ont pas été interrogées ne "
        "pourrait pas être dite. Corrigez l’un des deux nombres."
    ),
    "collection_without_reason-given_up_in_silence": (
        "À vérifier – « la-ridelle.xlsx », feuille « Plan de collecte », cellule K4 : Ce recueil est abandonné et"
        " rien ne dit pourquoi. Le rapport dit qu’il n’a pas été fait ; la raison éviterait d’y lire un oubli. "
        "Écrivez-la dans la colonne « Raison »."
    ),
    "survey_not_planned-another_code": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enquêtes », cellule A4 : L’enquête « C-09 » n’est pas dans "
        "la feuille « Plan de collecte ». On ne sait pas à combien de personnes elle a été proposée : son taux de"
        " réponse ne peut pas être donné. Ajoutez une ligne au plan, ou corrigez le code."
    ),
    "theme_unknown-misspelt": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule J4 : « la joie » n’est pas un critère de"
        " la feuille « Critères ». La réponse ouverte ne serait rattachée à rien. Choisissez un critère de cette "
        "feuille, ou ajoutez-le."
    ),
    "answered_twice-yes_and_no": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enquêtes », cellule H5 : La même personne a répondu deux "
        "fois à cette question, de deux manières ; l’autre réponse est en H4. On ne sait pas laquelle garder : la"
        " personne est comptée parmi celles qui n’ont pas répondu. Effacez l’une des deux lignes, ou corrigez le "
        "pseudonyme."
    ),
    "after_without_before-the_second_moment_alone": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enquêtes », cellule M4 : Un niveau est donné pour « Après », "
        "sans celui d’« Avant ». Cette réponse sera comptée parmi celles que l’on ne connaît pas. Complétez la "
        "colonne « Avant » si la personne l’a dit ; ne le reconstituez pas."
    ),
    "question_torn-two_criteria_for_one_question": (
        "À vérifier – « la-ridelle.xlsx », feuille « Enquêtes », cellule F5 : La même question est rattachée à "
        "plusieurs critères ou indicateurs. Ses réponses ne sont présentées sous aucun d’eux. Donnez le même à "
        "toutes les lignes de cette question."
    ),
    "more_answers_than_asked-two_answers_for_one_asked": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule A4 : L’enquête « C-01 » compte plus de "
        "personnes ayant répondu (2) que de personnes sollicitées (1). Le taux de réponse dépasserait 100 %. "
        "Corrigez le nombre de la feuille « Plan de collecte », ou les pseudonymes."
    ),
    "personal_name-a_name_instead_of_a_pseudonym_in_a_survey": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule C4 : Le contenu n’est pas un code de "
        "pseudonyme ; il n’a pas été recopié. Une personne pourrait y être nommée. Remplacez-le par un code, par "
        "exemple P-008, et conservez la correspondance hors de ce classeur."
    ),
    "contact_found-a_phone_number_in_an_open_answer": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule I4 : Le texte contient un numéro de "
        "téléphone ou une adresse électronique. Il permettrait de joindre la personne ; il n’a été ni recopié ni "
        "conservé. Retirez-le, puis enregistrez le classeur avant de relancer."
    ),
    "not_in_list-a_fifth_level": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule H4 : « 5 » ne figure pas dans la liste "
        "de la colonne « Réponse sur quatre niveaux ». Le rapport ne saurait pas où le ranger. Choisissez un mot "
        "de la liste déroulante."
    ),
    "value_required-an_answer_of_nobody": (
        "À corriger – « la-ridelle.xlsx », feuille « Enquêtes », cellule C6 : La colonne ou la rubrique « "
        "Pseudonyme » n’est pas remplie. La ligne ne peut pas être comprise sans elle. Remplissez cette cellule, "
        "ou effacez toute la ligne."
    ),
    "import_survey_no_question-codes_that_nobody_knows": (
        "À corriger – « export.csv » : Aucune colonne de ce fichier n’est reconnue comme une question. Rien ne "
        "dit quel critère elle éclaire. Donnez avec --questions une table de quatre colonnes : colonne, question,"
        " critère ou indicateur, sorte."
    ),
    "import_survey_column_missing-another_code": (
        "À corriger – « questions.csv », ligne 2 : Le fichier importé n’a pas, ou a plusieurs fois, la colonne « "
        "Q9 ». Ses réponses ne peuvent pas être lues. Recopiez le titre de la colonne tel qu’il est dans "
        "l’export."
    ),
    "import_survey_personal_column-the_token_of_somebody": (
        "À corriger – « questions.csv », ligne 2 : La colonne « token » peut dire qui est la personne. Elle n’est"
        " jamais lue. Retirez cette ligne de la table."
    ),
    "import_survey_kind_unknown-stars": (
        "À corriger – « questions.csv », ligne 2 : « étoiles » n’est pas une sorte de réponse. L’outil ne saurait"
        " pas lire cette colonne. Écrivez niveaux, ouverte, situation ou thème."
    ),
    "import_survey_subject_unknown-the_moon": (
        "À corriger – « questions.csv », ligne 2 : « la lune » n’est ni un critère ni un indicateur connu. Les "
        "réponses ne seraient rattachées à rien. Corrigez le nom, ou laissez la case vide."
    ),
    "import_survey_level_not_read-an_open_answer_read_as_levels": (
        "À vérifier – « export.csv » : Des réponses à la question « Q3 » ne sont ni un des quatre niveaux ni une "
        "situation connue (il y en a 1). Elles restent vides et comptent parmi les réponses inconnues. Vérifiez "
        "la sorte donnée à cette colonne, ou les mots de l’export."
    ),
    "parameter_what-figures": (
        "À corriger : « chiffres » ne peut pas être exporté. Rien n’a été écrit. Choisissez parmi codebook, "
        "questionnaire, reactions."
    ),
    "parameter_workbook_missing-nobody_to_ask": (
        "À corriger : Un questionnaire et une feuille de réactions se tirent des choix d’une structure, et aucun"
        " classeur n’est donné. Rien n’a été écrit. Donnez le classeur après la commande, par exemple : dts-eval"
        " export ma-structure.xlsx --what questionnaire."
    ),
}
