// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

using Texts = std::vector<std::string>;

// A setting, by the members that lead to it.
template <auto member, auto... inner>
auto& setting_of(auto& whole) {
  if constexpr (sizeof...(inner) == 0) {
    return whole.*member;
  } else {
    return setting_of<inner...>(whole.*member);
  }
}

template <auto... members>
Texts name_texts(const Deployment& deployment) {
  return {std::string(name(setting_of<members...>(deployment)))};
}

template <auto parse, auto... members>
void set_name(Deployment& deployment, const Texts& texts, std::string_view place) {
  if (texts.size() != 1) {
    throw InputError(place, "has " + std::to_string(texts.size()) + " values", "write one name");
  }
  setting_of<members...>(deployment) = parse(texts[0], place);
}

template <auto... members>
bool is_same_name(const Deployment& one, const Deployment& other) {
  return setting_of<members...>(one) == setting_of<members...>(other);
}

template <auto parse, auto... members>
constexpr DeploymentField name_field(std::string_view key, std::string_view option,
                                     std::string_view type, std::string_view help) {
  return {key,
          option,
          type,
          help,
          FieldKind::name,
          name_texts<members...>,
          set_name<parse, members...>,
          is_same_name<members...>};
}

template <auto member>
Texts channels_texts(const Deployment& deployment) {
  return channel_texts(deployment.*member);
}

template <auto member, auto parse>
void set_channels(Deployment& deployment, const Texts& texts, std::string_view place) {
  deployment.*member = parse(texts, place);
}

template <auto member>
bool are_same_channels(const Deployment& one, const Deployment& other) {
  return std::ranges::equal(one.*member, other.*member, {}, &ExactNumber::exact,
                            &ExactNumber::exact);
}

template <auto member, auto parse>
constexpr DeploymentField channels_field(std::string_view key, std::string_view option,
                                         std::string_view help) {
  return {key,
          option,
          "A[,B,C]",
          help,
          FieldKind::channels,
          channels_texts<member>,
          set_channels<member, parse>,
          are_same_channels<member>};
}

// q_scale is always there, the other scales need not be.
const ExactNumber* number_of(const ExactNumber& number) { return &number; }
const ExactNumber* number_of(const std::optional<ExactNumber>& number) {
  return number ? &*number : nullptr;
}

template <auto member>
Texts number_texts(const Deployment& deployment) {
  const ExactNumber* number = number_of(deployment.*member);
  return number == nullptr ? Texts{} : Texts{number->text};
}

template <auto member>
void set_number(Deployment& deployment, const Texts& texts, std::string_view place) {
  if (texts.size() != 1) {
    throw InputError(place, "has " + std::to_string(texts.size()) + " values",
                     "q_scale is one number; fold per-channel scales into std");
  }
  deployment.*member = parse_scale(texts[0], place);
}

template <auto member>
bool is_same_number(const Deployment& one, const Deployment& other) {
  const ExactNumber* a = number_of(one.*member);
  const ExactNumber* b = number_of(other.*member);
  return a == nullptr || b == nullptr ? a == b : a->exact == b->exact;
}

template <auto member>
constexpr DeploymentField number_field(std::string_view key, std::string_view option,
                                       std::string_view help) {
  return {key,
          option,
          "VALUE",
          help,
          FieldKind::number,
          number_texts<member>,
          set_number<member>,
          is_same_number<member>};
}

constexpr std::array fields = {
    name_field<parse_op, &Deployment::op>("op", "--op", "centered_yuv2rgb|centered_yuv2bgr",
                                          "The op (default centered_yuv2rgb)"),
    name_field<parse_name<March>, &Deployment::march>("march", "--march", "bayes|bayes-e",
                                                      "The BPU's march (default bayes)"),
    name_field<parse_name<Swing>, &Deployment::matrix, &Matrix::swing>(
        "swing", "--swing", "full|studio",
        "The range of the bytes (default full, what the BPU delivers)"),
    channels_field<&Deployment::mean, parse_mean>(
        "mean", "--mean",
        "Grey levels, 1 value or 3 in the op's output order: a[,b,c] (default 128)"),
    channels_field<&Deployment::std, parse_std>("std", "--std",
                                                "Grey levels above 0, 1 value or 3 (default 128)"),
    number_field<&Deployment::q_scale>("q_scale", "--q-scale",
                                       "The QuantStub's scale, above 0 (default 1/128)"),
    name_field<parse_name<Rounding>, &Deployment::rounding>(
        "rounding", "--rounding", "half_even|half_up",
        "The QuantStub's rounding (default half_even)"),
    number_field<&Deployment::quant_stub_scale>("quant_stub_scale", "", ""),
    number_field<&Deployment::qat_q_scale>("qat_q_scale", "", "")};

constexpr std::size_t fields_for_lint = 2;

}  // namespace

std::span<const DeploymentField> deployment_fields() { return fields; }

std::span<const DeploymentField> op_fields() {
  return deployment_fields().first(fields.size() - fields_for_lint);
}

std::vector<const DeploymentField*> name_fields() {
  std::vector<const DeploymentField*> names;
  for (const DeploymentField& field : fields) {
    if (field.kind == FieldKind::name) names.push_back(&field);
  }
  return names;
}

const DeploymentField* differing_setting(Matrix one, Matrix other) {
  Deployment with_one;
  with_one.matrix = one;
  Deployment with_other;
  with_other.matrix = other;
  for (const DeploymentField& field : fields) {
    if (!field.is_same(with_one, with_other)) return &field;
  }
  return nullptr;
}

const DeploymentField* find_field(std::string_view key) {
  const auto found = std::ranges::find(fields, key, &DeploymentField::key);
  return found == fields.end() ? nullptr : &*found;
}

std::string field_keys() {
  std::string keys;
  for (const DeploymentField& field : fields) {
    if (!keys.empty()) keys += &field == &fields.back() ? " or " : ", ";
    keys += field.key;
  }
  return keys;
}

std::string field_text(const DeploymentField& field, const Deployment& deployment,
                       std::string_view separator) {
  std::string text;
  for (const std::string& each : field.texts(deployment)) {
    if (!text.empty()) text += separator;
    text += each;
  }
  return text;
}

std::vector<std::string> channel_values(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find_first_of(", ");
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    const bool is_comma = text[end] == ',';
    text.remove_prefix(end + 1);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (!is_comma && text.starts_with(',')) {
      text.remove_prefix(1);
      text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    }
  }
}

std::vector<std::string> full_texts(const DeploymentField& field, const Deployment& deployment) {
  Texts texts = field.texts(deployment);
  if (field.kind == FieldKind::channels && texts.size() == 1)
    texts = {texts[0], texts[0], texts[0]};
  return texts;
}

std::vector<std::string> column_names(const DeploymentField& field) {
  const std::string key(field.key);
  if (field.kind != FieldKind::channels) return {key};
  return {key + "_0", key + "_1", key + "_2"};
}

bool is_default(const DeploymentField& field, const Deployment& deployment) {
  return field.texts(deployment) == field.texts(Deployment());
}

}  // namespace swingproof
