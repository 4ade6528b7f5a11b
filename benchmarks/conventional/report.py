# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Rapport annuel d’utilité sociale
#
# What a careful analyst would write without dts_eval: one read of each sheet, groupbys, plotly express, sentences by
# f-strings and Jinja. It makes as many figures, tables and sentences as the report of dts_eval does from the same
# workbook, and no more. Of an invented workbook of two thousand lines, the report of dts_eval has 24 to 28 figures, 19
# tables and 390 to 450 sentences that rules write; of a thin one, 3 figures, 4 or 5 tables and about 85 sentences.
# `benchmarks/report_size.py` counts these; the last cell counts what this notebook made. Nothing here is drawn in vain.

# %% tags=["parameters"]
workbook = "structure.xlsx"
sentences = 390

# %%
import jinja2
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from IPython.display import Markdown, display

pd.options.display.max_rows = None
pd.options.display.max_colwidth = None

# %% [markdown]
# ## Reading

# %%
CODES = {"Code INSEE": str, "Commune (code INSEE)": str, "Commune des clients": str}
with pd.ExcelFile(workbook, engine="openpyxl") as book:
    wanted = [name for name in book.sheet_names if name not in ("Lisez-moi", "listes")]
    sheets = {name: pd.read_excel(book, sheet_name=name, header=1, dtype=CODES) for name in wanted}
# The line below the titles of a table is an example.
forms = ("Structure", "Enjeux")
tables = {name: sheet.iloc[1:].dropna(how="all") for name, sheet in sheets.items() if name not in forms}
structure = sheets["Structure"].set_index("Rubrique")["Réponse"]
mandate = sheets["Enjeux"].set_index("Rubrique")["Réponse"]
name, year = structure["Nom de la structure"], int(structure["Année du rapport"])
nothing = pd.DataFrame()


# %%
def sheet(title):
    return tables.get(title, nothing)


def of_year(frame):
    return frame[frame["Année"] == year] if len(frame) else frame


told, shown, listed = [], [], []


def tell(template, **values):
    lines = [line.strip() for line in jinja2.Template(template).render(**values).splitlines() if line.strip()]
    lines = lines[: sentences - len(told)]
    told.extend(lines)
    display(Markdown("\n\n".join(lines)))


def draw(figure):
    shown.append(figure)
    figure.show()


def table(frame, caption):
    listed.append(caption)
    display(Markdown(f"**{caption}**"), frame)


# %%
criteria = sheet("Critères")
kept = criteria.loc[criteria["Décision"] == "retenu", "Critère"].tolist()
stakeholders, territories = sheet("Parties prenantes"), sheet("Territoires")
supports, testimonies, effects = sheet("Supports"), sheet("Témoignages"), sheet("Effets")
measures, indicators = sheet("Relevés"), sheet("Indicateurs")
pathways, surveys = sheet("Parcours"), sheet("Enquêtes")
resources, expenses = sheet("Ressources"), sheet("Dépenses")
short = {label: label.split(" de ")[0].split(" des ")[0] for label in criteria["Critère"]}
print(name, year, len(kept))

# %% [markdown]
# ## Who asked, who chose

# %%
tell(
    "{{ name }} : rapport de l’année {{ year }}.\n"
    "L’évaluation a été demandée par {{ mandate['Qui demande l’évaluation'] }}.\n"
    "{{ kept | length }} critères sont retenus sur {{ criteria | length }}.\n"
    "{% for line in people %}{{ line['Catégorie'] }} : {{ line['Degré selon la structure'] }} selon la structure, "
    "{{ line['Degré selon elle-même'] }} selon elle-même.\n{% endfor %}"
    "{% for line in criteria %}{{ line['Critère'] }} : {{ line['Décision'] }}, {{ line['Pour'] }} voix pour, "
    "{{ line['Contre'] }} contre.\n{% endfor %}",
    name=name, year=year, mandate=mandate, kept=kept, criteria=criteria.to_dict("records"),
    people=stakeholders.dropna(subset=["Degré selon la structure"]).to_dict("records"),
)

