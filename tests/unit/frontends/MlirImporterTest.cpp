//===- MlirImporterTest.cpp - MLIR files into one flat function -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "frontends/Mlir/AttributeText.h"
#include "frontends/Mlir/Importer.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

#include <gmock/gmock.h>

#include <map>

namespace perfopt::upstream {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Outcome {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string errors, warnings;
  /// Operators of main by name.
  std::map<std::string, int> operators;
};

class MlirImporter : public ::testing::Test {
protected:
  Outcome run(const std::string &text, const ImportOptions &options = {}) {
    Outcome outcome;
    mlir::ScopedDiagnosticHandler collector(
        &context, [&](mlir::Diagnostic &diagnostic) {
          bool isError =
              diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error;
          (isError ? outcome.errors : outcome.warnings) +=
              diagnostic.str() + "\n";
          return llvm::success();
        });
    core::Result<Source> source = prepareSource(text);
    if (!source) {
      outcome.errors = source.error().message;
      return outcome;
    }
    outcome.module = importModule(*source, "test", &context, options);
    if (outcome.module)
      outcome.module->walk([&](mlir::Operation *op) {
        if (op->getParentOp() &&
            op->getParentOp()->getName().getStringRef() == "func.func")
          ++outcome.operators[op->getName().getStringRef().str()];
      });
    return outcome;
  }

  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
};

/// A function of one tensor around `body`, which defines %r.
std::string around(const std::string &body, const char *type = "2x8xf32",
                   const char *result = "2x8xf32") {
  return std::string("func.func @main(%x: tensor<") + type + ">) -> tensor<" +
         result + "> {\n" + body + "\n  return %r : tensor<" + result +
         ">\n}\n";
}

TEST(MlirSource, KnowsMlirFromOnnx) {
  EXPECT_TRUE(isMlir("// a comment\n\n module {}"));
  EXPECT_TRUE(isMlir("#map = affine_map<(d0) -> (d0)>"));
  EXPECT_TRUE(isMlir("\"builtin.module\"() ({"));
  EXPECT_TRUE(isMlir("ML\xEFR\x0DMLIR22"));
  EXPECT_FALSE(isMlir("\x08\x0A\x12\x07pytorch"));
  EXPECT_FALSE(isMlir(""));
  EXPECT_FALSE(isMlir("// nothing but a comment"));
}

TEST(MlirSource, LeavesPayloadsOut) {
  std::string payload(1000, 'A');
  EXPECT_EQ(elidePayloads("dense<\"0x" + payload + "\"> : tensor<125xf32>\n"),
            "dense_resource<elided> : tensor<125xf32>\n");
  // A few numbers stay.
  EXPECT_EQ(elidePayloads("dense<\"0x0000803F\"> : tensor<1xf32>"),
            "dense<\"0x0000803F\"> : tensor<1xf32>");
  EXPECT_EQ(elidePayloads("module {}\n{-#\n dialect_resources: {} #-}\n"),
            "module {}\n");
  // One that does not end is for the parser to complain of.
  EXPECT_EQ(elidePayloads("dense<\"0xAA"), "dense<\"0xAA");
}

TEST(MlirSource, RefusesPortableArtefactsAndDeepNesting) {
  using namespace std::string_literals;
  auto artefact = prepareSource("ML\xEFR\x0DStableHLO_v1.20.0\0rest"s);
  ASSERT_FALSE(artefact);
  EXPECT_THAT(artefact.error().message, HasSubstr("StableHLO_v1.20.0"));
  EXPECT_THAT(artefact.error().message,
              HasSubstr("stablehlo-translate --deserialize"));
  auto deep = prepareSource("module " + std::string(100000, '{'));
  ASSERT_FALSE(deep);
  EXPECT_THAT(deep.error().message, HasSubstr("nest 100000 deep"));
}

TEST_F(MlirImporter, ReadsTheTextOfAttributes) {
  auto outcome = run(around(
      R"(  %r = "foo.op"(%x) {
        dot = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [1], lhs_contracting_dimensions = [2, 3], rhs_contracting_dimensions = [0, 3]>,
        short = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>,
        conv = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, f, 1, 0]>,
        bad = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i]->[b, f, 1, 0]>,
        direction = #stablehlo<comparison_direction LT>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)"));
  ASSERT_TRUE(outcome.module) << outcome.errors;
  // The attributes live on in the context.
  auto parse = [&](const char *text) -> mlir::Attribute {
    return mlir::OpaqueAttr::get(mlir::StringAttr::get(&context, "stablehlo"),
                                 text, mlir::NoneType::get(&context));
  };
  auto dot = parseDotDimensions(
      parse("dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = "
            "[1], lhs_contracting_dimensions = [2, 3], "
            "rhs_contracting_dimensions = [0, 3]>"));
  ASSERT_TRUE(dot);
  EXPECT_THAT(dot->lhsBatch, ElementsAre(0));
  EXPECT_THAT(dot->rhsBatch, ElementsAre(1));
  EXPECT_THAT(dot->lhsContracting, ElementsAre(2, 3));
  EXPECT_THAT(dot->rhsContracting, ElementsAre(0, 3));
  auto conv = parseConvDimensions(
      parse("conv<[b, 0, 1, f]x[0, 1, i, o]->[b, f, 1, 0]>"));
  ASSERT_TRUE(conv);
  EXPECT_EQ(conv->input.feature, 3);
  EXPECT_EQ(conv->kernel.batch, 2);
  EXPECT_EQ(conv->kernel.feature, 3);
  EXPECT_THAT(conv->output.spatial, ElementsAre(3, 2));
  for (const char *bad :
       {"conv<[b, 0, 1, f]x[0, 1, i]->[b, f, 1, 0]>", "conv<[b, 0", "conv<>",
        "conv", "conv<[b, 0, 7, f]x[0, 1, i, o]->[b, f, 1, 0]>"})
    EXPECT_FALSE(parseConvDimensions(parse(bad))) << bad;
  for (const char *bad : {"dot<lhs_contracting_dimensions = [x]>",
                          "dot<lhs_contracting_dimensions = [1", "conv<>"})
    EXPECT_FALSE(parseDotDimensions(parse(bad))) << bad;
  EXPECT_EQ(enumText(parse("<comparison_direction LT>")), "LT");
  EXPECT_EQ(enumText(mlir::Attribute()), "");
}

TEST_F(MlirImporter, WritesLoopsOut) {
  // 0, 2, 4 are below 5: three rounds of one product each.
  auto outcome = run(around(R"(
  %i0 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
  %0:2 = "stablehlo.while"(%i0, %x) ({
  ^bb0(%i: tensor<i32>, %v: tensor<8x8xf32>):
    %n = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
    %c = "stablehlo.compare"(%i, %n) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^bb0(%i: tensor<i32>, %v: tensor<8x8xf32>):
    %two = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
    %next = "stablehlo.add"(%i, %two) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %p = "stablehlo.dot"(%v, %v) : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    "stablehlo.return"(%next, %p) : (tensor<i32>, tensor<8x8xf32>) -> ()
  }) : (tensor<i32>, tensor<8x8xf32>) -> (tensor<i32>, tensor<8x8xf32>)
  %r = "stablehlo.tanh"(%0#1) : (tensor<8x8xf32>) -> tensor<8x8xf32>)",
                            "8x8xf32", "8x8xf32"));
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["nn.matmul"], 3);
  EXPECT_EQ(outcome.operators["nn.opaque"], 0);
}

TEST_F(MlirImporter, ReportsLoopsThatDependOnData) {
  auto outcome = run(around(R"(
  %r = "stablehlo.while"(%x) ({
  ^bb0(%v: tensor<f32>):
    %n = "stablehlo.constant"() <{value = dense<5.0> : tensor<f32>}> : () -> tensor<f32>
    %c = "stablehlo.compare"(%v, %n) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^bb0(%v: tensor<f32>):
    %w = "stablehlo.exponential"(%v) : (tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%w) : (tensor<f32>) -> ()
  }) : (tensor<f32>) -> tensor<f32>)",
                            "f32", "f32"));
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["nn.opaque"], 1);
  EXPECT_THAT(outcome.warnings, HasSubstr("while (1)"));
}

