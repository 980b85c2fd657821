"""Jupyter's kernel provisioner for pages: a kernel is forked, or started as a plain process where that fails."""

from __future__ import annotations

import os
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from evenground.errors import OutsideError
from evenground.serving.kernels.forks import ForkParent, log


class ForkProvisioner(LocalProvisioner):
    """Launches kernels by the fork parent that `use` named; entry point `evenground-fork`."""

    parent_process: ForkParent | None = None

    @classmethod
    def use(cls, parent: ForkParent | None) -> None:
        """Fork from `parent` from now on; with None every kernel is a plain process."""
        cls.parent_process = parent

    process: Any  # a Fork, or what the parent class starts

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch one kernel at the sockets of this provisioner's connection file."""
        source = type(self).parent_process
        if source is not None and self.parent is not None:
            try:
                self.process = await source.fork(os.path.realpath(self.parent.connection_file))
            except OutsideError:
                log.warning("forking failed; this page's kernel is a plain process")
            else:
                self.pid, self.pgid = self.process.pid, None
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)
