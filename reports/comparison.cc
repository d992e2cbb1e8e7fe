// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "fixedpoint/arithmetic_toml.h"
#include "reports/figure_reader.h"

namespace swingproof {
namespace {

constexpr std::string_view remedy =
    "give a file that swingproof report --json or gate --json has written";

struct ReadSet {
  std::string set;
  std::uint64_t inputs = 0;
  Rational greatest;  // grey levels
  std::string place;
  Rational mean;         // grey levels, of the absolute value of the mean
  Rational mean_square;  // grey levels^2
  std::map<int, std::uint64_t> code_difference;
};

struct ReadPath {
  Rational greatest;   // grey levels
  Rational differing;  // share
};

struct ReadChannel {
  std::string channel;
  std::vector<ReadSet> sets;
  std::optional<ReadPath> path;
};

struct ReadDeployment {
  Deployment deployment;
  std::string arithmetic;
  std::vector<ReadChannel> channels;
  std::map<std::string, std::string> constants;            // of the lowered op, as text
  std::optional<std::array<std::uint64_t, 2>> from_model;  // mismatches, greatest difference
  std::optional<ComputedOp> op;
};

Rational ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? Rational(0) : Rational(Integer(part), Integer(whole));
}

// How a code is worth grey levels, by the channel's name.
Rational grey_levels(const Deployment& deployment, const std::string& channel) {
  const auto channels = output_channels(deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    if (name(channels.at(c)) == channel) return grey_levels_per_code(deployment, c);
  }
  return 0;
}

class DocumentReader {
 public:
  explicit DocumentReader(const std::string& path) : reader_(path, remedy) {}

  std::vector<ReadDeployment> read(std::string_view text) const {
    const Json document = reader_.parse(text);
    const std::string schema = reader_.text(document, "schema");
    if (schema == "swingproof.report/1") return {read_report(document)};
    std::vector<ReadDeployment> all;
    if (schema == "swingproof.reports/1") {
      for (const Json& one : reader_.array(document, "reports")) all.push_back(read_report(one));
    } else if (schema == "swingproof.gate/1") {
      for (const Json& one : reader_.array(document, "deployments")) {
        // A deployment that the kernel does not support has no figures.
        if (reader_.text(one, "status") != "skipped") all.push_back(read_verdict(one));
      }
    } else {
      reader_.fail("schema", "is " + quoted(schema) + ", which has no figures to compare");
    }
    if (all.empty()) reader_.fail("", "has no deployment with figures");
    return all;
  }

 private:
  ReadDeployment read_head(const Json& document) const {
    ReadDeployment read;
    read.deployment = reader_.deployment(reader_.member(document, "deployment"));
    read.arithmetic = arithmetic_of(reader_.member(document, "arithmetic"));
    if (!document.contains("channels")) return read;
    for (const Json& channel : reader_.array(document, "channels")) {
      read.channels.push_back(read_channel(channel, read));
    }
    return read;
  }

  // Its name; of own constants or integers the hash of them as well, so that others differ.
  std::string arithmetic_of(const Json& arithmetic) const {
    if (arithmetic.is_string()) return arithmetic.get<std::string>();
    return fmt::format("{} with {} {}", reader_.text(arithmetic, "datapath"),
                       arithmetic.contains("constants") ? "own constants" : "own integers",
                       sha256_hex(arithmetic.dump()).substr(0, 12));
  }

  // What cannot be read back is no error: only maps are drawn from it.
  std::optional<ComputedOp> read_op(const Json& document, const Deployment& deployment) const {
    const Json& arithmetic = reader_.member(document, "arithmetic");
    try {
      if (arithmetic.is_string()) {
        return ComputedOp{deployment, parse_arithmetic(arithmetic.get<std::string>(), "")};
      }
      // JSON's strings and arrays are TOML's too.
      std::string toml = "[arithmetic]\n";
      for (const char* key : {"datapath", "swing"}) {
        toml += fmt::format("{} = {}\n", key, reader_.member(arithmetic, key).dump());
      }
      toml += "[arithmetic.constants]\n";
      const Json& constants = reader_.member(arithmetic, "constants");
      for (const char* key : {"weight_scale", "weight", "offset"}) {
        toml += fmt::format("{} = {}\n", key, reader_.member(constants, key).dump());
      }
      return ComputedOp{deployment, parse_arithmetic_toml(toml, "")};
    } catch (const InputError&) {
      return std::nullopt;
    }
  }

