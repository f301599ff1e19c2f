//===- OperatorTable.cpp - ONNX operator names and nn operators -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/OperatorTable.h"

#include "dialects/NN/NNOps.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::onnx {

/// "LayerNormalization" and "layer_normalization" alike.
static std::string tableKey(StringRef name) {
  std::string key = name.lower();
  llvm::erase(key, '_');
  return key;
}

/// How many operands an operator takes; the first `least` of them are required.
struct OperandLimits {
  size_t least = 0;
  size_t most = 0;
};

template <typename Op, unsigned Count = 1>
constexpr OperandLimits operandLimits() {
  if constexpr (Op::template hasTrait<OpTrait::VariadicOperands>())
    return {0, SIZE_MAX};
  else if constexpr (Op::template hasTrait<OpTrait::ZeroOperands>())
    return {0, 0};
  else if constexpr (Op::template hasTrait<OpTrait::OneOperand>())
    return {1, 1};
  else if constexpr (Op::template hasTrait<
                         OpTrait::NOperands<Count + 1>::template Impl>())
    return {Count + 1, Count + 1};
  else if constexpr (Op::template hasTrait<
                         OpTrait::AtLeastNOperands<Count>::template Impl>()) {
    if constexpr (Op::template hasTrait<OpTrait::AttrSizedOperandSegments>())
      return {
          Count,
          std::tuple_size_v<typename Op::Properties::operandSegmentSizesTy>};
    else
      return {Count, Count + 1}; // one optional operand at the end
  } else
    return operandLimits<Op, Count + 1>();
}

/// Moves the operands into ODS order; with segments an omitted operand has size
/// 0, without them only the last one can be omitted.
template <typename Op>
static bool placeOperands(Builder &builder, OperatorRequest &request,
                          SmallVectorImpl<Value> &operands,
                          std::string &reason) {
  constexpr OperandLimits limits = operandLimits<Op>();
  auto present = [&](Value value) { return static_cast<bool>(value); };
  SmallVectorImpl<Value> &given = request.operands;
  while (!given.empty() && !given.back())
    given.pop_back();
  if (given.size() < limits.least || given.size() > limits.most) {
    reason =
        llvm::formatv("{0} operands, expected {1}", given.size(),
                      given.size() < limits.least ? limits.least : limits.most);
    return false;
  }
  constexpr bool segmented =
      Op::template hasTrait<OpTrait::AttrSizedOperandSegments>();
  ArrayRef<Value> required = given;
  if (!llvm::all_of(segmented ? required.take_front(limits.least) : required,
                    present)) {
    reason = "a required operand is omitted";
    return false;
  }
  if constexpr (segmented) {
    SmallVector<int32_t> segments(limits.most, 0);
    for (auto [i, operand] : llvm::enumerate(given))
      segments[i] = operand ? 1 : 0;
    request.attributes.set("operandSegmentSizes",
                           builder.getDenseI32ArrayAttr(segments));
  }
  llvm::copy_if(given, std::back_inserter(operands), present);
  return true;
}

template <typename Op>
static Operation *createOperator(OpBuilder &builder, Location loc,
                                 OperatorRequest &request,
                                 std::string &reason) {
  MLIRContext *context = builder.getContext();
  SmallVector<Value> operands;
  if (!placeOperands<Op>(builder, request, operands, reason))
    return nullptr;
  OperationState state(loc, Op::getOperationName());

  // What the operator does not know, such as consumed_inputs of opset 1, has no
  // meaning for it.
  ArrayRef<StringRef> known = Op::getAttributeNames();
  NamedAttrList attributes;
  for (NamedAttribute attribute : request.attributes)
    if (llvm::is_contained(known, attribute.getName().getValue()))
      attributes.append(attribute);
  DictionaryAttr dictionary = attributes.getDictionary(context);

  // Inference reports through the context's diagnostics; they are the reason.
  ScopedDiagnosticHandler collector(context, [&](Diagnostic &diagnostic) {
    if (reason.empty())
      reason = diagnostic.str();
    return llvm::success();
  });
  auto emitError = [&] { return mlir::emitError(loc); };
  auto &properties = state.getOrAddProperties<typename Op::Properties>();
  Op::populateDefaultProperties(OperationName(Op::getOperationName(), context),
                                properties);
  NamedAttrList inherent(dictionary);
  if (failed(Op::verifyInherentAttrs(
          OperationName(Op::getOperationName(), context), inherent,
          emitError)) ||
      failed(Op::setPropertiesFromAttr(properties, dictionary, emitError)))
    return nullptr;
  // Inference takes required attributes for granted.
  if (failed(
          typename Op::Adaptor(operands, dictionary, properties).verify(loc)))
    return nullptr;
  state.addOperands(operands);

  SmallVector<mlir::Type> types;
  if (failed(Op::inferReturnTypes(context, loc, operands, dictionary,
                                  &properties, {}, types)))
    return nullptr;
  state.addTypes(types);
  return builder.create(state);
}

template <typename Op>
static void addEntry(llvm::StringMap<OperatorEntry> &entries) {
  StringRef mnemonic = Op::getOperationName();
  mnemonic.consume_front("nn.");
  if constexpr (Op::template hasTrait<InferTypeOpInterface::Trait>())
    entries[tableKey(mnemonic)] = {mnemonic, &createOperator<Op>};
}

template <typename... Ops>
static void addEntries(llvm::StringMap<OperatorEntry> &entries) {
  (addEntry<Ops>(entries), ...);
}

OperatorTable::OperatorTable() {
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Activation.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribAttention.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribExperts.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribFused.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribMisc.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribNormalization.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribQuantized.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/ContribQuantizedElements.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Convolution.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/DataMovement.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Detection.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Elementwise.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Loss.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Matmul.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Normalization.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Pooling.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Random.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Quantized.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Recurrent.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Reduction.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Sequence.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Selection.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Signal.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Streaming.cpp.inc"
      >(entries);
#define GET_OP_LIST
  addEntries<
#include "dialects/NN/Views.cpp.inc"
      >(entries);
}

const OperatorEntry *OperatorTable::find(StringRef opType) const {
  auto entry = entries.find(tableKey(opType));
  return entry == entries.end() ? nullptr : &entry->second;
}

} // namespace perfopt::onnx
