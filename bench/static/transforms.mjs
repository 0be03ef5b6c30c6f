// Hides the destinations of readable sources in the ways that pages use: minifiers, bundlers, obfuscators, packers.
//
//   node transforms.mjs < jobs.json        in the folder with node_modules
//
// Takes a list of jobs {transform, seed, source, out} and writes each result to `out` (and a source map, if the tool makes
// one, to `out + ".map"`). Prints one line of JSON for each job: {out, seconds, map} or {out, error}.

import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { createRequire } from 'node:module';

import { chains } from './transforms_own.mjs';
import { jsoOptions } from './transforms_options.mjs';

const require = createRequire(process.cwd() + '/');
const JSO = ['4.0.2', '4.1.1', '4.2.2', '5.1.0', '5.3.1', '5.5.1', '5.8.0'];
const JSC = ['1.7.3', '2.1.3'];

/** Small seeded generator (mulberry32), so that tools that ask Math.random give the same result again. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function terser(code) {
  return (await require('terser').minify(code, { compress: { passes: 2 }, mangle: true })).code;
}

async function esbuild(code) {
  return (await require('esbuild').transform(code, { minify: true, target: 'es2017' })).code;
}

/** The source as a module of a webpack bundle; `devtool: eval` is the form in which unfinished builds are deployed. */
async function webpack(code, settings) {
  const folder = fs.mkdtempSync(path.join(process.cwd(), 'webpack-'));
  try {
    fs.writeFileSync(path.join(folder, 'app.js'), code);
    fs.writeFileSync(path.join(folder, 'entry.js'), "import './app.js';\nwindow.__booted = true;\n");
    const compiler = require('webpack')({
      context: folder, entry: './entry.js', output: { path: folder, filename: 'out.js' }, performance: false, ...settings,
    });
    await new Promise((done, failed) => compiler.run((error, stats) => {
      if (error || stats.hasErrors()) failed(error ?? new Error(stats.toString('errors-only')));
      else compiler.close(done);
    }));
    return fs.readFileSync(path.join(folder, 'out.js'), 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function rollup(code) {
  const entry = { name: 'memory', resolveId: id => id, load: () => code };
  const plugins = [entry, require('@rollup/plugin-commonjs')()];
  const bundle = await require('rollup').rollup({ input: 'entry.js', plugins, treeshake: false, onwarn() {} });
  const { output } = await bundle.generate({ format: 'iife', name: 'app', compact: true });
  return output[0].code;
}

function jso(version, level) {
  return (code, seed) => {
    const options = jsoOptions(level, randomOf(seed));
    const result = require(`jso-${version}`).obfuscate(code, {
      ...options, seed, target: 'browser', sourceMap: true, sourceMapMode: 'separate', inputFileName: 'source.js',
    });
    return { code: result.getObfuscatedCode(), map: result.getSourceMap() };
  };
}

function jsConfuser(version, preset) {
  return async code => {
    const tool = require(`jsc-${version}`);
    const result = await (tool.default ?? tool).obfuscate(code, { target: 'browser', preset });
    return typeof result === 'string' ? result : result.code;
  };
}

function jsfuck(code) {
  return require('jsfuck').JSFuck.encode(code, true);
}

/** One transform after the other; the source map of the last one would not lead to the source, so it is dropped. */
function sequence(...names) {
  return async (code, seed) => {
    for (const [i, name] of names.entries()) {
      const result = await TRANSFORMS[name](code, seed + i);
      code = typeof result === 'string' ? result : result.code;
    }
    return code;
  };
}

const TRANSFORMS = {
  plain: code => code,
  terser,
  esbuild,
  webpack: code => webpack(code, { mode: 'production', devtool: false, optimization: { concatenateModules: false } }),
  'webpack-eval': code => webpack(code, { mode: 'development', devtool: 'eval' }),
  rollup,
  jsfuck,
  ...chains,
  'jso-heavy-packed': sequence('jso-5.8.0-heavy', 'packed'),
  'jso-medium-terser': sequence('jso-5.8.0-medium', 'terser'),
  'terser-jso-medium': sequence('terser', 'jso-4.2.2-medium'),
  'jso-jso': sequence('jso-5.8.0-light', 'jso-5.8.0-medium'),
  'packed-packed': sequence('packed', 'packed'),
  'packed-jso': sequence('packed', 'jso-5.8.0-medium'),
  'xor-eval-jso': sequence('xor-eval', 'jso-5.8.0-light'),
  'jso-atob-eval': sequence('jso-5.8.0-medium', 'atob-eval'),
};
for (const version of JSO) {
  for (const level of ['light', 'medium', 'heavy', 'mixed-1', 'mixed-2', 'mixed-3']) {
    TRANSFORMS[`jso-${version}-${level}`] = jso(version, level);
  }
}
for (const version of JSC) {
  for (const preset of ['low', 'medium', 'high']) TRANSFORMS[`jsc-${version}-${preset}`] = jsConfuser(version, preset);
}

/** The source without the comment lines that state its truth. */
function readable(file) {
  return fs.readFileSync(file, 'utf8').replace(/^\/\/ (destination|decoy): .*\n/gm, '');
}

async function run(job) {
  const started = process.hrtime.bigint();
  Math.random = randomOf(job.seed);
  const result = await TRANSFORMS[job.transform](readable(job.source), job.seed);
  const { code, map } = typeof result === 'string' ? { code: result, map: null } : result;
  new vm.Script(code); // it must parse
  fs.mkdirSync(path.dirname(job.out), { recursive: true });
  fs.writeFileSync(job.out, code);
  if (map) fs.writeFileSync(job.out + '.map', map);
  return { out: job.out, map: Boolean(map), seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}

for (const job of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const line = await run(job).catch(error => ({ out: job.out, error: String(error).slice(0, 300) }));
  fs.writeSync(1, JSON.stringify(line) + '\n');
}
