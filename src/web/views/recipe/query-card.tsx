import { ChevronDown, Copy } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Issue } from '../../../core/base/errors.ts';
import { RECIPE_FORMS, type RecipeForm } from '../../../core/interchange/write-recipe.ts';
import { readable } from '../../components/format.ts';
import type { JsonEditorProps } from '../../components/json-editor/json-editor.tsx';
import { NotFetched } from '../../components/later.tsx';
import { portableQuery } from '../../state/exporting.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';

/** Fetched when it is first opened, so that the page starts without it. */
const JsonEditor = lazy<ComponentType<JsonEditorProps>>(() =>
  import('../../components/json-editor/json-editor.tsx').then(
    (program) => ({ default: program.JsonEditor }),
    () => ({ default: NotFetched }),
  ),
);

/** The recipe as a request: to edit as text, and to take to other programs. */
export function QueryCard() {
  const { exchange } = useWorkbench();
  const library = useApp((state) => state.library);
  const selected = useApp((state) => state.selected);
  const recipe = useApp((state) => state.recipe);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  if (selected === undefined) return null;
  return (
    <section className="card query" aria-label={strings.recipe.queryTitle}>
      <header className="card-head">
        <h3>{strings.recipe.queryTitle}</h3>
        <CopyMenu />
      </header>
      <Suspense fallback={<p className="quiet">{strings.copy.loading}</p>}>
        <JsonEditor
          name={strings.copy.editor}
          text={portableQuery({ library, selected, recipe })}
          issues={issues}
          onChange={(text) => setIssues(exchange.applyJson(text))}
        />
        <Seen />
      </Suspense>
      {issues.length > 0 ? <JsonProblems issues={issues} /> : <p className="quiet">{strings.copy.help}</p>}
    </section>
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

function JsonProblems({ issues }: { readonly issues: readonly Issue[] }) {
  return (
    <div className="json-problems" role="status">
      <p>{strings.copy.wrong}</p>
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

function CopyMenu() {
  const { exchange, take, settings } = useWorkbench();
  const copy = (form: RecipeForm) => {
    const written = exchange.write(form);
    if (written === undefined) settings.notify({ text: strings.copy.notValid, tone: 'problem' });
    else void take.copy(written.text, written.said);
  };
  return (
    <MenuTrigger>
      <Button className="button">
        <Copy aria-hidden />
        {strings.copy.title}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label={strings.copy.title}
          onAction={(key) => {
            const form = RECIPE_FORMS.find((known) => known === key);
            if (form) copy(form);
          }}
        >
          {RECIPE_FORMS.map((form) => (
            <MenuItem key={form} id={form} className="menu-item plain">
              {strings.copy.forms[form]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
