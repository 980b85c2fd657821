"""Run a page's notebook in this process, and tell what it shows: its outputs and the state of its widgets."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

log = logging.getLogger("evenground.kernel")


def run(path: Path) -> dict[str, Any]:
    """Run every cell; returns {"outputs": a list for each cell, "models": widget states by id}.

    Raises RuntimeError, without the cell's words, when a cell fails.
    """
    import ipywidgets
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    shell.showtraceback = _say_kind  # type: ignore[method-assign]  # ipywidgets tells it of faults in a page's messages
    ipywidgets.register_comm_target()
    cells = json.loads(path.read_text("utf-8"))["cells"]
    outputs = [_run_cell(shell, "".join(cell["source"])) if cell["cell_type"] == "code" else [] for cell in cells]
    return {"outputs": outputs, "models": ipywidgets.Widget.get_manager_state()["state"]}


def _say_kind(*_given: Any, **_options: Any) -> None:
    """Log what kind of fault it was, and not its words: they may quote what somebody wrote."""
    kind = sys.exc_info()[0]
    log.error("a page's message failed: %s", kind.__name__ if kind else "?")


def _run_cell(shell: Any, source: str) -> list[dict[str, Any]]:
    from IPython.utils.capture import capture_output

    with capture_output() as shown:
        shell.display_trap.hook = sys.displayhook  # a cell's last expression counts as shown too
        result = shell.run_cell(source, store_history=False)
    fault = result.error_before_exec or result.error_in_exec
    if fault is not None:
        raise RuntimeError(f"a cell of the page's notebook failed: {type(fault).__name__}")
    return [
        {"output_type": "display_data", "data": dict(one.data), "metadata": dict(one.metadata or {})}
        for one in shown.outputs
    ]
