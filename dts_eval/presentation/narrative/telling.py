"""Makes one sentence, with the evidence of every row it tells."""

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import say
from dts_eval.presentation.shown import Sentence, cited_by


def tell(key: str, language: str, *rows: Row | None, **values: object) -> Sentence:
    """Say a sentence that claims something: its evidence is that of the rows given."""
    return Sentence(say(key, language, **values), cited_by(row for row in rows if row is not None))
