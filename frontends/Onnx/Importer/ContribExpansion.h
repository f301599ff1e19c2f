//===- ContribExpansion.h - One node of ONNX Runtime, several of nn -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIBEXPANSION_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIBEXPANSION_H

#include "frontends/Onnx/Importer/Contrib.h"

#include "mlir/IR/BuiltinTypes.h"

namespace perfopt::onnx {

/// A node while it is being taken apart. After a refusal or an error nothing
/// more is created, and values are null.
class ContribExpansion {
public:
  ContribExpansion(OperatorRequest &node, const OperatorTable &table,
                   mlir::OpBuilder &builder, mlir::Location loc)
      : node(node), table(table), builder(builder), loc(loc) {}

  llvm::ArrayRef<mlir::Value> operands() const { return node.operands; }
  /// Null where it is omitted.
  mlir::Value operand(size_t position) const;
  const mlir::NamedAttrList &attributes() const { return node.attributes; }
  /// The attribute, or `fallback` where it is not given as a number.
  int64_t integer(llvm::StringRef name, int64_t fallback) const;
  llvm::StringRef string(llvm::StringRef name, llvm::StringRef fallback) const;

  /// Creates nn's operator; what it does not know of `attributes` is dropped.
  llvm::SmallVector<mlir::Value> make(llvm::StringRef name,
                                      llvm::ArrayRef<mlir::Value> operands,
                                      const mlir::NamedAttrList &attributes);
  /// The first result of `make`.
  mlir::Value makeOne(llvm::StringRef name,
                      llvm::ArrayRef<mlir::Value> operands,
                      const mlir::NamedAttrList &attributes = {});
  mlir::Value constant(llvm::ArrayRef<int64_t> values);
  mlir::Value permute(mlir::Value value, llvm::ArrayRef<int64_t> order);

  mlir::NamedAttrList with(llvm::StringRef name, int64_t value) const;
  mlir::NamedAttrList with(llvm::StringRef name, llvm::StringRef value) const;

  void finish(llvm::ArrayRef<mlir::Value> results);
  /// The results are those of one more operator.
  void finish(llvm::StringRef name, llvm::ArrayRef<mlir::Value> operands,
              const mlir::NamedAttrList &attributes) {
    finish(make(name, operands, attributes));
  }
  void refuse(llvm::StringRef reason) { outcome.refusal = reason.str(); }
  bool failed() const {
    return !outcome.refusal.empty() || !outcome.error.empty();
  }
  ContribOutcome take() { return std::move(outcome); }

  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Location getLoc() const { return loc; }

private:
  OperatorRequest &node;
  const OperatorTable &table;
  mlir::OpBuilder &builder;
  mlir::Location loc;
  ContribOutcome outcome;
};

/// A weight of `bits` bits that a file packs into bytes gets the type that it
/// stands for, so that it has as many parameters as before quantisation: the
/// last extent times 8 / bits. Left alone where somebody else uses the bytes.
void unpackWeight(mlir::Value value, int64_t bits, mlir::OpBuilder &builder);

using Expand = void(llvm::StringRef opType, ContribExpansion &expansion);
/// Null for an operator that is one of nn's.
Expand *findExpansion(llvm::StringRef opType);

// By what the operator is about.
void expandAttention(llvm::StringRef opType, ContribExpansion &expansion);
void expandExperts(llvm::StringRef opType, ContribExpansion &expansion);
void expandProduct(llvm::StringRef opType, ContribExpansion &expansion);
void expandElements(llvm::StringRef opType, ContribExpansion &expansion);
void expandBlockedUpsample(ContribExpansion &expansion);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIBEXPANSION_H
