"""Who a visitor is: nobody in particular, but always the same browser; and the kernels that are theirs."""

from __future__ import annotations

import os
import secrets
import sys
import uuid
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import ApiPath
from tornado.web import RequestHandler

COOKIE = "evenground_visitor"
KERNEL = "python3"


class Visitors(IdentityProvider):
    """Give each browser a random name, in a signed cookie that ends with it; a kernel opens to one name."""

    @property
    def auth_enabled(self) -> bool:
        """There are no accounts."""
        return False

    def get_user(self, handler: RequestHandler) -> User:
        """Return this browser as a Jupyter user, naming it on its first visit."""
        known = getattr(handler, "_jupyter_current_user", None)
        return known or User(username=visitor_of(handler))

    def get_handlers(self) -> list[Any]:
        """Return no login and logout pages."""
        return []


def visitor_of(handler: RequestHandler) -> str:
    """The visitor's random name; sets the cookie when there was none."""
    named = handler.get_signed_cookie(COOKIE)
    if named:
        return named.decode()
    visitor = secrets.token_urlsafe(18)
    path = handler.settings["base_url"]
    handler.set_signed_cookie(COOKIE, visitor, expires_days=None, path=path, httponly=True, samesite="Lax")
    return visitor


class OwnKernelSpecs(KernelSpecManager):
    """One kernel: this very interpreter, whatever kernels this machine has or lacks."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the one kernel; raises NoSuchKernel for another name."""
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(argv=_command(), display_name="Even Ground", language="python")

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the one name; it needs no folder."""
        return {KERNEL: ""}

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kernel in the shape that Jupyter's servers read."""
        return {KERNEL: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL).to_dict()}}


def _command() -> list[str]:
    # Without a history: a page's cells are always the same, and a hundred kernels would queue for one file.
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return [*launch, "--HistoryManager.enabled=False"]


class Kernels(AsyncMappingKernelManager):
    """Kernels that know whose they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.owners: dict[str, str] = {}

    async def start_for(self, kernel_id: str, visitor: str, environment: dict[str, str]) -> Any:
        """Start a kernel that opens to `visitor` only, and return its manager."""
        self.owners[kernel_id] = visitor
        env = {**os.environ, **environment}
        await self.start_kernel(kernel_id=kernel_id, kernel_name=KERNEL, path=ApiPath(""), env=env)
        return self.get_kernel(kernel_id)

    def belongs_to(self, kernel_id: str, visitor: str) -> bool:
        """Tell whether this kernel lives and was started for `visitor`."""
        return kernel_id in self and secrets.compare_digest(self.owners.get(kernel_id, ""), visitor)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel, and whose it was."""
        self.owners.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)


def new_kernel_id() -> str:
    """An id with 122 random bits: nobody guesses one, and no address lists them."""
    return str(uuid.uuid4())