# %%
DEGREES = ["information", "consultation", "concertation", "codécision"]
rungs = stakeholders.melt(
    id_vars="Catégorie", value_vars=["Degré selon la structure", "Degré selon elle-même"], var_name="Selon",
    value_name="Degré",
)
draw(
    px.scatter(
        rungs.dropna(), x="Degré", y="Catégorie", color="Selon", symbol="Selon", category_orders={"Degré": DEGREES},
        title="Degré de participation, selon la structure et selon les personnes",
    )
)

# %%
votes = criteria.melt(id_vars="Critère", value_vars=["Pour", "Contre", "Abstentions"], var_name="Voix", value_name="n")
draw(px.bar(votes, x="n", y="Critère", color="Voix", orientation="h", title="Le vote, critère par critère"))

# %%
table(territories[["Territoire", "Niveau", "Rôle", "Dans le périmètre"]], "Les territoires que l’évaluation regarde")
table(criteria[["Critère", "Décision", "Raison"]], "Critères discutés")
if len(sheet("Projets")):
    table(sheet("Projets")[["Projet", "Positionnements", "Stratégies", "Missions clefs", "Phase"]], "Les projets")
if len(sheet("Plan de collecte")):
    plan = sheet("Plan de collecte")
    columns = ["Ce qui est recueilli", "Qui recueille", "Personnes sollicitées", "Quand", "Où cela en est", "Raison"]
    table(plan[columns], "Ce qui est recueilli")

# %% [markdown]
# ## What the report rests on

# %%
cited = pd.concat(
    [frame[["Critère", "Supports"]] for frame in (testimonies, effects, criteria) if "Critère" in frame]
).dropna()
cited = cited.assign(Code=cited["Supports"].str.split()).explode("Code").merge(supports, on="Code")
proofs = pd.crosstab(cited["Critère"], cited["Origine de la preuve"])
draw(px.imshow(proofs, text_auto=True, aspect="auto", title="Ce qui appuie chaque critère"))
tell(
    "{% for grade, n in grades.items() %}{{ n }} documents sont d’origine « {{ grade }} ».\n{% endfor %}",
    grades=supports["Origine de la preuve"].value_counts().to_dict(),
)

# %% [markdown]
# ## The criteria

# %%
ACTIVITY, ECONOMICS, PEOPLE = "l’activité", "l’économie", "les résultats"
NEEDS, INTEGRATION, ANCHORING = "l’apport", "l’insertion", "l’ancrage"
ACCESS, ENVIRONMENT, TIES = "l’accessibilité", "la contribution à la préservation", "le renforcement"
CITIZENSHIP, INNOVATION = "la contribution au renforcement", "le fait"
FOLLOWED = {
    ACTIVITY: ["accueillies et non", "Contrats signés", "Effectif permanent", "ETP d’enc", "Clients, usagers"],
    NEEDS: ["absent auparavant", "restées sans réponse", "Communes servies"],
    INTEGRATION: ["mobilité", "Droits ouverts", "Accidents du travail"],
    ANCHORING: ["Fournisseurs du", "Partenaires ayant", "Emplois situés", "Moyens mis en commun"],
    ACCESS: ["utilisé le service", "handicapées", "gratuitement", "tarif solidaire", "faibles revenus", "Prix", "Heures d’ouv"],
    ENVIRONMENT: ["Tonnages", "Énergie", "Kilomètres", "respectueuses", "sensibilisées"],
    TIES: ["discriminations", "entre générations", "collectifs ouverts", "isolées"],
    CITIZENSHIP: ["Bénévoles", "instances", "Instances", "après participation", "citoyenneté", "Réunions"],
    INNOVATION: ["Reprises", "Reconnaissances"],
}
totals = measures[measures["Ventilation"].isna() & measures["Valeur"].notna()]


def is_kept(criterion):
    return any(label.startswith(criterion) for label in kept)


