// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/coq.h"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>
#include <string_view>

#include "deployment/input_error.h"
#include "suites/bound/gappa.h"
#include "suites/bound/prover_process.h"

namespace swingproof {
namespace {

constexpr int most_seconds = 120;  // ten times what the slowest claims need
constexpr std::string_view remedy =
    "install Debian's packages coq and libcoq-gappa, or leave --check out";

// Both sides of a rule are the same rational function of rounded numbers, once powers are numbers.
constexpr std::string_view proof_of_rule =
    "Proof.\n"
    "intros; unfold float2R, float10R, Float1, Flocq.Core.Defs.F2R; simpl;\n"
    "repeat match goal with |- context [Z.pow_pos ?a ?b] =>\n"
    "  let v := eval vm_compute in (Z.pow_pos a b) in change (Z.pow_pos a b) with v end;\n"
    "field; assumption.\n"
    "Qed.\n";

// Gappa's last lemma, l1, says that its statement s1, with the conclusion denied, is absurd.
constexpr std::string_view question =
    "Definition claim : s1 -> False := l1.\n"
    "Print Assumptions claim.\n";

// Gappa's proof with its rules proved and the question, before its one section ends.
std::string complete_proof(const std::string& proof) {
  std::istringstream lines(proof);
  std::string text = "Require Import Reals.\n";
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view hypothesis = "Hypothesis ";
    if (line.starts_with(hypothesis)) {
      text.append("Lemma ").append(line.substr(hypothesis.size())).append("\n");
      text += proof_of_rule;
      continue;
    }
    if (line.starts_with("End ")) text += question;
    text.append(line).append("\n");
  }
  return text;
}

bool is_known_axiom(const std::string& name) {
  // Of Coq's real numbers, on which Gappa's library rests; what is before the point differs
  // between versions.
  constexpr std::array<std::string_view, 4> axioms = {"sig_not_dec", "sig_forall_dec",
                                                      "functional_extensionality_dep", "classic"};
  return std::ranges::find(axioms, name.substr(name.rfind('.') + 1)) != axioms.end();
}

// Of Coq's answer, which a proof that it refuses does not have: "Section Variables:", each name
// with its type, "Axioms:", each with its type, whose lines but the first are indented.
bool rests_on_nothing_else(const std::string& answer) {
  const std::size_t variables = answer.rfind("Section Variables:\n");
  const std::size_t axioms = answer.rfind("\nAxioms:\n");
  if (variables == std::string::npos || axioms == std::string::npos || axioms < variables) {
    return false;
  }
  const std::string names = answer.substr(variables, axioms - variables);
  static const std::regex all_real(R"(Section Variables:(\s+\w+\s+: R)+\s*)");
  if (!std::regex_match(names, all_real)) return false;
  std::istringstream lines(answer.substr(axioms + std::string_view("\nAxioms:\n").size()));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == ' ') continue;
    if (!is_known_axiom(line.substr(0, line.find_first_of(" :")))) return false;
  }
  return true;
}

}  // namespace

std::string coq_version() {
  const ProverRun version = run_prover("coqtop -print-version 2>/dev/null", "", most_seconds);
  if (version.exit_code != 0) throw InputError("coqtop", "is not on PATH", std::string(remedy));
  const ProverRun library = run_prover(
      "coqtop -q -batch -require-import Gappa.Gappa_library >/dev/null 2>&1", "", most_seconds);
  if (library.exit_code != 0) {
    throw InputError("coqtop", "does not load Gappa.Gappa_library", std::string(remedy));
  }
  return version.output.substr(0, version.output.find_first_of(" \n"));
}

bool coq_accepts(const std::string& script) {
  const std::string proof = gappa_proof_for_coq(script);
  if (proof.empty()) return false;
  const ProverRun run =
      run_prover("coqtop -q -quiet -w none 2>/dev/null", complete_proof(proof), most_seconds);
  return run.exit_code == 0 && rests_on_nothing_else(run.output);
}

}  // namespace swingproof
