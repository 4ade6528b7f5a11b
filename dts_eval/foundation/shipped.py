"""Where the files that come with the package are, in a checkout as in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def catalogue_file(name: str) -> Path:
    """Return the path of a file of the catalogue, such as ``units.yaml``."""
    return PACKAGE / "catalogue" / name


def text_folder(language: str) -> Path:
    """Return the folder that holds the texts of one language."""
    return PACKAGE / "texts" / language


def look_file(name: str) -> Path:
    """Return the path of a file of the look: style sheet, font, script."""
    return PACKAGE / "look" / name


def shipped_folder(name: str) -> Path:
    """Return ``notebooks`` or ``data_templates``, wherever this installation keeps them.

    A wheel carries both folders inside the package; a checkout has them beside it.
    """
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name
