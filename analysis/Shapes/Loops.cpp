//===- Loops.cpp - A body for every trip ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/Expansion.h"

#include "dialects/NN/ConstantValue.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace perfopt::analysis {

/// All loops of a model together: 2^18 operators take about a second.
static constexpr int64_t kMaxCopied = int64_t(1) << 18;

static int64_t operatorsIn(Region &body) {
  int64_t count = 0;
  body.walk([&](Operation *) { ++count; });
  return count;
}

/// "name" of the third trip is "name[2]", also for operators inside.
static void renameForTrip(Operation *op, int64_t trip) {
  op->walk([&](Operation *inner) {
    auto named = inner->getLoc()->findInstanceOf<NameLoc>();
    if (named)
      inner->setLoc(NameLoc::get(
          StringAttr::get(op->getContext(), Twine(named.getName().getValue()) +
                                                "[" + Twine(trip) + "]")));
  });
}

bool Expansion::hasRoomFor(Region &body, int64_t trips) {
  int64_t count = 0;
  return !__builtin_mul_overflow(operatorsIn(body), trips, &count) &&
         count <= kMaxCopied - copied;
}

FailureOr<Expansion::Values> Expansion::copyBody(Operation *op, Region &body,
                                                 ValueRange arguments,
                                                 int64_t trip) {
  copied += operatorsIn(body);
  builder.setInsertionPoint(op);
  IRMapping mapping;
  mapping.map(body.front().getArguments(), arguments);
  // All of it first, with its yield: inference replaces values, and the yield
  // follows.
  SmallVector<Operation *> copies;
  for (Operation &inner : body.front()) {
    copies.push_back(builder.clone(inner, mapping));
    renameForTrip(copies.back(), trip);
  }
  Operation *yield = copies.pop_back_val();
  bool wasRepeat = std::exchange(isRepeat, isRepeat || trip > 0);
  for (Operation *copy : copies) {
    warnOfOpaque(copy);
    if (failed(infer(copy))) {
      isRepeat = wasRepeat;
      yield->erase();
      return failure();
    }
  }
  isRepeat = wasRepeat;
  Values values(yield->getOperands());
  yield->erase();
  builder.setInsertionPoint(op);
  return values;
}

//===----------------------------------------------------------------------===//
// Loop
//===----------------------------------------------------------------------===//

/// A scalar constant; unset when the value is none.
static std::optional<int64_t> scalar(Value value) {
  auto values = value ? nn::constantIntegers(value) : std::nullopt;
  if (!values || values->size() != 1)
    return std::nullopt;
  return values->front();
}

/// Operators take nothing of which not even the element type is known.
static bool haveTypes(ArrayRef<Value> values) {
  return llvm::none_of(values, [](Value value) {
    return isa<nn::UnknownType>(value.getType());
  });
}

/// The body hands on the condition that it got, or a constant one.
static bool keepsCondition(Region &body) {
  Value next = body.front().back().getOperand(0);
  while (auto same = next.getDefiningOp<nn::IdentityOp>())
    next = same.getX();
  return next == body.getArgument(1) ||
         next.getDefiningOp<nn::ConstantOp>() != nullptr;
}

