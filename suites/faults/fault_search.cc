// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/fault_search.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// Inputs that decide which faults are looked at more closely.
struct Sample {
  std::vector<std::uint32_t> wrong;   // for which the declared op is wrong
  std::vector<std::uint32_t> spaced;  // from all over
  // That near faults leave unexplained: a second fault has to explain most of them.
  std::vector<std::uint32_t> residue;
};

constexpr std::size_t most_wrong = 1024;
constexpr std::size_t most_spaced = 3072;
constexpr std::size_t most_counts = 6;     // of every input, for one fault
constexpr std::size_t most_telling = 128;  // inputs that a count leaves to tell others apart
constexpr std::size_t most_groups = 24;    // faults, or pairs of them, whose every input is counted
constexpr std::size_t most_families = 6;   // simulations of which every order is tried
constexpr std::size_t most_exact = 8;      // faults that explain everything

std::vector<std::uint32_t> spaced_inputs(std::size_t size) {
  std::vector<std::uint32_t> inputs;
  const std::size_t count = std::min(most_spaced, size);
  for (std::size_t i = 0; i < count; ++i) {
    // An odd number steps through a cube in an order without a pattern.
    const std::size_t at = size <= most_spaced ? i : i * 0x9E3779B1U % size;
    inputs.push_back(static_cast<std::uint32_t>(at));
  }
  return inputs;
}

// In an order without a pattern, so that its beginning stands for all of it.
std::vector<std::uint32_t> some_of(const std::vector<std::uint32_t>& inputs, std::size_t most) {
  std::vector<std::uint32_t> some;
  std::size_t stride = inputs.size() / 2 + 1;
  while (std::gcd(stride, inputs.size()) != 1) ++stride;
  const std::size_t count = std::min(most, inputs.size());
  for (std::size_t i = 0; i < count; ++i) some.push_back(inputs[i * stride % inputs.size()]);
  return some;
}

// One or two faults, done in one way.
struct Candidate {
  std::array<std::size_t, 2> faults = {};  // into the list of names; the same twice: one fault
  FaultyOp op;
  bool is_family = false;      // an order of floating point that stands for all
  std::size_t wrong_left = 0;  // of the sample, unexplained
  std::size_t spaced_left = 0;
  std::size_t told_left = 0;  // of what other ways of the same fault got wrong

  std::size_t left() const { return wrong_left + spaced_left; }
};

struct Names {
  std::vector<Fault> faults;                    // the catalogue, then the values on axes
  std::vector<std::vector<FaultyOp>> variants;  // of each
};

Names names_of(const FaultSubject& subject) {
  Names names;
  for (const Fault& fault : fault_catalogue()) {
    names.faults.push_back(fault);
    names.variants.push_back(fault.variants(subject));
  }
  for (AxisFault& each : axis_faults(subject)) {
    names.faults.push_back(std::move(each.fault));
    names.variants.push_back({std::move(each.op)});
  }
  return names;
}

bool is_in_floats(const FaultyOp& op) { return op.numbers && *op.numbers != NumberKind::ideal; }

// A fault of what is declared: of the exact op in exact numbers, if nothing else is said of them.
FaultyOp on_declared(const FaultSubject& subject, FaultyOp op) {
  const bool has_numbers = op.numbers || op.datapath;
  if (subject.is_exact && !has_numbers) op.numbers = NumberKind::ideal;
  return op;
}

class Search {
 public:
  Search(const FaultSubject& subject, const ObservedCodes& observed)
      : subject_(subject), observed_(observed), names_(names_of(subject)) {}

  // False if nothing is wrong.
  bool look_at_declared() {
    auto declared = explanation_of(subject_, on_declared(subject_, {}), observed_);
    const CodeComparison comparison = compare_all(*declared, observed_);
    wrong_ = comparison.differing;
    if (wrong_ == 0) return false;
    sample_.spaced = spaced_inputs(observed_.size);
    sample_.wrong = some_of(comparison.some, most_wrong);
    return true;
  }

