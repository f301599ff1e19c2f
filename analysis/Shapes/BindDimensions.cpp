//===- BindDimensions.cpp - Extents for the model's inputs ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/BindDimensions.h"

#include "core/Support/Names.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/NN/TypeInference.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// One extent of one input.
struct InputDim {
  std::string input;
  std::string name; // empty where the file gives none
  int64_t position = 0;
  int64_t extent = 0; // kDynamic when open
  bool integerInput = false;
  bool overridden = false;
};

bool isBatchName(StringRef name) {
  return llvm::is_contained({"batch", "batchsize", "n", "bs", "b", "batchdim"},
                            core::normalizeName(name));
}

bool isSequenceName(StringRef name) {
  return llvm::is_contained({"seq", "sequence", "seqlen", "sequencelength",
                             "seqlength", "length", "s", "tokens"},
                            core::normalizeName(name));
}

/// "a, b or c"; a long list is cut.
std::string list(const std::set<std::string> &names) {
  constexpr size_t kMost = 8;
  std::vector<std::string> shown;
  for (const std::string &name : names) {
    if (shown.size() == kMost) {
      shown.back() = std::to_string(names.size() - kMost + 1) + " more";
      break;
    }
    shown.push_back(name);
  }
  return core::joinAlternatives(shown);
}

std::string describe(const std::set<std::string> &names) {
  return names.empty() ? "none of its dimensions has a name"
                       : "its dimensions are " + list(names);
}

class Binder {
public:
  Binder(func::FuncOp function, const DimensionRequest &request)
      : function(function), request(request) {}

  FailureOr<DimensionBinding> bind();

private:
  void collect();
  LogicalResult bindInputs();
  LogicalResult bindNames();
  /// Sets the dimensions that `matches`; when none is, those that `otherwise`.
  LogicalResult bindRole(std::optional<int64_t> extent,
                         llvm::function_ref<bool(const InputDim &)> matches,
                         llvm::function_ref<bool(const InputDim &)> otherwise,
                         std::optional<int64_t> &bound);
  /// Fails when the user gave the dimension another extent before.
  LogicalResult set(InputDim &dim, int64_t extent);
  /// Dimensions that the user can name.
  std::set<std::string> dimensionNames() const;
  /// Fails where the user gave an extent for a role that no dimension has.
  LogicalResult checkRole(StringRef option, StringRef role,
                          std::optional<int64_t> wanted,
                          std::optional<int64_t> bound);
  LogicalResult reportOpen();
  LogicalResult replaceTypes();

  func::FuncOp function;
  const DimensionRequest &request;
  std::vector<InputDim> dims;
  DimensionBinding binding;
};

void Binder::collect() {
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto type = dyn_cast<RankedTensorType>(function.getArgument(i).getType());
    if (!type)
      continue;
    auto name = function.getArgAttrOfType<StringAttr>(i, nn::kArgumentName);
    auto names = function.getArgAttrOfType<ArrayAttr>(i, nn::kDimNames);
    for (int64_t k = 0; k < type.getRank(); ++k) {
      InputDim dim;
      dim.input = name ? name.str() : "arg" + std::to_string(i);
      if (names && k < static_cast<int64_t>(names.size()))
        if (auto text = dyn_cast<StringAttr>(names[k]))
          dim.name = text.str();
      dim.position = k;
      dim.extent = type.getDimSize(k);
      dim.integerInput = isa<IntegerType>(type.getElementType());
      dims.push_back(dim);
    }
  }
}

std::string labelOf(const InputDim &dim) {
  return dim.name.empty() ? "extent " + std::to_string(dim.position) +
                                " of input '" + dim.input + "'"
                          : "'" + dim.name + "'";
}

LogicalResult Binder::set(InputDim &dim, int64_t extent) {
  if (dim.overridden && dim.extent != extent)
    return function.emitError() << labelOf(dim) << " is given as " << dim.extent
                                << " and as " << extent;
  if (!ShapedType::isDynamic(dim.extent) && dim.extent != extent) {
    binding.overridesFixed = true;
    emitWarning(function.getLoc())
        << "the file fixes " << labelOf(dim) << " at " << dim.extent
        << "; it is " << extent << " here";
  }
  dim.extent = extent;
  dim.overridden = true;
  return success();
}

LogicalResult Binder::bindInputs() {
  for (const auto &[name, shape] : request.inputs) {
    std::vector<InputDim *> own;
    std::set<std::string> known;
    for (InputDim &dim : dims) {
      if (dim.input == name)
        own.push_back(&dim);
      known.insert(dim.input);
    }
    if (own.empty())
      return function.emitError() << "the model has no input '" << name
                                  << "'; its inputs are " << list(known);
    if (own.size() != shape.size())
      return function.emitError()
             << "input '" << name << "' has rank " << own.size() << ", "
             << shape.size() << " extents were given";
    for (auto [dim, extent] : llvm::zip_equal(own, shape)) {
      if (extent < 1)
        return function.emitError() << "extent " << extent << " of input '"
                                    << name << "', expected 1 or more";
      if (failed(set(*dim, extent)))
        return failure();
      // The same name elsewhere means the same extent.
      for (InputDim &other : dims)
        if (!dim->name.empty() && other.name == dim->name &&
            failed(set(other, extent)))
          return failure();
    }
  }
  return success();
}

