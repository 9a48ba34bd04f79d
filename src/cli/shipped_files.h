// Files that come with the programs: tasks, prompt sets and trained models. They lie beside
// installed programs or in the sources that the programs were built from; the working folder goes
// first.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supreme {

// The bundle that answers when none is named: models/simulated-small, trained on simulated ECGs.
inline constexpr char kShippedBundle[] = "simulated-small";

// The text encoder that is used when none is named: models/text-encoder-ecg, all-MiniLM-L6-v2 tuned
// on the words of the field.
inline constexpr char kShippedTextEncoder[] = "text-encoder-ecg";

// A path as given, else a task of this name: NAME.json in ./tasks, share/supreme/tasks of the
// installation, or tasks/ of the sources. kNotFound.
std::filesystem::path TaskFile(const std::string& path_or_name);

// A path as given, else a prompt set of this name, looked for like a task in folders "prompts".
// kNotFound.
std::filesystem::path PromptSetFile(const std::string& path_or_name);
// Files of the prompt sets that have a name, by rising name; of equal names the first one found.
std::vector<std::filesystem::path> ShippedPromptSets();

// A folder as given, else a bundle of this name in ./models, share/supreme/models of the
// installation, or models/ of the sources; an empty text stands for the shipped bundle. kNotFound
// with the folders that were looked in.
std::filesystem::path BundleFolder(const std::string& path_or_name);

// The folder of a text encoder of this name, looked for like a bundle; empty when there is none.
std::filesystem::path ShippedTextEncoder(const std::string& name);

}  // namespace supreme
