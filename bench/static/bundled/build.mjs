// Makes the bundle of one application: node build.mjs CASE OUT [--minify]; run where the packages are installed.
//
// Components (.vue, .svelte) and Solid's JSX are compiled by their own compilers first. The first lines of an application
// may say what else it wants: `made by: webpack|rollup|tsc` (else esbuild), `alias: a=b`.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

const [path, out, minify] = [resolve(process.argv[2]), resolve(process.argv[3]), process.argv.includes('--minify')];
const DEFINED = {
  'process.env.NODE_ENV': '"production"', ngDevMode: 'false', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};
const source = await readFile(path, 'utf8');
const maker = source.match(/made by: (\w+)/)?.[1] ?? 'esbuild';
const alias = Object.fromEntries((source.match(/^\/\/ alias: (.*)$/m)?.[1] ?? '').split(' ').filter(Boolean).map((one) => one.split('=')));
const place = resolve(dirname(path), basename(path).replace(/\..*/, ''));

async function vue() {
  const { parse, compileScript, compileTemplate } = await import('vue/compiler-sfc');
  const { descriptor } = parse(source.replace(/^<!--.*-->\n/, ''), { filename: path });
  const inline = Boolean(descriptor.scriptSetup);
  const script = compileScript(descriptor, { id: 'app', inlineTemplate: inline, genDefaultAs: '__component' });
  const drawn = inline ? '' : compileTemplate({ source: descriptor.template.content, filename: path, id: 'app' }).code;
  await writeFile(`${place}.component.js`, `${script.content}\n${drawn}\n${inline ? '' : '__component.render = render;'}\nexport default __component;`);
  return `import { createApp } from 'vue'; import App from '${place}.component.js'; ${source.includes('createPinia') ? `import { pinia } from '${place}.component.js'; createApp(App).use(pinia).mount('#app');` : "createApp(App).mount('#app');"}`;
}

async function svelte() {
  const { compile } = await import('svelte/compiler');
  await writeFile(`${place}.component.js`, compile(source, { filename: path, generate: 'client' }).js.code);
  return `import { mount } from 'svelte'; import App from '${place}.component.js'; mount(App, { target: document.body });`;
}

async function solid() {
  const [{ transformAsync }, { default: preset }] = [await import('@babel/core'), await import('babel-preset-solid')];
  return (await transformAsync(source, { filename: path, presets: [preset], babelrc: false, configFile: false })).code;
}

async function entry() {
  const compiler = path.endsWith('.vue') ? vue : path.endsWith('.svelte') ? svelte : path.endsWith('.solid.jsx') ? solid : null;
  if (!compiler) return path;
  await writeFile(`${place}.entry.js`, await compiler());
  return `${place}.entry.js`;
}

async function byEsbuild(from, target = 'es2022') {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: [from], outfile: out, bundle: true, format: 'iife', target, jsx: 'transform', legalComments: 'none', logLevel: 'error',
    define: DEFINED, alias, minify, supported: { 'const-and-let': true },
    conditions: path.endsWith('.svelte') ? ['svelte', 'browser'] : [],
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  });
}

/** As many still do: TypeScript to ES5 with `__awaiter`, `__generator` and `__extends`, then bundled. */
async function byTsc(from) {
  const { default: ts } = await import('typescript');
  const options = { target: 'ES5', module: 'ESNext', lib: ['ES2020', 'DOM'], downlevelIteration: true, ignoreDeprecations: '5.0' };
  await writeFile(`${place}.es5.js`, ts.transpileModule(await readFile(from, 'utf8'), { compilerOptions: options }).outputText);
  await byEsbuild(`${place}.es5.js`);
}

async function byWebpack(from) {
  const { default: webpack } = await import('webpack');
  const env = ['@babel/preset-env', { targets: { ie: '11' }, modules: false }];
  const rule = { test: /\.jsx?$/, exclude: /node_modules/, use: { loader: 'babel-loader', options: { presets: [env, '@babel/preset-react'] } } };
  const { default: Terser } = await import('terser-webpack-plugin');
  const optimization = { minimize: minify, minimizer: [new Terser({ extractComments: false })], concatenateModules: minify };
  const plugins = [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })];
  const config = {
    entry: from, mode: 'production', devtool: false, target: ['web', 'es5'], module: { rules: [rule] }, optimization, plugins, performance: false,
    output: { path: dirname(out), filename: basename(out) },
  };
  const stats = await new Promise((done, failed) => webpack(config, (error, result) => (error ? failed(error) : done(result))));
  if (stats.hasErrors()) throw new Error(stats.toString());
}

async function byRollup(from) {
  const [{ rollup }, resolved, commonjs, terser, replace] = [await import('rollup'), ...(await Promise.all(
    ['node-resolve', 'commonjs', 'terser', 'replace'].map((name) => import(`@rollup/plugin-${name}`)),
  )).map((plugin) => plugin.default)];
  const replaced = replace({ preventAssignment: true, values: DEFINED });
  const bundle = await rollup({ input: from, plugins: [replaced, resolved({ browser: true }), commonjs()] });
  await bundle.write({ file: out, format: 'iife', inlineDynamicImports: true, plugins: minify ? [terser()] : [] });
}

await { esbuild: byEsbuild, tsc: byTsc, webpack: byWebpack, rollup: byRollup }[maker](await entry());
