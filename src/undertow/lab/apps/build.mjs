// Builds the scripts that the lab's apps deliver, from the readable sources beside them. Only needed after a source was
// changed; what it writes is committed, so that the lab itself needs no Node. See build.sh.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import Obfuscator from 'javascript-obfuscator';

const HERE = process.argv[2]; // the folder of the apps

// As carrier code is obfuscated in the wild. The seed makes the output repeatable.
const OBFUSCATION = {
  seed: 20261122,
  target: 'browser',
  compact: true,
  controlFlowFlattening: true,
  controlFlowFlatteningThreshold: 0.75,
  deadCodeInjection: false,
  identifierNamesGenerator: 'hexadecimal',
  numbersToExpressions: true,
  simplify: true,
  splitStrings: true,
  splitStringsChunkLength: 9,
  stringArray: true,
  stringArrayCallsTransform: true,
  stringArrayEncoding: ['base64', 'rc4'],
  stringArrayIndexShift: true,
  stringArrayRotate: true,
  stringArrayShuffle: true,
  stringArrayThreshold: 1,
  stringArrayWrappersCount: 2,
  stringArrayWrappersChainedCalls: true,
  stringArrayWrappersParametersMaxCount: 4,
  stringArrayWrappersType: 'function',
  transformObjectKeys: true,
};

/** app, folder of sources, folder of output, name, whether the name carries a content hash, whether obfuscated */
const SCRIPTS = [
  ['brightwater', 'onetap', 'cdn.brightwater.test/assets', 'login', true, true],
  ['brightwater', 'app', 'cdn.brightwater.test/assets', 'app', true, false],
  ['brightwater', 'risk', 'cdn.brightwater.test/assets', 'dp.min', false, false],
  ['brightwater', 'insight', 'cdn.brightwater.test/assets', 'insight.min', false, false],
  ['meridian', 'shop', 'www.meridian-goods.test/assets', 'shop', true, false],
  ['meridian', 'replay', 'www.meridian-goods.test/assets', 'replay.min', false, false],
  ['meridian', 'audience', 'www.meridian-goods.test/assets', 'audience.min', false, false],
  ['meridian', 'reach', 'www.meridian-goods.test/assets', 'reach.min', false, false],
  ['meridian', 'device', 'www.meridian-goods.test/assets', 'device.min', false, false],
  ['plainfield', 'library', 'www.plainfield.test/assets', 'library', true, false],
  ['plainfield', 'versions', 'www.plainfield.test/assets', 'versions.min', false, false],
];

function bundle(entry, obfuscated) {
  const result = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    minify: !obfuscated, // the obfuscator renames by itself
  });
  const code = result.outputFiles[0].text;
  return obfuscated ? Obfuscator.obfuscate(code, OBFUSCATION).getObfuscatedCode() : code;
}

/** Puts the present name of a script into everything that names it: pages and truth. */
function rename(app, stem, name) {
  const pattern = new RegExp(`\\b${stem}\\.[0-9a-f]{8}\\.js\\b`, 'g');
  for (const path of readdirSync(join(HERE, app), { recursive: true })) {
    if (!/\.(html|toml)$/.test(path)) continue;
    const file = join(HERE, app, path);
    const before = readFileSync(file, 'utf8');
    const after = before.replace(pattern, name);
    if (after !== before) writeFileSync(file, after);
  }
}

for (const [app, source, target, stem, hashed, obfuscated] of SCRIPTS) {
  const code = bundle(join(HERE, app, 'source', source, 'main.js'), obfuscated);
  const folder = join(HERE, app, 'site', target);
  mkdirSync(folder, { recursive: true });
  let name = `${stem}.js`;
  if (hashed) {
    name = `${stem}.${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
    for (const old of readdirSync(folder)) {
      if (new RegExp(`^${stem}\\.[0-9a-f]{8}\\.js$`).test(old)) rmSync(join(folder, old));
    }
    rename(app, stem, name);
  }
  writeFileSync(join(folder, name), code);
  process.stdout.write(`${app}/site/${target}/${name} ${code.length} bytes\n`);
}
