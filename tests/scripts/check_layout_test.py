"""Each rule of scripts/check_layout.py on small made-up trees that keep it and that break it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check_layout.py"

GOOD = {
    "CMakeLists.txt": "set(SUPREME_FOLDERS core nn\n    engine train cli)\n",
    "src/core/a.h": "// What a is.\n#pragma once\n\n#include <string>\n\nint Add(int x, int y);\n",
    "src/core/a.cc": '#include "core/a.h"\n\nint Add(int x, int y) {\n  return x + y;\n}\n',
    "tests/core/a_test.cc": '#include "core/a.h"\n',
    "src/nn/net.h": '// A net.\n#pragma once\n\n#include <torch/torch.h>\n\n#include "core/a.h"\n',
    "src/cli/main.cc": '#include "core/a.h"\n\nint main() {\n  return 0;\n}\n',
}


def body(lines):
    return "".join(f"  Add({i}, 1);\n" for i in range(lines))


class CheckLayout(unittest.TestCase):
    def findings(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**GOOD, **changes}.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            process = subprocess.run([sys.executable, str(SCRIPT), folder], text=True,
                                     capture_output=True, check=False)
            lines = process.stdout.splitlines()
            self.assertEqual(process.returncode, 1 if lines else 0, process.stderr)
            return lines

    def assert_only(self, changes, *expected):
        """The findings start with the expected texts, one each."""
        found = self.findings(changes)
        self.assertEqual(len(found), len(expected), found)
        for line, start in zip(found, expected):
            self.assertTrue(line.startswith(start), f"{line} does not start with {start}")
            self.assertIn("; ", line)

    def test_a_good_tree_has_no_findings(self):
        self.assert_only({})

    def test_standard_names_come_from_headers_of_the_project(self):
        use = '#include "core/a.h"\n\n#include <torch/x.h>\n\nstd::string t;\nstd::span<int> s;\n'
        self.assert_only({"src/nn/b.cc": use, "tests/nn/b_test.cc": ""},
                         "src/nn/b.cc:6: std::span comes from no header")
        through = '// Uses b.\n#pragma once\n\n#include <span>\n'
        self.assert_only({"src/nn/b.cc": use.replace("core/a.h", "core/b.h"),
                          "tests/nn/b_test.cc": "", "src/core/b.h": through})

    def test_includes_go_down_the_order_only(self):
        self.assert_only({"src/core/a.cc": '#include "core/a.h"\n#include "engine/x.h"\n'},
                         "src/core/a.cc:2: core includes from engine")
        self.assert_only({"src/core/a.cc": '#include "a.h"\n'},
                         'src/core/a.cc:1: "a.h" has no folder')
        self.assert_only({"src/odd/b.h": "// B.\n#pragma once\n"}, "src/odd/b.h:1: folder src/odd")

    def test_the_tour_knows_every_folder_and_no_path_that_is_gone(self):
        rows = "".join(f"| `{name}` | things |\n" for name in ("core", "nn", "engine", "train"))
        self.assert_only({"ARCHITECTURE.md": rows + "| `cli` | see `src/core/a.h` |\n"})
        self.assert_only({"ARCHITECTURE.md": rows + "See `src/core/b.h`.\n"},
                         "ARCHITECTURE.md:1: src/cli has no row",
                         "ARCHITECTURE.md:5: src/core/b.h does not exist")

    def test_libraries_stay_behind_their_fences(self):
        self.assert_only({"src/core/b.h": "// B.\n#pragma once\n#include <ATen/ATen.h>\n"},
                         "src/core/b.h:3: <ATen/ATen.h> outside")
        self.assert_only({"tests/core/b_test.cc": "#include <openvino/openvino.hpp>\n"},
                         "tests/core/b_test.cc:1: <openvino/openvino.hpp> outside src/engine/")
        self.assert_only({"src/cli/b_verb.cc": "#include <CLI/CLI.hpp>\n"},
                         "src/cli/b_verb.cc:1: <CLI/CLI.hpp> outside src/cli/arguments.cc")
        self.assert_only({"src/cli/arguments.cc": "#include <CLI/CLI.hpp>\n"})

    def test_verbs_do_not_reach_torch_through_headers(self):
        changes = {
            "src/cli/b_verb.cc": '#include "train/loop.h"\n',
            "src/train/loop.h": '// L.\n#pragma once\n#include "nn/net.h"\n',
        }
        self.assert_only(changes, "src/nn/net.h:4: <torch/torch.h> is reached from src/cli")

    def test_every_source_has_its_test(self):
        self.assert_only({"src/core/b.cc": '#include "core/a.h"\n'},
                         "src/core/b.cc:1: tests/core/b_test.cc is missing")
        self.assert_only({"src/cli/b_verb.cc": "", "src/cli/train_main.cc": ""})

    def test_headers_say_what_they_are_for(self):
        self.assert_only({"src/core/b.h": "#pragma once\n"}, "src/core/b.h:1: does not start with")
        self.assert_only({"src/core/b.h": "// B.\n"}, "src/core/b.h:1: no #pragma once")

    def test_files_are_short(self):
        self.assert_only({"tests/core/b_test.cc": "int x;\n" * 801},
                         "tests/core/b_test.cc:801: 801")
        self.assert_only({"tests/core/b_test.cc": "int x;\n" * 800})
        long_source = '#include "core/a.h"\n' + "int x;\n" * 500
        self.assert_only({"src/core/a.cc": long_source, "src/cli/main.cc": long_source},
                         "src:1: a tenth of the files has 501 lines")

    def test_functions_are_short(self):
        long_function = "void F() {\n" + body(59) + "}\n"
        self.assert_only({"src/core/a.cc": long_function}, "src/core/a.cc:1: function of 61 lines")
        self.assert_only({"src/core/a.cc": "void F() {\n" + body(58) + "}\n"})
        self.assert_only({"src/core/a.cc": "// Long because it is a table.\n" + long_function})
        wrapped = "int Long(int x,\n         int y) {\n" + body(59) + "}\n"
        self.assert_only({"src/core/a.cc": wrapped}, "src/core/a.cc:1: function of 62 lines")

    def test_methods_are_short_and_data_and_namespaces_may_be_long(self):
        method = "struct S {\n  void F() {\n" + body(60) + "  }\n};\n"
        self.assert_only({"src/core/a.cc": method}, "src/core/a.cc:2: function of 62 lines")
        table = "constexpr int kTable[] = {\n" + "    Value(1),\n" * 100 + "};\n"
        self.assert_only({"src/core/a.cc": "namespace x {\n" + table + "}  // namespace x\n"})

    def test_functions_take_few_parameters(self):
        self.assert_only({"src/core/a.cc": "void F(int a, int b, int c, int d, int e, int f);\n"},
                         "src/core/a.cc:1: F takes 6 parameters")
        wrapped = "bool C::F(int a, int b, int c,\n  int d, int e, int f) {\n}\n"
        self.assert_only({"src/core/a.cc": wrapped}, "src/core/a.cc:1: C::F takes 6 parameters")
        self.assert_only({"src/core/a.cc": "#include <map>\nvoid F(std::map<int, int> a, Call<void(int, int)> b,\n"
                                           "       int c = G(1, 2, 3), int d, int e);\n"})

    def test_text_is_clean(self):
        self.assert_only({"src/core/a.cc": "int x;\t\n"}, "src/core/a.cc:1: blanks",
                         "src/core/a.cc:1: tab")
        self.assert_only({"src/core/a.cc": "// " + "ü" * 97 + "\n"})
        self.assert_only({"src/core/a.cc": "// " + "ü" * 98 + "\n"}, "src/core/a.cc:1: 101 columns")
        self.assert_only({"docs/a.md": "x" * 200 + "\n"})
        self.assert_only({"docs/a.md": "no end"}, "docs/a.md:1: last line has no line break")

    def test_banned_words_are_found_everywhere(self):
        self.assert_only({"docs/a.md": "one\nTODO: two\n"}, 'docs/a.md:2: "TODO"')
        self.assert_only({"scripts/x.py": "open('/work/x')\n"}, 'scripts/x.py:1: "/work/"')


if __name__ == "__main__":
    unittest.main()
