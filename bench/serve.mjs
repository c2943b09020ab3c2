// Static server for production builds: precompressed in memory (gzip -9 / brotli 11), SPA fallback, loopback only.
// usage: node serve.mjs DIR PORT [--enc gzip|br|auto|none] [--h2 cert.pem key.pem] [--spa-all]
import http from "node:http";
import http2 from "node:http2";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
const [dir, port, ...rest] = process.argv.slice(2);
const spaAll = rest.includes("--spa-all");
const enc = rest.includes("--enc") ? rest[rest.indexOf("--enc") + 1] : "gzip";
const T = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
  webp: "image/webp",
  jpg: "image/jpeg",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  map: "application/json",
};
const files = new Map();
const walk = (d) => {
  for (const e of fs.readdirSync(d, { withFileTypes: true })) {
    const p = path.join(d, e.name);
    if (e.isDirectory()) walk(p);
    else if (!p.endsWith(".map") && !p.endsWith("stats.html")) {
      const b = fs.readFileSync(p),
        ext = p.split(".").pop(),
        text = /^(html|js|mjs|css|json|svg|txt|webmanifest)$/.test(ext);
      files.set("/" + path.relative(dir, p), {
        b,
        gz: text && b.length > 256 ? zlib.gzipSync(b, { level: 9 }) : null,
        br:
          text && b.length > 256 && enc !== "gzip"
            ? zlib.brotliCompressSync(b, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } })
            : null,
        t: T[ext] || "application/octet-stream",
        immutable: /[-.][A-Za-z0-9_-]{8,}\.(js|css|woff2|svg|png)$/.test(p),
      });
    }
  }
};
walk(dir);
const h = (req, res) => {
  const u = decodeURIComponent(new URL(req.url, "http://x").pathname);
  let f = files.get(u) || files.get(u.replace(/\/$/, "") + "/index.html");
  let status = 200;
  if (!f) {
    if (!spaAll && /\.[a-z0-9]+$/i.test(u)) {
      res.writeHead(404, { "content-type": "text/plain" });
      return res.end("not found");
    }
    f = files.get("/index.html");
  }
  const ae = String(req.headers["accept-encoding"] || "");
  let body = f.b,
    ce;
  if ((enc === "br" || enc === "auto") && f.br && /\bbr\b/.test(ae)) {
    body = f.br;
    ce = "br";
  } else if (enc !== "none" && f.gz && /gzip/.test(ae)) {
    body = f.gz;
    ce = "gzip";
  }
  const hd = {
    "content-type": f.t,
    "content-length": body.length,
    vary: "accept-encoding",
    "cache-control": f.immutable ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (ce) hd["content-encoding"] = ce;
  res.writeHead(status, hd);
  res.end(req.method === "HEAD" ? undefined : body);
};
const s = rest.includes("--h2")
  ? http2.createSecureServer(
      {
        cert: fs.readFileSync(rest[rest.indexOf("--h2") + 1]),
        key: fs.readFileSync(rest[rest.indexOf("--h2") + 2]),
        allowHTTP1: true,
      },
      h,
    )
  : http.createServer(h);
s.listen(+port, "127.0.0.1", () =>
  console.log(`${dir} on ${port} enc=${enc} files=${files.size} pid=${process.pid}`),
);
