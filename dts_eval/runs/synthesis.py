"""Makes the report on a network from the folder of its campaign alone, once the reports are there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dts_eval.comparison.network.reading import FEWEST_STRUCTURES, MANIFEST, RECORD, Listed, check_network, list_reports
from dts_eval.foundation.language import say
from dts_eval.foundation.model import Structure
from dts_eval.foundation.names import synthesis_stem
from dts_eval.foundation.problems import DataProblems, Problem, describe
from dts_eval.foundation.program import fingerprint, program
from dts_eval.presentation.skins import OF_ONE_STRUCTURE
from dts_eval.runs.campaign import Campaign, link_synthesis
from dts_eval.runs.held_folder import held
from dts_eval.runs.making import Order, make
from dts_eval.runs.manifest import versions
from dts_eval.runs.parameters import NetworkParameters, read_parameters, refuse_other_than_paths
from dts_eval.runs.places import is_remote

NOTEBOOK = "network"


@dataclass(frozen=True)
class NetworkMade:
    """The report on a network: its manifest, its files, what is to be said; ``unchanged`` when it stood already."""

    manifest: Path
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    unchanged: bool = False


# A network of which fewer than three structures are real has no synthesis unless fictitious ones are asked for.
FICTITIOUS_LEFT = "fictitious_left"


def run_network(campaign: str | Path, force: bool = False, **parameters: object) -> NetworkMade:
    """Make the report on the network of a campaign by executing the notebook ``network`` through papermill.

    Args:
        campaign: the folder of a campaign that has ended; the synthesis is written in it.
        force: make it again, even when it would be the same.
        **parameters: ``lang``, ``formats``, ``with_fictitious``, as the notebook declares them.

    Returns:
        The manifest and the files. A synthesis that would be the same again, of the same reports, is not made again.

    Raises:
        DataProblems: a parameter is not one, the folder holds no campaign that has ended or cannot be written in, or
            fewer than three structures can be covered; an earlier synthesis is untouched.
    """
    refuse_other_than_paths(campaign=campaign)
    folder = Path(campaign)
    asked = read_parameters({"campaign": str(folder), **parameters}, NetworkParameters)
    listed = list_reports(folder, asked.lang, asked.with_fictitious)
    order = Order(
        notebook=NOTEBOOK,
        stem=synthesis_stem(listed.fictitious, asked.lang),
        inputs={},
        # The notebook is executed in a folder inside that of the campaign.
        parameters=replace(asked, campaign="..", output=".").as_given(),
        structures=_structures(listed),
        problems=(),
        language=asked.lang,
        in_place=_read_in(folder, listed),
    )
    with held(folder):
        standing = None if force else _standing(order, folder)
        if standing is not None:
            return standing
        problems = check_network(folder, listed, asked.lang)
        made = make(replace(order, problems=problems), folder)
    return NetworkMade(made.manifest, made.files, made.problems)


def synthesise(
    campaign: Campaign, folder: Path, formats: str = "html,pdf", with_fictitious: bool = False, **parameters: object
) -> NetworkMade | str | None:
    """Make the report on the network of the campaign that has just ended, and link it in its index.

    Returns:
        What was made; nothing when the campaign has fewer than three structures, ``FICTITIOUS_LEFT`` when it would have
        three with fictitious ones.

    Raises:
        DataProblems: what stops a synthesis that could be made.
    """
    lang = campaign.language
    if len(list_reports(folder, lang, with_fictitious).reports) < FEWEST_STRUCTURES:
        more = len(list_reports(folder, lang, with_fictitious=True).reports)
        return FICTITIOUS_LEFT if more >= FEWEST_STRUCTURES else None
    kept = ",".join(name for name in formats.split(",") if name.strip() not in OF_ONE_STRUCTURE)
    made = run_network(folder, formats=kept, with_fictitious=with_fictitious, lang=lang, **parameters)
    with held(folder):
        names = sorted(path.name for path in (*made.files, made.manifest))
        link_synthesis(replace(campaign, synthesis=tuple(names)), folder)
    return made


def told_synthesis(
    campaign: Campaign, output: str | Path, lang: str, **parameters: object
) -> Iterator[tuple[str, bool]]:
    """Make the synthesis of a campaign, and give the lines that a command tells: each with whether it is an aside."""
    if is_remote(output):
        yield str(say("network_in_store", lang)), True
        return
    try:
        made = synthesise(campaign, Path(output), **parameters)
    except DataProblems as found:
        yield from ((line, True) for line in describe(found.problems, lang))
        return
    if made is None:
        return
    if made == FICTITIOUS_LEFT:
        yield str(say("network_fictitious_left", lang)), True
    elif isinstance(made, NetworkMade):
        yield from ((line, True) for line in describe(made.problems, lang))
        if made.unchanged:
            yield str(say("network_unchanged", lang)), False
            return
        for path in (*made.files, made.manifest):
            yield str(say("cli_written", lang, path=str(path))), False


def _structures(listed: Listed) -> tuple[Structure, ...]:
    return tuple(
        Structure(one.structure_id, one.name, "", one.year, 0, one.fictitious, own_year=one.year)
        for one in listed.reports
    )


def _read_in(folder: Path, listed: Listed) -> Mapping[str, str]:
    """Give the fingerprints of the campaign’s record and of the manifest of each report, which vouches for its rows."""
    names = [RECORD, *(f"{one.place}{MANIFEST}" for one in listed.reports)]
    return {name: fingerprint(folder / name) for name in names if (folder / name).is_file()}


def _standing(order: Order, folder: Path) -> NetworkMade | None:
    path = folder / f"{order.stem}{MANIFEST}"
    try:
        content = json.loads(path.read_bytes())
        same = (
            {item["file"]: item["sha256"] for item in content["inputs"]} == order.in_place
            and content["parameters"] == order.parameters
            and content["program"] == program()
            and content["versions"] == versions()
            and all(fingerprint(folder / name) == digest for name, digest in content["outputs"].items())
        )
        files = tuple(folder / name for name in sorted(content["outputs"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return NetworkMade(path, files, (), unchanged=True) if same else None
