import type { SoundRecord } from './project-doc.ts';

type Test = (sound: SoundRecord) => boolean;

/** Whether a sound fits what was typed: every word and every `field:value` must. Never fails: what is no field is a word. */
export function readSearch(text: string): Test {
  const tests = termsOf(text).map(readTerm);
  return (sound) => tests.every((test) => test(sound));
}

/** Words, with spaces inside where quotes hold them: `tag:"two words"`. */
function termsOf(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)]
    .map(([term]) => term.replaceAll('"', ''))
    .filter((term) => term !== '');
}

function readTerm(term: string): Test {
  const [, field = '', operator = '', value = ''] = /^([a-z]+)(:|<=|>=|<|>|=)(.+)$/i.exec(term) ?? [];
  const lower = value.toLowerCase();
  const same = operator === ':' || operator === '=';
  switch (field.toLowerCase()) {
    case 'tag':
      if (same) return ({ tags }) => tags.some((tag) => tag.toLowerCase() === lower);
      break;
    case 'talker':
      if (same) return ({ talker }) => talker.toLowerCase() === lower;
      break;
    case 'is':
      if (same) return isTest(lower);
      break;
    case 'rate':
      return compare(operator, value, ({ facts }) => facts.sampleRate) ?? wordTest(term);
    case 'dur':
      return compare(operator, value, ({ facts }) => facts.duration) ?? wordTest(term);
    case 'ch':
      return compare(operator, value, ({ facts }) => facts.channelCount) ?? wordTest(term);
  }
  return wordTest(term);
}

function isTest(kind: string): Test {
  const wanted = kind === 'take' ? 'recording' : kind;
  return ({ origin, tags }) => origin === wanted || tags.some((tag) => tag.toLowerCase() === wanted);
}

function wordTest(term: string): Test {
  const word = term.toLowerCase();
  return ({ name, note, tags }) => [name, note, ...tags].some((text) => text.toLowerCase().includes(word));
}

function compare(operator: string, text: string, read: (sound: SoundRecord) => number): Test | undefined {
  // `44.1k` and `2s` are what people type.
  const [, digits, kilo] = /^(\d+(?:\.\d+)?)(k?)(?:hz|s)?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const unit = kilo ? 1000 : 1;
  const wanted = Number(digits) * unit;
  // As many decimals as were typed: a list that shows "2.16 s" is asked for 2.16, not for 2.157823.
  const decimals = digits.split('.')[1]?.length ?? 0;
  const typed = Number(digits).toFixed(decimals);
  return (sound) => {
    const value = read(sound);
    switch (operator) {
      case '<':
        return value < wanted;
      case '<=':
        return value <= wanted;
      case '>':
        return value > wanted;
      case '>=':
        return value >= wanted;
      default:
        return (value / unit).toFixed(decimals) === typed;
    }
  };
}
