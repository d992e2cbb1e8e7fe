// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FIELDS_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FIELDS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"

namespace swingproof {

// The settings of a deployment as a table. Files, options, JSON, tables, store columns, comparisons
// and reproduction commands derive from it, so that a new setting is one member of Deployment and
// one entry here.

enum class FieldKind {
  name,      // one of a few words
  channels,  // 1 number for all channels, or 3 in the op's output order
  number     // one number
};

struct DeploymentField {
  std::string_view key;     // in files, JSON and Python: "q_scale"
  std::string_view option;  // on the command line: "--q-scale"; empty for what a file alone says
  std::string_view type;    // what its value may be, as help shows it: "full|studio", "A[,B,C]"
  std::string_view help;    // of the option: what it is, in which unit, and its default
  FieldKind kind;
  // The value as written: 1 text, of channels that differ 3; none where the setting is absent.
  std::vector<std::string> (*texts)(const Deployment& deployment);
  // Takes 1 text, for channels 1 or 3. Throws InputError with this place for any other value.
  void (*set)(Deployment& deployment, const std::vector<std::string>& texts,
              std::string_view place);
  // Whether both mean the same value, however they are written.
  bool (*is_same)(const Deployment& one, const Deployment& other);
};

// In the order in which everything lists them. The op's own settings come first, then those that
// only lint reads.
std::span<const DeploymentField> deployment_fields();

// Those that decide what the op computes: all but quant_stub_scale and qat_q_scale.
std::span<const DeploymentField> op_fields();

// Those that are one of a few words.
std::vector<const DeploymentField*> name_fields();

// The first setting in which two matrices differ; nullptr if they are equal.
const DeploymentField* differing_setting(Matrix one, Matrix other);

// The field with this key; nullptr if there is none.
const DeploymentField* find_field(std::string_view key);

// Their keys: "op, march, ... or qat_q_scale".
std::string field_keys();

// The field's value in one line: "123.675, 116.28, 103.53"; empty where it is absent.
std::string field_text(const DeploymentField& field, const Deployment& deployment,
                       std::string_view separator = ", ");

// The values that one text for FieldKind::channels has: "123.675,116.28,103.53", or with spaces in
// place of commas or behind them.
std::vector<std::string> channel_values(std::string_view text);

// The field's value with 3 texts where its kind is channels, else as texts() gives it.
std::vector<std::string> full_texts(const DeploymentField& field, const Deployment& deployment);

// The names of full_texts() where each needs one of its own: "mean_0", "mean_1", "mean_2"; "op".
std::vector<std::string> column_names(const DeploymentField& field);

// Whether the field has its default value, as written.
bool is_default(const DeploymentField& field, const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_FIELDS_H_
