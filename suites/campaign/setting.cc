// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/setting.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <charconv>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "fixedpoint/arithmetic_toml.h"
#include "fixedpoint/lowering.h"

namespace swingproof {
namespace {

ExactNumber canonical(const ExactNumber& number) {
  const std::string text = exact_text(number.exact);
  if (text.size() > longest_number_text) return number;
  ExactNumber rewritten = parse_exact_number(text, "setting");
  const bool same = rewritten.binary64 == number.binary64 && rewritten.binary32 == number.binary32;
  return same ? rewritten : number;
}

boost::uuids::uuid as_uuid(const SettingKey& key) {
  boost::uuids::uuid uuid;
  std::copy(key.begin(), key.end(), uuid.begin());
  return uuid;
}

void drop_histograms(std::array<ChannelErrors, 3>& errors) {
  for (ChannelErrors& channel : errors) {
    for_each_set(channel, [](SetName, ErrorMeasures& measures) { measures.code_difference = {}; });
  }
}

}  // namespace

std::string own_arithmetic_name(const Arithmetic& arithmetic) {
  return "constants:" + key_text(stable_key(arithmetic_toml(arithmetic)));
}

std::shared_ptr<const Arithmetic> campaign_arithmetic(const Arithmetic& arithmetic) {
  if (!arithmetic.constants) {
    throw InputError(arithmetic.file, "has own integers, which are right for one deployment only",
                     "give constants, or use swingproof report");
  }
  auto own = std::make_shared<Arithmetic>(arithmetic);
  own->file = own_arithmetic_name(arithmetic);
  return own;
}

Arithmetic arithmetic_of(const Setting& setting) {
  return setting.own_arithmetic ? *setting.own_arithmetic
                                : parse_arithmetic(setting.arithmetic, "arithmetic");
}

Setting canonical(const Setting& setting) {
  Setting result = setting;
  for (std::size_t c = 0; c < 3; ++c) {
    result.deployment.mean[c] = canonical(setting.deployment.mean[c]);
    result.deployment.std[c] = canonical(setting.deployment.std[c]);
  }
  result.deployment.q_scale = canonical(setting.deployment.q_scale);
  result.deployment.quant_stub_scale.reset();
  result.deployment.qat_q_scale.reset();
  return result;
}

std::string canonical_text(const Setting& setting) {
  std::string text;
  for (const DeploymentField& field : op_fields()) {
    text += fmt::format("{}={};", field.key, fmt::join(full_texts(field, setting.deployment), ","));
  }
  return text + "arithmetic=" + setting.arithmetic;
}

SettingKey stable_key(std::string_view text) {
  boost::uuids::name_generator_sha1 generator(boost::uuids::ns::oid());
  const boost::uuids::uuid uuid = generator(text.data(), text.size());
  SettingKey key;
  std::copy(uuid.begin(), uuid.end(), key.begin());
  return key;
}

std::string key_text(const SettingKey& key) { return boost::uuids::to_string(as_uuid(key)); }

std::uint64_t key_number(const SettingKey& key) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8U | key[i];
  return number;
}

Shard parse_shard(std::string_view text, std::string_view place) {
  Shard shard{0, 0};
  const char* const end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  bool is_shard = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
  if (is_shard) {
    const auto count = std::from_chars(index.ptr + 1, end, shard.count);
    is_shard = count.ec == std::errc() && count.ptr == end;
  }
  if (!is_shard || shard.index == 0 || shard.index > shard.count) {
    throw InputError(place, quoted(text) + " is not a shard",
                     "write INDEX/COUNT with INDEX from 1 to COUNT, such as 3/64");
  }
  return shard;
}

std::string name(const Measures& measures) {
  std::string names = "error";
  if (measures.code_difference) names += ",code_difference";
  if (measures.path) names += ",path";
  return names;
}

SettingResult measure_setting(const Setting& canonical_setting, const Measures& measures,
                              const SweepSets& sets) {
  SettingResult result;
  result.setting = canonical_setting;
  const Deployment& deployment = canonical_setting.deployment;
  LoweredOp op;
  try {
    op = lower(deployment, arithmetic_of(canonical_setting));
  } catch (const InputError& error) {
    result.refusal = error.what();
    return result;
  }
  result.errors = sweep(deployment, op, sets);
  if (!measures.code_difference) drop_histograms(result.errors);
  if (measures.path) result.path = sweep_path(deployment, op);
  return result;
}

}  // namespace swingproof
