"""How wide a text will be, without a browser to ask, and where to break it into lines.

The widths are those of the wider of Source Sans 3 and DejaVu Sans Condensed, once both are set to one height
of small letters, as the look asks: a label that fits here fits in every face of the list.
"""

from functools import lru_cache

BOLD = 1.09
LINE = 1.3

_CLASSES = (
    (0.17, "\u202f"),
    (0.29, " \u00a0ijlI'’.,:;·|ÎÏîï"),
    (0.37, "!()[]tfr-/\\°"),
    (0.46, "sz*?c"),
    (0.54, "aegkvxyà áâéèêëçJFELT0123456789€"),
    (0.92, "mwMWŒœÆæ%@—…"),
    (0.72, "DGHNOQUÔÖÙÛÜ+−=<>#&_"),
)
_OTHER = 0.6
_WIDTHS = {character: width for width, characters in reversed(_CLASSES) for character in characters}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, in drawing units."""
    ems = sum(_WIDTHS.get(character, _OTHER) for character in text)
    return ems * size * (BOLD if bold else 1.0)


def wrap(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit a room; a word wider than the room keeps a line to itself.

    Only plain spaces break: a no-break space holds what it joins.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """Return the width of the widest word: the least room in which a text can be set."""
    return max(text_width(word, size, bold) for word in text.split(" "))