  std::vector<Candidate> singles() const {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < names_.faults.size(); ++i) {
      for (const FaultyOp& op : names_.variants[i]) all.push_back(candidate({i, i}, op));
    }
    return all;
  }

  // Any two; where some faults are near, those with one of them that may explain what it leaves.
  std::vector<Candidate> pairs();

  // Those that may be near enough to be named, orders of floating point spelt out.
  std::vector<Candidate> promising(const std::vector<Candidate>& candidates) const;

  bool is_near(std::uint64_t differing) const { return differing <= near_limit(); }

  // What they explain, counted.
  std::vector<FoundFault> count(std::vector<Candidate> candidates);

 private:
  Candidate candidate(std::array<std::size_t, 2> faults, const FaultyOp& op) const {
    return {faults, on_declared(subject_, op), is_in_floats(op)};
  }
  std::uint64_t near_limit() const {
    const std::uint64_t of_all = std::max<std::uint64_t>(observed_.size / near_share, 1);
    return std::min(of_all, wrong_ / near_part_of_wrong);
  }
  bool score(Candidate& candidate) const;
  std::vector<Candidate> orders_of(const Candidate& family) const;
  std::vector<FoundFault> count_fault(std::vector<Candidate> candidates);
  FoundFault found(const Candidate& candidate, const CodeComparison& comparison) const;
  bool has_effect(const FaultyOp& op) const;

  const FaultSubject& subject_;
  const ObservedCodes& observed_;
  Names names_;
  Sample sample_;
  std::uint64_t wrong_ = 0;
  // Inputs that near faults leave unexplained.
  std::map<std::array<std::size_t, 2>, std::vector<std::uint32_t>> residue_of_;
};

// Fills in what is left unexplained of the sample. False if it is too much for a fault that is
// near; the limits leave room for the sample's chance.
bool Search::score(Candidate& candidate) const {
  const auto explanation = explanation_of(subject_, candidate.op, observed_);
  if (!explanation) return false;
  const std::size_t residue_limit = sample_.residue.size() / 2;
  if (differing_among(*explanation, observed_, sample_.residue, residue_limit) > residue_limit) {
    return false;
  }
  const std::size_t wrong_limit = sample_.wrong.size() * 3 / 8 + (sample_.wrong.size() > 3 ? 1 : 0);
  const std::size_t spaced_limit = sample_.spaced.size() / 40 + 1;
  // A beginning that is mostly wrong is enough to give up.
  const auto beginning =
      std::span(sample_.wrong).first(std::min<std::size_t>(32, sample_.wrong.size()));
  if (differing_among(*explanation, observed_, beginning, 20) > 20) return false;
  constexpr std::size_t enough_for_orders = 256;
  const std::size_t most = candidate.op.order ? enough_for_orders : observed_.size;
  const auto some = [&](const std::vector<std::uint32_t>& inputs) {
    return std::span(inputs).first(std::min(most, inputs.size()));
  };
  candidate.wrong_left = differing_among(*explanation, observed_, some(sample_.wrong), wrong_limit);
  if (candidate.wrong_left > wrong_limit) return false;
  candidate.spaced_left =
      differing_among(*explanation, observed_, some(sample_.spaced), spaced_limit);
  return candidate.spaced_left <= spaced_limit;
}

std::vector<Candidate> Search::orders_of(const Candidate& family) const {
  std::vector<Candidate> all;
  const Swing swing = faulty_deployment(subject_, family.op).matrix.swing;
  for (const FloatOrder& order : float_orders(swing, family.op.numbers == NumberKind::float32)) {
    all.push_back(family);
    all.back().op.order = order;
    all.back().is_family = false;
  }
  return all;
}

std::vector<Candidate> Search::promising(const std::vector<Candidate>& candidates) const {
  const auto scored = [&](std::vector<Candidate> some) {
    std::vector<char> kept(some.size(), 0);
    constexpr std::size_t at_once = 64;
    for_each_block((some.size() + at_once - 1) / at_once, [&](std::size_t block) {
      const std::size_t end = std::min(some.size(), (block + 1) * at_once);
      for (std::size_t i = block * at_once; i < end; ++i) kept[i] = score(some[i]) ? 1 : 0;
    });
    std::size_t size = 0;
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (kept[i] != 0) some[size++] = some[i];
    }
    some.resize(size);
    return some;
  };
  std::vector<Candidate> first;
  for (const Candidate& each : candidates) {
    first.push_back(each);
    if (!each.is_family) continue;
    for (const FloatRounding rounding : {FloatRounding::half_up, FloatRounding::half_away}) {
      first.push_back(each);
      first.back().op.order = FloatOrder{.rounding = rounding};
    }
  }
  std::vector<Candidate> kept = scored(first);
  std::vector<Candidate> result;
  std::vector<Candidate> families;
  for (const Candidate& each : kept) {
    if (!each.is_family) {
      result.push_back(each);
      continue;
    }
    FaultyOp family = each.op;
    family.order.reset();
    const auto is_known = [&](const Candidate& other) { return other.op == family; };
    if (std::ranges::any_of(families, is_known)) continue;
    families.push_back(each);
    families.back().op = family;
  }
  // Orders differ from each other by few inputs: some of the sample is enough to begin with, and
  // families that leave more than others are not among the best.
  std::ranges::stable_sort(families, {}, &Candidate::left);
  families.resize(std::min(most_families, families.size()));
  for (const Candidate& family : families) {
    for (const Candidate& each : scored(orders_of(family))) result.push_back(each);
  }
  return result;
}

