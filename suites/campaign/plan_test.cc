// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "suites/campaign/presets.h"

namespace swingproof {
namespace {

std::vector<std::string> texts(const std::string& toml, std::optional<std::uint64_t> limit = {}) {
  const Plan plan = parse_plan_toml(toml, "plan.toml");
  const PlannedSettings settings(plan, limit, "plan.toml");
  std::vector<std::string> all;
  for (std::uint64_t i = 0; i < settings.size(); ++i) {
    if (const auto setting = settings.at(i)) all.push_back(canonical_text(*setting));
  }
  return all;
}

std::string refusal(const std::string& toml, std::optional<std::uint64_t> limit = {}) {
  try {
    texts(toml, limit);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CampaignPlan, AGridIsEveryCombinationQScaleFastest) {
  const auto all = texts(
      "[[settings]]\nmean = [\"128\", [\"123.675\", \"116.28\", \"103.53\"]]\n"
      "q_scale = {from = \"1/128\", to = \"1/32\", step = \"1/128\"}\n");
  ASSERT_EQ(all.size(), 8U);
  EXPECT_EQ(all[1],
            "op=centered_yuv2rgb;march=bayes;swing=full;mean=128,128,128;std=128,128,128;"
            "q_scale=0.015625;rounding=half_even;arithmetic=bayes");
  EXPECT_THAT(all[4], testing::HasSubstr("mean=123.675,116.28,103.53;"));
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 8U);
}

TEST(CampaignPlan, PerChannelRangesCombineTheChannels) {
  const auto all =
      texts("[[settings]]\nmean = {from = 1, to = 3, count = 3, per_channel = true}\n");
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 27U);
}

TEST(CampaignPlan, RandomSamplesDependOnTheirSeedAlone) {
  const std::string toml =
      "[[settings]]\nmean = {from = 0, to = 255, step = \"0.001\"}\n"
      "std = {from = 1, to = 255, step = \"0.001\"}\nrandom = {count = 100, seed = ";
  EXPECT_EQ(texts(toml + "7}\n"), texts(toml + "7}\n"));
  EXPECT_NE(texts(toml + "7}\n"), texts(toml + "8}\n"));
}

TEST(CampaignPlan, ALimitSpreadsOverThePlanWithoutRepeating) {
  const std::string toml =
      "[[settings]]\nmean = {from = 0, to = 999, count = 1000}\n"
      "std = {from = 1, to = 1000, count = 1000}\n"
      "q_scale = {from = 1, to = 1000, count = 1000}\n";
  const auto some = texts(toml, 1000);
  EXPECT_EQ(std::set(some.begin(), some.end()).size(), 1000U);
  std::set<std::string> means;
  for (const std::string& text : some) means.insert(text.substr(0, text.find(";std")));
  EXPECT_GT(means.size(), 500U);
}

TEST(CampaignPlan, FiltersAreExact) {
  const std::string toml =
      "[[settings]]\nstd = [\"127\", \"128\", \"129\"]\nq_scale = \"1/128\"\n[filter]\n";
  EXPECT_EQ(texts(toml + "least_grey_levels_per_code = 1\n").size(), 2U);
  EXPECT_EQ(texts(toml + "most_grey_levels_per_code = 1\n").size(), 2U);
  EXPECT_EQ(texts(toml + "keeps_range = true\n").size(), 2U);
}

TEST(CampaignPlan, OneSettingHasOneKeyHoweverItIsWritten) {
  const auto all = texts(
      "[[settings]]\nq_scale = [\"1/128\", \"0.0078125\", \"0x1p-7\"]\nmean = [128, "
      "\"128.0\"]\n");
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 1U);
  // uuid.uuid5(uuid.NAMESPACE_OID, "a") of Python.
  EXPECT_EQ(key_text(stable_key("a")), "d720e32d-4765-5177-b65b-42dd7f6e6445");
}

