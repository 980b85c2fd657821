"""Handlers of the plain pages: entering a code, working alone, statements, and a 404 that says what to do."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any
from urllib.parse import quote

from tornado.web import HTTPError, RequestHandler

from evenground.domain import loading
from evenground.domain.session import Session, normalise_code
from evenground.domain.workshop import ALONE
from evenground.errors import NotFound
from evenground.i18n import LANGUAGES, translator
from evenground.serving.pages import Frame, draw
from evenground.serving.site import LANGUAGE_COOKIE, Site, choose_language
from evenground.store import commands, queries

MAIN_WORKSHOP = "health-equity"
LONGEST_CODE = 40
log = logging.getLogger("evenground.serving")


class Discreet(RequestHandler):
    """A handler whose faults are logged without the address, which holds a code, and without words."""

    @property
    def site(self) -> Site:
        """What all handlers of this server share."""
        site: Site = self.settings["evenground"]
        return site

    def frame(self, otherwise: str = "") -> Frame:
        """The language and addresses for this visitor; `otherwise` is the session's language."""
        language = choose_language(
            self.get_query_argument("lang", None),
            self.get_cookie(LANGUAGE_COOKIE),
            self.request.headers.get("Accept-Language", ""),
            otherwise or self.site.settings.language,
        )
        return Frame(language, self.settings["base_url"])

    def log_exception(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log what went wrong and where in the code, and nothing else."""
        if isinstance(fault, HTTPError) and fault.status_code < 500:
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        log.error("a page failed: %s at %s", kind.__name__ if kind else "?", where)

    def write_error(self, status_code: int, **_ignored: Any) -> None:
        """Draw our own page for any error; what was being written is dropped."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        name = "fault" if status_code >= 500 else "notfound"
        self.finish(draw(name, self.frame(), status=status_code, code=""))


class Plain(Discreet):
    """A page without a kernel. `?lang=cy` on any of them chooses the language and leaves a clean address."""

    def prepare(self) -> None:
        """Remember a language that was asked for."""
        asked = self.get_query_argument("lang", None)
        if asked in LANGUAGES and self.request.method == "GET":
            path = self.settings["base_url"]
            self.set_cookie(LANGUAGE_COOKIE, asked, expires_days=365, path=path, samesite="Lax")
            self.redirect(self.request.path)

    def show(self, name: str, status: int = 200, **values: Any) -> None:
        """Draw a plain page; nothing of it may be kept by others."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(draw(name, self.frame(), status=status, **values))

    def show_join(self, typed: str = "", fault: str = "", status: int = 200) -> None:
        """Draw the entry page, with what somebody typed and why it did not work."""
        form = {"xsrf": self.xsrf_token.decode(), "typed": typed[:LONGEST_CODE], "fault": fault}
        self.show("join", status, demo=self.site.demo is not None, **form)


class JoinPage(Plain):
    """`/`: the code, and two other ways in."""

    def get(self) -> None:
        """Draw the page."""
        self.show_join()


class EnterCode(Plain):
    """`/join?code=…`: from the form to the session's own address."""

    def get(self) -> None:
        """Go on with a code that leads somewhere, or say what is wrong with it."""
        typed = self.get_query_argument("code", "")
        code = normalise_code(typed[:LONGEST_CODE])
        _ = translator(self.frame().language).gettext
        if not code:
            self.show_join(fault=_("Enter the code of your session. Your facilitator shows it on the board."))
        elif session_of(self.site, code) is None:
            fault = _("There is no session with the code {code}. Look at the board once more: codes have six "
                      "letters and numbers.")
            self.show_join(typed, fault.format(code=code), 404)
        else:
            self.redirect(f"{self.settings['base_url']}join/{quote(code)}", status=303)


class WorkAlone(Plain):
    """`/alone`: a session of the main workshop for one learner."""

    def post(self) -> None:
        """Make the session and go there; the form carries this browser's token."""
        self.check_xsrf_cookie()
        settings = self.site.settings
        session, _key = commands.create_session(
            self.site.store,
            loading.load(MAIN_WORKSHOP),
            variant=ALONE,
            language=self.frame().language,
            threshold=settings.threshold,
            keep_days=settings.keep_days,
        )
        self.redirect(f"{self.settings['base_url']}join/{session.code}", status=303)


class Statement(Plain):
    """A page that says how things are: accessibility, privacy, the demo."""

    def initialize(self, name: str) -> None:
        """Take the name of the template."""
        self.name = name

    def get(self) -> None:
        """Draw it."""
        links = self.site.demo.links(self.settings["base_url"]) if self.site.demo else {}
        settings = self.site.settings
        self.show(self.name, links=links, keep_days=settings.keep_days, threshold=settings.threshold)


class Health(Discreet):
    """`/health`: somebody is here. Pages ask it to tell a lost network from a lost kernel."""

    def get(self) -> None:
        """Answer with nothing."""
        self.set_header("Cache-Control", "no-store")
        self.set_status(204)

    head = get


class Missing(Plain):
    """Every address that is none of ours."""

    def prepare(self) -> None:
        """Say so at once, whatever was asked."""
        super().prepare()
        if not self._finished:
            self.show("notfound", 404, code="")


def session_of(site: Site, code: str) -> Session | None:
    """The session with this code, or None."""
    try:
        return queries.get_session(site.store, code)
    except NotFound:
        return None
