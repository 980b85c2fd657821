"""The addresses under which phones reach this laptop, and the ones a session has."""

from __future__ import annotations

import os
import socket

PORT = 8866
EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 (compared with, not bound to)
# Connecting a datagram socket sends nothing: the system only picks the interface that it would use.
_SOMEWHERE = ("10.255.255.255", 1)


def lan_address() -> str:
    """The address of this machine on its local network; 127.0.0.1 where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def base_url_of(text: str) -> str:
    """A base address as it must be: with a slash at both ends."""
    inner = text.strip("/")
    return f"/{inner}/" if inner else "/"


def public_url(host: str, port: int, base_url: str = "/") -> str:
    """The address others use for a server at `host`, or what EVENGROUND_PUBLIC_URL says; ends with /."""
    given = os.environ.get("EVENGROUND_PUBLIC_URL")
    if given:
        return f"{given.rstrip('/')}/"
    name = lan_address() if host in EVERYWHERE else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}{'' if port == 80 else f':{port}'}{base_url_of(base_url)}"


def join_url(public: str, code: str) -> str:
    """Where participants of a session go."""
    return f"{public}join/{code}"


def board_url(public: str, code: str) -> str:
    """What is projected for everybody to see."""
    return f"{public}board/{code}"


def facilitate_url(public: str, code: str, key: str) -> str:
    """Where a session is led. The key stands in the fragment, which browsers send to nobody."""
    return f"{public}facilitate/{code}#key={key}"


def host_url(public: str, host_key: str) -> str:
    """Where the host of this server starts sessions."""
    return f"{public}facilitate#host={host_key}"


def return_url(public: str, host_key: str) -> str:
    """Where the host of this server finds their own record again."""
    return f"{public}return#key={host_key}"
