// Options of javascript-obfuscator by level, and random mixes of them.

const LIGHT = { compact: true, stringArray: true, stringArrayThreshold: 1, stringArrayRotate: false, stringArrayShuffle: false };

const MEDIUM = {
  compact: true,
  controlFlowFlattening: true,
  controlFlowFlatteningThreshold: 0.75,
  numbersToExpressions: true,
  splitStrings: true,
  splitStringsChunkLength: 6,
  stringArray: true,
  stringArrayThreshold: 0.9,
  stringArrayEncoding: ['base64'],
  stringArrayRotate: true,
  stringArrayShuffle: true,
  stringArrayCallsTransform: true,
  stringArrayCallsTransformThreshold: 0.5,
  stringArrayWrappersCount: 2,
  stringArrayWrappersChainedCalls: true,
  stringArrayWrappersType: 'variable',
};

const HEAVY = {
  ...MEDIUM,
  controlFlowFlatteningThreshold: 1,
  deadCodeInjection: true,
  deadCodeInjectionThreshold: 0.6,
  selfDefending: true,
  splitStringsChunkLength: 3,
  stringArrayThreshold: 1,
  stringArrayEncoding: ['rc4'],
  stringArrayCallsTransformThreshold: 1,
  stringArrayWrappersCount: 4,
  stringArrayWrappersParametersMaxCount: 4,
  stringArrayWrappersType: 'function',
  transformObjectKeys: true,
  unicodeEscapeSequence: true,
};

const CHOICES = {
  compact: [true, false],
  controlFlowFlattening: [true, false],
  controlFlowFlatteningThreshold: [0.3, 1],
  deadCodeInjection: [false, true],
  deadCodeInjectionThreshold: [0.2, 0.7],
  debugProtection: [false, false, true],
  disableConsoleOutput: [false, true],
  identifierNamesGenerator: ['hexadecimal', 'mangled', 'mangled-shuffled'],
  numbersToExpressions: [true, false],
  renameGlobals: [false, false, true],
  selfDefending: [false, true],
  simplify: [true, false],
  splitStrings: [true, false],
  splitStringsChunkLength: [2, 5, 12],
  stringArray: [true, true, true, true, false],
  stringArrayCallsTransform: [true, false],
  stringArrayCallsTransformThreshold: [0.4, 1],
  stringArrayEncoding: [['none'], ['base64'], ['rc4'], ['none', 'base64', 'rc4']],
  stringArrayIndexShift: [true, false],
  stringArrayIndexesType: [['hexadecimal-number'], ['hexadecimal-numeric-string'], ['hexadecimal-number', 'hexadecimal-numeric-string']],
  stringArrayRotate: [true, false],
  stringArrayShuffle: [true, false],
  stringArrayThreshold: [0.6, 0.9, 1],
  stringArrayWrappersChainedCalls: [true, false],
  stringArrayWrappersCount: [0, 1, 3, 5],
  stringArrayWrappersParametersMaxCount: [2, 5],
  stringArrayWrappersType: ['variable', 'function'],
  transformObjectKeys: [true, false],
  unicodeEscapeSequence: [true, false],
};

/** Options of a level: `light`, `medium`, `heavy`, or a mix drawn by `random`. */
export function jsoOptions(level, random) {
  if (level === 'light') return LIGHT;
  if (level === 'medium') return MEDIUM;
  if (level === 'heavy') return HEAVY;
  const drawn = {};
  for (const [name, values] of Object.entries(CHOICES)) drawn[name] = values[Math.floor(random() * values.length)];
  if (drawn.selfDefending) drawn.compact = true;
  return drawn;
}
