"""What my answers are about: my own choice, kept for my answer, and sent only to those who ask for the list."""

from __future__ import annotations

import json

import pytest

from evenground.domain import loading
from evenground.domain.session import Session
from evenground.errors import EvengroundError
from evenground.store import commands, queries
from evenground.store.engine import Store
from tests.apps.taking_part import all_state, arrive, given, go


@pytest.fixture
def session(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    return given(store, monkeypatch)


def test_the_list_is_sent_only_when_somebody_opens_it(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    title = loading.frameworks()["six-aspects"].rows[0].note
    assert title not in all_state(me)
    assert me.page.state["tagging"] is True
    given = me.act("frameworks", {})
    assert given is not None
    assert [one["id"] for one in given["frameworks"]] == session.workshop.frameworks
    assert title in json.dumps(given, ensure_ascii=False)
    assert [one["id"] for one in given["frameworks"] if one["levels"]] == ["levels-of-action"]


def test_my_tags_are_kept_and_replaced_by_framework(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me = arrive(session)
    me.act("answer", {"prompt": "my-people", "value": "Buses"})
    me.act("tag", {"prompt": "my-people", "framework": "six-aspects", "cells": ["myself.action", "my-team.advocacy"]})
    me.act("tag", {"prompt": "my-people", "framework": "marmot-principles", "cells": ["places"]})
    me.act("tag", {"prompt": "my-people", "framework": "six-aspects", "cells": ["myself.action"]})
    assert me.page.state["tags"] == {"my-people": {"six-aspects": ["myself.action"], "marmot-principles": ["places"]}}
    me.act("tag", {"prompt": "my-people", "framework": "six-aspects", "cells": []})
    assert me.page.state["tags"] == {"my-people": {"marmot-principles": ["places"]}}


def test_my_tags_are_on_nobody_else_s_page(store: Store, session: Session) -> None:
    go(store, session, "individual")
    me, other = arrive(session), arrive(session)
    me.act("answer", {"prompt": "my-people", "value": "Buses"})
    me.act("tag", {"prompt": "my-people", "framework": "marmot-principles", "cells": ["places"]})
    other.refresh()
    assert other.page.state["tags"] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt": "my-people", "framework": "six-aspects", "cells": ["nowhere"]},
        {"prompt": "my-people", "framework": "nothing", "cells": ["places"]},
        {"prompt": "my-people", "framework": "six-aspects", "cells": "myself.action"},
        {"prompt": "my-people", "framework": None, "cells": []},
        {"prompt": 7, "framework": "six-aspects", "cells": []},
        {"prompt": "my-people", "framework": "six-aspects", "cells": [1]},
        {},
    ],
)
def test_what_is_not_on_the_list_is_refused(store: Store, session: Session, wrong: dict[str, object]) -> None:
    go(store, session, "individual")
    me = arrive(session)
    me.act("answer", {"prompt": "my-people", "value": "Buses"})
    with pytest.raises(EvengroundError):
        me.act("tag", wrong)
    assert me.me is not None
    assert queries.my_tags(store, me.me.id) == []


def test_a_lone_learner_is_not_asked_what_answers_are_about(store: Store, session: Session) -> None:
    alone = commands.create_session(store, loading.load("health-equity"), variant="alone")[0]
    assert arrive(alone).page.state["tagging"] is False
