import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { looseWords } from './shown-strings.ts';

const WEB = fileURLToPath(new URL('../web', import.meta.url));

/** What draws and tells: not the strings themselves, nor what runs where nobody reads. */
const isChecked = (path: string): boolean =>
  /\.tsx?$/.test(path) &&
  !/\.test\.|^strings[^/]*\.ts$|^(workers|storage|services|worklets)\/|manifest\.ts$/.test(path);

describe('the words of the page', () => {
  it('are all in files of strings', () => {
    const paths = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
      .map((path) => relative('.', path).replaceAll('\\', '/'))
      .filter(isChecked);
    expect(paths.length).toBeGreaterThan(300);
    expect(paths.flatMap((path) => looseWords(path, readFileSync(join(WEB, path), 'utf8')))).toEqual([]);
  });

  it.each([
    ['a text of an element', '<p>Nothing here</p>', 'Nothing here'],
    ['a text in braces', "<p>{open ? 'Close it' : t.open}</p>", 'Close it'],
    ['a part of a template', `<p>{\`\${count} sounds\`}</p>`, 'sounds'],
    ['a name that is spoken', '<button aria-label="Close" />', 'Close'],
    ['a text for want of another', "<p>{name ?? 'No name'}</p>", 'No name'],
    ['a text for an empty one', "<button aria-label={name || 'Unnamed'} />", 'Unnamed'],
    ['a text under a condition', "<p>{isOpen && 'Open now'}</p>", 'Open now'],
    ['a text that is put together', "<p>{count + ' sounds'}</p>", 'sounds'],
    ['a text that is said', "say('Cursor put.')", 'Cursor put.'],
    ['a problem that is set', "form.setProblem(found ? undefined : 'Not found.')", 'Not found.'],
    ['a text that is told', "notify({ text: 'Not done.', tone: 'info' })", 'Not done.'],
  ])('would be found as %s', (_where, code, words) => {
    expect(looseWords('a.tsx', code)).toEqual([`a.tsx:1 ${words}`]);
  });

  it('are not units, names of classes, or texts from the strings', () => {
    const code = '<p className="second quiet" title={t.title}>{`48 Hz`}{t.text} · <b>{`-`}</b></p>';
    expect(looseWords('a.tsx', code)).toEqual([]);
    expect(looseWords('a.tsx', "say(t.done); <p>{kind === 'open' && t.open}</p>")).toEqual([]);
  });
});
