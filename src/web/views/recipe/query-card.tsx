import { Copy } from 'lucide-react';
import { Button } from 'react-aria-components';
import { portableQuery } from '../../state/exporting.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';

/** The recipe as a request, to take away. */
export function QueryCard() {
  const { take } = useWorkbench();
  const library = useApp((state) => state.library);
  const source = useApp((state) => state.source);
  const recipe = useApp((state) => state.recipe);
  if (source === undefined) return null;
  const query = portableQuery({ library, source, recipe });
  return (
    <section className="card query" aria-label={strings.recipe.queryTitle}>
      <header className="card-head">
        <h3>{strings.recipe.queryTitle}</h3>
        <Button className="button" onPress={() => void take.copy(query, strings.recipe.queryCopied)}>
          <Copy aria-hidden />
          {strings.recipe.copy}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="selectable" tabIndex={0}>
        {query}
      </pre>
      <p className="quiet">{strings.recipe.queryHelp}</p>
    </section>
  );
}
