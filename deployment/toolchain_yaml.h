// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_TOOLCHAIN_YAML_H_
#define SWINGPROOF_DEPLOYMENT_TOOLCHAIN_YAML_H_

#include <optional>
#include <string>
#include <string_view>

#include "deployment/deployment_source.h"

namespace swingproof {

// Reads the configuration of Horizon's model converters, hb_mapper and hb_compile (OpenExplorer's
// user guide, the section on their YAML). All but this is ignored:
//
//   model_parameters:
//     march: 'bayes-e'                        # optional
//   input_parameters:
//     input_name: 'image;boxes'               # of several inputs; ';' separates all values then
//     input_type_rt: 'nv12;featuremap'        # what the camera delivers: nv12 or yuv444
//     input_type_train: 'rgb;featuremap'      # rgb: centered_yuv2rgb; bgr: centered_yuv2bgr
//     input_space_and_range: 'regular;'       # or bt601_video, studio swing; optional
//     norm_type: 'data_mean_and_scale;no_preprocess'
//     mean_value: '123.675 116.28 103.53;'    # 1 or 3 values, in the order of input_type_train
//     scale_value: '0.01712475 0.017507 0.01742919;'    # 1 / std; or std_value
//
// norm_type says which values count; without it those that are there do. A mean that does not count
// is 0, a std 1. Numbers are taken as written, and std is 1 / scale_value exactly ("1/0.017507").
// q_scale is not in such a file: DeploymentSource::file_without_q_scale.
//
// input: the name of one of several inputs. Throws InputError, one line with file, key and remedy,
// for text that is not YAML or larger than a settings file, for a section, a key or an input that
// is missing, doubled or misspelt, and for values that cannot be read. What can be read and cannot
// be deployed, a featuremap say, is in DeploymentSource::mistakes.
DeploymentSource parse_toolchain_yaml(std::string_view text, std::string_view file_name,
                                      const std::optional<std::string>& input = {});

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_TOOLCHAIN_YAML_H_
