"""What each kind of prompt takes as an answer, and the sentence for what it does not take."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from evenground.domain.action import LEVELS, MOST
from evenground.domain.workshop import Prompt
from evenground.errors import InputError
from evenground.i18n import _

Value = str | int | list[str] | dict[str, str] | list[dict[str, str]] | None
ACTION_KEYS = ("what", "who", "by", "level")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d{1,9}", re.ASCII)


def clean(prompt: Prompt, value: Any) -> Value:
    """`value` as it is kept, None when it is blank; raises InputError that names the limit it is over."""
    return None if value is None else _CLEANERS[prompt.kind](prompt, value)


def _text(prompt: Prompt, value: Any) -> str | None:
    if not isinstance(value, str):
        raise InputError(_("This answer takes text."))
    _check_length(value, prompt.max_chars)
    return value if value.strip() else None


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise InputError(
            _(
                "This answer has {count:,} characters; the limit is {limit:,}. "
                "Shorten it: it is kept on this device."
            ).format(count=len(text), limit=limit)
        )


def _scale(prompt: Prompt, value: Any) -> int | None:
    if value == "":
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not prompt.low <= value <= prompt.high:
        raise InputError(
            _("Choose a whole number from {low} to {high}.").format(low=prompt.low, high=prompt.high)
        )
    return value


def _choice(prompt: Prompt, value: Any) -> str | None:
    if value == "":
        return None
    if not isinstance(value, str) or value not in prompt.options:
        raise _not_offered(prompt.options)
    return value


def _choices(prompt: Prompt, value: Any) -> list[str] | None:
    if not isinstance(value, list | tuple) or any(item not in prompt.options for item in value):
        raise _not_offered(prompt.options)
    return [option for option in prompt.options if option in value] or None


def _grid(prompt: Prompt, value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict) or any(row not in prompt.rows for row in value):
        raise InputError(_("Choose in these rows only: {rows}").format(rows="; ".join(prompt.rows)))
    chosen = {row: value[row] for row in prompt.rows if value.get(row) not in (None, "")}
    if any(column not in prompt.columns for column in chosen.values()):
        raise _not_offered(prompt.columns)
    return chosen or None


def _not_offered(options: list[str]) -> InputError:
    return InputError(_("Choose from: {options}").format(options="; ".join(options)))


def _actions(prompt: Prompt, value: Any) -> list[dict[str, str]] | None:
    if not isinstance(value, list | tuple):
        raise InputError(_("This answer takes a list of actions."))
    rows = [_action_row(prompt, row) for row in value]
    kept = [row for row in rows if any(row[key].strip() for key in ("what", "who", "by"))]
    if len(kept) > MOST:
        raise InputError(
            _("There are {count} actions; the limit is {limit}. Keep those that matter most.").format(
                count=len(kept), limit=MOST
            )
        )
    return kept or None


def _action_row(prompt: Prompt, row: Any) -> dict[str, str]:
    if not isinstance(row, dict) or any(key not in ACTION_KEYS for key in row):
        raise InputError(_("An action has what, who, by and level."))
    filled = {key: "" if row.get(key) is None else row[key] for key in ACTION_KEYS}
    if not all(isinstance(part, str) for part in filled.values()):
        raise InputError(_("What, who, by and level of an action are text."))
    _check_length(filled["what"], prompt.max_chars)
    _check_length(filled["who"], prompt.max_chars)
    if filled["by"] and not is_day(filled["by"]):
        raise InputError(_("Write the day of an action as year-month-day, such as 2030-03-31."))
    levels = list(prompt.levels) or list(LEVELS)
    filled["level"] = filled["level"] or levels[0]
    if filled["level"] not in levels:
        raise _not_offered([str(level) for level in levels])
    return filled


def is_day(text: str) -> bool:
    """Tell whether this is a day of the calendar as year-month-day."""
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


_CLEANERS: dict[str, Callable[[Prompt, Any], Value]] = {
    "text": _text,
    "scale": _scale,
    "choice": _choice,
    "choices": _choices,
    "grid": _grid,
    "action": _actions,
}
