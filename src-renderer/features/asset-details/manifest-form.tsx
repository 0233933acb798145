import { Field } from '@base-ui/react/field';
import { Form } from '@base-ui/react/form';
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { assetTypeSchema, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ManifestField } from '../../../src-preload/contract/domain/manifest-reading.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { shortcutOf } from '../../app/commands.ts';
import { t } from '../../app/translation.ts';
import { diagnosticMessage } from '../../ipc/diagnostic-message.ts';
import { Button } from '../../ui/button.tsx';
import { SelectArrow } from '../../ui/select.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { focusAssetActions } from './action-bar.tsx';
import {
  changeDraft,
  draftKey,
  dropDraft,
  type FieldProblem,
  type FieldProblems,
  isDirty,
  isManifest,
  isShownFirst,
  type ManifestDraft,
  type ManifestFields,
  manifestOf,
  wrongFields,
} from './manifest-drafts.ts';
import type { ManifestEdit } from './use-manifest-edit.ts';

interface ManifestFormProps {
  readonly projectId: string;
  readonly root: string;
  readonly draft: ManifestDraft;
  readonly edit: ManifestEdit;
}

const inputLook =
  'w-full rounded-control border border-line-strong bg-input px-2 aria-invalid:border-err data-[invalid]:border-err';

/** On to the form of the selected asset, where it stands open, and there to a field. */
export function focusManifestForm(field: ManifestField | null = null): void {
  const form = document.querySelector<HTMLElement>('form[data-manifest]');
  const wanted = field === null ? null : form?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  (wanted ?? form?.querySelector<HTMLElement>('[data-field=name]'))?.focus();
}

/** Back to where somebody was, or where that is gone, to what can be done with the asset. */
function giveFocusBack(to: Element | null): void {
  if (to instanceof HTMLElement && to !== document.body) {
    to.focus();
  }
  if (document.activeElement !== to) {
    focusAssetActions();
  }
}

/** What the author says of the asset, to be changed. What he typed outlasts the selection of another asset. */
export function ManifestForm({ projectId, root, draft, edit }: ManifestFormProps): ReactElement {
  const key = draftKey(projectId, root);
  const { fields } = draft;
  const [problems, setProblems] = useState<FieldProblems>({});
  const [leaving, setLeaving] = useState(false);
  const refusal = edit.refusalFor(root);
  const wrong = wrongFields(draft);
  const preloadError = useId();
  const begun = useEffectEvent(() => {
    if (isShownFirst(draft)) {
      focusManifestForm(draft.focus);
    }
  });
  useEffect(() => {
    begun();
  }, []);
  const content = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    const form = content.current;
    return () => {
      // However it ends, who was in it is where he came from, if that is still there.
      if (form?.contains(document.activeElement) === true) {
        giveFocusBack(cameFrom);
      }
    };
  }, []);

  const change = (changed: Partial<ManifestFields>): void => {
    setProblems({});
    changeDraft(key, changed);
  };
  const drop = (): void => {
    dropDraft(key);
  };
  const cancel = (): void => {
    if (isDirty(draft)) {
      setLeaving(true);
    } else {
      drop();
    }
  };
  const submit = (): void => {
    if (edit.saving) {
      return;
    }
    const made = manifestOf(draft);
    if (isManifest(made)) {
      setProblems({});
      edit.save({ root, manifest: made, draft });
    } else {
      // What was marked before is said there already.
      const fieldsOfProblems = Object.keys(made) as (keyof ManifestFields)[];
      const marked = fieldsOfProblems.filter((field) => wrong[field] !== undefined);
      setProblems(Object.fromEntries(Object.entries(made).filter(([field]) => !marked.some((each) => each === field))));
      focusManifestForm(marked[0] ?? fieldsOfProblems[0]);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (leaving) {
        setLeaving(false);
      } else {
        cancel();
      }
    }
  };

  return (
    <Form
      ref={content}
      data-manifest=""
      aria-label={t('studio.edit.label')}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      errors={errorsOf(problems)}
      className="space-y-3"
    >
      {draft.reading.manifest === null ? (
        <div className="rounded-control border-l-2 border-err bg-raised px-3 py-2">
          <p className="font-medium">{t('studio.edit.mending')}</p>
          <p className="text-fg-dim">{t('studio.edit.mendingHow')}</p>
          {wrong.schemaVersion === undefined ? null : <p>{t('studio.edit.mendsVersion')}</p>}
        </div>
      ) : null}
      <TextField name="name" label={t('studio.details.field.name')} wrong={wrong.name}>
        <Field.Control
          {...markOf(wrong.name)}
          data-field="name"
          value={fields.name}
          autoComplete="off"
          onValueChange={(text) => {
            change({ name: text });
          }}
          className={`${inputLook} h-7`}
        />
      </TextField>
      <TextField name="type" label={t('studio.details.field.type')} wrong={wrong.type}>
        <div className="relative">
          <Field.Control
            render={
              <select>
                {assetTypeSchema.safeParse(fields.type).success ? null : (
                  // What stands there can be seen, and not chosen again.
                  <option value={fields.type} disabled>
                    {fields.type === '' ? t('studio.edit.chooseType') : fields.type}
                  </option>
                )}
                {assetTypes.map((type) => (
                  <option key={type} value={type}>
                    {t(`studio.type.${type}`)}
                  </option>
                ))}
              </select>
            }
            {...markOf(wrong.type)}
            data-field="type"
            value={fields.type}
            onValueChange={(type) => {
              change({ type });
            }}
            className={`${inputLook} h-7 appearance-none pr-7`}
          />
          <SelectArrow />
        </div>
      </TextField>
      <LinesField
        name="tags"
        wrong={wrong.tags}
        label={t('studio.details.field.tags')}
        hint={t('studio.edit.onePerLine')}
        value={fields.tags}
        onChange={(tags) => {
          change({ tags });
        }}
      />
      <LinesField
        name="sources"
        wrong={wrong.sources}
        label={t('studio.details.sources')}
        hint={t('studio.edit.sourcesHint')}
        value={fields.sources}
        mono
        onChange={(sources) => {
          change({ sources });
        }}
      />
      <LinesField
        name="description"
        wrong={wrong.description}
        label={t('studio.details.field.description')}
        value={fields.description}
        onChange={(description) => {
          change({ description });
        }}
      />
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          data-field="preload"
          {...markOf(wrong.preload)}
          aria-describedby={wrong.preload === undefined ? undefined : preloadError}
          checked={fields.preload}
          onChange={(event) => {
            change({ preload: event.target.checked });
          }}
          className="size-4 accent-accent"
        />
        {t('studio.edit.preload')}
      </label>
      {wrong.preload === undefined ? null : (
        <p id={preloadError} className="text-small text-err">
          {diagnosticMessage(wrong.preload).wrong}
        </p>
      )}
      {leaving ? (
        <Leaving
          onDiscard={drop}
          onKeep={() => {
            setLeaving(false);
          }}
        />
      ) : (
        <div className="sticky bottom-0 -mx-4 space-y-2 border-t border-line bg-panel px-4 py-2">
          {/* Here it is seen wherever the form is scrolled. */}
          {refusal === null ? null : <Refusal root={root} edit={edit} {...refusal} />}
          <div className="flex items-center justify-end gap-2">
            <Button onClick={cancel}>{t('studio.common.cancel')}</Button>
            <Button submit look="primary" unavailable={edit.saving}>
              {edit.saving ? t('studio.edit.saving') : t('studio.edit.save')}
              <span aria-hidden="true" className="text-small">
                {shortcutOf('register-asset')}
              </span>
            </Button>
          </div>
        </div>
      )}
    </Form>
  );
}

