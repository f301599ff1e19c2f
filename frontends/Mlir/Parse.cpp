//===- Parse.cpp - MLIR's parser, with remedies ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/Parse.h"

#include "dialects/NN/NNDialect.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Shape/IR/Shape.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

#include <optional>

using namespace mlir;

namespace perfopt::upstream {

void prepareContext(MLIRContext &context) {
  DialectRegistry registry;
  registry.insert<
      affine::AffineDialect, arith::ArithDialect,
      bufferization::BufferizationDialect, cf::ControlFlowDialect,
      complex::ComplexDialect, func::FuncDialect, linalg::LinalgDialect,
      math::MathDialect, memref::MemRefDialect, ml_program::MLProgramDialect,
      nn::NNDialect, perf::PerfDialect, quant::QuantDialect, scf::SCFDialect,
      shape::ShapeDialect, tensor::TensorDialect, tosa::TosaDialect>();
  context.appendDialectRegistry(registry);
  context.allowUnregisteredDialects();
}

/// What to do about an error of the parser; empty where nothing better is known
/// than what it says.
static std::string remedyFor(StringRef message) {
  if (message.contains("'stablehlo.") || message.contains("'chlo.") ||
      message.contains("`stablehlo'") || message.contains("`chlo'"))
    return "the short form of StableHLO is read by its own library only; write "
           "the generic form: in jax "
           "lowered.compiler_ir('stablehlo').operation.get_asm("
           "print_generic_op_form=True), elsewhere stablehlo-opt "
           "--mlir-print-op-generic";
  if (message.contains("vhlo"))
    return "a portable artefact is read by StableHLO's own library only; write "
           "it as generic text: stablehlo-translate --deserialize FILE | "
           "stablehlo-opt --mlir-print-op-generic";
  if (message.contains("tosa."))
    return "expected TOSA 1.0 as LLVM 22 has it; older forms (convolutions "
           "without zero points, tosa.fully_connected, attributes in place of "
           "operands) were left behind: export the model anew, or lower it to "
           "linalg with the mlir-opt that wrote it "
           "(--pass-pipeline='builtin.module(func.func(tosa-to-linalg-named,"
           "tosa-to-linalg))')";
  if (message.contains("not found for custom op"))
    return "operators of a dialect that is not known here are read in the "
           "generic form: print the module with --mlir-print-op-generic";
  return {};
}

OwningOpRef<ModuleOp> parseModule(const Source &source, StringRef name,
                                  MLIRContext *context) {
  std::string message;
  std::optional<std::pair<unsigned, unsigned>> at;
  OwningOpRef<ModuleOp> module;
  {
    ScopedDiagnosticHandler collector(context, [&](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() != DiagnosticSeverity::Error ||
          !message.empty())
        return success();
      message = diagnostic.str();
      if (auto loc = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>())
        if (loc.getFilename().getValue() == name)
          at = {loc.getLine(), loc.getColumn()};
      return success();
    });
    llvm::SourceMgr sources;
    // Sections of bytecode are aligned.
    auto buffer = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(
        source.text.size(), name, llvm::Align(64));
    llvm::copy(source.text, buffer->getBufferStart());
    sources.AddNewSourceBuffer(std::move(buffer), SMLoc());
    module = parseSourceFile<ModuleOp>(sources, ParserConfig(context));
  }
  if (module)
    return module;
  // The parser quotes what it read, which can be long.
  constexpr size_t kMost = 300;
  if (message.size() > kMost)
    message = message.substr(0, kMost) + "...";
  if (message.empty())
    message = "no module was found";
  std::string remedy = remedyFor(message);
  InFlightDiagnostic error =
      emitError(NameLoc::get(StringAttr::get(context, name)));
  if (at)
    error << "line " << at->first << ", column " << at->second << ": ";
  error << StringRef(message);
  if (!remedy.empty())
    error << "; " << StringRef(remedy);
  return {};
}

} // namespace perfopt::upstream
