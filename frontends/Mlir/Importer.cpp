//===- Importer.cpp - From a module to one flat function ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/Importer.h"

#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"
#include "frontends/Mlir/FunctionImporter.h"
#include "frontends/Mlir/Parse.h"

#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace perfopt::upstream {

/// `main` or `forward`, the only public function, or the only one.
static func::FuncOp entryOf(ModuleOp module, Location loc) {
  // A module around a single module says nothing.
  while (llvm::hasSingleElement(module.getOps<ModuleOp>()) &&
         module.getOps<func::FuncOp>().empty())
    module = *module.getOps<ModuleOp>().begin();
  SmallVector<func::FuncOp> bodies, open;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isExternal())
      continue;
    bodies.push_back(function);
    if (function.isPublic())
      open.push_back(function);
  }
  for (StringRef name : {"main", "forward", "main_graph"})
    for (func::FuncOp function : bodies)
      if (function.getName() == name)
        return function;
  if (open.size() == 1)
    return open.front();
  if (bodies.size() == 1)
    return bodies.front();
  InFlightDiagnostic error = emitError(loc);
  error << "expected a function 'main' or 'forward', or one public function; "
           "found ";
  if (bodies.empty())
    error << "no function with a body";
  constexpr size_t kShown = 8;
  for (auto [i, function] : llvm::enumerate(open.empty() ? bodies : open)) {
    if (i == kShown)
      break;
    error << (i ? ", '" : "'") << function.getName() << "'";
  }
  return {};
}

static std::string argumentName(func::FuncOp entry, unsigned i) {
  for (StringRef key :
       {StringRef(nn::kArgumentName), StringRef("ml_program.identifier"),
        StringRef("iree.abi.name")})
    if (auto name = entry.getArgAttrOfType<StringAttr>(i, key))
      return name.str();
  // A location that is a name, not the function's.
  auto named = dyn_cast<NameLoc>(entry.getArgument(i).getLoc());
  return named ? named.getName().str() : "arg" + std::to_string(i);
}

static bool matches(StringRef argument, StringRef wanted) {
  return argument.consume_front(wanted) &&
         (argument.empty() || argument.starts_with("[") ||
          argument.starts_with("."));
}

static bool isWeight(StringRef argument, const ImportOptions &options) {
  return llvm::any_of(options.weights, [&](StringRef wanted) {
    return matches(argument, wanted);
  });
}

/// Every name of --weights stands for an argument; says so where there are
/// arguments that may be weights and none was named.
static LogicalResult checkWeights(func::FuncOp entry,
                                  const ImportOptions &options) {
  SmallVector<std::string> labels;
  for (unsigned i = 0; i < entry.getNumArguments(); ++i)
    labels.push_back(argumentName(entry, i));
  constexpr size_t kMostNames = 6;
  std::string names =
      llvm::join(ArrayRef(labels).take_front(kMostNames), ", ") +
      (labels.size() > kMostNames ? ", ..." : "");
  for (StringRef wanted : options.weights)
    if (llvm::none_of(labels,
                      [&](StringRef label) { return matches(label, wanted); }))
      return emitError(entry.getLoc())
             << "--weights " << wanted
             << " is no argument of the function; it has: " << names;
  // A network of several inputs is rare, one of several arguments is not.
  constexpr size_t kFewInputs = 3;
  if (options.weights.empty() && labels.size() > kFewInputs)
    emitWarning(entry.getLoc())
        << "all " << labels.size() << " arguments (" << names
        << ") are taken for inputs, the batch from one of them; name those "
           "that are weights with --weights";
  return success();
}

static DictionaryAttr modelAttributes(ModuleOp parsed, const Source &source,
                                      StringRef name,
                                      const std::set<std::string> &dialects,
                                      Builder &builder) {
  NamedAttrList attributes;
  // A model in nn says what file it came from.
  if (auto origin = parsed->getAttrOfType<DictionaryAttr>(nn::kModel))
    attributes = NamedAttrList(origin);
  else
    attributes.set("name", builder.getStringAttr(name));
  std::string format = "mlir";
  if (!dialects.empty())
    format += " (" + llvm::join(dialects, ", ") + ")";
  attributes.set("format", builder.getStringAttr(format));
  if (!attributes.get("sha256"))
    attributes.set("sha256", builder.getStringAttr(source.sha256));
  if (!source.producer.empty())
    attributes.set("producer", builder.getStringAttr(source.producer));
  // StableHLO spells functions out as the first versions of ONNX do.
  if (!attributes.get("opset") && dialects.contains("stablehlo"))
    attributes.set("opset", builder.getDictionaryAttr(builder.getNamedAttr(
                                "ai.onnx", builder.getI64IntegerAttr(7))));
  return attributes.getDictionary(builder.getContext());
}

