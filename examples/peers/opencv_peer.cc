// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// OpenCV: COLOR_YCrCb2RGB, which is full swing.

#include <exception>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "peer.h"

extern "C" const char* const peer_name = "OpenCV (YCrCb)";

int peer_supports(int is_studio) { return is_studio ? 0 : 1; }

int peer_convert(int /*is_studio*/, const peer_image* image) {
  try {
    const auto plane = [&](std::uint8_t* bytes) {
      return cv::Mat(image->height, image->width, CV_8UC1, bytes,
                     static_cast<std::size_t>(image->stride));
    };
    const std::vector<cv::Mat> planes = {plane(image->y), plane(image->v), plane(image->u)};
    cv::Mat ycrcb;
    cv::merge(planes, ycrcb);
    cv::Mat rgb(image->height, image->width, CV_8UC3, image->rgb,
                static_cast<std::size_t>(image->rgb_stride));
    cv::cvtColor(ycrcb, rgb, cv::COLOR_YCrCb2RGB);
    return rgb.data == image->rgb ? 0 : 1;
  } catch (const std::exception&) {
    return 1;
  }
}
