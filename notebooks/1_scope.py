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
# # Enjeux et périmètre
#
# Ce carnet ouvre les deux premières étapes de la fiche II-2 du manuel : qui demande l’évaluation et pourquoi, puis qui elle concerne.
# Il montre un formulaire ; ce que vous y enregistrez va dans votre classeur, et une copie datée de l’ancien reste à côté.
# À chaque ouverture, exécutez tout le carnet : menu « Exécution », puis « Exécuter toutes les cellules ».

# %% [markdown]
# ## Paramètres
#
# Le classeur et la langue des messages (fr ou en).

# %% tags=["parameters"]
workbook = "../data_templates/example/la-cordee-de-brumeval.xlsx"
lang = "fr"

# %% [markdown]
# ## Le formulaire
#
# Les feuilles Enjeux et Parties prenantes du classeur. Rien n’est écrit avant que vous n’enregistriez.

# %%
import dts_eval as dts

dts.scope_form(workbook, lang=lang)

# %% [markdown]
# ## Ce que dit maintenant le classeur
#
# Exécutez de nouveau cette cellule après avoir enregistré : elle relit le fichier.

# %% tags=["keep_output"]
# NBVAL_CHECK_OUTPUT
evaluation = dts.set_scope(dts.read_mandate(workbook, lang=lang))
print(dts.read_back(evaluation))
