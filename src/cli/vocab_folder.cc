#include "cli/vocab_folder.h"

#include <vector>

#include "cli/embed_with.h"
#include "cli/text_encoder_folder.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "data/pack.h"
#include "extract/entity_store.h"
#include "vocab/vocabulary_facts.h"

namespace supreme {
namespace {

EntityTable ReadEntities(EntityStore& store, const VocabularyFiles& files, const Pack& pack) {
  if (store.source().pack_id != pack.id()) {
    throw Error(ErrorCode::kInvalidInput, "the store was made from another pack", files.store,
                "run supreme extract on this pack");
  }
  std::vector<std::string> record_ids;
  for (const PackRow& row : pack.rows()) record_ids.push_back(row.record_id);
  return CollectEntities(store, record_ids);
}

void Write(const Vocabulary& vocabulary, const VocabularyFacts& facts,
           const std::filesystem::path& folder) {
  MakeFolder(folder);
  // An old queries.json must not stand beside new labels: the folder counts as complete by it.
  std::filesystem::remove(folder / "queries.json");
  WriteLabels(vocabulary.labels, folder);
  WriteKeptApart(vocabulary.kept_apart, folder / "kept_apart.csv");
  WriteVocabularyFacts(facts, folder);
  WriteJsonFile(folder / "options.json", ToJson(facts.options));
  WriteQuerySet(vocabulary.set, folder);
}

}  // namespace

Vocabulary BuildVocabularyFolder(const VocabularyFiles& files, const VocabularyOptions& options) {
  const Pack pack(files.pack);
  EntityStore store(files.store);
  const EntityTable table = ReadEntities(store, files, pack);
  const TextEncoder encoder(TextEncoderFolder(files.text_encoder));
  Vocabulary vocabulary = BuildVocabulary(table, EmbedWith(encoder), options);
  vocabulary.set.encoder_name = encoder.name();
  vocabulary.set.encoder_id = encoder.id();
  vocabulary.labels.set_pack_id(pack.id());
  const StoreSource& source = store.source();
  Write(vocabulary, {source.extractor, source.unit, options, vocabulary.stats}, files.out);
  return vocabulary;
}

}  // namespace supreme