bool Search::has_effect(const FaultyOp& op) const {
  const auto faulty = explanation_of(subject_, on_declared(subject_, op), observed_);
  const auto declared = FaultyCodes::of(subject_, on_declared(subject_, {}));
  if (!faulty) return false;
  for (const auto* inputs : {&sample_.wrong, &sample_.spaced}) {
    for (std::size_t at = 0; at < inputs->size(); at += block_capacity) {
      const auto some =
          std::span(*inputs).subspan(at, std::min(block_capacity, inputs->size() - at));
      CodeBlock codes;
      CodeBlock expected;
      compute_codes(faulty->codes, faulty->place, observed_, some, codes);
      compute_codes(*declared, {}, observed_, some, expected);
      for (std::size_t c = 0; c < 3; ++c) {
        if (!std::equal(codes[c].begin(), codes[c].begin() + some.size(), expected[c].begin())) {
          return true;
        }
      }
    }
  }
  return false;
}

// Of faults with a great many variants only the usual ones are put together with others.
bool is_usual(const FaultyOp& op) {
  if (op.requantisation && op.requantisation->fault == RequantisationFault::twice) {
    return op.requantisation->first_shift > 0 && op.requantisation->second == RoundingMode::half_up;
  }
  if (op.place && op.place->amount != 0) {
    return std::abs(op.place->amount) <= 2 && op.place->fault != PlaceFault::shifted_zeros;
  }
  return true;
}

std::vector<Candidate> Search::pairs() {
  for (const auto& [faults, residue] : residue_of_) {
    const auto some = some_of(residue, most_telling);
    sample_.residue.insert(sample_.residue.end(), some.begin(), some.end());
  }
  const auto is_near = [&](std::size_t fault) { return residue_of_.contains({fault, fault}); };
  struct Unit {
    std::size_t fault = 0;
    FaultyOp op;
  };
  std::vector<Unit> units;
  for (std::size_t i = 0; i < names_.faults.size(); ++i) {
    for (const FaultyOp& op : names_.variants[i]) {
      if (!op.no_op && !op.fitted && is_usual(op) && has_effect(op)) units.push_back({i, op});
    }
  }
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (std::size_t j = i + 1; j < units.size(); ++j) {
      if (units[i].fault == units[j].fault) continue;
      if (!residue_of_.empty() && !is_near(units[i].fault) && !is_near(units[j].fault)) continue;
      if (auto op = together(units[i].op, units[j].op)) {
        all.push_back(candidate({units[i].fault, units[j].fault}, *op));
      }
    }
  }
  return all;
}

FoundFault Search::found(const Candidate& candidate, const CodeComparison& comparison) const {
  const Fault& one = names_.faults[candidate.faults[0]];
  const Fault& other = names_.faults[candidate.faults[1]];
  FoundFault result{one.id,         one.sentence,    one.remedy, comparison.differing,
                    observed_.size, comparison.first};
  if (candidate.faults[0] != candidate.faults[1]) {
    result.fault += "+" + other.id;
    result.sentence += "; " + other.sentence;
    result.remedy += "; " + other.remedy;
  }
  return result;
}

// One fault, which may have been done in each of these ways.
std::vector<FoundFault> Search::count_fault(std::vector<Candidate> candidates) {
  std::ranges::stable_sort(candidates, {}, &Candidate::left);
  std::optional<FoundFault> best;
  std::size_t told = 0;
  const std::uint64_t limit = near_limit();
  for (std::size_t counts = 0; counts < most_counts && !candidates.empty(); ++counts) {
    const Candidate candidate = candidates.front();
    candidates.erase(candidates.begin());
    auto explanation = explanation_of(subject_, candidate.op, observed_);
    const CodeComparison comparison = compare_all(*explanation, observed_, limit);
    if (comparison.differing <= limit && (!best || comparison.differing < best->differing)) {
      best = found(candidate, comparison);
    }
    if (comparison.differing == 0) break;
    if (best && best->differing == comparison.differing)
      residue_of_[candidate.faults] = comparison.some;
    // What this one got wrong tells the others apart.
    const std::vector<std::uint32_t> telling = some_of(comparison.some, most_telling);
    for (Candidate& each : candidates) {
      const auto other = explanation_of(subject_, each.op, observed_);
      each.told_left += differing_among(*other, observed_, telling, most_telling);
    }
    told += telling.size();
    std::ranges::stable_sort(candidates, {}, [](const Candidate& each) {
      return std::pair(each.told_left, each.left());
    });
    const bool may_be_better = !candidates.empty() && candidates.front().told_left * 2 < told;
    if (!may_be_better) break;
  }
  if (!best) return {};
  return {*best};
}

