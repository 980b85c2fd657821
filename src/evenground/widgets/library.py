"""Plotly's script for a page without a server of ours behind it, as in JupyterLab."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from evenground.errors import OutsideError
from evenground.i18n import _
from evenground.widgets.component import Component


def send_plotly(component: Component) -> None:
    """Send the script to the page of `component`, once a page, on the page's own channel."""
    component.send({"library": "plotly"}, [_script()])


@cache
def _script() -> bytes:
    """The script as the Python package brings it; finding it does not import the package."""
    spec = find_spec("plotly")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / "package_data" / "plotly.min.js"
        if path.is_file():
            return path.read_bytes()
    raise OutsideError(_("The chart library is missing. Install it: pip install plotly"))
