"""The words in which problems of a funder's template must be told."""

TOLD: dict[str, str] = {
    "template_missing-no_such_file": (
        "À corriger – « financeur.docx » : Ce gabarit n’existe pas. Le document Word ne pourrait pas être écrit. "
        "Vérifiez le nom et le dossier du fichier « .docx » donné comme gabarit."
    ),
    "template_not_word-a_text": (
        "À corriger – « financeur.docx » : Ce gabarit n’est pas un document Word que l’outil sait lire. Rien ne "
        "peut y être rempli. Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le au format « .docx »."
    ),
    "template_tag_unknown-a_name_nobody_gives": (
        "À corriger – « financeur.docx » : La balise « directeur » de ce gabarit ne correspond à rien du rapport. "
        "Sa place resterait vide sans que personne le sache. Corrigez-la ; les balises connues sont les suivantes "
        ": structure, year, title, subtitle, notice, contents, section.lire, section.essentiel, section.choix, "
        "section.portrait, section.criteres, section.autres_effets, section.developpement_durable, "
        "section.acteurs, section.couts_evites, section.debat, section.depuis, section.limites, "
        "section.donnees_des_figures, section.indicateurs, section.donnees, section.preuves."
    ),
    "template_tag_refused-python_inside": (
        "À corriger – « financeur.docx » : Ce gabarit contient « structure.__class__.__mro__[…].__subclasses__ », "
        "qui n’est pas une simple balise. Un gabarit nomme ce que le rapport contient ; il ne calcule rien, ne "
        "répète rien et n’appelle rien. Retirez ce passage, ou mettez à sa place une balise connue."
    ),
    "template_tag_refused-never_closed": (
        "À corriger – « financeur.docx » : Ce gabarit contient « {% if structure %} », qui n’est pas une simple "
        "balise. Un gabarit nomme ce que le rapport contient ; il ne calcule rien, ne répète rien et n’appelle "
        "rien. Retirez ce passage, ou mettez à sa place une balise connue."
    ),
    "template_tag_misplaced-the_report_in_a_head": (
        "À corriger – « financeur.docx » : La balise « contents » de ce gabarit est dans un en-tête, dans un pied "
        "de page ou hors d’un paragraphe. Ce qu’elle apporte ne peut pas y tenir. Mettez-la seule sur sa ligne, "
        "dans le corps du gabarit."
    ),
    "template_without_docx-html_alone": (
        "À corriger – « financeur.docx » : Un gabarit est donné, mais le format « docx » n’est pas demandé. Le "
        "gabarit ne servirait à rien. Ajoutez « docx » aux formats, ou retirez le gabarit."
    ),
    "template_for_one-a_batch": (
        "À corriger : Une campagne n’accepte pas de gabarit. Ses rapports sont tous écrits de la même façon. "
        "Demandez ce rapport seul, avec la commande « report »."
    ),
    "template_not_word-another_zip": (
        "À corriger – « financeur.docx » : Ce gabarit n’est pas un document Word que l’outil sait lire. Rien ne "
        "peut y être rempli. Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le au format « .docx »."
    ),
}
