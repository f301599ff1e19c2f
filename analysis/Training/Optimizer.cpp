//===- Optimizer.cpp - What an optimizer does to all parameters -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/Optimizer.h"

#include "analysis/Cost/KnownBytes.h"
#include "dialects/NN/NNOps.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace perfopt::analysis {

int foreachLaunches(ArrayRef<int64_t> elements, int depth) {
  constexpr int64_t kChunk = 65536;
  constexpr int64_t kMaxBlocks = 320;
  constexpr int64_t kMaxTensors[] = {110, 64, 48, 36, 30};
  int64_t tensors = 0, blocks = 0, launches = 0;
  for (int64_t count : elements) {
    if (count == 0)
      continue;
    ++tensors;
    blocks += (count + kChunk - 1) / kChunk;
    // A tensor that does not fit goes on in the next launch.
    for (; blocks >= kMaxBlocks; blocks -= kMaxBlocks) {
      ++launches;
      tensors = blocks > kMaxBlocks ? 1 : 0;
    }
    if (tensors == kMaxTensors[depth - 1]) {
      ++launches;
      tensors = blocks = 0;
    }
  }
  return static_cast<int>(launches + (blocks > 0));
}

namespace {

using List = SmallVector<Value>;

Type ofElement(Value value, Type element) {
  return cast<TensorType>(value.getType()).clone(element);
}

/// Writes one operation over lists after the other.
class Steps {
public:
  Steps(OpBuilder &builder, StringRef optimizer, ArrayRef<LearnedValue> learned)
      : builder(builder), optimizer(optimizer) {
    for (auto [parameter, gradient] : learned)
      elements.push_back(nn::elementCount(parameter.getType()).value_or(0));
  }

  /// `written` is the list that is updated, and also read if it is among
  /// `lists`; every list is read once.
  void update(StringRef part, StringRef rule, double flopsPerElement,
              ArrayRef<List> lists, const List &written) {
    bool isRead = llvm::is_contained(lists, written);
    create(part, rule, flopsPerElement, lists, isRead ? List() : written,
           TypeRange(), bytes(written));
  }
  /// The result is made here, of `element` type, else of that of `from`.
  List make(StringRef part, StringRef rule, double flopsPerElement,
            const List &from, Type element = {}) {
    SmallVector<Type> types;
    for (Value value : from)
      types.push_back(element ? ofElement(value, element) : value.getType());
    Operation *op = create(part, rule, flopsPerElement, from, List(), types,
                           bytes(TypeRange(types)));
    return List(op->getResults());
  }

private:
  static double bytes(TypeRange types) {
    double sum = 0;
    for (Type type : types)
      sum += knownBytes(type).value();
    return sum;
  }
  static double bytes(const List &values) {
    return bytes(TypeRange(ValueRange(values)));
  }

  Operation *create(StringRef part, StringRef rule, double flopsPerElement,
                    ArrayRef<List> lists, const List &onlyWritten,
                    TypeRange results, double written) {
    double count = 0, read = 0;
    for (int64_t tensor : elements)
      count += double(tensor);
    List operands;
    for (const List &list : lists) {
      read += bytes(list);
      llvm::append_range(operands, list);
    }
    llvm::append_range(operands, onlyWritten);
    int depth = static_cast<int>(lists.size()) + !onlyWritten.empty() +
                !results.empty();
    auto problem = builder.getDictionaryAttr(builder.getNamedAttr(
        "elements", builder.getI64IntegerAttr(int64_t(count))));
    auto op = nn::OptimizerOp::create(
        builder, NameLoc::get(builder.getStringAttr(optimizer + "." + part)),
        results, operands, optimizer, part, builder.getStringAttr(rule),
        int64_t(count * flopsPerElement), 0,
        builder.getI64IntegerAttr(int64_t(read)),
        builder.getI64IntegerAttr(int64_t(written)),
        builder.getStringAttr(core::name(core::KernelFamily::Elementwise)),
        problem, foreachLaunches(elements, depth), /*allow_tf32=*/false);
    op->setAttr(nn::kPhase, builder.getStringAttr("optimizer"));
    return op;
  }

  OpBuilder &builder;
  StringRef optimizer;
  SmallVector<int64_t> elements;
};

/// State of the size of each parameter, of `element` type, else of its own.
List declareState(OpBuilder &builder, Operation *before, StringRef name,
                  ArrayRef<LearnedValue> learned, Type element = {}) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(before);
  List state;
  for (auto [parameter, gradient] : learned) {
    auto weight = parameter.getDefiningOp<nn::WeightOp>();
    std::string sym = (weight.getSym() + "." + name).str();
    state.push_back(nn::WeightOp::create(
        builder, NameLoc::get(builder.getStringAttr(sym)),
        element ? ofElement(parameter, element) : parameter.getType(), sym,
        "state", ElementsAttr()));
  }
  return state;
}

} // namespace

