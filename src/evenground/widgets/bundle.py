"""Join the browser-side modules of a component into the one text that anywidget sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

FOLDER = Path(__file__).parent
_IMPORT = re.compile(
    r'^import\s+(?:\{(?P<names>[^}]*)\}|(?P<whole>\w+))\s+from\s+"(?P<path>\./[^"]+|\.\./[^"]+)";?\s*$', re.M
)
_EXPORT_LIST = re.compile(r"export\s*\{(?P<names>[^}]*)\};?\s*$")
_EXPORT = re.compile(r"^export\s+(?P<what>(?:async\s+)?function|const|let|class)\s+(?P<name>\w+)", re.M)
_DEFAULT = re.compile(r"^export\s+default\s+(?!(?:async\s+)?function\b|class\b)", re.M)
_TEMPLATE = re.compile(r"`(?:[^`$\\\"']|\\.|\$(?!\{)|\$\{[^{}`\"']*\})*`")  # whole, and simple enough to be sure of it
_TRAILING = re.compile(r"(?<=[;{,)]) +// [^\"'`/\n]*$", re.M)  # nothing follows that could close a text or a pattern
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\bt\(\s*{_TEXT}")
_COUNTED = re.compile(rf"\bplural\([^,()]*(?:\([^()]*\)[^,()]*)*,\s*{_TEXT}\s*,\s*{_TEXT}")


@cache
def bundle(name: str) -> str:
    """Return the ES module `name` with everything it imports by relative path written into it.

    Each imported module becomes one function scope, written once, in the order of need; the `export default` of the
    entry module is the bundle's own. Modules are ordinary ES modules: a browser can also load them one by one.
    """
    parts = [_scoped(path) for path in _needed(name)[:-1]]
    entry = _IMPORT.sub(lambda m: _taken(FOLDER / name, m), _read(FOLDER / name))
    return "\n".join([*parts, entry])


def squeezed(text: str) -> str:
    """Return a module's text without its line comments and indentation, as far as that is surely safe.

    It stops at the first line that may not end outside every text: from there on nothing is changed, because spaces
    in a text that goes over several lines are part of what it says.
    """
    lines = text.splitlines(keepends=True)
    kept: list[str] = []
    for number, line in enumerate(lines):
        if "`" in _TEMPLATE.sub("", line) or line.endswith("\\\n"):
            return "".join([*kept, *lines[number:]])
        if not line.lstrip().startswith("//") or "*/" in line:
            kept.append(_TRAILING.sub("", line.lstrip()))
    return "".join(kept)


@cache
def messages(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the message ids that the module and its imports can show: (text,) or (one, many)."""
    own = [path for path in _needed(name) if path.parent.name != "vendor"]
    return tuple(dict.fromkeys(message for path in own for message in _messages(path.read_text("utf-8"))))


def extract(
    file: BinaryIO, *_given: Any, **_options: Any
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield a module's messages as Babel wants them from an extractor."""
    for message in _messages(file.read().decode("utf-8")):
        yield (1, "gettext", message[0], []) if len(message) == 1 else (1, "ngettext", message, [])


def _messages(text: str) -> Iterator[tuple[str, ...]]:
    yield from ((_plain(m[1]),) for m in _SAID.finditer(text))
    yield from ((_plain(m[1]), _plain(m[2])) for m in _COUNTED.finditer(text))


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _needed(name: str) -> list[Path]:
    """Every module that `name` needs, each after the modules that it needs itself."""
    order: list[Path] = []

    def visit(path: Path) -> None:
        if path in order:
            return
        for match in _IMPORT.finditer(path.read_text("utf-8")):
            visit((path.parent / match["path"]).resolve())
        order.append(path)

    visit((FOLDER / name).resolve())
    return order


def _scope(path: Path) -> str:
    return "eg_" + re.sub(r"\W", "_", path.resolve().relative_to(FOLDER.resolve()).with_suffix("").as_posix())


def _read(path: Path) -> str:
    text = path.read_text("utf-8")
    return text if path.parent.name == "vendor" else squeezed(text)  # theirs begin with whose they are


def _taken(path: Path, match: re.Match[str]) -> str:
    names = f"default: {match['whole']}" if match["whole"] else re.sub(r"(\w+)\s+as\s+(\w+)", r"\1: \2", match["names"])
    return f"const {{{names}}} = {_scope(path.parent / match['path'])};"


def _scoped(path: Path) -> str:
    """Wrap one module in a function scope that returns what it exports; a default export must be an expression."""
    text = _IMPORT.sub(lambda m: _taken(path, m), _read(path).rstrip())
    given = [m["name"] for m in _EXPORT.finditer(text)]
    listed = _EXPORT_LIST.search(text)
    if listed:
        given.append(re.sub(r"(\w+)\s+as\s+(\w+)", r"\2: \1", listed["names"]).strip())
        text = text[: listed.start()]
    text = _EXPORT.sub(r"\g<what> \g<name>", text)
    text, defaults = _DEFAULT.subn("const eg_default = ", text)
    given += ["default: eg_default"] * defaults
    names = ", ".join(given)
    return f"const {_scope(path)} = (() => {{\n{text}\nreturn {{{names}}};\n}})();"
