import '../../styles/query-card.css';
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Issue } from '../../../core/base/errors.ts';
import { MODULES } from '../../../core/modules/registry.ts';
import { parseQueryText } from '../../../core/query/parse-text.ts';
import { readable, shortSignature } from '../../components/format.ts';
import type { JsonEditorProps } from '../../components/json-editor/json-editor.tsx';
import { NotFetched } from '../../components/later.tsx';
import { portableQuery } from '../../state/exporting.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { wholeOf } from '../../state/nested.ts';
import { recipeChanges } from '../../state/recipe-changes.ts';
import { meaningOf } from '../../state/recipe-doc.ts';
import { soundingOf } from '../../state/source-of.ts';
import { strings } from '../../strings.ts';
import { jsonStrings } from '../../strings-json.ts';
import { CopyMenu, useCopying } from './copy-menu.tsx';

/** Fetched when it is first opened, so that the page starts without it; again with the next opening where that failed. */
let Editor = lazyEditor();

function lazyEditor() {
  return lazy<ComponentType<JsonEditorProps>>(async () => {
    try {
      return { default: (await import('../../components/json-editor/json-editor.tsx')).JsonEditor };
    } catch {
      Editor = lazyEditor();
      return { default: NotFetched };
    }
  });
}

/** The recipe as a request: to edit as text, and to take to other programs. */
export function QueryCard() {
  const { exchange } = useWorkbench();
  const library = useApp((state) => state.library);
  const selected = useApp((state) => state.selected);
  const recipe = useApp((state) => state.recipe);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [JsonEditor] = useState(() => Editor);
  const { copy, progress } = useCopying();
  const text = selected === undefined ? '' : portableQuery({ library, selected, recipe });
  const warnings = useMemo(() => warningsIn(text), [text]);
  if (selected === undefined) return null;
  return (
    <section className="card query" aria-label={strings.recipe.queryTitle}>
      <header className="card-head">
        <h3>{strings.recipe.queryTitle}</h3>
        <CopyMenu onCopy={copy} />
      </header>
      {progress}
      <SignatureLine />
      <Suspense fallback={<p className="quiet">{strings.copy.loading}</p>}>
        <JsonEditor
          name={strings.copy.editor}
          text={text}
          issues={issues}
          warnings={issues.length > 0 ? NONE : warnings}
          onChange={(text) => setIssues(exchange.applyJson(text))}
        />
        <Seen />
      </Suspense>
      {issues.length > 0 ? (
        <JsonProblems issues={issues} lead={strings.copy.wrong} />
      ) : warnings.length > 0 ? (
        <JsonProblems issues={warnings} lead={jsonStrings.ignored} isMild />
      ) : (
        <p className="quiet">{strings.copy.help}</p>
      )}
    </section>
  );
}

const NONE: readonly Issue[] = [];

/** What of a request has no meaning here. */
function warningsIn(text: string): readonly Issue[] {
  const read = parseQueryText(text, MODULES);
  return read.ok ? read.value.warnings : NONE;
}

/** What the recipe's sound is known by, and what has changed since a sound was exported. */
function SignatureLine() {
  const { take } = useWorkbench();
  const result = useApp((state) => state.render.result);
  const recipe = useApp((state) => state.recipe);
  const library = useApp((state) => state.library);
  const selected = useApp((state) => state.selected);
  // An export that has ended is the last one.
  useApp((state) => state.exporting === undefined);
  const exported = take.lastExport();
  const changes = exported && recipeChanges(exported, soundingOf({ recipe, library, selected }));
  const isMade = result && meaningOf(result.recipe) === meaningOf(wholeOf(recipe.present));
  return (
    <div className="query-signature">
      <span className="second">{jsonStrings.signature}</span>
      {isMade ? (
        <Button
          className="signature mono"
          aria-label={`${strings.recipe.copySignature} ${result.rendered.signature}`}
          onPress={() => void take.copy(result.rendered.signature, strings.recipe.signatureCopied)}
        >
          {shortSignature(result.rendered.signature)}
        </Button>
      ) : (
        <span className="quiet">{jsonStrings.notMade}</span>
      )}
      {changes === undefined ? null : (
        <p className={changes.length === 0 ? 'quiet' : 'changed'}>
          {changes.length === 0 ? jsonStrings.asExported : jsonStrings.since(changes.join('; '))}
        </p>
      )}
    </div>
  );
}

/** Whoever opens the card sees it: it stands below the others. */
function Seen() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // In braces: browsers begin to answer this with a promise, which is no clean-up of an effect.
    here.current?.closest('.query')?.scrollIntoView({ block: 'start' });
  }, []);
  return <span ref={here} hidden />;
}

interface JsonProblemsProps {
  readonly issues: readonly Issue[];
  readonly lead: string;
  /** The recipe runs all the same. */
  readonly isMild?: boolean;
}

function JsonProblems({ issues, lead, isMild = false }: JsonProblemsProps) {
  return (
    <div className={isMild ? 'json-problems mild' : 'json-problems'} role="status">
      <p>{lead}</p>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.got}`}>
            {readable(`${issue.path === '' ? '' : `${issue.path}: `}${strings.form.problem(withoutPosition(issue))}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The editor shows where. */
function withoutPosition({ expected, got }: Issue): Pick<Issue, 'expected' | 'got'> {
  return { expected, got };
}
