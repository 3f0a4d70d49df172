import ts from 'typescript';

/** Of elements and of what is told, what people read or hear. */
const SHOWN = [
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'title', 'placeholder'],
  ...['label', 'text', 'detail', 'description', 'hint', 'sentence', 'short', 'caption', 'summary'],
];

/** Functions that show or speak what they are given first. */
const TELLERS = /^(say|setProblem)$/;

/** What an operator's value may be of; none of what a comparison is made with. */
const SIDES: ReadonlyMap<ts.SyntaxKind, readonly ('left' | 'right')[]> = new Map([
  [ts.SyntaxKind.QuestionQuestionToken, ['left', 'right']],
  [ts.SyntaxKind.BarBarToken, ['left', 'right']],
  [ts.SyntaxKind.PlusToken, ['left', 'right']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['right']],
]);

/** Units, and names that are the same in every language. */
const SAME = /^(Hz|kHz|dB|dBFS|ms|st|mm|RMS|SNR|JND|VTL|ERB|WAV|FLAC|MP3|Ogg|CSV|JSON|SVG|PNG|WORLD|Sonde)$/;

/** Of a recipe's own text, which is no language. */
const RECIPE = /^("module"|true|false|file|stack\[0\]\.f0)$/;

const hasWords = (text: string): boolean =>
  (text.replace(/\\u[0-9a-f]{4}/gi, ' ').match(/\p{L}{2,}/gu) ?? []).some((word) => !SAME.test(word));

/** The literal texts that an expression may come to, the parts of templates among them. */
function textsOf(node: ts.Node | undefined): readonly string[] {
  if (!node) return [];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) return textsOf(node.expression);
  if (ts.isBinaryExpression(node))
    return (SIDES.get(node.operatorToken.kind) ?? []).flatMap((side) => textsOf(node[side]));
  return [];
}

function isTeller(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && TELLERS.test(name.text);
}

function nameOf(node: ts.JsxAttribute | ts.PropertyAssignment): string {
  return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
}

/** Words that a file shows without having them from a file of strings, each with its line. */
export function looseWords(path: string, text: string): readonly string[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, kind);
  const found: string[] = [];
  const check = (node: ts.Node, texts: readonly string[]): void => {
    const loose = texts.filter((each) => !RECIPE.test(each) && hasWords(each));
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push(...loose.map((each) => `${path}:${line} ${each.trim()}`));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) check(node, [node.text]);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) check(node, textsOf(node));
    else if (ts.isJsxAttribute(node) && SHOWN.includes(nameOf(node))) check(node, textsOf(node.initializer));
    else if (ts.isPropertyAssignment(node) && SHOWN.includes(nameOf(node))) check(node, textsOf(node.initializer));
    else if (ts.isCallExpression(node) && isTeller(node.expression)) check(node, textsOf(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
