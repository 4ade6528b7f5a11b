"""Every sentence about effects, words and what is not known, whole, in each situation of the rows."""

import pytest
from row_samples import LOCAL, MEALS, REST, YEAR, Situation, account, book, choice, effect, fact, flat, plain, row

from dts_eval.presentation.blocks import Paragraph, Quote, Story
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.effects import (
    effects_of,
    face_to_face,
    has_sides,
    intention,
    is_contested,
    is_fact,
    one_line,
)
from dts_eval.presentation.narrative.unknowns import unknowns_of
from dts_eval.presentation.narrative.voices import quote, story_or_quote, voices_of, withheld_sentence
from dts_eval.presentation.parts import criterion_section, unattached_section
from dts_eval.presentation.shown import Sentence

COUNTERFACTUAL = (
    "Rien ne permet de dire ce qui serait arrivé sans la structure ; aucune comparaison n’a été tentée."
)
UNSIGNED = "La source ne dit ni qui reconnaît ce qui précède, ni qui le conteste."


def faced(book: Book) -> list[Sentence]:
    """The sentences of a face to face, in the order of the page; quotations are tested apart."""
    (thing,) = effects_of(book, REST)
    block = face_to_face(book, thing)
    both = (*block.recognised, *block.contested)
    return [block.effect, *(item for item in both if isinstance(item, Sentence)), *block.after]


def intended(book: Book) -> list[Sentence]:
    return [intention(book, thing) for thing in effects_of(book, REST) if not is_fact(thing)]


def in_one_line(book: Book) -> list[Sentence]:
    return [one_line(book, thing) for thing in effects_of(book, REST) if is_contested(thing)]


def unsigned(book: Book) -> list[Sentence]:
    """The paragraphs of a criterion's section: what nobody signed, then what was only intended."""

    class Numbers:
        def next(self) -> int:
            return 1

        def keep(self, chart: object) -> list:
            return []

    blocks = criterion_section(book, LOCAL, Numbers()).blocks
    return [sentence for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences]


def unknown(book: Book) -> list[Sentence]:
    return unknowns_of(book, REST)


def lead(book: Book) -> list[Sentence]:
    section = unattached_section(book)
    return list(section.lead) if section else []


EFFECTS = {
    "recognised and contested, debated, followed": Situation(
        flat(
            effect(
                recognised_by="la mairie", contested_by="deux commerçants", after_debate="Maintenu, reformulé.",
                follow_up="Un horaire a changé.",
            )
        ),
        faced,
        (
            "Les gens se parlent.",
            "La mairie.",
            "Deux commerçants.",
            "« Maintenu, reformulé ».",
            "Suite donnée : « Un horaire a changé ».",
        ),
    ),
    "negative, and nobody recognises it": Situation(
        flat(effect(sense="negative", contested_by="l’équipe")),
        faced,
        (
            "Un effet négatif a été identifié : « Les gens se parlent ».",
            "Personne ne s’est encore prononcé en ce sens.",
            "L’équipe.",
        ),
    ),
    "nobody contests it": Situation(
        flat(effect(recognised_by="la mairie et les bénévoles")),
        faced,
        ("Les gens se parlent.", "La mairie et les bénévoles.", "Personne ne le conteste à ce jour."),
    ),
    "contested, in one line": Situation(
        flat(effect(contested_by="deux commerçants")),
        in_one_line,
        ("« Les gens se parlent » : contesté par deux commerçants.",),
    ),
    "signed by nobody": Situation(flat(effect()), unsigned, ("Les gens se parlent.", UNSIGNED)),
    "planned": Situation(
        flat(effect(status="planned")),
        intended,
        (
            "Il s’agissait d’un projet : « Les gens se parlent ». Le rapport le cite comme une intention, non comme un "
            "résultat.",
        ),
    ),
    "aimed at": Situation(
        flat(effect(status="objective")),
        intended,
        (
            "Il s’agissait d’un objectif : « Les gens se parlent ». Le rapport le cite comme une intention, non comme "
            "un résultat.",
        ),
    ),
    "to be discussed": Situation(
        flat(effect(status="discussed")),
        intended,
        ("Ce point restait à discuter : « Les gens se parlent ». Le rapport n’en fait pas un résultat.",),
    ),
    "attached to no criterion": Situation(
        flat(effect(criterion="")),
        lead,
        ("Ces effets et ces paroles ont été recueillis sans être rattachés à un critère.",),
    ),
}  # fmt: skip

WITHHELD = {
    "none": Situation((), withheld_sentence, ()),
    "one": Situation(
        (fact("testimony_withheld", value=1, kind="account"),),
        withheld_sentence,
        ("Un témoignage recueilli n’est pas publié, faute d’accord pour cette version.",),
    ),
    "several": Situation(
        (fact("testimony_withheld", value=3, kind="account"),),
        withheld_sentence,
        ("Trois témoignages recueillis ne sont pas publiés, faute d’accord pour cette version.",),
    ),
}