TEST_F(MlirImporter, WritesBuffersAsValues) {
  auto outcome = run(R"(
func.func @main(%x: memref<4x8xf32>, %w: memref<8x4xf32>, %y: memref<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %a = memref.alloc() : memref<4x4xf32>
  linalg.fill ins(%zero : f32) outs(%a : memref<4x4xf32>)
  linalg.matmul ins(%x, %w : memref<4x8xf32>, memref<8x4xf32>) outs(%a : memref<4x4xf32>)
  scf.for %i = %c0 to %c3 step %c1 {
    linalg.exp ins(%a : memref<4x4xf32>) outs(%a : memref<4x4xf32>)
  }
  memref.copy %a, %y : memref<4x4xf32> to memref<4x4xf32>
  memref.dealloc %a : memref<4x4xf32>
  return
}
)");
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["linalg.matmul"], 1);
  EXPECT_EQ(outcome.operators["linalg.exp"], 3);
  EXPECT_EQ(outcome.operators["linalg.copy"], 1);
  // The buffer that was written is returned.
  auto main = outcome.module->lookupSymbol<mlir::func::FuncOp>("main");
  EXPECT_EQ(main.getNumResults(), 1u);
}

TEST_F(MlirImporter, InlinesCallsAndSeesRecursion) {
  auto outcome = run(R"(
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = call @twice(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = call @twice(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
func.func private @twice(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = math.exp %x : tensor<4xf32>
  %1 = math.exp %0 : tensor<4xf32>
  return %1 : tensor<4xf32>
}
)");
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["math.exp"], 4);
  auto recursive = run(R"(
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = call @main(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
)");
  EXPECT_FALSE(recursive.module);
  EXPECT_THAT(recursive.errors, HasSubstr("calls itself"));
}

TEST_F(MlirImporter, TakesWeightsApart) {
  auto outcome = run(R"(
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %w = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %e = arith.constant dense_resource<__elided__> : tensor<4xf32>
  %s = arith.constant dense<2.0> : tensor<4xf32>
  %i = arith.constant dense<[1, 2, 3, 4]> : tensor<4xi64>
  %0 = arith.addf %x, %w : tensor<4xf32>
  %1 = arith.addf %0, %s : tensor<4xf32>
  %2 = arith.addf %1, %e : tensor<4xf32>
  return %2 : tensor<4xf32>
}
)");
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["nn.weight"], 2); // a splat is one number
  ImportOptions options;
  options.weights = {"params"};
  auto named = run(
      R"(func.func @main(%p: tensor<4xf32> {nn.name = "params['w']"}, %q: tensor<4xf32> {nn.name = "params2"}) -> tensor<4xf32> {
  %0 = arith.addf %p, %q : tensor<4xf32>
  return %0 : tensor<4xf32>
})",
      options);
  ASSERT_TRUE(named.module) << named.errors;
  EXPECT_EQ(named.operators["nn.weight"], 1);
  auto main = named.module->lookupSymbol<mlir::func::FuncOp>("main");
  EXPECT_EQ(main.getNumArguments(), 1u);
}