def figures_of(criterion):
    followed = "|".join(FOLLOWED[criterion])
    return totals[totals["Indicateur"].str.contains(followed, regex=True)]


SENTENCES = """
{% for indicator, values in followed.items() %}
{{ indicator }} : {% for y, v in values.items() %}{{ "%g" | format(v) }} en {{ y }}{{ ", " if not loop.last }}{% endfor %}.
{% if values | length > 1 %}{{ indicator }} : {{ "%+.1f" | format(change[indicator]) }} % depuis {{ values | first }}.{% endif %}

{% endfor %}
{% for line in effects %}{{ line["Effet"] }} : effet reconnu par {{ line["Reconnu par"] }}.
{% if line["Contesté par"] == line["Contesté par"] %}Il est contesté par {{ line["Contesté par"] }}.{% endif %}

{% endfor %}
{% for line in quotes %}« {{ line["Parole"] }} », dit {{ line["Qui parle"] }}.
{% endfor %}
{% for line in answers %}À « {{ line["Question"] }} », {{ line["favourable"] }} réponses sur {{ line["answers"] }} sont favorables.
En {{ line["Année"] }}, {{ line["blank"] }} personnes n’ont rien répondu à « {{ line["Question"] }} ».
{% endfor %}
{% for unknown in unknowns %}Ce que l’on ne sait pas : {{ unknown }}.
{% endfor %}
"""


def tell_criterion(criterion):
    frame = figures_of(criterion) if criterion in FOLLOWED else totals.head(0)
    followed = {
        indicator: group.set_index(group["Année"].astype(int))["Valeur"].to_dict()
        for indicator, group in frame.groupby("Indicateur")
    }
    change = {
        indicator: 100 * (list(values.values())[-1] / list(values.values())[0] - 1) if list(values.values())[0] else 0
        for indicator, values in followed.items()
    }
    (row,) = criteria[criteria["Critère"].str.startswith(criterion)].to_dict("records")
    unknown = row["Ce que l’on ne sait pas"]
    tell(
        SENTENCES,
        followed=followed,
        change=change,
        effects=effects[effects["Critère"].str.startswith(criterion)].to_dict("records"),
        quotes=testimonies[
            testimonies["Critère"].str.startswith(criterion) & (testimonies["Accord"] == "diffusion externe")
        ].to_dict("records"),
        answers=answers_of(criterion).to_dict("records"),
        unknowns=unknown.split(" ; ") if isinstance(unknown, str) else [],
    )


def draw_years(criterion):
    frame = figures_of(criterion)
    # A line of two points says nothing.
    if frame["Année"].nunique() > 2:
        draw(
            px.line(
                frame, x="Année", y="Valeur", facet_col="Indicateur", facet_col_wrap=3, markers=True,
                title=f"{criterion}, d’année en année",
            )
            .update_yaxes(matches=None)
            .for_each_annotation(lambda note: note.update(text=note.text.split("=")[-1]))
        )


# %%
LEVELS = ["tout à fait", "plutôt", "plutôt pas", "pas du tout"]
ASKED = {INTEGRATION: "Votre travail|encadrement", NEEDS: "répond-il à votre besoin"}


def asked(criterion):
    if surveys.empty:
        return surveys
    about = surveys["Critère"].fillna("").str.startswith(criterion)
    if criterion in ASKED:
        about |= surveys["Question"].str.contains(ASKED[criterion])
    return surveys[about]


def answers_of(criterion):
    frame = asked(criterion)
    if frame.empty:
        return pd.DataFrame()
    rating = frame["Réponse sur quatre niveaux"]
    return (
        frame.assign(favourable=rating.isin(LEVELS[:2]), answers=rating.notna(), blank=rating.isna())
        .groupby(["Année", "Question"])[["favourable", "answers", "blank"]]
        .sum()
        .query("answers > 0")
        .reset_index()
    )


