//===- ExternalData.h - Where weights outside the model would lie ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model may name files that hold its weights. They are never opened: shapes
// say what they weigh. But a name that leads out of the model's folder is how
// a hostile model reaches for other files (ONNX, docs/ExternalDataSecurity.md),
// so such a model is refused, whoever would read the file later.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_EXTERNALDATA_H
#define PERFOPT_FRONTENDS_ONNX_READER_EXTERNALDATA_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/Model.h"

#include <string>
#include <vector>

namespace perfopt::onnx {

/// Checks every tensor of the model that lies in another file: the location is
/// relative, without `..`, backslash, drive letter or NUL, and stays in the
/// folder of the model, symbolic links followed (the links of the model file
/// itself too: caches keep models and weights as links into one other folder);
/// offset and length are decimal numbers. A missing or too short file is a
/// note, for the weights are not needed.
core::Result<std::vector<std::string>>
checkExternalData(const Model &model, const std::string &modelPath);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_EXTERNALDATA_H
