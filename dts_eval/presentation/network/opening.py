"""How a synthesis opens: its cover, its notice, and how to read it."""

from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.foundation.language import join_list, say
from dts_eval.presentation.blocks import Cover, HowToRead, Section
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.parts import grades_explained
from dts_eval.presentation.shown import Sentence


def notice(synthesis: Synthesis) -> tuple[Sentence, ...]:
    """Say how many structures are fictitious, when some are."""
    language, network = synthesis.network.language, synthesis.network
    invented = sum(member.fictitious for member in network.members)
    if invented == len(network.members):
        return (tell("network_notice_all_fictitious", language),)
    return (tell("network_notice_fictitious", language, n=invented),) if invented else ()


def cover(synthesis: Synthesis) -> Cover:
    """Name what the synthesis covers: how many reports, the years, what was left aside."""
    network, language = synthesis.network, synthesis.network.language
    facts = [
        ("network_cover_reports", str(say("network_reports", language, n=len(network.members)))),
        ("network_cover_years", join_list(map(str, network.years), language)),
    ]
    left = []
    if network.failed:
        left.append(str(say("network_cover_failed", language, n=len(network.failed))))
    for why, key in (
        ("fictitious", "network_cover_fictitious"), ("changed", "network_cover_changed"),
        ("other_version", "network_cover_other_version"),
    ):  # fmt: skip
        count = sum(one.why == why for one in network.left_aside)
        left += [str(say(key, language, n=count))] if count else []
    if left:
        facts.append(("network_cover_left", set_apart([words[:1].lower() + words[1:] for words in left], language)))
    return Cover(
        kicker=str(say("network_kicker", language)),
        name=str(say("network_title", language)),
        subtitle=str(say("network_subtitle", language)),
        voices=(),
        facts=tuple((str(say(key, language)), fact) for key, fact in facts),
    )


def how_to_read(synthesis: Synthesis) -> Section:
    """Explain what a figure of several structures is, and what it is not, before anything is said."""
    language = synthesis.network.language
    block = HowToRead(
        grades_explained(language),
        (tell("read_proof", language), tell("network_read_proof", language), tell("read_open", language)),
        (tell("read_voice_report", language), tell("read_voice_people", language)),
        (tell("network_read_hidden", language), tell("network_read_choice", language)),
    )
    lead = (tell("network_intro", language), tell("network_silent", language))
    return part(language, "lire", "rail_read", "network_title_read", (block,), lead)
