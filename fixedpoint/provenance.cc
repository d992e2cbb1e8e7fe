// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"

#include <algorithm>

namespace swingproof {
namespace {

// The numbers of an arithmetic file, in place of the choice of published constants.
Provenance own_numbers(const Choice& constants, const Arithmetic& arithmetic) {
  if (arithmetic.constants) {
    return {std::string(constants.words), Standing::own,
            "not the published ones: read from the arithmetic file"};
  }
  return {"int8 weights, bias, multiplier and shifts", Standing::own,
          "not those of the published op: read from the arithmetic file, made for one deployment"};
}

// Whether the arithmetic's own numbers stand where the model would make this choice.
bool is_made_by_own_numbers(const Choice& choice, const Arithmetic& arithmetic) {
  if (choice.subject == ChoiceSubject::constants) return !is_published(arithmetic);
  return choice.subject == ChoiceSubject::lowering && arithmetic.integers;
}

// What the evidence says of a choice; nullptr: nothing, or own numbers stand in its place.
const SettledValue* settled_value(const Choice& choice, const Arithmetic& arithmetic) {
  if (!arithmetic.evidence || choice.name.empty()) return nullptr;
  if (is_made_by_own_numbers(choice, arithmetic)) return nullptr;
  const auto& values = arithmetic.evidence->values;
  const auto found = std::ranges::find(values, choice.name, &SettledValue::choice);
  return found == values.end() ? nullptr : &*found;
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& each : texts) list += (list.empty() ? "" : ", ") + each;
  return list;
}

}  // namespace

std::vector<Provenance> provenance(const Arithmetic& arithmetic) {
  std::vector<Provenance> all;
  const auto replaced = differing_choices(Datapath{}, arithmetic.datapath);
  for (const Choice& choice : choices()) {
    std::string words(choice.words);
    const SettledValue* settled = settled_value(choice, arithmetic);
    const bool is_replaced = std::ranges::find(replaced, &choice) != replaced.end();
    if (settled != nullptr && settled->value == value_name(choice, arithmetic.datapath)) {
      if (is_replaced) {
        words = value_text(choice, arithmetic.datapath) + ", in place of " + words +
                ", which these captures refute";
      }
      all.push_back({words, Standing::confirmed, "confirmed on " + arithmetic.evidence->subject});
      continue;
    }
    if (is_made_by_own_numbers(choice, arithmetic)) {
      if (choice.subject == ChoiceSubject::constants) {
        all.push_back(own_numbers(choice, arithmetic));
      }
    } else if (is_replaced) {
      all.push_back({value_text(choice, arithmetic.datapath) + ", in place of " + words,
                     Standing::own,
                     "not the model's choice: an alternative to it that was asked for"});
    } else {
      all.push_back({words, choice.standing, std::string(choice.source)});
    }
  }
  return all;
}

SettledChoices settled_choices(const Arithmetic& arithmetic) {
  SettledChoices settled;
  for (const Choice& choice : choices()) {
    const SettledValue* found = settled_value(choice, arithmetic);
    if (found == nullptr) continue;
    const std::string text = value_text(choice, arithmetic.datapath);
    if (found->value != value_name(choice, arithmetic.datapath)) {
      settled.contradicted.push_back(text);
    } else if (found->value == choice.values.front().text) {
      settled.confirmed.push_back(text);
    } else {
      settled.replaced.push_back(text);
    }
  }
  return settled;
}

std::string standing_notice(const Arithmetic& arithmetic) {
  const SettledChoices settled = settled_choices(arithmetic);
  std::string text;
  const auto add = [&](const std::vector<std::string>& choices, const std::string& before,
                       const std::string& behind) {
    if (choices.empty()) return;
    text += before + arithmetic.evidence->subject + ": " + list_of(choices) + behind + ". ";
  };
  add(settled.confirmed, "These choices of the model are confirmed on ", "");
  add(settled.replaced, "The model's choices are refuted and replaced by what is confirmed on ",
      "");
  add(settled.contradicted, "--arithmetic asks for choices that are refuted on ", "");
  if (text.empty()) return std::string(unconfirmed_notice);
  return text + "Nothing has confirmed the inferred and assumed choices beside them.";
}

std::vector<std::string> replaced_choices(const Arithmetic& arithmetic) {
  std::vector<std::string> texts;
  for (const Choice* choice : differing_choices(Datapath{}, arithmetic.datapath)) {
    if (is_made_by_own_numbers(*choice, arithmetic)) continue;
    const SettledValue* settled = settled_value(*choice, arithmetic);
    if (settled != nullptr && settled->value == value_name(*choice, arithmetic.datapath)) continue;
    texts.push_back(value_text(*choice, arithmetic.datapath));
  }
  return texts;
}

}  // namespace swingproof
