import LicenseFiles

/// The one style of every page, and the policy that allows it and nothing else.
enum PageStyle {
  /// `Content-Security-Policy` (W3C, Content Security Policy Level 3): nothing may be fetched or run,
  /// and of all styles only the one with this hash counts.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(base64(SHA256Digest(hashing: Array(text.utf8)).bytes))'; "
    + "base-uri 'none'; form-action 'none'"

  /// Base64 with padding (RFC 4648 section 4).
  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The style sheet.
  static let text = screen + charts + narrow + paper

  private static let screen = """
    :root{color-scheme:light dark;--ink:#16202b;--soft:#51606f;--paper:#fff;--wash:#f4f6f8;\
    --rule:#d5dce3;--strong:#8a98a6;--link:#0b5394;--good:#1a6b3c;--bad:#a8201a;--warn:#8a5a00;\
    --a:#0b5394;--b:#b3470f;--c:#1a6b3c;--d:#7a2f8f}
    @media (prefers-color-scheme:dark){:root{--ink:#e4e9ee;--soft:#a2afbc;--paper:#12181f;\
    --wash:#1a222b;--rule:#323d49;--strong:#71808f;--link:#86b8ec;--good:#74cf98;--bad:#ff958c;\
    --warn:#edbd5c;--a:#86b8ec;--b:#f2a071;--c:#74cf98;--d:#d59be6}}
    *{box-sizing:border-box}
    html{font:14px/1.45 system-ui,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",Arial,sans-serif;\
    -webkit-text-size-adjust:100%}
    body{margin:0 auto;padding:1.6rem 2rem 3rem;max-width:76rem;color:var(--ink);\
    background:var(--paper);overflow-wrap:break-word}
    a{color:var(--link);text-underline-offset:.15em}
    a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-100vw;top:0;padding:.5rem 1rem;background:var(--paper)}
    .skip:focus{left:0}
    .banner{margin:0 0 1rem;padding:.5rem .8rem;border:2px dashed var(--warn);color:var(--warn);\
    font-weight:600}
    header{border-bottom:2px solid var(--ink);padding-bottom:.6rem}
    .kicker{margin:0;color:var(--soft);font-size:.86rem;letter-spacing:.04em}
    h1{margin:.1rem 0 0;font-size:1.75rem;line-height:1.2;font-weight:650}
    h2{margin:2.4rem 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid var(--strong);\
    font-size:1.25rem;line-height:1.25;font-weight:650}
    h3{margin:1.6rem 0 .4rem;font-size:1.05rem;line-height:1.3;font-weight:650}
    h4,h5{margin:1.1rem 0 .3rem;font-size:.95rem;font-weight:650}
    p{margin:.4rem 0;max-width:52rem}
    .lead{font-size:1.07rem}
    .meta,.quiet,.small{color:var(--soft);font-size:.88rem}
    ul,ol{margin:.4rem 0;padding-left:1.3rem}
    .contents ul{list-style:none;margin:.6rem 0 0;padding:0;display:flex;flex-wrap:wrap;\
    gap:.2rem 1.2rem;font-size:.92rem}
    code{font:.9em/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    overflow-wrap:anywhere}
    .hash{display:inline-block;min-width:20.5em;font-size:.8em}
    .tag{display:block;color:var(--soft);font-size:.8em;font-weight:400}
    .nowrap,code.nowrap{white-space:nowrap;overflow-wrap:normal}
    .long{overflow-wrap:anywhere}
    .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));\
    gap:0 2rem;margin:.6rem 0}
    .facts>div{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:.6rem;padding:.18rem 0;\
    border-bottom:1px solid var(--rule)}
    dt{color:var(--soft)}
    dd{margin:0;min-width:0;overflow-wrap:anywhere}
    .figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.6rem;\
    margin:1rem 0}
    .figure{display:flex;flex-direction:column-reverse;justify-content:flex-end;\
    padding:.5rem .7rem;border:1px solid var(--rule);border-left:4px solid var(--strong);\
    background:var(--wash)}
    .figure dd{font-size:1.45rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
    .figure dt{font-size:.86rem}
    .figure.good{border-left-color:var(--good)}
    .figure.attention{border-left-color:var(--warn)}
    .figure.bad{border-left-color:var(--bad);border-left-style:double;border-left-width:6px}
    .scroll{overflow-x:auto;margin:.6rem 0 1rem}
    table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;max-width:calc(100vw - 3rem);color:var(--soft);font-size:.92rem;padding:.2rem 0}
    th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;\
    border-bottom:1px solid var(--rule)}
    th:last-child,td:last-child{padding-right:0}
    thead th{border-bottom:1px solid var(--strong);color:var(--soft);font-weight:600;\
    font-size:.86rem;vertical-align:bottom}
    tbody th{font-weight:600}
    tbody th,tbody td{max-width:30rem}
    .cell{overflow-wrap:normal}.when-narrow{display:none}
    tbody .long{min-width:12rem}tbody .long .long{min-width:0}
    .right{text-align:right;white-space:nowrap}
    .badge{display:inline-block;margin:.06rem 0;padding:0 .45em;border:1px solid currentColor;border-radius:3px;\
    font-size:.86rem;font-weight:600;line-height:1.4;white-space:nowrap}
    .good>span,.attention>span,.bad>span{font-weight:700}
    .badge.good,.notice.good>p:first-child{color:var(--good)}
    .badge.attention,.notice.attention>p:first-child{color:var(--warn)}
    .badge.bad,.notice.bad>p:first-child{color:var(--bad)}
    .badge.bad{border-width:2px}
    .badge.plain,.badge.unknown{color:var(--soft)}
    .badge.unknown{border-style:dashed}
    .notice{margin:.8rem 0;padding:.5rem .8rem;border:1px solid var(--rule);\
    border-left:4px solid var(--strong);background:var(--wash)}
    .notice p{margin:.1rem 0}
    .notice.good{border-left-color:var(--good)}
    .notice.attention{border-left-color:var(--warn)}
    .notice.bad{border-left-color:var(--bad);border-left-style:double;border-left-width:6px}
    .tick{list-style:none;padding:0}
    .tick li{position:relative;padding:.12rem 0 .12rem 1.6rem}
    .tick li::before{content:"";position:absolute;left:.1rem;top:.32rem;width:.85rem;height:.85rem;\
    border:1px solid var(--ink)}
    .signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));\
    gap:1.2rem 2.5rem;margin:1.4rem 0 0;break-inside:avoid}
    .signature p{display:flex;align-items:flex-end;gap:.6rem;margin:0;min-height:2.1rem}
    .signature p:first-child{min-height:0}
    .signature .quiet{flex:0 0 5rem}
    .blank{display:block;min-width:5rem;height:1.1em;border-bottom:1px solid var(--ink)}
    .ruled{flex:1;border-bottom:1px solid var(--ink)}
    footer{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid var(--strong);\
    color:var(--soft);font-size:.86rem}

    """

