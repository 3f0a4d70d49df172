import { NameDialog } from '../../components/name-dialog.tsx';
import { strings } from '../../strings.ts';

export interface LayoutNameDialogProps {
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

/** Asks for the name under which the panes as they stand are kept. */
export function LayoutNameDialog(props: LayoutNameDialogProps) {
  const t = strings.panes;
  return <NameDialog open title={t.keepTitle} label={t.name} action={t.keepButton} {...props} />;
}
