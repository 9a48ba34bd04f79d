#include "vocab/ecg_terms.h"

#include <gtest/gtest.h>

#include "vocab/terms.h"

namespace supreme {
namespace {

TEST(IsEcgTerm, LetsFindingsOfTheEcgThrough) {
  for (const char* text : {"Electrocardiographic atrial fibrillation", "QRS complex abnormal",
                           "Right Bundle-Branch Block", "Sinus Tachycardia", "ST segment elevation",
                           "Ventricular premature complexes", "Left ventricular hypertrophy",
                           "Cardiac pacemaker rhythm", "1st degree AV block"}) {
    EXPECT_TRUE(IsEcgTerm(text)) << text;
  }
}

TEST(IsEcgTerm, KeepsOtherFieldsOut) {
  for (const char* text :
       {"Maxillary sinusitis", "Sinus of Valsalva", "Heart Diseases", "Cavernous sinus thrombosis",
        "Renal artery stenosis", "Atrial myxoma", "Ablation of atrial fibrillation", "Nerve block",
        "Fetal heart block", "Insertion of cardiac pacemaker", "", "  "}) {
    EXPECT_FALSE(IsEcgTerm(text)) << text;
  }
}

TEST(IsEcgTerm, KnowsMostOfTheReferenceTerms) {
  size_t known = 0;
  for (const Term& term : ReferenceTerms()) known += IsEcgTerm(term.text) ? 1 : 0;
  EXPECT_GE(known * 10, ReferenceTerms().size() * 7);
}

}  // namespace
}  // namespace supreme
