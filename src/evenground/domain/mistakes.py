"""Plain sentences for what the YAML parser and pydantic find: what is wrong and what to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from evenground.domain.parts import VARIANT_PATTERN
from evenground.domain.words import nearest, shown, slug, write_one_of
from evenground.i18n import _, ngettext

# Things to write for keys that must be there, shown after the key's name; the rest get three dots.
EXAMPLES = {
    "id": "my-workshop",
    "kind": "text",
    "stage": "individual",
    "minutes": "10",
    "terms": "[travel, transport]",
    "agenda": "{60: [...]}",
    "sections": "[...]",
    "prompts": "[...]",
    "rows": "[...]",
    "credit": "{title: ...}",
}


def yaml_sentence(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The line and the sentence for a place where YAML cannot be read."""
    if not isinstance(error, yaml.MarkedYAMLError):
        position = min(getattr(error, "position", 0), len(text))
        return text.count("\n", 0, position) + 1, _(
            "There is a character here that cannot be shown. Take it out."
        )
    problem, context = str(error.problem), str(error.context)
    opened = "quoted scalar" in context or "flow" in context
    mark = error.context_mark if opened and error.context_mark else error.problem_mark or error.context_mark
    return (mark.line if mark else 0) + 1, _yaml_words(problem, context)


def _yaml_words(problem: str, context: str) -> str:
    if "\\t" in problem:
        return _("There is a tab here. Indent with spaces.")
    if "cannot start any token" in problem:
        character = problem.split("'")[1] if problem.count("'") > 1 else "?"
        return _("Text cannot begin with {character}. Put quotes round it.").format(character=character)
    if "quoted scalar" in context:
        return _(
            "A quotation begins here and does not end. Write the closing quote, or take out the opening one."
        )
    if "flow" in context:
        if "got '?'" in problem:
            return _(
                "There is a question mark between brackets here. Put quotes round the text that holds it."
            )
        return _(
            "The bracket here does not close. Write commas between items, ] or } after them, "
            "and quotes round text that holds such signs."
        )
    if "mapping values" in problem:
        return _("There is a colon here that does not fit. Put quotes round text that holds a colon.")
    if "could not find expected ':'" in problem:
        return _("There is no colon after the key. Write key: value.")
    if "block" in problem or "block" in context:
        return _("This line does not line up with those above. Indent lines of one list by as many spaces.")
    return _("This line cannot be read as YAML. Write key: value, and quotes round text with signs in it.")


def sentence(error: ErrorDetails, key: str, known: Iterable[str]) -> str:
    """The sentence for one finding of pydantic at `key`; `known` are the keys that could stand there."""
    write = _SENTENCES.get(error["type"])
    if write is None:
        return _("'{key}' cannot be read. Write it as in the shipped workshops.").format(key=key)
    if error["type"] == "extra_forbidden":
        near = nearest(key, known)
        instead = _("Did you mean {near}?").format(near=near) if near else write_one_of(key, known)
        return _("There is no key '{key}' here. {instead}").format(key=shown(key), instead=instead)
    return write(shown(key), error["input"], error.get("ctx", {}))


def _missing(key: str, _value: Any, _limits: dict[str, Any]) -> str:
    return _("'{key}' is missing. Write {key}: {example}").format(key=key, example=EXAMPLES.get(key, "..."))


def _no_text(key: str, value: Any, _limits: dict[str, Any]) -> str:
    if value is None:
        return _("'{key}' is empty. Write text after it, or take it out.").format(key=key)
    if isinstance(value, list | dict):
        return _("'{key}' takes text. Write it on one line, or after >-").format(key=key)
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return _("'{key}' takes text. Write it in quotes: \"{value}\"").format(key=key, value=written)


def _not_one_of(key: str, value: Any, limits: dict[str, Any]) -> str:
    known = list(filter(None, re.findall(r"'([^']*)'", str(limits.get("expected", "")))))
    return _("'{key}' cannot be {value}. {instead}").format(
        key=key, value=shown(value), instead=write_one_of(str(value), known)
    )


def _no_pattern(_key: str, value: Any, limits: dict[str, Any]) -> str:
    if limits.get("pattern") == VARIANT_PATTERN:
        return _("There is no variant '{value}'. Write a number of minutes, such as 60, or alone.").format(
            value=shown(value)
        )
    return _(
        "'{value}' does not do as an id. Write lower-case letters, digits and dashes, such as {like}"
    ).format(value=shown(value), like=slug(str(value))[:40] or "my-id")


def _takes(what: Callable[[], str]) -> Callable[[str, Any, dict[str, Any]], str]:
    return lambda key, value, _limits: _("'{key}' cannot be {value}. {what}").format(
        key=key, value=shown(value), what=what()
    )


def _limit(words: Callable[[], str]) -> Callable[[str, Any, dict[str, Any]], str]:
    def write(key: str, value: Any, limits: dict[str, Any]) -> str:
        number = next((limits[name] for name in ("gt", "ge", "lt", "le") if name in limits), "")
        number = f"{number:g}" if isinstance(number, float) else number
        return _("'{key}' cannot be {value}. {words} {number}.").format(
            key=key, value=shown(value), words=words(), number=number
        )

    return write


def _too_long(key: str, _value: Any, limits: dict[str, Any]) -> str:
    most = int(limits["max_length"])
    return ngettext(
        "'{key}' is too long. Write {n} character at most.",
        "'{key}' is too long. Write {n} characters at most.",
        most,
    ).format(key=key, n=most)


def _no_items(key: str, _value: Any, _limits: dict[str, Any]) -> str:
    return _("'{key}' is empty. Write at least one.").format(key=key)


def _blank(key: str, _value: Any, _limits: dict[str, Any]) -> str:
    return _("'{key}' is empty. Write text after it.").format(key=key)


def _no_list(key: str, _value: Any, _limits: dict[str, Any]) -> str:
    return _("'{key}' takes a list. Write each item on its own line after a dash, or as [one, two].").format(
        key=key
    )


def _no_mapping(key: str, _value: Any, _limits: dict[str, Any]) -> str:
    return _("'{key}' takes keys and values. Write lines such as title: ...").format(key=key)


_SENTENCES: dict[str, Callable[[str, Any, dict[str, Any]], str]] = {
    "missing": _missing,
    "extra_forbidden": _missing,  # written above, where the known keys are
    "string_type": _no_text,
    "literal_error": _not_one_of,
    "string_pattern_mismatch": _no_pattern,
    "string_too_short": _blank,
    "string_too_long": _too_long,
    "too_short": _no_items,
    "list_type": _no_list,
    "dict_type": _no_mapping,
    "model_type": _no_mapping,
    "int_type": _takes(lambda: _("Write a whole number.")),
    "float_type": _takes(lambda: _("Write a number, such as 10.")),
    "bool_type": _takes(lambda: _("Write true or false.")),
    "greater_than": _limit(lambda: _("Write a number above")),
    "greater_than_equal": _limit(lambda: _("Write a number from")),
    "less_than": _limit(lambda: _("Write a number below")),
    "less_than_equal": _limit(lambda: _("Write a number up to")),
}
