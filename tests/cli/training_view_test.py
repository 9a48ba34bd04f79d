"""What people see of a training: TensorBoard's files, the live view, curves, trials."""

import json
import pathlib
import re
import shutil
import signal
import tempfile
import unittest

from event_reader import scalars
from harness import ProgramTest, run
from terminal import Screen, run_in_terminal, set_size

# A network that makes a step in milliseconds.
SMALL = [word for setting in (
    "model.stem_width=4", "model.width=32", "model.stage_blocks=1", "model.fusion_layers=1",
    "model.hidden_width=32", "model.head_width=32", "model.fusion_ffn_width=64",
    "train.batch_size=8", "train.log_every_steps=1", "train.patience=0", "train.threads=1",
) for word in ("--set", setting)]


ROOT = pathlib.Path(tempfile.mkdtemp(prefix="supreme-view-"))
unittest.addModuleCleanup(shutil.rmtree, ROOT)


def setUpModule():
    """One small pack and vocabulary for all tests of this file."""
    for arguments in (
            ["simulate", "--records", 60, "--seed", 7, "--out", ROOT / "ecgs"],
            ["data", "import", "ptbxl", ROOT / "ecgs", "--out", ROOT / "pack"],
            ["extract", "--pack", ROOT / "pack", "--out", ROOT / "store.sqlite"],
            ["vocab", "build", "--pack", ROOT / "pack", "--store", ROOT / "store.sqlite",
             "--text-encoder", "hashed", "--out", ROOT / "vocab"]):
        process = run(*arguments)
        if process.returncode != 0:
            raise AssertionError(process.stderr)


class TrainingView(ProgramTest):
    def pretrain(self, out, *more):
        return ["pretrain", "--pack", ROOT / "pack", "--vocab", ROOT / "vocab", "--out",
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
    LINES = (r"  (training|validation|done|stopped) +epoch", r"\d+ %$", r"step \d+ of \d+ ",
             "^loss ", "^AUC ", "ECG/s")

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
        self.assertTrue(made.read_text().startswith(
            "step,learning_rate,loss,smoothed_loss\n1,1e-07,"))
        self.assertIn("falls fastest", made.with_suffix(".svg").read_text())
        after = {path: path.stat().st_mtime_ns for path in (self.folder / "run").rglob("*")}
        new = {path.name for path in set(after) - set(before)}
        self.assertEqual(new, {"learning_rate.csv", "learning_rate.svg"})
        for path, changed in before.items():
            if path.is_file():
                self.assertEqual(after[path], changed, path)

    def test_one_batch_passes_or_fails(self):
        words = ["pretrain", "--pack", ROOT / "pack", "--vocab", ROOT / "vocab", *SMALL]
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
