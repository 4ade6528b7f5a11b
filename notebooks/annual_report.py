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
# Ce carnet suit les étapes de la fiche II-2 du manuel. Chaque cellule fait une étape ; le classeur n’est jamais modifié.
# Pour l’exécuter sur une autre structure, changez les paramètres ci-dessous, ou utilisez la commande `dts-eval report`.

# %% [markdown]
# ## Paramètres
#
# Le classeur, l’année (0 : celle du classeur), le dossier où écrire, la langue, la version, les formats ; et, pour dire
# ce qui a changé depuis un rapport précédent, son manifeste (vide : aucune comparaison). Un fichier GeoJSON de communes
# dessine le territoire (vide : les départements). Un gabarit est le document Word d’un financeur, à remplir quand le
# format « docx » est demandé (vide : le document de l’outil). L’adresse des fichiers communs est celle d’une campagne, dont
# les pages se partagent leur présentation (vide : chaque page contient tout).

# %% tags=["parameters"]
workbook = "../data_templates/example/la-cordee-de-brumeval.xlsx"
year = 0
output = "../reports"
lang = "fr"
audience = "internal"
formats = "html,pdf"
since = ""
outlines = ""
template = ""
assets = ""

# %% [markdown]
# ## 1. Qui demande l’évaluation, et pourquoi

# %%
import dts_eval as dts

evaluation = dts.read_mandate(workbook, year=year, audience=audience, lang=lang, since=since, outlines=outlines)

# %% [markdown]
# ## 2. Ce que l’évaluation regarde

# %%
evaluation = dts.set_scope(evaluation)

# %% [markdown]
# ## 3. Ce que le groupe a choisi : critères, puis indicateurs

# %%
evaluation = dts.choose_criteria(evaluation)
evaluation = dts.choose_indicators(evaluation)

# %% [markdown]
# ## 4 et 5. Les preuves, les relevés, les récits, les effets reconnus ou contestés

# %%
evaluation = dts.collect(evaluation)
evaluation = dts.debate(evaluation)

# %% [markdown]
# Les résultats sont calculés ici. S’il reste quelque chose à corriger dans le classeur, tout est dit d’un coup.

# %%
evaluation = dts.measure(evaluation)

# %% [markdown]
# ## Ce qui peut être vu
#
# Les petits effectifs sont masqués, et chaque chose à dire devient une ligne qui porte ses preuves. Le tableau donne les totaux de l’année.

# %% tags=["keep_output"]
# NBVAL_CHECK_OUTPUT
disclosed = dts.disclose(evaluation)
print(dts.witness(disclosed))

# %% [markdown]
# ## 6. Le rapport, à mettre en débat

# %%
report = dts.present(disclosed)
written = dts.write(report, output, formats=formats, template=template, assets=assets)

# %% [markdown]
# Les fichiers écrits sont à côté de ce carnet.

# %%
print("\n".join(path.name for path in written))