  private static let charts = """
    figure{margin:.6rem 0}
    figcaption{color:var(--soft);font-size:.88rem}
    .chart{display:block;width:100%;height:auto;max-width:60rem}
    .chart .axis{stroke:var(--strong);stroke-width:1}
    .chart .grid{stroke:var(--rule);stroke-width:1}
    .chart .band{fill:var(--wash)}
    .tick-label{fill:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
    .tick-label.right{text-anchor:end}.tick-label.middle{text-anchor:middle}
    .series{fill:none;stroke-width:2.2;stroke-linejoin:round}
    .series-a{stroke:var(--a)}.series-b{stroke:var(--b);stroke-dasharray:7 4}
    .series-c{stroke:var(--c);stroke-dasharray:2 3}
    .series-d{stroke:var(--d);stroke-dasharray:10 3 2 3}
    .marker{fill:var(--paper);stroke-width:1.8;stroke-dasharray:none}
    .marker.series-a{fill:var(--a)}
    .swatch{display:inline-block;vertical-align:middle;width:44px;height:14px;margin-right:.4rem}

    """

  private static let narrow = """
    @media (max-width:640px){body{padding:1rem 1rem 2rem}h1{font-size:1.4rem}
    .facts>div{grid-template-columns:7.5rem minmax(0,1fr)}
    .figures{grid-template-columns:repeat(2,minmax(0,1fr))}
    .scroll table{min-width:38rem}
    .pinned{position:sticky;right:0;min-width:9rem;max-width:13.5rem;padding:.28rem .2rem .28rem .6rem;\
    background:var(--paper);box-shadow:inset 1px 0 var(--strong)}
    .pinned,.pinned .nowrap{white-space:normal;overflow-wrap:break-word}
    .when-wide{display:none}.when-narrow{display:block;margin-bottom:.2rem}
    .chart .tick-label{font-size:22px}.chart .minor{display:none}}

    """

