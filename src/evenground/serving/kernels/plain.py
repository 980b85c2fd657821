"""A page's kernel as a process of its own: `python -m evenground.serving.kernels.plain NOTEBOOK [-f FILE]`.

Used where there is no fork, and where forking fails. Without a connection file it tells what the notebook shows.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path


def main() -> None:
    """Run the notebook; then tell what it shows, or serve it."""
    # Jupyter interrupts a kernel before it ends it; one that is still loading would cry out.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from evenground.serving.kernels import comms
    from evenground.serving.kernels.kernel import serve
    from evenground.serving.kernels.notebook import run

    comms.install()
    shown = run(Path(sys.argv[1]))
    if len(sys.argv) == 2:
        sys.stdout.write(json.dumps(shown))
        return
    _end_with_the_server()
    serve(Path(sys.argv[3]))


def _end_with_the_server() -> None:
    """Watch the process that started this one, as every Jupyter kernel does."""
    from ipykernel.parentpoller import ParentPollerUnix, ParentPollerWindows

    parent = int(os.environ.get("JPY_PARENT_PID") or 0)
    if sys.platform == "win32":
        ParentPollerWindows(int(os.environ.get("JPY_INTERRUPT_EVENT") or 0), parent).start()
    elif parent > 1:
        ParentPollerUnix(parent_pid=parent).start()


if __name__ == "__main__":
    main()
