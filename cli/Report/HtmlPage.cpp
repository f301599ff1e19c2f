//===- HtmlPage.cpp - The style and the script of a page ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/HtmlPage.h"

namespace perfopt::cli {

std::string_view pageStyle() {
  return R"css(:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f6f7f9; --ink: #1f2328; --faint: #5c6570;
  --line: #dfe3e8; --good: #1a7f37; --doubtful: #9a6700; --bad: #cf222e;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181d; --panel: #1e2127; --ink: #e6e8eb; --faint: #a0a7b0;
    --line: #343a43; --good: #4ac26b; --doubtful: #d4a72c; --bad: #ff7b72;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 Helvetica, Arial, 'Liberation Sans', sans-serif;
}
main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 {
  font-size: 21px; line-height: 1.25; margin: 56px 0 16px; padding-top: 14px;
  border-top: 2px solid var(--ink); overflow-wrap: anywhere;
}
h3 { font-size: 16px; margin: 32px 0 8px; }
p { margin: 8px 0; }
a { color: inherit; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 16px 0; list-style: none; }
.facts { display: grid; grid-template-columns: minmax(96px, max-content) 1fr; gap: 4px 18px; margin: 8px 0; }
.facts dt { color: var(--faint); grid-column: 1; }
.facts dd { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
ul, ol { padding-left: 20px; margin: 8px 0; }
.sources { padding-left: 32px; color: var(--faint); font-size: 13px; overflow-wrap: anywhere; }
.sources li::marker { content: "[" counter(list-item) "] "; }
.summary { display: grid; grid-template-columns: repeat(auto-fill, minmax(226px, 1fr)); gap: 12px; margin: 16px 0 24px; }
.summary > div { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.summary p { margin: 0; overflow-wrap: anywhere; }
.summary .label, .summary .note { color: var(--faint); font-size: 13px; }
.summary .value { font-size: 24px; line-height: 1.3; font-weight: bold; font-variant-numeric: tabular-nums; }
figure { margin: 20px 0; border: 1px solid var(--line); border-radius: 8px; padding: 12px; }
svg.chart { display: block; width: 100%; height: auto; }
.scroll { overflow: auto; max-height: 560px; border: 1px solid var(--line); border-radius: 8px; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr:last-child td { border-bottom: 0; }
tbody tr:hover { background: var(--panel); }
td:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 120px; }
th { position: sticky; top: 0; background: var(--panel); color: var(--faint); }
.number { text-align: right; }
th span { cursor: pointer; }
th span:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
th[aria-sort] { color: var(--ink); }
th[aria-sort=ascending] span::after { content: " \25B2"; }
th[aria-sort=descending] span::after { content: " \25BC"; }
.strong { font-weight: bold; }
.good { color: var(--good); }
.doubtful { color: var(--doubtful); }
.bad { color: var(--bad); font-weight: bold; }
.tip {
  position: fixed; pointer-events: none; white-space: pre-line; max-width: 420px; z-index: 2;
  overflow-wrap: anywhere; background: var(--ink); color: var(--paper);
  border-radius: 6px; padding: 8px 10px; font-size: 13px; line-height: 1.4;
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  h2 { margin-top: 28px; break-after: avoid; }
  h2 ~ h2 { break-before: page; margin-top: 0; }
  h2:last-of-type { break-before: auto; margin-top: 28px; }
  h3 { break-after: avoid; }
  figure, .summary > div, tr, li { break-inside: avoid; }
  .summary { grid-template-columns: repeat(4, 1fr); }
  .summary .value { font-size: 12pt; }
  .scroll { overflow: visible; max-height: none; border: 0; }
  table { font-size: 7.5pt; }
  th, td { padding: 2px 5px; }
  th { position: static; }
  thead { display: table-header-group; break-inside: avoid; }
}
)css";
}

std::string_view pageScript() {
  return R"js('use strict';
// Numbers as the report writes them: "<0.001" is next to nothing, "-" unknown.
const numberOf = text => {
  const found = text.match(/-?[\d.]+(e[-+]?\d+)?/);
  return found ? parseFloat(found[0]) * (text.startsWith('<') ? 0.5 : 1) : NaN;
};
const compare = (a, b, isNumber) => {
  if (!isNumber) return a.localeCompare(b, 'en', { numeric: true });
  const x = numberOf(a), y = numberOf(b);
  if (isNaN(x) || isNaN(y)) return isNaN(y) - isNaN(x);
  return x - y;
};
for (const table of document.querySelectorAll('table')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (!head.textContent) return;
    // No <button>: browsers leave it out where a title repeats on paper.
    const button = document.createElement('span');
    button.tabIndex = 0;
    button.setAttribute('role', 'button');
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener('click', () => {
      const isNumber = head.classList.contains('number');
      const was = head.getAttribute('aria-sort');
      const order = was ? (was === 'ascending' ? 'descending' : 'ascending')
                        : (isNumber ? 'descending' : 'ascending');
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order);
      const sign = order === 'ascending' ? 1 : -1;
      const textOf = row => row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => sign * compare(textOf(a), textOf(b), isNumber));
      table.tBodies[0].append(...rows);
    });
  });
}
const tip = document.createElement('div');
tip.className = 'tip';
tip.hidden = true;
document.body.append(tip);
for (const title of document.querySelectorAll('svg.chart g > title')) {
  const mark = title.parentNode, text = title.textContent;
  title.remove();
  mark.setAttribute('aria-label', text);
  mark.addEventListener('pointermove', event => {
    tip.textContent = text;
    tip.hidden = false;
    const room = 16;
    const left = event.clientX + room + tip.offsetWidth < innerWidth
      ? event.clientX + room : event.clientX - room - tip.offsetWidth;
    const top = Math.min(event.clientY + room, innerHeight - tip.offsetHeight - 4);
    tip.style.left = Math.max(4, left) + 'px';
    tip.style.top = Math.max(4, top) + 'px';
  });
  mark.addEventListener('pointerleave', () => { tip.hidden = true; });
}
)js";
}

} // namespace perfopt::cli