  private static let paper = """
    @page{size:auto;margin:14mm 13mm 15mm}
    @page across{size:landscape;margin:10mm 12mm}
    @page{@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}
    @media print{:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--wash:#fff;\
    --rule:#bbb;--strong:#666;--link:#000;--good:#0d4f2a;--bad:#8c120d;--warn:#6b4500;\
    --a:#0b5394;--b:#b3470f;--c:#1a6b3c;--d:#7a2f8f}
    html{font-size:9.5pt}body{padding:0;max-width:none}
    .skip,.contents{display:none}a{color:inherit;text-decoration:none}
    .scroll{overflow:visible;margin:.4rem 0 .8rem}
    td,th{padding-right:.4rem}table,td .badge{font-size:.84rem}tbody .long{min-width:9rem}
    .pinned .nowrap{white-space:normal}
    thead{display:table-header-group}tbody tr:first-child{break-before:avoid}\
    tr,figure,.figure,.notice,.facts{break-inside:avoid}
    h2,h3,h4,caption{break-after:avoid}h2{margin-top:1.4rem}
    .break-before{break-before:page}.break-before>h2{margin-top:0}.together{break-inside:avoid}
    .chart{max-height:7.2cm}
    .one-page{font-size:8.6pt}.one-page h1{font-size:14pt}.one-page h2{margin:.7rem 0 .3rem;\
    font-size:10.5pt}.one-page .figures,.one-page .scroll,.one-page .facts{margin:.3rem 0}
    .one-page{line-height:1.2}.one-page table{font-size:7.8pt}.one-page p{margin:.15rem 0}
    .one-page h2{margin-top:.45rem;margin-bottom:.15rem}.one-page caption{padding:0}
    .one-page ul{margin:.15rem 0}.one-page .notice{margin:.3rem 0;padding:.2rem .6rem}
    .one-page th,.one-page td{padding-top:.06rem;padding-bottom:.06rem}
    .one-page .badge{line-height:1.15;padding-top:0;padding-bottom:0}
    .one-page .signature p{min-height:1.5rem}.one-page .signature p:first-child{min-height:0}
    .one-page .signatures{margin-top:.3rem}.one-page footer{margin-top:.4rem;padding-top:.2rem}
    .landscape{page:across}.landscape table{font-size:7pt;line-height:1.12}.landscape .tag{display:inline;margin-left:.5em}
    .landscape header{display:flex;align-items:baseline;justify-content:space-between;\
    flex-direction:row-reverse;padding:0}.landscape h1{font-size:12pt}
    .landscape td .badge{display:inline;border:0;padding:0;font-size:1em}
    .landscape .pinned .nowrap{white-space:nowrap}.landscape .facts{grid-template-columns:repeat(4,1fr)}
    .landscape .facts>div{grid-template-columns:auto 1fr;padding:0}
    .landscape .figures{grid-template-columns:repeat(8,1fr);gap:.3rem}\
    .landscape .notice p{display:inline;margin-right:.6em}
    .landscape .figure{padding:.1rem .4rem}.landscape .figure dd{font-size:1.1rem}
    .landscape .figure dt{font-size:.8em}
    .landscape main>.scroll{margin-bottom:0}.landscape p{max-width:none}
    .columns main{columns:2;column-gap:6mm}.columns tbody th{font-weight:400}.columns .blank{min-width:2.5rem}}

    """
}
