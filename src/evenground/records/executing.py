"""Runs the notebook we ship for a kind of record, in a kernel of its own, with the record as its parameter.

The record itself goes to the kernel in a temporary file that an environment variable names. What comes back holds the
record and how to make it again: no path of this machine, no store, no times and nothing of the kernel that ran it.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from evenground.errors import OutsideError
from evenground.i18n import _
from evenground.records.data import json_file
from evenground.records.facts import ProgrammeRecord, Record
from evenground.records.notebook_reading import HERE, about_of, tags
from evenground.settings import PREFIX, content_dir

NOTEBOOKS = {"session": "session_record", "personal": "personal_record", "programme": "programme"}
PARAMETERS, INJECTED = "parameters", "injected-parameters"
LONGEST_SOCKET = 80  # bytes of a path: systems take about a hundred, with a number behind it
START_SECONDS, CELL_SECONDS = 60, 60
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# Words of a record are not to stand in anybody's history, nor is anything of this person's own to run before it.
_ARGV = (sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False")


def executed(record: Record) -> bytes:
    """The executed notebook of a record as the bytes of a file; raises OutsideError where no kernel runs it."""
    import nbformat

    made = _prepared(record)
    with tempfile.TemporaryDirectory(prefix="evenground-") as folder:
        path = Path(folder) / "record.json"
        path.touch(mode=0o600)
        path.write_bytes(json_file.dump(record))
        # In a thread of its own: whoever asks may have a loop running.
        with ThreadPoolExecutor(1, "evenground-record") as pool:
            done = pool.submit(_run, made, folder, path, record.head.language).result()
    text: str = nbformat.writes(_bare(done))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _prepared(record: Record) -> Any:
    """The shipped notebook without the cells for the place it is made at, and with its parameters."""
    import nbformat

    path = content_dir("notebooks") / f"{NOTEBOOKS[record.head.kind]}.ipynb"
    made = nbformat.read(path, as_version=4)
    made.cells = [cell for cell in made.cells if HERE not in tags(cell)]
    after = next(place for place, cell in enumerate(made.cells, 1) if PARAMETERS in tags(cell))
    made.cells.insert(after, _injected(record))
    return made


def _injected(record: Record) -> Any:
    """The cell with the values of this record, where papermill puts it and as it marks it."""
    from nbformat import v4

    lines = ["# Parameters", *(f"{name} = {value!r}" for name, value in _values(record).items())]
    return v4.new_code_cell("\n".join(lines), id=INJECTED, metadata={"tags": [INJECTED]})


def _values(record: Record) -> dict[str, object]:
    """The parameters: of a programme the codes of its sessions, else the session's."""
    if isinstance(record, ProgrammeRecord):
        return {"sources": [one.code for one in record.programme.groups], "language": record.head.language}
    return {"code": record.head.code, "language": record.head.language}


def _run(made: Any, folder: str, path: Path, language: str) -> Any:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    said = _("The notebook of this record could not be run: {reason}. Choose another format, or try again.")
    around = {"env": _environment(folder, path, language), "stderr": subprocess.DEVNULL}
    client = _client(made, folder)
    try:
        return asyncio.run(client.async_execute(**around))
    except CellExecutionError as fault:
        # Only what kind of fault it was: its message may quote what somebody wrote.
        raise OutsideError(said.format(reason=fault.ename)) from fault
    except (CellTimeoutError, TimeoutError) as fault:
        raise OutsideError(said.format(reason=_("it took too long"))) from fault
    except (DeadKernelError, RuntimeError, OSError) as fault:
        raise OutsideError(said.format(reason=_("its kernel did not start, or ended"))) from fault
    finally:
        # Of a kernel that did not start nothing is left to end when this process ends.
        atexit.unregister(client._cleanup_kernel)


def _client(made: Any, folder: str) -> Any:
    """Run with this Python, whatever kernels are installed for Jupyter."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class OurSpecs(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> Any:
            return KernelSpec(argv=list(_ARGV), display_name=kernel_name, language="python")

    class OurManager(AsyncKernelManager):
        def __init__(self, **given: Any) -> None:
            super().__init__(kernel_spec_manager=OurSpecs(), **_meeting(Path(folder)), **given)

    return NotebookClient(
        made,
        kernel_manager_class=OurManager,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": folder}},
        startup_timeout=START_SECONDS,
        timeout=CELL_SECONDS,
        shutdown_kernel="immediate",
        record_timing=False,
    )


def _meeting(folder: Path) -> dict[str, str]:
    """How to reach the kernel: by sockets in the folder, which nobody else may open, where the system has such."""
    connection = {"connection_file": str(folder / "kernel.json")}
    sockets = str(folder / "kernel")
    if sys.platform == "win32" or len(os.fsencode(sockets)) > LONGEST_SOCKET:
        return connection
    return connection | {"transport": "ipc", "ip": sockets}


def _environment(folder: str, path: Path, language: str) -> dict[str, str]:
    """What the kernel is told: the record, and nothing of a session or a store; its folder is the temporary one."""
    settings = (f"{PREFIX}SESSION", f"{PREFIX}STORE", f"{PREFIX}HOST_KEY")
    kept = {name: value for name, value in os.environ.items() if name not in settings}
    ours = {f"{PREFIX}RECORD": str(path), f"{PREFIX}LANGUAGE": language, "IPYTHONDIR": folder}
    return kept | ours | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def _bare(done: Any) -> Any:
    """The notebook without what tells of this machine, and with what a reader has to know of the whole record."""
    about = about_of(done)
    same = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    done.metadata = same | {"title": about.get("title", ""), "evenground": about}
    for cell in done.cells:
        cell.metadata = {"tags": its} if (its := tags(cell)) else {}
    return done
