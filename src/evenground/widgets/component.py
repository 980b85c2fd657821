"""The base of every page component: state goes to the page, named acts come back."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from evenground import i18n
from evenground.errors import EvengroundError, OutsideError
from evenground.i18n import _
from evenground.widgets.bundle import FOLDER, bundle, messages

GREETING = "hello"

Act = Callable[[str, dict[str, Any]], dict[str, Any] | None]
log = logging.getLogger("evenground.pages")


class Component(anywidget.AnyWidget):
    """A page component whose browser side is the module `script` beside this file.

    `state` is what the page shows; only the model assigns it. The page sends acts,
    `{"do": name, "id": number, "args": {...}}`, and gets `{"done": number, "ok": bool, "result" | "message"}` back;
    `again` stands beside the message where the same act may do later.
    Acts that arrive before `on_do` was called wait for it.

    A page greets, by the act `hello`, when it opens and whenever its link is there again. Then it is told everything,
    for what was said while it was away may never have arrived; only what it names in `has`, by `mark`, stays unsaid.
    """

    script = ""
    state = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode("en-GB").tag(sync=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "script" in cls.__dict__:
            cls._esm = bundle(cls.script)
        super().__init_subclass__(**kwargs)

    def __init__(self, **kwargs: Any) -> None:
        if not os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
            # A served page has our style sheet; in JupyterLab every component brings it along.
            self._css = (FOLDER / "evenground.css").read_text("utf-8") + getattr(self, "_css", "")
        super().__init__(**kwargs)
        self._act: Act | None = None
        self._waiting: list[dict[str, Any]] = []
        self.on_msg(self._received)

    def on_do(self, act: Act) -> None:
        """Hand every act of the page to `act(name, args)`; what it returns goes back to the page."""
        self._act = act
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._answer(act, message)

    def speak(self, language: str) -> None:
        """Show this component in `language` ("en-GB" or "cy")."""
        i18n.use(language)
        self.words = words_of(self.script)
        self.language = language

    def send_file(self, name: str, mime: str, data: bytes) -> None:
        """Have the browser save `data` under `name`: bytes travel on the page's own channel, not by an address."""
        self.send({"file": name, "mime": mime}, [data])

    def _received(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if not isinstance(message, dict) or not isinstance(message.get("do"), str):
            return
        if self._act is None:
            self._waiting.append(message)
        else:
            self._answer(self._act, message)

    def _answer(self, act: Act, message: dict[str, Any]) -> None:
        args = message.get("args")
        reply: dict[str, Any] = {"done": message.get("id")}
        try:
            reply |= {"ok": True, "result": self._perform(act, message["do"], args if isinstance(args, dict) else {})}
        except OutsideError as fault:  # nothing is wrong with what was said: it may be said again
            reply |= {"ok": False, "message": str(fault), "again": True}
        except EvengroundError as fault:
            reply |= {"ok": False, "message": str(fault)}
        except Exception as fault:  # a page must answer whatever happens; the log must not hold people's words
            log.error("act %s failed: %s at %s", message["do"][:40], type(fault).__name__, _where(fault))
            sentence = _("Something went wrong on the laptop. Your words are kept; try again.")
            reply |= {"ok": False, "message": sentence}
        self.send(reply)

    def _perform(self, act: Act, name: str, args: dict[str, Any]) -> dict[str, Any]:
        if name != GREETING:
            return act(name, args) or {}
        has = args.get("has")
        with self.hold_sync():  # everything in one message
            result = act(name, args) or {}
            self._states_to_send = self._lacking(has if isinstance(has, dict) else {})
        return result

    def _lacking(self, has: dict[str, Any]) -> set[str]:
        """The names of our own traits, without those whose value the page has."""
        own = {name for name in self.keys if name not in COMMON and not name.startswith("_")}
        return {name for name in own if name not in has or mark(getattr(self, name)) != has[name]}


COMMON = frozenset(anywidget.AnyWidget.class_trait_names(sync=True))


def mark(value: Any) -> str:
    """A short name for a value, the same in every process."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def words_of(script: str) -> dict[str, Any]:
    """What the component `script` says, in the current language; what is missing is English."""
    return i18n.words(message[0] for message in messages(script))


def _where(fault: BaseException) -> str:
    """File and line of a fault, without its message, which may quote what somebody wrote."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
