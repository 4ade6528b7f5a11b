"""Tells what changed since an earlier report: method, figures, accounts, effects, criteria, decisions, documents."""

from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, say, typeset
from dts_eval.presentation.blocks import Block, Paragraph, Table, TableCell
from dts_eval.presentation.book import NO_VALUE, Book, Thing, own_words
from dts_eval.presentation.breakdowns import breakdown_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show, show_part, show_range

# The count of what is no longer said, and is not named to partners.
UNNAMED = {
    "figure": "since_figures_unnamed", "indicator": "since_indicators_unnamed", "account": "since_accounts_unnamed",
    "effect": "since_effects_unnamed", "criterion": "since_criteria_unnamed", "decision": "since_decisions_unnamed",
}  # fmt: skip
STATES = {
    "recognises": "effect_state_recognises", "qualifies": "effect_state_qualifies",
    "contests": "effect_state_contests", "denies": "effect_state_denies",
}  # fmt: skip
DECISIONS = {
    "since_decision_followed": "since_decision_followed", "since_decision_open": "since_decision_open",
    "since_decision_withdrawn": "since_decision_withdrawn",
}  # fmt: skip
OWN_KEYS = frozenset({"since_line", "figure"})


def opening_sentence(book: Book) -> Sentence:
    """Say which report this one is compared with."""
    row = book.row("since_report")
    assert row is not None
    return tell("since_report", book.language, row, year=show(row, book.language))


def is_silent(book: Book) -> bool:
    """Whether the comparison found nothing but the years that the earlier report could not know."""
    told = (row.indicator for row in book.rows if row.indicator.startswith("since_"))
    return not set(told) - {"since_report", "since_new_figures"}


def method_sentences(book: Book) -> list[Sentence]:
    """Tell what was not done alike: the version of the tool, the threshold of privacy, the definitions."""
    language, told = book.language, []
    for name in ("version", "threshold"):
        then, now = book.row(f"since_{name}_then"), book.row(f"since_{name}")
        if then and now:
            key = "since_version" if name == "version" else "since_threshold"
            told.append(tell(key, language, then, now, then=then.text, now=now.text))
    told += [tell(key, language, row) for key in ("since_program", "since_unknown") if (row := book.row(key))]
    changed = _all(book, "since_definition")
    if changed:
        key = "since_definition" if len(changed) == 1 else "since_definitions"
        told.append(tell(key, language, *changed, list=_indicators(book, changed)))
    return told


def figure_changes(book: Book) -> list[Sentence]:
    """Tell what only a later year could give, and which indicators came and went."""
    language, told = book.language, []
    new = book.row("since_new_figures")
    if new:
        told.append(tell("since_new_figures", language, new, n=show_part(new, new.value, "plain", language)))
    for key in ("since_indicators_added", "since_indicators_withdrawn"):
        rows = _all(book, key.replace("indicators", "indicator"))
        if rows:
            told.append(tell(key, language, *rows, list=_indicators(book, rows)))
    return told + _unnamed(book, "indicator", "figure")