def draw_answers(criterion):
    frame = asked(criterion)
    if len(frame):
        shares = of_year(frame).groupby(["Question", "Réponse sur quatre niveaux"]).size().rename("n").reset_index()
        draw(
            px.bar(
                shares, x="n", y="Question", color="Réponse sur quatre niveaux", orientation="h",
                category_orders={"Réponse sur quatre niveaux": LEVELS}, title="Les réponses, sur quatre niveaux",
            )
        )


MOMENTS = ["ça bloque", "c’est difficile", "ça va à peu près", "ça va"]


def draw_moments(before, after, title):
    moves = pd.crosstab(before, after).reindex(index=MOMENTS, columns=MOMENTS, fill_value=0)
    draw(px.imshow(moves, text_auto=True, title=title, labels={"x": "après", "y": "avant", "color": "personnes"}))


# %% [markdown]
# ### Activity

# %%
people = nothing
if len(pathways):
    people = pathways.groupby("Année").agg(
        personnes=("Pseudonyme", "nunique"), heures=("Heures de l’année", "sum"), formation=("Heures de formation", "sum")
    )
    people["ETP"] = people["heures"] / float(structure["Heures d’un ETP dans l’annexe"])
    long = people.reset_index().melt(id_vars="Année")
    draw(
        px.line(long, x="Année", y="value", facet_col="variable", markers=True, title="L’activité, d’année en année")
        .update_yaxes(matches=None)
    )
tell_criterion(ACTIVITY)
tell(
    "{% for y, line in people.items() %}{{ line['personnes'] | int }} personnes ont travaillé en {{ y }}.\n"
    "Elles ont fait {{ line['heures'] | int }} heures, soit {{ '%.1f' | format(line['ETP']) }} ETP en {{ y }}.\n"
    "{{ line['formation'] | int }} heures de formation ont été suivies en {{ y }}.\n{% endfor %}",
    people=people.to_dict("index"),
)

# %% [markdown]
# ### Economics

# %%
if len(expenses):
    site = territories.loc[territories["Rôle"] == "lieu d’implantation", "Code INSEE"].iloc[0]
    chosen = territories.loc[territories["Dans le périmètre"] == "oui", "Code INSEE"]
    home = site[:2]

    def level(line):
        code = line["Commune (code INSEE)"]
        if isinstance(code, str):
            if code == site:
                return "commune d’implantation"
            if code in set(chosen):
                return "territoire retenu"
            return "reste du département" if code.startswith(home) else "hors du département"
        return line["Où l’argent arrive"]

    spent = of_year(expenses).assign(Niveau=lambda frame: frame.apply(level, axis=1))
    flows = spent.groupby(["Nature", "Niveau"])["Montant (€)"].sum().reset_index()
    nodes = [*flows["Nature"].unique(), *flows["Niveau"].unique()]
    draw(
        go.Figure(
            go.Sankey(
                node={"label": nodes},
                link={
                    "source": flows["Nature"].map(nodes.index), "target": flows["Niveau"].map(nodes.index),
                    "value": flows["Montant (€)"],
                },
            )
        ).update_layout(title="Où l’argent arrive d’abord")
    )
    mix = resources.groupby(["Année", "Nature"])["Montant (€)"].sum().reset_index()
    draw(px.bar(mix, x="Année", y="Montant (€)", color="Nature", barmode="group", title="Les ressources, par nature"))
tell_criterion(ECONOMICS)

