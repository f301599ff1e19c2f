//===- HtmlWriter.cpp - A report as a page --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/HtmlWriter.h"

#include "cli/Report/ChartStyle.h"
#include "cli/Report/HtmlPage.h"

#include <fmt/format.h>

namespace perfopt::cli {

namespace {

/// ` class="good"`; nothing for plain text.
std::string classOf(Tone tone) {
  switch (tone) {
  case Tone::Plain:
    break;
  case Tone::Strong:
    return " class=\"strong\"";
  case Tone::Good:
    return " class=\"good\"";
  case Tone::Doubtful:
    return " class=\"doubtful\"";
  case Tone::Bad:
    return " class=\"bad\"";
  case Tone::Bar:
    return " class=\"bar\"";
  }
  return "";
}

std::string spanOf(std::string_view text, Tone tone) {
  std::string classes = classOf(tone);
  return classes.empty()
             ? xmlText(text)
             : fmt::format("<span{}>{}</span>", classes, xmlText(text));
}

} // namespace

void HtmlWriter::enter(Open list) {
  if (open == list)
    return;
  if (open == Open::Facts)
    body += "</dl>\n";
  else if (open == Open::Items)
    body += "</ul>\n";
  if (list == Open::Facts)
    body += "<dl class=\"facts\">\n";
  else if (list == Open::Items)
    body += "<ul>\n";
  open = list;
}

void HtmlWriter::heading(std::string_view title) {
  enter(Open::Nothing);
  // The first names the page.
  int level = headings == 0 ? 1 : 2;
  body += fmt::format("<h{0} id=\"part-{1}\">{2}</h{0}>\n", level, headings,
                      xmlText(title));
  ++headings;
}

void HtmlWriter::subheading(std::string_view title) {
  enter(Open::Nothing);
  body += fmt::format("<h3>{}</h3>\n", xmlText(title));
}

void HtmlWriter::fact(std::string_view label, std::string_view text,
                      Tone tone) {
  if (text.empty())
    return;
  bool starts = open != Open::Facts;
  enter(Open::Facts);
  if (starts || !label.empty())
    body += fmt::format("<dt>{}</dt>", xmlText(label));
  body += fmt::format("<dd>{}</dd>\n", spanOf(text, tone));
}

void HtmlWriter::paragraph(std::string_view text) {
  enter(Open::Nothing);
  body += fmt::format("<p>{}</p>\n", xmlText(text));
}

void HtmlWriter::item(std::string_view text, Tone tone) {
  enter(Open::Items);
  body += fmt::format("<li>{}</li>\n", spanOf(text, tone));
}

void HtmlWriter::table(const Table &table) {
  enter(Open::Nothing);
  body += "<div class=\"scroll\"><table>\n<thead><tr>";
  auto isNumber = [&](size_t column) {
    return table.columnList()[column].align == Align::Right;
  };
  for (size_t i = 0; i < table.columnList().size(); ++i)
    body += fmt::format("<th scope=\"col\"{}>{}</th>",
                        isNumber(i) ? " class=\"number\"" : "",
                        xmlText(table.columnList()[i].title));
  body += "</tr></thead>\n<tbody>\n";
  for (const std::vector<Cell> &row : table.rowList()) {
    body += "<tr>";
    for (size_t i = 0; i < row.size(); ++i)
      body +=
          fmt::format("<td{}>{}</td>", isNumber(i) ? " class=\"number\"" : "",
                      spanOf(row[i].text, row[i].tone));
    body += "</tr>\n";
  }
  body += "</tbody>\n</table></div>\n";
}

void HtmlWriter::summary(const std::vector<SummaryFigure> &figures) {
  enter(Open::Nothing);
  body += "<div class=\"summary\">\n";
  for (const SummaryFigure &figure : figures)
    body +=
        fmt::format("<div><p class=\"label\">{}</p><p class=\"value\">{}"
                    "</p><p class=\"note\">{}</p></div>\n",
                    xmlText(figure.label), spanOf(figure.value, figure.tone),
                    xmlText(figure.note));
  body += "</div>\n";
}

void HtmlWriter::drawing(const Svg &svg) {
  enter(Open::Nothing);
  body += fmt::format("<figure>{}</figure>\n", svg.element());
}

void HtmlWriter::contents(const std::vector<std::string> &titles) {
  enter(Open::Nothing);
  body += "<nav><ul>\n";
  for (size_t i = 0; i < titles.size(); ++i)
    body += fmt::format("<li><a href=\"#part-{}\">{}</a></li>\n", i + 1,
                        xmlText(titles[i]));
  body += "</ul></nav>\n";
}

void HtmlWriter::sources() {
  enter(Open::Nothing);
  if (cited.empty())
    return;
  body += "<ol class=\"sources\">\n";
  for (const std::string &source : cited)
    body += fmt::format("<li>{}</li>\n", xmlText(source));
  body += "</ol>\n";
}

std::string HtmlWriter::page(std::string_view title) {
  enter(Open::Nothing);
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{}</title>
<style>
{}{}</style>
</head>
<body>
<main>
{}</main>
<script>
{}</script>
</body>
</html>
)",
                     xmlText(title), pageStyle(), chartStyle(), body,
                     pageScript());
}

} // namespace perfopt::cli
