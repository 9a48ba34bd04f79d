"""supreme extract with a real language model behind a real server: small, slow, often wrong."""

import json
import sqlite3
import unittest

from harness import ProgramTest, run
from llm_server import (GOLD, MODELS, PATIENCE, broken_rules, missing, scores_of_sets, serve,
                        write_sample)

EVERY = 18  # of the English statements: a dozen
SMALL_ANSWERS = ["--max-tokens", 256]


class RealLlmTest(ProgramTest):
    def serve(self, model):
        if missing(model):
            self.skipTest(f"no {missing(model)[0]}; try: ./dev test-llm")
        return serve(model)

    def extract(self, store, endpoint, model, *flags, extractor="llm"):
        reports = self.folder / "reports.csv"
        self.count = write_sample(reports, EVERY)
        process = run("extract", "--reports", reports, "--out", store, "--extractor", extractor,
                      *(["--endpoint", endpoint, "--model", model, *PATIENCE, *SMALL_ANSWERS]
                        if extractor != "rules" else []), *flags, timeout=1500)
        self.assert_ok(process)

    def json_of(self, *arguments):
        process = run("extract", *arguments, "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)

    def check_rows(self, store, model):
        """Each statement is settled, with its reason; what was kept keeps the rules."""
        status = self.json_of("status", "--store", store)
        self.assertEqual(status["pending"], 0)
        self.assertEqual(status["done"] + status["failed"], status["distinct_statements"])
        self.assertEqual(sum(status["failures"].values()), status["failed"])
        self.assertEqual(set(status["answer_models"]), {model})
        # A server that runs and answers leaves only mistakes of the model itself.
        self.assertLessEqual(set(status["failures"]), {
            "cut_off", "empty", "not_json", "schema", "not_in_report", "classes",
            "no_entity"})
        out = self.folder / "out.json"
        self.assert_ok(run("extract", "export", "--store", store, "--out", out))
        export = json.loads(out.read_text())
        self.assertRegex(export["prompt_hash"], "^[0-9a-f]{64}$")
        for row in export["statements"]:
            with self.subTest(text=row["text"]):
                self.assertEqual(row["model"], model)
                self.assertGreater(row["prompt_tokens"], 500)
                if "extraction" in row:
                    self.assertEqual(broken_rules(row["text"], row["extraction"]), [])
                else:
                    self.assertEqual(row["tries"], 2)
                    self.assertTrue(row["detail"])
        with sqlite3.connect(store) as database:
            hashes = {row[0] for row in database.execute("SELECT prompt_hash FROM extraction")}
        self.assertEqual(hashes, {export["prompt_hash"]})
        return status

    def check_model(self, model, *flags):
        store = self.folder / "llm.sqlite"
        rules = self.folder / "rules.sqlite"
        with self.serve(model) as server:
            self.extract(store, server.endpoint, model, *flags)
        status = self.check_rows(store, model)
        # The server is gone: the same command again must not need it.
        self.extract(store, "http://127.0.0.1:1/v1", model, *flags)
        self.assertEqual(self.json_of("status", "--store", store), status)
        self.extract(rules, "", "", extractor="rules")
        comparison = self.json_of("compare", rules, store)
        self.assertEqual(comparison["statements"], status["distinct_statements"])
        self.assertEqual(comparison["second"]["failed"], status["failed"])
        quality = self.json_of("quality", "--gold", GOLD, "--store", store)
        scores = scores_of_sets(quality)
        self.assertEqual(sum(score["statements"] for score in scores), self.count)
        print(f"\n{model} {' '.join(flags)}: {status['done']} of {self.count} answered, refused "
              f"{status['failures']}, agreement with the rules "
              f"{comparison['meaning_and_certainty_f1']:.2f}", flush=True)

    def test_an_instructed_model_held_to_the_schema(self):
        self.check_model("smollm2-135m-instruct")

    def test_an_instructed_model_held_to_nothing(self):
        self.check_model("smollm2-135m-instruct", "--output-mode", "plain")

    def test_a_model_without_instruction_held_to_the_grammar(self):
        self.check_model("gemma-3-270m", "--output-mode", "grammar")

    def test_a_server_that_dies_in_the_middle_loses_nothing(self):
        model = next(iter(MODELS))
        store = self.folder / "llm.sqlite"
        reports = self.folder / "reports.csv"
        self.count = write_sample(reports, EVERY)
        with self.serve(model) as server:
            self.extract(store, server.endpoint, model)
        with sqlite3.connect(store) as database:
            half = "SELECT hash FROM extraction ORDER BY hash LIMIT 6"
            database.execute(f"DELETE FROM extraction WHERE hash IN ({half})")
            kept = set(database.execute("SELECT * FROM extraction"))
        process = run("extract", "--reports", reports, "--out", store, "--extractor", "llm",
                      "--endpoint", server.endpoint, "--model", model, "--retry-wait", 0.02)
        self.assert_fails(process, 5, "connect")
        with self.serve(model) as server:
            self.extract(store, server.endpoint, model)
        self.check_rows(store, model)
        with sqlite3.connect(store) as database:
            self.assertLessEqual(kept, set(database.execute("SELECT * FROM extraction")))


if __name__ == "__main__":
    unittest.main()
