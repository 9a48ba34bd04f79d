// Every verb's entry point; each stands in a file of its own, <verb>_verb.cc.
#pragma once

#include <string>
#include <vector>

namespace supreme {

using VerbArguments = std::vector<std::string>;

int RunSimulate(const VerbArguments& arguments);          // simulate
int RunDataImport(const VerbArguments& arguments);        // data import
int RunDataFetch(const VerbArguments& arguments);         // data fetch
int RunDataStats(const VerbArguments& arguments);         // data stats
int RunDataSplit(const VerbArguments& arguments);         // data split
int RunDataCompare(const VerbArguments& arguments);       // data compare
int RunConvert(const VerbArguments& arguments);           // convert
int RunDataVerify(const VerbArguments& arguments);        // data verify
int RunExtract(const VerbArguments& arguments);           // extract
int RunExtractQuality(const VerbArguments& arguments);    // extract quality
int RunVocabBuild(const VerbArguments& arguments);        // vocab build
int RunVocabReport(const VerbArguments& arguments);       // vocab report
int RunVocabReview(const VerbArguments& arguments);       // vocab review
int RunVocabResolve(const VerbArguments& arguments);      // vocab resolve
int RunVocabTerms(const VerbArguments& arguments);        // vocab terms
int RunVocabSigns(const VerbArguments& arguments);        // vocab signs
int RunVocabTexts(const VerbArguments& arguments);        // vocab encoder-texts
int RunCheckEncoder(const VerbArguments& arguments);      // vocab check-encoder
int RunPretrain(const VerbArguments& arguments);          // pretrain (in supreme-train)
int RunLaunch(const VerbArguments& arguments);            // launch
int RunSweep(const VerbArguments& arguments);             // sweep
int RunTuneEncoder(const VerbArguments& arguments);       // tune-encoder (in supreme-train)
int RunEvalZeroShot(const VerbArguments& arguments);      // eval zero-shot
int RunEvalLeaveOut(const VerbArguments& arguments);      // eval leave-out
int RunEvalWordings(const VerbArguments& arguments);      // eval wordings
int RunProbe(const VerbArguments& arguments);             // probe
int RunFineTune(const VerbArguments& arguments);          // finetune
int RunFineTuneJob(const VerbArguments& arguments);       // finetune (in supreme-train)
int RunEvalScores(const VerbArguments& arguments);        // eval scores
int RunPromptsList(const VerbArguments& arguments);       // prompts list
int RunPromptsShow(const VerbArguments& arguments);       // prompts show
int RunPromptsCheck(const VerbArguments& arguments);      // prompts check
int RunWritePrompts(const VerbArguments& arguments);      // prompts generate
int RunEvalExplanations(const VerbArguments& arguments);  // eval explanations
int RunExplain(const VerbArguments& arguments);           // explain
int RunGradients(const VerbArguments& arguments);         // gradients (in supreme-train)
int RunStatsCompare(const VerbArguments& arguments);      // stats compare
int RunStatsAnova(const VerbArguments& arguments);        // stats anova
int RunStatsPaper(const VerbArguments& arguments);        // stats paper
int RunPredict(const VerbArguments& arguments);           // predict
int RunReport(const VerbArguments& arguments);            // report
int RunReportPaper(const VerbArguments& arguments);       // report paper
int RunPlotAuc(const VerbArguments& arguments);           // plot auc
int RunPlotEcg(const VerbArguments& arguments);           // plot ecg
int RunMeasure(const VerbArguments& arguments);           // measure
int RunInspect(const VerbArguments& arguments);           // inspect
int RunModel(const VerbArguments& arguments);             // model
int RunEvalOverlap(const VerbArguments& arguments);       // eval overlap
int RunEvalIndependence(const VerbArguments& arguments);  // eval independence

}  // namespace supreme