UNKNOWNS = {
    "nothing said: what no figure can say": Situation((), unknown, (COUNTERFACTUAL,)),
    "what the group says, in its parts": Situation(
        flat(choice(unknowns="ce que deviennent les personnes ; Qui ne vient pas.")),
        unknown,
        ("Ce que deviennent les personnes.", "Qui ne vient pas."),
    ),
    "no figure sought": Situation(
        flat(choice(no_figure="not_sought")), unknown, ("Aucun chiffre n’a été cherché pour ce critère.",)
    ),
    "no figure found": Situation(
        flat(choice(no_figure="not_found")),
        unknown,
        ("Un chiffre a été cherché pour ce critère, sans être trouvé.",),
    ),
    "no figure wanted": Situation(
        flat(choice(no_figure="refused_by_group")),
        unknown,
        (
            "Le groupe n’a pas souhaité chiffrer ce critère. Il s’apprécie ici par des récits et des observations.",
        ),
    ),
    "nobody asked": Situation(
        flat(choice(no_figure="not_collected")),
        unknown,
        ("L’avis des personnes concernées n’a pas été recueilli.",),
    ),
    "another reason": Situation(
        flat(choice(no_figure="other")),
        unknown,
        ("Ce critère n’a pas de chiffre, pour une raison que le groupe n’a pas détaillée.",),
    ),
    "a year is missing": Situation(
        (row(status="not_available", grade="", year=2022),),
        unknown,
        ("Repas partagés : le chiffre de 2022 manque.",),
    ),
    "this year is missing": Situation(
        (row(status="not_available", grade=""),),
        unknown,
        ("Repas partagés : donnée non disponible en 2024. Cela ne signifie pas que le résultat soit nul.",),
    ),
    "a year is missing, with a reason": Situation(
        (row(status="not_available", grade="", reason="not_found"),),
        unknown,
        ("Repas partagés : le chiffre de 2024 manque. Raison donnée : cherché, non trouvé.",),
    ),
    "a year is missing, with a note": Situation(
        (row(status="not_available", grade="", reason="other", text="Le cahier est perdu."),),
        unknown,
        ("Repas partagés : le chiffre de 2024 manque. Précision donnée : « Le cahier est perdu ».",),
    ),
    "a part is hidden": Situation(
        (row(value=12, unit="person"), row(status="suppressed", grade="", breakdown="sex=woman", unit="person")),
        unknown,
        ("Repas partagés : une partie du détail est masquée, pour que personne ne puisse être reconnu.",),
    ),
}

SITUATIONS = {
    f"{family}: {name}": situation
    for family, situations in (("effect", EFFECTS), ("withheld", WITHHELD), ("unknown", UNKNOWNS))
    for name, situation in situations.items()
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_effects_words_and_gaps(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


def test_both_sides_are_quoted_alike_and_an_argument_without_a_name_says_so():
    rows = effect(recognised_by="la mairie", argument_for="On se salue.", argument_against="Le bruit.")
    made = book(*rows)
    (thing,) = effects_of(made, REST)
    block = face_to_face(made, thing)
    assert block.recognised[1] == Quote("On se salue", "", ("E1",), contests=False, large=False)
    assert block.contested == (Quote("Le bruit", "auteur non précisé", ("E1",), contests=True, large=False),)


def test_only_what_was_observed_or_goes_on_is_a_fact():
    for status, expected in (("observed", True), ("ongoing", True), ("planned", False), ("objective", False)):
        (thing,) = effects_of(book(*effect(status=status)), REST)
        assert is_fact(thing) is expected
        assert not has_sides(thing)


def test_words_are_quoted_with_who_and_when():
    made = book(*account(voice="contests", speaker="un voisin", when="2025-03-01"))
    (thing,) = voices_of(made, REST)
    said = quote(made, thing)
    assert (said.words, plain(said.speaker)) == ("On vient, on reste.", "Un voisin, 1er mars 2025")
    assert said.contests and said.evidence_ids == ("E1",)


def test_an_account_in_three_moments_is_told_as_a_story_and_nothing_is_invented():
    made = book(*account(before="Je restais seule."))
    (thing,) = voices_of(made, REST)
    told = story_or_quote(made, thing)
    assert isinstance(told, Story)
    assert told.moments == (("Avant", "Je restais seule."), ("Un jour", "On vient, on reste."))
    plain_words = book(*account())
    assert isinstance(story_or_quote(plain_words, voices_of(plain_words, REST)[0]), Quote)


def test_a_hole_cites_the_cell_that_says_it():
    made = book(row(MEALS, status="not_available", year=YEAR, evidence_ids=("E2",)))
    assert unknowns_of(made, REST)[0].evidence_ids == ("E2",)
