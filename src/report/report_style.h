// Style sheet of the report page. Text colours keep 4.5:1 contrast on their backgrounds (WCAG AA).
#pragma once

namespace supreme {

inline constexpr char kReportStyle[] = R"css(
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1f2933;--muted:#566270;
--line:#dde2e7;--accent:#00598c;--seen:#0072b2;--unseen:#d55e00;--seen-ink:#00598c;
--unseen-ink:#9a3f00;--warn:#fff4e0;--warn-ink:#6b4300;--track:#e6eaee}
@media (prefers-color-scheme:dark){:root{--page:#12161b;--card:#1a2027;--ink:#e6eaee;
--muted:#a3afbb;--line:#333d47;--accent:#7cc4ef;--seen:#4aa8e0;--unseen:#ee8a3c;
--seen-ink:#8fd0f7;--unseen-ink:#ffb27a;--warn:#3a2c12;--warn-ink:#ffdca0;--track:#2c353e}
.chart .f-page{fill:#1a2027}.chart .s-page{stroke:#1a2027}.chart .f-ink{fill:#e6eaee}
.chart .s-ink{stroke:#e6eaee}.chart .f-muted{fill:#a3afbb}.chart .s-grid{stroke:#333d47}
.chart .s-reference{stroke:#7b8894}.chart .f-seen{fill:#4aa8e0}.chart .s-seen{stroke:#4aa8e0}
.chart .f-reference{fill:#7b8894}.chart .f-unseen{fill:#ee8a3c}.chart .s-unseen{stroke:#ee8a3c}
.chart .f-second{fill:#4cc3a0}.chart .s-second{stroke:#4cc3a0}.chart .s-purple{stroke:#dd9cc3}
.chart .f-purple{fill:#dd9cc3}.chart .s-amber{stroke:#f0c24a}.chart .f-amber{fill:#f0c24a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
header,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
h1{font-size:1.9rem;line-height:1.2;margin:.1em 0 .3em;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.3rem;margin:0 0 14px}
h3{font-size:1.08rem;margin:0 0 8px;overflow-wrap:anywhere}
h4{font-size:.82rem;margin:14px 0 4px;color:var(--muted);font-weight:600}
.kicker{color:var(--muted);margin:0;font-size:.9rem}
.disclaimer{display:inline-block;margin:0;padding:3px 12px;border-radius:99px;
background:var(--warn);color:var(--warn-ink);font-size:.88rem;font-weight:600}
nav{margin:18px 0 22px;padding:10px 0;border-block:1px solid var(--line);font-size:.93rem}
nav a{margin-right:20px;white-space:nowrap}
a{color:var(--accent);text-underline-offset:3px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,
figure:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:14px;
margin:0 0 22px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 18px}
.tile dt{color:var(--muted);font-size:.85rem}
.tile dd{margin:0;font-size:1.6rem;font-weight:650;line-height:1.25;
font-variant-numeric:tabular-nums}
.tile .under{font-size:.85rem;font-weight:400;color:var(--muted);line-height:1.4}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px;
margin:0 0 22px}
article+article{margin-top:34px;padding-top:28px;border-top:1px solid var(--line)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:14px 28px;margin:0}
.facts dt{color:var(--muted);font-size:.82rem}
.facts dd{margin:0;overflow-wrap:anywhere}
.meta,.muted{color:var(--muted)}
.meta{margin:0 0 14px;font-size:.92rem;overflow-wrap:anywhere}
.note{margin:0 0 10px;padding:10px 14px;border-radius:8px;background:var(--warn);
color:var(--warn-ink);overflow-wrap:anywhere}
ul.note{padding-left:32px}
figure{margin:0 0 18px}
figure svg{display:block;width:100%;height:auto}
.chart{max-width:860px}
.ecg{border-radius:8px;overflow-x:auto;border:1px solid var(--line)}
.chart{overflow-x:auto}
.chart svg{min-width:600px}
.ecg svg{min-width:760px}
.scroll{overflow-x:auto}
.scroll+figure{margin-top:16px}
.ecg figcaption{margin:0;padding:8px 14px;border-top:1px solid var(--line)}
table{border-collapse:collapse;width:100%;font-size:.93rem;font-variant-numeric:tabular-nums}
table.narrow{max-width:520px;margin-top:20px}
caption{text-align:left;color:var(--muted);font-size:.85rem;padding-bottom:8px}
th,td{padding:6px 12px 6px 0;text-align:left;border-bottom:1px solid var(--line);
vertical-align:middle}
thead th{color:var(--muted);font-size:.82rem;font-weight:600;border-bottom-width:2px}
tbody th{font-weight:400;overflow-wrap:break-word;min-width:120px;max-width:420px}
tfoot th,tfoot td{font-weight:650;border-bottom:0}
tfoot tr:first-child>*{border-top:2px solid var(--line)}
.number{text-align:right;white-space:nowrap}
.code{color:var(--muted);font-size:.82rem}
.badge{display:inline-block;padding:0 9px;border-radius:99px;border:1px solid currentColor;
font-size:.8rem}
.badge.seen{color:var(--seen-ink)}
.badge.unseen{color:var(--unseen-ink);border-style:dashed}
.beside{display:grid;grid-template-columns:minmax(220px,2fr) minmax(300px,3fr);gap:8px 36px}
.beside>*{min-width:0}
blockquote{margin:0;padding-left:14px;border-left:3px solid var(--line);overflow-wrap:anywhere}
.names{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:6px}
.names li{border:1px solid var(--line);border-radius:6px;padding:1px 9px;font-size:.88rem;
overflow-wrap:anywhere}
.matrix{font-size:.86rem}
.matrix td,.matrix thead th{white-space:nowrap;padding:6px 6px}
.matrix thead th{white-space:normal;vertical-align:bottom}
.matrix tbody th{min-width:165px}
.matrix thead th:first-child{padding-left:0}
.matrix .yes{background:color-mix(in srgb,var(--seen) 18%,transparent);font-weight:650}
.findings{margin-top:14px}
.findings th,.findings td{white-space:nowrap}
.findings tbody th{white-space:normal;min-width:130px}
.findings .above th{font-weight:650}
.bar{width:22%;min-width:70px}
.score{display:block;width:100%;height:12px}
.score .track{fill:var(--track)}
.score .level{fill:var(--seen)}
.score .tick{fill:var(--ink)}
.carried{font-weight:650}
summary{cursor:pointer;color:var(--accent)}
.settings{margin-top:12px}
.settings th{color:var(--muted);width:34%}
footer{padding-bottom:40px;color:var(--muted);font-size:.88rem}
@media (max-width:720px){.beside{grid-template-columns:1fr}section{padding:18px 14px}}
@media print{body{background:#fff}section{break-inside:auto;border:0;padding:0}nav{display:none}
.example{break-inside:avoid}}
)css";

}  // namespace supreme