LogicalResult Expansion::expandLoop(nn::LoopOp op) {
  Location loc = op.getLoc();
  Region &body = op.getBody();
  std::optional<int64_t> trips = scalar(op.getTripCount());
  std::optional<int64_t> condition =
      op.getCondition() ? scalar(op.getCondition()) : 1;
  if (op.getTripCount() && !trips) {
    trips = options.tripCount;
    optionWasTaken |= trips.has_value();
  }
  if (op.getTripCount() && !trips)
    return giveUp(op, "its trip count is not known; give --trip-count N");
  bool isBound = !condition;
  auto outOfRoom = [&] {
    return giveUp(op, "its trips add up to more than 2^18 operators");
  };
  // Known to run that often: no need to try.
  if (trips && condition && keepsCondition(body) && !hasRoomFor(body, *trips))
    return outOfRoom();

  Operation *before = op->getPrevNode();
  size_t carriedCount = op.getInitial().size();
  Values carried(op.getInitial());
  std::vector<Values> stacked(op.getNumResults() - carriedCount);
  auto undo = [&] {
    while (op->getPrevNode() != before)
      op->getPrevNode()->erase();
  };
  auto boolType = RankedTensorType::get({}, builder.getI1Type());
  // What may be assumed where data decide when it ends.
  std::optional<int64_t> most = options.tripCount && trips
                                    ? std::min(*options.tripCount, *trips)
                                : options.tripCount ? options.tripCount
                                                    : trips;
  int64_t trip = 0;
  for (;; ++trip) {
    if (trips && trip >= *trips)
      break;
    if (condition && !*condition)
      break;
    if (!condition) {
      isBound = true;
      if (!most) {
        undo();
        return giveUp(op, "when it ends depends on data; give --trip-count N");
      }
      optionWasTaken |= options.tripCount.has_value();
      if (trip >= *most)
        break;
    }
    if (!hasRoomFor(body, 1)) {
      undo();
      return outOfRoom();
    }
    if (!haveTypes(carried)) {
      undo();
      return giveUp(op, "a value that it carries has no known type");
    }
    builder.setInsertionPoint(op);
    Values arguments{
        integer(loc, trip),
        nn::ConstantOp::create(builder, loc, boolType,
                               DenseElementsAttr::get(boolType, true))};
    llvm::append_range(arguments, carried);
    FailureOr<Values> values = copyBody(op, body, arguments, trip);
    if (failed(values))
      return failure();
    condition = scalar(values->front());
    for (size_t i = 0; i < carriedCount; ++i)
      carried[i] = (*values)[1 + i];
    for (auto [list, value] : llvm::zip_equal(
             stacked, ArrayRef(*values).drop_front(1 + carriedCount)))
      list.push_back(value);
  }
  if (isBound && !isRepeat)
    emitWarning(loc) << "Loop: when it ends depends on data; " << trip
                     << " trips are counted";

  Values results = carried;
  for (Values &list : stacked) {
    if (list.empty()) {
      undo();
      return giveUp(op, "without a trip the extents of its results are open");
    }
    if (!haveTypes(list)) {
      undo();
      return giveUp(op, "a value that it makes has no known type");
    }
    FailureOr<Value> whole = stack(loc, list, 0);
    if (failed(whole))
      return failure();
    results.push_back(*whole);
  }
  replace(op, results);
  return success();
}

//===----------------------------------------------------------------------===//
// Scan
//===----------------------------------------------------------------------===//

static int64_t entry(std::optional<ArrayRef<int64_t>> list, size_t i) {
  return list && i < list->size() ? (*list)[i] : 0;
}

FailureOr<Value> Expansion::sliceOf(nn::ScanOp op, unsigned input,
                                    int64_t position) {
  Location loc = op.getLoc();
  Value x = op.getInputs()[input];
  int64_t axis = entry(op.getScanInputAxes(), input);
  Type open = nn::openType(x.getType());
  auto slice = inferred(nn::SliceOp::create(
      builder, loc, open, x, integers(loc, position),
      integers(loc, position + 1), integers(loc, axis), Value()));
  if (failed(slice))
    return failure();
  return inferred(
      nn::SqueezeOp::create(builder, loc, open, *slice, integers(loc, axis)));
}

