import { build } from 'vite'; import react from '@vitejs/plugin-react'; import tailwind from '@tailwindcss/vite'; import fs from 'node:fs'; import path from 'node:path'; import zlib from 'node:zlib'; import { leads } from './gen.mjs';
const V = process.argv[2] ? process.argv[2].split(',') : ['v5', 'v5big']; const out = [];
for (const v of V) {
  const src = v === 'v5big' ? 'v5' : v, n = v === 'v5big' ? 10000 : 50, fetchy = /v6|v7/.test(v);
  const data = JSON.stringify(leads(n)); const dir = `dist/min-${v}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="Leads"><title>Leads</title><link rel="icon" href="data:,">${v === 'v7preload' ? '<link rel="preload" href="/leads.json" as="fetch" crossorigin>' : ''}</head><body><div id="root"></div>${fetchy ? '' : `<script type="application/json" id="data">${data}</script>`}<script type="module" src="/src/${src}.jsx"></script></body></html>`;
  fs.writeFileSync('index.html', html);
  await build({ root: '.', logLevel: 'warn', configFile: false, plugins: [react(), tailwind()], build: { outDir: dir, emptyOutDir: true, reportCompressedSize: false, target: 'baseline-widely-available' } });
  if (fetchy) fs.writeFileSync(path.join(dir, 'leads.json'), data);
  const r = { v }; for (const e of ['js', 'css']) { if (!fs.existsSync(dir + '/assets')) continue; const f = fs.readdirSync(dir + '/assets').filter(x => x.endsWith('.' + e)); const b = f.map(x => fs.readFileSync(dir + '/assets/' + x)); r[e + 'Files'] = f.length; r[e] = b.reduce((a, x) => a + x.length, 0); r[e + 'Gz'] = b.reduce((a, x) => a + zlib.gzipSync(x, { level: 9 }).length, 0); r[e + 'Br'] = b.reduce((a, x) => a + zlib.brotliCompressSync(x, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length, 0); }
  const ix = fs.readFileSync(dir + '/index.html'); r.htmlGz = zlib.gzipSync(ix, { level: 9 }).length; out.push(r); console.log(JSON.stringify(r));
}
fs.writeFileSync('dist/sizes.json', JSON.stringify(out, null, 1));
