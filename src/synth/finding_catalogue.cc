#include "synth/finding_catalogue.h"

namespace supreme {
namespace {

using enum Finding;
using enum FindingGroup;

constexpr std::string_view kAhaConduction =
    "AHA/ACCF/HRS 2009 part III, doi 10.1161/CIRCULATIONAHA.108.191095";
constexpr std::string_view kAhaStT =
    "AHA/ACCF/HRS 2009 part IV, doi 10.1161/CIRCULATIONAHA.108.191096";
constexpr std::string_view kAhaHypertrophy =
    "AHA/ACCF/HRS 2009 part V, doi 10.1161/CIRCULATIONAHA.108.191097";
constexpr std::string_view kSvtGuideline =
    "ACC/AHA/HRS 2015 SVT guideline, doi 10.1161/CIR.0000000000000311";
constexpr std::string_view kBradycardiaGuideline =
    "ACC/AHA/HRS 2018 bradycardia guideline, doi 10.1161/CIR.0000000000000628";
constexpr std::string_view kVentricularGuideline =
    "AHA/ACC/HRS 2017 ventricular arrhythmia guideline, doi 10.1161/CIR.0000000000000549";
constexpr std::string_view kInfarctDefinition =
    "Fourth universal definition of MI 2018, doi 10.1161/CIR.0000000000000617";
constexpr std::string_view kFibrillationGuideline =
    "ESC 2020 AF guideline, doi 10.1093/eurheartj/ehaa612";
constexpr std::string_view kChou =
    "Surawicz and Knilans, Chou's Electrocardiography in Clinical Practice, 6th ed. 2008";

}  // namespace

const std::array<FindingInfo, kFindingCount> kFindingCatalogue = {{
{kNormalEcg, kSummary, "NORM", "normal ecg", "", "", "sinus rhythm 60-100/min, PR 120-200 ms, QRS < 110 ms, axis -30 to 90 degrees, no abnormal sign", kAhaConduction},
{kSinusRhythm, kRhythm, "SR", "sinus rhythm", "", "426783006", "P upright in I and II before each QRS, 60-100/min", kAhaConduction},
{kSinusBradycardia, kRhythm, "SBRAD", "sinus bradycardia", "", "426177001", "sinus P, rate < 60/min", kBradycardiaGuideline},
{kSinusTachycardia, kRhythm, "STACH", "sinus tachycardia", "", "427084000", "sinus P, rate > 100/min", kSvtGuideline},
{kSinusArrhythmia, kRhythm, "SARRH", "sinus arrhythmia", "", "427393009", "sinus P, RR changes by > 120 ms or 10 % with breathing", kChou},
{kAtrialFibrillation, kRhythm, "AFIB", "atrial fibrillation", "", "164889003", "no P waves, f waves of 4-9 Hz, irregular RR", kFibrillationGuideline},
{kAtrialFlutter, kRhythm, "AFLT", "atrial flutter", "", "164890007", "sawtooth waves of 240-350/min in II, III, aVF and V1; 2:1, 3:1, 4:1 or changing conduction", kSvtGuideline},
{kAtrialTachycardia, kRhythm, "AT", "atrial tachycardia", "SVARR", "713422000", "ectopic P before each QRS, 110-220/min", kSvtGuideline},
{kAvNodalReentry, kRhythm, "SVTAC", "supraventricular tachycardia", "", "426761007", "regular narrow QRS 140-230/min, P hidden in or just after the QRS", kSvtGuideline},
{kAvReentry, kRhythm, "AVRT", "atrioventricular reentrant tachycardia", "SVTAC", "233897008", "regular narrow QRS 140-230/min, retrograde P 80-160 ms after QRS onset", kSvtGuideline},
{kEctopicAtrialRhythm, kRhythm, "EAR", "ectopic atrial rhythm", "SVARR", "106068003", "P negative in II, III, aVF before each QRS, 50-100/min", kChou},
{kWanderingPacemaker, kRhythm, "WAP", "wandering atrial pacemaker", "SVARR", "195101003", "at least three P shapes, rate < 100/min, changing PR", kChou},
{kJunctionalRhythm, kRhythm, "JR", "junctional rhythm", "SVARR", "29320008", "narrow QRS 35-60/min, P absent or retrograde within 120 ms of QRS", kBradycardiaGuideline},
{kVentricularEscapeRhythm, kRhythm, "VER", "ventricular escape rhythm", "", "81898007", "regular QRS >= 120 ms, 20-45/min, no related P", kBradycardiaGuideline},
{kIdioventricularRhythm, kRhythm, "AIVR", "accelerated idioventricular rhythm", "", "61277005", "regular QRS >= 120 ms, 50-110/min, no related P", kVentricularGuideline},
{kVentricularTachycardia, kRhythm, "VT", "ventricular tachycardia", "", "164895002", "QRS >= 120 ms, 110-230/min, no related P", kVentricularGuideline},
{kPacedAtrial, kRhythm, "PACEA", "atrial paced rhythm", "PACE", "251268003", "spike before each P", kChou},
{kPacedVentricular, kRhythm, "PACEV", "ventricular paced rhythm", "PACE", "251266004", "spike before each QRS, QRS >= 140 ms like left bundle branch block with superior axis", kChou},
{kPacedDual, kRhythm, "PACED", "atrioventricular dual paced rhythm", "PACE", "10370003", "spikes before P and before the wide QRS", kChou},
{kPac, kExtraBeats, "PAC", "premature atrial contraction", "", "284470004", "early narrow QRS after an early P of another shape", kSvtGuideline},
{kPvc, kExtraBeats, "PVC", "premature ventricular contraction", "", "427172004", "early QRS >= 120 ms without P, opposite T, mostly a full compensatory pause", kVentricularGuideline},
{kJunctionalPremature, kExtraBeats, "JPC", "premature junctional contraction", "PRC(S)", "251164006", "early narrow QRS without P or with a retrograde one", kSvtGuideline},
{kAtrialBigeminy, kExtraBeats, "ABIGU", "atrial bigeminy", "BIGU", "251173003", "every other beat is a premature atrial one", kSvtGuideline},
{kVentricularBigeminy, kExtraBeats, "VBIGU", "ventricular bigeminy", "BIGU", "11157007", "every other beat is a premature ventricular one", kVentricularGuideline},
{kVentricularTrigeminy, kExtraBeats, "VTRIGU", "ventricular trigeminy", "TRIGU", "251180001", "every third beat is a premature ventricular one", kVentricularGuideline},
{kVentricularCouplet, kExtraBeats, "VCOUP", "ventricular couplet", "PVC", "", "two premature ventricular beats in a row", kVentricularGuideline},
{kParoxysmalSvt, kExtraBeats, "PSVT", "paroxysmal supraventricular tachycardia", "", "67198005", "a run of at least 3 narrow beats at > 130/min within a slower rhythm", kSvtGuideline},
{kNonsustainedVt, kExtraBeats, "NSVT", "non-sustained ventricular tachycardia", "", "425856008", "a run of at least 3 wide beats at > 100/min within another rhythm", kVentricularGuideline},
{kSinusPause, kExtraBeats, "PAUSE", "sinus pause", "", "5609005", "RR >= 2 s without P", kBradycardiaGuideline},
{kJunctionalEscape, kExtraBeats, "JEB", "junctional escape beat", "", "426995002", "a late narrow QRS without a P before it", kBradycardiaGuideline},
{kVentricularEscape, kExtraBeats, "VEB", "ventricular escape beat", "", "75532003", "a late QRS >= 120 ms without a P before it", kBradycardiaGuideline},
{kFirstDegreeAvBlock, kAvConduction, "1AVB", "first degree av block", "LPR", "270492004", "PR > 200 ms", kBradycardiaGuideline},
{kWenckebach, kAvConduction, "2AVB1", "second degree av block mobitz type i", "2AVB", "54016002", "PR grows from beat to beat until a P is not conducted", kBradycardiaGuideline},
{kMobitz2, kAvConduction, "2AVB2", "second degree av block mobitz type ii", "2AVB", "426183003", "constant PR, single P waves not conducted", kBradycardiaGuideline},
{kTwoToOneAvBlock, kAvConduction, "2TO1", "two to one av block", "2AVB", "164903001", "every other P is not conducted", kBradycardiaGuideline},
{kThirdDegreeAvBlock, kAvConduction, "3AVB", "third degree av block", "", "27885002", "P and QRS regular but unrelated, ventricular rate < 60/min", kBradycardiaGuideline},
{kWpw, kAvConduction, "WPW", "wolff-parkinson-white syndrome", "", "74390002", "PR < 120 ms, delta wave, QRS > 110 ms", kAhaConduction},
{kShortPr, kAvConduction, "SPR", "short pr interval", "", "49578007", "PR < 120 ms without delta wave", kAhaConduction},
{kRbbb, kVentricularConduction, "CRBBB", "complete right bundle branch block", "", "713427006", "QRS >= 120 ms, rsR' or broad R in V1-V2, S longer than 40 ms in I and V6", kAhaConduction},
{kIncompleteRbbb, kVentricularConduction, "IRBBB", "incomplete right bundle branch block", "", "713426002", "QRS < 120 ms, rSr' in V1 or V2", kAhaConduction},
{kLbbb, kVentricularConduction, "CLBBB", "complete left bundle branch block", "", "164909002", "QRS >= 120 ms, broad notched R in I, aVL, V5-V6 without q, rS or QS in V1", kAhaConduction},
{kIncompleteLbbb, kVentricularConduction, "ILBBB", "incomplete left bundle branch block", "", "251120003", "QRS 110-119 ms, R without q in I, V5-V6", kAhaConduction},
{kLafb, kVentricularConduction, "LAFB", "left anterior fascicular block", "", "445118002", "axis -45 to -90 degrees, qR in aVL, rS in II, III, aVF, QRS < 120 ms", kAhaConduction},
{kLpfb, kVentricularConduction, "LPFB", "left posterior fascicular block", "", "445211001", "axis 90 to 180 degrees, rS in I and aVL, qR in III and aVF, QRS < 120 ms", kAhaConduction},
{kIvcd, kVentricularConduction, "IVCD", "nonspecific intraventricular conduction delay", "ABQRS", "698252002", "QRS > 110 ms without the pattern of a bundle branch block", kAhaConduction},
{kLvh, kChambers, "LVH", "left ventricular hypertrophy", "", "164873001", "S V1 + R V5 or V6 > 3.5 mV or R aVL > 1.1 mV or R aVL + S V3 > 2.8 (men), 2.0 mV (women)", kAhaHypertrophy},
{kLvhVoltage, kChambers, "VCLVH", "voltage criteria for left ventricular hypertrophy", "", "55827005", "S V1 + R V5 or V6 > 3.5 mV, normal ST and T", kAhaHypertrophy},
{kLvhStrain, kChambers, "LVHS", "left ventricular hypertrophy with strain", "LVH", "", "LVH voltage, downsloping ST depression >= 0.05 mV and T <= -0.1 mV in two or more of I, aVL, V5-V6", kAhaHypertrophy},
{kRvh, kChambers, "RVH", "right ventricular hypertrophy", "", "89792004", "axis > 90 degrees, R/S > 1 in V1 with R > 0.5 mV, R/S < 1 in V5 or V6", kAhaHypertrophy},
{kLeftAtrialEnlargement, kChambers, "LAO/LAE", "left atrial enlargement", "", "67741000119109", "P >= 120 ms in II or terminal P in V1 deeper than 0.1 mV and longer than 40 ms", kAhaHypertrophy},
{kRightAtrialEnlargement, kChambers, "RAO/RAE", "right atrial enlargement", "", "446358003", "P > 0.25 mV in II or > 0.15 mV in V1", kAhaHypertrophy},
{kSeptalHypertrophy, kChambers, "SEHYP", "septal hypertrophy", "", "", "deep narrow Q >= 0.2 mV in I, aVL, V5-V6 or II, III, aVF with high voltage", kChou},
{kHighVoltage, kVoltageAndAxis, "HVOLT", "high qrs voltage", "", "", "R or S > 2.0 mV in a limb lead or > 3.0 mV in a chest lead", kChou},
{kLowVoltage, kVoltageAndAxis, "LVOLT", "low qrs voltage", "", "251146004", "QRS < 0.5 mV peak to peak in all limb leads", kAhaHypertrophy},
{kLeftAxisDeviation, kVoltageAndAxis, "LAD", "left axis deviation", "", "39732003", "QRS axis -30 to -90 degrees", kAhaConduction},
{kRightAxisDeviation, kVoltageAndAxis, "RAD", "right axis deviation", "", "47665007", "QRS axis 90 to 180 degrees", kAhaConduction},
{kExtremeAxis, kVoltageAndAxis, "XAD", "extreme axis deviation", "", "", "QRS axis -90 to -180 degrees", kAhaConduction},
{kPoorRProgression, kVoltageAndAxis, "PRWP", "poor r wave progression", "ABQRS", "", "R in V3 <= 0.3 mV and not larger in V2", kChou},
{kClockwiseRotation, kVoltageAndAxis, "CR", "clockwise rotation", "", "251198002", "R/S < 1 still in V5", kChou},
{kCounterclockwiseRotation, kVoltageAndAxis, "CCR", "counterclockwise rotation", "", "251199005", "R/S > 1 already in V2", kChou},
{kQWaves, kVoltageAndAxis, "QWAVE", "abnormal q waves", "", "164917005", "Q >= 30 ms and >= 0.1 mV in two neighbouring leads", kInfarctDefinition},
{kInferiorMi, kInfarction, "IMI", "inferior myocardial infarction", "", "", "Q >= 30 ms and >= 0.1 mV in two of II, III, aVF", kInfarctDefinition},
{kAnteroseptalMi, kInfarction, "ASMI", "anteroseptal myocardial infarction", "", "", "QS or Q in V1-V3 or R < 0.1 mV in V2", kInfarctDefinition},
{kAnteriorMi, kInfarction, "AMI", "anterior myocardial infarction", "", "54329005", "Q >= 20 ms or QS in V2-V4", kInfarctDefinition},
{kAnterolateralMi, kInfarction, "ALMI", "anterolateral myocardial infarction", "", "", "Q >= 30 ms in V3-V6, I, aVL, loss of R", kInfarctDefinition},
{kLateralMi, kInfarction, "LMI", "lateral myocardial infarction", "", "", "Q >= 30 ms in I, aVL, V5 or V6", kInfarctDefinition},
{kInferolateralMi, kInfarction, "ILMI", "inferolateral myocardial infarction", "", "", "Q >= 30 ms in II, III, aVF and V5-V6", kInfarctDefinition},
{kInferoposteriorMi, kInfarction, "IPMI", "inferoposterior myocardial infarction", "", "", "inferior Q and R >= 40 ms with R/S > 1 in V1-V2", kInfarctDefinition},
{kInferoposterolateralMi, kInfarction, "IPLMI", "inferoposterolateral myocardial infarction", "", "", "inferior and lateral Q, R/S > 1 in V1-V2", kInfarctDefinition},
{kPosteriorMi, kInfarction, "PMI", "posterior myocardial infarction", "", "", "R >= 40 ms and R/S > 1 in V1-V2 with upright T", kInfarctDefinition},
{kInferiorStElevation, kRepolarisation, "ISTE", "inferior st elevation", "STE_", "", "J >= 0.1 mV in two of II, III, aVF", kInfarctDefinition},
{kAnteriorStElevation, kRepolarisation, "ASTE", "anterior st elevation", "STE_", "", "J >= 0.2 mV in V2-V3 (men >= 40; 0.25 below, 0.15 mV women)", kInfarctDefinition},
{kLateralStElevation, kRepolarisation, "LSTE", "lateral st elevation", "STE_", "", "J >= 0.1 mV in two of I, aVL, V5, V6", kInfarctDefinition},
{kAnteroseptalInjury, kRepolarisation, "INJAS", "anteroseptal subendocardial injury", "", "", "ST depression >= 0.1 mV at J + 60 ms in V1-V4", kAhaStT},
{kAnterolateralInjury, kRepolarisation, "INJAL", "anterolateral subendocardial injury", "", "", "ST depression >= 0.1 mV at J + 60 ms in V3-V6", kAhaStT},
{kInferiorInjury, kRepolarisation, "INJIN", "inferior subendocardial injury", "", "", "ST depression >= 0.1 mV at J + 60 ms in II, III, aVF", kAhaStT},
{kLateralInjury, kRepolarisation, "INJLA", "lateral subendocardial injury", "", "", "ST depression >= 0.1 mV at J + 60 ms in I, aVL, V5-V6", kAhaStT},
{kInferolateralInjury, kRepolarisation, "INJIL", "inferolateral subendocardial injury", "", "", "ST depression >= 0.1 mV at J + 60 ms in II, III, aVF, V5-V6", kAhaStT},
{kNonspecificIschaemia, kRepolarisation, "ISC_", "myocardial ischemia", "", "164861001", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in neighbouring leads", kInfarctDefinition},
{kAnterolateralIschaemia, kRepolarisation, "ISCAL", "anterolateral ischemia", "", "426434006", "ST depression >= 0.05 mV or symmetric T inversion >= 0.1 mV in V3-V6, I, aVL", kInfarctDefinition},
{kInferiorIschaemia, kRepolarisation, "ISCIN", "inferior ischemia", "", "425419005", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in II, III, aVF", kInfarctDefinition},
{kInferolateralIschaemia, kRepolarisation, "ISCIL", "inferolateral ischemia", "", "", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in II, III, aVF, V5-V6", kInfarctDefinition},
{kAnteroseptalIschaemia, kRepolarisation, "ISCAS", "anteroseptal ischemia", "", "", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in V1-V4", kInfarctDefinition},
{kLateralIschaemia, kRepolarisation, "ISCLA", "lateral ischemia", "", "425623009", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in I, aVL, V5-V6", kInfarctDefinition},
{kAnteriorIschaemia, kRepolarisation, "ISCAN", "anterior ischemia", "", "", "ST depression >= 0.05 mV or T inversion >= 0.1 mV in V2-V4", kInfarctDefinition},
{kStDepression, kRepolarisation, "STD_", "st depression", "", "429622005", "J + 60 ms <= -0.05 mV in two neighbouring leads", kAhaStT},
{kStElevation, kRepolarisation, "STE_", "st elevation", "", "164931005", "J >= 0.1 mV in two neighbouring leads (0.2 mV in V2-V3)", kAhaStT},
{kNonspecificSt, kRepolarisation, "NST_", "nonspecific st changes", "", "55930002", "ST depression of 0.03-0.1 mV at J + 60 ms in two neighbouring leads", kAhaStT},
{kNonspecificT, kRepolarisation, "NT_", "nonspecific t wave changes", "", "164934002", "T flat, biphasic or slightly inverted in some leads", kAhaStT},
{kNondiagnosticT, kRepolarisation, "NDT", "nondiagnostic t wave abnormality", "", "428750005", "T < 10 % of R or slightly inverted in two or more of I, aVL, V4-V6", kAhaStT},
{kLowT, kRepolarisation, "LOWT", "low t wave amplitude", "", "", "T between -0.1 and 0.1 mV and < 10 % of R in two or more of I, II, V5, V6", kAhaStT},
{kTInversion, kRepolarisation, "INVT", "t wave inversion", "", "59931005", "T <= -0.1 mV in two neighbouring leads of I, II, aVL, V2-V6", kAhaStT},
{kHighT, kRepolarisation, "HIGHT", "high t wave amplitude", "", "251259000", "T > 0.5 mV in a limb lead or > 1.0 mV in a chest lead", kAhaStT},
{kVentricularAneurysm, kRepolarisation, "ANEUR", "ventricular aneurysm", "", "", "QS with ST elevation >= 0.1 mV and shallow T in V1-V4", kChou},
{kDigitalis, kRepolarisation, "DIG", "digitalis effect", "", "251205003", "scooped ST depression >= 0.05 mV at J + 60 ms in two or more of I, II, aVL, V5-V6, low T, QTc < 375 ms", kChou},
{kLongQt, kRepolarisation, "LNGQT", "prolonged qt interval", "", "111975006", "QTc >= 450 ms (men), 460 ms (women)", kAhaStT},
{kShortQt, kRepolarisation, "SQT", "short qt interval", "", "77867006", "QTc <= 350 ms", kVentricularGuideline},
{kUWave, kRepolarisation, "UWAVE", "prominent u wave", "", "164937009", "U > 0.1 mV or > 25 % of T in V2-V3", kAhaStT},
{kHyperkalaemia, kRepolarisation, "HYPERK", "hyperkalemia", "EL", "", "narrow, tall, pointed T (> 0.6 mV in two of II, V2-V4); wide QRS and flat P when severe", kChou},
{kHypokalaemia, kRepolarisation, "HYPOK", "hypokalemia", "EL", "", "ST depression, flat T, U larger than T", kChou},
{kHypercalcaemia, kRepolarisation, "HYPERCA", "hypercalcemia", "EL", "", "short QT by a short ST segment", kChou},
{kHypocalcaemia, kRepolarisation, "HYPOCA", "hypocalcemia", "EL", "", "long QT by a long ST segment, T unchanged", kChou},
{kEarlyRepolarisation, kRepolarisation, "ERV", "early repolarization", "", "428417006", "J >= 0.1 mV with a notch or slur in two inferior or lateral leads, concave ST", kAhaStT},
{kPericarditis, kRepolarisation, "PERI", "acute pericarditis", "", "", "concave ST elevation in I, II, aVF, V2-V6, PR depression, ST depression in aVR", kChou},
{kBrugada, kRepolarisation, "BRUG", "brugada pattern", "", "418818005", "J >= 0.2 mV and coved ST in V1-V2 with negative T", kVentricularGuideline},
{kDextrocardia, kPlacement, "DEXTRO", "dextrocardia", "", "", "P, QRS and T negative in I, R decreasing from V1 to V6", kChou},
{kArmReversal, kPlacement, "ARMREV", "arm electrode reversal", "", "251139008", "I inverted, II and III exchanged, aVR and aVL exchanged", kChou},
{kLegArmReversal, kPlacement, "LEGREV", "arm and leg electrode reversal", "", "", "RA and LL exchanged: I, II, aVF inverted; LA and LL: I and II exchanged", kChou},
{kChestReversal, kPlacement, "CHESTREV", "chest electrode reversal", "", "", "R does not grow steadily: two neighbouring chest leads exchanged", kChou},
}};

}  // namespace supreme
