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
# # Des structures côte à côte
#
# Ce carnet rapproche les structures d’un dossier : ce que chacune a retenu, sur quelles preuves elle s’appuie, ce qu’elle dit ne pas savoir.
# Il ne les classe pas. Pour l’exécuter sur un autre dossier, changez les paramètres, ou utilisez la commande `dts-eval compare`.

# %% [markdown]
# ## Paramètres
#
# Le dossier des classeurs, le critère dont les récits sont mis face à face (vide : le premier sur lequel le plus de structures ont quelque chose à
# raconter), les structures fictives avec les autres ou non, l’année (0 : celle de chaque classeur), le dossier où écrire, la langue, la version et
# les formats.

# %% tags=["parameters"]
folder = "../data_templates"
criterion = ""
with_fictitious = False
year = 0
output = "../reports"
lang = "fr"
audience = "internal"
formats = "html,pdf"

# %% [markdown]
# ## 1. Lire les classeurs
#
# Chaque structure passe par toutes les étapes de la méthode. Ce qu’elle masque ne dépend que de son propre classeur.

# %%
import dts_eval as dts

panel = dts.read_panel(folder, year=year, audience=audience, lang=lang, with_fictitious=with_fictitious)

# %% [markdown]
# Toutes les lignes se tiennent dans un seul tableau. Voici les totaux de chaque structure, pour son année.

# %% tags=["keep_output"]
# NBVAL_CHECK_OUTPUT
print(dts.witness(panel))

# %% [markdown]
# ## 2. Les mettre côte à côte

# %%
comparison = dts.compare(panel, criterion)

# %% [markdown]
# ## 3. Le rapport, à mettre en débat

# %%
report = dts.present(comparison)
written = dts.write(report, output, formats=formats)

# %% [markdown]
# Les fichiers écrits sont à côté de ce carnet.

# %%
print("\n".join(path.name for path in written))