# %%
if len(resources):
    received = of_year(resources)
    public = received[received["Nature"] == "non marchande"]
    sales = received[received["Nature"] == "marchande"]

    def amounts(frame, column):
        return frame.groupby(column)["Montant (€)"].sum().sort_values(ascending=False).reset_index()

    table(amounts(public, "Niveau du financeur"), "Ressources non marchandes, par niveau")
    table(amounts(public, "Financeur"), "Ressources non marchandes, par financeur")
    table(amounts(sales, "Type de client"), "Ventes, par type de client")
    by_activity = received.pivot_table(index="Activité", columns="Nature", values="Montant (€)", aggfunc="sum")
    table(by_activity, "Ressources, par activité et par nature")
    tell(
        "{% for kind, amount in kinds.items() %}{{ kind | capitalize }} : {{ amount | int }} € dépensés.\n{% endfor %}"
        "{% for line in mix %}En {{ line['Année'] }}, ressources de nature {{ line['Nature'] }} : "
        "{{ line['Montant (€)'] | int }} €.\n{% endfor %}"
        "{% for client, amount in clients.items() %}Ventes à des {{ client }} : {{ amount | int }} €.\n{% endfor %}",
        kinds=spent.groupby("Nature")["Montant (€)"].sum().to_dict(),
        mix=mix.to_dict("records"),
        clients=sales.groupby("Type de client")["Montant (€)"].sum().to_dict(),
    )

# %% [markdown]
# ### Results for people

# %%
if len(pathways):
    present = of_year(pathways)
    exits = present[present["Sortie"].notna()]
    flow = exits.assign(
        Orientation=exits["Orienté par"].fillna("non connue"), Situation=exits["Situation à la sortie"].fillna("non connue")
    )
    draw(
        px.parallel_categories(flow, dimensions=["Orientation", "Sexe", "Situation"], title="De l’orientation à la sortie")
    )
    profiles = {
        column: present[column].value_counts().to_dict()
        for column in (
            "Situation à la sortie", "Orienté par", "Sexe", "Inscription à France Travail", "Niveau de formation",
            "RSA à l’entrée", "RQTH", "Réside en QPV", "Réside en ZRR ou FRR", "Où elle logeait à l’entrée", "Activité",
            "Territoire",
        )
    }
    tell(
        "{% for column, counts in profiles.items() %}{% for answer, n in counts.items() %}"
        "{{ column }} : {{ n }} personnes sur {{ total }} ont pour réponse « {{ answer }} ».\n{% endfor %}{% endfor %}",
        profiles=profiles, total=len(present),
    )
tell_criterion(PEOPLE)

# %% [markdown]
# ### Needs, integration

# %%
if is_kept(NEEDS):
    tell_criterion(NEEDS)
    draw_years(NEEDS)
    draw_answers(NEEDS)

# %%
tell_criterion(INTEGRATION)
if len(pathways):
    registered = present["Inscription à France Travail"].value_counts().reset_index()
    draw(px.bar(registered, x="count", y="Inscription à France Travail", orientation="h", title="Durée d’inscription"))
    draw_answers(INTEGRATION)
    spoken = of_year(asked(INTEGRATION))
    draw_moments(spoken["Avant"], spoken["Après"], "Avant et après, ce que disent les personnes")

# %% [markdown]
# ### Anchoring

# %%
if is_kept(ANCHORING):
    tell_criterion(ANCHORING)
    if len(expenses):
        bought = spent[spent["Nature"] == "achats et services"].groupby("Niveau")["Montant (€)"].sum().reset_index()
        draw(px.bar(bought, x="Montant (€)", y="Niveau", orientation="h", title="Achats par niveau de territoire"))
        returned = spent[spent["Nature"].isin(["impôts locaux", "cotisations et autres impôts"])]["Montant (€)"].sum()
        both = pd.DataFrame({"Sens": ["reçu", "versé"], "Euros": [public["Montant (€)"].sum(), returned]})
        draw(px.bar(both, x="Euros", y="Sens", orientation="h", title="Argent public reçu, contributions versées"))
        arrived = spent.pivot_table(index="Niveau", columns="Nature", values="Montant (€)", aggfunc="sum")
        table(arrived, "Où l’argent arrive d’abord, en euros")
        tell(
            "{% for place, amount in places.items() %}{{ place | capitalize }} : {{ amount | int }} €.\n{% endfor %}",
            places=spent.groupby("Niveau")["Montant (€)"].sum().to_dict(),
        )

# %% [markdown]
# ### Access, environment, ties, citizenship, innovation

