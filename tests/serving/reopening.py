"""`evenground reopen` as a process of its own, on a port of its own, with a data folder that is thrown away."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/return#key=\w{16}")


@dataclass
class Reopened:
    """The running command, and the whole address it printed."""

    folder: Path
    process: subprocess.Popen[str]
    address: str

    @property
    def url(self) -> str:
        """The address of its front page."""
        return self.address.split("return")[0]

    @property
    def key(self) -> str:
        return self.address.rsplit("=", 1)[-1]

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text()

    def end(self) -> int:
        """End it as Ctrl+C does; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        with self.process:
            return self.process.wait(30)


def reopen(folder: Path, file: Path) -> Reopened:
    """Start it, and read on until it has told its address."""
    command = [sys.executable, "-m", "evenground", "reopen", str(file), "--no-browser", "--port", "0"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EVENGROUND_")}
    env = clean | {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=env)
    assert process.stdout is not None
    printed = process.stdout.readline() + process.stdout.readline()
    found = ADDRESS.search(printed)
    running = Reopened(folder, process, found[0] if found else "")
    assert found, (running.end(), printed, running.log)
    return running
