"""utils/check_layers.py on trees that it must accept and refuse.

    check_layers_test.py ROOT
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))


class CheckLayers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        (self.tree / "cmake").mkdir()
        shutil.copy(ROOT / "cmake/PerfoptLayers.cmake", self.tree / "cmake")

    def plant(self, path, text):
        file = self.tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self):
        return subprocess.run(
            [sys.executable, ROOT / "utils/check_layers.py", self.tree], capture_output=True, text=True)

    def test_downward_includes_are_fine(self):
        self.plant("predictors/Fine.cpp", '#include "core/Schema/Device.h"\n#include "predictors/Fine.h"\n'
                   "#include <vector>\n")
        result = self.check()
        self.assertEqual((result.returncode, result.stdout), (0, ""), result.stderr)

    def test_an_upward_include_is_named(self):
        self.plant("core/Support/Bad.h", '#include <vector>\n#include "predictors/Core/Predictor.h"\n')
        result = self.check()
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "core/Support/Bad.h:2: layer rule: core must not include "
                         "'predictors/Core/Predictor.h'; core may use: nothing else\n")

    def test_both_sides_stay_apart(self):
        self.plant("analysis/Bad.cpp", '  #  include <predictors/Core/Predictor.h>\n')
        result = self.check()
        self.assertEqual(result.returncode, 1)
        self.assertIn("analysis/Bad.cpp:1:", result.stdout)
        self.assertIn("analysis may use: core dialects", result.stdout)

    def test_tablegen_is_read_too(self):
        self.plant("dialects/NN/Bad.td", 'include "mlir/IR/OpBase.td"\ninclude "analysis/Cost/Rules.td"\n')
        result = self.check()
        self.assertEqual(result.returncode, 1)
        self.assertIn("dialects/NN/Bad.td:2:", result.stdout)

    def test_a_tree_without_the_table_is_an_error(self):
        (self.tree / "cmake/PerfoptLayers.cmake").unlink()
        self.assertEqual(self.check().returncode, 2)


unittest.main()
