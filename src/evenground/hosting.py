"""Serving from the command line: a session for a room, or a demo with a made-up group."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from evenground import settings
from evenground.domain import loading
from evenground.domain.session import Session, new_token
from evenground.i18n import _
from evenground.records.group import continuing
from evenground.serving.address import (
    base_url_of,
    board_url,
    facilitate_url,
    host_url,
    join_url,
    public_url,
    return_url,
)
from evenground.serving.site import Demo, Site
from evenground.settings import Settings
from evenground.store import commands
from evenground.store.engine import Store, open_store, unopened

MAIN_WORKSHOP = "health-equity"
ALONE = "127.0.0.1"
DEMO_VARIANT = "25"
DEMO_PACE = 4.0


def new_session(store: Store, found: Settings, given: Namespace) -> tuple[Session, str]:
    """Make the session that the command line describes; returns it and its facilitator's key.

    With an earlier record (`follows`) it continues that session: its themes are there, and its record compares.
    """
    before = continuing.read(given.follows) if given.follows else None
    made, key = commands.create_session(
        store,
        loading.load(given.workshop),
        variant=given.variant,
        identity=given.identity,
        title=given.title,
        threshold=found.threshold,
        keep_days=found.keep_days,
    )
    if before:
        continuing.carry_over(store, made, before)
    return made, key


def serve(given: Namespace) -> None:
    """Start the server; with a workshop, also its session."""
    from evenground.serving.run import bind, open_browser, run  # here, so that other verbs start at once

    found = settings_for(given)
    with open_store(found.store) as store:
        listening, port = bind(given.host, given.port)
        session, key = new_session(store, found, given) if given.workshop else (None, "")
        site = _site(found, store, given, port)
        lead = facilitate_url(site.public_url, session.code, key) if session else ""
        lead = lead or host_url(site.public_url, site.host_key)

        def ready() -> None:
            print(_serving_text(site, session, lead), flush=True)
            if not given.no_browser:
                open_browser(lead)

        run(site, listening, ready)


def _serving_text(site: Site, session: Session | None, lead: str) -> str:
    lines = [_("Even Ground is ready.")]
    if session:
        lines += [
            f"  {_('Join')}         {join_url(site.public_url, session.code)}",
            f"  {_('Board')}        {board_url(site.public_url, session.code)}",
        ]
    else:
        lines.append(f"  {_('Join')}         {site.public_url}")
    lines += [
        f"  {_('Facilitate')}   {lead}",
        _("Whoever has the last address leads. Ctrl+C ends the server."),
    ]
    return "\n".join(lines)


def demo(given: Namespace) -> None:
    """Serve a session in which a made-up group takes part, in a store that is forgotten at the end."""
    from evenground.serving.run import bind, open_browser, run

    with _demo_settings(given) as found, open_store(found.store) as store:
        listening, port = bind(given.host, given.port)
        workshop = loading.load(MAIN_WORKSHOP)
        session, key = commands.create_session(store, workshop, variant=DEMO_VARIANT, synthetic=True)
        site = replace(_site(found, store, given, port), demo=Demo(session.code, key))
        address = f"{site.public_url}demo"
        with _made_up_group(found, session.code, given.people) as start:

            def ready() -> None:
                start()
                print(
                    _(
                        "Even Ground's demo is ready: {address}\nEverybody in it is made up. Ctrl+C ends it."
                    ).format(address=address),
                    flush=True,
                )
                if not given.no_browser:
                    open_browser(address)

            run(site, listening, ready)


@contextmanager
def _demo_settings(given: Namespace) -> Iterator[Settings]:
    """The settings with the store that was named, else with one that is gone when the demo is."""
    if given.store:
        yield settings_for(given)
        return
    with tempfile.TemporaryDirectory(prefix="evenground-demo-", ignore_cleanup_errors=True) as folder:
        yield replace(settings.load(), store=f"sqlite:///{Path(folder) / 'demo.sqlite'}")


@contextmanager
def _made_up_group(found: Settings, code: str, people: int) -> Iterator[Callable[[], None]]:
    """Give a function that sets a made-up group to work, in a process of its own so that pages stay quick."""
    group = [sys.executable, "-m", "evenground", "simulate", code, "--lead"]
    pace = ["--people", str(people), "--pace", str(DEMO_PACE)]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        environment = {**os.environ, "EVENGROUND_STORE": found.store}
        started.append(subprocess.Popen([*group, *pace], env=environment, stdout=subprocess.DEVNULL))

    try:
        yield start
    finally:
        for process in started:
            process.terminate()
            process.wait(10)


def reopen(file: Path, port: int, *, browser: bool) -> None:
    """Show the record in this file to whoever has the printed address, on this machine alone and without a store."""
    from evenground.serving.returning import ReturnServer
    from evenground.serving.run import bind, open_browser, run

    found = replace(settings.load(), record=str(file))
    listening, port = bind(ALONE, port)
    public = f"http://{ALONE}:{port}/"
    site = Site(unopened(settings.default_store()), found, "/", public, new_token())  # nothing here opens the store
    address = return_url(public, site.host_key)

    def ready() -> None:
        print(_("Your record is open: {address}").format(address=address))
        print(_("Whoever has this address can read it on this computer. Ctrl+C ends it."), flush=True)
        if browser:
            open_browser(address)

    run(site, listening, ready, ReturnServer)


def settings_for(given: Namespace) -> Settings:
    """The settings, with the store that was named on the command line."""
    return settings.load({**os.environ, "EVENGROUND_STORE": given.store} if given.store else os.environ)


def _site(found: Settings, store: Store, given: Namespace, port: int) -> Site:
    base_url = base_url_of(given.base_url)
    public = public_url(given.host, port, base_url)
    return Site(store, found, base_url, public, found.host_key or new_token())
