#!/usr/bin/env node
// Generic browser performance measurement for a table/list page. Reusable: nothing in here knows a particular app.
//
//   node measure.mjs --config app.json [--runs 5] [--profiles lan,mid] [--only load,interact,scroll,axe,lighthouse] [--out out.json]
//   node measure.mjs --name ours --url http://127.0.0.1:4173/leads --row 'tbody tr' \
//        --search 'type:input[type=search]=acme' --filter 'click:button:has-text("Hot")' \
//        --row-click 'click:tbody tr:nth-child(2) td:nth-child(2)' --detail '[role=dialog]' --scroll auto --out ours.json
//   node measure.mjs report a.json b.json ...        (markdown table: median, min–max)
//
// Config JSON (all but name,url,row optional):
// { "name","url","row":CSS of a real data row (not a skeleton), "setup":JS run before any page script (localStorage etc.), "cookie":"name=value; name=value" (a session),
//   "actions":[ {"name":"filter","kind":"rows"|"visible","prep":[STEP..],"act":STEP,"target":CSS (for kind visible),"url":other start url} ],
//   "scroll":{"url":"...","distance":12000,"speed":3000,"container":CSS|"auto","blank":true}, "viewport":[1440,900] }
// STEP: "click:SEL" | "type:SEL=TEXT" (key by key, 40 ms apart) | "fill:SEL=TEXT" | "press:KEY" | "wait:SEL" | "sleep:MS" (SEL: Playwright selector)
//
// Method
//  * every load run is a new chromium process with an empty profile: cold HTTP, code and DNS caches. Everything off loopback is unresolvable.
//  * first row = presentation time (Element Timing) of the text of the first element matching `row` that has size and text, from navigationStart;
//    fallback: end of that frame on the main thread (firstRowFrame: rAF + MessageChannel).
//  * interaction start = the trusted event's own timeStamp (pointerdown of the click / last keydown); end = frame painted after the LAST
//    change of the visible rows' text (kind rows, settled after 900 ms quiet) or the first frame where `target` has size, opacity and is in view (kind visible).
//    `settled` for kind visible = its box stable and no finite animation running. Measured in page, so the driver's latency isn't in it.
//  * JS bytes: encodedBodySize (compressed body) of every JS response until 1.5 s without network. Heap: JSHeapUsedSize after 2 forced GCs.
//  * profiles: lan = no throttling; mid = CPU 4x slower, 10 Mbit/s, 40 ms RTT (DevTools emulation).
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
const HERE = path.dirname(fileURLToPath(import.meta.url));
const TOOLS =
  process.env.MEASURE_TOOLS ||
  (fs.existsSync(path.join(HERE, "tools")) ? path.join(HERE, "tools") : process.cwd());
const require = createRequire(path.join(TOOLS, "x.js"));
const CHROME =
  process.env.CHROME_PATH || spawnSync("which", ["chromium"], { encoding: "utf8" }).stdout.trim();
const NODE_LH =
  process.env.LH_NODE ||
  (fs.existsSync(path.join(TOOLS, "node_modules/.bin/node"))
    ? path.join(TOOLS, "node_modules/.bin/node")
    : process.execPath); // Lighthouse 13 needs Node >= 22.19
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-default-apps",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
const PROFILES = {
  lan: {},
  mid: {
    cpu: 4,
    net: { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 5e6 / 8 },
  },
  slow: {
    cpu: 4,
    net: {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 750e3 / 8,
    },
  },
};

const argv = process.argv.slice(2);
const arg = (k, d) => {
  const i = argv.indexOf("--" + k);
  return i < 0 ? d : argv[i + 1];
};
const args = (k) => argv.flatMap((a, i) => (a === "--" + k ? [argv[i + 1]] : []));
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const log = (...a) => console.error(new Date().toISOString().slice(11, 19), ...a);

