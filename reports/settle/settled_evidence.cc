// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/settle/settled_evidence.h"

#include <algorithm>

#include "deployment/input_error.h"
#include "fixedpoint/choices.h"
#include "reports/json/figure_reader.h"
#include "reports/settle/evidence_statement.h"

namespace swingproof {
namespace {

// A confirmed choice has the model's value, a refuted one another; both are values of the table.
SettledValue settled_value(const FigureReader& reader, const Json& entry, bool is_confirmed) {
  const std::string& choice_name = reader.text(entry, "choice");
  const auto choice = std::ranges::find_if(choices(), [&](const Choice& each) {
    return !each.name.empty() && each.name == choice_name;
  });
  if (choice == choices().end()) reader.fail("choice", quoted(choice_name) + " is no choice");
  const std::string& value = reader.text(entry, "value");
  const auto found = std::ranges::find(choice->values, value, &ChoiceValue::text);
  if (found == choice->values.end() || (found == choice->values.begin()) != is_confirmed) {
    reader.fail("value", quoted(value) + " does not belong to its standing");
  }
  return {choice_name, value};
}

std::string_view signature_words(SignatureFinding finding) {
  if (finding == SignatureFinding::valid) return "signed";
  return finding == SignatureFinding::none ? "unsigned" : "signature not checked";
}

}  // namespace

SettledEvidence settled_evidence(std::string_view text, const std::string& name,
                                 const std::optional<PublicKey>& key) {
  const auto [predicate, signature] = evidence_predicate(text, name, key);
  const FigureReader reader(name, "give evidence that swingproof settle judge has written");
  SettledEvidence evidence;
  // In one line, whatever the file says.
  const std::string board = quoted(reader.text(predicate, "board"));
  evidence.subject = board.substr(1, board.size() - 2);
  evidence.op = parse_op(reader.text(predicate, "op"), name + ": op");
  evidence.march = parse_name<March>(reader.text(predicate, "march"), name + ": march");
  if (!reader.member(predicate, "plugin").is_null()) {
    evidence.plugin = reader.text(predicate, "plugin");
    evidence.subject += ", plugin " + quoted(*evidence.plugin);
  }
  evidence.subject += " (" + name.substr(name.find_last_of('/') + 1) + ", " +
                      std::string(signature_words(signature)) + ")";
  for (const Json& each : reader.array(predicate, "choices")) {
    const std::string& standing = reader.text(each, "standing");
    if (standing != "confirmed" && standing != "refuted") continue;
    evidence.values.push_back(settled_value(reader, each, standing == "confirmed"));
  }
  return evidence;
}

}  // namespace swingproof
