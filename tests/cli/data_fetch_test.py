"""supreme data fetch against a server of this machine that fails in every way; never the net."""

import hashlib
import json
import random
import signal
import subprocess
import time
import unittest

from file_server import FileServer
from harness import SUPREME, ProgramTest, run

BASE = "db/1.0"


def content(seed, size):
    return random.Random(seed).randbytes(size)


# The header of a record names its signal file.
FILES = {
    "RECORDS": b"records/001/a\nrecords/001/b\nrecords/002/c\n",
    "records/001/a.hea": b"a 1 500 10\na.dat 16\n",
    "records/001/a.dat": content(1, 60_000),
    "records/001/b.hea": b"b 1 500 10\nb.dat 16\n",
    "records/001/b.dat": content(2, 300_000),
    "records/002/c.hea": b"c 1 500 10\nc.dat 16\n",
    "records/002/c.dat": content(3, 60_000),
    "empty.txt": b"",
    "with blank & more?.txt": b"odd name",
}
BIG = "records/001/b.dat"


class FetchTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.server = FileServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.server.publish(BASE, FILES)
        self.out = self.folder / "out"

    def command(self, *flags, mirror=None):
        return ["data", "fetch", "ludb", "--out", self.out, "--mirror",
                mirror or self.server.url(BASE), "--retry-wait", "0.02", *flags]

    def fetch(self, *flags, mirror=None):
        return run(*self.command(*flags, mirror=mirror), timeout=120)

    def fault(self, path, *faults):
        self.server.faults[f"{BASE}/{path}"] = list(faults)

    def gets(self, path):
        return self.server.gets(f"{BASE}/{path}")

    def assert_complete(self, files=None):
        """Exactly the files asked for, with the right bytes, and no partial file."""
        files = FILES if files is None else files
        there = {str(p.relative_to(self.out)): p.read_bytes() for p in self.out.rglob("*")
                 if p.is_file() and ".fetch" not in p.parts and p.name != "SHA256SUMS.txt"}
        self.assertEqual(there.keys(), files.keys())
        for path, expected in files.items():
            self.assertEqual(there[path], expected, path)
        self.assertEqual(list((self.out / ".fetch/partial").iterdir()), [])

    def assert_stops(self, process, code, *words):
        self.assertEqual(process.returncode, code, process.stdout + process.stderr)
        line = [line for line in process.stderr.splitlines() if line.startswith("supreme")][-1]
        for word in words:
            self.assertIn(word, line)

    def test_all_files_are_fetched_and_checked(self):
        process = self.fetch()
        self.assert_ok(process)
        self.assertIn(f"fetched {len(FILES)} files", process.stdout)
        self.assert_complete()
        self.assertEqual((self.out / "SHA256SUMS.txt").read_bytes(),
                         self.server.files[f"{BASE}/SHA256SUMS.txt"])

    def test_a_list_that_a_killed_run_left_half_written_is_removed(self):
        self.out.mkdir()
        (self.out / "SHA256SUMS.txt.tmp-123-0").write_bytes(b"half a li")
        self.assert_ok(self.fetch())
        self.assert_complete()

    def without_sums(self):
        del self.server.files[f"{BASE}/SHA256SUMS.txt"]

    def records_only(self):
        return {path: data for path, data in FILES.items() if path.startswith("records/")}

    def test_a_copy_without_sums_is_fetched_by_its_records(self):
        self.without_sums()
        process = self.fetch("--format", "json")
        self.assert_ok(process)
        answer = json.loads(process.stdout)
        self.assertEqual((answer["has_sums"], answer["fetched_files"]), (False, 6))
        self.assert_complete(self.records_only())
        self.assertFalse((self.out / "SHA256SUMS.txt").exists())
        self.server.requests.clear()
        process = self.fetch()
        self.assert_ok(process)
        self.assertIn("cannot be checked", process.stdout)
        self.assertEqual({path for path, _, _ in self.server.requests}, {f"{BASE}/SHA256SUMS.txt"})

    def test_records_may_stand_in_folders_with_a_list_of_their_own(self):
        self.without_sums()
        self.server.files[f"{BASE}/RECORDS"] = b"records/001/\nrecords/002/\n"
        self.server.files[f"{BASE}/records/001/RECORDS"] = b"a\nb\n"
        self.server.files[f"{BASE}/records/002/RECORDS"] = b"c\n"
        for record in "abc":
            path = f"records/00{1 if record != 'c' else 2}/{record}.hea"
            self.assertIn(f"{BASE}/{path}", self.server.files)
        self.assert_ok(self.fetch())
        self.assert_complete(self.records_only())

    def test_a_list_of_records_is_not_believed(self):
        self.without_sums()
        for text, words in [(b"../../escape\n", "RECORDS:1"), (b"", "names no record"),
                            (b"absent\n", "absent.hea"), (b"loop/\n", "loop/RECORDS"),
                            (b"records/001/a\nrecords/001/a\n", "twice")]:
            with self.subTest(text):
                self.server.files[f"{BASE}/RECORDS"] = text
                out = self.folder / f"out{len(text)}{words[:3].strip('/.')}"
                process = run("data", "fetch", "ludb", "--out", out, "--mirror",
                              self.server.url(BASE), "--retry-wait", "0.02")
                self.assertIn(process.returncode, (3, 4), process.stdout + process.stderr)
                self.assertIn(words, process.stderr)

    def test_a_second_run_asks_the_server_for_nothing(self):
        self.assert_ok(self.fetch())
        self.server.requests.clear()
        process = self.fetch("--format", "json")
        self.assert_ok(process)
        summary = json.loads(process.stdout)
        self.assertEqual((summary["present_files"], summary["fetched_files"]), (len(FILES), 0))
        self.assertEqual(self.server.requests, [])

    def test_only_what_is_missing_or_changed_is_fetched(self):
        self.assert_ok(self.fetch())
        (self.out / "records/001/a.dat").unlink()
        (self.out / BIG).write_bytes(b"cut by an accident")
        self.server.requests.clear()
        self.assert_ok(self.fetch())
        self.assert_complete()
        asked = {path for path, method, _ in self.server.requests if method == "GET"}
        self.assertEqual(asked, {f"{BASE}/records/001/a.dat", f"{BASE}/{BIG}"})

    def test_files_of_another_downloader_are_kept_when_their_sum_is_right(self):
        target = self.out / BIG
        target.parent.mkdir(parents=True)
        target.write_bytes(FILES[BIG])
        (self.out / "RECORDS").write_bytes(b"half a li")
        process = self.fetch("--format", "json")
        self.assert_ok(process)
        self.assertEqual(json.loads(process.stdout)["kept_files"], 1)
        self.assertEqual(self.gets(BIG), [])
        self.assert_complete()

    def test_patterns_choose_files(self):
        self.assert_ok(self.fetch("--include", "records/002/*", "--include", "RECORDS"))
        wanted = {path: FILES[path] for path in FILES
                  if path.startswith("records/002/") or path == "RECORDS"}
        self.assert_complete(wanted)
        process = self.fetch("--include", "nothing/*")
        self.assert_stops(process, 2, "--include", "none of the 9 files")

    def test_a_dry_run_states_files_bytes_and_free_space_and_fetches_none(self):
        process = self.fetch("--dry-run", "--format", "json")
        self.assert_ok(process)
        plan = json.loads(process.stdout)
        self.assertEqual(plan["missing_files"], len(FILES))
        self.assertEqual(plan["missing_bytes"], sum(map(len, FILES.values())))
        self.assertGreater(plan["free_bytes"], 0)
        self.assertEqual([p for p in self.out.rglob("*.dat")], [])
        self.assertIn("9 of 9 selected", self.fetch("--dry-run").stdout)

    def test_a_cut_connection_goes_on_where_it_broke(self):
        self.fault(BIG, ("cut", 100_000), ("reset",), ("cut", 50_000))
        self.assert_ok(self.fetch())
        self.assert_complete()
        ranges = [headers.get("Range") for headers in self.gets(BIG)]
        self.assertIsNone(ranges[0])
        starts = [int(text[len("bytes="):-1]) for text in ranges[1:]]
        self.assertEqual(len(starts), 3)
        self.assertTrue(0 < starts[0] <= starts[1] < starts[2] <= 150_000, starts)

    def test_progress_renews_the_tries(self):
        self.fault(BIG, *[("cut", 20_000)] * 12)
        self.assert_ok(self.fetch("--tries", "3"))
        self.assert_complete()

    def test_a_new_version_in_between_starts_the_file_anew(self):
        newer = content(9, 300_000)
        self.server.publish(BASE, {**FILES, BIG: newer})
        self.server.files[f"{BASE}/{BIG}"] = FILES[BIG]
        self.fault(BIG, ("replace", 120_000, newer))
        self.assert_ok(self.fetch())
        self.assert_complete({**FILES, BIG: newer})
        self.assertEqual(len(self.gets(BIG)), 2)
        self.assertIn("If-Range", self.gets(BIG)[1])

    def test_a_range_that_nobody_asked_for_is_not_believed(self):
        self.fault(BIG, ("range",))
        self.assert_ok(self.fetch())
        self.assert_complete()

    def test_wrong_bytes_are_fetched_once_more(self):
        self.fault(BIG, ("wrong",))
        self.assert_ok(self.fetch())
        self.assert_complete()
        self.assertEqual(len(self.gets(BIG)), 2)

    def test_wrong_bytes_twice_name_the_file_and_spare_the_others(self):
        self.fault(BIG, *[("wrong",)] * 2)
        process = self.fetch()
        self.assert_stops(process, 3, BIG, "wrong bytes twice: SHA-256")
        self.assertFalse((self.out / BIG).exists())
        self.assertEqual((self.out / "records/002/c.dat").read_bytes(), FILES["records/002/c.dat"])
        self.assert_ok(self.fetch())
        self.assert_complete()

    def test_a_missing_file_is_named_and_spares_the_others(self):
        del self.server.files[f"{BASE}/records/001/a.dat"]
        process = self.fetch()
        self.assert_stops(process, 3, "records/001/a.dat", "answer 404")
        self.assertEqual(len(self.gets("records/001/a.dat")), 1)
        self.assertTrue((self.out / BIG).exists())

    def test_a_busy_server_is_asked_again(self):
        self.fault(BIG, ("status", 503), ("status", 500), ("status", 429))
        self.assert_ok(self.fetch())
        self.assert_complete()

    def test_retry_after_holds_all_connections(self):
        self.fault("RECORDS", ("status", 429, {"Retry-After": "2"}))
        started = time.monotonic()
        self.assert_ok(self.fetch("--connections", "1"))
        self.assertGreaterEqual(time.monotonic() - started, 1.9)
        self.assert_complete()

    def test_an_absurd_wait_ends_the_run(self):
        self.fault("RECORDS", ("status", 429, {"Retry-After": "1000000000"}))
        started = time.monotonic()
        self.assert_stops(self.fetch(), 5, "asks to wait 1000000000 s", "later")
        self.assertLess(time.monotonic() - started, 30)

    def test_a_dead_server_ends_the_run_after_the_tries(self):
        self.assert_ok(self.fetch("--dry-run"))
        self.fault("records/001/a.hea", *[("reset",)] * 99)
        self.assert_stops(self.fetch("--tries", "3"), 5, "a.hea", "3 times in a row")
        self.assertEqual(len(self.gets("records/001/a.hea")), 3)
        self.server.faults.clear()
        self.assert_ok(self.fetch())
        self.assert_complete()

    def test_a_stalled_connection_is_given_up(self):
        self.fault(BIG, ("stall", 1000, 20))
        started = time.monotonic()
        self.assert_ok(self.fetch("--timeout", "1"))
        self.assertLess(time.monotonic() - started, 15)
        self.assert_complete()

    def test_restricted_files_say_what_to_do(self):
        self.server.login = "ada:lovelace 1"
        self.assert_stops(self.fetch(), 5, "401", "--netrc")
        netrc = self.folder / "netrc"
        netrc.write_text("machine 127.0.0.1 login ada password wrong\n")
        self.assert_stops(self.fetch("--netrc", netrc), 5, "401", "granted access")
        netrc.write_text('machine 127.0.0.1 login ada password "lovelace 1"\n')
        process = self.fetch("--netrc", netrc)
        self.assert_ok(process)
        self.assert_complete()
        self.assertNotIn("lovelace", process.stdout + process.stderr)

    def test_redirects_stay_on_the_host_or_go_to_https(self):
        self.server.files["elsewhere"] = FILES[BIG]
        self.fault(BIG, ("redirect", "/elsewhere"))
        self.assert_ok(self.fetch())
        self.assert_complete()
        with FileServer() as other:
            other.files["b"] = FILES["records/001/a.dat"]
            (self.out / "records/001/a.dat").unlink()
            for target in (other.url("b"), "ftp://127.0.0.1/b", "file:///etc/passwd",
                           "http://user:word@127.0.0.1/b"):
                self.fault("records/001/a.dat", ("redirect", target))
                self.assert_stops(self.fetch(), 3, "a.dat", "redirected to")
            self.assertEqual(other.requests, [])
        self.fault("records/001/a.dat", *[("redirect", f"/{BASE}/records/001/a.dat")] * 50)
        self.assert_stops(self.fetch(), 3, "redirected to")
        self.assertLess(len(self.gets("records/001/a.dat")), 15)

    def test_lists_cannot_lead_out_of_the_folder(self):
        digest = hashlib.sha256(b"x").hexdigest()
        for path in ("../evil", "/tmp/evil", "a/../../evil", "a//b", "./", "a\\b",
                     ".fetch/journal"):
            with self.subTest(path=path):
                self.server.files["bad/SHA256SUMS.txt"] = f"{digest} {path}\n".encode()
                self.server.files["bad/" + path] = b"x"
                self.out = self.folder / "bad"
                process = self.fetch(mirror=self.server.url("bad"))
                self.assert_stops(process, 3, "is refused", "SHA256SUMS.txt:1")
                for left in (self.folder / "bad/.fetch").glob("list-*"):
                    left.unlink()
        self.assertFalse((self.folder / "evil").exists())

    def test_an_address_without_a_list_says_so(self):
        process = self.fetch(mirror=self.server.url("nothing/here"))
        self.assert_stops(process, 4, "404", "SHA256SUMS.txt")

    def test_bad_calls_are_refused_before_any_request(self):
        for flags, word in ((("--connections", "17"), "1 to 16"),
                            (("--max-rate", "-1"), "--max-rate"),
                            (("--netrc", self.folder / "none"), "none"),
                            (("--mirror", "ftp://x/y"), "--mirror"),
                            (("--mirror", "https://me:word@x/y"), "--netrc")):
            process = self.fetch(*flags) if flags[0] != "--mirror" else \
                self.fetch(mirror=flags[1])
            self.assertNotEqual(process.returncode, 0)
            self.assertIn(word, process.stderr)
        self.assertEqual(self.server.requests, [])
        self.assertIn("ptbxl", run("data", "fetch", "nosuch", "--out", self.out).stderr)

    def test_connections_are_bounded(self):
        many = {f"f{i:03}": content(i, 500) for i in range(120)}
        self.server.publish(BASE, many)
        self.assert_ok(self.fetch("--connections", "3"))
        self.assert_complete(many)
        self.assertLessEqual(self.server.most_together, 3)

    def test_the_rate_is_bounded(self):
        started = time.monotonic()
        self.assert_ok(self.fetch("--max-rate", "0.2", "--include", "*.dat"))
        self.assertGreater(time.monotonic() - started, 420_000 / 0.2e6 * 0.8)

    def test_two_runs_in_one_folder_are_refused(self):
        self.fault(BIG, ("stall", 1000, 3))
        with subprocess.Popen([SUPREME, *map(str, self.command())], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as first:
            while not self.gets(BIG):
                time.sleep(0.02)
            self.assert_stops(self.fetch(), 5, "lock")
            self.assertEqual(first.wait(60), 0)
        self.assert_complete()

    def test_kill_9_at_any_moment_loses_nothing(self):
        many = {f"d{i % 7}/f{i:03}.dat": content(i, 20_000) for i in range(60)}
        self.server.publish(BASE, many)
        chance = random.Random(5)
        kills = 0
        for _ in range(12):
            with subprocess.Popen([SUPREME, *map(str, self.command("--max-rate", "0.5"))],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                time.sleep(chance.uniform(0.05, 0.5))
                process.send_signal(signal.SIGKILL)
                kills += process.wait() == -signal.SIGKILL
            for path in self.out.rglob("*.dat"):
                self.assertEqual(path.read_bytes(), many[str(path.relative_to(self.out))])
        self.assertGreater(kills, 3)
        self.assert_ok(self.fetch())
        self.assert_complete(many)
        whole = sum(1 for path in many if len(self.gets(path)) == 1)
        self.assertGreater(whole, len(many) / 2)  # what was there was not fetched again

    def test_ctrl_c_stops_cleanly(self):
        self.fault(BIG, ("stall", 1000, 30))
        with subprocess.Popen([SUPREME, *map(str, self.command())], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True) as process:
            while not self.gets(BIG):
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=10)
            self.assertEqual(process.returncode, 130, errors)
        self.assert_ok(self.fetch())
        self.assert_complete()

    def test_a_table_of_ones_own_names_other_publishers(self):
        """Zenodo's and figshare's lists, with their sums and sizes."""
        good, wrong = content(4, 5000), content(5, 5000)
        for name, data in (("x.zip", good), ("y.csv", b"a,b\n")):
            self.server.files[f"files/{name}"] = data

        def zenodo(name, data):
            return {"key": name, "size": len(data),
                    "links": {"self": self.server.url("files/" + name)},
                    "checksum": "md5:" + hashlib.md5(data).hexdigest()}

        def figshare(name, data):
            return {"name": name, "size": len(data), "computed_md5": hashlib.md5(data).hexdigest(),
                    "download_url": self.server.url("files/" + name)}

        self.server.files["api/z"] = json.dumps({"files": [zenodo("x.zip", good),
                                                           zenodo("y.csv", b"a,b\n")]}).encode()
        self.server.files["api/f1"] = json.dumps({"files": [figshare("x.zip", good)]}).encode()
        self.server.files["api/f2"] = json.dumps({"files": [figshare("y.csv", b"a,b\n")]}).encode()
        self.server.files["api/w"] = json.dumps({"files": [zenodo("x.zip", wrong)]}).encode()
        table = self.folder / "own.csv"
        rows = ["name,title,version,kind,url,only,max_gb,licence,page",
                f"z,Z,1,zenodo,{self.server.url('api/z')},,1,CC0,p",
                f"f,F,1,figshare,{self.server.url('api/f1')} {self.server.url('api/f2')},,1,CC0,p",
                f"w,W,1,zenodo,{self.server.url('api/w')},,1,CC0,p",
                f"small,S,1,zenodo,{self.server.url('api/z')},,0.000001,CC0,p"]
        table.write_text("\n".join(rows) + "\n")
        own = ("--sources", table, "--retry-wait", "0.02")
        for name in ("z", "f"):
            self.out = self.folder / name
            self.assert_ok(run("data", "fetch", name, "--out", self.out, *own))
            self.assert_complete({"x.zip": good, "y.csv": b"a,b\n"})
        self.assert_stops(run("data", "fetch", "w", "--out", self.folder / "w", *own), 3, "MD5")
        self.assert_stops(run("data", "fetch", "small", "--out", self.folder / "s", *own), 3,
                          "bound")

    def test_the_databases_are_listed(self):
        process = run("data", "fetch", "--list", "--format", "json")
        self.assert_ok(process)
        names = {entry["name"] for entry in json.loads(process.stdout)}
        self.assertLessEqual({"ptbxl", "mimic-iv-ecg", "csn", "cpsc2018", "georgia", "ptb",
                              "cpsc-extra", "sph", "code15"}, names)


if __name__ == "__main__":
    unittest.main()
