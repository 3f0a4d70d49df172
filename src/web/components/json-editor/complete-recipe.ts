import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { MODULES } from '../../../core/modules/registry.ts';
import type { Field } from '../../forms/field-spec.ts';
import { readFields } from '../../forms/read-fields.ts';
import { nameOf } from './locate.ts';

const QUERY: readonly Completion[] = ['file', 'stack', 'precision', 'revision', 'output', 'cache'].map((label) => ({
  label: `"${label}"`,
  apply: `"${label}": `,
}));

/** What may stand here: modules, their parameters, the values of a choice; from the descriptors. */
export function completeRecipe(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const word = context.matchBefore(/"?[\w-]*$/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const before = syntaxTree(state).resolveInner(pos, -1);
  const property = enclosing(before, 'Property');
  const object = enclosing(property ?? before, 'Object');
  if (!object) return null;
  const isValue = property !== null && state.sliceDoc(property.from, word.from).includes(':');
  const options = isValue ? valuesOf(state, object, nameOf(state, property)) : keysOf(state, object);
  return options.length === 0 ? null : { from: word.from, options: [...options], validFor: /^"?[\w-]*$/ };
}

function enclosing(node: SyntaxNode, kind: string): SyntaxNode | null {
  for (let outer: SyntaxNode | null = node; outer; outer = outer.parent) {
    if (outer.name === kind) return outer;
    if (kind === 'Property' && outer.name === 'Object') return null;
  }
  return null;
}

function keysOf(state: EditorState, object: SyntaxNode): readonly Completion[] {
  const fields = fieldsOf(state, object);
  if (fields) return fields.map(({ key, help }) => ({ label: `"${key}"`, apply: `"${key}": `, info: help }));
  return object.parent?.name === 'Array' ? [{ label: '"module"', apply: '"module": ' }] : QUERY;
}

function valuesOf(state: EditorState, object: SyntaxNode, key: string): readonly Completion[] {
  if (key === 'module') {
    return [...MODULES.values()].map(({ name, help }) => ({ label: `"${name}"`, info: help }));
  }
  const spec = fieldsOf(state, object)?.find((field) => field.key === key)?.spec;
  if (spec?.kind === 'choice') return spec.options.map((option) => ({ label: `"${option}"` }));
  return spec?.kind === 'switch' ? [{ label: 'true' }, { label: 'false' }] : [];
}

/** The parameters of a step, or of an object inside one. */
function fieldsOf(state: EditorState, object: SyntaxNode): readonly Field[] | undefined {
  const module = object.getChildren('Property').find((each) => nameOf(state, each) === 'module')?.lastChild;
  if (module) {
    const descriptor = MODULES.get(state.sliceDoc(module.from + 1, module.to - 1));
    return descriptor ? readFields(descriptor) : [];
  }
  const property = object.parent;
  const outer = property?.name === 'Property' ? property.parent : null;
  if (!property || !outer) return undefined;
  const spec = fieldsOf(state, outer)?.find((field) => field.key === nameOf(state, property))?.spec;
  if (spec?.kind === 'object') return spec.fields;
  if (spec?.kind !== 'variants') return undefined;
  return spec.variants.flatMap((variant) => (variant.spec.kind === 'object' ? variant.spec.fields : []));
}

/** What stands here, in the words of its descriptor: a module, or a parameter. */
export function explain(state: EditorState, position: number): Explained | null {
  const node = syntaxTree(state).resolveInner(position, 1);
  const property = enclosing(node, 'Property');
  const object = property && enclosing(property.parent ?? property, 'Object');
  if (!object) return null;
  const { from, to } = node;
  const isName = node.name === 'PropertyName';
  if (!isName && nameOf(state, property) === 'module') {
    const module = MODULES.get(state.sliceDoc(from + 1, to - 1));
    return module ? { from, to, title: module.label, text: module.help } : null;
  }
  const field = isName ? fieldsOf(state, object)?.find(({ key }) => key === nameOf(state, property)) : undefined;
  if (!field) return null;
  return { from, to, title: [field.label, field.unit].filter(Boolean).join(', '), text: field.help };
}

export interface Explained {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
}
