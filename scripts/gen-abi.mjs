/**
 * Reads the C headers of the kernels' ABI and writes their typed interface for TypeScript.
 *
 *   node scripts/gen-abi.mjs             writes src/core/kernels/abi.gen.ts
 *   node scripts/gen-abi.mjs --check     fails when that file is not what the headers say
 *   node scripts/gen-abi.mjs --exports   prints the exported functions, one per line
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const top = new URL('../', import.meta.url);
const abiFolder = new URL('wasm/abi/', top);
const target = new URL('src/core/kernels/abi.gen.ts', top);

/** C types that cross the border; anything with a star is a pointer. */
const NUMBERS = new Set(['int32_t', 'uint32_t', 'size_t', 'double', 'float']);

function fail(message) {
  process.stderr.write(`gen-abi: ${message}\n`);
  process.exit(1);
}

function typeOf(c, where) {
  if (c.includes('*')) return 'Pointer';
  const bare = c.replace(/\bconst\b/g, '').trim();
  if (bare === 'void') return 'void';
  if (NUMBERS.has(bare)) return 'number';
  return fail(`${where}: the type "${c.trim()}" cannot cross; use a pointer, ${[...NUMBERS].join(', ')} or void`);
}

function camel(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function parseParameter(text, where) {
  const match = /^(.*?)(\w+)\s*$/s.exec(text.trim());
  if (!match?.[1]?.trim()) fail(`${where}: the parameter "${text.trim()}" has no name`);
  return `${camel(match[2])}: ${typeOf(match[1], where)}`;
}

function parseHeader(file) {
  const text = readFileSync(new URL(file, abiFolder), 'utf8');
  // An optional documentation comment, then a declaration up to its semicolon.
  const declaration = /(?:\/\*\*((?:(?!\*\/).)*)\*\/\s*)?^SONDE_API\s+([^;(]*?)\b(sonde_\w+)\s*\(([^)]*)\)\s*;/gms;
  const functions = [];
  for (const [, comment, result, name, parameters] of text.matchAll(declaration)) {
    const where = `${file}, ${name}`;
    if (!comment) fail(`${where}: no documentation comment`);
    const isEmpty = /^\s*(void)?\s*$/.test(parameters);
    functions.push({
      name,
      doc: comment.replace(/^\s*\*? ?/gm, '').trim(),
      result: typeOf(result, where),
      parameters: isEmpty ? [] : parameters.split(',').map((each) => parseParameter(each, where)),
    });
  }
  const marked = text.match(/^SONDE_API\b/gm)?.length ?? 0;
  if (marked !== functions.length) fail(`${file}: ${marked} functions are marked, ${functions.length} could be read`);
  return functions;
}

/** `SONDE_NAME = 1` of every enum. */
function parseConstants(file) {
  const text = readFileSync(new URL(file, abiFolder), 'utf8');
  const constant = /(?:\/\*\*((?:(?!\*\/).)*)\*\/\s*)?^\s*(SONDE_\w+)\s*=\s*(-?\d+)/gms;
  return [...text.matchAll(constant)].map(([, comment, name, value]) => ({
    name,
    value,
    doc: comment?.replace(/^\s*\*? ?/gm, '').trim(),
  }));
}

function docLines(doc, indent) {
  if (!doc) return [];
  const lines = doc.split('\n').map((line) => line.trimEnd());
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

function print(functions, constants) {
  return [
    '// Made by scripts/gen-abi.mjs from wasm/abi/*.h. Do not edit.',
    '',
    '/** An address in linear memory; 0 is none. As WebAssembly returns it, that is signed: read it with `>>> 0`. */',
    'export type Pointer = number;',
    '',
    ...constants.flatMap((each) => [...docLines(each.doc, ''), `export const ${each.name} = ${each.value};`, '']),
    '/** The functions that the binary exports. */',
    'export interface Abi {',
    ...functions.flatMap((each) => [
      ...docLines(each.doc, '  '),
      `  ${each.name}(${each.parameters.join(', ')}): ${each.result};`,
    ]),
    '}',
    '',
    'export const ABI_NAMES: readonly (keyof Abi)[] = [',
    ...functions.map((each) => `  '${each.name}',`),
    '];',
    '',
  ].join('\n');
}

const headers = readdirSync(abiFolder)
  .filter((file) => /^sonde_\w+\.h$/.test(file))
  .sort();
const umbrella = readFileSync(new URL('sonde.h', abiFolder), 'utf8');
const missing = headers.filter((file) => !umbrella.includes(`#include "${file}"`));
if (missing.length > 0) fail(`wasm/abi/sonde.h does not include ${missing.join(', ')}`);

const functions = headers.flatMap(parseHeader);
const printed = print(functions, headers.flatMap(parseConstants));

if (process.argv.includes('--exports')) {
  process.stdout.write(`${functions.map((each) => each.name).join('\n')}\n`);
} else if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== printed) {
    fail('src/core/kernels/abi.gen.ts is not what wasm/abi/*.h says: run node scripts/gen-abi.mjs');
  }
} else {
  writeFileSync(target, printed);
}
