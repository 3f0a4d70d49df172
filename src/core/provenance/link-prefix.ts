/** What the fragment of a stimulus link begins with: apart from what reads one, which a page may fetch later. */
export const LINK_PREFIX = 'x1=';