TEST_F(MlirImporter, SaysWhatToDoAboutFormsItCannotRead) {
  EXPECT_THAT(
      run(around("  %r = stablehlo.add %x, %x : tensor<2x8xf32>")).errors,
      HasSubstr("print_generic_op_form=True"));
  EXPECT_THAT(run(around("  %r = \"tosa.fully_connected\"(%x) : "
                         "(tensor<2x8xf32>) -> tensor<2x8xf32>"))
                  .errors,
              HasSubstr("expected TOSA 1.0"));
  EXPECT_THAT(run(around("  %r = foo.bar %x : tensor<2x8xf32>")).errors,
              HasSubstr("--mlir-print-op-generic"));
  EXPECT_THAT(
      run("func.func @a() { return }\nfunc.func @b() { return }").errors,
      HasSubstr("found 'a', 'b'"));
  EXPECT_THAT(run("module {}").errors, HasSubstr("no function with a body"));
}

TEST_F(MlirImporter, NamesUnknownDialects) {
  auto outcome = run(around(R"(
  %0 = "torch.aten.relu"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>
  %1 = "torch.aten.relu"(%0) : (tensor<2x8xf32>) -> tensor<2x8xf32>
  %r = "my.op"(%1) : (tensor<2x8xf32>) -> tensor<2x8xf32>)"));
  ASSERT_TRUE(outcome.module) << outcome.errors;
  EXPECT_EQ(outcome.operators["nn.opaque"], 3);
  EXPECT_THAT(outcome.warnings,
              HasSubstr("2 operators of dialect 'torch' are not counted: "
                        "aten.relu (2)"));
  EXPECT_THAT(outcome.warnings, HasSubstr("dialect 'my'"));
}

/// Operations that nothing verified: each is refused or kept as opaque, never
/// taken at its word.
TEST_F(MlirImporter, MalformedOperationsAreOpaque) {
  const char *const cases[] = {
      R"(%r = "stablehlo.add"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.dot_general"(%x, %x) : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.dot_general"(%x, %x) {dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [7], rhs_contracting_dimensions = [0]>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.dot_general"(%x, %x) {dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1, 1], rhs_contracting_dimensions = [0, 1]>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.dot_general"(%x, %x) {dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1]>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.convolution"(%x, %x) {dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.transpose"(%x) {permutation = array<i64: 0, 0>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.transpose"(%x) {permutation = array<i64: 0, 9>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.broadcast_in_dim"(%x) {broadcast_dimensions = array<i64: 5, -1>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.broadcast_in_dim"(%x) {broadcast_dimensions = array<i64: 0, 0>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.slice"(%x) {start_indices = array<i64: 0>} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.reduce"(%x, %x) {dimensions = array<i64: 4>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.reduce"(%x, %x) {dimensions = array<i64: 1>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.reduce_window"(%x, %x) {window_dimensions = array<i64: 1>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.gather"(%x, %x) {slice_sizes = array<i64: 1, 8>} : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.iota"() {iota_dimension = 9 : i64} : () -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.constant"() : () -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.while"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.case"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.composite"(%x) {decomposition = @nowhere} : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.custom_call"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.compare"(%x, %x) : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x8xf32>)",
      R"(%r = "stablehlo.no_such_operation"(%x) : (tensor<2x8xf32>) -> tensor<2x8xf32>)",
  };
  for (const char *body : cases) {
    SCOPED_TRACE(body);
    auto outcome = run(around(body));
    ASSERT_TRUE(outcome.module) << outcome.errors;
    EXPECT_EQ(outcome.operators["nn.opaque"], 1);
  }
}

TEST_F(MlirImporter, SurvivesBeingCutOff) {
  std::string text = around(R"(
  %c = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.dot_general"(%x, %x) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1]>}> : (tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x2xf32>
  %r = "stablehlo.reduce"(%x, %c) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %s = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%s) : (tensor<f32>) -> ()
  }) : (tensor<2x8xf32>, tensor<f32>) -> tensor<2xf32>)",
                            "2x8xf32", "2xf32");
  ASSERT_TRUE(run(text).module);
  for (size_t length = 1; length + 3 < text.size(); length += 7) {
    auto outcome = run(text.substr(0, length));
    EXPECT_FALSE(outcome.module) << length;
    EXPECT_NE(outcome.errors, "") << length;
  }
}

} // namespace
} // namespace perfopt::upstream
