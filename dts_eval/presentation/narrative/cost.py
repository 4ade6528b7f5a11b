"""Tells what the evaluation cost, step by step, and the signs that it grows heavy."""

from dts_eval.debates.light_signs import light_signs
from dts_eval.disclosure.rows import keys_of
from dts_eval.foundation.language import capitalise, join_list, say
from dts_eval.foundation.units import units
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, own_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, Shown, show, show_part

OUTSIDE, PERCENT = "outside", "percent"
COLUMNS = ("hours", "days", "volunteer_share", "amount")


def cost_sentences(book: Book) -> list[Sentence]:
    """Tell the time and the money that the evaluation asked for, or that they were not noted."""
    language, told = book.language, []
    hours, volunteers = book.row("tally_evaluation_hours"), book.row("tally_evaluation_volunteer_hours")
    amount = book.row("tally_evaluation_amount")
    if hours is None:
        told.append(tell("cost_not_recorded", language))
    else:
        shown = show_part(hours, hours.value, "hour", language)
        if volunteers is not None:
            given = show_part(volunteers, volunteers.value, "hour", language)
            told.append(tell("cost_time_volunteers", language, hours, volunteers, hours=shown, volunteer_hours=given))
        else:
            told.append(tell("cost_time", language, hours, hours=shown))
    if amount is not None:
        spent = show_part(amount, amount.value, "euro", language)
        told.append(tell("cost_money", language, amount, amount=spent))
    funding = [row for row in book.rows if row.indicator == "cost_funding"]
    if funding:
        listed = join_list(dict.fromkeys(own_words(row, language) for row in funding), language)
        told.append(tell("cost_funding", language, *funding, list=listed))
    return told


def cost_table(book: Book) -> Table | None:
    """Lay out hours, days, the part of volunteers and euros for each step of the method, the total last."""
    language = book.language
    steps = [row for row in book.rows if row.indicator == "tally_cost_step"]
    if not steps:
        return None
    days = any(row.indicator == "tally_evaluation_days" for row in book.rows)
    columns = [column for column in COLUMNS if days or column != "days"]
    lines: list[tuple[TableCell, ...]] = []
    for row in steps:
        step = row.text
        name = str(say("cost_outside", language)) if step == OUTSIDE else book.word("step", step)
        cells = (_cell(book, f"tally_cost_{column}", row.breakdown) for column in columns)
        lines.append((capitalise(name), *cells))
    totals = (_cell(book, f"tally_evaluation_{column}", "") for column in columns)
    lines.append((capitalise(str(say("cost_all", language))), *totals))
    heads = {
        "hours": "column_cost_hours", "days": "column_cost_days", "volunteer_share": "column_cost_volunteers",
        "amount": "column_cost_amount",
    }  # fmt: skip
    head = (str(say("column_cost_step", language)), *(str(say(heads[column], language)) for column in columns))
    return Table(tell("cost_caption", language), head, tuple(lines), numeric=frozenset(range(1, len(head))))


def cost_notes(book: Book) -> list[Sentence]:
    """Tell how long a day is, what was not noted, and in which words the lines outside the steps were typed."""
    language, told = book.language, []
    if book.row("tally_evaluation_hours") is None:
        return []
    day, hours = book.row("mandate_hours_per_day"), book.row("tally_evaluation_hours")
    if day is not None:
        told.append(tell("cost_day_length", language, day, hours=show(day, language)))
    else:
        told.append(tell("cost_no_day_length", language))
    if hours is not None and hours.unknown:
        n = show_part(hours, hours.unknown, "plain", language)
        told.append(tell("cost_unknown_hours", language, hours, n=n))
    outside = [row for row in book.rows if row.indicator == "cost_outside"]
    if outside:
        words = set_apart([own_words(row, language) for row in outside], language)
        told.append(tell("cost_detail", language, *outside, list=words))
    return told


def light_sentences(book: Book) -> list[Sentence]:
    """Tell the signs that the evaluation grows heavy and what could be lightened; nothing of a light one."""
    language = book.language
    told = []
    for row in book.rows:
        if row.indicator == "light_sign":
            sign = light_signs()[keys_of(row.breakdown)["sign"]]
            part = show_part(row, row.numerator, "plain", language)
            whole = show_part(row, row.denominator, "plain", language)
            threshold = units()[sign.unit].show(sign.above, language)
            told.append(tell(f"light_{sign.name}", language, row, part=part, whole=whole, threshold=threshold))
    return [tell("light_intro", language), *told] if told else []


def _cell(book: Book, indicator: str, breakdown: str) -> TableCell:
    row = book.row(indicator, breakdown)
    if row is None:
        return str(say("not_noted", book.language))
    if row.unit == PERCENT:
        # Hours are few: a decimal would say more than they do.
        shown = show_part(row, round(row.value or 0), PERCENT, book.language)
        return Shown(shown.text, row.value or 0, row.row_id, row.grade, row.evidence_ids)
    return show(row, book.language)