  ReadDeployment read_report(const Json& document) const {
    ReadDeployment read = read_head(document);
    read.op = read_op(document, read.deployment);
    for (const Json& path : reader_.array(document, "path")) {
      const std::string channel = channel_name(path);
      for (ReadChannel& known : read.channels) {
        if (known.channel == channel) known.path = read_path(path, read.deployment, channel);
      }
    }
    for (const Json& conv : reader_.array(document, "conv")) read_constants(conv, read.constants);
    return read;
  }

  ReadDeployment read_verdict(const Json& entry) const {
    ReadDeployment read = read_head(entry);
    read.from_model = {
        {reader_.count(entry, "mismatches"), reader_.count(entry, "max_code_difference")}};
    return read;
  }

  std::string channel_name(const Json& object) const {
    const std::string& text = reader_.text(object, "channel");
    if (text != "R" && text != "G" && text != "B") {
      reader_.fail("channel", "is none of R, G and B");
    }
    return text;
  }

  ReadChannel read_channel(const Json& object, const ReadDeployment& of) const {
    ReadChannel read{channel_name(object), {}, std::nullopt};
    for (const ReadChannel& known : of.channels) {
      if (known.channel == read.channel) reader_.fail("channel", "comes twice");
    }
    const Rational grey = grey_levels(of.deployment, read.channel);
    for (const char* set : {"all_inputs", "in_gamut", "legal"}) {
      if (object.contains(set)) read.sets.push_back(read_set(object[set], set, grey));
    }
    return read;
  }

  ReadSet read_set(const Json& set, const char* name, const Rational& grey) const {
    ReadSet read;
    read.set = name;
    read.inputs = reader_.count(set, "inputs");
    const Json& greatest = reader_.member(set, "max_abs_error");
    read.greatest = abs(reader_.exact(greatest, "exact")) * grey;
    read.place = place_text(reader_.array(greatest, "at"));
    if (read.inputs > 0) {
      read.mean = abs(reader_.exact(set, "sum_error")) * grey / read.inputs;
      read.mean_square = reader_.exact(set, "sum_squared_error") * grey * grey / read.inputs;
    }
    if (read.mean_square < 0) reader_.fail("sum_squared_error", "is below 0");
    read.code_difference = read_histogram(set, read.inputs);
    return read;
  }

  std::string place_text(const Json& at) const {
    if (at.size() != 3) reader_.fail("at", "is not Y, U, V");
    std::array<int, 3> yuv{};
    for (std::size_t i = 0; i < 3; ++i) {
      if (!at[i].is_number_integer()) reader_.fail("at", "is not Y, U, V");
      const auto value = at[i].get<std::int64_t>();
      if (value < -128 || value > 127) reader_.fail("at", "is not Y, U, V");
      yuv.at(i) = static_cast<int>(value);
    }
    return fmt::format("({}, {}, {})", yuv[0], yuv[1], yuv[2]);
  }

