"""Jupyter's kernel manager with the two kernels that exist here: one for any notebook, one for participants' pages."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any, cast

import zmq
import zmq.asyncio
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from jupyter_server.utils import ApiPath
from traitlets import Instance, default

KERNEL = "python3"
PAGE = "evenground-page"
PROVISIONER = "evenground-fork"
MOST_SOCKETS = 20_000  # zmq's own limit of 1,023 ends at some hundred linked pages
NEVER = 10**9


class OwnKernelSpecs(KernelSpecManager):
    """Two kernels of this very interpreter, whatever kernels this machine has or lacks."""

    page_notebook = Instance(Path, allow_none=True)

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return one of the two; raises NoSuchKernel for another name."""
        if kernel_name == KERNEL:
            return KernelSpec(argv=_command(), display_name="Even Ground", language="python")
        if kernel_name == PAGE and self.page_notebook is not None:
            launch = [sys.executable, "-m", "evenground.serving.kernels.plain", str(self.page_notebook)]
            # Jupyter's own culling leaves these alone: their seats know when to let them rest.
            metadata = {"kernel_provisioner": {"provisioner_name": PROVISIONER}, "cull_idle_timeout": NEVER}
            argv = [*launch, "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="Even Ground, a page", language="python", metadata=metadata)
        raise NoSuchKernel(kernel_name)

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the name for notebooks; it needs no folder."""
        return {KERNEL: ""}

    def get_all_specs(self) -> dict[str, Any]:
        """Return the kernel for notebooks in the shape that Jupyter's servers read."""
        return {KERNEL: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL).to_dict()}}


def _command() -> list[str]:
    # Without a history: a page's cells are always the same, and several kernels would queue for one file.
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return [*launch, "--HistoryManager.enabled=False"]


class OneKernel(ServerKernelManager):
    """Manages one kernel, without a registry of events: making one for each kernel takes longer than a fork."""

    def emit(self, schema_id: str, data: dict[str, Any]) -> None:
        """Tell nobody: no one listens to a page's kernel coming and going."""

    def start_restarter(self) -> None:
        """Watch over a notebook's kernel; a page's kernel is replaced by its seat."""
        if self.kernel_name != PAGE:
            super().start_restarter()


class Kernels(AsyncMappingKernelManager):
    """Kernels that know whose they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.owners: dict[str, str] = {}

    @default("kernel_manager_class")
    def _one_kernel(self) -> str:
        return f"{OneKernel.__module__}.{OneKernel.__qualname__}"

    @default("context")
    def _roomy_context(self) -> zmq.Context[Any]:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.set(zmq.MAX_SOCKETS, MOST_SOCKETS)
        return context

    async def start_for(self, kernel_id: str, visitor: str, environment: dict[str, str]) -> OneKernel:
        """Start a notebook's kernel that opens to `visitor` only, and return its manager."""
        self.owners[kernel_id] = visitor
        return await self._start(kernel_id, KERNEL, environment)

    async def start_page(self, kernel_id: str, environment: dict[str, str]) -> OneKernel:
        """Start the kernel of a participant's page, which already holds the page's widgets."""
        return await self._start(kernel_id, PAGE, environment)

    async def _start(self, kernel_id: str, name: str, environment: dict[str, str]) -> OneKernel:
        env = {**os.environ, **environment}
        await self.start_kernel(kernel_id=kernel_id, kernel_name=name, path=ApiPath(""), env=env)
        started: Any = self.get_kernel(kernel_id)
        return cast("OneKernel", started)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Listen to what a notebook's kernel does; a page's seat knows when its person acted."""
        if self.get_kernel(kernel_id).kernel_name != PAGE:
            super().start_watching_activity(kernel_id)

    def belongs_to(self, kernel_id: str, visitor: str) -> bool:
        """Tell whether this kernel lives and was started for `visitor`."""
        owner = self.owners.get(kernel_id)
        return kernel_id in self and owner is not None and secrets.compare_digest(owner, visitor)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel, and whose it was."""
        self.owners.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)