/// sgd_c1: p -= lr g, 2 FLOPs; with momentum first buffer *= momentum, 1, and
/// buffer += g, 1.
static void createSgd(OpBuilder &builder, Operation *state,
                      ArrayRef<LearnedValue> learned, const List &parameters,
                      const List &gradients, bool momentum) {
  Steps steps(builder, "sgd", learned);
  List step = gradients;
  if (momentum) {
    List buffers = declareState(builder, state, "momentum_buffer", learned);
    steps.update("mul", "sgd_c1", 1, {buffers}, buffers);
    steps.update("add_gradient", "sgd_c1", 1, {buffers, gradients}, buffers);
    step = buffers;
  }
  steps.update("add", "sgd_c1", 2, {parameters, step}, parameters);
}

/// adam_c1: with m, v the moments: m = lerp(m, g) 3; v *= beta2 1;
/// v += (1 - beta2) g g 3; r = sqrt(v) 1; r /= c 1; r += eps 1;
/// p += step m / r 3 FLOPs. AdamW first scales p, 1.
static void createAdam(OpBuilder &builder, Operation *state,
                       ArrayRef<LearnedValue> learned, const List &parameters,
                       const List &gradients, bool decay) {
  Steps steps(builder, decay ? "adamw" : "adam", learned);
  StringRef rule = decay ? "adamw_c1" : "adam_c1";
  List m = declareState(builder, state, "exp_avg", learned);
  List v = declareState(builder, state, "exp_avg_sq", learned);
  if (decay)
    steps.update("decay", rule, 1, {parameters}, parameters);
  steps.update("lerp", rule, 3, {m, gradients}, m);
  steps.update("mul", rule, 1, {v}, v);
  steps.update("addcmul", rule, 3, {v, gradients}, v);
  List root = steps.make("sqrt", rule, 1, v);
  steps.update("div", rule, 1, {root}, root);
  steps.update("add", rule, 1, {root}, root);
  steps.update("addcdiv", rule, 3, {parameters, m, root}, parameters);
}

/// One update of all the parameters given.
static void createUpdate(OpBuilder &builder, Operation *state,
                         ArrayRef<LearnedValue> learned,
                         const core::TrainingRequest &request) {
  List parameters, gradients;
  for (auto [parameter, gradient] : learned) {
    parameters.push_back(parameter);
    gradients.push_back(gradient);
  }
  switch (request.optimizer) {
  case core::Optimizer::None:
    break;
  case core::Optimizer::Sgd:
    createSgd(builder, state, learned, parameters, gradients, request.momentum);
    break;
  case core::Optimizer::Adam:
  case core::Optimizer::AdamW:
    createAdam(builder, state, learned, parameters, gradients,
               request.optimizer == core::Optimizer::AdamW);
    break;
  }
}

/// Lists of one type each, or one parameter after the other.
static void createUpdates(OpBuilder &builder, Operation *state,
                          ArrayRef<LearnedValue> learned,
                          const core::TrainingRequest &request) {
  if (!request.foreach) {
    for (const LearnedValue &one : learned)
      createUpdate(builder, state, one, request);
    return;
  }
  llvm::MapVector<Type, SmallVector<LearnedValue>> lists;
  for (const LearnedValue &one : learned)
    lists[nn::elementType(one.first)].push_back(one);
  for (const auto &[type, list] : lists)
    createUpdate(builder, state, list, request);
}

/// Whether it has less than fp32; TF32 is stored as that.
static bool isNarrow(Value parameter) {
  auto type = dyn_cast_or_null<FloatType>(nn::elementType(parameter));
  return type && type.getWidth() < 32 && !isa<FloatTF32Type>(type);
}

/// master_weights_c1: gradients of narrow parameters are copied to fp32, the
/// optimizer updates fp32 copies of the parameters, and the new values are
/// copied back: no FLOPs. Other parameters are updated beside them.
static void createMasterUpdates(OpBuilder &builder, Operation *state,
                                ArrayRef<LearnedValue> learned,
                                const core::TrainingRequest &request) {
  constexpr StringLiteral rule = "master_weights_c1";
  SmallVector<LearnedValue> narrow, updated;
  List parameters, gradients;
  for (const LearnedValue &one : learned) {
    if (!isNarrow(one.first)) {
      updated.push_back(one);
      continue;
    }
    narrow.push_back(one);
    parameters.push_back(one.first);
    gradients.push_back(one.second);
  }
  if (narrow.empty()) {
    emitWarning(state->getParentOp()->getLoc())
        << "master weights change nothing: no parameter is narrower than fp32";
    return createUpdates(builder, state, updated, request);
  }
  Type wide = builder.getF32Type();
  List masters = declareState(builder, state, "master", narrow, wide);
  Steps steps(builder, core::name(request.optimizer), narrow);
  List widened = steps.make("widen_gradients", rule, 0, gradients, wide);
  for (auto [master, gradient] : llvm::zip_equal(masters, widened))
    updated.emplace_back(master, gradient);
  createUpdates(builder, state, updated, request);
  steps.update("narrow_parameters", rule, 0, {masters}, parameters);
}

void createOptimizer(OpBuilder &builder, Operation *state,
                     ArrayRef<LearnedValue> learned,
                     const core::TrainingRequest &request) {
  if (request.optimizer == core::Optimizer::None)
    return;
  if (request.masterWeights)
    createMasterUpdates(builder, state, learned, request);
  else
    createUpdates(builder, state, learned, request);
}

} // namespace perfopt::analysis