// ---------- in-page instrumentation (serialised; runs before page scripts) ----------
function instrument(cfg) {
  if (window.top !== window) return;
  const M = (window.__m = {
    fcp: null,
    lcp: null,
    lcpEl: null,
    long: [],
    loaf: [],
    cls: 0,
    ev: [],
    firstRow: null,
    firstRowDom: null,
  });
  const po = (type, f, o) => {
    try {
      new PerformanceObserver((l) => l.getEntries().forEach(f)).observe({
        type,
        buffered: true,
        ...o,
      });
    } catch {}
  };
  po("paint", (e) => {
    if (e.name === "first-contentful-paint") M.fcp = e.startTime;
  });
  po("largest-contentful-paint", (e) => {
    M.lcp = e.startTime;
    M.lcpEl = e.element
      ? e.element.tagName + "." + String(e.element.className).slice(0, 60)
      : e.url;
  });
  po("longtask", (e) => M.long.push([e.startTime, e.duration]));
  po("long-animation-frame", (e) => M.loaf.push([e.startTime, e.duration, e.blockingDuration]));
  po("layout-shift", (e) => {
    if (!e.hadRecentInput) M.cls += e.value;
  });
  po(
    "event",
    (e) => {
      if (e.interactionId)
        M.ev.push({
          n: e.name,
          t: e.startTime,
          d: e.duration,
          p: e.processingEnd - e.processingStart,
        });
    },
    { durationThreshold: 16 },
  );
  const painted = (f) =>
    requestAnimationFrame(() => {
      const c = new MessageChannel();
      c.port1.onmessage = () => f(performance.now());
      c.port2.postMessage(0);
    });
  const vis = (el) => {
    if (!el) return false;
    const r = el.getBoundingClientRect();
    return (
      r.width > 0 &&
      r.height > 0 &&
      r.bottom > 0 &&
      r.top < innerHeight &&
      r.right > 0 &&
      r.left < innerWidth &&
      (!el.checkVisibility ||
        el.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    );
  };
  M.painted = painted;
  M.vis = vis;
  const row = cfg.row;
  const first = () => {
    if (M.firstRowDom !== null) return;
    for (const el of document.querySelectorAll(row)) {
      const r = el.getBoundingClientRect();
      if (r.height > 0 && r.width > 0 && el.textContent.trim()) {
        M.firstRowDom = performance.now();
        mo.disconnect();
        try {
          // element timing: presentation time of the row's text, if the browser reports it
          const po2 = new PerformanceObserver((l) => {
            for (const e of l.getEntries())
              if (e.identifier === "__row" && e.renderTime && !M.firstRowPaint)
                M.firstRowPaint = e.renderTime;
          });
          po2.observe({ type: "element", buffered: true });
          let n = 0;
          for (const x of [el, ...el.querySelectorAll("*")])
            if (
              n < 6 &&
              [...x.childNodes].some((c) => c.nodeType === 3 && c.data.trim()) &&
              !x.hasAttribute("elementtiming")
            ) {
              x.setAttribute("elementtiming", "__row");
              n++;
            }
        } catch {}
        painted((t) => {
          M.firstRow = t;
          M.rowsAtFirst = document.querySelectorAll(row).length;
        });
        return;
      }
    }
  };
  const mo = new MutationObserver(first);
  mo.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["class", "style", "hidden", "href"],
  });
  // trusted input clock
  M.lastDown = M.lastKey = M.firstKey = null;
  addEventListener(
    "pointerdown",
    (e) => {
      if (e.isTrusted) M.lastDown = e.timeStamp;
    },
    true,
  );
  addEventListener(
    "keydown",
    (e) => {
      if (e.isTrusted) {
        M.lastKey = e.timeStamp;
        M.firstKey ??= e.timeStamp;
      }
    },
    true,
  );
  const sig = () => {
    const n = document.querySelectorAll(row);
    let s = n.length + "|";
    for (let i = 0; i < n.length && i < 40; i++) s += n[i].textContent + "~";
    return s;
  };
  M.rows = (quiet) => {
    M.lastDown = M.lastKey = M.firstKey = null;
    M.ev.length = 0;
    M.long.length = 0;
    const base = sig();
    let last = base,
      t = 0;
    const R = {
      changes: 0,
      first: null,
      firstP: null,
      lastT: null,
      lastP: null,
      before: document.querySelectorAll(row).length,
    };
    let pend = 0;
    const ob = new MutationObserver(() => {
      const s = sig();
      if (s !== last) {
        last = s;
        t = performance.now();
        R.changes++;
        R.first ??= t;
        R.lastT = t;
        pend++;
        painted((p) => {
          R.firstP ??= p;
          R.lastP = p;
          pend--;
        });
      }
    });
    ob.observe(document, { childList: true, subtree: true, characterData: true });
    M.result = new Promise((res) => {
      const t0 = performance.now();
      const iv = setInterval(() => {
        const now = performance.now();
        if ((t && !pend && now - t > quiet) || now - t0 > 12000) {
          clearInterval(iv);
          ob.disconnect();
          const start = M.lastKey ?? M.lastDown;
          res({
            ...R,
            start,
            after: document.querySelectorAll(row).length,
            same: sig() === base,
            dom: R.lastT === null ? null : R.lastT - start,
            firstPaint: R.firstP === null ? null : R.firstP - start,
            updated: R.lastP === null ? null : R.lastP - start,
            fromFirstKey: M.firstKey && R.lastP !== null ? R.lastP - M.firstKey : null,
            inp: Math.max(0, ...M.ev.map((e) => e.d)),
            long: M.long.filter((l) => start !== null && l[0] + l[1] > start).map((l) => l[1]),
          });
        }
      }, 50);
    });
  };
  M.visible = (sel) => {
    M.lastDown = M.lastKey = M.firstKey = null;
    M.ev.length = 0;
    M.long.length = 0;
    const R = { vis: null, settled: null };
    const t0 = performance.now();
    let box = "",
      stable = 0;
    M.result = new Promise((res) => {
      const tick = () => {
        const now = performance.now();
        const el = [...document.querySelectorAll(sel)].find(vis);
        const start = M.lastDown ?? M.lastKey;
        if (el && start !== null && R.vis === null) {
          R.vis = now;
          painted((p) => (R.visP = p));
        }
        if (R.vis !== null && R.settled === null) {
          const r = el?.getBoundingClientRect(),
            b = r ? [r.x, r.y, r.width].map(Math.round).join() : "";
          const anim = document
            .getAnimations()
            .some(
              (a) =>
                a.playState === "running" &&
                a.effect &&
                Number.isFinite(a.effect.getComputedTiming().endTime),
            );
          stable = b === box && !anim ? stable + 1 : 0;
          box = b;
          if (stable >= 3) R.settled = now;
        }
        if ((R.settled !== null && now - R.settled > 400) || now - t0 > 12000)
          return res({
            start,
            visible: R.visP == null ? null : R.visP - start,
            settled: R.settled === null ? null : R.settled - start,
            inp: Math.max(0, ...M.ev.map((e) => e.d)),
            long: M.long.filter((l) => start !== null && l[0] + l[1] > start).map((l) => l[1]),
          });
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
  };
  M.recordFrames = (blank) => {
    const f = [];
    M.long.length = 0;
    M.loaf.length = 0;
    let on = true,
      blanks = 0;
    const tick = (t) => {
      f.push(t);
      if (blank) {
        const e = document.elementFromPoint(innerWidth * 0.6, innerHeight * 0.6);
        if (!e?.closest(row)) blanks++;
      }
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    M.stopFrames = () => {
      on = false;
      const d = f
        .slice(1)
        .map((x, i) => x - f[i])
        .sort((a, b) => a - b);
      const q = (p) => d[Math.min(d.length - 1, Math.floor(p * d.length))];
      const dur = f[f.length - 1] - f[0];
      return {
        frames: d.length,
        ms: dur,
        fps: (d.length / dur) * 1000,
        p50: q(0.5),
        p95: q(0.95),
        p99: q(0.99),
        max: d[d.length - 1],
        over25: d.filter((x) => x > 25).length / d.length,
        over50: d.filter((x) => x > 50).length,
        long: M.long.length,
        longMs: M.long.reduce((a, l) => a + l[1], 0),
        loaf: M.loaf.length,
        blank: blank ? blanks / f.length : null,
        rows: document.querySelectorAll(row).length,
        nodes: document.getElementsByTagName("*").length,
      };
    };
  };
}

// ---------- driver ----------
const { chromium } = argv[0] === "report" ? {} : require("playwright-core");
async function open(cfg, prof) {
  const b = await chromium.launch({ executablePath: CHROME, headless: true, args: FLAGS });
  const ctx = await b.newContext({
    viewport: { width: (cfg.viewport || [1440, 900])[0], height: (cfg.viewport || [1440, 900])[1] },
    ignoreHTTPSErrors: true,
  });
  if (cfg.cookie)
    await ctx.addCookies(
      cfg.cookie.split("; ").map((c) => {
        const i = c.indexOf("=");
        return { name: c.slice(0, i), value: c.slice(i + 1), url: cfg.url };
      }),
    );
  const page = await ctx.newPage();
  const cdp = await ctx.newCDPSession(page);
  await page.addInitScript(instrument, { row: cfg.row });
  if (cfg.setup) await page.addInitScript(cfg.setup);
  await cdp.send("Network.enable");
  await cdp.send("Performance.enable");
  const p = PROFILES[prof];
  if (p.net) await cdp.send("Network.emulateNetworkConditions", p.net);
  await page.goto("about:blank");
  await sleep(300);
  const benchMs = await page.evaluate(() => {
    const run = () => {
      const t = performance.now();
      let x = 0;
      const a = [];
      for (let i = 0; i < 4e6; i++) {
        x = (x * 31 + i) | 0;
        if (!(i & 63)) a.push({ i, s: "k" + (x & 1023) });
      }
      a.sort((p, q) => (p.s < q.s ? -1 : 1));
      return performance.now() - t;
    };
    return Math.min(run(), run(), run());
  });
  if (p.cpu) await cdp.send("Emulation.setCPUThrottlingRate", { rate: p.cpu });
  return { b, page, cdp, benchMs };
}
async function waitRow(page, ms = 45000) {
  await page.waitForFunction(() => window.__m && window.__m.firstRow !== null, null, {
    timeout: ms,
    polling: 100,
  });
}
async function step(page, s) {
  const i = s.indexOf(":"),
    op = i < 0 ? s : s.slice(0, i),
    rest = s.slice(i + 1);
  const cut = () => {
    const j = rest.lastIndexOf("=");
    return [rest.slice(0, j), rest.slice(j + 1)];
  };
  if (op === "click") await page.locator(rest).first().click({ timeout: 8000 });
  else if (op === "clickpos") {
    const [sel, xy] = cut();
    const [x, y] = xy.split(",").map(Number);
    await page.locator(sel).first().click({ position: { x, y }, timeout: 8000 });
  } else if (op === "type") {
    const [sel, t] = cut();
    await page.locator(sel).first().click();
    await page.evaluate(() => {
      window.__m.lastDown = null;
    });
    await page.keyboard.type(t, { delay: 40 });
  } else if (op === "fill") {
    const [sel, t] = cut();
    await page.locator(sel).first().fill(t);
  } else if (op === "press") await page.keyboard.press(rest);
  else if (op === "wait") await page.locator(rest).first().waitFor({ timeout: 8000 });
  else if (op === "sleep") await sleep(+rest);
  else throw new Error("unknown step " + s);
}
async function loadRun(cfg, prof) {
  const { b, page, cdp, benchMs } = await open(cfg, prof);
  try {
    const reqs = new Map();
    let lastNet = Date.now(),
      inflight = new Set(),
      t0 = null;
    const errors = [];
    cdp.on("Network.requestWillBeSent", (e) => {
      if (!/^https?:/.test(e.request.url)) return;
      t0 ??= e.timestamp;
      reqs.set(e.requestId, { url: e.request.url, start: e.timestamp - t0 });
      inflight.add(e.requestId);
      lastNet = Date.now();
    });
    cdp.on("Network.responseReceived", (e) => {
      const r = reqs.get(e.requestId);
      if (r) {
        r.mime = e.response.mimeType;
        r.status = e.response.status;
        r.proto = e.response.protocol;
      }
    });
    cdp.on("Network.loadingFinished", (e) => {
      const r = reqs.get(e.requestId);
      if (r) {
        r.bytes = e.encodedDataLength;
        r.end = e.timestamp - t0;
      }
      inflight.delete(e.requestId);
      lastNet = Date.now();
    });
    cdp.on("Network.loadingFailed", (e) => {
      const r = reqs.get(e.requestId);
      if (r) r.failed = e.errorText;
      inflight.delete(e.requestId);
      lastNet = Date.now();
    });
    page.on("pageerror", (e) => errors.push(String(e).slice(0, 200)));
    page.on("console", (m) => m.type() === "error" && errors.push(m.text().slice(0, 200)));
    await page.goto(cfg.url, { waitUntil: "commit" });
    await waitRow(page);
    const end = Date.now() + 15000;
    while (
      Date.now() < end &&
      (Date.now() - lastNet < 1500 || (inflight.size && Date.now() - lastNet < 5000))
    )
      await sleep(100);
    const m = await page.evaluate(() => {
      const n = performance.getEntriesByType("navigation")[0];
      const { fcp, lcp, lcpEl, long, cls, firstRow, firstRowDom, firstRowPaint, rowsAtFirst } =
        window.__m;
      return {
        firstRowPaint,
        fcp,
        lcp,
        lcpEl,
        long,
        cls,
        firstRow,
        firstRowDom,
        rowsAtFirst,
        ttfb: n.responseStart,
        dcl: n.domContentLoadedEventEnd,
        load: n.loadEventEnd,
        nodes: document.getElementsByTagName("*").length,
        res: [...performance.getEntriesByType("resource"), n].map((r) => ({
          u: r.name,
          e: r.encodedBodySize,
          d: r.decodedBodySize,
        })),
      };
    });
    const met = Object.fromEntries(
      (await cdp.send("Performance.getMetrics")).metrics.map((x) => [x.name, x.value]),
    );
    const heapLive = met.JSHeapUsedSize;
    await cdp.send("HeapProfiler.enable");
    await cdp.send("HeapProfiler.collectGarbage");
    await cdp.send("HeapProfiler.collectGarbage");
    const met2 = Object.fromEntries(
      (await cdp.send("Performance.getMetrics")).metrics.map((x) => [x.name, x.value]),
    );
    const size = new Map(m.res.map((r) => [r.u, r]));
    const list = [...reqs.values()];
    const isJs = (r) => /javascript/.test(r.mime || "") || /\.m?js(\?|$)/.test(r.url);
    const js = list.filter(isJs);
    const uniq = (a) => [...new Map(a.map((r) => [r.url, r])).values()];
    const enc = (r) => size.get(r.url)?.e || r.bytes || 0,
      dec = (r) => size.get(r.url)?.d || 0;
    const sum = (a, f) => uniq(a).reduce((x, r) => x + f(r), 0);
    const css = list.filter((r) => /css/.test(r.mime || "")),
      font = list.filter((r) => /font|woff/.test(r.mime + r.url)),
      html = list.filter((r) => /html/.test(r.mime || "")),
      data = list.filter((r) => /json|x-component/.test(r.mime || "") && !/manifest/.test(r.url));
    const total = list.reduce((x, r) => x + (r.bytes || 0), 0);
    return {
      benchMs,
      firstRow: m.firstRowPaint || m.firstRow,
      firstRowFrame: m.firstRow,
      firstRowDom: m.firstRowDom,
      fcp: m.fcp,
      lcp: m.lcp,
      lcpEl: m.lcpEl,
      cls: m.cls,
      ttfb: m.ttfb,
      rowsAtFirst: m.rowsAtFirst,
      domNodes: m.nodes,
      longTasks: m.long.length,
      longest: Math.max(0, ...m.long.map((l) => l[1])),
      blocking: m.long.reduce((a, l) => a + Math.max(0, l[1] - 50), 0),
      scriptMs: met.ScriptDuration * 1000,
      taskMs: met.TaskDuration * 1000,
      layoutMs: (met.LayoutDuration + met.RecalcStyleDuration) * 1000,
      jsBytes: sum(js, enc),
      jsDecoded: sum(js, dec),
      jsRequests: uniq(js).length,
      jsBytesBeforeRow: sum(
        js.filter((r) => r.end * 1000 <= m.firstRow),
        enc,
      ),
      cssBytes: sum(css, enc),
      fontBytes: sum(font, enc),
      htmlBytes: sum(html, enc),
      dataBytes: sum(data, enc),
      requests: list.length,
      requestsBeforeRow: list.filter((r) => r.start * 1000 <= m.firstRow).length,
      totalBytes: total,
      proto: list[0]?.proto,
      heapMB: met2.JSHeapUsedSize / 1048576,
      heapLiveMB: heapLive / 1048576,
      listeners: met2.JSEventListeners,
      errors,
      bad: list
        .filter((r) => r.failed || r.status >= 400)
        .map((r) => r.url + " " + (r.failed || r.status))
        .slice(0, 5),
      jsTop: uniq(js)
        .map((r) => [r.url.replace(/^.*\//, ""), enc(r), dec(r)])
        .sort((a, b) => b[1] - a[1])
        .slice(0, 12),
    };
  } finally {
    await b.close();
  }
}
async function actRun(cfg, a, prof) {
  const { b, page, cdp } = await open(cfg, "lan");
  try {
    await page.goto(a.url || cfg.url, { waitUntil: "commit" });
    await waitRow(page);
    await sleep(1500);
    for (const s of a.prep || []) await step(page, s);
    if (a.prep) await sleep(500);
    if (PROFILES[prof].cpu)
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: PROFILES[prof].cpu });
    if (PROFILES[prof].net) await cdp.send("Network.emulateNetworkConditions", PROFILES[prof].net);
    if (/^type:/.test(a.act)) {
      await page
        .locator(a.act.slice(5, a.act.lastIndexOf("=")))
        .first()
        .click();
      await sleep(400);
    } else {
      // pre-hover so the pointer is there as a user's would be (intent preloading on hover isn't timed)
      if (!a.noHover && /^click:/.test(a.act)) {
        await page.locator(a.act.slice(6)).first().hover();
        await sleep(a.hoverMs ?? 120);
      }
    }
    await page.evaluate(
      ([k, t]) => (k === "visible" ? window.__m.visible(t) : window.__m.rows(900)),
      [a.kind, a.target],
    );
    await step(page, a.act);
    const r = await page.evaluate(() => window.__m.result);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${cfg.name}-${a.name}.png` });
    return r;
  } finally {
    await b.close();
  }
}
async function scrollRun(cfg, prof) {
  const s = cfg.scroll;
  const { b, page, cdp } = await open(cfg, "lan");
  try {
    await page.goto(s.url || cfg.url, { waitUntil: "commit" });
    await waitRow(page);
    await sleep(1500);
    for (const st of s.prep || []) await step(page, st);
    if (PROFILES[prof].cpu)
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: PROFILES[prof].cpu });
    const pt =
      s.container && s.container !== "auto"
        ? await page.locator(s.container).first().boundingBox()
        : null;
    const vp = cfg.viewport || [1440, 900];
    const x = pt ? Math.round(pt.x + pt.width / 2) : Math.round(vp[0] * 0.6),
      y = pt ? Math.round(Math.min(pt.y + pt.height / 2, vp[1] * 0.7)) : Math.round(vp[1] * 0.6);
    const before = await page.evaluate((r) => document.querySelectorAll(r).length, cfg.row);
    await page.evaluate((bl) => window.__m.recordFrames(bl), !!s.blank);
    let left = s.distance || 6000;
    const chunk = s.chunk || 1500;
    while (left > 0) {
      await cdp.send("Input.synthesizeScrollGesture", {
        x,
        y,
        yDistance: -Math.min(chunk, left),
        speed: s.speed || 3000,
        gestureSourceType: "mouse",
        preventFling: true,
      });
      left -= chunk;
    }
    const r = await page.evaluate(() => window.__m.stopFrames());
    r.rowsBefore = before;
    r.scrolled = await page.evaluate(() =>
      Math.max(
        document.scrollingElement.scrollTop,
        ...[...document.querySelectorAll("*")]
          .filter((e) => e.scrollTop > 0)
          .map((e) => e.scrollTop),
        0,
      ),
    );
    return r;
  } finally {
    await b.close();
  }
}
async function axeRun(cfg, steps, target) {
  const { b, page } = await open(cfg, "lan");
  try {
    await page.goto(cfg.url, { waitUntil: "commit" });
    await waitRow(page);
    await sleep(1500);
    for (const s of steps || []) await step(page, s);
    if (target) {
      await page.locator(target).first().waitFor();
      await sleep(600);
    }
    await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const r = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const by = {};
    for (const v of r.violations) {
      by[v.impact] ??= { rules: 0, nodes: 0 };
      by[v.impact].rules++;
      by[v.impact].nodes += v.nodes.length;
    }
    return {
      version: r.testEngine.version,
      rules: r.violations.length,
      nodes: r.violations.reduce((a, v) => a + v.nodes.length, 0),
      by,
      list: r.violations.map((v) => `${v.impact} ${v.id} ×${v.nodes.length}`),
    };
  } finally {
    await b.close();
  }
}
function lighthouse(cfg, form, i) {
  const out = path.join(os.tmpdir(), `lh-${process.pid}-${cfg.name}-${form}-${i}.json`);
  const a = [
    path.join(TOOLS, "node_modules/lighthouse/cli/index.js"),
    cfg.lighthouseUrl || cfg.url,
    "--output=json",
    `--output-path=${out}`,
    "--quiet",
    "--only-categories=performance,accessibility,best-practices",
    ...(cfg.cookie ? ["--extra-headers", JSON.stringify({ Cookie: cfg.cookie })] : []),
    `--chrome-flags=--headless=new ${FLAGS.map((f) => (f.includes(" ") ? `"${f}"` : f)).join(" ")}`,
  ];
  if (form === "desktop") a.push("--preset=desktop");
  const p = spawnSync(NODE_LH, a, {
    env: { ...process.env, CHROME_PATH: CHROME },
    encoding: "utf8",
    timeout: 180000,
  });
  if (!fs.existsSync(out)) return { error: (p.stderr || p.error || "").toString().slice(-400) };
  const l = JSON.parse(fs.readFileSync(out, "utf8"));
  const keep = process.env.LHR_DIR;
  if (keep) fs.copyFileSync(out, path.join(keep, `${cfg.name}-${form}-${i}.json`));
  fs.unlinkSync(out);
  if (l.runtimeError) return { error: l.runtimeError.code + " " + l.runtimeError.message };
  const n = (k) => l.audits[k]?.numericValue;
  const fails = (c) =>
    l.categories[c].auditRefs
      .filter((r) => r.weight > 0 && l.audits[r.id].score !== null && l.audits[r.id].score < 0.9)
      .map((r) => r.id);
  const uj = l.audits["unused-javascript"]?.details;
  return {
    perf: l.categories.performance.score * 100,
    a11y: l.categories.accessibility.score * 100,
    bp: l.categories["best-practices"].score * 100,
    fcp: n("first-contentful-paint"),
    lcp: n("largest-contentful-paint"),
    tbt: n("total-blocking-time"),
    cls: n("cumulative-layout-shift"),
    si: n("speed-index"),
    unusedJs:
      uj?.overallSavingsBytes ?? uj?.items?.reduce((x, y) => x + (y.wastedBytes || 0), 0) ?? 0,
    bench: l.environment.benchmarkIndex,
    version: l.lighthouseVersion,
    a11yFails: fails("accessibility"),
    bpFails: fails("best-practices"),
  };
}
const q = (a) => {
  const s = a.filter((x) => typeof x === "number" && Number.isFinite(x)).sort((x, y) => x - y);
  return s.length
    ? {
        med: s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2,
        min: s[0],
        max: s[s.length - 1],
        n: s.length,
      }
    : null;
};
const agg = (rs) => {
  const ok = rs.filter((r) => r && !r.error);
  const o = {};
  for (const k of new Set(ok.flatMap(Object.keys))) {
    const s = q(ok.map((r) => r[k]));
    if (s) o[k] = s;
  }
  return o;
};

async function main() {
  const file = arg("config");
  let cfg = file
    ? JSON.parse(fs.readFileSync(file, "utf8"))
    : { name: arg("name", "app"), actions: [] };
  if (arg("url")) cfg.url = arg("url");
  if (arg("name")) cfg.name = arg("name");
  if (arg("row")) cfg.row = arg("row");
  args("search").forEach((s) => cfg.actions.push({ name: "search", kind: "rows", act: s }));
  args("filter").forEach((s) => cfg.actions.push({ name: "filter", kind: "rows", act: s }));
  if (arg("row-click"))
    cfg.actions.push({
      name: "detail",
      kind: "visible",
      act: arg("row-click"),
      target: arg("detail", "[role=dialog]"),
    });
  if (arg("scroll")) cfg.scroll = { container: arg("scroll") };
  if (!cfg.url || !cfg.row) {
    console.error("need --url and --row (or --config)");
    process.exit(2);
  }
  const runs = +arg("runs", 5),
    profs = arg("profiles", "lan").split(","),
    only = arg("only", "load,interact,scroll,axe,lighthouse").split(",");
  const outFile = arg("out", `${cfg.name}.json`);
  const out =
    fs.existsSync(outFile) && argv.includes("--merge")
      ? JSON.parse(fs.readFileSync(outFile, "utf8"))
      : { name: cfg.name, url: cfg.url };
  out.when = new Date().toISOString();
  out.runs = runs;
  out.host = { cpus: os.cpus().length, cpu: os.cpus()[0].model, node: process.version };
  out.med ??= {};
  out.raw ??= {};
  const save = () => fs.writeFileSync(outFile, JSON.stringify(out, null, 1));
  const rep = async (key, f) => {
    const rs = [];
    for (let i = 0; i < runs; i++) {
      try {
        rs.push(await f(i));
      } catch (e) {
        rs.push({ error: String(e).slice(0, 300) });
        log(cfg.name, key, "run", i, String(e).slice(0, 300));
      }
    }
    out.raw[key] = rs;
    out.med[key] = agg(rs);
    save();
    return rs;
  };
  for (const p of profs) {
    if (only.includes("load")) {
      const rs = await rep(`load.${p}`, () => loadRun(cfg, p));
      log(cfg.name, p, "load firstRow", out.med[`load.${p}`].firstRow, rs[0]?.bad, rs[0]?.errors);
    }
    if (only.includes("interact"))
      for (const a of cfg.actions || []) {
        await rep(`${a.name}.${p}`, () => actRun(cfg, a, p));
        const m = out.med[`${a.name}.${p}`];
        log(cfg.name, p, a.name, JSON.stringify(m.updated || m.visible), "inp", m.inp?.med);
      }
    if (only.includes("scroll") && cfg.scroll) {
      await rep(`scroll.${p}`, () => scrollRun(cfg, p));
      log(
        cfg.name,
        p,
        "scroll",
        JSON.stringify(out.med[`scroll.${p}`].fps),
        "rows",
        out.med[`scroll.${p}`].rows?.med,
        "px",
        out.med[`scroll.${p}`].scrolled?.med,
      );
    }
  }
  if (only.includes("axe")) {
    out.axe = await axeRun(cfg).catch((e) => ({ error: String(e) }));
    const d = (cfg.actions || []).find((a) => a.kind === "visible");
    if (d)
      out.axeDetail = await axeRun(cfg, [...(d.prep || []), d.act], d.target).catch((e) => ({
        error: String(e).slice(0, 200),
      }));
    save();
    log(
      cfg.name,
      "axe",
      JSON.stringify(out.axe.by),
      "detail",
      JSON.stringify(out.axeDetail?.by || out.axeDetail?.error),
    );
  }
  if (only.includes("lighthouse"))
    for (const form of ["desktop", "mobile"]) {
      await rep(`lh.${form}`, (i) => lighthouse(cfg, form, i));
      const m = out.med[`lh.${form}`];
      log(
        cfg.name,
        "lh",
        form,
        m.perf?.med,
        m.a11y?.med,
        m.bp?.med,
        out.raw[`lh.${form}`].find((r) => r.error)?.error || "",
      );
    }
  save();
  log("wrote", outFile);
}
function report(files) {
  const R = files.map((f) => JSON.parse(fs.readFileSync(f, "utf8")));
  const g = (r, k, f) => r.med?.[k]?.[f];
  const F = {
    ms: (v) => `${Math.round(v)}`,
    kB: (v) => (v / 1000).toFixed(1),
    n: (v) => String(Math.round(v)),
    f1: (v) => v.toFixed(1),
    f3: (v) => v.toFixed(3),
    pct: (v) => (v * 100).toFixed(0),
  };
  const c = (s, f) =>
    !s
      ? "–"
      : F[f](s.min) === F[f](s.max)
        ? F[f](s.med)
        : `${F[f](s.med)} [${F[f](s.min)}–${F[f](s.max)}]`;
  const rowsD = [
    ["JS gzip kB", "load.lan", "jsBytes", "kB"],
    ["JS decoded kB", "load.lan", "jsDecoded", "kB"],
    ["JS files", "load.lan", "jsRequests", "n"],
    ["CSS gzip kB", "load.lan", "cssBytes", "kB"],
    ["HTML kB", "load.lan", "htmlBytes", "kB"],
    ["data kB", "load.lan", "dataBytes", "kB"],
    ["font kB", "load.lan", "fontBytes", "kB"],
    ["total transfer kB", "load.lan", "totalBytes", "kB"],
    ["requests", "load.lan", "requests", "n"],
    ...["lan", "mid"].flatMap((p) =>
      [
        ["FCP ms", `load.${p}`, "fcp", "ms"],
        ["LCP ms", `load.${p}`, "lcp", "ms"],
        ["first row ms", `load.${p}`, "firstRow", "ms"],
        ["blocking ms", `load.${p}`, "blocking", "ms"],
        ["longest task ms", `load.${p}`, "longest", "ms"],
        ["script ms", `load.${p}`, "scriptMs", "ms"],
        ["CLS", `load.${p}`, "cls", "f3"],
        ...["filter", "search"].flatMap((a) => [
          [`${a} → rows ms`, `${a}.${p}`, "updated", "ms"],
          [`${a} INP ms`, `${a}.${p}`, "inp", "ms"],
        ]),
        ["row → detail visible ms", `detail.${p}`, "visible", "ms"],
        ["row → detail settled ms", `detail.${p}`, "settled", "ms"],
        ["detail INP ms", `detail.${p}`, "inp", "ms"],
        ["scroll fps", `scroll.${p}`, "fps", "f1"],
        ["scroll p95 frame ms", `scroll.${p}`, "p95", "f1"],
        ["scroll longest frame ms", `scroll.${p}`, "max", "ms"],
        ["scroll frames >25ms %", `scroll.${p}`, "over25", "pct"],
        ["scroll long tasks", `scroll.${p}`, "long", "n"],
        ["scroll blank %", `scroll.${p}`, "blank", "pct"],
        ["scroll rows in DOM", `scroll.${p}`, "rows", "n"],
      ].map((r) => [`${r[0]} (${p})`, ...r.slice(1)]),
    ),
    ["CPU bench ms (machine check)", "load.lan", "benchMs", "f1"],
    ["heap after GC MB", "load.lan", "heapMB", "f1"],
    ["DOM nodes", "load.lan", "domNodes", "n"],
    ...["desktop", "mobile"].flatMap((f) =>
      [
        ["perf", "perf", "n"],
        ["a11y", "a11y", "n"],
        ["best-practices", "bp", "n"],
        ["FCP ms", "fcp", "ms"],
        ["LCP ms", "lcp", "ms"],
        ["TBT ms", "tbt", "ms"],
        ["CLS", "cls", "f3"],
        ["unused JS kB", "unusedJs", "kB"],
      ].map(([a, b, d]) => [`LH ${f} ${a}`, `lh.${f}`, b, d]),
    ),
  ];
  console.log(
    `| metric | ${R.map((r) => r.name).join(" | ")} |\n|---|${R.map(() => "---").join("|")}|`,
  );
  for (const [l, k, f, d] of rowsD)
    if (R.some((r) => g(r, k, f)))
      console.log(`| ${l} | ${R.map((r) => c(g(r, k, f), d)).join(" | ")} |`);
  const ax = (r) =>
    r.axe?.by
      ? ["critical", "serious", "moderate", "minor"]
          .map((i) => `${r.axe.by[i]?.rules || 0}r/${r.axe.by[i]?.nodes || 0}n`)
          .join(" ")
      : "–";
  console.log(`| axe crit/ser/mod/min | ${R.map(ax).join(" | ")} |`);
  console.log(`| axe with detail open | ${R.map((r) => ax({ axe: r.axeDetail })).join(" | ")} |`);
}
if (argv[0] === "report") report(argv.slice(1));
else await main();
