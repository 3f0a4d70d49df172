import { ChevronDown, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { AppError } from '../../../core/base/errors.ts';
import { RECIPE_FORMS, type RecipeForm } from '../../../core/interchange/write-recipe.ts';
import { LateProgress } from '../../components/late-progress.tsx';
import type { JobHandlers } from '../../services/job-handlers.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { linkFit } from '../../state/link-fit.ts';
import type { Workbench } from '../../state/workbench.ts';
import { strings } from '../../strings.ts';
import { jsonStrings } from '../../strings-json.ts';
import { provenanceStrings } from '../../strings-provenance.ts';

const t = jsonStrings;

/** What is told of the whole recipe's result, which has to be made first. */
const WHOLE_FORMS = ['link', 'methods'] as const;
type WholeForm = (typeof WHOLE_FORMS)[number];

export interface CopyMenuProps {
  readonly onCopy: (form: RecipeForm | WholeForm) => void;
}

/** The forms that the recipe, and what is told of its result, can be taken away in. */
export function CopyMenu({ onCopy }: CopyMenuProps) {
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
            const form = [...RECIPE_FORMS, ...WHOLE_FORMS].find((known) => known === key);
            if (form) onCopy(form);
          }}
        >
          {RECIPE_FORMS.map((form) => (
            <MenuItem key={form} id={form} className="menu-item plain">
              {strings.copy.forms[form]}
            </MenuItem>
          ))}
          {WHOLE_FORMS.map((form) => (
            <MenuItem key={form} id={form} className="menu-item plain">
              {t.whole[form]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Copies in any of the forms; what takes long shows how far it is, and can be stopped. */
export function useCopying() {
  const bench = useWorkbench();
  const { exchange, take, settings } = bench;
  const [fraction, setFraction] = useState<number>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function copyWhole(form: WholeForm): Promise<void> {
    running.current?.abort();
    const job = new AbortController();
    running.current = job;
    const { signal } = job;
    setFraction(0);
    try {
      const text = await textOfWhole(bench, form, {
        signal,
        onProgress: (now) => (signal.aborted ? undefined : setFraction(now.fraction)),
      });
      if (!signal.aborted) await take.copy(text, t.copied[form]);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') settings.notify({ text: error.message, tone: 'problem' });
    } finally {
      if (running.current === job) setFraction(undefined);
    }
  }

  return {
    copy(form: RecipeForm | WholeForm) {
      const isWhole = form === 'link' || form === 'methods';
      const written = exchange.write(isWhole ? 'json' : form);
      if (written === undefined) settings.notify({ text: strings.copy.notValid, tone: 'problem' });
      else if (isWhole) void copyWhole(form);
      else void take.copy(written.text, written.said);
    },
    progress:
      fraction === undefined ? null : (
        <div className="copy-progress">
          <LateProgress name={t.making} fraction={fraction} />
          <Button className="button" onPress={() => running.current?.abort()}>
            {strings.cancel}
          </Button>
        </div>
      ),
  };
}

/** @throws AppError what a render throws, `cancelled` among it; size-limit for what no link holds */
async function textOfWhole(
  { take, engine, navigation }: Workbench,
  form: WholeForm,
  job: JobHandlers,
): Promise<string> {
  const whole = await take.borrowWhole(job);
  try {
    if (form === 'methods') return (await engine.provenance.describe(whole.id)).text;
    const address = navigation.addressOf((await engine.provenance.link(whole.id, job)).plain);
    const fit = linkFit(address.length);
    if (fit === 'short' || fit === 'long') return address;
    throw new AppError('size-limit', provenanceStrings.linkLength[fit](address.length));
  } finally {
    whole.release();
  }
}
