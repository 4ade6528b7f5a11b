# ruff: noqa: E501
"""A fictitious report that uses every block, with short and long content: no structure, person or number is real."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dts_eval.disclosure.rows import Cited, Row
from dts_eval.foundation.language import Text, typeset
from dts_eval.presentation import blocks as b
from dts_eval.presentation.shown import Sentence, Shown

INK, SOFT, BLUE, MID, PALE, GREY, EDGE, HAIR, PAPER = (
    "#1B2027", "#505862", "#1F4583", "#6A8BBF", "#CFDBEE", "#B9BEC4", "#7A828B", "#D3D0C7", "#FFFFFF",
)  # fmt: skip
_PLACE = re.compile(r"\[([^\]]+)\]")

EVIDENCE = (
    ("E1", "minutes", "Supports", "A3:H3", "", "2024-11-20", "secrétaire du conseil", "favorable au maintien du Comptoir", "records", "S-01"),
    ("E2", "minutes", "Supports", "A4:H4", "", "6 février 2025", "rédigé à deux, signé par les quatre collèges", "partagé et opposé : les collèges n’ont pas voté de même", "corroborated", "S-02"),
    ("E3", "cells", "Territoires", "B3", "14", "", "direction", "aucun intérêt connu", "corroborated", ""),
    ("E4", "cells", "Parcours", "B2:B59", "", "2025-01-14", "accompagnatrice socioprofessionnelle", "ce nombre sert au dialogue de gestion ; plus haut, il l’arrange", "records", ""),
    ("E5", "cells", "Parcours", "K2:K59", "", "2025-01-14", "accompagnatrice ; organisme payeur", "le financement dépend en partie de ce résultat", "corroborated", "relevé de l’organisme payeur du 17 janvier 2025"),
    ("E6", "cells", "Relevés", "D12 F12:G12", "17 | 26 | cahier d’appels", "10 mars 2025", "deux bénévoles", "aucun intérêt connu", "declared", ""),
    ("E7", "cells", "Enquêtes", "H2:H43", "", "2025-01-14", "les personnes elles-mêmes, questionnaire anonyme", "rempli sur place, un encadrant présent", "declared", ""),
    ("E8", "cells", "Parcours", "L2:L59", "", "2025-01-14", "accompagnatrice socioprofessionnelle", "aucun intérêt connu", "records", ""),
    ("E9", "testimony", "Témoignages", "C3:E3", "J’ai commencé par avoir une adresse. Après j’ai eu un médecin. Le contrat, c’est venu en troisième, et ça tient parce qu’il y a eu les deux autres.", "16 janvier 2025", "Tomasz (prénom changé), parti en mai 2024", "n’attend plus rien de La Cordée", "declared", ""),
    ("E10", "testimony", "Témoignages", "C4:E4", "", "14 janvier 2025", "Nadège (prénom changé), salariée en parcours", "son contrat court jusqu’en juin 2025", "declared", ""),
    ("E11", "testimony", "Témoignages", "C5:E5", "", "23 janvier 2025", "Odile (prénom changé), habitante", "vient chaque semaine au Comptoir", "declared", ""),
    ("E12", "minutes", "Débat", "B3:F9", "", "12 mars 2025", "rédigé par le tiers, amendé par six participants", "le tiers est rémunéré par La Cordée", "corroborated", ""),
    ("E13", "minutes", "Débat", "B10:F16", "", "12 mars 2025", "les personnes citées, par leur qualité", "divers ; la qualité de chacun est donnée", "declared", ""),
    ("E14", "accounts", "Dépenses", "C2:C88", "", "28 février 2025", "cabinet comptable", "comptes certifiés", "records", ""),
    ("E15", "cells", "Dépenses", "E2:E88", "", "28 février 2025", "calcul à partir des codes postaux", "42 k€ sans adresse, laissés à part", "estimated", ""),
    ("E16", "cells", "Ressources", "B4:E4", "301 | 861 | 64 | 2021", "28 février 2025", "cabinet comptable", "comptes certifiés", "records", ""),
    ("E17", "cells", "Ressources", "B5:E5", "318 | 884 | 71 | 2022", "28 février 2025", "cabinet comptable", "comptes certifiés", "records", ""),
    ("E18", "cells", "Ressources", "B6:E6", "349 | 902 | 88 | 2023", "28 février 2025", "cabinet comptable", "comptes certifiés", "records", ""),
    ("E19", "cells", "Ressources", "B7:E7", "372 | 918 | 96 | 2024", "28 février 2025", "cabinet comptable", "comptes certifiés", "records", ""),
    ("E20", "public_meeting", "Supports", "A9:H9", "", "7, 14 et 21 novembre 2024", "deux animatrices d’un centre social voisin", "aucun lien financier avec La Cordée", "corroborated", "S-09"),
)  # fmt: skip
GRADES = {line[0]: line[8] for line in EVIDENCE}
NUMBERS = {
    "58": (58, "58 personnes", "E4"), "26": (26, "26", "E5"), "12": (12, "12", "E5"), "5": (5, "5", "E5"),
    "32": (32, "32", "E5"), "9": (9, "9 personnes", "E6 E5"), "46/58": (46, "46 personnes sur 58", "E8"),
    "42": (42, "42 personnes", "E7"), "1191": (1191000, "1 191 k€", "E14"), "698": (698000, "698 k€", "E15"),
    "118": (118, "118 heures", "E13"), "14": (14, "14 communes", "E3"), "22": (22, "22", "E4"), "17": (17, "17", "E4"),
    "11": (11, "11", "E4"), "8": (8, "8", "E4"), "rate": (65.4, "65,4 %", "E5"),
}  # fmt: skip


def number(key: str) -> Shown:
    value, written, proofs = NUMBERS[key]
    ids = tuple(proofs.split())
    return Shown(typeset(written, "fr"), value, f"brumeval/2024/sample/{key.replace('/', '-')}", GRADES[ids[0]], ids)


def said(words: str, proofs: str = "") -> Sentence:
    """A sentence; ``[key]`` stands for a number of the sample."""
    parts: list[object] = []
    end = 0
    for match in _PLACE.finditer(words):
        parts += [typeset(words[end : match.start()], "fr"), number(match[1])]
        end = match.end()
    parts.append(typeset(words[end:], "fr"))
    return Sentence(Text("sample", tuple(part for part in parts if part != "")), tuple(proofs.split()))


def quote(words: str, speaker: str, proof: str, contests: bool = False, large: bool = True) -> b.Quote:
    return b.Quote(typeset(words, "fr"), typeset(speaker, "fr"), tuple(proof.split()), contests, large)


def evidence() -> tuple[Cited, ...]:
    return tuple(
        Cited(
            evidence_id, kind, "brumeval-2024.xlsx", sheet, cell, raw, date, author, typeset(interest, "fr"),
            "public" if kind == "testimony" else "", grade,
            "58 pseudonymes différents, présents au moins un jour" if evidence_id == "E4" else "", note,
        )  # fmt: skip
        for evidence_id, kind, sheet, cell, raw, date, author, interest, grade, note in EVIDENCE
    )


def axis(low: float, high: float, ticks: dict[float, str] | None = None, **more: Any) -> dict[str, Any]:
    shown = {"visible": bool(ticks), "showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    texts = {"tickvals": list(ticks), "ticktext": list(ticks.values())} if ticks else {}
    return {"range": [low, high], **shown, **texts, "tickfont": {"size": 12, "color": SOFT}, **more}


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "showarrow": False, "borderpad": 0, "borderwidth": 0, **more}


def points(width: int) -> dict[str, Any]:
    years = [2021, 2022, 2023, 2024]
    layout = {
        "width": width, "height": 260, "margin": {"l": 44, "r": 12, "t": 16, "b": 44, "pad": 0},
        "font": {"family": "Source Sans 3, sans-serif", "size": 12, "color": INK}, "showlegend": False,
        "hovermode": "closest", "dragmode": False,
        "xaxis": axis(2020.5, 2024.5, {year: str(year) for year in years}),
        "yaxis": axis(0, 100, {0: "0", 50: "50", 100: "100 %"}, showgrid=True, gridcolor=HAIR),
        "shapes": [{"type": "rect", "x0": 2021.7, "x1": 2022.3, "y0": 0, "y1": 100, "line": {"color": EDGE, "width": 1, "dash": "2px,3px"}, "layer": "below"}],
        "annotations": [note("enquête non menée", 2022, 50, textangle=-90, font={"size": 12, "color": SOFT})],
    }  # fmt: skip
    values = [45, None, 57, 64]
    trace = {
        "type": "scatter", "mode": "markers+text", "x": years, "y": values,
        "text": ["45 %", "", "57 %", "64 %"], "textposition": "middle right",
        "textfont": {"size": 14, "color": INK, "weight": 600}, "hoverinfo": "text",
        "hovertext": ["2021 : 14 sur 31", "", "2023 : 21 sur 37", "2024 : 27 sur 42"],
        "marker": {"symbol": "circle", "size": 10, "color": PAPER, "line": {"color": BLUE, "width": 2}},
        "error_y": {"type": "data", "symmetric": False, "array": [17, None, 14, 13], "arrayminus": [16, None, 16, 15], "color": MID, "thickness": 3, "width": 0},
        "cliponaxis": False, "showlegend": False,
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def bars(width: int) -> dict[str, Any]:
    years = {4: "2021", 3: "2022", 2: "2023", 1: "2024"}
    series = (
        ([301, 318, 349, 372], {"color": BLUE}, PAPER),
        ([861, 884, 902, 918], {"color": PALE, "line": {"color": BLUE, "width": 1}}, INK),
        ([64, 71, 88, 96], {"color": PAPER, "line": {"color": BLUE, "width": 1.5}, "pattern": {"shape": "/", "size": 6, "solidity": 0.3, "fgcolor": MID, "bgcolor": PAPER, "fillmode": "replace"}}, INK),
    )  # fmt: skip
    data = [
        {
            "type": "bar", "orientation": "h", "y": list(years), "x": values, "width": 0.6, "marker": marker,
            "text": [str(value) for value in values], "textposition": "inside", "insidetextanchor": "middle",
            "textangle": 0, "constraintext": "none", "textfont": {"size": 13, "color": ink, "weight": 600},
            "hoverinfo": "skip", "showlegend": False,
        }
        for values, marker, ink in series
    ]  # fmt: skip
    layout = {
        "width": width, "height": 220, "margin": {"l": 48, "r": 8, "t": 8, "b": 8, "pad": 0}, "barmode": "stack",
        "font": {"family": "Source Sans 3, sans-serif", "size": 12, "color": INK}, "showlegend": False,
        "hovermode": False, "dragmode": False, "xaxis": axis(0, 1400), "yaxis": axis(0.4, 4.6, years),
    }  # fmt: skip
    return {"data": data, "layout": layout}


def chart(chart_id: str, family: str, draw: Any, title: str, sub: str, read: str, silent: str, table: b.Table, proofs: str, notes: tuple[str, ...] = ()) -> b.Chart:  # fmt: skip
    return b.Chart(
        chart_id, family, said(title), said(sub), said(read), said(silent), said(f"Dessin : {title}."), table,
        tuple(proofs.split()), draw(656), draw(328), tuple(said(line) for line in notes),
    )  # fmt: skip


def votes() -> b.Table:
    kept = [
        ("Besoins non satisfaits", "17", "1", "1", "Retenu", "aucun désaccord exprimé"),
        ("Insertion sociale et professionnelle", "19", "0", "0", "Retenu", "aucun désaccord exprimé"),
        ("Ancrage territorial", "15", "2", "2", "Retenu", "aucun désaccord exprimé"),
        ("Accessibilité", "14", "3", "2", "Retenu", "aucun désaccord exprimé"),
        ("Environnement", "16", "1", "2", "Retenu", "aucun désaccord exprimé"),
        ("Lien social et mixité", "18", "0", "1", "Retenu", "Sans comptage, à la demande des bénévoles."),
        ("Citoyenneté et participation", "11", "5", "3", "Retenu, avec désaccord", "« On nous demande notre avis une fois que c’est décidé. »"),
        ("Innovation", "6", "9", "4", "Écarté", "« On n’innove pas, on tient. »"),
        ("Santé (critère local)", "13", "2", "4", "Ajouté", "Proposé par les salariés en parcours."),
    ]  # fmt: skip
    lines = tuple((*line[:5], said(line[5])) for line in kept)
    return b.Table(
        said("Huit critères retenus, un écarté. Votes de l’assemblée du 6 février 2025, 19 votants, dans l’ordre de présentation.", "E2"),
        ("Critère", "Pour", "Contre", "Abstention", "Décision", "Désaccord consigné"),
        lines, frozenset({1, 2, 3}), frozenset({7}),
    )  # fmt: skip


def long_table() -> b.Table:
    lines = tuple(
        (f"Commune du Val numéro {place}", number("22"), number("rate") if place % 3 else "non disponible", f"{place} actions")
        for place in range(1, 31)
    )
    return b.Table(said("Trente lignes, pour voir une longue table passer d’une page à l’autre.", "E4"), ("Commune", "Personnes", "Part", "Remarque"), lines, frozenset({1, 2}))  # fmt: skip


def essentials() -> b.Essentials:
    findings = (
        ("Besoins non satisfaits", (said("La recyclerie reste le seul lieu de réemploi des [14].", "E3"),)),
        ("Insertion sociale et professionnelle", (
            said("[58] y ont travaillé.", "E4"),
            said("Sur les [26] parties dans l’année, [12] avaient un emploi et [5] une formation.", "E5"),
            said("Huit récits sur dix parlent pourtant du logement, du permis ou d’un médecin avant de parler du travail.", "E9 E10 E11"),
        )),
        ("Ancrage territorial", (said("Sur [1191] dépensés, environ [698] arrivent d’abord dans les quatorze communes, surtout en salaires.", "E14 E15"),)),
        ("Lien social et mixité", (said("Au Comptoir se croisent des gens qui ne se parlaient pas. Le groupe a refusé de les compter ; des animatrices extérieures les ont observés.", "E20 E11"),)),
        ("Participation", (said("Les salariés en parcours se disent consultés ; la structure pensait les associer aux décisions.", "E7"),)),
    )  # fmt: skip
    return b.Essentials(
        findings,
        (
            quote("Quand il manque quelqu’un, on téléphone.", "Odile, habitante", "E11"),
            quote("On sert le café. On ne s’assoit pas avec eux.", "Un salarié en parcours", "E13", contests=True),
        ),
        (said("Quatre commerçants du bourg parlent de concurrence sur le petit mobilier.", "E13"), said("Les habitants des hameaux ne se sentent pas concernés.", "E13")),
        (said("La situation, trois mois après, de [9] sur [26] parties.", "E6"), said("Les effets sur la santé : cherchés, non trouvés.")),
        (said("Le Comptoir continue un an. Une tournée des hameaux est mise à l’essai de mai à octobre.", "E12"),),
    )  # fmt: skip


def portrait() -> b.Portrait:
    def cell(proofs: str) -> tuple[tuple[str, str], ...]:
        return tuple((evidence_id, GRADES[evidence_id]) for evidence_id in proofs.split())

    return b.Portrait(
        said("Chaque signe est une preuve ; sa forme dit d’où elle vient"),
        said("Preuves réunies par critère et par nature, année 2024."),
        said("L’insertion s’appuie sur quatre chiffres, dont un confirmé par l’organisme payeur, deux récits et un document."),
        said("Plus de signes ne veut pas dire plus d’utilité : un critère jeune ou difficile à observer en réunit moins. Les lignes suivent l’ordre du manuel et ne se totalisent pas."),
        ("Critère", "Chiffres", "Récits", "Documents", "Tiers"),
        (
            ("Besoins non satisfaits", (cell("E3"), said("pas cherché"), cell("E1"), cell("E20"))),
            ("Insertion sociale et professionnelle", (cell("E4 E5 E7 E8"), cell("E9 E10"), cell("E1"), said("cherché, non trouvé"))),
            ("Ancrage territorial", (cell("E14 E15"), said("pas cherché"), cell("E2"), said("cherché, non trouvé"))),
            ("Lien social et mixité", (said("refusé par le groupe"), cell("E11 E13"), said("pas cherché"), cell("E20 E12"))),
        ),
        (("Innovation", said("critère écarté par vote : aucune preuve n’a été réunie")),),
    )  # fmt: skip


def cases_portrait() -> b.CasesPortrait:
    def cell(*places: str) -> tuple[b.Place, ...]:
        return tuple(b.Place(tuple(place.split())) for place in places)

    return b.CasesPortrait(
        said("Ce que chaque structure a réuni, critère par critère"),
        said("Natures de preuves réunies par critère et par structure."),
        said("Chaque ligne est un critère, chaque colonne une structure."),
        said("Plus de lettres ne veut pas dire plus d’utilité."),
        (("A", "Le Fournil"), ("B", "Le Hangar"), ("C", "La Malle")),
        (("Ch", "Chiffres"), ("Ré", "Récits"), ("Do", "Documents"), ("Ti", "Tiers")),
        (
            ("Environnement", (cell("E7 E8", "", "E1", "E20"), said("non retenu"), cell("", "E9", "", ""))),
            ("Lien social et mixité", (said("écarté", "E2"), said("rien encore", "E3"), cell("", "E11", "E1", ""))),
        ),
    )  # fmt: skip


def sections() -> tuple[b.Section, ...]:
    years = b.Table(said("Années"), ("Année", "Démarches seules", "Intervalle à 95 %"), (
        ("2021", "14 sur 31", "29 à 62 %"), ("2022", "non disponible", "sans objet"),
        ("2023", "21 sur 37", "41 à 71 %"), ("2024", number("42"), "49 à 77 %"),
    ), frozenset({1, 2}))  # fmt: skip
    resources = b.Table(said("Ressources, en k€"), ("Année", "Marchandes", "Non marchandes", "Non monétaires", "Intervalle"), (
        ("2021", "301", "861", "64", "52 à 81"), ("2022", "318", "884", "71", "58 à 90"),
        ("2023", "349", "902", "88", "71 à 111"), ("2024", "372", "918", "96", "78 à 121"),
    ), frozenset({1, 2, 3, 4}))  # fmt: skip
    confidence = chart(
        "fig-demarches", "points_intervals", points,
        "La confiance dans les démarches semble monter, sans certitude",
        "Part des personnes, en %, 2021 à 2024.",
        "Disque vide, réponse à une enquête ; la barre claire donne l’intervalle à 95 %. En 2024, la part se situe sans doute entre 49 % et 77 %.",
        "Les intervalles de 2021 et de 2024 se recouvrent : la hausse n’est pas établie. Ceux qui n’ont pas répondu vont peut-être moins bien.",
        years, "E8 E7", ("* L’enquête de 2022 n’a pas été menée, faute de temps.",),
    )  # fmt: skip
    money = chart(
        "fig-ressources", "resources", bars,
        "Les ventes montent de 301 à 372 k€ ; elles couvrent un peu plus du quart des ressources",
        "Ressources par nature, 2021 à 2024, en milliers d’euros (k€).",
        "Chaque ligne est une année. Exemple : en 2024, 372 k€ de ventes et 918 k€ de fonds publics. Le contour hachuré est une estimation.",
        "Une heure de bénévolat est comptée au salaire minimum, cotisations comprises, alors qu’elle ne s’achète pas.",
        resources, "E16 E17 E18 E19",
    )  # fmt: skip
    return (
        b.Section("lire", ("Mode d’emploi", ""), "Comment lire ce rapport",
            (said("Ce rapport ne donne pas de note. Il dit ce que des personnes reconnaissent ou contestent, et montre sur quoi elles s’appuient."),),
            (b.HowToRead(
                (("corroborated", "Corroboré", "confirmé par quelqu’un d’extérieur à la structure"), ("records", "Enregistré", "inscrit dans un registre, un dossier, des comptes"), ("declared", "Déclaré", "dit par une personne, dans un entretien ou une enquête"), ("estimated", "Estimé", "calculé à partir d’hypothèses, qui sont données")),
                (said("Chaque nombre est souligné, chaque affirmation porte un signe. La forme dit d’où vient la preuve ; elle ne dit pas si le résultat est bon."), said("Cliquez, touchez, ou allez au signe avec la touche Tab puis Entrée ; Échap referme. Sur papier, le numéro renvoie à l’annexe.")),
                (said("Ces caractères droits sont la voix du rapport."), said("« Ceux-ci sont toujours la parole de quelqu’un. »")),
                (said("Un trou reste un trou, jamais un zéro. Le rapport distingue ce qui n’a pas été cherché, ce qui a été cherché sans être trouvé, et ce qui est masqué pour que personne ne soit reconnaissable."),),
            ),)),
        b.Section("essentiel", ("En une page", ""), "L’essentiel",
            (said("En 2024, La Cordée a compté d’abord pour ce qu’elle rend possible avant l’emploi : se loger, faire ses démarches, être attendu quelque part. Elle compte peu pour les hameaux."),),
            (essentials(),)),
        b.Section("choix", ("Étapes 1 à 3", "mandat, périmètre, choix"), "Qui a demandé, qui a choisi",
            (said("Le conseil d’administration veut décider, avec d’autres, si La Cordée garde un café qui ne rapporte rien.", "E1"),),
            (
                b.Paragraph((said("L’évaluation porte sur toute la structure, cœur de métier compris, et sur les [14] du Pays de Brumeval."), said("Dix-neuf personnes de quatre collèges ont choisi ensemble les critères le 6 février 2025.", "E2"))),
                b.Paragraph((said("« Sortir d’une lecture de notre action par le seul retour à l’emploi, et dire ce que nous faisons le reste du temps. »", "E1"),), own_words=True),
                votes(),
            )),
        b.Section("portrait", ("Portrait", "des preuves"), "Sur quoi le rapport s’appuie",
            (said("Des récits portent presque tous les critères. Le lien social n’a pas voulu de chiffre."),), (portrait(),)),
        b.Section("insertion", ("Critère 2", "retenu à l’unanimité"), "Insertion sociale et professionnelle",
            (said("Les départs mènent souvent vers un emploi ou une formation. Mais ce que les personnes racontent d’abord, c’est d’avoir repris la main sur leur vie quotidienne."),),
            (
                b.Paragraph((said("En 2024, [58] ont travaillé à La Cordée.", "E4"), said("Au 31 décembre, [32] y étaient encore et [26] étaient parties, dont [12] en emploi et [5] en formation.", "E5"))),
                quote("J’ai commencé par avoir une adresse. Après j’ai eu un médecin. Le contrat, c’est venu en troisième, et ça tient parce qu’il y a eu les deux autres.", "Tomasz (prénom changé), parti en mai 2024, entretien du 16 janvier 2025", "E9"),
                b.Paragraph((said("Les dossiers confirment une partie de ce récit : [46/58] ont un logement stable.", "E8"), said("Pour les démarches, il faut s’en tenir à ce que disent les [42] qui ont répondu.", "E7"))),
                confidence,
                b.FaceToFace(said("Travailler à La Cordée redonne confiance pour faire ses démarches"),
                    (said("Vingt-sept salariés en parcours, l’accompagnatrice, une assistante sociale du secteur.", "E7"), quote("Avant je tendais le courrier à ma fille. Maintenant je l’ouvre.", "Nadège", "E10")),
                    (said("Deux anciens salariés, présents au débat.", "E13"), quote("Les papiers, je les faisais déjà. Ce qui me manquait, c’était le permis, et ça, personne ne l’a payé.", "Ancien salarié", "E13", contests=True)),
                    (said("Effet maintenu, mais reformulé : « pour une partie des personnes ».", "E12"),), disputed=True, code="F-01"),
                b.FaceToFace(said("Le suivi continue après le départ"), (said("L’équipe permanente.", "E6"),), (), code="F-02"),
                b.Unknowns((said("Trois mois après, [9] parties, sur [26], n’ont pas pu être jointes.", "E6"), said("Rien ne permet de dire ce qui serait arrivé sans La Cordée ; aucune comparaison n’a été tentée."))),
            ), criterion="integration"),
        b.Section("lien", ("Critère 6", "retenu, 18 voix sur 19"), "Lien social et mixité",
            (said("Le Comptoir fait se rencontrer des gens qui ne se croisaient pas. Personne n’a voulu compter ces rencontres ; plusieurs les racontent, quelques-uns les contestent."),),
            (
                b.Story("« Elle ne marche toujours pas, la lampe »", "Odile (prénom changé), habite le bourg. Ses mots, relus avec elle.", (
                    ("Avant", "Après la fermeture de la boulangerie, je ne descendais plus que pour la pharmacie."),
                    ("Un jour de novembre 2023", "J’ai apporté une lampe. Un jeune l’a démontée avec moi. On y a passé l’après-midi."),
                    ("Depuis", typeset("Elle ne marche toujours pas, la lampe. Mais je viens le jeudi. Quand il manque quelqu’un, on téléphone.", "fr")),
                ), ("E11",)),
                quote("Un café sans prix, à cent mètres d’un café qui paie ses charges, ce n’est pas de l’animation.", "Courrier du 2 décembre 2024", "E13", contests=True, large=False),
                b.Unknowns((said("Seules des personnes qui passent la porte ont été interrogées."),)),
            ), criterion="social_ties"),
        b.Section("ressources", ("Ressources", ""), "Des ressources hybrides",
            (said("Deux tiers de fonds publics, un tiers de ventes et de bénévolat : l’équilibre bouge peu en quatre ans.", "E16 E17 E18 E19"),), (money,)),
        b.Section("cout", ("Coût", ""), "Ce que l’évaluation a coûté",
            (), (b.Paragraph((said("L’évaluation a demandé [118] de travail et de bénévolat, et quatre journées d’un tiers accompagnant.", "E13"),)),)),
        b.Section("voisines", ("Voisines", ""), "Trois recycleries côte à côte", (),
            (
                cases_portrait(),
                b.SideBySide((
                    ("A · La Cordée de Brumeval (structure fictive)", (
                        quote("Ils m’achètent mes chutes, et ceux qui veulent du neuf, ils me les envoient.", "Un menuisier du bourg", "E13", contests=True),
                        b.Story("Une adresse, puis un médecin", "Tomasz (prénom changé)", (("Avant", "Je dormais chez les uns et les autres."), ("Depuis", "J’ai une adresse.")), ("E9",)),
                    )),
                    ("B · Le Hangar (structure fictive)", (
                        b.FaceToFace(said("Le Hangar attire des visiteurs au marché.", "E6"), (said("Deux commerçants."),), ()),
                        b.Paragraph((said("Cette structure a retenu le critère."),)),
                    )),
                )),
                b.Heading("B · Le Hangar (structure fictive)"),
                b.Listing((("Environnement", (said("Ce que deviennent les objets vendus.", "E6"), said("La consommation du camion."))),)),
            )),
        b.Section("communes", ("Annexe", ""), "Les communes, une à une", (), (long_table(),), annex=True),
        b.Section("preuves", ("Annexe", ""), "Les preuves",
            (said("Chaque numéro du rapport mène ici : d’où vient la preuve, qui l’a produite, et quel intérêt cette personne pouvait avoir."),),
            (b.EvidenceRegister(evidence()),), annex=True),
    )  # fmt: skip


def rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            number(key).row_id, "brumeval", "La Cordée de Brumeval", "figure", 2024, "", "people", "integration", "sample",
            key, value, "", None, None, None, None, None, "person", "", "measured", "", number(key).grade, number(key).evidence_ids,
        )
        for key, (value, _, _) in NUMBERS.items()
    )  # fmt: skip


def sample_report(language: str = "fr") -> b.Report:
    """The whole report: every block at least once."""
    cover = b.Cover(
        "Rapport annuel d’utilité sociale, année 2024", "La Cordée de Brumeval",
        "Ce que la recyclerie change au Pays de Brumeval, d’après celles et ceux qui y travaillent, s’en servent, la financent ou la contestent.",
        (
            ("Une voix qui reconnaît", quote("On ne m’a pas demandé ce qui n’allait pas. On m’a demandé ce que je savais réparer.", "Nadège (prénom changé), salariée en parcours, janvier 2025", "E10")),
            ("Une voix qui conteste", quote("Pour le bourg, c’est bien. Dans les hameaux, on ne la voit pas passer, la Cordée.", "Un habitant des Essarts-Hauts, réunion publique du 12 mars 2025", "E13", contests=True)),
        ),
        (
            ("Demandé par", "le conseil d’administration, et non par un financeur"),
            ("Pour décider", "de l’avenir du Comptoir, café associatif sans financement"),
            ("Porte sur", "la recyclerie, l’atelier vélo et le Comptoir, dans 14 communes"),
            ("Mis en débat", "le 12 mars 2025, devant 47 personnes"),
        ),
    )  # fmt: skip
    claims = {
        "E4": "58 personnes ont travaillé à La Cordée en 2024.",
        "E5": "26 personnes parties, dont 12 en emploi et 5 en formation.",
        "E6": "17 personnes jointes trois mois après leur départ, sur 26.",
        "E9": "Le logement et la santé passent avant le contrat.",
        "E13": "Paroles dites pendant le débat.",
        "E15": "698 k€ arrivent d’abord dans les quatorze communes.",
    }
    return b.Report(
        language, "La Cordée de Brumeval, utilité sociale 2024", "La Cordée de Brumeval · utilité sociale 2024", True,
        (said("La structure, le territoire, les personnes et tous les nombres sont inventés."),),
        cover, sections(), evidence(), rows(), claims,
    )  # fmt: skip


def crowded_report(criteria: int = 11) -> b.Report:
    """The same report with as many criteria and as long sentences as a page of essentials may get."""
    report = sample_report()
    kept = essentials()
    findings = tuple(
        (f"Critère numéro {place}, au nom assez long", (said("Sur les [26] parties dans l’année, [12] avaient un emploi et [5] une formation.", "E5"), said("La structure déclare que cela compte, et deux personnes le contestent.", "E6 E13")))
        for place in range(criteria)
    )
    three = (said("Quatre commerçants du bourg parlent de concurrence sur le petit mobilier, et le disent par courrier.", "E13"),) * 3
    crowded = replace(kept, findings=findings, contested=three, unknown=three, debated=three)
    return replace(report, sections=tuple(
        replace(section, blocks=(crowded,)) if section.section_id == "essentiel" else section for section in report.sections
    ))


def reworded(thing: Any, words: str, keep: frozenset[str]) -> Any:
    """The same report with other words in every text that a user may write; ids and codes are kept."""
    if isinstance(thing, str):
        return words
    if isinstance(thing, tuple):
        return tuple(reworded(item, words, keep) for item in thing)
    if isinstance(thing, Shown):
        return replace(thing, text=words)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{
            field.name: reworded(getattr(thing, field.name), words, keep) for field in fields(thing) if field.name not in keep
        })
    return thing


KEPT = frozenset({
    "language", "section_id", "chart_id", "family", "evidence_ids", "evidence_id", "row_id", "grade", "grades", "rows",
    "claims", "key", "wide", "narrow", "cell", "sheet",
})  # fmt: skip


def hostile_report(words: str) -> b.Report:
    """The sample whose every text says something that a careless skin would run."""
    report = sample_report()
    changed = [replace(section, blocks=tuple(_hostile(block, words) for block in section.blocks), title=words, rail=(words, words), lead=reworded(section.lead, words, KEPT)) for section in report.sections]
    return replace(
        report, title=words, running_head=words, notice=reworded(report.notice, words, KEPT), cover=reworded(report.cover, words, KEPT),
        sections=tuple(changed), evidence=reworded(report.evidence, words, KEPT), claims={key: words for key in report.claims},
    )  # fmt: skip


def _hostile(block: Any, words: str) -> Any:
    if isinstance(block, b.Portrait):
        kept = replace(reworded(block, words, KEPT | {"lines"}), lines=block.lines)
        return kept
    if isinstance(block, b.HowToRead):
        return replace(reworded(block, words, KEPT), grades=tuple((grade, words, words) for grade, _, _ in block.grades))
    return reworded(block, words, KEPT)
