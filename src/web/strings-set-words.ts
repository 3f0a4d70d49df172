/** Sentences of what people are told of a set. */
export const setWordStrings = {
  fold: 'Title, authors, licence',
  title: 'Title',
  description: 'Description',
  authors: 'Authors',
  authorsHelp: 'One in a line.',
  licence: 'Licence',
  licenceHelp: 'As others may use it, such as CC-BY-4.0. README.txt and manifest.json of the zip say all four.',
};
