"""A process of its own that writes to a store; tests start it, read what it says, and stop or kill it.

Run as: python writer.py URL CODE ACT NAME [COUNT]; prints a JSON line for each thing acknowledged.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import signal
import sys
from collections.abc import Iterable

from sqlalchemy import event

from evenground.domain.session import new_token
from evenground.errors import OutsideError
from evenground.store import commands
from evenground.store.engine import Store, open_store


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def answers(store: Store, code: str, name: str, numbers: Iterable[int]) -> None:
    """Join and answer, changing two answers in turn."""
    person = commands.join(store, code, new_token())
    say(joined=person.id)
    for number in numbers:
        prompt = ("people", "needs")[number % 2]
        kept = commands.answer(store, person.id, prompt, f"{name} {number}", draft=f"d{number}")
        say(answer=kept.answer, revision=kept.revision, value=kept.value)


def die_at(store: Store, which: int) -> None:
    """Kill this process just before its statement number `which`; 0 is the commit."""
    counter = itertools.count(1)

    def statement(*_args: object) -> None:
        if next(counter) == which:
            os.kill(os.getpid(), signal.SIGKILL)

    def commit(*_args: object) -> None:
        if which == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.engine, "before_cursor_execute", statement)
    event.listen(store.engine, "commit", commit)


def main(url: str, code: str, act: str, name: str, count: str = "0") -> None:
    store = open_store(url)
    if act == "answers":
        answers(store, code, name, range(int(count)))
    elif act == "forever":
        answers(store, code, name, itertools.count())
    elif act == "die":
        person = commands.join(store, code, new_token())
        say(joined=person.id)
        die_at(store, int(count))
        commands.answer(store, person.id, "people", "last words")
        say(survived=True)
    elif act == "full":
        person = commands.join(store, code, new_token())
        # A file that may not grow: to the database this is a disk that takes no more.
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(count), int(count)))
        try:
            for number in range(10_000):
                commands.answer(store, person.id, "people", f"{name} {number}" + " word" * 2000)
                say(value=f"{name} {number}")
        except OutsideError as fault:
            say(refused=str(fault))
    elif act == "readonly":
        os.setgid(65534)
        os.setuid(65534)
        try:
            with open_store(url) as again:
                commands.join(again, code, new_token())
            say(survived=True)
        except OutsideError as fault:
            say(refused=str(fault))


if __name__ == "__main__":
    main(*sys.argv[1:])
