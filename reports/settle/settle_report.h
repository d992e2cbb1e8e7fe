// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_SETTLE_SETTLE_REPORT_H_
#define SWINGPROOF_REPORTS_SETTLE_SETTLE_REPORT_H_

#include <optional>
#include <string>

#include "reports/json/json_document.h"
#include "reports/settle/settle_kit.h"
#include "suites/settle/judgement.h"

namespace swingproof {

// What was measured, in the user's words: not checked.
struct MeasuredSubject {
  std::string board;                  // "X5 module 17"
  std::optional<std::string> plugin;  // version of horizon_plugin_pytorch
};

// What settle judge prints: the table of docs/numerics.md section 4.4, and what the captures say of
// each choice.
std::string settle_text(const SettleKit& kit, const SettleJudgement& judgement,
                        const MeasuredSubject& subject);

// The same as JSON, schema "swingproof.settle/1" (schemas/settle.json).
Json settle_json(const SettleKit& kit, const SettleJudgement& judgement,
                 const MeasuredSubject& subject);

// Whether every choice that can be seen is confirmed.
bool is_settled(const SettleJudgement& judgement);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_SETTLE_SETTLE_REPORT_H_
