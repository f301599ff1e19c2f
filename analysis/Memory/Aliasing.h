//===- Aliasing.h - Results that have no memory of their own --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A view shows its operand's memory; an operator that runs in place writes its
// result over its operand. A model file says nothing about the latter, so these
// are assumptions, one for each runtime:
//
//   eager   the activations that PyTorch's modules offer with inplace=True, and
//           that torchvision's and timm's convolutional networks use so: ReLU,
//           ReLU6 and other clips, LeakyReLU, ELU, CELU, SELU, Hardswish,
//           Hardsigmoid, SiLU, Mish. Nothing else: a residual addition may be
//           `x += y` or `x = x + y`; the second is assumed.
//           Autograd adds gradients in place.
//   others  any elementwise kernel: Inductor (inplace_buffers), ONNX Runtime
//           (MayInplace) and TensorRT plan memory before they run.
//
// Only where nobody needs the operand afterwards, backward included: what
// autograd saved is never written over (Liveness.h).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_MEMORY_ALIASING_H
#define PERFOPT_ANALYSIS_MEMORY_ALIASING_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/StringRef.h"

namespace perfopt::analysis {

/// Shows its first operand's storage: counted, but neither launched nor
/// written.
bool isView(mlir::Operation *op);

/// The operands whose storage a kernel or operator may write its first result
/// over, were they not needed any more.
llvm::SmallVector<mlir::Value> overwritable(mlir::Operation *op,
                                            llvm::StringRef runtime);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_MEMORY_ALIASING_H
