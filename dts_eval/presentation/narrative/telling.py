"""Makes one sentence, with the evidence of every row it tells."""

from collections.abc import Iterable

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import NARROW, say
from dts_eval.presentation.shown import Sentence, cited_by

SEPARATORS = {"fr": f"{NARROW}; ", "en": "; "}


def set_apart(items: Iterable[str], language: str) -> str:
    """List things that have an « et » or a comma of their own, apart from each other by semicolons."""
    return SEPARATORS[language].join(items)


def tell(key: str, language: str, *rows: Row | None, **values: object) -> Sentence:
    """Say a sentence that claims something: its evidence is that of the rows given."""
    return Sentence(say(key, language, **values), cited_by(row for row in rows if row is not None))
