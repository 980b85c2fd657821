"""Plain HTML pages, drawn without a kernel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evenground.i18n import LANGUAGES, translator
from evenground.serving.assets import data_url, own_url, text_of

TEMPLATES = Path(__file__).parent / "template"
STATE_MARK = "evenground-state-of-this-page"  # where a visitor's state goes into the page that was drawn for all


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "plain"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Frame:
    """What stands around every page: its language and where things are."""

    language: str
    base_url: str

    def words(self) -> dict[str, Any]:
        """Give a plain page's template its translations and addresses."""
        speak = translator(self.language)
        return {
            "_": speak.gettext,
            "ngettext": speak.ngettext,
            "language": self.language,
            "languages": LANGUAGES,
            "base_url": self.base_url,
            "css_url": own_url(self.base_url, "evenground.css"),
            "plain_url": own_url(self.base_url, "plain.css"),
            "script_url": own_url(self.base_url, "plain.js"),
            "icon_url": own_url(self.base_url, "icon.svg"),
        }


def draw(name: str, frame: Frame, **values: Any) -> str:
    """The HTML of the plain page `name`."""
    return _environment().get_template(f"{name}.html").render(**frame.words(), **values)


def opening_words(frame: Frame, role: str, front: str = "stock") -> dict[str, Any]:
    """What the template of a page with a kernel shows around it, in the visitor's language.

    `front` is "stock", where Voila's own script draws the page, or "slim", where ours does.
    """
    _ = translator(frame.language).gettext
    titles = {
        "participant": _("Take part"),
        "facilitator": _("Lead the session"),
        "board": _("The board"),
        "return": _("Come back to my record"),
    }
    return {
        "language": frame.language,
        "base_url": frame.base_url,
        "role": role,
        "title": titles[role],
        **_files(frame, front),
        "skip": _("Skip to the page"),
        "opening": _("Opening your page…"),
        "busy": _("The laptop is busy. This page opens by itself; there is nothing you need to do."),
        "late": _("This page is taking longer than it should. Open it again; what you wrote before is kept."),
        "again": _("Open it again"),
        "old": _("This browser is too old for this page. Use another one, or ask your facilitator for the questions on "
                 "paper."),
        "no_script": _("This page needs JavaScript. Allow it in your browser, then open the page again."),
        "accessibility": _("Accessibility"),
        "privacy": _("What happens to my words"),
        "failed": _("This page could not open. What you wrote before is kept. Open it again, or ask your "
                    "facilitator."),
    }


def _files(frame: Frame, front: str) -> dict[str, Any]:
    """Where a page's files are. The slim page names as few as can be: each one is a wait on a weak signal."""
    if front == "slim":
        return {
            "front": front,
            "css_urls": [own_url(frame.base_url, "participant.css")],
            "icon_url": data_url("icon.svg"),
            "script": text_of("opening.js"),
            "front_url": own_url(frame.base_url, "participant.js"),
            "state_mark": STATE_MARK,
        }
    return {
        "front": front,
        "css_urls": [own_url(frame.base_url, name) for name in ("evenground.css", "page.css")],
        "icon_url": own_url(frame.base_url, "icon.svg"),
        "script_url": own_url(frame.base_url, "page.js"),
    }
