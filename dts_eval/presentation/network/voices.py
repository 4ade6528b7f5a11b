"""Words that their authors agreed to have published, and effects with those who recognise and contest them."""

from dts_eval.comparison.network.members import Effect, Voice
from dts_eval.comparison.network.pooling import Said, Synthesis
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import capitalise, say, typeset
from dts_eval.presentation.blocks import Block, FaceToFace, Heading, Paragraph, Quote, Section
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.dates import write_when
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.network.choices import short
from dts_eval.presentation.shown import Sentence, show_bare


def voices_section(synthesis: Synthesis) -> Section:
    """Quote a few people for each criterion, each with its structure, and set contested effects beside the others."""
    language = synthesis.network.language
    blocks: list[Block] = []
    for criterion in criteria():
        told: list[Block] = [_quote(said, synthesis) for said in synthesis.voices if said.what.criterion == criterion]
        told += [_face(said, synthesis) for said in synthesis.effects if said.what.criterion == criterion]
        blocks += [Heading(short(criterion, language)), *told] if told else []
    quotable = synthesis.quotable
    lead = [tell("network_lead_voices", language, quotable, n=show_bare(quotable, language))]
    if blocks:
        lead.append(tell("network_voices_chosen", language))
    blocks.insert(0, Paragraph((tell("network_voices_consent", language),)))
    return part(language, "paroles", "network_rail_voices", "network_title_voices", blocks, lead)


def _named(said: Said, synthesis: Synthesis) -> str:
    return typeset(synthesis.network.members[said.what.member].name, synthesis.network.language)


def _quote(said: Said, synthesis: Synthesis) -> Quote:
    language, voice = synthesis.network.language, said.what
    assert isinstance(voice, Voice)
    who = capitalise(typeset(voice.speaker, language)) or str(say("speaker_unknown", language))
    key = "network_speaker_and_date" if voice.when else "network_speaker"
    date = {"date": write_when(voice.when, language)} if voice.when else {}
    speaker = str(say(key, language, who=who, structure=_named(said, synthesis), **date))
    words = typeset(voice.words, language)
    return Quote(words, speaker, said.row.evidence_ids, contests=voice.contests, large=False)


def _face(said: Said, synthesis: Synthesis) -> FaceToFace:
    language, effect = synthesis.network.language, said.what
    assert isinstance(effect, Effect)
    words = typeset(effect.words, language).removesuffix(".")
    key = "network_effect_negative" if effect.negative else "network_effect"
    stated = tell(key, language, said.row, effect=words, structure=_named(said, synthesis))
    after = _told("effect_after_debate", effect.after_debate, said, language)
    return FaceToFace(
        stated,
        _side(effect.recognised_by, effect.argument_for, said, language, "effect_nobody_recognises"),
        _side(effect.contested_by, effect.argument_against, said, language, "effect_nobody_contests", True),
        after,
        effect.contested,
    )


def _side(
    who: str, argument: str, said: Said, language: str, silent: str, contests: bool = False
) -> tuple[Sentence | Quote, ...]:
    told: list[Sentence | Quote] = []
    if who:
        told.append(tell("effect_who", language, who=typeset(who, language).removesuffix(".")))
    if argument:
        speaker = "" if who else str(say("speaker_unknown", language))
        words = typeset(argument, language)
        told.append(Quote(words, speaker, said.row.evidence_ids, contests=contests, large=False))
    return tuple(told) or (tell(silent, language),)


def _told(key: str, words: str, said: Said, language: str) -> tuple[Sentence, ...]:
    if not words:
        return ()
    return (tell(key, language, said.row, text=typeset(words, language).removesuffix(".")),)
