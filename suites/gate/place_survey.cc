// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/place_survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "suites/gate/mismatch_tally.h"
#include "suites/gate/place_rule.h"

namespace swingproof {
namespace {

constexpr std::size_t largest_surveyed = std::size_t{1} << 23;

class Survey {
 public:
  Survey(const ContractSubject& subject, const KernelMemory& memory)
      : subject_(subject), memory_(memory) {}

  // Whether the image is right; true as well if it cannot be run.
  bool add(ImageSize size, Placement placement) {
    const ImageTrial trial = shape_trial(size, placement);
    if (size.width * size.height == 0 || size.width * size.height > largest_surveyed ||
        !fits(trial) || !start()) {
      return true;
    }
    prepare(trial, memory_);
    if (session_->run(0, place(trial)) != KernelSession::Outcome::done) return true;
    const std::vector<CodeTriple> codes = trial_codes(trial, memory_);
    const std::vector<CenteredYuv> pixels = trial_pixels(trial);
    const std::vector<CodeTriple> expected = reference_codes(subject_.model, pixels);
    const PlacedImage placed = place(trial);
    SurveyedImage image{size,
                        static_cast<std::size_t>(placed.in_stride),
                        static_cast<std::size_t>(placed.out_stride),
                        static_cast<std::size_t>(placed.offset[0]),
                        {}};
    MismatchTally tally;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const bool wrong = codes[i] != expected[i];
      image.wrong.push_back(wrong ? 1 : 0);
      if (wrong) tally.add(Mismatch{pixels[i], expected[i], codes[i]});
    }
    wrong_ += tally.mismatches();
    pixels_ += codes.size();
    const bool is_right = tally.mismatches() == 0;
    const bool is_smallest =
        !smallest_ || size.width * size.height < smallest_->width * smallest_->height;
    if (!is_right && is_smallest) {
      smallest_ = size;
      examples_ = tally.counterexamples();
    }
    images_.push_back(std::move(image));
    return is_right;
  }

  std::optional<PlaceFinding> finding() const {
    if (!smallest_) return std::nullopt;
    const auto rule = place_rule(images_);
    return PlaceFinding{
        rule ? fmt::format("where a pixel lies decides: wrong are {}", *rule)
             : fmt::format("where a pixel lies decides: {} of {} pixels of {} images are wrong, by "
                           "no rule that was tried",
                           wrong_, pixels_, images_.size()),
        smallest_, examples_};
  }

 private:
  bool start() {
    if (session_ && session_->is_usable()) return true;
    if (sessions_++ == 3) return false;
    session_.emplace(subject_.kernel, memory_);
    return session_->create(0, subject_.config) == KernelSession::Outcome::done;
  }

  const ContractSubject& subject_;
  const KernelMemory& memory_;
  std::optional<KernelSession> session_;
  int sessions_ = 0;
  std::vector<SurveyedImage> images_;
  std::optional<ImageSize> smallest_;
  std::vector<Counterexample> examples_;
  std::uint64_t wrong_ = 0;
  std::uint64_t pixels_ = 0;
};

void add_usual_images(Survey& survey) {
  for (std::size_t width = 1; width <= 40; ++width) {
    for (const std::size_t height : {1U, 2U, 3U}) {
      survey.add({width, height}, Placement::ends_at_guard);
    }
  }
  for (const std::size_t width : {63U, 64U, 65U, 100U, 127U, 128U, 129U, 256U, 257U, 512U, 640U}) {
    for (const std::size_t height : {1U, 2U, 5U}) {
      survey.add({width, height}, Placement::ends_at_guard);
    }
  }
  for (const std::size_t height : {4U, 8U, 9U, 16U, 17U, 18U, 19U, 31U, 32U, 33U, 34U}) {
    for (const std::size_t width : {7U, 16U, 33U}) {
      survey.add({width, height}, Placement::ends_at_guard);
    }
  }
  for (const Placement placement :
       {Placement::loose, Placement::inputs_padded, Placement::outputs_padded}) {
    for (const std::size_t width : {5U, 16U, 33U, 64U}) {
      for (const std::size_t height : {2U, 3U, 5U}) survey.add({width, height}, placement);
    }
  }
}

// The least height at which an image of this width fails, next to one at which it does not.
void add_threshold(Survey& survey, ImageSize failed) {
  std::size_t right = 0;
  std::size_t wrong = failed.height;
  while (wrong - right > 1) {
    const std::size_t middle = (right + wrong) / 2;
    (survey.add({failed.width, middle}, Placement::ends_at_guard) ? right : wrong) = middle;
  }
}

void add_neighbours(Survey& survey, ImageSize failed) {
  for (const Placement placement : all_placements) survey.add(failed, placement);
  for (const std::size_t height : {1U, 2U, 3U, 4U}) {
    survey.add({failed.width, height}, Placement::ends_at_guard);
  }
  for (const std::size_t width : {failed.width - 1, failed.width + 1, failed.width / 2}) {
    survey.add({width, failed.height}, Placement::ends_at_guard);
  }
  survey.add({failed.width, failed.height + 1}, Placement::ends_at_guard);
  if (failed.width >= 512 && failed.height <= 4) {
    for (std::size_t width = 512; width <= 4096; width += 128) {
      survey.add({width, failed.height}, Placement::ends_at_guard);
    }
  }
  if (failed.height <= 17) return;
  add_threshold(survey, failed);
  for (const ImageSize other :
       {ImageSize{3, 1080}, {33, 257}, {256, 256}, {640, 480}, {1280, 720}}) {
    survey.add(other, Placement::ends_at_guard);
  }
}

}  // namespace

std::optional<PlaceFinding> survey_places(const ContractSubject& subject,
                                          const KernelMemory& memory,
                                          const std::vector<ImageSize>& failed) {
  Survey survey(subject, memory);
  add_usual_images(survey);
  for (const ImageSize& size : failed) add_neighbours(survey, size);
  memory.forget();
  return survey.finding();
}

}  // namespace swingproof
