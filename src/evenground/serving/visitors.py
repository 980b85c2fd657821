"""Who a visitor is: nobody in particular, but always the same browser."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler

COOKIE = "evenground_visitor"


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
    cookie = handler.settings.get("evenground_cookie", COOKIE)
    named = handler.get_signed_cookie(cookie)
    if named:
        return named.decode()
    visitor = secrets.token_urlsafe(18)
    path = handler.settings["base_url"]
    handler.set_signed_cookie(cookie, visitor, expires_days=None, path=path, httponly=True, samesite="Lax")
    return visitor


def new_kernel_id() -> str:
    """An id with 122 random bits: nobody guesses one, and no address lists them."""
    return str(uuid.uuid4())