LogicalResult Binder::bindNames() {
  for (const auto &[name, extent] : request.dims) {
    bool found = false;
    for (InputDim &dim : dims) {
      if (dim.name != name)
        continue;
      found = true;
      if (failed(set(dim, extent)))
        return failure();
    }
    if (!found)
      return function.emitError() << "the model has no dimension '" << name
                                  << "'; " << describe(dimensionNames());
  }
  return success();
}

std::set<std::string> Binder::dimensionNames() const {
  std::set<std::string> names;
  for (const InputDim &dim : dims)
    if (!dim.name.empty())
      names.insert(dim.name);
  return names;
}

LogicalResult Binder::checkRole(StringRef option, StringRef role,
                                std::optional<int64_t> wanted,
                                std::optional<int64_t> bound) {
  if (!wanted || bound)
    return success();
  return function.emitError()
         << option << " " << *wanted << ": the model has no " << role
         << " dimension; " << describe(dimensionNames())
         << "; give --dim NAME=N or --input NAME=1x128";
}

LogicalResult
Binder::bindRole(std::optional<int64_t> extent,
                 llvm::function_ref<bool(const InputDim &)> matches,
                 llvm::function_ref<bool(const InputDim &)> otherwise,
                 std::optional<int64_t> &bound) {
  bool named = llvm::any_of(dims, matches);
  for (InputDim &dim : dims) {
    if (!(named ? matches(dim) : otherwise(dim)))
      continue;
    if (extent && failed(set(dim, *extent)))
      return failure();
    if (!ShapedType::isDynamic(dim.extent) && !bound)
      bound = dim.extent;
  }
  return success();
}

LogicalResult Binder::reportOpen() {
  std::set<std::string> open;
  for (const InputDim &dim : dims)
    if (ShapedType::isDynamic(dim.extent))
      open.insert(labelOf(dim));
  if (open.empty())
    return success();
  return function.emitError()
         << "not bound: " << list(open)
         << "; give --seq N where it is the sequence, else --dim NAME=N or "
            "--input NAME=1x128";
}

LogicalResult Binder::replaceTypes() {
  auto next = dims.begin();
  SmallVector<Type> types;
  for (BlockArgument argument : function.getArguments()) {
    if (auto type = dyn_cast<RankedTensorType>(argument.getType())) {
      SmallVector<int64_t> shape;
      for (int64_t k = 0; k < type.getRank(); ++k)
        shape.push_back((next++)->extent);
      argument.setType(type.clone(shape));
      if (!nn::elementCount(argument.getType()))
        return function.emitError() << "an input of type " << argument.getType()
                                    << " has more than 2^56 elements";
    }
    types.push_back(argument.getType());
  }
  function.setType(FunctionType::get(function.getContext(), types,
                                     function.getResultTypes()));
  return success();
}

FailureOr<DimensionBinding> Binder::bind() {
  collect();
  if (failed(bindInputs()) || failed(bindNames()))
    return failure();
  auto isOpen = [](const InputDim &dim) {
    return ShapedType::isDynamic(dim.extent);
  };
  // Without names the batch is what leads the inputs; one that is fixed at
  // another extent than the first input's is something else.
  auto leads = [](const InputDim &dim) { return dim.position == 0; };
  auto first = llvm::find_if(dims, leads);
  int64_t presumed = first == dims.end() ? ShapedType::kDynamic : first->extent;
  auto leadsAsBatch = [&](const InputDim &dim) {
    return leads(dim) &&
           (isOpen(dim) || dim.overridden || dim.extent == presumed);
  };
  if (failed(bindRole(
          request.batch,
          [](const InputDim &dim) { return isBatchName(dim.name); },
          leadsAsBatch, binding.batch)) ||
      failed(bindRole(
          request.seq,
          [](const InputDim &dim) { return isSequenceName(dim.name); },
          [](const InputDim &dim) {
            return dim.position == 1 && dim.integerInput;
          },
          binding.seq)))
    return failure();
  if (failed(checkRole("--batch", "batch", request.batch, binding.batch)) ||
      failed(checkRole("--seq", "sequence", request.seq, binding.seq)))
    return failure();
  // A batch that nobody asked for is one.
  if (!request.batch) {
    bool named = llvm::any_of(
        dims, [](const InputDim &dim) { return isBatchName(dim.name); });
    auto isBatch = [&](const InputDim &dim) {
      return isOpen(dim) && (named ? isBatchName(dim.name) : leads(dim));
    };
    if (failed(bindRole(1, isBatch, isBatch, binding.batch)))
      return failure();
  }
  if (failed(reportOpen()))
    return failure();
  for (const InputDim &dim : dims)
    if (!dim.name.empty())
      binding.dims[dim.name] = dim.extent;
  if (failed(replaceTypes()))
    return failure();
  return binding;
}

} // namespace

FailureOr<DimensionBinding> bindDimensions(ModuleOp module,
                                           const DimensionRequest &request) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  if (!function || function.isExternal())
    return module.emitError("expected a function 'main' with a body");
  return Binder(function, request).bind();
}

} // namespace perfopt::analysis
