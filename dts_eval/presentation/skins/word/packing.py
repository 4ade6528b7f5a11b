"""The file around a Word document: no clock time in it, so that the same document gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping

from docx.document import Document

# The first moment that a zip file can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put the parts of a document in one file, in the order given and without their times."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = compression
            package.writestr(entry, content)
    return file.getvalue()


def packed(document: Document) -> bytes:
    """Return the file of a document, always the same for the same document."""
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as package:
        return pack({name: package.read(name) for name in package.namelist()})
