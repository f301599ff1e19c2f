//===- UsageMessage.cpp - What is wrong with a command line ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/UsageMessage.h"

#include "core/Support/Names.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace perfopt::cli {

static std::vector<const CLI::App *> commandsOf(const CLI::App &app) {
  return app.get_subcommands([](const CLI::App *) { return true; });
}

static std::vector<std::string>
namesOf(const std::vector<const CLI::App *> &commands) {
  std::vector<std::string> names;
  for (const CLI::App *command : commands)
    names.push_back(command->get_name());
  return names;
}

/// The commands from the program to the one that was reached.
static std::vector<const CLI::App *> reached(const CLI::App &root) {
  std::vector<const CLI::App *> path = {&root};
  while (!path.back()->get_subcommands().empty())
    path.push_back(path.back()->get_subcommands().front());
  return path;
}

static bool isOption(const std::string &text) {
  return text.size() > 1 && text.front() == '-';
}

/// `what` may have been meant by a name of `all`: the near ones, else all.
static std::string expected(const std::string &what,
                            const std::vector<std::string> &all) {
  std::vector<std::string> near = core::nearestNames(what, all, 3);
  return core::joinAlternatives(near.empty() ? all : near);
}

static std::string unknownCommand(const CLI::App &app,
                                  const std::string &what) {
  return fmt::format("unknown command '{}'; expected {}", what,
                     expected(what, namesOf(commandsOf(app))));
}

static std::string unknownOption(const CLI::App &root, const CLI::App &app,
                                 const std::string &what) {
  std::string option = what.substr(0, what.find('='));
  std::string message =
      fmt::format("{} has no option '{}'", app.get_name(), option);
  std::vector<const CLI::App *> others = commandsOf(root);
  others.erase(std::remove_if(others.begin(), others.end(),
                              [&](const CLI::App *other) {
                                return !other->get_option_no_throw(option);
                              }),
               others.end());
  if (!others.empty())
    return fmt::format("{}; it is of {}", message,
                       core::joinAlternatives(namesOf(others)));
  // Near a single letter is everything.
  if (option.compare(0, 2, "--") != 0)
    return message;
  std::vector<std::string> names;
  for (const CLI::Option *own : app.get_options())
    for (const std::string &name : own->get_lnames())
      names.push_back("--" + name);
  std::vector<std::string> near = core::nearestNames(option, names, 3);
  return near.empty() ? message
                      : fmt::format("{}; expected {}", message,
                                    core::joinAlternatives(near));
}

/// Empty where the command understood every argument.
static std::string unexpectedArgument(const CLI::App &root,
                                      const CLI::App &app) {
  std::vector<std::string> rest = app.remaining();
  if (rest.empty())
    return {};
  // A mistyped command leaves all its options over, a mistyped option its
  // value.
  bool hasCommands = !commandsOf(app).empty();
  if (hasCommands && !isOption(rest.front()))
    return unknownCommand(app, rest.front());
  auto option = std::find_if(rest.begin(), rest.end(), isOption);
  if (option != rest.end())
    return unknownOption(root, app, *option);
  return fmt::format("{} takes no further argument, found '{}'; give several "
                     "values of an option with commas between them",
                     app.get_name(), rest.front());
}

std::string usageMessage(const CLI::App *root, const CLI::Error &error) {
  std::vector<const CLI::App *> path = reached(*root);
  std::string message, name;
  for (const CLI::App *app : path) {
    name += (name.empty() ? "" : " ") + app->get_name();
    if (message.empty())
      message = unexpectedArgument(*root, *app);
  }
  std::vector<const CLI::App *> commands = commandsOf(*path.back());
  if (message.empty() && !commands.empty())
    message = fmt::format("expected a command: {}",
                          core::joinAlternatives(namesOf(commands)));
  if (message.empty())
    message = error.what();
  return fmt::format("perf-opt: error: {}\nsee `{} --help`\n", message, name);
}

} // namespace perfopt::cli
