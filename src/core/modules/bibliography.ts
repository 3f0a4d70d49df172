/** A printed source that people who use a transformation are asked to cite. */
export interface Reference {
  readonly type: 'article' | 'inproceedings';
  /** `Family, Given initials`, in the printed order. */
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
  /** Journal, or proceedings. */
  readonly venue: string;
  readonly volume?: string;
  readonly number?: string;
  readonly pages?: string;
  readonly doi?: string;
}

const JASA = 'J. Acoust. Soc. Am.';

/** Everything that a recipe may ask to be cited, by BibTeX key. */
export const BIBLIOGRAPHY = {
  morise2016world: {
    type: 'article',
    authors: ['Morise, M.', 'Yokomori, F.', 'Ozawa, K.'],
    year: 2016,
    title: 'WORLD: a vocoder-based high-quality speech synthesis system for real-time applications',
    venue: 'IEICE Trans. Inf. & Syst.',
    volume: 'E99-D',
    number: '7',
    pages: '1877-1884',
    doi: '10.1587/transinf.2015EDP7457',
  },
  morise2016d4c: {
    type: 'article',
    authors: ['Morise, M.'],
    year: 2016,
    title: 'D4C, a band-aperiodicity estimator for high-quality speech synthesis',
    venue: 'Speech Communication',
    volume: '84',
    pages: '57-65',
    doi: '10.1016/j.specom.2016.09.001',
  },
  morise2015cheaptrick: {
    type: 'article',
    authors: ['Morise, M.'],
    year: 2015,
    title: 'CheapTrick, a spectral envelope estimator for high-quality speech synthesis',
    venue: 'Speech Communication',
    volume: '67',
    pages: '1-7',
    doi: '10.1016/j.specom.2014.09.003',
  },
  morise2009dio: {
    type: 'inproceedings',
    authors: ['Morise, M.', 'Kawahara, H.', 'Katayose, H.'],
    year: 2009,
    title:
      'Fast and reliable F0 estimation method based on the period extraction of vocal fold vibration of singing voice and speech',
    venue: 'AES 35th Int. Conf.',
  },
  morise2017harvest: {
    type: 'inproceedings',
    authors: ['Morise, M.'],
    year: 2017,
    title: 'Harvest: a high-performance fundamental frequency estimator from speech signals',
    venue: 'Interspeech 2017',
    pages: '2321-2325',
    doi: '10.21437/Interspeech.2017-68',
  },
  greenwood1990: {
    type: 'article',
    authors: ['Greenwood, D. D.'],
    year: 1990,
    title: 'A cochlear frequency-position function for several species: 29 years later',
    venue: JASA,
    volume: '87',
    number: '6',
    pages: '2592-2605',
    doi: '10.1121/1.399052',
  },
  shannon1995: {
    type: 'article',
    authors: ['Shannon, R. V.', 'Zeng, F.-G.', 'Kamath, V.', 'Wygonski, J.', 'Ekelid, M.'],
    year: 1995,
    title: 'Speech recognition with primarily temporal cues',
    venue: 'Science',
    volume: '270',
    pages: '303-304',
    doi: '10.1126/science.270.5234.303',
  },
  dorman1997: {
    type: 'article',
    authors: ['Dorman, M. F.', 'Loizou, P. C.', 'Rainey, D.'],
    year: 1997,
    title:
      'Speech intelligibility as a function of the number of channels of stimulation for signal processors using sine-wave and noise-band outputs',
    venue: JASA,
    volume: '102',
    number: '4',
    pages: '2403-2411',
    doi: '10.1121/1.419603',
  },
  cychosz2024: {
    type: 'article',
    authors: ['Cychosz, M.', 'Winn, M. B.', 'Goupell, M. J.'],
    year: 2024,
    title: 'How to vocode: using channel vocoders for cochlear-implant research',
    venue: JASA,
    volume: '155',
    number: '4',
    pages: '2407-2437',
    doi: '10.1121/10.0025274',
  },
  pumplin1985: {
    type: 'article',
    authors: ['Pumplin, J.'],
    year: 1985,
    title: 'Low-noise noise',
    venue: JASA,
    volume: '78',
    number: '1',
    pages: '100-104',
  },
  hilkhuysen2014: {
    type: 'article',
    authors: ['Hilkhuysen, G.', 'Macherey, O.'],
    year: 2014,
    title: 'Optimizing pulse-spreading harmonic complexes to minimize intrinsic modulations after auditory filtering',
    venue: JASA,
    volume: '136',
    number: '3',
    pages: '1281-1294',
  },
} as const satisfies Readonly<Record<string, Reference>>;

/** The name of a printed source; the same in BibTeX. */
export type ReferenceKey = keyof typeof BIBLIOGRAPHY;

/** One line as a reference list has it: authors (year). Title. Venue volume(number), pages, doi. */
export function formatReference(key: ReferenceKey): string {
  const { authors, year, title, venue, volume, number, pages, doi }: Reference = BIBLIOGRAPHY[key];
  const issue = number === undefined ? '' : `(${number})`;
  const place = [`${venue}${volume === undefined ? '' : ` ${volume}${issue}`}`, pages, doi && `doi ${doi}`];
  return `${authors.join(', ')} (${year}). ${title}. ${place.filter(Boolean).join(', ')}.`;
}

/** As a sentence names it: `Morise 2016`, `Hilkhuysen and Macherey 2014`, `Morise et al. 2009`. */
export function citeInText(key: ReferenceKey): string {
  const { authors, year }: Reference = BIBLIOGRAPHY[key];
  const families = authors.map((author) => author.slice(0, author.indexOf(',')));
  const names = families.length > 2 ? `${families[0]} et al.` : families.join(' and ');
  return `${names} ${year}`;
}

/** The entry in BibTeX, which wants `--` in ranges and braces around what keeps its capitals. */
export function formatBibtex(key: ReferenceKey): string {
  const { type, authors, year, title, venue, volume, number, pages, doi }: Reference = BIBLIOGRAPHY[key];
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', authors.join(' and ')],
    ['title', `{${title}}`],
    [type === 'article' ? 'journal' : 'booktitle', venue.replaceAll('&', '\\&')],
    ['volume', volume],
    ['number', number],
    ['pages', pages?.replace('-', '--')],
    ['year', `${year}`],
    ['doi', doi],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@${type}{${key},\n${lines.join(',\n')}\n}`;
}
