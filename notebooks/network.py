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
# # La synthèse d’un réseau
#
# Ce carnet dit ce que montrent ensemble les rapports d’une campagne : ce que les structures ont choisi, sur quoi elles s’appuient, ce que l’on ne
# sait pas. Il ne les classe pas, et n’ouvre aucun classeur. La commande `dts-eval batch` l’exécute à la fin d’une campagne.

# %% [markdown]
# ## Paramètres
#
# Le dossier de la campagne, le dossier où écrire, la langue, les formats, et les structures fictives avec les autres ou non.

# %% tags=["parameters"]
campaign = "../reports"
output = "../reports"
lang = "fr"
formats = "html,pdf"
with_fictitious = False

# %% [markdown]
# ## 1. Lire les rapports
#
# Chaque rapport est lu dans ses lignes, que son manifeste garantit. Un nombre que le rapport masque n’est pas lu ici.

# %% tags=["nbval-skip"]
import dts_eval as dts

network = dts.read_network(campaign, lang=lang, with_fictitious=with_fictitious)

# %% [markdown]
# ## 2. Mettre en commun ce qui peut l’être
#
# Une somme ou une part n’est donnée que si la définition de l’indicateur le permet, et à partir de trois structures.

# %% tags=["nbval-skip"]
synthesis = dts.pool(network)

# %% [markdown]
# ## 3. Le rapport
#
# Les fichiers écrits sont dans le dossier de la campagne.

# %% tags=["nbval-skip"]
report = dts.present(synthesis)
written = dts.write(report, output, formats=formats)

# %% [markdown]
# Voici leurs noms.

# %% tags=["nbval-skip"]
print("\n".join(path.name for path in written))
