# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is shown to the virus scanner before it comes in; without its yes nothing comes in. The scanner here speaks clamd's
protocol over a real socket."""

import io
import socketserver
import struct
import threading
import time
from contextlib import contextmanager

import pytest

from baken.kernel.papers import virus_scan
from baken.kernel.papers.kept import PaperRefused, examine

# The test file of EICAR, which every scanner knows, in two parts: this file itself shouldn't set one off.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """INSTREAM as clamd does it: a command that ends in a zero, chunks with their length, an empty chunk, one answer."""

    def handle(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        assert command == b"zINSTREAM\0"
        told = self.server.told
        data = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
            if told.get("limit") and len(data) > told["limit"]:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        told["seen"] = data
        time.sleep(told.get("slow", 0))
        found = b"stream: Eicar-Signature FOUND\0" if b"EICAR" in data else b"stream: OK\0"
        self.wfile.write(told.get("answer", found))


class Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


class Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def scanner(kind=Tcp, where=("127.0.0.1", 0), **told):
    with kind(where, Clamd) as server:
        server.told = told
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            address = f"unix:{where}" if kind is Unix else f"127.0.0.1:{server.server_address[1]}"
            yield address, told
        finally:
            server.shutdown()


def upload(data, name="nota.txt"):
    file = io.BytesIO(data)
    file.name, file.size = name, len(data)
    return file


def slug(data):
    with pytest.raises(PaperRefused) as refused:
        examine(upload(data))
    assert all(reason.text for reason in refused.value.reasons)
    return [reason.slug for reason in refused.value.reasons]


def test_a_clean_file_comes_in_and_was_seen_whole(settings):
    data = b"regel\n" * 100_000
    with scanner() as (settings.CLAMD, told):
        assert examine(upload(data)).data == data
    assert told["seen"] == data


def test_a_virus_is_refused(settings):
    with scanner() as (settings.CLAMD, _):
        assert slug(EICAR) == ["virus"]


def test_over_a_socket_of_the_machine_itself(settings, tmp_path):
    with scanner(Unix, str(tmp_path / "clamd")) as (settings.CLAMD, _):
        assert slug(EICAR) == ["virus"]
        assert examine(upload(b"schoon")).data == b"schoon"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"stream: OK",
        b"stream: X FOUND",
        b"UNKNOWN COMMAND\0",
        b"stream: Can't allocate. ERROR\0",
        b"\xff" * 9000,
        b"OK\0",
    ],
)
def test_any_other_answer_lets_nothing_in(settings, answer):
    with scanner(answer=answer) as (settings.CLAMD, _):
        assert slug(b"schoon") == ["not_scanned"]


def test_a_file_that_the_scanner_finds_too_large_is_refused(settings):
    with scanner(limit=1000) as (settings.CLAMD, _):
        assert slug(b"schoon" * 500_000) == ["not_scanned"]


def test_no_scanner_there_lets_nothing_in(settings, tmp_path):
    with scanner() as (settings.CLAMD, _):
        pass
    assert slug(b"schoon") == ["not_scanned"]
    settings.CLAMD = f"unix:{tmp_path}/nergens"
    assert slug(b"schoon") == ["not_scanned"]


def test_one_that_does_not_answer_is_not_waited_for_without_end(settings, monkeypatch):
    monkeypatch.setattr(virus_scan, "PATIENCE", 0.3)
    with scanner(slow=1.5) as (settings.CLAMD, _):  # who waited would hear that it is clean
        assert slug(b"schoon") == ["not_scanned"]


def test_without_a_scanner_set_none_is_asked(settings):
    settings.CLAMD = ""
    assert examine(upload(EICAR)).data == EICAR


def test_what_is_refused_already_is_not_shown_to_the_scanner(settings):
    with scanner() as (settings.CLAMD, told), pytest.raises(PaperRefused):
        examine(upload(b"MZ\x90\0" * 9, "nota.pdf"))
    assert "seen" not in told