TEST(CampaignPlan, TheKeysOfAPlanAreOfAllItsSettingsEachOnce) {
  const Plan plan = parse_plan_toml(
      "[[settings]]\nmean = {from = 0, to = 9999, count = 10000}\nq_scale = [\"1/128\", "
      "\"0.0078125\"]\n",
      "plan.toml");
  const PlannedSettings settings(plan, {}, "plan.toml");
  ASSERT_EQ(settings.size(), 20'000U);
  std::set<SettingKey> keys;
  for (std::uint64_t i = 0; i < settings.size(); ++i) keys.insert(setting_key(*settings.at(i)));
  ASSERT_EQ(keys.size(), 10'000U);
  EXPECT_EQ(planned_keys(settings), std::vector(keys.begin(), keys.end()));
}

TEST(CampaignPlan, WrongPlansAreRefusedWithFileFieldAndRemedy) {
  const std::pair<const char*, const char*> wrong[] = {
      {"", "has no settings"},
      {"[[settings]]\nmean = []\n", "mean: has no values"},
      {"[[settings]]\nmean = {from = 2, to = 1, step = 1}\n", "is empty: from is above to"},
      {"[[settings]]\nmean = {from = 1, to = 2, step = 0}\n", "step is not above 0"},
      {"[[settings]]\nmean = {from = 1, to = 2, step = 1, count = 2}\n", "either step or count"},
      {"[[settings]]\nstd = [0]\n", "std"},
      {"[[settings]]\nstd = {from = 0, to = 2, step = 1}\n", "from is not above 0"},
      {"[[settings]]\nq_scale = \"nan\"\n", "q_scale"},
      {"[[settings]]\nq_scale = 0.1\n", "is not an exact number"},
      {"[[settings]]\nq_scale = [[\"1\", \"2\", \"3\"]]\n", "q_scale is one number"},
      {"[[settings]]\nmean = [[\"1\", \"2\"]]\n", "mean"},
      {"[[settings]]\nop = \"rgb\"\n", "op"},
      {"[[settings]]\narithmetic = \"tpu\"\n", "arithmetic"},
      {"[[settings]]\nmaen = 1\n", "unknown key \"maen\""},
      {"[[settings]]\nrandom = {seed = 1}\n", "has no count"},
      {"[[settings]]\n[filter]\nleast = 1\n", "unknown key \"least\""},
      {"[[settings]]\n[budget]\nmax_code_difference = 1\n", "which is a kernel's"},
      {"[[settings]]\n[budget]\nbit_exact = true\n", "bit_exact"},
      {"[[settings]]\nrandom = {count = 1}\n[search]\n", "without random"},
      {"measures = [\"errors\"]\n[[settings]]\n", "is not a measure"},
      {"[[settings]\n", "is not TOML"},
      {"settings = 3\n", "is not a table"},
      {"[[settings]]\nmean = {from = 0, to = 9999, count = 10000}\n"
       "std = {from = 1, to = 10000, count = 10000}\n"
       "q_scale = {from = 1, to = 10000, count = 10000}\n",
       "has 1000000000000 settings"},
      {"[[settings]]\nmean = {from = 0, to = 1, count = 1000000, per_channel = true}\n"
       "std = {from = 1, to = 2, count = 1000000}\n",
       "has 1000000000000000000000000 settings"},
      {"[[settings]]\nmean = {from = 0, to = 1, count = 10000000, per_channel = true}\n",
       "has an axis of 1000000000000000000000 values"},
      {"[[settings]]\nmean = {from = 0, to = \"1e300\", step = 1}\n",
       "mean to: \"1e300\" is infinite"},
      {"[[settings]]\nmean = {from = 0, to = 1, step = \"1e-13\"}\n", "has 10000000000001 values"},
      {"[[settings]]\nmean = {from = 0, to = 1, count = 2000000000000}\n",
       "has 2000000000000 values"},
      {"[[settings]]\nmean = {from = 0, to = 1, count = 0}\n", "is not an integer from 1 on"},
      {"[[settings]]\nop = 3\n", "op: is not a string"},
      {"[[settings]]\nrandom = {count = \"3\"}\n", "is not an integer from 1 on"},
      {"[[settings]]\nrandom = {counts = 3}\n", "unknown key \"counts\""},
      {"[[settings]]\n[search]\nseeds = 1\n", "unknown key \"seeds\""},
      {"[[settings]]\n[search]\ncandidates = 10000001\n", "asks for more than 10000000"},
      {"[[settings]]\n[search]\nstarts = 10001\n", "or 10000 starts"},
      {"[[setting]]\n", "unknown key \"setting\""},
  };
  for (const auto& [toml, part] : wrong) {
    const std::string message = refusal(toml);
    EXPECT_THAT(message, testing::HasSubstr("plan.toml")) << toml;
    EXPECT_THAT(message, testing::HasSubstr(part)) << toml;
  }
}

// Their places would not fit 64 bits.
TEST(CampaignPlan, MoreSettingsThanCanBeNumberedAreRefusedWithALimitToo) {
  EXPECT_THAT(
      refusal("[[settings]]\nmean = {from = 0, to = 1, count = 1000000, per_channel = true}\n"
              "std = {from = 1, to = 2, count = 1000000}\n",
              5),
      testing::HasSubstr("plan.toml: has 1000000000000000000000000 settings, more than "
                         "2^62; take larger steps"));
}

TEST(CampaignPlan, PresetsArePlansOfRealNormalisations) {
  EXPECT_GE(common_normalisations().size(), 60U);
  std::set<std::string> pairs;
  for (const std::string& text : texts(common_preset())) {
    pairs.insert(text.substr(0, text.find(";q_scale")));
  }
  EXPECT_GE(pairs.size(), 60U) << "some are the same in grey levels";
  EXPECT_EQ(texts(around_preset(Deployment())).size(), 9U * 21U * 21U);
  EXPECT_TRUE(parse_plan_toml(worst_preset(3), "worst").search);
}

TEST(CampaignPlan, ShardsCoverEverySettingOnceWhateverItsPlace) {
  std::size_t found = 0;
  const auto all = texts(common_preset());
  for (std::uint64_t index = 1; index <= 5; ++index) {
    const Shard shard = parse_shard(std::to_string(index) + "/5", "--shard");
    for (const std::string& text : all) found += shard.has(stable_key(text)) ? 1 : 0;
  }
  EXPECT_EQ(found, all.size());
  for (const char* wrong : {"", "3", "0/4", "5/4", "1/0", "-1/4", "1/4x", "1 /4", "/"}) {
    EXPECT_THROW(parse_shard(wrong, "--shard"), InputError) << wrong;
  }
}

}  // namespace
}  // namespace swingproof
