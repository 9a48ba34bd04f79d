"""supreme runs, and supreme report of several runs, on run folders made by hand."""

import json
import os
import subprocess

from harness import SUPREME, ProgramTest, run


class RunsTest(ProgramTest):
    def write_run(self, name, auc=0.75, finished=True, rate=0.001):
        folder = self.folder / name
        checkpoint = folder / "checkpoints" / "step_000020"
        checkpoint.mkdir(parents=True)
        info = {"verb": "pretrain", "seed": 1,
                "config": {"model": {"encoder": "vit"}, "train": {"learning_rate": rate}}}
        if finished:
            info["result"] = {"steps": 20}
        (folder / "run.json").write_text(json.dumps(info))
        (folder / "metrics.jsonl").write_text(
            json.dumps({"step": 20, "epoch": 1, "loss": 0.25, "records_per_sec": 90.5}) + "\n")
        (folder / "metrics.csv").write_text(
            "step,epoch,loss,learning_rate,records_per_sec,validation_auc\n"
            f"10,0.5,0.5,{rate},80,\n20,1,0.25,{rate / 2},90.5,\n20,1,,,,{auc}\n")
        (checkpoint / "state.json").write_text(json.dumps(
            {"step": 20, "has_best": True, "best_auc": auc, "best_step": 20}))
        os.symlink("checkpoints/step_000020", folder / "latest")
        return folder

    def names(self, *arguments):
        process = run("runs", self.folder, "--format", "json", *arguments)
        self.assert_ok(process)
        return [row["name"] for row in json.loads(process.stdout)]

    def test_lists_sorts_and_filters(self):
        self.write_run("good", 0.9)
        self.write_run("group/poor", 0.6)
        self.write_run("half", 0.7, finished=False)
        self.assertEqual(self.names(), ["good", "group/poor", "half"])
        self.assertEqual(self.names("--sort", "auc"), ["group/poor", "half", "good"])
        self.assertEqual(self.names("--sort", "auc", "--reverse"), ["good", "half", "group/poor"])
        self.assertEqual(self.names("--state", "stopped"), ["half"])
        self.assertEqual(self.names("--name", "o"), ["good", "group/poor"])
        process = run("runs", self.folder)
        self.assert_ok(process)
        lines = process.stdout.splitlines()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[1], r"^good +finished +vit \(own\) +20 +1\.0 +0\.9000 +20 ")

    def test_hostile_folders_are_one_line_each(self):
        self.write_run("good")
        for name, text in (("empty", ""), ("list", "[]"), ("deep", "[" * 100000),
                           ("binary", "\x00\x01\x1b[2J")):
            (self.folder / name).mkdir()
            (self.folder / name / "run.json").write_text(text)
        (self.folder / "odd\n\x1b[2Jname").mkdir()
        (self.folder / "odd\n\x1b[2Jname" / "run.json").write_text("{}")
        broken = self.write_run("broken")
        (broken / "latest" / "state.json").write_text('{"has_best": true, "best_auc": "high"}')
        process = run("runs", self.folder)
        self.assert_ok(process)
        self.assertEqual(len(process.stdout.splitlines()), 8, process.stdout)
        self.assertNotIn("\x1b", process.stdout)
        self.assertIn("best_auc", process.stdout)
        self.assertEqual(len(self.names()), 7)

    def test_a_held_lock_means_running(self):
        folder = self.write_run("live", finished=False)
        holder = subprocess.Popen(
            ["python3", "-c", "import fcntl,os,socket,sys,time\n"
             "f=open(sys.argv[1],'w')\nfcntl.flock(f,fcntl.LOCK_EX)\n"
             "f.write(f'{os.getpid()} on {socket.gethostname()}\\n'); f.flush()\n"
             "print('held',flush=True)\ntime.sleep(60)\n", folder / "lock"],
            stdout=subprocess.PIPE)
        try:
            holder.stdout.readline()
            self.assertEqual(self.names("--state", "running"), ["live"])
        finally:
            holder.kill()
            holder.wait()
            holder.stdout.close()
        # Killed: the lock file is there, and nobody holds it.
        self.assertEqual(self.names("--state", "failed"), ["live"])

    def test_curves_of_several_runs_as_page_and_picture(self):
        runs = [self.write_run(name, rate=rate) for name, rate in (("a", 0.001), ("b", 0.002))]
        page = self.folder / "comparison.html"
        self.assert_ok(run("report", *runs, "--output", page))
        text = page.read_text()
        for part in ("2 runs side by side", "Validation AUC", "ECG/s",
                     "config.train.learning_rate", "0.002"):
            self.assertIn(part, text)
        self.assertNotIn("<script", text)
        for ending, start in (("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
            picture = self.folder / f"curves.{ending}"
            self.assert_ok(run("report", *runs, "--output", picture))
            self.assertTrue(picture.read_bytes().startswith(start), picture.read_bytes()[:20])
        self.assert_fails(run("report", *runs, "--output", self.folder / "x.gif"), 2, ".svg")
        self.assert_fails(run("report", runs[0], self.folder), 4, "holds no run")

    def test_an_empty_folder_is_said_and_no_error(self):
        process = run("runs", self.folder)
        self.assert_ok(process)
        self.assertIn("no such runs", process.stderr)
        self.assertEqual(self.names(), [])
        self.assert_fails(run("runs", self.folder / "absent"), 4, "no such folder")
