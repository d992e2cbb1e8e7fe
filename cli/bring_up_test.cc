// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

using nlohmann::json;

// A fenced block of the document: ```LANGUAGE WORD, and the lines up to the closing fence.
struct DocumentedBlock {
  std::string language;
  std::string command;  // the subcommand of swingproof that it needs
  std::string text;
};

std::vector<DocumentedBlock> blocks_of(const std::string& path) {
  std::ifstream document(path);
  EXPECT_TRUE(document.good()) << path;
  std::vector<DocumentedBlock> blocks;
  bool is_inside = false;
  for (std::string line; std::getline(document, line);) {
    const bool is_fence = line.rfind("```", 0) == 0;
    if (is_fence && !is_inside) {
      std::istringstream words(line.substr(3));
      DocumentedBlock block;
      words >> block.language >> block.command;
      blocks.push_back(block);
    } else if (!is_fence && is_inside) {
      blocks.back().text += line + "\n";
    }
    is_inside = is_fence != is_inside;
  }
  return blocks;
}

const std::string docs = SWINGPROOF_SOURCE_DIR "/docs/";

// What run_probe.py needs, with stand-ins for the vendor's packages; Debian's Python has numpy.
const std::string surroundings =
    "set -eu\nexport SWINGPROOF=$swingproof PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=" + docs +
    "examples/stand_in\nswingproof() { $swingproof \"$@\"; }\npython3() { /usr/bin/python3 \"$@\"; "
    "}\n";

// Every command of a document, in its order.
void run_document(const TemporaryFolder& folder, const std::string& name) {
  std::size_t run = 0;
  for (const DocumentedBlock& block : blocks_of(docs + name)) {
    SCOPED_TRACE(block.text);
    if (block.language == "toml") {
      folder.write("deployment.toml", block.text);
      continue;
    }
    if (block.language == "json") continue;
    ASSERT_EQ(block.language, "sh");
    const CommandResult result = run_shell(folder, surroundings + block.text);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    if (block.command == "certify" && block.text.find("--capture") != std::string::npos) {
      EXPECT_EQ(result.out.rfind("certified: ", 0), 0U) << result.out;
    }
    ++run;
  }
  EXPECT_GE(run, 4U);
}

// The second document goes on with the files of the first one; its tools are not ours.
TEST(BringUp, EveryCommandOfTheDocumentsSucceeds) {
  const TemporaryFolder folder;
  std::ifstream script(docs + "examples/run_probe.py");
  folder.write("run_probe.py", std::string(std::istreambuf_iterator<char>(script), {}));
  run_document(folder, "bring-up.md");
  EXPECT_EQ(folder.read("patches.png").substr(0, 4), "\x89PNG");
  for (const DocumentedBlock& block : blocks_of(docs + "certificate.md")) {
    EXPECT_TRUE(block.language != "sh" || block.command == "verify" ||
                block.text.find("swingproof") == std::string::npos)
        << block.text;
  }
  run_document(folder, "certificate.md");

  // What is not the signed content fails at each of the three steps.
  const std::string steps = "set -eu\n" + blocks_of(docs + "certificate.md")[1].text;
  const std::string codes = folder.read("codes.npy");
  const std::string certificate = folder.read("certificate.json");
  folder.write("codes.npy", codes + " ");
  EXPECT_NE(run_shell(folder, steps + blocks_of(docs + "certificate.md")[2].text).exit_code, 0);
  folder.write("codes.npy", codes);
  std::string changed = certificate;
  const std::size_t at = changed.find("\"payload\": \"") + 40;
  changed[at] = changed[at] == 'A' ? 'B' : 'A';
  folder.write("certificate.json", changed);
  EXPECT_NE(run_shell(folder, steps).exit_code, 0);
}

