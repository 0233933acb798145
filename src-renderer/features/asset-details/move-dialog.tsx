import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type RefObject, type SubmitEvent, useId, useRef, useState } from 'react';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { type GlyphShape, StateGlyph } from '../../ui/state-glyph.tsx';
import type { CommandSubject } from './command-subject.ts';
import type { MoveAsset } from './use-move.ts';

interface MoveDialogProps {
  readonly projectId: string;
  readonly move: MoveAsset;
  readonly onFocusLost: () => void;
}

/** Asks for the folder that an asset is to have, and says while the author types whether it can have it. */
export function MoveDialog({ projectId, move, onFocusLost }: MoveDialogProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  // It stays in sight while the dialog closes.
  const [shown, setShown] = useState<CommandSubject | null>(null);
  if (move.subject !== null && move.subject !== shown) {
    setShown(move.subject);
  }
  return (
    <Dialog
      open={move.subject !== null}
      onClose={move.dismiss}
      title={t('studio.move.heading')}
      closeLabel={t('studio.common.close')}
      initialFocus={field}
      onFocusLost={onFocusLost}
    >
      {shown === null ? null : (
        <MoveForm key={shown.root} projectId={projectId} subject={shown} move={move} field={field} />
      )}
    </Dialog>
  );
}

interface MoveFormProps extends Omit<MoveDialogProps, 'onFocusLost'> {
  readonly subject: CommandSubject;
  readonly field: RefObject<HTMLInputElement | null>;
}

function MoveForm({ projectId, subject, move, field }: MoveFormProps): ReactElement {
  const { root } = subject;
  const [to, setTo] = useState(root);
  const hasSelected = useRef(false);
  const [fieldId, hintId, verdictId] = [useId(), useId(), useId()];
  const check = useQuery(projectQueries.moveCheck(projectId, root, to));
  const details = useQuery(projectQueries.details(projectId, root));
  const isChanged = to !== root;
  const refused = check.data?.refusal ?? check.error?.failure ?? null;
  // Nothing is wrong with a field that nobody has touched.
  const sentence = isChanged && refused !== null ? failureMessage(refused) : null;
  const isFree = isChanged && check.data?.refusal === null;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isFree && !move.moving) {
      move.move({ ...subject, to });
    }
  };

  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      <p className="font-medium">
        <SafeText text={subject.name} />
      </p>
      <div>
        <label htmlFor={fieldId} className="mb-1 block font-medium">
          {t('studio.move.label')}
        </label>
        <input
          ref={field}
          id={fieldId}
          value={to}
          aria-invalid={sentence !== null}
          aria-describedby={`${verdictId} ${hintId}`}
          autoComplete="off"
          spellCheck={false}
          onFocus={({ currentTarget }) => {
            // The name is what is changed most; the folders before it stay.
            if (!hasSelected.current) {
              hasSelected.current = true;
              currentTarget.setSelectionRange(root.lastIndexOf('/') + 1, root.length);
            }
          }}
          onChange={({ target }) => {
            setTo(target.value.normalize('NFC'));
          }}
          className="h-7 w-full rounded-control border border-line-strong bg-input px-2 font-mono text-small aria-invalid:border-err"
        />
        <p id={hintId} className="mt-1 text-small text-fg-dim">
          {t('studio.move.hint')}
        </p>
      </div>
      {details.data?.registration === 'registered' ? <p className="text-fg-dim">{t('studio.move.keepsId')}</p> : null}
      {/* As high as most of what it says, so that nothing jumps while the author types. */}
      <div id={verdictId} role="status" className="min-h-10 wrap-anywhere">
        {sentence !== null ? (
          <Verdict shape="octagon-bar">
            {t('studio.action.unavailable', { wrong: sentence.wrong, next: sentence.next })}
          </Verdict>
        ) : isFree ? (
          <Verdict shape="disc-tick">{t('studio.move.free')}</Verdict>
        ) : null}
      </div>
      {move.refusal === null ? null : <SentenceAlert {...move.refusal} />}
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={move.dismiss}>{t('studio.common.cancel')}</Button>
        <Button submit look="primary" unavailable={!isFree || move.moving}>
          {move.moving ? t('studio.move.moving') : t('studio.move.submit')}
        </Button>
      </div>
    </form>
  );
}

function Verdict({ shape, children }: { readonly shape: GlyphShape; readonly children: string }): ReactElement {
  return (
    <p className="flex gap-2">
      <StateGlyph shape={shape} className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}