static DictionaryAttr argumentAttributes(func::FuncOp entry, unsigned i,
                                         StringRef name, Builder &builder) {
  NamedAttrList attributes;
  attributes.set(nn::kArgumentName, builder.getStringAttr(name));
  if (auto dims = entry.getArgAttrOfType<ArrayAttr>(i, nn::kDimNames))
    attributes.set(nn::kDimNames, dims);
  return attributes.getDictionary(builder.getContext());
}

/// Operators of `main` that nothing uses: what translations left behind.
static void eraseUnused(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isa<nn::NNDialect>(op.getDialect()) && !isa<nn::OpaqueOp>(op) &&
        op.use_empty())
      op.erase();
}

static OwningOpRef<ModuleOp> importEntry(ModuleOp parsed, func::FuncOp entry,
                                         const Source &source, StringRef name,
                                         const ImportOptions &options) {
  MLIRContext *context = parsed.getContext();
  context->loadDialect<nn::NNDialect, func::FuncDialect>();
  Location loc = NameLoc::get(StringAttr::get(context, name));
  OpBuilder builder(context);
  OwningOpRef<ModuleOp> module = ModuleOp::create(builder, loc);
  builder.setInsertionPointToEnd(module->getBody());
  auto function = func::FuncOp::create(builder, loc, "main",
                                       builder.getFunctionType({}, {}));
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToStart(body);

  if (failed(checkWeights(entry, options)))
    return {};
  FunctionImporter importer(entry->getParentOfType<ModuleOp>(), builder);
  Constants weights(builder);
  SmallVector<DictionaryAttr> attributes;
  for (BlockArgument argument : entry.getArguments()) {
    std::string label = argumentName(entry, argument.getArgNumber());
    Type type = importedType(argument.getType());
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (tensor && isWeight(label, options)) {
      importer.define(argument, weights.weight(tensor, label, loc));
      continue;
    }
    importer.define(argument, body->addArgument(type, argument.getLoc()));
    attributes.push_back(
        argumentAttributes(entry, argument.getArgNumber(), label, builder));
  }
  SmallVector<Value> results;
  if (failed(importer.importBody(entry, results)))
    return {};
  // Buffers that the caller gave, where they were written.
  for (BlockArgument argument : entry.getArguments())
    if (Value now = importer.lookup(argument);
        isa<MemRefType>(argument.getType()) && !isa<BlockArgument>(now))
      results.push_back(now);
  func::ReturnOp::create(builder, loc, results);
  function.setType(builder.getFunctionType(body->getArgumentTypes(),
                                           TypeRange(ValueRange(results))));
  function.setAllArgAttrs(attributes);
  eraseUnused(*body);
  if (failed(verify(*module)))
    return {};
  importer.reportUnknown(loc);
  if (importer.dialects().empty())
    emitWarning(loc) << "the function '" << entry.getName()
                     << "' has no operators: there is nothing to count";
  (*module)->setAttr(nn::kModel, modelAttributes(parsed, source, name,
                                                 importer.dialects(), builder));
  return module;
}

OwningOpRef<ModuleOp> importModule(const Source &source, StringRef name,
                                   MLIRContext *context,
                                   const ImportOptions &options) {
  prepareContext(*context);
  OwningOpRef<ModuleOp> parsed = parseModule(source, name, context);
  if (!parsed)
    return {};
  Location loc = NameLoc::get(StringAttr::get(context, name));
  func::FuncOp entry = entryOf(*parsed, loc);
  if (!entry)
    return {};
  return importEntry(*parsed, entry, source, name, options);
}

} // namespace perfopt::upstream
