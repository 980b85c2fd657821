"""The connection between a websocket and a seat, in the place where Jupyter's handler keeps its connection."""

from __future__ import annotations

from typing import Any

from tornado.websocket import WebSocketClosedError

from evenground.serving.kernels.seats import Seat, Seats

BEAT = "beat"  # a page's question whether the laptop is there; text is never a Jupyter message
UNKNOWN_SEAT = 4404


class SeatConnection:
    """Lets a page in at once, whether or not there is a kernel behind its seat."""

    kernel_ws_protocol = "v1.kernel.websocket.jupyter.org"

    def __init__(self, seats: Seats, seat: Seat, handler: Any) -> None:
        self.seats = seats
        self.seat = seat
        self.handler = handler

    async def connect(self) -> None:
        """Take the seat."""
        self.seats.open(self.seat, self._send, self._hang_up)

    def handle_incoming_message(self, message: str | bytes) -> None:
        """Answer a beat, and pass anything else on."""
        if isinstance(message, bytes):
            self.seats.receive(self.seat, message)
        elif message == BEAT:
            self._write(BEAT)

    def disconnect(self) -> None:
        """Leave the seat empty; the page may come back to it."""
        self.seats.close(self.seat, self._send)

    def _send(self, message: bytes) -> None:
        self._write(message)

    def _hang_up(self) -> None:
        """Tell the page that its seat is not known any more."""
        self.handler.close(UNKNOWN_SEAT)

    def _write(self, message: str | bytes) -> None:
        try:
            sent = self.handler.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:  # the page left while it was being told
            return
        sent.add_done_callback(lambda done: done.exception())  # the same, a moment later
