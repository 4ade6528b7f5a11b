"""What a form of JupyterLab looks like, in the colours of the report, its keys, and the messages it shows."""

from collections.abc import Iterable
from html import escape

import ipywidgets

from dts_eval.presentation.skins.style import look_text, tokens

RULES = """
.dts-form{max-width:46rem;padding:.5rem 1.25rem 1.25rem;border:1px solid var(--filet);background:var(--papier);
  color:var(--encre);font-size:15px;line-height:1.45;overflow:visible}
.dts-form .widget-html,.dts-form .widget-html-content{height:auto;margin-left:0;line-height:1.45;font-size:15px;
  overflow:visible}
.dts-form .dts-tete h2,.dts-form .dts-tete h3{margin:.6rem 0 .2rem;color:var(--bleu);font-size:1.25rem;line-height:1.3}
.dts-form .dts-tete p{margin:.2rem 0}
.dts-form .dts-champ{display:flex;flex-direction:column;align-items:stretch;width:auto;height:auto;
  margin:.55rem 0;overflow:visible}
.dts-form .dts-champ>.widget-label{width:auto;max-width:none;height:auto;white-space:normal;overflow:visible;
  text-align:left;line-height:1.4;padding:0 0 .2rem;font-size:15px}
.dts-form .dts-titre{display:block;font-weight:600;color:var(--encre)}
.dts-form .dts-aide,.dts-form .dts-raison{display:block;font-size:13px;color:var(--encre2)}
.dts-form .dts-raison{border-left:3px solid var(--ocre);padding-left:.5rem;color:var(--encre)}
.dts-form .dts-champ input[type=text],.dts-form .dts-champ select,.dts-form .dts-champ textarea{width:100%;
  flex:none;box-sizing:border-box;font-family:inherit;font-size:15px;line-height:1.4;color:var(--encre);
  background-color:var(--papier);border:1px solid var(--bord)}
.dts-form .dts-champ input[type=text],.dts-form .dts-champ select{height:34px;padding-left:8px}
.dts-form .dts-champ textarea{min-height:5.2rem;padding:6px 8px;resize:vertical}
.dts-form .dts-champ :is(input,select,textarea):disabled{background-color:var(--lin);opacity:1}
.dts-form .dts-cases{flex-flow:row wrap;gap:.2rem 1.2rem;overflow:visible}
.dts-form .dts-cases,.dts-form .dts-cases .widget-checkbox,.dts-form .dts-cases .widget-label-basic{width:auto;
  max-width:100%;min-width:0}
.dts-form .dts-cases .widget-checkbox{height:auto;margin:0}
.dts-form .dts-cases .widget-label-basic{height:auto;font-size:15px;line-height:1.4;white-space:normal;overflow:visible}
.dts-form .dts-ligne{margin:.25rem 0;border:1px solid var(--filet);overflow:visible}
.dts-form .dts-ligne>.dts-groupe{padding:0 1rem .5rem;overflow:visible}
.dts-form .widget-button{width:auto;height:auto;min-height:36px;padding:.3rem .9rem;white-space:normal;
  line-height:1.35;font-size:15px;color:var(--bleu);background:var(--papier);border:1px solid var(--bord)}
.dts-form>.widget-button{align-self:flex-start;margin-left:0}
.dts-form .widget-button.dts-pli{width:100%;margin:0;text-align:left;border:0;background:var(--lin);font-weight:600}
.dts-form .widget-button.dts-ecrire{color:var(--une-t);background:var(--une);border-color:var(--une);font-weight:600}
.dts-form .widget-button:disabled{color:var(--encre2);background:var(--lin)}
.dts-form .dts-boutons{flex-flow:row wrap;gap:.5rem;margin:.9rem 0 .3rem;overflow:visible}
.dts-form .dts-boutons .widget-button{margin:0}
.dts-form :is(input,select,textarea,button,summary):focus-visible{outline:3px solid var(--bleu-m);outline-offset:1px}
.dts-form .dts-compte{min-height:3em}
.dts-form .dts-dit{border-left:4px solid var(--bleu);background:var(--lin);padding:.5rem .9rem}
.dts-form .dts-refuse{border-left-color:var(--ocre);background:var(--ocre-p)}
.dts-form .dts-dit p,.dts-form details p{margin:.2rem 0}
.dts-form .dts-dit ul,.dts-form details ul{margin:.2rem 0;padding-left:1.3rem}
.dts-form summary{cursor:pointer;padding:.2rem 0}
"""


def style() -> str:
    """Return the style sheet, with the light colours of the look: it holds in any theme of JupyterLab."""
    colours = "".join(f"--{name}:{value};" for name, value in tokens()["light"].items())
    return f"<style>.dts-form{{{colours}}}{RULES}</style>"


def keys() -> ipywidgets.Output:
    """Return the script that keeps the keys pressed in a form from the commands of JupyterLab."""
    script = {"application/javascript": look_text("form.js")}
    return ipywidgets.Output(outputs=({"output_type": "display_data", "data": script, "metadata": {}},))


def told(sentences: Iterable[str], items: Iterable[str] = (), refused: bool = False) -> str:
    """Return a message that screen readers say aloud: sentences, then a list; a refusal is said at once."""
    role, live = ("alert", "assertive") if refused else ("status", "polite")
    kind = "dts-dit dts-refuse" if refused else "dts-dit"
    return f'<div role="{role}" aria-live="{live}" class="{kind}">{paragraphs(sentences)}{listed(items)}</div>'


def counted(sentence: str) -> str:
    """Return what screen readers say when they are done with the rest: how much is not saved yet."""
    return f'<div role="status" aria-live="polite">{paragraphs([sentence])}</div>'


def paragraphs(sentences: Iterable[str]) -> str:
    """Return one paragraph for each sentence."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def listed(items: Iterable[str]) -> str:
    """Return a list, or nothing when there is nothing to list."""
    inside = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""
