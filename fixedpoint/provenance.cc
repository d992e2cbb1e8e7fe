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

}  // namespace

std::vector<Provenance> provenance(const Arithmetic& arithmetic) {
  std::vector<Provenance> all;
  const auto replaced = differing_choices(Datapath{}, arithmetic.datapath);
  for (const Choice& choice : choices()) {
    const std::string words(choice.words);
    if (is_made_by_own_numbers(choice, arithmetic)) {
      if (choice.subject == ChoiceSubject::constants) {
        all.push_back(own_numbers(choice, arithmetic));
      }
    } else if (std::ranges::find(replaced, &choice) != replaced.end()) {
      all.push_back({value_text(choice, arithmetic.datapath) + ", in place of " + words,
                     Standing::own,
                     "not the model's choice: an alternative to it that was asked for"});
    } else {
      all.push_back({words, choice.standing, choice.source});
    }
  }
  return all;
}

std::vector<std::string> replaced_choices(const Arithmetic& arithmetic) {
  std::vector<std::string> texts;
  for (const Choice* choice : differing_choices(Datapath{}, arithmetic.datapath)) {
    if (is_made_by_own_numbers(*choice, arithmetic)) continue;
    texts.push_back(value_text(*choice, arithmetic.datapath));
  }
  return texts;
}

}  // namespace swingproof