  // Its counts add up to the number of inputs, so that shares of them are shares.
  std::map<int, std::uint64_t> read_histogram(const Json& object,
                                              std::optional<std::uint64_t> inputs) const {
    const Json& histogram = reader_.member(object, "code_difference");
    if (!histogram.is_object() || histogram.size() > 511) {
      reader_.fail("code_difference", "is not a histogram");
    }
    std::map<int, std::uint64_t> read;
    std::uint64_t sum = 0;
    for (const auto& [key, value] : histogram.items()) {
      int difference = 0;
      const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), difference);
      if (error != std::errc() || end != key.data() + key.size() || difference < -255 ||
          difference > 255) {
        reader_.fail("code_difference", "has the key " + quoted(key) + ", which is no difference");
      }
      const std::uint64_t times = reader_.count(histogram, key);
      if (times > (std::uint64_t{1} << 40))
        reader_.fail("code_difference", "has too large a count");
      read[difference] = times;
      sum += times;
    }
    if (inputs && sum != *inputs) reader_.fail("code_difference", "does not add up to inputs");
    return read;
  }

  ReadPath read_path(const Json& object, const Deployment& deployment,
                     const std::string& channel) const {
    const std::map<int, std::uint64_t> histogram = read_histogram(object, std::nullopt);
    std::uint64_t pixels = 0;
    for (const auto& [difference, times] : histogram) pixels += times;
    const auto zero = histogram.find(0);
    const std::uint64_t same = zero == histogram.end() ? 0 : zero->second;
    return {max_abs_difference(histogram) * grey_levels(deployment, channel),
            ratio(pixels - same, pixels)};
  }

  void read_constants(const Json& conv, std::map<std::string, std::string>& constants) const {
    const std::string channel = channel_name(conv);
    const auto integer = [&](const Json& value, const char* key) {
      if (!value.is_number_integer()) reader_.fail(key, "is not an integer");
      return std::to_string(value.get<std::int64_t>());
    };
    std::string weights;
    const Json& all = reader_.array(conv, "weights");
    if (all.size() != 3) reader_.fail("weights", "are not three");
    for (const Json& weight : all)
      weights += (weights.empty() ? "" : ", ") + integer(weight, "weights");
    constants[channel + " weights Y, U, V"] = weights;
    for (const char* key : {"bias", "bias_shift", "multiplier", "pre_shift", "post_shift"}) {
      constants[channel + " " + key] = integer(reader_.member(conv, key), key);
    }
  }

  FigureReader reader_;
};

std::string joined(const std::array<ExactNumber, 3>& values) {
  std::string text;
  for (const std::string& value : channel_texts(values)) text += (text.empty() ? "" : ", ") + value;
  return text;
}

// Arithmetics come from the file: quoted wherever they are shown.
std::vector<std::pair<std::string, std::string>> settings_of(const ReadDeployment& read) {
  const Deployment& deployment = read.deployment;
  return {{"op", std::string(name(deployment.op))},
          {"march", std::string(name(deployment.march))},
          {"swing", std::string(name(deployment.swing))},
          {"mean", joined(deployment.mean)},
          {"std", joined(deployment.std)},
          {"q_scale", deployment.q_scale.text},
          {"rounding", std::string(name(deployment.rounding))},
          {"arithmetic", read.arithmetic}};
}

std::string title_of(const ReadDeployment& read) {
  std::string title;
  for (const auto& [key, value] : settings_of(read)) {
    title +=
        (title.empty() ? "" : "; ") + key + " " + (key == "arithmetic" ? quoted(value) : value);
  }
  return title;
}

std::vector<std::string> differences_of(const ReadDeployment& before, const ReadDeployment& after) {
  std::vector<std::string> differences;
  const auto old = settings_of(before);
  const auto now = settings_of(after);
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (old[i] == now[i]) continue;
    differences.push_back(old[i].first + ": " + quoted(old[i].second) + " -> " +
                          quoted(now[i].second));
  }
  for (const auto& [key, value] : before.constants) {
    const auto found = after.constants.find(key);
    if (found == after.constants.end() || found->second == value) continue;
    differences.push_back(fmt::format("{}: {} -> {}", key, value, found->second));
  }
  return differences;
}

Rational percent_not_ideal(const ReadSet& set) {
  const auto zero = set.code_difference.find(0);
  const std::uint64_t same = zero == set.code_difference.end() ? 0 : zero->second;
  return 100 * ratio(set.inputs - same, set.inputs);
}

void compare_sets(const std::string& channel, const ReadSet& before, const ReadSet& after,
                  ComparedDeployment& compared) {
  const auto add = [&](const char* measure, const char* unit, const Rational& old,
                       const Rational& now, bool is_root, const std::string& place) {
    compared.figures.push_back({channel, before.set, measure, unit, is_root, old, now, place});
  };
  const std::string place =
      before.place == after.place ? before.place : before.place + " -> " + after.place;
  add("greatest error", "grey levels", before.greatest, after.greatest, false, place);
  add("rms error", "grey levels", before.mean_square, after.mean_square, true, "");
  add("mean error, magnitude", "grey levels", before.mean, after.mean, false, "");
  add("codes not ideal", "%", percent_not_ideal(before), percent_not_ideal(after), false, "");
  compared.histograms.push_back({channel, before.set, before.inputs, after.inputs,
                                 before.code_difference, after.code_difference});
}

