"""What a facilitator can do in a session: each act of the page is one command of the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, cast

from evenground.domain.session import IDENTITIES, Identity
from evenground.errors import InputError, Refused
from evenground.i18n import _
from evenground.store import commands, queries, theming
from evenground.store.engine import Store

Args = dict[str, Any]
Act = Callable[[Store, int, Args], dict[str, Any] | None]


def number(args: Args, name: str) -> int:
    """A whole number among an act's arguments, sent as a number or as text."""
    try:
        return int(args[name])
    except (KeyError, TypeError, ValueError):
        raise _unreadable() from None


def text(args: Args, name: str) -> str:
    """A text among an act's arguments; an empty one when it is not there."""
    value = args.get(name, "")
    if not isinstance(value, str):
        raise _unreadable()
    return value


def answers(args: Args) -> list[int]:
    """Several answers among an act's arguments."""
    chosen = args.get("answers")
    if not isinstance(chosen, list):
        raise _unreadable()
    return [number({"answer": one}, "answer") for one in chosen]


def written(args: Args, name: str, ask: str) -> str:
    """A text that must hold something; `ask` is the sentence that asks for it."""
    value = text(args, name).strip()
    if not value:
        raise InputError(ask)
    return value


def identity(args: Args) -> Identity:
    """What is done about names."""
    if args.get("identity") not in IDENTITIES:
        raise InputError(_("Choose what to do about names."))
    return cast(Identity, args["identity"])


def _unreadable() -> InputError:
    return InputError(_("This page sent something that cannot be read. Reload it and try again."))


def move(store: Store, session: int, args: Args) -> None:
    """Take the group to another stage."""
    commands.move(store, session, number(args, "to"), skip=args.get("skip") is True)


def repeat(store: Store, session: int, _args: Args) -> None:
    """Run this stage once more, or open it again."""
    commands.repeat_stage(store, session)


def close_stage(store: Store, session: int, _args: Args) -> None:
    """Stop the clock of this stage."""
    commands.close_stage(store, session)


def close(store: Store, session: int, _args: Args) -> None:
    """End the session."""
    commands.close_session(store, session)


def reopen(store: Store, session: int, _args: Args) -> None:
    """Open an ended session again."""
    commands.reopen_session(store, session)


def show(store: Store, session: int, args: Args) -> None:
    """Choose what the board shows."""
    commands.show(store, session, text(args, "view"))


def narrow(store: Store, session: int, args: Args) -> None:
    """Narrow how people are named."""
    commands.set_identity(store, session, identity(args))


def hide(store: Store, session: int, args: Args) -> None:
    """Take an answer off everybody else's pages, or put it back."""
    commands.hide(store, session, number(args, "answer"), args.get("hidden") is not False)


def place(store: Store, session: int, args: Args) -> None:
    """Put an answer in a theme, keep it out, or take back what was said of it."""
    state = args.get("state")
    if state not in ("confirmed", "rejected", ""):
        raise _unreadable()
    said = cast(Literal["confirmed", "rejected"], state) if state else None
    theming.place(store, session, number(args, "answer"), number(args, "theme"), said, hand=text(args, "hand"))


def move_card(store: Store, session: int, args: Args) -> None:
    """Take an answer out of one theme and put it into another, as one step."""
    answer, theme, into = number(args, "answer"), number(args, "theme"), number(args, "into")
    theming.move(store, session, answer, theme, into, hand=text(args, "hand"))


def confirm_all(store: Store, session: int, args: Args) -> None:
    """Confirm the suggestions of one theme that the page showed."""
    theming.confirm_all(store, session, number(args, "theme"), answers(args), hand=text(args, "hand"))


def add_theme(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Make a theme, with a first answer in it if the page names one."""
    name, hand = written(args, "name", _("Write a name for the theme.")), text(args, "hand")
    first = [number(args, "answer")] if args.get("answer") else []
    return {"theme": theming.add_theme(store, session, name, answers=first, hand=hand).id}


def rename_theme(store: Store, session: int, args: Args) -> None:
    """Give a theme another name."""
    name = written(args, "name", _("Write a name for the theme."))
    theming.rename_theme(store, session, number(args, "theme"), name, hand=text(args, "hand"))


def merge_themes(store: Store, session: int, args: Args) -> None:
    """Make a theme part of another."""
    theming.merge_themes(store, session, number(args, "theme"), number(args, "into"), hand=text(args, "hand"))


def split_theme(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Make a new theme of some answers of another."""
    name, chosen = written(args, "name", _("Write a name for the theme.")), answers(args)
    if not chosen:
        raise InputError(_("Choose the answers that go into the new theme."))
    made = theming.split_theme(store, session, number(args, "theme"), name, chosen, hand=text(args, "hand"))
    return {"theme": made.id}


def regroup(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Put groups of answers into new themes or ones that are there; what somebody placed meanwhile stays there."""
    wanted = args.get("groups")
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise _unreadable()
    placed = {one.answer for one in queries.placements(store, session) if one.state == "confirmed"}
    groups: list[tuple[int | str, list[int]]] = []
    for one in wanted:
        into = number(one, "theme") or written(one, "name", _("Write a name for every new theme."))
        groups.append((into, [answer for answer in answers(one) if answer not in placed]))
    groups = [group for group in groups if group[1]]
    if not groups:
        raise Refused(_("Somebody has placed these answers meanwhile. Look for groups once more."))
    themes = theming.regroup(store, session, groups, hand=text(args, "hand"))
    return {"themes": len(themes), "answers": sum(len(group[1]) for group in groups)}


def remove_theme(store: Store, session: int, args: Args) -> None:
    """Take a theme away; its answers are in no theme again."""
    theming.remove_theme(store, session, number(args, "theme"), hand=text(args, "hand"))


def undo(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Undo this hand's last step of theming, and say which it was."""
    return {"label": theming.undo(store, session, hand=text(args, "hand")) or ""}


def redo(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Do the step again that this hand undid last, and say which it was."""
    return {"label": theming.redo(store, session, hand=text(args, "hand")) or ""}


def add_point(store: Store, session: int, args: Args) -> dict[str, Any]:
    """Write down what was said."""
    return {"point": commands.add_point(store, session, _point(args), _theme(args)).id}


def edit_point(store: Store, session: int, args: Args) -> None:
    """Write a point down in other words, or with another theme."""
    commands.edit_point(store, session, number(args, "point"), _point(args), _theme(args))


def remove_point(store: Store, session: int, args: Args) -> None:
    """Take a point away."""
    commands.remove_point(store, session, number(args, "point"))


def _point(args: Args) -> str:
    return written(args, "text", _("Write down what was said, then keep it."))


def _theme(args: Args) -> int | None:
    return number(args, "theme") or None if "theme" in args else None


ACTS: dict[str, Act] = {
    "move": move, "repeat": repeat, "close_stage": close_stage, "close": close, "reopen": reopen,
    "show": show, "identity": narrow, "hide": hide,
    "place": place, "move_card": move_card, "confirm_all": confirm_all,
    "add_theme": add_theme, "rename_theme": rename_theme, "merge_themes": merge_themes,
    "split_theme": split_theme, "remove_theme": remove_theme, "regroup": regroup, "undo": undo, "redo": redo,
    "add_point": add_point, "edit_point": edit_point, "remove_point": remove_point,
}
