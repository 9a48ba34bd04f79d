"""A pseudo-terminal to run the program in, and what it would show."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

from harness import SUPREME


class Screen:
    """As much of a terminal as the view uses; other codes are kept in `unknown`."""

    CODES = re.compile(r"\x1b\[(\??[0-9;]*)([A-Za-z])")

    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.lines = [""]
        self.row = self.column = 0
        self.unknown = []
        self.widest = 0

    def write(self, text):
        at = 0
        while at < len(text):
            code = self.CODES.match(text, at)
            if code:
                self.code(code.group(1), code.group(2))
                at = code.end()
                continue
            letter, at = text[at], at + 1
            if letter == "\r":
                self.column = 0
            elif letter == "\n":
                self.row += 1
                while len(self.lines) <= self.row:
                    self.lines.append("")
            else:
                line = self.lines[self.row].ljust(self.column)
                self.lines[self.row] = line[:self.column] + letter + line[self.column + 1:]
                self.column += 1
                self.widest = max(self.widest, self.column)

    def code(self, numbers, kind):
        if kind == "A":
            self.row = max(0, self.row - int(numbers or 1))
        elif kind == "K" and not numbers:
            self.lines[self.row] = self.lines[self.row][:self.column]
        elif kind == "J" and not numbers:
            self.lines[self.row] = self.lines[self.row][:self.column]
            del self.lines[self.row + 1:]
        else:
            self.unknown.append(numbers + kind)


def set_size(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def run_in_terminal(arguments, env=None, size=(24, 80), during=None):
    """Runs supreme in a pseudo-terminal. `during(text, terminal, process)` is called after each
    read. Returns exit code, all text, and the terminal's settings before and after."""
    terminal, inner = pty.openpty()
    set_size(terminal, *size)
    before = termios.tcgetattr(inner)
    environment = {**os.environ, "TERM": "xterm", "LANG": "C.UTF-8", **(env or {})}
    if not (env or {}).get("NO_COLOR"):
        environment.pop("NO_COLOR", None)
    process = subprocess.Popen([str(SUPREME), *map(str, arguments)], stdin=inner,
                               stdout=subprocess.DEVNULL, stderr=inner, env=environment,
                               start_new_session=True)
    data, end = b"", time.monotonic() + 200
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            data += os.read(terminal, 65536)
            if during:
                during(data.decode(errors="replace"), terminal, process)
        elif process.poll() is not None:
            break
    code = process.wait(timeout=10)
    after = termios.tcgetattr(inner)
    os.close(terminal)
    os.close(inner)
    return code, data.decode(errors="replace").replace("\r\n", "\n\r"), before, after
