/**
 * Fails on a function, class or constant that core exports without a documentation comment: what core promises is
 * written where it is. Types speak by their members.
 */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const core = new URL('../src/core/', import.meta.url);
const isChecked = (path) => path.endsWith('.ts') && !/\.(test|contract|gen|d)\.ts$/.test(path);

function nameOf(statement) {
  return statement.name?.text ?? statement.declarationList.declarations.map((each) => each.name.getText()).join(', ');
}

function exportedValues(source) {
  return source.statements.filter((statement) => {
    const isValue =
      ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isVariableStatement(statement);
    return isValue && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  });
}

/** A comment above a block of constants, without a blank line between them, is that of them all. */
function hasComment(statement, source) {
  if (ts.getJSDocCommentsAndTags(statement).length > 0) return true;
  const before = source.statements[source.statements.indexOf(statement) - 1];
  if (!ts.isVariableStatement(statement) || before === undefined || !ts.isVariableStatement(before)) return false;
  const isAdjacent = !/\n\s*\n/.test(source.text.slice(before.end, statement.getStart()));
  return isAdjacent && hasComment(before, source);
}

const undocumented = [];
let exported = 0;
for (const path of readdirSync(core, { recursive: true }).filter(isChecked).sort()) {
  const source = ts.createSourceFile(path, readFileSync(new URL(path, core), 'utf8'), ts.ScriptTarget.ES2023, true);
  const documented = new Set();
  for (const statement of exportedValues(source)) {
    exported += 1;
    const name = nameOf(statement);
    if (hasComment(statement, source)) documented.add(name);
    // Of overloads the first one speaks for all.
    if (documented.has(name)) continue;
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart());
    undocumented.push(`src/core/${path}:${line + 1}: ${name} is exported without a documentation comment`);
  }
}

if (exported === 0) undocumented.push('no export of core was found: the check itself is broken');
for (const line of undocumented) process.stdout.write(`${line}\n`);
process.exitCode = undocumented.length > 0 ? 1 : 0;
