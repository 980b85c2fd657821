"""Comms of a page's kernel: numbered in the order they are made, silent until the kernel has its sockets."""

from __future__ import annotations

from itertools import count
from typing import Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipykernel.jsonutil import json_clean
from ipykernel.kernelbase import Kernel


class PageComm(BaseComm):
    """A comm that speaks through this process' kernel; before there is one, nobody listens yet."""

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        """Send one message to the page."""
        if not Kernel.initialized():
            return
        kernel: Any = Kernel.instance()
        kernel.session.send(
            kernel.iopub_socket,
            msg_type,
            json_clean({"data": data or {}, "comm_id": self.comm_id, **keys}),
            metadata=json_clean(metadata or {}),
            parent=kernel.get_parent(),
            ident=self.topic,
            buffers=buffers,
        )


def install() -> CommManager:
    """Make every comm of this process a PageComm, and return their manager.

    The same notebook makes the same comms in the same order, so that numbers in place of random ids are the same in
    every kernel: a page that was drawn once fits all of them.
    """
    numbers = count(1)
    manager = CommManager()

    def create_comm(**kwargs: Any) -> PageComm:
        kwargs["comm_id"] = kwargs.get("comm_id") or f"{next(numbers):032x}"
        return PageComm(**kwargs)

    comm.create_comm = create_comm
    comm.get_comm_manager = lambda: manager
    return manager