std::vector<FoundFault> Search::count(std::vector<Candidate> candidates) {
  std::map<std::array<std::size_t, 2>, std::vector<Candidate>> by_fault;
  for (Candidate& each : candidates) by_fault[each.faults].push_back(std::move(each));
  // The most promising first; what is not among the first few is not among the best.
  std::vector<std::pair<std::size_t, std::array<std::size_t, 2>>> order;
  for (const auto& [faults, ways] : by_fault) {
    order.emplace_back(std::ranges::min(ways, {}, &Candidate::left).left(), faults);
  }
  std::ranges::sort(order);
  std::vector<FoundFault> all;
  std::size_t inexact = 0;
  std::size_t groups = 0;
  for (const auto& [left, faults] : order) {
    if (left != 0 && inexact++ >= most_near_faults + 2) break;
    if (++groups > most_groups) break;
    for (FoundFault& each : count_fault(by_fault[faults])) all.push_back(std::move(each));
    const auto exact = std::ranges::count(all, 0U, &FoundFault::differing);
    if (static_cast<std::size_t>(exact) >= most_exact) break;
  }
  std::ranges::stable_sort(all, {}, &FoundFault::differing);
  return all;
}

bool explains_all(const std::vector<FoundFault>& faults) {
  return !faults.empty() && faults.front().differing == 0;
}

// What the fit says, in words, and what it leaves unexplained.
FoundFault other_scale(FaultSubject subject, const ScaleFit& fit, const ObservedCodes& observed) {
  const Fault& entry = fault_named("other_scale");
  subject.fitted = LoweredOp{fit[0].example, fit[1].example, fit[2].example};
  auto explanation = explanation_of(subject, {.fitted = true}, observed);
  const CodeComparison comparison = compare_all(*explanation, observed);
  return {entry.id,      "as if " + fit_words(fit, subject.deployment),
          entry.remedy,  comparison.differing,
          observed.size, comparison.first};
}

// The code of most inputs of each plane, if it is that of nearly all: nothing but a few wrong
// inputs.
std::optional<CodeTriple> constant_codes(const ObservedCodes& observed) {
  CodeTriple constant = {};
  for (std::size_t c = 0; c < 3; ++c) {
    std::array<std::uint64_t, 256> counts = {};
    for (std::size_t i = 0; i < observed.size; ++i) {
      ++counts[static_cast<std::uint8_t>(observed.codes[c][i])];
    }
    const auto most = std::ranges::max_element(counts);
    if (*most * near_share < observed.size * (near_share - 10)) return std::nullopt;
    constant[c] = static_cast<std::int8_t>(static_cast<std::uint8_t>(most - counts.begin()));
  }
  return constant;
}

}  // namespace

void keep_best(std::vector<FoundFault>& faults) {
  std::ranges::stable_sort(faults, {}, &FoundFault::differing);
  const auto near =
      std::ranges::find_if(faults, [](const FoundFault& each) { return each.differing != 0; });
  const auto kept = std::min<std::ptrdiff_t>(most_near_faults, faults.end() - near);
  faults.erase(near + kept, faults.end());
}

FaultFindings find_faults(const FaultSubject& declared, const ObservedCodes& observed,
                          bool wants_pairs) {
  FaultSubject subject = declared;
  FaultFindings findings;
  if (observed.size == 0) return findings;
  subject.constant = constant_codes(observed);
  Search search(subject, observed);
  if (!search.look_at_declared()) return findings;
  findings.faults = search.count(search.promising(search.singles()));
  findings.is_saturated = is_too_saturated(observed);
  // The fit is through the lowering, which the exact op has not.
  if (!findings.is_saturated && !subject.is_exact) findings.fit = fit_scale(subject, observed);
  if (findings.fit && !explains_all(findings.faults)) {
    FoundFault scale = other_scale(subject, *findings.fit, observed);
    // A fault that explains as much says more than numbers do.
    const bool says_more = std::ranges::none_of(
        findings.faults, [&](const FoundFault& each) { return each.differing <= scale.differing; });
    if (search.is_near(scale.differing)) {
      if (says_more) findings.faults.push_back(std::move(scale));
    } else {
      findings.fit.reset();
    }
  }
  if (wants_pairs && !explains_all(findings.faults)) {
    keep_best(findings.faults);
    // A second fault that explains nothing more is none.
    const std::uint64_t left =
        findings.faults.empty() ? observed.size : findings.faults.front().differing;
    for (FoundFault& pair : search.count(search.promising(search.pairs()))) {
      if (pair.differing < left) findings.faults.push_back(std::move(pair));
    }
  }
  keep_best(findings.faults);
  return findings;
}

}  // namespace swingproof
