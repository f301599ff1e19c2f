//===- Base.td - The nn dialect and the classes of its operators ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_BASE_TD
#define PERFOPT_DIALECTS_NN_BASE_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def NN_Dialect : Dialect {
  let name = "nn";
  let cppNamespace = "::perfopt::nn";
  let summary = "One operator vocabulary for every framework";
  let description = [{
    Names and semantics are those of ONNX in its newest form (operands instead
    of attributes where ONNX moved them), on builtin tensors of any element
    type. Weights have a type and a name and no payload; small constants that
    shapes depend on keep their values.

    Result types follow from operands, attributes and constant operands
    (`InferTypeOpInterface`), also when extents are unknown; an operator whose
    operands contradict each other is rejected with the reason. Every result
    that ONNX names is there; one that nobody uses is not counted as written.

    Discardable attributes: on a function argument `nn.name` and `nn.dim_names`
    (one string an extent, empty where the source gives none); on the module
    `nn.model`, a dictionary of what the source file says of itself, and
    `nn.training` once a training step was derived; on an operator of that step
    `nn.phase`, "backward" or "optimizer".
  }];
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
}

def NN_UnknownType : TypeDef<NN_Dialect, "Unknown"> {
  let mnemonic = "unknown";
  let summary = "The type of a value that nothing is known of";
}

def NN_SequenceType : TypeDef<NN_Dialect, "Sequence"> {
  let mnemonic = "sequence";
  let summary = "A list of tensors; how many, the operators say that make it";
  let parameters = (ins "::mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}

def NN_Value : AnyTypeOf<[AnyTensor, NN_UnknownType]>;

// Operators are functions of their operands unless their family says otherwise.
class NN_Op<string mnemonic, list<Trait> traits = [], list<Trait> effects = [Pure]>
    : Op<NN_Dialect, mnemonic, !listconcat(effects, traits)> {
  let assemblyFormat =
      "operands attr-dict `:` functional-type(operands, results)";
}

// Result types come from inferReturnTypes, which is written in the family's
// .cpp; they may know more or less than the result types in the text.
class NN_InferredOp<string mnemonic, list<Trait> traits = [], list<Trait> effects = [Pure]>
    : NN_Op<mnemonic, !listconcat(traits, [InferTypeOpAdaptorWithIsCompatible]), effects> {
  code compatible = [{
    bool $cppClass::isCompatibleReturnTypes(::mlir::TypeRange a,
                                            ::mlir::TypeRange b) {
      return ::perfopt::nn::areCompatible(a, b);
    }
  }];
  let extraClassDefinition = compatible;
}

// The family has one rule for all its operators: `rule` is a function of
// dialects/NN/TypeInference.h.
class NN_FamilyOp<string mnemonic, string rule, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, traits> {
  let extraClassDefinition = compatible # [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, std::optional<::mlir::Location> loc,
        Adaptor adaptor, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return ::perfopt::nn::}] # rule # [{(loc, adaptor.getOperands(), types);
    }
  }];
}

// Attributes in the spelling of ONNX.
class NN_Int<string value> : DefaultValuedAttr<I64Attr, value>;
class NN_Float<string value> : DefaultValuedAttr<F32Attr, value>;
def NN_Ints : OptionalAttr<DenseI64ArrayAttr>;
class NN_Str<string value> : DefaultValuedStrAttr<StrAttr, value>;

#endif // PERFOPT_DIALECTS_NN_BASE_TD