LogicalResult Expansion::expandScan(nn::ScanOp op) {
  Location loc = op.getLoc();
  std::optional<int64_t> length;
  for (auto [i, input] : llvm::enumerate(op.getInputs())) {
    auto type = nn::rankedType(input);
    if (!type)
      return giveUp(op, "the length of the axis that it scans is not known");
    auto axis =
        nn::normalizeAxis(entry(op.getScanInputAxes(), i), type.getRank());
    if (!axis)
      return emitError(loc)
             << "invalid Scan: axis " << entry(op.getScanInputAxes(), i)
             << " of a rank " << type.getRank() << " input";
    int64_t extent = type.getDimSize(*axis);
    if (ShapedType::isDynamic(extent))
      return giveUp(op, "the length of the axis that it scans is not known");
    if (length && *length != extent)
      return emitError(loc) << "invalid Scan: it scans inputs of " << *length
                            << " and of " << extent << " slices";
    length = extent;
  }
  if (*length == 0)
    return giveUp(op, "without a trip the extents of its results are open");
  if (!hasRoomFor(op.getBody(), *length))
    return giveUp(op, "its trips add up to more than 2^18 operators");

  Operation *before = op->getPrevNode();
  auto undo = [&] {
    while (op->getPrevNode() != before)
      op->getPrevNode()->erase();
  };
  size_t carriedCount = op.getInitial().size();
  Values carried(op.getInitial());
  std::vector<Values> stacked(op.getNumResults() - carriedCount);
  for (int64_t trip = 0; trip < *length; ++trip) {
    if (!haveTypes(carried)) {
      undo();
      return giveUp(op, "a value that it carries has no known type");
    }
    builder.setInsertionPoint(op);
    Values arguments = carried;
    for (unsigned i = 0; i < op.getInputs().size(); ++i) {
      bool backward = entry(op.getScanInputDirections(), i) != 0;
      FailureOr<Value> slice =
          sliceOf(op, i, backward ? *length - 1 - trip : trip);
      if (failed(slice))
        return failure();
      arguments.push_back(*slice);
    }
    FailureOr<Values> values = copyBody(op, op.getBody(), arguments, trip);
    if (failed(values))
      return failure();
    for (size_t i = 0; i < carriedCount; ++i)
      carried[i] = (*values)[i];
    for (auto [list, value] :
         llvm::zip_equal(stacked, ArrayRef(*values).drop_front(carriedCount)))
      list.push_back(value);
  }

  Values results = carried;
  for (auto [i, list] : llvm::enumerate(stacked)) {
    if (!haveTypes(list)) {
      undo();
      return giveUp(op, "a value that it makes has no known type");
    }
    if (entry(op.getScanOutputDirections(), i) != 0)
      std::reverse(list.begin(), list.end());
    FailureOr<Value> whole = stack(loc, list, entry(op.getScanOutputAxes(), i));
    if (failed(whole))
      return failure();
    results.push_back(*whole);
  }
  replace(op, results);
  return success();
}

//===----------------------------------------------------------------------===//
// SequenceMap
//===----------------------------------------------------------------------===//

LogicalResult Expansion::expandMap(nn::SequenceMapOp op) {
  std::vector<std::optional<Values>> elements;
  std::optional<size_t> length;
  for (Value input : op.getInputs()) {
    elements.push_back(elementsOf(input));
    if (!isa<nn::SequenceType>(input.getType()))
      continue;
    if (!elements.back())
      return giveUp(op, "the length of its sequence is not known");
    if (length && *length != elements.back()->size())
      return emitError(op.getLoc())
             << "invalid SequenceMap: its sequences have " << *length << " and "
             << elements.back()->size() << " elements";
    length = elements.back()->size();
  }
  if (!length)
    return giveUp(op, "it maps no sequence");
  if (!hasRoomFor(op.getBody(), *length))
    return giveUp(op, "its trips add up to more than 2^18 operators");

  std::vector<Values> lists(op.getNumResults());
  for (size_t trip = 0; trip < *length; ++trip) {
    Values arguments;
    for (auto [input, list] : llvm::zip_equal(op.getInputs(), elements))
      arguments.push_back(list ? (*list)[trip] : input);
    FailureOr<Values> values = copyBody(op, op.getBody(), arguments, trip);
    if (failed(values))
      return failure();
    for (auto [list, value] : llvm::zip_equal(lists, *values))
      list.push_back(value);
  }
  builder.setInsertionPoint(op);
  Values results;
  for (auto [list, type] : llvm::zip_equal(lists, op->getResultTypes()))
    results.push_back(construct(op, type, list));
  replace(op, results);
  return success();
}

} // namespace perfopt::analysis