interface RefusalProps {
  readonly root: string;
  readonly edit: ManifestEdit;
  readonly sentence: FailureSentence;
  /** The file was changed meanwhile. */
  readonly changed: boolean;
}

/** Why it was not saved, and where the file was changed meanwhile, the two ways on. */
function Refusal({ root, edit, sentence, changed }: RefusalProps): ReactElement {
  if (!changed) {
    return <SentenceAlert {...sentence} />;
  }
  return (
    <SentenceAlert
      {...sentence}
      next={t('studio.edit.changedNext')}
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              // The button goes with the sentence; the next key is still for the form.
              focusManifestForm();
              edit.rebase(root);
            }}
          >
            {t('studio.edit.rebase')}
          </Button>
          <Button
            onClick={() => {
              edit.begin(root, null);
            }}
          >
            {t('studio.edit.beginAgain')}
          </Button>
        </div>
      }
    />
  );
}

function Leaving({ onDiscard, onKeep }: { readonly onDiscard: () => void; readonly onKeep: () => void }): ReactElement {
  return (
    <div
      role="alertdialog"
      aria-label={t('studio.edit.leave')}
      className="space-y-2 rounded-control bg-raised px-3 py-2"
    >
      <p className="font-medium">{t('studio.edit.leave')}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDiscard}>{t('studio.edit.discard')}</Button>
        <Button ref={focusOnce} look="primary" onClick={onKeep}>
          {t('studio.edit.keep')}
        </Button>
      </div>
    </div>
  );
}

interface TextFieldProps {
  readonly name: keyof ManifestFields;
  readonly label: string;
  readonly hint?: string;
  /** What was found wrong with it in the text, until it is changed. */
  readonly wrong: Diagnostic | undefined;
  readonly children: ReactNode;
}

/** The field is marked by hand: what Base UI takes for invalid can't be saved, and this is what saving puts right. */
function markOf(wrong: Diagnostic | undefined): { readonly 'aria-invalid'?: true } {
  return wrong === undefined ? {} : { 'aria-invalid': true };
}

function TextField({ name, label, hint, wrong, children }: TextFieldProps): ReactElement {
  return (
    <Field.Root name={name}>
      <Field.Label className="mb-1 block font-medium">{label}</Field.Label>
      {children}
      {hint === undefined ? null : (
        <Field.Description className="mt-1 text-small text-fg-dim">{hint}</Field.Description>
      )}
      {wrong === undefined ? null : (
        <Field.Description className="mt-1 text-small text-err">{diagnosticMessage(wrong).wrong}</Field.Description>
      )}
      <Field.Error className="mt-1 text-small text-err" />
    </Field.Root>
  );
}

interface LinesFieldProps extends Omit<TextFieldProps, 'children'> {
  readonly value: string;
  readonly mono?: boolean;
  readonly onChange: (value: string) => void;
}

function LinesField({ value, mono = false, onChange, ...field }: LinesFieldProps): ReactElement {
  return (
    <TextField {...field}>
      <Field.Control
        render={<textarea rows={Math.min(8, Math.max(2, value.split('\n').length))} spellCheck={!mono} />}
        {...markOf(field.wrong)}
        data-field={field.name}
        value={value}
        onValueChange={onChange}
        className={`${inputLook} resize-y py-1 ${mono ? 'font-mono text-small' : ''}`}
      />
    </TextField>
  );
}

/** The same function each time, so that it is called once. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}

function errorsOf(problems: FieldProblems): Record<string, string> {
  return Object.fromEntries(
    (Object.entries(problems) as [keyof ManifestFields, FieldProblem][]).map(([field, problem]) => [
      field,
      problem === 'too-long'
        ? t('studio.edit.tooLong')
        : t(field === 'sources' ? 'studio.edit.noSources' : 'studio.edit.missing'),
    ]),
  );
}
