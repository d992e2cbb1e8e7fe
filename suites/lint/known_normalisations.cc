// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/lint/known_normalisations.h"

#include <cstddef>

namespace swingproof {
namespace {

constexpr KnownNormalisation table[] = {
    {"ImageNet",
     "torchvision, transforms of its pretrained classification models",
     255,
     {"0.485", "0.456", "0.406"},
     {"0.229", "0.224", "0.225"}},
    {"Caffe VGG",
     "VGG_ILSVRC_16_layers, the model's page; published in B, G, R order",
     1,
     {"123.68", "116.779", "103.939"},
     {}},
    {"Caffe ILSVRC 2012",
     "BVLC Caffe, ilsvrc_2012_mean; published in B, G, R order",
     1,
     {"122.67891434", "116.66876762", "104.00698793"},
     {}},
    {"Faster R-CNN",
     "py-faster-rcnn, PIXEL_MEANS of lib/fast_rcnn/config.py; published in B, G, R order",
     1,
     {"122.7717", "115.9465", "102.9801"},
     {}},
    {"CLIP",
     "openai/CLIP, clip/clip.py",
     255,
     {"0.48145466", "0.4578275", "0.40821073"},
     {"0.26862954", "0.26130258", "0.27577711"}},
    {"CIFAR-10",
     "kuangliu/pytorch-cifar, main.py",
     255,
     {"0.4914", "0.4822", "0.4465"},
     {"0.2023", "0.1994", "0.2010"}},
    {"Kinetics-400",
     "torchvision, transforms of its pretrained video models",
     255,
     {"0.43216", "0.394666", "0.37645"},
     {"0.22803", "0.22145", "0.216989"}},
};

}  // namespace

std::span<const KnownNormalisation> known_normalisations() { return table; }

std::array<Rational, 3> grey_levels(const KnownNormalisation& known,
                                    const std::array<std::string_view, 3>& texts) {
  std::array<Rational, 3> values;
  for (std::size_t c = 0; c < 3; ++c) {
    values[c] = known.grey_levels_per_unit * parse_exact_number(texts[c], known.name).exact;
  }
  return values;
}

}  // namespace swingproof
