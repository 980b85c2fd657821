"""Even Ground inside a Jupyter server, by jupyter-server-proxy: what a Binder link opens."""

from __future__ import annotations

import sys
from typing import Any

TIMEOUT = 60


def setup_evenground() -> dict[str, Any]:
    """The entry point `jupyter_serverproxy_servers`: a demo of its own under `evenground/`."""
    return {
        "command": [
            sys.executable, "-m", "evenground", "demo", "--no-browser",
            "--port", "{port}", "--base-url", "{base_url}evenground/",
        ],
        "absolute_url": True,
        "timeout": TIMEOUT,
        "new_browser_tab": True,
        "launcher_entry": {"title": "Even Ground", "path_info": "evenground/demo"},
    }
