"""Tells the mandate, the perimeter and who took part."""

from dts_eval.foundation.language import join_list
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show

QUESTIONS_SEPARATOR = ";"


def mandate_sentences(book: Book) -> list[Sentence]:
    """Tell who asks, why, for what use, with whom, and what is left out."""
    language = book.language
    requester, motive = book.row("mandate_requester"), book.row("mandate_motive")
    side = book.row("mandate_side")
    told: list[Sentence] = []
    if requester is None:
        told.append(tell("mandate_missing", language))
    else:
        origin = side.text if side else "unknown"
        told.append(tell(f"mandate_{origin}", language, requester, side, requester=book.say("mandate_requester")))
    if motive:
        told.append(tell("mandate_motive", language, motive, motive=book.say("mandate_motive")))
    motives = book.row("mandate_motives")
    if motives:
        words = set_apart((book.word("motive", motive) for motive in motives.text.split()), language)
        told.append(tell("mandate_motives", language, motives, list=words))
    questions = book.row("mandate_questions")
    if questions:
        listed = [part.strip() for part in book.say("mandate_questions").split(QUESTIONS_SEPARATOR) if part.strip()]
        key = "mandate_question" if len(listed) == 1 else "mandate_questions"
        told.append(tell(key, language, questions, list=set_apart(listed, language)))
    if book.row("mandate_use"):
        told.append(tell("mandate_use", language, book.row("mandate_use"), use=book.say("mandate_use")))
    third = book.row("mandate_third_party")
    if third and third.text:
        told.append(tell("mandate_third_party", language, third, third_party=book.say("mandate_third_party")))
    elif third and third.status == "not_applicable":
        told.append(tell("mandate_no_third_party", language, third))
    asked = book.row("mandate_avoided_costs")
    if asked and asked.text in ("yes", "no"):
        told.append(tell("avoided_requested" if asked.text == "yes" else "avoided_not_requested", language, asked))
    withheld = book.row("mandate_withheld")
    if withheld:
        told.append(tell("mandate_withheld", language, withheld, list=book.say("mandate_withheld")))
    return told


def excluded_sentences(book: Book) -> list[Sentence]:
    """Tell what the mandate leaves out, and who decided so."""
    excluded, who = book.row("mandate_excluded"), book.row("mandate_excluded_by")
    if excluded is None:
        return []
    said = book.say("mandate_excluded")
    if who:
        by = book.say("mandate_excluded_by")
        return [tell("mandate_out_of_question", book.language, excluded, who, excluded=said, who=by)]
    return [tell("mandate_out_of_question_nobody", book.language, excluded, excluded=said)]


def scope_sentences(book: Book) -> list[Sentence]:
    """Tell which activities and territories the evaluation looks at, and the place of the core business."""
    language, told = book.language, []
    scope = book.row("mandate_activities_scope")
    activities = list(book.things("activity"))
    left_out = [thing for thing in activities if _says(thing, "activity_in_scope", "no")]
    names = join_list((thing.text("activity_name", language) for thing in left_out), language)
    rows = [thing.row("activity_in_scope") for thing in left_out]
    if scope and scope.text == "whole_structure":
        told.append(tell("scope_whole_structure", language, scope, year=str(book.year)))
    elif scope:
        told.append(tell("scope_dts_only", language, scope))
    looked_at = [thing for thing in activities if thing not in left_out]
    if looked_at:
        told += _activities(book, looked_at)
    if left_out:
        told.append(tell("scope_left_out", language, *rows, list=names))
    core, reason = book.row("mandate_core_business"), book.row("mandate_core_reason")
    if core and reason and core.text != "undecided":
        told.append(tell(f"scope_core_{core.text}", language, core, reason, reason=book.say("mandate_core_reason")))
    elif core and core.text != "undecided":
        told.append(tell(f"scope_core_{core.text}_no_reason", language, core))
    else:
        told.append(tell("scope_core_undecided", language, core))
    territories = [thing for thing in book.things("territory") if not _says(thing, "territory_in_scope", "no")]
    if territories:
        listed = join_list((thing.text("territory_name", language) for thing in territories), language)
        key = "scope_territory" if len(territories) == 1 else "scope_territories"
        told.append(tell(key, language, *(thing.row("territory_name") for thing in territories), list=listed))
    for thing in activities:
        if _says(thing, "activity_stage", "project") and thing not in left_out:
            name = thing.text("activity_name", language)
            told.append(tell("scope_project_stage", language, thing.row("activity_stage"), activity=name))
    return told


def _activities(book: Book, things: list[Thing]) -> list[Sentence]:
    language = book.language
    names = join_list((thing.text("activity_name", language) for thing in things), language)
    key = "scope_activity" if len(things) == 1 else "scope_activities"
    told = [tell(key, language, *(thing.row("activity_name") for thing in things), list=names)]
    rows = [row for thing in things if (row := thing.row("activity_publics"))]
    publics = dict.fromkeys(part.strip() for row in rows for part in row.text.split(";") if part.strip())
    if publics:
        told.append(tell("scope_publics", language, *rows, list=join_list(publics, language)))
    return told


def stakeholder_sentences(book: Book) -> list[Sentence]:
    """Tell how many categories took part, how far, and which ones took part in nothing."""
    language, told = book.language, []
    involved = book.row("tally_stakeholders_involved")
    listed = book.row("tally_stakeholders")
    if involved is None or listed is None or not listed.value:
        return [tell("stakeholders_none_listed", language)]
    told.append(tell("stakeholders_count", language, involved, n=show(involved, language)))
    absent = [thing for thing in book.things("stakeholder") if thing.row("stakeholder_steps") is None]
    if involved.value and absent:
        names = join_list((thing.text("stakeholder_name", language) for thing in absent), language)
        rows = [thing.row("stakeholder_name") for thing in absent]
        key = "stakeholders_missing" if len(absent) == 1 else "stakeholders_missing_several"
        told.append(tell(key, language, *rows, list=names))
    elif involved.value:
        told.append(tell("stakeholders_none_missing", language, listed))
    effective = book.row("tally_stakeholders_effective")
    if involved.value and effective is not None:
        total = show(involved, language)
        told.append(tell("ladder_effective", language, effective, involved, n=show(effective, language), total=total))
    unknown = book.row("tally_degree_unknown")
    if unknown is not None and unknown.value:
        told.append(tell("ladder_unknown", language, unknown, n=show(unknown, language)))
    expected = [row for row in book.rows if row.indicator == "stakeholder_expected"]
    if expected:
        names = join_list((book.word("family", row.text) for row in expected), language)
        told.append(tell("stakeholders_expected", language, *expected, list=names))
    return told


def _says(thing: Thing, indicator: str, word: str) -> bool:
    row = thing.row(indicator)
    return row is not None and row.text == word
