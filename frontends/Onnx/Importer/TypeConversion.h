//===- TypeConversion.h - ONNX types and attributes in MLIR ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONVERSION_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONVERSION_H

#include "frontends/Onnx/Reader/Model.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

namespace perfopt::onnx {

/// Null for strings and numbers that ONNX does not define.
mlir::Type convertElementType(DataType type, mlir::MLIRContext *context);

/// Null when the type is no tensor, or has an unknown element type or more
/// elements than any tensor can have.
mlir::TensorType convertType(const Type &type, mlir::MLIRContext *context);

/// The same for sequences and optionals, too; an optional has the type of what
/// it holds. Null for maps, sparse tensors and strings.
mlir::Type convertValueType(const Type &type, mlir::MLIRContext *context);

/// The type of an initializer; null as above.
mlir::RankedTensorType convertType(const Tensor &tensor,
                                   mlir::MLIRContext *context);

/// The values of a small numeric tensor; null when they are not in the file or
/// not well-formed.
mlir::DenseElementsAttr convertValues(const Tensor &tensor,
                                      mlir::MLIRContext *context);

/// Null for attributes that carry graphs, types, sparse tensors or strings of
/// no meaning here.
mlir::Attribute convertAttribute(const Attribute &attribute,
                                 mlir::MLIRContext *context);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONVERSION_H
