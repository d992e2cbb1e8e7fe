// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_KIT_KIT_FILES_H_
#define SWINGPROOF_REPORTS_KIT_KIT_FILES_H_

#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "reports/json/json_document.h"
#include "suites/certify/stimulus.h"

namespace swingproof {

// The image that a kit's runners send to a board, in two files: probe.bin, as a model takes it, and
// probe.npy.
struct KitImage {
  YuvPlanes pixels;
  PixelForm bin;
  PixelForm npy;
};

// How the two files hold an image of this size; dtype and layout are those of probe.bin, NPY is
// int8. The pixels are left empty. Throws InputError as pixel_form() does.
KitImage kit_image_forms(const DumpOptions& form, ImageSize size);

struct KitFile {
  std::string name;  // in the folder
  std::string content;
};

// probe.json of such a folder; its id is all that makes it this one.
Json kit_identity(const Deployment& deployment, const KitImage& image);

// The two files of pixels, probe.json, and the runners, which write a capture beside them.
std::vector<KitFile> kit_files(const Deployment& deployment, const KitImage& image);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_KIT_KIT_FILES_H_
