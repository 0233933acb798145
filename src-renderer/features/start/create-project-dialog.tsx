import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type RefObject, type SubmitEvent, useId, useRef, useState } from 'react';
import type { Folder } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';

interface CreateProjectDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Called with the folder of the new project, which is not open yet. */
  readonly onCreated: (folder: Folder) => void;
}

/** Asks for the name and the folder of a new project and makes it. */
export function CreateProjectDialog({ open, onClose, onCreated }: CreateProjectDialogProps): ReactElement {
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('studio.create.heading')}
      closeLabel={t('studio.common.close')}
      initialFocus={first}
    >
      <CreateProjectForm onClose={onClose} onCreated={onCreated} first={first} />
    </Dialog>
  );
}

interface CreateProjectFormProps extends Omit<CreateProjectDialogProps, 'open'> {
  /** Gets the field that is filled first. */
  readonly first: RefObject<HTMLInputElement | null>;
}

function CreateProjectForm({ onClose, onCreated, first }: CreateProjectFormProps): ReactElement {
  const [name, setName] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const nameId = useId();
  const hintId = useId();
  const create = useMutation({
    mutationFn: (folderToken: string) => call('packer:create-project', { folderToken, name: name.trim() }),
    onSuccess: onCreated,
  });
  const [folder, setFolder] = useState<Folder | null>(null);
  // What is said is of the name and the folder that there were.
  const settleComplaints = (): void => {
    setComplaint(null);
    create.reset();
  };
  const choose = useMutation({
    mutationFn: () => call('packer:choose-folder', { purpose: 'create' }),
    onSuccess: (chosen) => {
      // Null where the system's dialog was cancelled: the folder of before stays.
      if (chosen !== null) {
        setFolder(chosen);
        settleComplaints();
      }
    },
  });
  const failure = create.error?.failure ?? choose.error?.failure;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      setComplaint(t('studio.create.nameMissing'));
    } else if (folder === null) {
      setComplaint(t('studio.create.folderMissing'));
    } else {
      setComplaint(null);
      create.mutate(folder.folderToken);
    }
  };

  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      <div>
        <label htmlFor={nameId} className="mb-1 block font-medium">
          {t('studio.create.name')}
        </label>
        <input
          ref={first}
          id={nameId}
          value={name}
          maxLength={200}
          aria-describedby={hintId}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            settleComplaints();
          }}
          className="h-7 w-full rounded-control border border-line-strong bg-input px-2"
        />
        <p id={hintId} className="mt-1 text-small text-fg-faint">
          {t('studio.create.nameHint')}
        </p>
      </div>
      <div>
        <p className="mb-1 font-medium">{t('studio.create.folder')}</p>
        <div className="flex items-center gap-3">
          <Button
            unavailable={choose.isPending}
            onClick={() => {
              choose.mutate();
            }}
          >
            {folder === null ? t('studio.create.choose') : t('studio.create.chooseOther')}
          </Button>
          <span className="min-w-0 flex-1 text-fg-dim">
            {folder === null ? (
              t('studio.create.noFolder')
            ) : (
              <SafeText text={folder.path} className="font-mono text-small" />
            )}
          </span>
        </div>
      </div>
      {complaint === null ? null : (
        <p role="alert" className="text-err">
          {complaint}
        </p>
      )}
      {failure === undefined ? null : <SentenceAlert {...failureMessage(failure)} />}
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onClose}>{t('studio.common.cancel')}</Button>
        <Button submit look="primary" unavailable={create.isPending}>
          {create.isPending ? t('studio.create.creating') : t('studio.create.submit')}
        </Button>
      </div>
    </form>
  );
}