def figures_table(book: Book) -> Table | None:
    """Lay out each figure that the two reports do not give alike, as it stood then and as it stands now."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    for thing in book.things("since_line"):
        keys = keys_of(thing.rows[0].breakdown)
        own = ";".join(f"{key}={value}" for key, value in keys.items() if key not in OWN_KEYS)
        year = thing.rows[0].year
        then, now = _cells(book, thing)
        lines.append(
            (
                book.indicator(keys["figure"]), breakdown_words(book, own),
                str(year) if year else str(say("undated", language)), then, now,
            )  # fmt: skip
        )
    if not lines:
        return None
    columns = ("column_indicator", "column_breakdown", "column_year", "column_then", "column_now")
    head = tuple(str(say(column, language)) for column in columns)
    return Table(tell("since_figures_caption", language), head, tuple(lines), numeric=frozenset({3, 4}))


def other_blocks(book: Book) -> list[Block]:
    """Tell the criteria, accounts, effects, decisions and documents that changed, what was added in tables."""
    added = _table(
        book, "since_effect_added", "since_effect", "since_effects_caption", ("column_code", "column_effect")
    )
    documents = _table(
        book, "since_document", "since_document", "since_documents_caption", ("column_code", "column_document")
    )
    told: list[list[Sentence] | Table | None] = [
        _criteria(book), _effects(book), added, _accounts(book), _decisions(book), _documents(book), documents,
    ]  # fmt: skip
    return [Paragraph(tuple(one)) if isinstance(one, list) else one for one in told if one]


def _cells(book: Book, thing: Thing) -> tuple[TableCell, TableCell]:
    quiet, absent = str(say("since_not_repeated", book.language)), str(say("since_absent", book.language))
    then, now = thing.row("since_figure_then"), thing.row("since_figure_now")
    before = absent if thing.row("since_figure_added") else quiet
    after = str(say("since_other_sources", book.language)) if thing.row("since_figure_sources") else absent
    return (_value(book, then) if then else before), (_value(book, now) if now else after)


def _value(book: Book, row: Row) -> TableCell:
    language = book.language
    if row.status in NO_VALUE:
        return str(say(f"status_{row.status}", language))
    if row.value is None:
        low, high = show_range(row, language)
        return tell("value_between", language, row, low=low, high=high)
    shown = show(row, language)
    return shown.worded(str(say(f"qualified_{row.qualifier}", language, value=shown.text))) if row.qualifier else shown


def _all(book: Book, indicator: str) -> list[Row]:
    return [row for row in book.rows if row.indicator == indicator]


def _indicators(book: Book, rows: list[Row]) -> str:
    return set_apart([book.indicator(keys_of(row.breakdown)["figure"]) for row in rows], book.language)


def _unnamed(book: Book, *kinds: str) -> list[Sentence]:
    rows = [(UNNAMED[kind], row) for kind in kinds if (row := book.row(f"since_{kind}_unnamed"))]
    return [tell(key, book.language, row, n=show(row, book.language)) for key, row in rows]


def _counted(book: Book, key: str, indicator: str, **values: str) -> list[Sentence]:
    row = book.row(indicator)
    return [tell(key, book.language, row, n=show(row, book.language), **values)] if row else []


def _criteria(book: Book) -> list[Sentence]:
    language = book.language
    rows = {how: _all(book, f"since_criterion_{how}") for how in ("added", "withdrawn")}
    named = {how: _criterion_names(book, found) for how, found in rows.items()}
    every = (*rows["added"], *rows["withdrawn"])
    if rows["added"] and rows["withdrawn"]:
        told = [tell("since_criteria_revised", language, *every, added=named["added"], withdrawn=named["withdrawn"])]
    elif every:
        key = "since_criteria_added" if rows["added"] else "since_criteria_withdrawn"
        told = [tell(key, language, *every, list=named["added" if rows["added"] else "withdrawn"])]
    else:
        told = [] if book.row("since_criterion_unnamed") else [tell("since_criteria_same", language)]
    return told + _unnamed(book, "criterion")


def _criterion_names(book: Book, rows: list[Row]) -> str:
    names = []
    for row in rows:
        name = keys_of(row.breakdown)["since_criterion"]
        known = criteria().get(name)
        words = known.short(book.language) if known else book.disclosed.labels.get(name, name)
        names.append(str(say("since_quoted", book.language, words=typeset(words, book.language))))
    return join_list(names, book.language)


def _effects(book: Book) -> list[Sentence]:
    language = book.language
    stated = {thing.name: thing.text("effect", language) for thing in book.things("effect")}
    told = []
    for row in _all(book, "since_effect_moved"):
        code = keys_of(row.breakdown)["since_effect"]
        then = book.row("since_effect_moved_then", row.breakdown)
        states = {"then": _state(book, then), "now": _state(book, row)}
        told.append(tell("since_effect_moved", language, then, row, effect=stated.get(code, code), **states))
    for row in _all(book, "since_effect_reworded"):
        then = book.row("since_effect_reworded_then", row.breakdown)
        words = {"then": own_words(then, language) if then else "", "now": own_words(row, language)}
        told.append(tell("since_effect_reworded", language, then, row, **words))
    told += _counted(book, "since_effects_added", "since_effects_added")
    for row in _all(book, "since_effect_withdrawn"):
        told.append(tell("since_effect_withdrawn", language, row, effect=own_words(row, language)))
    return told + _unnamed(book, "effect")


def _state(book: Book, row: Row | None) -> str:
    names = row.text.split() if row else []
    words = [str(say(STATES[name], book.language)) for name in names]
    return join_list(words, book.language) or str(say("effect_state_silent", book.language))


def _accounts(book: Book) -> list[Sentence]:
    told = _counted(book, "since_accounts_added", "since_accounts_added")
    told += _counted(book, "since_accounts_withdrawn", "since_accounts_withdrawn")
    return told + _unnamed(book, "account")


def _decisions(book: Book) -> list[Sentence]:
    language, told = book.language, []
    taken, followed = book.row("since_decisions"), book.row("since_decisions_followed")
    if taken and followed:
        values = {"n": show(followed, language), "total": show(taken, language)}
        told.append(tell("since_decisions", language, taken, followed, **values))
    for thing in book.things("since_decision"):
        row = next(row for row in thing.rows if row.indicator in DECISIONS)
        follow = thing.row("since_decision_follow")
        values = {"decision": capitalise(own_words(row, language))}
        values |= {"text": own_words(follow, language)} if follow else {}
        told.append(tell(DECISIONS[row.indicator], language, row, follow, **values))
    told += _counted(book, "since_decisions_added", "since_decisions_added")
    return told + _unnamed(book, "decision")


def _documents(book: Book) -> list[Sentence]:
    return _counted(book, "since_documents", "since_documents")


def _table(book: Book, kind: str, key: str, caption: str, columns: tuple[str, str]) -> Table | None:
    rows = _all(book, kind)
    if not rows:
        return None
    language = book.language
    lines = tuple(
        (keys_of(row.breakdown)[key], tell("cell_words", language, row, text=capitalise(own_words(row, language))))
        for row in rows
    )
    return Table(tell(caption, language), tuple(str(say(column, language)) for column in columns), lines)
