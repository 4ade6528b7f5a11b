"""The reports of an earlier campaign, structure by structure: each new report is compared with the one before it."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dts_eval.foundation.names import RECORD
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.scope.earlier import files_of

EARLIER = "since"
# The manifest of the latest report of each structure, for the same readers.
Earlier = Mapping[tuple[str, str], Path]
NONE: Earlier = MappingProxyType({})


def earlier_reports(folder: str) -> Earlier:
    """Find the latest report of each structure in the folder of an earlier campaign; nothing when none is named.

    Raises:
        DataProblems: no campaign has ended there.
    """
    if not folder:
        return NONE
    try:
        entries = json.loads(Path(folder, RECORD).read_bytes())["entries"]
        made = [
            (one["structure"]["year"], one["structure"]["structure_id"], one["parameters"]["audience"],
             Path(folder, one["folder"], one["manifest"]))
            for one in entries if one["manifest"]
        ]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataProblems([problem("since_no_campaign", typed=folder)]) from error
    return {(structure, audience): manifest for _, structure, audience, manifest in sorted(made)}


def beside_notebook(manifest: Path) -> dict[str, Path]:
    """Name the files of an earlier report as they stand beside the notebook, its manifest first."""
    # In a folder of their own, where a report of the same year has the names of the one to make.
    return {f"{EARLIER}/{file.name}": file for file in files_of(manifest)}
