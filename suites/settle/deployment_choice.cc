// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/deployment_choice.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "deployment/input_error.h"
#include "suites/settle/channel_catalogue.h"
#include "suites/settle/channel_functions.h"

namespace swingproof {
namespace {

// A power of two, so that scale ratios are powers of two where std makes them so.
constexpr std::string_view common_q_scale = "0.0625";
constexpr std::size_t starting_points = 3000;

using Catalogues = std::array<std::vector<ChannelSetting>, 3>;
using Choice3 = std::array<std::size_t, 3>;  // of one setting per channel

// refined(...).parts, without the partition.
class PartCounter {
 public:
  std::size_t count(const std::vector<std::uint16_t>& one,
                    const std::vector<std::uint16_t>& other) {
    ++round_;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      std::uint32_t& seen = seen_[one[i] * other.size() + other[i]];
      parts += seen != round_ ? 1 : 0;
      seen = round_;
    }
    return parts;
  }

 private:
  std::uint32_t round_ = 0;
  std::vector<std::uint32_t> seen_ =
      std::vector<std::uint32_t>(visible_datapaths().size() * visible_datapaths().size(), 0);
};

struct Found {
  Choice3 choice = {};
  std::size_t parts = 0;
};

// From one starting point: one channel's best setting after another, until none is better.
Found climb(const Catalogues& catalogues, const DatapathPartition& known, Choice3 choice,
            std::size_t first, std::mt19937& random, PartCounter& counter) {
  Found found{choice, 0};
  for (std::size_t turn = first, idle = 0; idle < 3; ++turn) {
    const std::size_t c = turn % 3;
    DatapathPartition others = known;
    for (std::size_t other = 0; other < 3; ++other) {
      if (other == c) continue;
      others = refined(others, catalogues[other][found.choice[other]].parts);
    }
    std::size_t best = 0;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < catalogues[c].size(); ++i) {
      const std::size_t with = counter.count(others.of, catalogues[c][i].parts);
      // Among equals any one, so that the next channel has another chance.
      if (with < parts || (with == parts && random() % 3 != 0)) continue;
      best = i;
      parts = with;
    }
    idle = parts > found.parts ? 0 : idle + 1;
    found.choice[c] = best;
    found.parts = parts;
  }
  return found;
}

Found best_deployment(const Catalogues& catalogues, const DatapathPartition& known,
                      std::mt19937& random) {
  PartCounter counter;
  Found best;
  for (std::size_t start = 0; start < starting_points; ++start) {
    Choice3 choice;
    for (std::size_t c = 0; c < 3; ++c) choice[c] = random() % catalogues[c].size();
    const Found found = climb(catalogues, known, choice, start, random, counter);
    if (found.parts > best.parts) best = found;
    if (best.parts == known.of.size()) break;
  }
  return best;
}

std::vector<const Choice*> undecided_choices(const DatapathPartition& known) {
  std::vector<const Choice*> undecided;
  std::vector<const Datapath*> first(known.parts);
  for (std::size_t i = 0; i < known.of.size(); ++i) {
    const Datapath*& one = first[known.of[i]];
    const Datapath& other = visible_datapaths()[i];
    if (one == nullptr) one = &other;
    for (const Choice* choice : differing_choices(*one, other)) {
      if (std::ranges::find(undecided, choice) == undecided.end()) undecided.push_back(choice);
    }
  }
  return undecided;
}

}  // namespace

MeanRange means_up_to(std::uint64_t greatest, std::string_view place) {
  constexpr std::uint64_t offset = 128;
  if (greatest < offset || greatest > static_cast<std::uint64_t>(all_means.greatest)) {
    throw InputError(place, std::to_string(greatest) + " is not between 128 and 1024",
                     "give the greatest mean that your compiler accepts, such as 255");
  }
  return {0, static_cast<int>(greatest)};
}

DeploymentChoice choose_deployments(Op op, March march, const MeanRange& means) {
  Deployment base;
  base.op = op;
  base.march = march;
  base.q_scale = parse_exact_number(common_q_scale, "q_scale");
  Catalogues catalogues;
  DeploymentChoice choice;
  for (std::size_t c = 0; c < 3; ++c) {
    catalogues[c] = channel_catalogue(base, c, means);
    choice.candidates += catalogues[c].size();
  }
  std::mt19937 random(29);  // the same choice everywhere
  DatapathPartition known = undivided(visible_datapaths().size());
  while (known.parts < known.of.size()) {
    const Found found = best_deployment(catalogues, known, random);
    if (found.parts == known.parts) break;
    Deployment deployment = base;
    for (std::size_t c = 0; c < 3; ++c) {
      const ChannelSetting& setting = catalogues[c][found.choice[c]];
      deployment.mean[c] = setting.mean;
      deployment.std[c] = setting.std;
      known = refined(known, setting.parts);
    }
    choice.deployments.push_back(deployment);
  }
  choice.separated = known.parts;
  choice.undecided = undecided_choices(known);
  return choice;
}

}  // namespace swingproof
