"""configs/paper_tables.csv against the paper's text, cell by cell.

The text is a conversion from PDF: tables are lines with tabs, 1 (b) to (h) one garbled line.
"""

import collections
import csv
import pathlib
import re
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PAPER = SOURCE.parent / "shared" / "specs" / "supreme_paper.md"

# Table: what its header line starts with, and how many lines of the text it has after that.
HEADERS = {
    "1a": ("Framework\tApproach\t0%", 17),
    "2": ("Entity Type\tCount", 5),
    "3": ("Clustering Metric\tValue", 4),
    "4": ("SCP Code\tStandardized Query", 9),
    "5": ("SCP Code\tStandard Cardiac Query", 3),
    "6": ("Pre-train Entity\tDownstream Query", 28),
    "7": ("Dataset\tCategory Number", 8),
    "8": ("Hyperparameter\tPTB-XL-Superclass", 10),
    "9": ("Framework\t1%\t10%", 17),
    "10": ("Setting\tPTB-XL-Super", 2),
    "11": ("Dataset\tResNet\tViT", 7),
    "13": ("Source\tSum of Squares", 4),
    "14": ("Framework\tPTB-XL-Superclass\tPTB-XL-Subclass", 2),
    "15": ("Framework\tZero-shot AUC (%)", 2),
}


def plain(text):
    """Without the marks of LaTeX, thousands commas and look-alike letters."""
    text = re.sub(r"\\textbf|\\pm|\\quad|\\left|\\right|\\begin\{array\}\{c\}|\\end\{array\}",
                  lambda m: "±" if m[0] == "\\pm" else "", text)
    text = text.replace("\\times", "x").replace("×", "x")
    text = text.replace("\u0422\u0443\u0440\u0435", "Type")
    text = re.sub(r"[${}|\\]", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return re.sub(r" +", " ", text)


def numbers(text):
    return re.findall(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-]|\.\d)", text)


@unittest.skipUnless(PAPER.exists(), f"{PAPER} is absent")
class PaperTablesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.paper = PAPER.read_text().split("\n")
        cls.tables = collections.defaultdict(lambda: collections.defaultdict(list))
        with (SOURCE / "configs" / "paper_tables.csv").open() as file:
            for entry in csv.DictReader(file):
                cls.tables[entry["table"]][entry["row"]].append(entry)

    def lines(self, table):
        header, count = HEADERS[table]
        start = next(i for i, line in enumerate(self.paper) if line.startswith(header))
        lines = [plain(line) for line in self.paper[start + 1:] if line.strip()]
        return lines[:count]

    def test_every_table_of_the_paper_is_there(self):
        expected = {f"1{letter}" for letter in "abcdefgh"} | {str(i) for i in range(2, 16)}
        self.assertEqual(set(self.tables) - {"K.4", "K.5"}, expected)

    def find_row(self, table, row, cells, lines):
        """The line that has the row's name and then its cells, in the order of the columns."""
        name = re.sub(r"^(Optimizer|Scheduler) type$", "Type", row)
        pattern = r"(?<![\w.])" + r".*?(?<![\w.])".join(
            re.escape(plain(text)).replace(r"\ ", r"\s+") + r"(?![\w])" for text in [name, *cells])
        pattern = pattern.replace(r"%(?![\w])", "%").replace(r"\)(?![\w])", r"\)")
        return [line for line in lines if re.search(pattern, line)]

    def test_cells_stand_in_the_line_of_their_row_in_the_order_of_their_columns(self):
        for table in HEADERS:
            lines = self.lines(table)
            for row, entries in self.tables[table].items():
                with self.subTest(table=table, row=row):
                    cells = [text for entry in entries
                             for text in (entry["value"], entry["deviation"]) if text]
                    self.assertTrue(self.find_row(table, row, cells, lines), cells)

    def test_no_number_of_the_tables_is_missing(self):
        for table in HEADERS:
            with self.subTest(table=table):
                if table == "6":
                    continue  # two tables side by side; counted below
                printed = collections.Counter(numbers(" ".join(self.lines(table))))
                kept = collections.Counter()
                for row, entries in self.tables[table].items():
                    kept.update(numbers(plain(row)))
                    for entry in entries:
                        kept.update(numbers(plain(f"{entry['value']} {entry['deviation']}")))
                citations = {"2020", "2021", "2022", "2023", "2024"}
                missing = {n: c for n, c in (printed - kept).items() if n not in citations}
                self.assertEqual(missing, {})
                self.assertEqual(dict(kept - printed), {})

    def test_table_6_has_as_many_pairs_as_the_paper(self):
        similarities = re.findall(r"\b[01]\.\d{4}\b", " ".join(self.lines("6")))
        self.assertEqual(len(self.tables["6"]), len(similarities))
        kept = [e["value"] for row in self.tables["6"].values() for e in row
                if e["column"] == "similarity"]
        self.assertEqual(sorted(kept), sorted(similarities))

    def test_ablations_have_the_printed_means_and_deviations(self):
        """Table 1 (b) to (h) and 15: pairs of mean and deviation, as often as printed."""
        line = next(line for line in self.paper if line.startswith("(b) LLM for entity extraction"))
        pair = r"(\d+\.\d+) ?± ?(\d+\.\d+)"
        printed = collections.Counter(re.findall(pair, plain(line)))
        kept = collections.Counter()
        for letter in "bcdefgh":
            for row, entries in self.tables[f"1{letter}"].items():
                kept.update((e["value"], e["deviation"]) for e in entries)
                name = row.replace(" (Ours)", "").replace("GPT-4o", "GPT-40")
                self.assertIn(name, plain(line))
        self.assertEqual(kept, printed)

    def test_rows_of_table_12_and_figures_of_appendix_k_are_printed(self):
        text = plain(" ".join(self.paper))
        for row, entries in self.tables["12"].items():
            self.assertIn(row, text)
            for entry in entries:
                self.assertIn(entry["value"], text)
        for figure in ("t = 4.99, p = 0.0021", "W = 21.0, p = 0.0156", "+5.97 AUC",
                       "t = 3.51, p = 0.0171"):
            self.assertIn(figure, text)
        printed = [e["value"] for table in ("K.4", "K.5") for row in self.tables[table].values()
                   for e in row]
        self.assertEqual(printed, ["4.99", "0.0021", "21.0", "0.0156", "5.97", "3.51", "0.0171"])


if __name__ == "__main__":
    unittest.main()
