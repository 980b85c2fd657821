"""What every handler of one server knows: its store, its addresses and keys, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field

from evenground.i18n import LANGUAGES
from evenground.serving.address import board_url, facilitate_url, join_url
from evenground.settings import Settings
from evenground.store.engine import Store

LANGUAGE_COOKIE = "evenground_language"
KEYED = ("facilitator", "return")


@dataclass(frozen=True)
class Demo:
    """The session a demo shows; its key is public on purpose, because everybody in it is made up."""

    code: str
    key: str

    def links(self, base_url: str) -> dict[str, str]:
        """The three pages of the demo, below `base_url`."""
        return {
            "board": board_url(base_url, self.code),
            "join": join_url(base_url, self.code),
            "facilitate": facilitate_url(base_url, self.code, self.key),
        }


@dataclass(frozen=True)
class Site:
    """One running server; its `host_key` opens what is its host's alone."""

    store: Store
    settings: Settings
    base_url: str
    public_url: str
    host_key: str = field(repr=False)
    demo: Demo | None = None

    def kernel_environment(self, role: str, language: str) -> dict[str, str]:
        """What a page's kernel is told; only those of the pages that the host key opens learn it."""
        told = {
            "EVENGROUND_STORE": self.settings.store,
            "EVENGROUND_PUBLIC_URL": self.public_url,
            "EVENGROUND_BASE_URL": self.base_url,
            "EVENGROUND_LANGUAGE": language,
            "EVENGROUND_HOST_KEY": self.host_key if role in KEYED else "",
            "EVENGROUND_RECORD": self.settings.record if role == "return" else "",
        }
        # One thread each: a hundred kernels share two cores, and every idle worker thread costs memory.
        return told | {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}


def choose_language(asked: str | None, chosen: str | None, accepted: str, otherwise: str) -> str:
    """The language of a page: asked for here, chosen earlier, the browser's Welsh, or else the session's."""
    for language in (asked, chosen):
        if language in LANGUAGES:
            return str(language)
    first = accepted.split(",")[0].strip().lower()
    return "cy" if first.split(";")[0].split("-")[0] == "cy" else otherwise