# %%
if is_kept(ACCESS):
    tell_criterion(ACCESS)
    draw_years(ACCESS)
    draw_answers(ACCESS)

# %%
if is_kept(ENVIRONMENT):
    tell_criterion(ENVIRONMENT)
    draw_years(ENVIRONMENT)

# %%
if is_kept(TIES):
    tell_criterion(TIES)
    draw_years(TIES)
    if len(surveys):
        draw_answers(TIES)
        met = of_year(asked(TIES))
        draw_moments(met["Avant"], met["Après"], "Avant et après, ce que disent les usagers")

# %%
if is_kept(CITIZENSHIP):
    tell_criterion(CITIZENSHIP)
    draw_years(CITIZENSHIP)
    draw_answers(CITIZENSHIP)

# %%
if is_kept(INNOVATION):
    tell_criterion(INNOVATION)
    draw_years(INNOVATION)

# %% [markdown]
# ## Sustainable development, actors

# %%
cursors = sheet("Développement durable")
if len(cursors):
    moved = cursors.melt(id_vars=["Question", "Qui parle"], value_vars=["Curseur avant", "Curseur après"])
    draw(px.scatter(moved, x="value", y="Question", color="variable", symbol="Qui parle", title="Les curseurs"))
    table(cursors[["Question", "Qui parle", "Argument", "Réserve"]], "Les arguments")

