"""The fork parent: `python -m evenground.serving.kernels.parent NOTEBOOK SOCKET LIFELINE [REHEARSAL]`.

It loads everything a page needs, runs the page's notebook once, tells what that showed, and then forks a kernel that
already holds the widgets whenever the server asks. It has one thread, and no socket, loop or store of its own, so that
a child inherits nothing that two processes must not share.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

POLITE = 5  # kernels give way to the server, which sends pages and takes what people type


def main() -> None:
    """Warm up, tell the server, and fork until it is gone."""
    notebook, channel, lifeline = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3])
    gc.disable()  # what is collected before a fork leaves holes that children would fill in copies of shared pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries dead kernels; the server sees them go itself
    os.nice(POLITE)
    shown = warm(notebook, sys.argv[4:])
    gc.collect()
    gc.freeze()
    tell(channel, {"ready": shown})
    with channel.makefile("r", encoding="utf-8") as asked:
        for line in asked:
            if fork(json.loads(line), channel, lifeline):
                return


def warm(notebook: Path, rehearsals: list[str]) -> dict[str, Any]:
    """Load what kernels need and run the notebook; `rehearsals` are functions by name, as module:function."""
    from evenground.serving.kernels import comms, kernel
    from evenground.serving.kernels.notebook import run

    comms.install()
    kernel.rehearse()
    for name in rehearsals:
        module, function = name.split(":")
        getattr(import_module(module), function)()
    return run(notebook)


def fork(asked: dict[str, Any], channel: socket.socket, lifeline: int) -> bool:
    """Fork one kernel and tell its pid; true in the child, once it has done its work."""
    try:
        pid = os.fork()
    except OSError as fault:  # no memory or no process left; the next time there may be
        tell(channel, {"fault": fault.errno})
        return False
    if pid:
        tell(channel, {"pid": pid})
        return False
    try:
        os.close(channel.detach())
        be_a_kernel(Path(asked["connection_file"]), lifeline)
    except BaseException:  # whatever it is, it must not go back into the parent's loop
        traceback.print_exc(limit=-1)
        os._exit(1)
    return True


def be_a_kernel(connection_file: Path, lifeline: int) -> None:
    """Undo what only the parent needs, and serve."""
    from evenground.serving.kernels.kernel import serve

    for number in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    random.seed()
    gc.enable()
    serve(connection_file, lifeline)


def tell(channel: socket.socket, what: dict[str, Any]) -> None:
    """Send the server one line."""
    channel.sendall(json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
