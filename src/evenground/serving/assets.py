"""Static files: read once, compressed once, and sent with an address that changes when they do."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import mimetypes
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tornado.web import HTTPError, RequestHandler

PACKAGE = Path(__file__).parents[1]
OWN = Path(__file__).parent / "static"
SMALLEST = 600
YEAR = 365 * 24 * 3600
AGES = {"plotly.min.js": "max-age=86400"}  # the largest file, and asked for without a mark
_HASHED_NAME = re.compile(r"\.[0-9a-f]{8,}\.")
_SQUEEZABLE = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True)
class Asset:
    """A file ready to be sent; `squeezed` is empty where compressing saves nothing."""

    body: bytes
    squeezed: bytes
    kind: str
    mark: str


def find(roots: Iterable[Path], path: str) -> Path | None:
    """The first file called `path` below one of `roots`, and never one outside of them."""
    for root in roots:
        full = os.path.normpath(root / path)
        if full.startswith(f"{root}{os.sep}") and Path(full).is_file():
            return Path(full)
    return None


def read(path: Path) -> Asset:
    """The file's content, remembered until the file changes."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read(path: Path, _changed: int) -> Asset:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kind = "application/javascript" if kind == "text/javascript" else kind
    worth_it = kind.startswith(_SQUEEZABLE) and len(body) >= SMALLEST
    squeezed = gzip.compress(body, 6, mtime=0) if worth_it else b""
    return Asset(body, squeezed, kind, hashlib.sha256(body).hexdigest()[:16])


def own_file(name: str) -> Path | None:
    """The file behind `/static/NAME`: our style sheet, our few scripts, and plotly's."""
    if name == "evenground.css":
        return PACKAGE / "widgets" / "evenground.css"
    if name == "plotly.min.js":
        return _plotly()
    return find((OWN,), name)


@lru_cache(maxsize=1)
def _plotly() -> Path | None:
    """Plotly's script as the Python package brings it; found without importing the package."""
    spec = importlib.util.find_spec("plotly")
    folders = spec.submodule_search_locations if spec else None
    return find([Path(folder) / "package_data" for folder in folders or ()], "plotly.min.js")


def own_url(base_url: str, name: str) -> str:
    """The address of one of our files, with its mark, so that a browser may keep it for ever."""
    path = own_file(name)
    return f"{base_url}static/{name}" + (f"?v={read(path).mark}" if path else "")


class Assets(RequestHandler):
    """Send files from `roots`, or our own; `forever` when the address changes with the content."""

    def initialize(self, roots: Iterable[Path] | None = None, forever: bool = False) -> None:
        """Take the folders to look in, first one first."""
        self.roots = roots
        self.forever = forever

    def get(self, path: str) -> None:
        """Send the file compressed to who can read that, and nothing to who has it already."""
        file = own_file(path) if self.roots is None else find(self.roots, path)
        if file is None:
            raise HTTPError(404)
        asset = read(file)
        self._set_headers(asset, path)
        if self.check_etag_header():
            self.set_status(304)
            return
        if asset.squeezed and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.write(asset.squeezed)
        else:
            self.write(asset.body)

    head = get

    def _set_headers(self, asset: Asset, path: str) -> None:
        marked = self.get_argument("v", "") == asset.mark or _HASHED_NAME.search(path)
        age = f"max-age={YEAR}, immutable" if marked or self.forever else AGES.get(path, "no-cache")
        self.set_header("Cache-Control", f"public, {age}")
        self.set_header("Content-Type", asset.kind)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Etag", f'"{asset.mark}"')
