"""The words of charts: sentences with their evidence, words in drawings, values as drawings write them."""

from collections.abc import Iterable, Mapping, Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import Text, capitalise, format_number, say, texts, typeset
from dts_eval.foundation.units import units
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.book import list_of
from dts_eval.presentation.shown import Sentence, Shown, cited_by, show_part
from dts_eval.workbook.layout import layout

PERCENT, EURO = "percent", "euro"
SMALL_TOTAL = 20
WHOLE_PERCENTS_BELOW = 100
THOUSANDS_FROM = 10_000
MINUS = "\u2212"
COUNTED = frozenset({"measured", "computed"})
NO_VALUE = frozenset({"not_available", "not_applicable", "suppressed"})


def sentence(key: str, language: str, rows: Iterable[Row], **values: object) -> Sentence:
    """Say a sentence of a chart, with the evidence of the rows it tells."""
    return Sentence(say(f"chart_{key}", language, **values), cited_by(rows))


def word(key: str, language: str, **values: object) -> str:
    """Return a word of a drawing as it stands: unlike a sentence it keeps its first letter."""
    template = texts(language)[f"chart_{key}"]
    assert isinstance(template, str)
    return typeset(template.format(**values), language)


def subject_of(indicator: str, language: str, labels: Mapping[str, str]) -> str:
    """Return the name of an indicator: the catalogue's, or the structure's own."""
    known = indicators().get(indicator)
    return typeset(known.label(language) if known else labels.get(indicator, indicator), language)


def silence_of(indicator: str, language: str, rows: Iterable[Row]) -> Sentence:
    """Say what a chart of this indicator does not say, in the words of the catalogue when it has some."""
    known = indicators().get(indicator)
    if known is None or not known.misuses:
        return sentence("silent_default", language, rows)
    return Sentence(Text("misuse", (typeset(known.misuse(language), language),)), cited_by(rows))


def one_source(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Keep one row for each thing counted: what was counted from lines before what was typed."""
    kept: dict[tuple[str, int | None, str], Row] = {}
    for row in rows:
        thing = (row.indicator, row.year, row.breakdown)
        if thing not in kept or (row.status in COUNTED and kept[thing].status not in COUNTED):
            kept[thing] = row
    return tuple(kept.values())


def note_of_sources(told: Sequence[Row], kept: Sequence[Row], language: str) -> tuple[Sentence, ...]:
    """Say that another source gives other numbers, when one was left aside."""
    others = [row for row in told if row not in kept]
    return (sentence("note_other_source", language, others),) if others else ()


def order_of(key: str) -> tuple[str, ...]:
    """Return the items of the list that a key of breakdown chooses from, in order; none for a local key."""
    return tuple(layout().lists.get(list_of(key), {}))


def part_word(key: str, item: str, language: str) -> str:
    """Return the words for one part of a breakdown: those of the list, or as somebody typed them."""
    if item in order_of(key):
        return capitalise(typeset(layout().word(list_of(key), item, language), language))
    return word("part_unknown", language) if item == "unknown" else capitalise(typeset(item, language))


def absence(row: Row | None, language: str) -> str:
    """Say in words why there is no value; ``None`` stands for a year that nothing is said of."""
    if row is None:
        return word("no_row", language)
    if row.status == "suppressed":
        return word("masked", language)
    if row.reason in layout().lists["missing_reason"] and row.reason != "other":
        return typeset(layout().word("missing_reason", row.reason, language), language)
    return word("not_applicable" if row.status == "not_applicable" else "not_available", language)


def in_thousands(rows: Iterable[Row]) -> bool:
    """Say whether amounts are large enough to be written in thousands of euros."""
    amounts = [abs(number) for row in rows if row.unit == EURO for number in (row.value, row.low, row.high) if number]
    return bool(amounts) and max(amounts) >= THOUSANDS_FROM


def bare(row: Row, value: float | None, language: str, thousands: bool = False) -> Shown:
    """Write one number of a row without its unit, as labels and tables do; it keeps the exact value."""
    assert value is not None
    decimals = units()[row.unit].decimals if row.unit else 0
    if thousands:
        small = abs(value) < THOUSANDS_FROM
        text = number_text(value / 1000, language, 1 if small else 0)
        if value and round(value / 1000, 1) == 0:
            text = word("less_than_hundred_euros", language)
    elif row.unit == PERCENT:
        text = _percent(row, value, language)
    else:
        text = number_text(value, language, decimals)
    return Shown(text, value, row.row_id, row.grade, row.evidence_ids)


def number_text(value: float, language: str, decimals: int = 2) -> str:
    """Write a bare number with the minus sign of tables."""
    return format_number(value, language, decimals).replace("-", MINUS)


def label(row: Row, language: str, thousands: bool = False) -> str:
    """Write the value of a row beside its mark: « 46 », « 79 % », « plus de 600 », « 7 sur 12 »."""
    if row.unit == PERCENT and is_small(row):
        return out_of(row, language)
    return _qualified(row, bare(row, row.value, language, thousands).text, language)


def told(row: Row, language: str, thousands: bool = False) -> Shown:
    """Write the value of a row with its unit, as a sentence does."""
    shown = show_part(row, row.value, row.unit, language)
    if thousands:
        shown = shown.worded(word("thousands", language, value=bare(row, row.value, language, thousands).text))
    elif row.unit == PERCENT:
        shown = shown.worded(out_of(row, language) if is_small(row) else _percent(row, row.value or 0, language))
    return shown.worded(_qualified(row, shown.text, language))


def is_small(row: Row) -> bool:
    """Say whether a share is of too few people to be written as a percentage."""
    known = indicators().get(row.indicator)
    people = known is None or known.of_people
    return people and row.numerator is not None and row.denominator is not None and row.denominator < SMALL_TOTAL


def out_of(row: Row, language: str) -> str:
    """Write how many out of how many: « 46 sur 58 »."""
    numerator, denominator = (number_text(part or 0, language) for part in (row.numerator, row.denominator))
    return word("out_of", language, numerator=numerator, denominator=denominator)


def counted(row: Row, value: float | None, language: str) -> Shown:
    """Write a part of a share: its numerator or its denominator."""
    assert value is not None
    return Shown(number_text(value, language), value, row.row_id, row.grade, row.evidence_ids)


def has_interval(row: Row) -> bool:
    """Say whether a row gives the two ends of an interval."""
    return row.low is not None and row.high is not None


def is_known(row: Row) -> bool:
    """Say whether there is anything to draw of a row: a value, or the two ends of an interval."""
    return row.status not in NO_VALUE and (row.value is not None or has_interval(row))


def unit_word(row: Row, language: str, thousands: bool) -> str:
    """Return the unit alone, as a sub-title names it once."""
    return word("thousand_euros", language) if thousands else typeset(units()[row.unit].name(language), language)


def _percent(row: Row, value: float, language: str) -> str:
    whole = row.denominator is not None and row.denominator < WHOLE_PERCENTS_BELOW
    written = round(value) if whole else value
    return units()[PERCENT].show(written, language)


def _qualified(row: Row, text: str, language: str) -> str:
    return word(f"qualified_{row.qualifier}", language, value=text) if row.qualifier else text
