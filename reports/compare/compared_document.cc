// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/compared_document.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "fixedpoint/arithmetic_toml.h"
#include "reports/json/figure_reader.h"

namespace swingproof {
namespace {

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
  explicit DocumentReader(const std::string& path) : reader_(path, compared_document_remedy) {}

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
    const std::string status = reader_.text(entry, "status");
    read.verdict = {status, reader_.count(entry, "inputs"), reader_.count(entry, "mismatches"),
                    reader_.count(entry, "max_code_difference"),
                    reader_.array(entry, "findings").size()};
    if (status != "passed" && status != "failed") {
      reader_.fail("status", "is none of passed, failed and skipped");
    }
    if ((status == "passed") != (read.verdict->findings == 0)) {
      reader_.fail("status", "does not fit the findings");
    }
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
    for (const std::string_view set : all_names<SetName>()) {
      if (object.contains(set)) read.sets.push_back(read_set(object[set], set, grey));
    }
    return read;
  }

  ReadSet read_set(const Json& set, std::string_view name, const Rational& grey) const {
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
  CodeDifferences read_histogram(const Json& object, std::optional<std::uint64_t> inputs) const {
    const Json& histogram = reader_.member(object, "code_difference");
    if (!histogram.is_object() || histogram.size() > 511) {
      reader_.fail("code_difference", "is not a histogram");
    }
    CodeDifferences read;
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
      read.add(difference, times);
    }
    if (inputs && read.total() != *inputs)
      reader_.fail("code_difference", "does not add up to inputs");
    return read;
  }

  ReadPath read_path(const Json& object, const Deployment& deployment,
                     const std::string& channel) const {
    const CodeDifferences histogram = read_histogram(object, std::nullopt);
    return {histogram.greatest() * grey_levels(deployment, channel),
            ratio(histogram.differing(), histogram.total())};
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

}  // namespace

Rational ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? Rational(0) : Rational(Integer(part), Integer(whole));
}

std::vector<ReadDeployment> read_compared_document(std::string_view text, const std::string& path) {
  return DocumentReader(path).read(text);
}

}  // namespace swingproof
