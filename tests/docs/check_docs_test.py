"""The checks of documents, on trees that they must accept and refuse.

    check_docs_test.py ROOT
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)

    def plant(self, path, text):
        file = self.tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self, script):
        run = subprocess.run([sys.executable, ROOT / "utils" / script, self.tree], capture_output=True, text=True)
        return run.returncode, run.stdout


class CountingLabels(Tree):
    def test_the_same_labels_are_fine(self):
        self.plant("analysis/Cost/Rules/A.cpp", 'rule("conv_c1"); /// reduce_cN in words\n')
        self.plant("docs/counting.md", "| `conv_c1` | conv |\n")
        self.assertEqual(self.check("check_counting_labels.py"), (0, ""))

    def test_each_side_is_missed_on_the_other(self):
        self.plant("analysis/Cost/Rules/A.cpp", 'rule("conv_c1", "gemm_c2");\n')
        self.plant("docs/counting.md", "`conv_c1` `view_c1`\n")
        self.assertEqual(self.check("check_counting_labels.py"), (1,
            "docs/counting.md: no entry for 'gemm_c2', which analysis/Cost/Rules uses\n"
            "docs/counting.md: 'view_c1' is in no rule of analysis/Cost/Rules\n"))

    def test_a_side_without_labels_is_an_error(self):
        self.plant("analysis/Cost/Rules/A.cpp", "\n")
        self.plant("docs/counting.md", "`conv_c1`\n")
        self.assertEqual(self.check("check_counting_labels.py")[0], 2)


class RuntimeRules(Tree):
    def test_the_same_rules_are_fine(self):
        self.plant("analysis/Kernels/ARules.cpp", '{"eager_bias",\n \'R\', "traces"}\n')
        self.plant("docs/runtimes.md", "| `eager_bias` | R | a bias |\n")
        self.assertEqual(self.check("check_runtime_rules.py"), (0, ""))

    def test_each_side_is_missed_on_the_other(self):
        self.plant("analysis/Kernels/ARules.cpp", '{"eager_bias", \'K\', "traces"}\n')
        self.plant("docs/runtimes.md", "| `eager_bias` | R | a bias |\n")
        self.assertEqual(self.check("check_runtime_rules.py"), (1,
            "docs/runtimes.md: no row for 'eager_bias' of kind K, which analysis/Kernels has\n"
            "docs/runtimes.md: 'eager_bias' of kind R is in no table of analysis/Kernels\n"))

    def test_a_side_without_rules_is_an_error(self):
        self.plant("analysis/Kernels/ARules.cpp", "\n")
        self.plant("docs/runtimes.md", "| `eager_bias` | R | a bias |\n")
        self.assertEqual(self.check("check_runtime_rules.py")[0], 2)


class Paths(Tree):
    def test_names_that_exist_are_fine(self):
        self.plant("core/A.h", "")
        self.plant("core/A.cpp", "")
        self.plant("docs/README.md", "`core/A.{h,cpp}` `core/*.h` `core/` `build/x` `core/<id>` [a](../core/A.h)\n")
        self.assertEqual(self.check("check_doc_paths.py"), (0, ""))

    def test_names_that_lead_nowhere_are_found(self):
        self.plant("core/A.h", "")
        self.plant("docs/README.md", "\n`core/B.h` and [a](gone.md)\n")
        self.assertEqual(self.check("check_doc_paths.py"), (1,
            "docs/README.md:2: names 'gone.md', which does not exist\n"
            "docs/README.md:2: names 'core/B.h', which does not exist\n"))


unittest.main()