void compare_channels(const ReadChannel& before, const ReadChannel& after,
                      ComparedDeployment& compared) {
  for (const ReadSet& old : before.sets) {
    for (const ReadSet& now : after.sets) {
      if (old.set == now.set) compare_sets(before.channel, old, now, compared);
    }
  }
  if (!before.path || !after.path) return;
  compared.figures.push_back({before.channel, "end to end", "greatest difference", "grey levels",
                              false, before.path->greatest, after.path->greatest, ""});
  compared.figures.push_back({before.channel, "end to end", "codes that differ", "%", false,
                              100 * before.path->differing, 100 * after.path->differing, ""});
}

ComparedDeployment compare_deployments(const ReadDeployment& before, const ReadDeployment& after) {
  ComparedDeployment compared;
  compared.title = title_of(after);
  compared.differences = differences_of(before, after);
  compared.ops = {before.op, after.op};
  if (before.from_model && after.from_model) {
    static constexpr const char* measures[] = {"mismatches", "greatest difference"};
    for (std::size_t i = 0; i < 2; ++i) {
      compared.figures.push_back({"", "from the model", measures[i], i == 0 ? "inputs" : "codes",
                                  false, Integer(before.from_model->at(i)),
                                  Integer(after.from_model->at(i)), ""});
    }
  }
  for (const ReadChannel& old : before.channels) {
    for (const ReadChannel& now : after.channels) {
      if (old.channel == now.channel) compare_channels(old, now, compared);
    }
  }
  return compared;
}

std::string file_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

void match(const std::vector<ReadDeployment>& before, const std::vector<ReadDeployment>& after,
           Comparison& comparison) {
  if (before.size() == 1 && after.size() == 1) {
    comparison.deployments.push_back(compare_deployments(before[0], after[0]));
    return;
  }
  std::vector<bool> is_taken(after.size());
  for (const ReadDeployment& old : before) {
    std::size_t i = 0;
    while (i < after.size() && (is_taken[i] || settings_of(after[i]) != settings_of(old))) ++i;
    if (i == after.size()) {
      comparison.only_before.push_back(title_of(old));
      continue;
    }
    is_taken[i] = true;
    comparison.deployments.push_back(compare_deployments(old, after[i]));
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!is_taken[i]) comparison.only_after.push_back(title_of(after[i]));
  }
}

}  // namespace

std::string_view name(Change change) {
  constexpr std::array<std::string_view, 3> names = {"better", "same", "worse"};
  return names.at(static_cast<std::size_t>(change));
}

std::size_t ComparedDeployment::count(Change change) const {
  return static_cast<std::size_t>(
      std::count_if(figures.begin(), figures.end(),
                    [&](const ComparedFigure& figure) { return figure.change() == change; }));
}

std::size_t count(const Comparison& comparison, Change change) {
  std::size_t sum = 0;
  for (const ComparedDeployment& deployment : comparison.deployments) {
    sum += deployment.count(change);
  }
  return sum;
}

Comparison compare_documents(std::string_view before, const std::string& before_path,
                             std::string_view after, const std::string& after_path) {
  Comparison comparison{
      file_of(before_path), file_of(after_path), sha256_hex(before), sha256_hex(after), {}, {}, {}};
  match(DocumentReader(before_path).read(before), DocumentReader(after_path).read(after),
        comparison);
  if (comparison.deployments.empty()) {
    throw InputError(after_path, "has no deployment in common with " + quoted(before_path),
                     "compare documents with one deployment each, or with equal settings");
  }
  if (std::all_of(comparison.deployments.begin(), comparison.deployments.end(),
                  [](const ComparedDeployment& one) { return one.figures.empty(); })) {
    throw InputError(after_path, "has no figure that " + quoted(before_path) + " has as well",
                     std::string(remedy));
  }
  return comparison;
}

std::string comparison_sentence(const Comparison& comparison) {
  const auto part = [&](Change change) {
    const std::size_t figures = count(comparison, change);
    return fmt::format("{} {} {}", figures, figures == 1 ? "is" : "are",
                       change == Change::same ? "the same" : name(change));
  };
  return fmt::format("Of the figures {}, {} and {}.", part(Change::better), part(Change::worse),
                     part(Change::same));
}

}  // namespace swingproof
