"""What people see of a training: TensorBoard's files, the live view, curves, trials."""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest

from event_reader import scalars
from harness import SUPREME, ProgramTest, run

# A network that makes a step in milliseconds.
SMALL = [word for setting in (
    "model.stem_width=4", "model.width=32", "model.stage_blocks=1", "model.fusion_layers=1",
    "model.hidden_width=32", "model.head_width=32", "model.fusion_ffn_width=64",
    "train.batch_size=8", "train.log_every_steps=1", "train.patience=0", "train.threads=1",
) for word in ("--set", setting)]


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
    for name in ("NO_COLOR",):
        if not (env or {}).get(name):
            environment.pop(name, None)
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


class TrainingView(ProgramTest):
    """One small pack and vocabulary for all tests of this file."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-view-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for arguments in (
                ["simulate", "--records", 60, "--seed", 7, "--out", cls.root / "ecgs"],
                ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
                ["extract", "--pack", cls.root / "pack", "--out", cls.root / "store.sqlite"],
                ["vocab", "build", "--pack", cls.root / "pack", "--store",
                 cls.root / "store.sqlite", "--out", cls.root / "vocab"]):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(process.stderr)

    def pretrain(self, out, *more):
        return ["pretrain", "--pack", self.root / "pack", "--vocab", self.root / "vocab", "--out",
                self.folder / out, *SMALL, *more]


class EventFilesTest(TrainingView):
    def test_they_hold_every_metric_once_also_after_a_resume(self):
        steps = ["--set", "train.max_steps={}", "--set", "train.checkpoint_every_steps=4"]
        self.assert_ok(run(*self.pretrain("run", *[s.format(6) for s in steps])))
        self.assert_ok(run(*self.pretrain("run", *[s.format(10) for s in steps], "--resume")))
        folder = self.folder / "run"
        files = sorted(folder.glob("events.out.tfevents.*"))
        self.assertEqual(len(files), 2)
        found = scalars(files)
        for tag, values in found.items():
            numbers = [step for step, _ in values]
            self.assertEqual(numbers, sorted(set(numbers)), tag)
        self.assertEqual([step for step, _ in found["training/loss"]], list(range(1, 11)))
        rows = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
        for row in rows:
            part = "validation_" if "validation_loss" in row else ""
            for name, value in row.items():
                if name == "step" or name.startswith("validation_") != bool(part):
                    continue
                tag = f"validation/{name[11:]}" if part else f"training/{name}"
                got = dict(found[tag])[row["step"]]
                self.assertAlmostEqual(got, value, delta=1e-6 * abs(value) + 1e-12, msg=tag)
        for tag in ("training/learning_rate", "training/gradient_norm", "training/memory_mb",
                    "validation/loss"):
            self.assertIn(tag, found)
        self.assertNotIn("training/gpu_memory_mb", found)


class LiveViewTest(TrainingView):
    LINES = ("training|validation|done|stopped", r"\d+ %$", r"step \d+ of \d+", "^loss ", "^AUC ",
             "ECG/s")

    def assert_one_view(self, screen):
        for pattern in self.LINES:
            found = [line for line in screen.lines if re.search(pattern, line)
                     and not re.match(r"\d+:\d\d  ", line)]
            self.assertEqual(len(found), 1, pattern + "\n" + "\n".join(screen.lines))

    def test_one_block_is_drawn_over_in_place(self):
        code, text, before, after = run_in_terminal(
            self.pretrain("run", "--set", "train.max_steps=12"))
        self.assertEqual(code, 0, text)
        screen = Screen(24, 80)
        screen.write(text)
        self.assert_one_view(screen)
        self.assertEqual(screen.unknown, [])
        self.assertLess(screen.widest, 120)
        self.assertTrue(any("done" in line for line in screen.lines))
        self.assertTrue(any("best checkpoint" in line for line in screen.lines))
        self.assertRegex(text, "[▁▂▃▄▅▆▇█]{4}")
        self.assertEqual(before, after)
        if os.environ.get("SUPREME_KEEP_SCREEN"):
            pathlib.Path(os.environ["SUPREME_KEEP_SCREEN"]).write_text(text)

    def test_a_narrower_terminal_gets_narrower_lines(self):
        sizes = []

        def shrink(text, terminal, _process):
            if not sizes and "ECG/s" in text:
                set_size(terminal, 24, 44)
                sizes.append(len(text))

        code, text, _, _ = run_in_terminal(self.pretrain("run", "--set", "train.max_steps=40"),
                                           during=shrink)
        self.assertEqual(code, 0, text)
        self.assertTrue(sizes)
        last = text[text.rindex("loss  "):]
        self.assertLess(len(last.splitlines()[0].replace("\x1b[K", "")), 44)

    def test_ctrl_c_leaves_the_terminal_as_it_was(self):
        sent = []

        def interrupt(text, _terminal, process):
            if not sent and re.search(r"step [2-9] of", text):
                process.send_signal(signal.SIGINT)
                sent.append(True)

        code, text, before, after = run_in_terminal(
            self.pretrain("run", "--set", "train.max_steps=100000", "--epochs", 100000),
            during=interrupt)
        self.assertEqual(code, 130, text)
        self.assertIn("stopped", text)
        self.assertIn("--resume goes on", text)
        self.assertEqual(before, after)
        screen = Screen(24, 80)
        screen.write(text)
        self.assert_one_view(screen)

    def test_plain_text_where_it_is_asked_for(self):
        steps = ["--set", "train.max_steps=2"]
        for name, more, env in (("a", ["--plain"], {}), ("b", [], {"NO_COLOR": "1"}),
                                ("c", [], {"TERM": "dumb"})):
            code, text, _, _ = run_in_terminal(self.pretrain(name, *steps, *more), env=env)
            self.assertEqual(code, 0, text)
            self.assertNotRegex(text, r"\x1b\[\d*A")
            self.assertIn("records", text)
        process = run(*self.pretrain("d", *steps))
        self.assert_ok(process)
        self.assertNotIn("\x1b", process.stderr)


class TrialTest(TrainingView):
    def test_sweep_writes_curve_and_picture_and_nothing_else(self):
        self.assert_ok(run(*self.pretrain("run", "--set", "train.max_steps=2")))
        before = {path: path.stat().st_mtime_ns for path in (self.folder / "run").rglob("*")}
        process = run(*self.pretrain("run", "--find-learning-rate", "--trial-steps", 60,
                                     "--set", "train.max_steps=2"))
        self.assert_ok(process)
        self.assertRegex(process.stdout, r"suggestion: --set train\.learning_rate=[0-9.e-]+ \(")
        made = self.folder / "run" / "learning_rate.csv"
        self.assertTrue(made.read_text().startswith("step,learning_rate,loss,smoothed_loss\n1,1e-07,"))
        self.assertIn("falls fastest", made.with_suffix(".svg").read_text())
        after = {path: path.stat().st_mtime_ns for path in (self.folder / "run").rglob("*")}
        new = {path.name for path in set(after) - set(before)}
        self.assertEqual(new, {"learning_rate.csv", "learning_rate.svg"})
        for path, changed in before.items():
            if path.is_file():
                self.assertEqual(after[path], changed, path)

    def test_one_batch_passes_or_fails(self):
        words = ["pretrain", "--pack", self.root / "pack", "--vocab", self.root / "vocab", *SMALL]
        process = run(*words, "--overfit-one-batch", "--set", "train.learning_rate=0.003", "--set",
                      "model.dropout=0")
        self.assert_ok(process)
        self.assertIn("passed: loss", process.stdout)
        self.assert_fails(run(*words, "--overfit-one-batch", "--trial-steps", 3, "--set",
                              "train.learning_rate=1e-9"), 1, "limit", "half the")

    def test_flags_that_make_no_sense_are_refused(self):
        self.assert_fails(run(*self.pretrain("run", "--find-learning-rate",
                                             "--overfit-one-batch")), 2, "exclude each other")
        self.assert_fails(run(*self.pretrain("run", "--find-learning-rate", "--trial-steps", 5)), 2,
                          "--trial-steps")


if __name__ == "__main__":
    unittest.main()
