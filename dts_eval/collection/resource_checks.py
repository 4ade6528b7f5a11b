"""Step 5: what the sheet Ressources says that cannot be used as it stands."""

from collections.abc import Iterator

from dts_eval.foundation.model import Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import plain

SHEET = "resources"
# The columns that only one nature of resource gives a sense to.
MEANT_FOR = {
    "funder_level": "non_market", "client_type": "market", "commune": "market", "volunteering": "non_monetary",
    "rate": "non_monetary",
}  # fmt: skip
CLOSE = 0.01


def check_resources(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell the activities that are not listed, the columns filled on the wrong nature, and the values without rule."""
    activities = {plain(record.text("name")) for record in evaluation.sheet("activities")}
    for record in evaluation.sheet(SHEET):
        activity = record.text("activity")
        if activity and plain(activity) not in activities:
            yield _told("activity_unknown", record, "activity", evaluation, typed=activity)
        for column, nature in MEANT_FOR.items():
            if column in record.cells and record["nature"] not in (None, nature):
                titles = {known.column_id: known.title for known in layout().sheet(SHEET).columns}
                words = layout().word("resource_nature", nature, "fr")
                yield _told("resource_column_unread", record, column, evaluation, column=titles[column], nature=words)
        if record["nature"] == "non_monetary" and record.number("hours") is not None:
            yield from _valued(record, evaluation)


def _valued(record: Record, evaluation: Evaluation) -> Iterator[Problem]:
    hours, rate, amount = (record.number(column) for column in ("hours", "rate", "amount"))
    valued = "rate" if rate is not None else "amount" if amount is not None else ""
    if valued and not record.text("convention"):
        yield _told("volunteer_value_without_convention", record, valued, evaluation)
    if hours and rate is not None and amount is not None and abs(hours * rate - amount) > CLOSE * abs(amount):
        computed = f"{hours * rate:.2f}".removesuffix(".00").replace(".", ",")
        typed = record.cells["amount"].raw.replace(".", ",")
        yield _told("volunteer_rate_differs", record, "rate", evaluation, typed=typed, computed=computed)


def _told(code: str, record: Record, where: str, evaluation: Evaluation, **values: str) -> Problem:
    return problem(code, evaluation.file, record.title, record.address(where), **values)