# %%
actors, relations = sheet("Acteurs"), sheet("Relations")
if len(actors):
    places = {actor: (number % 3, number // 3) for number, actor in enumerate(actors["Acteur"])}
    figure = go.Figure()
    for line in relations.to_dict("records"):
        ends = [places[line["Acteur"]], places[line["Autre acteur"]]]
        figure.add_trace(
            go.Scatter(x=[x for x, _ in ends], y=[y for _, y in ends], mode="lines", name=line["Nature dominante"])
        )
    spots = list(places.values())
    figure.add_trace(
        go.Scatter(x=[x for x, _ in spots], y=[y for _, y in spots], text=list(places), mode="markers+text", name="acteurs")
    )
    draw(figure.update_layout(title="Ce qui relie les acteurs"))
    table(actors[["Acteur", "Niveau", "Nature", "Références", "Pratiques"]], "Les acteurs, tels qu’ils sont perçus")

# %% [markdown]
# ## Avoided costs

# %%
avoided = sheet("Coûts évités")
if len(avoided):
    percent = [column for column in avoided if column.startswith(("Part due", "Serait arrivé"))]
    avoided[percent] = avoided[percent].apply(lambda column: column.str.rstrip(" %").astype(float) / 100)
    factor = avoided["Nombre"].astype(float) * avoided["Durée"].fillna(1)
    share, high_share = "Part due à la structure", "Part due à la structure (haut)"
    dead, high_dead = "Serait arrivé de toute façon", "Serait arrivé de toute façon (haut)"
    avoided["bas"] = factor * avoided["Coût unitaire bas (€)"] * avoided[share] * (1 - avoided[high_dead])
    avoided["haut"] = factor * avoided["Coût unitaire haut (€)"] * avoided[high_share] * (1 - avoided[dead])
    avoided["centre"] = (avoided["bas"] + avoided["haut"]) / 2
    avoided["rayon"] = (avoided["haut"] - avoided["bas"]) / 2
    draw(px.scatter(avoided, x="centre", y="Code", error_x="rayon", title="Coûts évités : des fourchettes"))
    swings = pd.DataFrame(
        {
            "Code": avoided["Code"],
            "coût": factor * (avoided["Coût unitaire haut (€)"] - avoided["Coût unitaire bas (€)"]) * avoided[share],
            "part due": factor * avoided["Coût unitaire central (€)"] * (avoided[high_share] - avoided[share]),
            "de toute façon": factor * avoided["Coût unitaire central (€)"] * (avoided[high_dead] - avoided[dead]),
        }
    ).melt(id_vars="Code", var_name="Hypothèse", value_name="Écart")
    draw(px.bar(swings, x="Écart", y="Hypothèse", color="Code", orientation="h", title="Ce qui déplace le plus le total"))
    columns = ["Code", "Nombre", "Coût unitaire bas (€)", "Coût unitaire haut (€)", "Source du coût", "Prix de l’année"]
    table(avoided[columns], "Les hypothèses de chaque ligne")
    tell(
        "{% for line in lines %}{{ line['Code'] }} : {{ line['Ce qui est évité'] }}.\n"
        "{{ line['Qui aurait payé'] | capitalize }} aurait payé entre {{ line['bas'] | int }} et {{ line['haut'] | int }} €.\n"
        "{{ line['Code'] }} porte sur {{ line['Population concernée'] }}.\n"
        "N’est pas compté : {{ line['Ce qui n’est pas compté'] }}.\n{% endfor %}",
        lines=avoided.to_dict("records"),
    )

# %% [markdown]
# ## The debate

# %%
opinions = sheet("Débat")
if len(opinions):
    sessions, cost = sheet("Séances"), sheet("Coût de l’évaluation")
    debates = sessions[sessions["Étape"] == "mise en débat"]
    table(debates[["Objet", "Date", "En interne ou à l’externe", "Méthode", "Participants"]], "Les séances")
    voiced = opinions[opinions["Avis"].notna()]
    table(voiced.pivot_table(index="Effet ou décision", columns="Qui", values="Avis", aggfunc="first"), "Avis exprimés")
    decided = opinions[opinions["Avis"].isna()]
    columns = ["Effet ou décision", "Qui s’en charge", "Échéance", "Réserve consignée", "Ce qui a changé depuis"]
    table(decided[columns], "Décisions prises")
    table(cost[["Étape", "Heures", "dont bénévoles", "Montant (€)", "Financement"]], "Le coût de l’évaluation")
    tell(
        "{% for line in voiced %}{{ line['Qui'] | capitalize }} : {{ line['Avis'] }}, à propos de "
        "{{ line['Effet ou décision'] }}.\n{% endfor %}"
        "{% for line in decided %}Décision : {{ line['Effet ou décision'] }}.\n{% endfor %}",
        voiced=voiced.to_dict("records"), decided=decided.to_dict("records"),
    )

# %% [markdown]
# ## Annexes

# %%
sources = supports.set_index("Code")["Document"]
uncited = supports[~supports["Code"].isin(cited["Code"])]
table(indicators[["Indicateur", "Décision", "Raison"]], "Les indicateurs")
columns = ["Indicateur", "Année", "Ventilation", "Valeur", "Supports"]
annex = [measures[columns].dropna(subset="Valeur")]
if len(people):
    annex += [
        people.reset_index().melt(id_vars="Année", var_name="Indicateur", value_name="Valeur"),
        present.melt(id_vars="Année", value_vars=list(profiles), var_name="Indicateur", value_name="Ventilation")
        .value_counts()
        .rename("Valeur")
        .reset_index(),
        flows.rename(columns={"Nature": "Indicateur", "Niveau": "Ventilation", "Montant (€)": "Valeur"}),
        surveys.groupby(["Question", "Année", "Réponse sur quatre niveaux"])
        .size()
        .rename("Valeur")
        .reset_index()
        .rename(columns={"Question": "Indicateur", "Réponse sur quatre niveaux": "Ventilation"}),
    ]
table(pd.concat(annex), "Tous les chiffres")
if len(uncited):
    table(uncited[["Code", "Document"]], "Documents que rien ne cite")
tell(
    "{% for code, title in sources.items() %}{{ code }} est : {{ title }}.\n{% endfor %}"
    "{% for line in lines %}{{ line['Indicateur'] }} : {{ line['Valeur'] }} en {{ line['Année'] }}.\n{% endfor %}",
    sources=sources.to_dict(), lines=totals.to_dict("records"),
)

# %%
print(f"figures={len(shown)} tables={len(listed)} sentences={len(told)}")