// One grey pixel leaves the order of the chroma open; the stimulus that certify then writes settles
// it, on a right board and on one that is not, and nothing is added to a stimulus that leaves
// nothing open.
TEST(BringUp, TheNextProbeSettlesWhatIsOpen) {
  const TemporaryFolder folder;
  folder.write("s.npy", pixel_list_npy({{3}, {0}, {0}}));
  folder.write("d.toml", "[deployment]\nmean = \"127.5\"\n");
  const auto certify = [&](const std::string& stimulus, const std::string& board,
                           const std::string& next) {
    const CommandResult converted =
        run_command(folder, "convert " + stimulus + " d.toml -o codes.npy --with fixed " + board);
    EXPECT_EQ(converted.exit_code, 0) << converted.err;
    const CommandResult result =
        run_command(folder, "certify d.toml --stimulus " + stimulus +
                                " --capture codes.npy --next-probe " + next);
    return result.out.substr(0, result.out.find(':'));
  };
  EXPECT_EQ(certify("s.npy", "", "next.npy"), "undecided");
  const std::string next = folder.read("next.npy");
  EXPECT_GT(next.size(), folder.read("s.npy").size());
  EXPECT_EQ(certify("next.npy", "--swing studio", "unused.npy"), "refuted");
  EXPECT_EQ(certify("next.npy", "", "same.npy"), "certified");
  EXPECT_EQ(folder.read("same.npy"), next);
}

// The document of a probe has the pixels of the file, and each hypothesis once.
TEST(BringUp, TheProbesDocumentIsThatOfItsPixels) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nmean = \"127.5\"\n");
  const CommandResult result = run_command(folder, "probe d.toml -o p.npy --json p.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const json document = json::parse(folder.read("p.json"));
  EXPECT_EQ(document.at("schema"), "swingproof.probe/1");
  YuvPlanes pixels;
  for (const json& pixel : document.at("pixels")) {
    pixels.push_back({pixel.at(0), pixel.at(1), pixel.at(2)});
  }
  EXPECT_EQ(folder.read("p.npy"), pixel_list_npy(pixels));
  EXPECT_EQ(document.at("stimulus").at("inputs"), pixels.size());
  EXPECT_EQ(document.at("stimulus").at("classes"), document.at("classes").size());
  EXPECT_EQ(document.at("stimulus").at("classes_separated"), document.at("classes").size());
  EXPECT_EQ(document.at("against").size(), document.at("declared").size());
  std::set<std::string> hypotheses;
  for (const json& one : document.at("classes")) {
    for (const json& hypothesis : one.at("hypotheses")) {
      EXPECT_TRUE(hypotheses.insert(hypothesis.dump()).second) << hypothesis;
    }
  }
  EXPECT_EQ(hypotheses.size() + document.at("not_computable").size(), 1440U);
  EXPECT_EQ(document.at("classes").at(0).at("hypotheses").at(0), document.at("declared"));

  EXPECT_EQ(run_command(folder, "probe d.toml -o p.npy --json p.json --against swing").exit_code,
            0);
  const json swing = json::parse(folder.read("p.json"));
  EXPECT_EQ(swing.at("against"), json::array({"swing"}));
  EXPECT_LT(swing.at("pixels").size(), pixels.size());
  EXPECT_LT(swing.at("stimulus").at("classes_separated"), swing.at("stimulus").at("classes"));
}

// The script hands over what it was told, and refuses what is no probe.
TEST(BringUp, TheScriptPassesTheSettingsOn) {
  const TemporaryFolder folder;
  const std::string settings =
      "--op centered_yuv2bgr --swing studio --mean 1,2,3 --std 60,61,62 --q-scale 1/64";
  const CommandResult result = run_shell(
      folder, surroundings + "swingproof probe " + settings +
                  " -o probe.npy >/dev/null 2>&1\npython3 " + docs +
                  "examples/run_probe.py probe.npy -o codes.npy " + settings +
                  "\nswingproof certify " + settings + " --stimulus probe.npy --capture codes.npy");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const CommandResult refused =
      run_shell(folder, surroundings + "swingproof probe --source -o patches.npy\npython3 " + docs +
                            "examples/run_probe.py patches.npy -o never.npy");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("patches.npy: not int8 of shape (N, 3)"), std::string::npos);
  EXPECT_EQ(folder.names().count("never.npy"), 0U);
}

}  // namespace
}  // namespace swingproof
